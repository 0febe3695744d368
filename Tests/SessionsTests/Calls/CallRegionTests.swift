import AutoDiff
import Formulas
import Testing

@testable import Sessions

/// The session remembers which nodes a call of a user's function built.
@Suite struct CallRegionTests {
  private func session(_ text: String) throws -> Session {
    let session = Session()
    var parser = StatementParser(Array(text.utf8))
    while let statement = try parser.next() { _ = try session.run(statement, in: parser.text) }
    return session
  }

  @Test func aCallIsRememberedWithArgumentsAndResult() throws {
    let session = try session("x = 3; f(u, v) = u*v + sin(u); z = 2*f(x, 5)")
    let call = try #require(session.calls.first)
    #expect(session.calls.count == 1 && call.function.name == "f" && call.order == 0)
    #expect(call.arguments == [.node(NodeID(0)), .constant(5)])
    #expect(call.result == .node(NodeID(3)) && call.nodes == 1..<4)
    #expect(session.call(building: NodeID(2))?.function.name == "f")
    #expect(session.call(building: NodeID(0)) == nil && session.call(building: NodeID(4)) == nil)
  }

  @Test func callsStandWithinCalls() throws {
    let session = try session("x = 3; g(t) = sin(t) + 1; f(u) = g(u)*g(2*u); z = f(x) + f(x)")
    #expect(session.calls.map(\.function.name) == ["g", "g", "f"])
    let outer = session.calls[2].nodes
    #expect(
      session.calls.allSatisfy {
        outer.contains($0.nodes.lowerBound) && $0.nodes.upperBound <= outer.upperBound
      })
    for node in outer {
      let inner = session.calls.first { $0.nodes.contains(node) }
      #expect(session.call(building: NodeID(node))?.nodes == inner?.nodes)
    }
  }

  @Test func aDerivativeOfAFunctionIsACall() throws {
    let session = try session("x = 3; f(u) = u^3; z = f''(x)")
    #expect(session.calls.map(\.order) == [2])
    #expect(session.calls[0].result == session.environment.variable("z")?.operand)
  }

  @Test func whatIsThereAlreadyIsNotBuiltAgain() throws {
    let session = try session("x = 3; f(u) = u^3; z = f(x); w = f(x)")
    #expect(session.calls.count == 1)
  }

  /// Calls in any order of beginning and ending, found as a look at all of them finds them.
  @Test func theInnermostCallIsFound() {
    var regions = CallRegions()
    let function = Function(name: "f", parameters: [], body: Formula())
    func call(_ nodes: Range<Int>) -> CallRegion {
      CallRegion(function: function, order: 0, arguments: [], result: .constant(0), nodes: nodes)
    }
    let all = [2..<4, 5..<6, 4..<7, 1..<9, 9..<9, 10..<11, 10..<12, 13..<20]
    all.forEach { regions.append(call($0)) }
    #expect(regions.count == 7)
    for end in (0...21).reversed() {
      regions.cut(toNodes: end)
      let left = all.filter { !$0.isEmpty && $0.upperBound <= end }
      #expect(regions.count == left.count)
      for node in 0..<22 {
        let expected = left.filter { $0.contains(node) }.min { $0.count < $1.count }
        #expect(regions.innermost(building: NodeID(node))?.nodes == expected, "up to \(end), node \(node)")
      }
    }
    all.forEach { regions.append(call($0)) }
    regions.cut(toNodes: 11)
    #expect((0..<regions.count).map { regions[$0].nodes } == [2..<4, 5..<6, 4..<7, 1..<9, 10..<11])
  }

  @Test func aPlaceIsToldInTheFunctionsOwnWords() throws {
    let session = try session("x = 3; g(t, k) = abs(t - k); f(u) = g(u + 1, 2)*u; z = f(2*x)")
    let absolute = try #require(session.graph.nodes.first { session.graph.opcode(of: $0) == .abs })
    #expect(session.place(of: absolute) == "abs(t - 2) in g(2*x + 1, 2)")
  }
}
