@testable import AutoDiff
import Testing

/// Where NaN, infinities and zeros come from.
@Suite struct OriginTests {
  private let graph = Graph()

  private func origin(of target: NodeID, by input: NodeID) -> DerivativeOrigin? {
    DerivativeTrace(of: target, in: graph).origin(of: input)
  }

  @Test func aNaNIsTracedToTheNodesWhereItWasBorn() {
    let x = graph.input(3)
    let inner = Expression.log(x - 5)
    let target = .sin(inner * x + 1) + .sqrt(-x)
    let origins = graph.valueOrigins(of: target.id)
    #expect(origins.map(\.node) == [inner.id, Expression.sqrt(-x).id].sorted())
    #expect(origins.map(\.fault) == [.outsideDomain, .outsideDomain])
  }

  @Test func anInfinityIsTracedThroughTheNaNThatItBecame() {
    let x = graph.input(1001)
    let large = Expression.exp(x)
    let target = large - large * 2
    #expect(graph.valueOrigins(of: target.id).map(\.node) == [large.id, target.id])
    #expect(graph.valueOrigins(of: target.id).map(\.fault) == [.overflow, .indeterminate])
  }

  @Test func aBranchThatIsNotTakenIsNoCause() {
    let x = graph.input(-1)
    let target = Expression.select(0, lessThan: x, .log(x), x)
    #expect(graph.valueOrigins(of: target.id).isEmpty)
    let taken = Expression.select(x, lessThan: 0, .log(x), .sqrt(x))
    #expect(graph.valueOrigins(of: taken.id).map(\.node) == [Expression.log(x).id])
  }

  @Test(arguments: [
    (Opcode.log, [0.0], ValueOrigin.Fault.pole), (.divide, [1, 0], .pole), (.divide, [0, 0], .indeterminate),
    (.divide, [1e300, 1e-300], .overflow), (.power, [0, -1], .pole), (.power, [-1, 0.5], .outsideDomain),
    (.multiply, [1e200, 1e200], .overflow), (.gamma, [200], .overflow), (.acosh, [0.5], .outsideDomain),
    (.subtract, [.infinity, .infinity], .indeterminate), (.sin, [.infinity], .indeterminate),
  ])
  func theKindOfFaultIsTold(opcode: Opcode, operands: [Double], fault: ValueOrigin.Fault) {
    let application = Application(opcode, at: operands)
    let origins = application.graph.valueOrigins(of: application.result.id)
    #expect(origins.last?.fault == fault)
    #expect(origins.last?.node == application.result.id)
  }

  @Test func anInputThatWasSetToNaNIsTheCause() {
    let x = graph.input(.nan)
    #expect(graph.valueOrigins(of: (x * 2).id).map(\.fault) == [.input])
    #expect(graph.valueOrigins(of: x.id).map(\.node) == [x.id])
  }

  @Test func ordinaryNumbersHaveNothingToExplain() {
    let x = graph.input(2)
    #expect(graph.valueOrigins(of: (x * x).id).isEmpty)
    #expect(origin(of: (x * x).id, by: x.id) == nil)
  }

  @Test func aDerivativeOfZeroHasAFlatPlaceACancellationOrAnUnderflow() {
    let x = graph.input(-0.3)
    let flat = Expression.relu(x)
    guard case .flat(let edges) = origin(of: (2 * flat).id, by: x.id) else {
      Issue.record("relu is not said to be flat")
      return
    }
    #expect(edges.map(\.node) == [flat.id])
    guard case .cancels(let node) = origin(of: (x - x).id, by: x.id) else {
      Issue.record("x - x is not said to cancel")
      return
    }
    #expect(node == x.id)
    let tiny = Expression.exp(x - 740) * 1e-20
    guard case .underflow = origin(of: tiny.id, by: x.id) else {
      Issue.record("the product is not said to underflow")
      return
    }
  }

  @Test func notConnectedCutAndUndefinedAreThreeAnswers() {
    let x = graph.input(0), y = graph.input(1)
    guard case .notConnected = origin(of: (y * 2).id, by: x.id),
      case .cut(let nodes) = origin(of: (.detach(x) * y).id, by: x.id),
      case .undefined(let edges) = origin(of: Expression.atan2(x, x).id, by: x.id),
      case .steep(let steep) = origin(of: (y * .sqrt(x)).id, by: x.id),
      case .valueIsUndefined = origin(of: Expression.log(x - 1).id, by: x.id)
    else {
      Issue.record("the answers are mixed up")
      return
    }
    #expect(nodes == [Expression.detach(x).id])
    #expect(edges.allSatisfy { $0.partial.isNaN })
    #expect(steep.map(\.node) == [Expression.sqrt(x).id])
  }

  @Test func oppositeInfinitiesMeetAtANode() {
    let x = graph.input(0)
    let root = Expression.sqrt(x)
    let target = .sqrt(root) - .cbrt(root)
    guard case .opposed(let node) = origin(of: target.id, by: x.id) else {
      Issue.record("\(String(describing: origin(of: target.id, by: x.id)))")
      return
    }
    #expect(node == root.id)
  }
}
