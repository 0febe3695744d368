import Memory
import Testing

@testable import AutoDiff

/// What is known of each node below a target.
@Suite struct NodeAnalysisTests {
  @Test func aNodeHasItsDepthUsesAdjointAndCondition() throws {
    let graph = Graph()
    let (x, y) = (graph.input(3), graph.input(4))
    let square = x * x
    let z = square + x * y - 2
    let analysis = try NodeAnalysis(of: z.id, in: graph, .never)
    #expect(analysis.map(\.node.index) == [0, 1, 2, 3, 4, 5])
    #expect(analysis.map(\.depth) == [0, 0, 1, 1, 2, 3])
    #expect(analysis.map(\.uses) == [3, 1, 1, 1, 1, 0])
    #expect(analysis.map(\.cost) == [0, 0, 1, 1, 1, 1])
    #expect(analysis.map(\.adjoint) == [10, 3, 1, 1, 1, 1])
    #expect(analysis.element(at: square.id)?.condition == 1)
    #expect(analysis.element(at: z.id)?.condition == 21.0 / 19)
    #expect(analysis.element(at: NodeID(17)) == nil)
  }

  @Test func whatIsCutOffHasNoAdjoint() throws {
    let graph = Graph()
    let (x, y) = (graph.input(3), graph.input(4))
    let z = Expression.detach(x * y) + y * 0
    let analysis = try NodeAnalysis(of: z.id, in: graph, .never)
    #expect(analysis.element(at: x.id)?.adjoint == nil)
    #expect(analysis.element(at: y.id)?.adjoint == 0)
  }

  @Test func aConstantHasNoNodes() throws {
    let graph = Graph()
    let analysis = try NodeAnalysis(of: graph.constant(3), in: graph, .never)
    #expect(analysis.isEmpty)
    #expect(try Rounding(analysis, in: graph, .never).bound == 0)
    #expect(try Sharing(analysis, .never).treeSize == 0)
  }

  @Test(arguments: 0..<40) func adjointsAreThoseOfTheReverseSweep(seed: Int) throws {
    let random = RandomGraph(seed: seed, operationCount: 30)
    let sweep = random.graph.reverseSweep(of: random.target.id)
    let analysis = try NodeAnalysis(of: random.target.id, in: random.graph, .never)
    #expect(analysis.map(\.node) == random.cone)
    for element in analysis {
      let adjoint = sweep.adjoint(of: element.node)
      #expect(element.adjoint == adjoint || element.adjoint?.isNaN == true && adjoint?.isNaN == true)
    }
    let own = try #require(analysis.last)
    #expect(own.node == random.target.id && own.uses == 0 && own.adjoint == 1)
  }

  @Test(arguments: 0..<40) func aTreeIsAsLargeAsItIsWrittenOut(seed: Int) throws {
    let random = RandomGraph(seed: seed)
    let graph = random.graph
    func size(_ node: NodeID) -> Double {
      node.isConstant ? 0 : 1 + (graph.node(at: node)?.operands.reduce(0) { $0 + size($1) } ?? 0)
    }
    let sharing = try Sharing(NodeAnalysis(of: random.target.id, in: graph, .never), .never)
    #expect(sharing.treeSize == size(random.target.id))
    #expect(sharing.nodeCount == random.cone.count)
    for part in sharing.parts {
      #expect(part.treeSize == size(part.node) && part.uses > 1)
    }
  }

  @Test(arguments: 0..<20) func followersAreWhatNeedsTheNode(seed: Int) throws {
    let random = RandomGraph(seed: seed)
    let graph = random.graph
    for node in graph.nodes {
      let followers = try graph.followers(of: node, .never)
      #expect(followers == graph.nodes.filter { $0 != node && graph.cone(of: [$0]).contains(node) })
    }
    #expect(graph.firstBrokenInvariant() == nil)
  }

  @Test(arguments: 0..<20) func aTrialSaysWhatSettingAnInputDoes(seed: Int) throws {
    let random = RandomGraph(seed: seed)
    let (graph, x) = (random.graph, random.inputs[0])
    let before = graph.value(of: random.target)
    let trial = try graph.trial(of: random.target.id, with: [x.id: 0.75], .never)
    #expect(graph.value(of: random.target).bitPattern == before.bitPattern)
    graph[x] = 0.75
    _ = graph.value(of: random.target)
    #expect(trial.map(\.node) == random.cone)
    for (node, _, after) in trial { #expect(after.bitPattern == graph.cachedValue(of: node).bitPattern) }
    let function = try RestrictedFunction(of: random.target.id, over: [x.id], in: graph, .never)
    #expect(try function.value(at: 0.75) == trial.last?.after)
  }

  /// A deep chain takes no stack.
  @Test func aDeepGraphIsAnalysed() throws {
    let graph = Graph()
    let x = graph.input(0.5)
    var node = x
    for _ in 0..<100_000 { node = .sin(node) + x }
    let analysis = try NodeAnalysis(of: node.id, in: graph, .never)
    #expect(analysis.last?.depth == 200_000)
    #expect(try Rounding(analysis, in: graph, .never).operationCount == 200_000)
    let dominators = try Dominators(below: node.id, in: graph, .never)
    #expect(dominators.cuts(before: x.id) == [])
  }
}
