import Memory
import Testing

@testable import AutoDiff

/// The nodes that all paths pass.
@Suite struct DominatorTests {
  /// Whether a node can be reached from the target without passing another.
  private func isReachable(_ node: NodeID, from target: NodeID, without left: NodeID?, _ graph: Graph) -> Bool
  {
    if target == left { return false }
    if target == node { return true }
    guard let operands = graph.node(at: target)?.operands else { return false }
    return operands.contains { !$0.isConstant && isReachable(node, from: $0, without: left, graph) }
  }

  @Test(arguments: 0..<150) func cutsAreTheNodesWithoutWhichThereIsNoPath(seed: Int) throws {
    let random = RandomGraph(seed: seed, operationCount: 5 + seed % 9)
    let (graph, target) = (random.graph, random.target.id)
    let dominators = try Dominators(below: target, in: graph, .never)
    for node in random.cone {
      let cuts = random.cone.reversed().filter {
        $0 != target && $0 != node && !isReachable(node, from: target, without: $0, graph)
      }
      #expect(dominators.cuts(before: node) == cuts)
      if node != target { #expect(dominators.immediateDominator(of: node) == cuts.last ?? target) }
    }
    let inputs = random.cone.filter { graph.isInput($0) }
    let common = random.cone.reversed().filter { cut in
      cut != target && !inputs.contains(cut)
        && inputs.allSatisfy { !isReachable($0, from: target, without: cut, graph) }
    }
    #expect(dominators.commonCuts == common)
  }

  @Test(arguments: 0..<60) func factorsMultiplyToTheDerivative(seed: Int) throws {
    let random = RandomGraph(seed: seed, operationCount: 5 + seed % 9, isTame: true)
    let (graph, target) = (random.graph, random.target.id)
    let dominators = try Dominators(below: target, in: graph, .never)
    let gradient = graph.gradient(of: random.target)
    for input in random.inputs {
      guard let cuts = dominators.cuts(before: input.id), let derivative = gradient[input] else { continue }
      let factors = try graph.factors(of: target, at: cuts, before: input.id, .never)
      #expect(factors.count == cuts.count + 1)
      let product = factors.reduce(1, *)
      #expect((product - derivative).magnitude <= 1e-12 * (1 + product.magnitude))
    }
  }

  @Test func whatIsCutOffIsOnNoPath() throws {
    let graph = Graph()
    let (x, y) = (graph.input(3), graph.input(4))
    let product = x * y
    let z = Expression.sin(.detach(product) + y * 2)
    let dominators = try Dominators(below: z.id, in: graph, .never)
    #expect(dominators.cuts(before: x.id) == nil)
    #expect(dominators.cuts(before: y.id)?.count == 2)
    #expect(dominators.cuts(before: z.id) == [])
    #expect(dominators.immediateDominator(of: z.id) == nil)
  }

  @Test func aChainIsCutByEveryNode() throws {
    let graph = Graph()
    let x = graph.input(0.5)
    var node = x
    for _ in 0..<10_000 { node = .sin(node) }
    let dominators = try Dominators(below: node.id, in: graph, .never)
    #expect(dominators.cuts(before: x.id)?.count == 9999)
    #expect(dominators.commonCuts.count == 9999)
  }
}
