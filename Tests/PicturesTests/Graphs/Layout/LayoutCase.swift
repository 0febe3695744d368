import Memory

@testable import Pictures

/// A graph to lay out, and what is wrong with a layout of it.
struct LayoutCase {
  var vertices: [GraphLayout.Vertex]
  var edges: [GraphLayout.Edge]
  var separation = 0
  var bendSeparation = 0

  /// Boxes and edges as they are.
  init(_ vertices: [GraphLayout.Vertex], _ edges: [GraphLayout.Edge]) {
    self.vertices = vertices
    self.edges = edges
  }

  /// The graph of so many words: `.` for an input, else the numbers of the operands, with `*` between those that commute
  /// and `-` between others. Boxes are as high as in drawings: borders, the formula if there are operands, a value.
  init(_ words: some Collection<Substring>) {
    (vertices, edges) = ([], [])
    for (target, word) in words.enumerated() {
      let operands = word.split { $0 == "*" || $0 == "-" }.compactMap { Int($0) }
      vertices.append(
        GraphLayout.Vertex(
          extent: operands.isEmpty ? 3 : 4, outlet: 1, inlets: Array(1..<operands.count + 1),
          commutes: word.contains("*")))
      for (inlet, source) in operands.enumerated() {
        edges.append(GraphLayout.Edge(source: source, target: target, inlet: inlet))
      }
    }
  }

  /// The same from a text.
  init(_ text: String) { self.init(text.split(separator: " ")) }

  /// The layout, which nobody stops.
  var layout: GraphLayout {
    uninterrupted { cancellation throws(Interruption) in
      try GraphLayout(
        vertices: vertices, edges: edges, separation: separation, bendSeparation: bendSeparation, cancellation
      )
    }
  }

  /// Each pair of vertices that edges join.
  var arcs: Set<[Int]> {
    Set(edges.filter(isDrawn).map { [$0.source, $0.target] })
  }

  func isDrawn(_ edge: GraphLayout.Edge) -> Bool {
    edge.source >= 0 && edge.source < edge.target && edge.target < vertices.count
  }
}

extension LayoutCase {
  /// What is wrong with a layout, in words.
  func faults(of layout: GraphLayout) -> [String] {
    faultsOfItems(layout) + faultsOfEdges(layout) + faultsOfNumbers(layout)
  }

  /// Every vertex stands once, every net at most once in a layer, and nothing is too near to another.
  private func faultsOfItems(_ layout: GraphLayout) -> [String] {
    var faults: [String] = []
    var found: [Int] = []
    for (layer, items) in layout.layers.enumerated() {
      if Set(items.map(\.kind)).count < items.count {
        faults.append("something stands twice in layer \(layer)")
      }
      for item in items { if case .vertex(let vertex) = item.kind { found.append(vertex) } }
      for (item, next) in zip(items, items.dropFirst()) {
        let room = isBend(item) || isBend(next) ? bendSeparation : separation
        if next.position < item.position + extent(of: item) + room {
          faults.append("\(item) is too near to \(next)")
        }
      }
    }
    if found.sorted() != Array(vertices.indices) { faults.append("the vertices are \(found)") }
    if let first = layout.layers.joined().map(\.position).min(), first != 0 {
      faults.append("row \(first) is the first")
    }
    return faults
  }

  private func isBend(_ item: GraphLayout.Item) -> Bool {
    if case .bend = item.kind { true } else { false }
  }

  private func extent(of item: GraphLayout.Item) -> Int {
    if case .vertex(let vertex) = item.kind { max(vertices[vertex].extent, 1) } else { 1 }
  }

  /// Every edge leads from its source over bends of its own to its target, has its inlet for itself, and changes its row
  /// twice at most. Those of commuting operands do not cross before the box.
  private func faultsOfEdges(_ layout: GraphLayout) -> [String] {
    var faults: [String] = []
    var paths: [[(layer: Int, segment: GraphLayout.Segment)]] = Array(repeating: [], count: edges.count)
    for (layer, segments) in layout.segments.enumerated() {
      for segment in segments { for edge in segment.edges { paths[edge].append((layer, segment)) } }
    }
    for (number, edge) in edges.enumerated() {
      let path = paths[number]
      guard isDrawn(edge), let first = path.first, let last = path.last else {
        if isDrawn(edge) || !path.isEmpty { faults.append("edge \(number) has \(path.count) segments") }
        continue
      }
      let stations =
        [layout.layers[first.layer][first.segment.from]]
        + path.map { layout.layers[$0.layer + 1][$0.segment.to] }
      let kinds =
        [.vertex(edge.source)] + Array(repeating: .bend(of: edge.source), count: path.count - 1)
        + [GraphLayout.Item.Kind.vertex(edge.target)]
      let goesOn = zip(path, path.dropFirst()).allSatisfy {
        $0.layer + 1 == $1.layer && $0.segment.to == $1.segment.from
      }
      if stations.map(\.kind) != kinds || !goesOn { faults.append("edge \(number) passes \(stations)") }
      let inlet = layout.inlets[number]
      let inlets = vertices[edge.target].inlets
      if last.segment.inlet != (inlets.indices.contains(inlet) ? inlets[inlet] : 0) {
        faults.append("edge \(number) ends at \(last.segment)")
      }
      var rows = stations.map(\.position)
      rows[0] += vertices[edge.source].outlet
      rows[rows.count - 1] += last.segment.inlet ?? 0
      if zip(rows, rows.dropFirst()).count(where: { $0 != $1 }) > 2 {
        faults.append("edge \(number) bends at \(rows)")
      }
    }
    for vertex in vertices.indices {
      let arriving = edges.indices.filter { edges[$0].target == vertex && isDrawn(edges[$0]) }
      if arriving.map({ edges[$0].inlet }).sorted() != arriving.map({ layout.inlets[$0] }).sorted() {
        faults.append("vertex \(vertex) has other inlets")
      }
      if !vertices[vertex].commutes && arriving.contains(where: { edges[$0].inlet != layout.inlets[$0] }) {
        faults.append("vertex \(vertex) does not commute")
      }
      if !vertices[vertex].commutes { continue }
      let ends = arriving.compactMap { paths[$0].last?.segment }.map { ($0.from, $0.inlet ?? 0) }.sorted {
        $0 < $1
      }
      if zip(ends, ends.dropFirst()).contains(where: { $0.1 > $1.1 }) {
        faults.append("lines cross before \(vertex)")
      }
    }
    return faults
  }

  /// Crossings, counted pair by pair, and the length are what the layout says.
  private func faultsOfNumbers(_ layout: GraphLayout) -> [String] {
    var faults: [String] = []
    var crossings = 0
    for segments in layout.segments where segments.count < 1000 {
      let lines = Dictionary(grouping: segments) { [$0.from, $0.to] }
        .map { (from: $0[0], to: $0[1], weight: Set($1.flatMap(\.edges).map { edges[$0].target }).count) }
      for line in lines {
        for other in lines where line.from < other.from && line.to > other.to {
          crossings += line.weight * other.weight
        }
      }
    }
    if crossings != layout.crossings { faults.append("\(layout.crossings) crossings are \(crossings)") }
    var layers = Array(repeating: 0, count: vertices.count)
    for (layer, items) in layout.layers.enumerated() {
      for item in items { if case .vertex(let vertex) = item.kind { layers[vertex] = layer } }
    }
    let length = arcs.reduce(0) { $0 + layers[$1[1]] - layers[$1[0]] }
    if length != layout.length { faults.append("length \(layout.length) is \(length)") }
    return faults
  }
}
