import Memory
import SeededRandom
@testable import AutoDiff
import Testing

@Suite struct CollectionTests {
  @Test func whatNoRootIsMadeOfIsGoneAndTheRestIsAsItWas() {
    let graph = Graph()
    let x = graph.input(3, named: "x"), y = graph.input(4, named: "y")
    let kept = x * x + .sum([x, 2, x * x])
    let dropped = .sin(y) * x + .sum([y, x, 1])
    _ = graph.value(of: kept)
    _ = graph.value(of: dropped)
    let count = graph.count
    let before = graph.cone(of: [kept.id])
    #expect(graph.collect(keeping: [kept.id]) == count - before.count)
    #expect(graph.firstBrokenInvariant() == nil)
    #expect(graph.nodes == before)
    #expect(graph.isGone(dropped.id) && graph.isGone(y.id) && !graph.isGone(x.id))
    #expect(graph.node(at: y.id) == nil)
    #expect(graph.label(of: y.id) == nil)
    #expect(graph.count == count)
    #expect(graph.freshness(of: kept.id) == .fresh)
    graph[x] = 5
    #expect(graph.value(of: kept) == 57)
    #expect(graph.gradient(of: kept)[x] == 21)
    // Equal nodes are still found, and numbers are not given away again.
    #expect((x * x).id < kept.id)
    #expect((x * 7).id.index == count)
    #expect(graph.collect(keeping: [kept.id]) == 1)
    #expect(graph.collect(keeping: []) == before.count)
    #expect(graph.livingCount == 0)
    #expect(graph.collect(keeping: []) == 0)
  }

  @Test(arguments: UInt64(1)...30)
  func randomGraphsKeepTheirInvariants(seed: UInt64) {
    var generator = SplitMix(seed: seed)
    let graph = Graph()
    var nodes = (0..<4).map { graph.input(Double($0) + 0.5) }
    for _ in 0..<6 {
      for _ in 0..<200 {
        let a = nodes.randomElement(using: &generator) ?? 0,
          b = nodes.suffix(9).randomElement(using: &generator) ?? 0
        // One operand that has very many users.
        switch Int.random(in: 0...4, using: &generator) {
        case 0: nodes.append(nodes[0] * a)
        case 1: nodes.append(a + b)
        case 2: nodes.append(.sum([a, b, nodes[1]]))
        case 3: nodes.append(a - nodes[0])
        default: nodes.append(.tanh(b))
        }
      }
      let roots = nodes.shuffled(using: &generator).prefix(20)
      let values = roots.map { graph.value(of: $0) }
      let start = graph.checkpoint
      _ = graph.collect(keeping: roots.map(\.id))
      #expect(graph.firstBrokenInvariant() == nil)
      #expect(roots.map { graph.value(of: $0) } == values)
      nodes = graph.nodes.map { Expression(graph: graph, id: $0) }
      // What is built after it can be rolled back, and nothing is built twice.
      let again = nodes[nodes.count / 2] + nodes[0]
      #expect((nodes[nodes.count / 2] + nodes[0]).id == again.id)
      graph.rollBack(to: start)
      #expect(graph.firstBrokenInvariant() == nil)
    }
  }

  @Test func theMemoryOfLargeGapsIsGivenBackAndReadsAsGone() {
    let graph = Graph()
    let x = graph.input(0.5)
    var chain = x
    for _ in 0..<100_000 { chain = .sin(chain) + 1 }
    let kept = x * 2
    #expect(graph.collect(keeping: [kept.id]) == 200_000)
    #expect(graph.firstBrokenInvariant() == nil)
    #expect(graph.nodes == [x.id, kept.id])
    #expect((1...200_000).allSatisfy { graph.isGone(NodeID($0)) })
    #expect(graph.value(of: kept) == 1)
  }

  @Test func whatMayNotGoOnIsAsItWas() {
    let graph = Graph()
    let x = graph.input(0.5), y = graph.input(2)
    var (kept, dropped) = (x, y)
    for _ in 0..<20_000 { (kept, dropped) = (.sin(kept), .sin(dropped)) }
    let nodes = graph.nodes
    for limit in 0..<6 {
      var questions = 0
      let cancellation = Cancellation {
        questions += 1
        return questions <= limit ? nil : .requested
      }
      #expect(throws: Interruption.requested) { try graph.collect(keeping: [kept.id], cancellation) }
      #expect(questions == limit + 1)
      #expect(throws: Interruption.requested) { try graph.cone(of: [kept.id], cancellation) }
      #expect(graph.nodes == nodes && graph.firstBrokenInvariant() == nil)
    }
    #expect(graph.collect(keeping: [kept.id], if: { $0 < 20_000 }) == 0)
    #expect(graph.nodes == nodes && graph.firstBrokenInvariant() == nil)
    #expect(graph.cone(of: [kept.id]).count == 20_001)
    #expect(graph.collect(keeping: [kept.id]) == 20_001)
    #expect(graph.nodes == graph.cone(of: [kept.id]) && graph.firstBrokenInvariant() == nil)
  }

  @Test func labelsAreKeptChangedAndTakenAway() {
    let graph = Graph()
    let inputs = (0..<200).map { graph.input(Double($0), named: "x\($0)") }
    for input in inputs where input.id.index % 3 == 0 { graph.setLabel(nil, of: input.id) }
    for input in inputs where input.id.index % 5 == 0 { graph.setLabel("y\(input.id.index)", of: input.id) }
    for (position, input) in inputs.enumerated() {
      let wanted = position % 5 == 0 ? "y\(position)" : position % 3 == 0 ? nil : "x\(position)"
      #expect(graph.label(of: input.id) == wanted)
    }
    #expect(graph.labels.all.count == 200 - 67 + 14)
  }
}
