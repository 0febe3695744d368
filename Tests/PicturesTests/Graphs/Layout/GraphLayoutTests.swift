import Memory
import SeededRandom
import Testing

@testable import Pictures

struct GraphLayoutTests {
  @Test func `generated expressions are as short as can be and cross little more than in dot's drawings`() {
    var (length, crossings) = (0, 0)
    for line in expressionGraphs.split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.count > 2, let dotCrossings = Int(words[0]), let dotLength = Int(words[1]) else {
        Issue.record("no graph: \(line)")
        continue
      }
      let graph = LayoutCase(words.dropFirst(2))
      let layout = graph.layout
      #expect(graph.faults(of: layout) == [], "\(line)")
      #expect(layout.length == dotLength)
      #expect(layout.crossings <= dotCrossings + 20)
      length += layout.length
      crossings += layout.crossings
    }
    #expect(length == 19_626)
    #expect(crossings <= 3_500, "dot has 3,182")
  }

  /// Crossings are those of `dot -v -Tplain` 2.43, the number in its line "mincross … crossings", for a digraph of the
  /// nodes in their order and an edge for each pair of ends. Constants are no nodes.
  @Test(arguments: [
    (0, "z = x*x + x*y + 2", ". . 0*0 0*1 2*3 4"),
    (0, "sigmoid(w1*x1 + w2*x2 + b)", ". . . . . 0*1 2*3 5*6 7*4 8"),
    (
      4, "Black–Scholes, of T, σ, S, K, r",
      """
      . . . . . 0 1*5 2-3 7 1 9 4*10 11*0 8*12 13-6 14-6 14 16 17 18 2*19 4 21*0 22 3*23 15 25 26 27 24*28 20-29
      """
    ),
    (0, "(1 - x)^2 + 100*(y - x^2)^2", ". . 0 2 0 1-4 5 6 3*7"),
    (0, "exp(-(x - m)^2/(2*s^2))/(s*sqrt(2*pi))", ". . . 0-1 3 4 2 6 5-7 8 2 9-10"),
    (1, "(x^2 + y - 11)^2 + (x + y^2 - 7)^2", ". . 0 2*1 3 4 1 0*6 7 8 5*9"),
  ])
  func `typed formulas cross as dot's drawings do, or once more`(dot: Int, formula: String, graph: String) {
    let graph = LayoutCase(graph)
    let layout = graph.layout
    #expect(graph.faults(of: layout) == [])
    #expect(layout.crossings <= dot + 1)
  }

  @Test func `boxes stand beside what they read, and lines that can be straight are`() {
    let layout = LayoutCase(". . 0*0 0*1 2*3 4").layout
    #expect(
      layout.layers == [
        [.init(kind: .vertex(0), position: 2), .init(kind: .vertex(1), position: 5)],
        [.init(kind: .vertex(2), position: 0), .init(kind: .vertex(3), position: 4)],
        [.init(kind: .vertex(4), position: 2)],
        [.init(kind: .vertex(5), position: 2)],
      ])
    #expect(
      layout.segments[0] == [
        .init(from: 0, to: 0, inlet: 1, edges: [0]), .init(from: 0, to: 0, inlet: 2, edges: [1]),
        .init(from: 0, to: 1, inlet: 1, edges: [2]), .init(from: 1, to: 1, inlet: 2, edges: [3]),
      ])
  }

  @Test func `the edges of one source share a bend in each layer, and branch where they end`() {
    let layout = LayoutCase(". 0 1 0*2 3*0").layout
    #expect(layout.layers.map { $0.count { $0.kind == .bend(of: 0) } } == [0, 1, 1, 1, 0])
    #expect(
      layout.segments[0].map(\.edges) == [[0], [2, 5]] || layout.segments[0].map(\.edges) == [[2, 5], [0]])
  }

  @Test func `random graphs of any shape keep all rules, and give the same layout twice`() {
    var random = SplitMix(seed: 7)
    for _ in 0..<60 {
      let count = Int.random(in: 1...40, using: &random)
      var graph = LayoutCase([], [])
      graph.separation = Int.random(in: 0...3, using: &random)
      graph.bendSeparation = Int.random(in: 0...2, using: &random)
      for target in 0..<count {
        let operands = target == 0 ? 0 : Int.random(in: 0...4, using: &random)
        let extent = Int.random(in: 1...7, using: &random)
        let inlets = (0..<operands).map { _ in Int.random(in: 0..<extent, using: &random) }
        graph.vertices.append(
          .init(
            extent: extent, outlet: Int.random(in: 0..<extent, using: &random), inlets: inlets.sorted(),
            commutes: Bool.random(using: &random)))
        for inlet in 0..<operands {
          let source = Int.random(in: max(0, target - 10)..<target, using: &random)
          graph.edges.append(.init(source: source, target: target, inlet: inlet))
        }
      }
      let layout = graph.layout
      #expect(graph.faults(of: layout) == [])
      #expect(graph.layout == layout)
    }
  }

  @Test func `no layers of a small graph are shorter, whichever one tries`() {
    var random = SplitMix(seed: 11)
    for _ in 0..<60 {
      let count = Int.random(in: 2...5, using: &random)
      let graph = LayoutCase(
        (0..<count).map { _ in .init(extent: 1) },
        (0..<Int.random(in: 1...9, using: &random)).map { _ in
          let target = Int.random(in: 1..<count, using: &random)
          return .init(source: Int.random(in: 0..<target, using: &random), target: target, inlet: 0)
        })
      var shortest = Int.max
      for code in 0..<(0..<count).reduce(1, { product, _ in product * count }) {
        var (rest, layers) = (code, [Int]())
        for _ in 0..<count {
          layers.append(rest % count)
          rest /= count
        }
        let lengths = graph.arcs.map { layers[$0[1]] - layers[$0[0]] }
        if lengths.allSatisfy({ $0 > 0 }) { shortest = min(shortest, lengths.reduce(0, +)) }
      }
      #expect(graph.layout.length == shortest)
    }
  }

  @Test func `lines to a box that does not commute arrive in order where they can`() {
    let layout = LayoutCase(". . 1-0").layout
    #expect(layout.layers[0].map(\.kind) == [.vertex(1), .vertex(0)])
  }

  @Test func `large stars, long chains and ladders work`() {
    let leaves = (0..<300).map { _ in "0" }.joined(separator: " ")
    let star = LayoutCase(". " + leaves + " " + (1...300).map(String.init).joined(separator: "*"))
    #expect(star.faults(of: star.layout) == [])
    #expect(star.layout.crossings == 0)

    let chain = LayoutCase(". " + (0..<2000).map(String.init).joined(separator: " "))
    #expect(chain.faults(of: chain.layout) == [])
    #expect(chain.layout.layers.allSatisfy { $0.map(\.position) == [0] || $0.map(\.position) == [1] })

    let ladder = LayoutCase(". " + (0..<100).map { "\($0)*0" }.joined(separator: " "))
    #expect(ladder.faults(of: ladder.layout) == [])
    #expect(ladder.layout.crossings == 0)
  }

  @Test func `nothing at all, loose boxes and edges that lead back or nowhere do no harm`() {
    #expect(LayoutCase([], []).layout.layers == [])
    let loose = LayoutCase(". . .")
    #expect(loose.faults(of: loose.layout) == [])
    #expect(loose.layout.layers.count == 1)

    let wrong = LayoutCase(
      [
        .init(extent: 0), .init(extent: -5, outlet: -1, inlets: [-3]),
        .init(extent: 2, inlets: [0], commutes: true),
      ],
      [(0, 0, 0), (1, 0, 0), (-1, 2, 0), (0, 9, 0), (0, 2, 0), (1, 2, 7), (.min, .max, .min), (0, 1, .min)]
        .map { .init(source: $0, target: $1, inlet: $2) })
    let layout = wrong.layout
    #expect(Set(layout.segments.joined().flatMap(\.edges)) == [4, 5, 7])
    #expect(layout.inlets == [0, 0, 0, 0, 0, 7, .min, .min])

    var huge = LayoutCase(
      (0..<3).map { _ in .init(extent: .max, outlet: .max, inlets: [.max, .min], commutes: true) },
      [(0, 2, 0), (1, 2, 1)].map { .init(source: $0, target: $1, inlet: $2) })
    (huge.separation, huge.bendSeparation) = (.max, .min)
    #expect(huge.layout.layers.map(\.count) == [2, 1])
  }

  @Test func `whoever asks for it stops a layout`() {
    let graph = LayoutCase(". . 0*0 0*1 2*3 4")
    #expect(throws: Interruption.requested) {
      try GraphLayout(
        vertices: graph.vertices, edges: graph.edges, separation: 0, bendSeparation: 0,
        Cancellation { .requested })
    }
  }
}
