import Memory
import Testing

@testable import AutoDiff

/// How far rounding may take a value: compared with the same formulas in numbers of thirty digits.
@Suite struct RoundingTests {
  private func rounding(_ target: Expression, _ graph: Graph) throws -> Rounding {
    try Rounding(NodeAnalysis(of: target.id, in: graph, .never), in: graph, .never)
  }

  /// The exact value of a tape's target for the inputs of a graph, and what each operation rounded off.
  private func exact(
    _ target: NodeID, _ graph: Graph
  ) throws -> (value: Ball, errors: [(node: NodeID, error: Double)]) {
    let tape = graph.tape(for: [target])
    let inputs = tape.inputs.map { Ball(exactly: graph.cachedValue(of: $0)) }
    let values = try tape.values(at: inputs, .never)
    var errors: [(node: NodeID, error: Double)] = []
    for node in tape.operations {
      // The operation alone, at the doubles that its operands are.
      let single = Graph()
      let operands = (graph.node(at: node)?.operands ?? []).map {
        $0.isConstant
          ? single.constant(graph.cachedValue(of: $0)) : single.addInput(graph.cachedValue(of: $0))
      }
      let copy = single.node(graph.opcode(of: node), arguments: operands)
      let part = single.tape(for: [copy])
      let balls = part.inputs.map { Ball(exactly: single.cachedValue(of: $0)) }
      let ball = try part.values(at: balls, .never)[part.targets[0]]
      errors.append((node, (ball - Ball(exactly: graph.cachedValue(of: node))).center.value))
    }
    return (values[tape.targets[0]], errors)
  }

  /// On random formulas the value is no further from the exact one than the bound says, and the node that is named
  /// first is nearly always the one whose exact evaluation would help most.
  @Test func theBoundHoldsAndBlamesTheRightNode() throws {
    var (held, tried, blamed, judged) = (0, 0, 0, 0)
    var pessimism: [Double] = []
    for seed in 0..<2600 where tried < 2000 {
      let random = RandomGraph(seed: seed, operationCount: 6 + seed % 14)
      let graph = random.graph
      let value = graph.value(of: random.target)
      let (ball, errors) = try exact(random.target.id, graph)
      guard value.isFinite, ball.isKnown, !ball.isUndefined else { continue }
      let rounding = try rounding(random.target, graph)
      let error = (ball - Ball(exactly: value)).center.value.magnitude
      // What the reference itself may be off.
      guard ball.radius <= 1e-6 * max(rounding.bound, .leastNormalMagnitude) else { continue }
      tried += 1
      let holds = error <= rounding.bound * (1 + 1e-9) + ball.radius
      held += holds ? 1 : 0
      if !holds { Issue.record("seed \(seed): off by \(error), and the bound is \(rounding.bound)") }
      if error > 0 { pessimism.append(rounding.bound / error) }
      let sweep = graph.reverseSweep(of: random.target.id)
      let total = (Ball(exactly: value) - ball).center.value
      // What is left if an operation alone is exact.
      let rests = errors.map { node, error in (node, abs(total + error * (sweep.adjoint(of: node) ?? 0))) }
      guard let best = rests.min(by: { $0.1 < $1.1 }), best.1 < abs(total) else { continue }
      judged += 1
      let named = rests.first { $0.0 == rounding.parts.first?.node }?.1 ?? .infinity
      // Of two that help as much either may be named.
      if named <= best.1 + 1e-3 * abs(total) { blamed += 1 }
    }
    pessimism.sort()
    print(
      "rounding: held \(held) of \(tried); blamed rightly \(blamed) of \(judged); median bound \(pessimism[pessimism.count / 2]) times the error"
    )
    #expect(tried >= 1900)
    #expect(held == tried)
    #expect(blamed * 100 >= judged * 95)
  }

  @Test func exactOperationsRoundNothing() throws {
    let graph = Graph()
    let (x, y) = (graph.input(3), graph.input(4))
    let rounding = try rounding(x * x + x * y / 2 - .sqrt(y) + -x + .abs(y), graph)
    #expect(rounding.parts.isEmpty && rounding.bound == 0 && rounding.digits == 15)
    #expect(rounding.operationCount == 10)
  }

  @Test func cancellationIsPutDownToWhatWasRounded() throws {
    let graph = Graph()
    let x = graph.input(1e-5)
    let cosine = Expression.cos(x)
    let z = (1 - cosine) / (x * x)
    let rounding = try rounding(z, graph)
    let first = try #require(rounding.parts.first)
    #expect(first.node == cosine.id)
    #expect((1.1e-6...1.2e-6).contains(first.reach))
    #expect(first.reach > 0.999 * rounding.bound)
    #expect(rounding.digits == 5)
  }

  @Test func aSumOfManyTermsRoundsAsOftenAsItAdds() throws {
    let graph = Graph()
    let terms = [1e16, 1, -1e16].map { graph.input($0).id }
    let sum = graph.node(.sum, arguments: terms)
    let rounding = try Rounding(NodeAnalysis(of: sum, in: graph, .never), in: graph, .never)
    // It is 0, and should be 1.
    #expect(graph.value(of: sum) == 0 && rounding.bound >= 1)
    #expect(rounding.digits == 0)
  }

  @Test func whatIsNoNumberHasNoDigits() throws {
    let graph = Graph()
    let x = graph.input(-1)
    #expect(try rounding(.log(x), graph).digits == nil)
    #expect(try rounding(1 / (x + 1), graph).digits == nil)
  }
}
