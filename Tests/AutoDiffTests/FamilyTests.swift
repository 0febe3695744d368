import Memory
import Testing

@testable import AutoDiff

/// The number of a family's member is a part of what a node is, and no operand.
@Suite struct FamilyTests {
  private let graph = Graph()

  @Test func aWholeNumberMakesTheMember() throws {
    let (x, n) = (graph.input(0.3), graph.input(2))
    let member = graph.node(.besselj, graph.constant(2), x.id)
    let node = try #require(graph.node(at: member))
    #expect(node.opcode == .besseljMember && node.member == 2)
    #expect(node.operands == [x.id])
    #expect(node.arguments == [graph.constant(2), x.id])
    #expect(graph.users(of: x.id) == [member])

    let other = try #require(graph.node(at: graph.node(.besselj, n.id, x.id)))
    #expect(other.opcode == .besselj && other.member == nil && other.operands == [n.id, x.id])
    #expect(graph.value(of: other.id) == graph.value(of: member))
    #expect(graph.node(at: graph.node(.besselj, graph.constant(2.5), x.id))?.opcode == .besselj)
  }

  @Test func membersAreDifferentNodesAndEachIsOne() {
    let x = graph.input(0.3)
    let nodes = (-3...3).map { graph.node(.besseljMember, member: $0, operands: [x.id]) }
    #expect(Set(nodes).count == 7)
    #expect((-3...3).map { graph.node(.besselj, graph.constant(Double($0)), x.id) } == nodes)
    for (order, node) in zip(-3...3, nodes) {
      #expect(graph.value(of: node) == BesselJ.value(Double(order), 0.3))
    }
    #expect(graph.firstBrokenInvariant() == nil)
  }

  @Test func aNumberSelectsTheBranch() throws {
    let (x, k) = (graph.input(-0.25), graph.input(-1))
    for (number, opcode) in [(0.0, Opcode.lambertw), (-1, .lambertwm1), (1, .lambertwOfBranch)] {
      #expect(graph.opcode(of: graph.node(.lambertwOfBranch, x.id, graph.constant(number))) == opcode)
    }
    let any = graph.node(.lambertwOfBranch, x.id, k.id)
    #expect(graph.value(of: any) == LambertWLower.value(-0.25))
    let replaced = try graph.substituting([k.id: graph.constant(0)], in: any, .never)
    #expect(graph.opcode(of: replaced) == .lambertw)
  }

  @Test func aNumberInPlaceOfAnInputMakesTheMember() throws {
    let (x, n) = (graph.input(0.3), graph.input(1))
    let target = graph.node(.polygamma, n.id, x.id)
    let replaced = try graph.substituting([n.id: graph.constant(3)], in: target, .never)
    #expect(graph.node(at: replaced)?.member == 3)
    let moved = try graph.substituting([x.id: n.id], in: replaced, .never)
    #expect(graph.node(at: moved)?.arguments == [graph.constant(3), n.id])
  }

  /// Rolled back, collected and compiled, alone and in a loop over many.
  @Test func theNumberStaysWithTheNode() throws {
    let xs = (0..<20).map { graph.input(1 + 0.1 * Double($0)) }
    let start = graph.checkpoint
    _ = graph.node(.polygammaMember, member: 7, operands: [xs[0].id])
    graph.rollBack(to: start)
    #expect(graph.users(of: xs[0].id).isEmpty)

    _ = graph.node(.sincDerivative, member: 4, operands: [xs[0].id])
    let members = xs.enumerated().map { order, x in
      graph.node(.polygammaDifference, member: order % 5, operands: [x.id, xs[(order + 1) % 20].id])
    }
    let sum = graph.node(.sum, arguments: members)
    #expect(try graph.collect(keeping: [sum] + xs.map(\.id), .never) == 1)
    let wanted = members.indices.map {
      Opcode.polygammaDifference.value(
        at: [Double($0 % 5), 1 + 0.1 * Double($0), 1 + 0.1 * Double(($0 + 1) % 20)])
    }
    let evaluator = graph.evaluator(of: members.map { Expression(graph: graph, id: $0) })
    evaluator.evaluate()
    #expect(members.indices.map { evaluator.value(ofTarget: $0) } == wanted)
    #expect(members.map { graph.value(of: $0) } == wanted)
    #expect(graph.firstBrokenInvariant() == nil)
  }
}
