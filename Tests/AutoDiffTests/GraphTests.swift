import SeededRandom
import AutoDiff
import Testing

@Suite struct GraphTests {
  @Test func theExampleOfTheDocumentationHolds() {
    let graph = Graph()
    let x = graph.input(3, named: "x"), y = graph.input(4, named: "y")
    let z = x * x + x * y + 2
    #expect(graph.value(of: z) == 23)
    #expect(graph.gradient(of: z)[x] == 10)
    #expect(graph.gradient(of: z)[y] == 3)
    #expect(graph.derivative(of: z, along: x) == 10)
    graph[x] = 5
    #expect(graph.value(of: z) == 47)
    let dz = graph.symbolicDerivative(of: z, by: x)
    #expect(graph.value(of: dz) == 14)
    #expect(graph.value(of: graph.symbolicDerivative(of: dz, by: x)) == 2)
    #expect(graph.derivative(of: z, along: [(x, 1), (y, 2)]) == 24)
  }

  @Test func equalSubexpressionsAreOneNodeAndConstantsTakeNoNumber() {
    let graph = Graph()
    let x = graph.input(3), y = graph.input(4)
    let z = x * x + x * y + 2
    #expect(graph.count == 6)
    #expect(graph.id(of: z).index == 5)
    #expect((x * x + x * y + 2).id == z.id)
    #expect((x * y).id != (y * x).id)
    let folded: Expression = 2 * .exp(0) + 1
    #expect(graph.value(of: folded) == 3)
    #expect(graph.count == 7)
    #expect(graph.firstBrokenInvariant() == nil)
  }

  @Test func manyUsersOfOneNodeAreFoundAgain() {
    let graph = Graph()
    let x = graph.input(1)
    // All of these have x for their newest operand, so they overflow its line in the table.
    let products = (0..<2000).map { x * Expression(Double($0)) }
    let count = graph.count
    for (factor, product) in products.enumerated() {
      #expect((x * Expression(Double(factor))).id == product.id)
    }
    #expect(graph.count == count)
    #expect(graph.users(of: x.id).count == 2000)
    #expect(graph.firstBrokenInvariant() == nil)
  }

  @Test func theGradientTellsNotConnectedFromZeroAndUndefined() {
    let graph = Graph()
    let x = graph.input(-1), y = graph.input(2), w = graph.input(3)
    #expect(graph.gradient(of: x * 2)[w] == nil)
    #expect(graph.gradient(of: Expression.sign(x) * y)[x] == 0)
    #expect(graph.gradient(of: Expression.log(x))[x]?.isNaN == true)
    #expect(graph.gradient(of: Expression.detach(x) * y)[x] == nil)
    #expect(graph.gradient(of: Expression.detach(x) * x)[x] == -1)
    #expect(graph.gradient(of: x)[x] == 1)
    #expect(graph.gradient(of: 5)[x] == nil)
  }

  @Test func zeroWinsInAllModes() {
    let graph = Graph()
    let x = graph.input(-1)
    let branch = Expression.select(0, lessThan: x, .sqrt(x), x)
    let y = graph.input(0)
    let product = 0 * Expression.sqrt(y)
    for (target, input, derivative) in [(branch, x, 1.0), (product, y, 0.0)] {
      #expect(graph.gradient(of: target)[input] == derivative)
      #expect(graph.derivative(of: target, along: input) == derivative)
      #expect(graph.value(of: graph.symbolicDerivative(of: target, by: input)) == derivative)
    }
  }

  @Test func aChainOfManyNodesNeedsNoStack() {
    let graph = Graph()
    let x = graph.input(0.5)
    var y = x
    for _ in 0..<100_000 { y = .sin(y) + x }
    let value = graph.value(of: y)
    #expect(value.isFinite)
    #expect(graph.gradient(of: y)[x].map { abs($0 - graph.derivative(of: y, along: x)) < 1e-12 } == true)
    #expect(graph.symbolicDerivative(of: y, by: x).graph === graph)
  }
}

@Suite struct CacheTests {
  @Test func settingComputesNothingAndAskingRecomputesOnlyWhatDepends() {
    let graph = Graph()
    let x = graph.input(3), y = graph.input(4)
    let a = x * x, b = y * y
    let z = a + b
    #expect(graph.freshness(of: z.id) == .neverComputed)
    #expect(graph.value(of: z) == 25)
    #expect(graph.statistics.computed == 3)
    graph[x] = 5
    #expect(graph.statistics.recomputed == 0)
    #expect([a, b, z].map { graph.freshness(of: $0.id) } == [.outdated, .fresh, .stale])
    #expect(graph.cachedValue(of: z.id) == 25)
    #expect(graph.value(of: z) == 41)
    #expect(graph.statistics.recomputed == 2)
    #expect(graph.statistics.hits == 1)
    #expect(graph.value(of: z) == 41)
    #expect(graph.statistics.hits == 2)
  }

  @Test func aSharedNodeIsComputedOnceAndServedAfterThat() {
    let graph = Graph()
    let x = graph.input(2)
    let u = Expression.sin(x)
    #expect(graph.value(of: u * u + u) == Double.sin2 * Double.sin2 + Double.sin2)
    #expect(graph.statistics.computed == 3)
    #expect(graph.statistics.hits == 2)
  }

  @Test func aRecomputedValueWithTheSameBitsStopsTheWave() {
    let graph = Graph()
    let x = graph.input(-3)
    let size = Expression.abs(x)
    let z = Expression.exp(size) + 1
    _ = graph.value(of: z)
    graph[x] = 3
    #expect(graph.value(of: z) == graph.cachedValue(of: z.id))
    #expect(graph.statistics.recomputed == 1)
    #expect(graph.statistics.revalidated == 2)
    #expect(graph.freshness(of: z.id) == .fresh)
    graph[x] = 3
    #expect(graph.freshness(of: z.id) == .fresh)
  }

  @Test func clearingForgetsValuesButNotInputs() {
    let graph = Graph()
    let x = graph.input(3)
    let z = x * x
    _ = graph.value(of: z)
    graph.clearCache()
    #expect(graph.freshness(of: z.id) == .neverComputed)
    #expect(graph.statistics == CacheStatistics())
    #expect(graph.value(of: z) == 9)
  }
}

/// Random building, setting, evaluating and going back, checked against plain evaluation all the way.
@Suite struct RandomGraphTests {
  @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
  func whateverIsDoneTheGraphKeepsItsInvariants(seed: UInt64) {
    var generator = SplitMix(seed: seed)
    let graph = Graph()
    var nodes = (0..<4).map { graph.addInput(Double($0)) }
    let operations: [Opcode] = [
      .add, .multiply, .subtract, .sin, .tanh, .abs, .floor, .max, .if, .sum, .detach,
    ]
    for step in 0..<600 {
      switch Int.random(in: 0..<10, using: &generator) {
      case 0:
        let inputs = nodes.filter { graph.isInput($0) }
        graph.setInput(inputs[Int.random(in: 0..<inputs.count, using: &generator)], to: Double(step % 7) - 3)
      case 1: _ = graph.value(of: nodes[Int.random(in: 0..<nodes.count, using: &generator)])
      case 2:
        let checkpoint = graph.checkpoint
        let before = snapshot(graph)
        let added = Int.random(in: 0..<4, using: &generator) == 0 ? 2 * graph.count : 5
        var grown = nodes
        for _ in 0..<added { grown.append(add(operations, grown, graph, &generator)) }
        graph.rollBack(to: checkpoint)
        #expect(snapshot(graph) == before)
      default: nodes.append(add(operations, nodes, graph, &generator))
      }
      if step % 20 == 0 { #expect(graph.firstBrokenInvariant() == nil) }
    }
    #expect(graph.firstBrokenInvariant() == nil)
    for id in nodes where !id.isConstant {
      #expect(graph.value(of: id).bitPattern == plainValue(of: id, graph).bitPattern)
    }
  }

  private func add(
    _ operations: [Opcode], _ nodes: [NodeID], _ graph: Graph, _ generator: inout SplitMix
  ) -> NodeID {
    let opcode = operations[Int.random(in: 0..<operations.count, using: &generator)]
    let primitive = opcode.primitive
    let count = primitive.maximumCount ?? Int.random(in: 2...5, using: &generator)
    // One node gets a crowd of users; the others get a few each.
    let isOfCrowd = Int.random(in: 0..<4, using: &generator) == 0
    let operands = (0..<count).map { position in
      if isOfCrowd, position == 0 { return nodes[3] }
      return isOfCrowd || Int.random(in: 0..<5, using: &generator) == 0
        ? graph.constant(Double(Int.random(in: -9...9, using: &generator)))
        : nodes[Int.random(in: max(0, nodes.count - 30)..<nodes.count, using: &generator)]
    }
    return graph.node(opcode, arguments: operands)
  }

  private func snapshot(_ graph: Graph) -> [String] {
    (0..<graph.count).map { index in
      let id = NodeID(index)
      return "\(graph.opcode(of: id)) \(graph.node(at: id)?.operands ?? []) \(graph.users(of: id))"
    }
  }

  /// The value without any cache.
  private func plainValue(of target: NodeID, _ graph: Graph) -> Double {
    var values: [NodeID: Double] = [:]
    for id in graph.cone(of: [target]) {
      guard let node = graph.node(at: id) else { continue }
      values[id] =
        node.isInput
        ? graph.cachedValue(of: id)
        : node.opcode.value(at: node.operands.map { values[$0] ?? graph.cachedValue(of: $0) })
    }
    return values[target] ?? .nan
  }
}

extension Double {
  /// sin 2
  fileprivate static let sin2 = Opcode.sin.value(2)
}
