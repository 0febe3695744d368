/// Draws the lines of a layout as curves between layers, where boxes stand in columns.
struct PlacedLines {
  let layout: GraphLayout
  let edges: [GraphLayout.Edge]
  let graph: DrawnGraph
  let sizes: [PlacedGraph.Size]

  /// Where the column of each layer starts and ends.
  let starts: [Int]
  let ends: [Int]

  /// What is said of a line where it ends.
  let label: (GraphLayout.Segment) -> String

  /// The curves so far.
  private(set) var curves: [PlacedGraph.Curve] = []

  /// How each of them is drawn, up to where, and how far it goes straight on behind that.
  private var paths: [(text: String, drawn: Int, x: Int)] = []

  private typealias Measure = PlacedGraph.Measure

  init(
    layout: GraphLayout, edges: [GraphLayout.Edge], graph: DrawnGraph, sizes: [PlacedGraph.Size],
    starts: [Int],
    ends: [Int], label: @escaping (GraphLayout.Segment) -> String
  ) {
    (self.layout, self.edges, self.graph, self.sizes) = (layout, edges, graph, sizes)
    (self.starts, self.ends, self.label) = (starts, ends, label)
  }

  /// Makes the curves, a layer at a time.
  mutating func place() {
    // For each bend of a layer the curve that comes to it.
    var arrivals: [Int: Int] = [:]
    for number in layout.segments.indices {
      let branches = Dictionary(grouping: layout.segments[number], by: \.from).mapValues(\.count)
      var next: [Int: Int] = [:]
      for segment in layout.segments[number] {
        let previous = isBend(layout.layers[number][segment.from]) ? arrivals[segment.from] : nil
        let position: Int
        if let previous, branches[segment.from] == 1 {
          position = previous
        } else {
          position = curves.count
          let (x, y) = start(of: segment, number)
          paths.append(("M\(x) \(y)", drawn: x, x: x))
          curves.append(PlacedGraph.Curve(path: "", previous: previous, end: nil, label: ""))
        }
        extend(position, by: segment, number)
        next[segment.to] = position
      }
      arrivals = next
    }
    for (position, path) in paths.enumerated() { curves[position].path = path.text + "H\(path.x)" }
  }

  private func isBend(_ item: GraphLayout.Item) -> Bool { if case .bend = item.kind { true } else { false } }

  /// Where a piece begins: at the side of a box, or where the one before it has ended.
  private func start(of segment: GraphLayout.Segment, _ number: Int) -> (x: Int, y: Int) {
    let item = layout.layers[number][segment.from]
    switch item.kind {
    case .vertex(let node):
      return (starts[number] + sizes[node].width, item.position + sizes[node].height / 2 + Measure.margin)
    case .bend: return (starts[number], item.position + Measure.margin)
    }
  }

  /// Goes on to the next layer: straight through its own, then in a curve, which is over before the label.
  private mutating func extend(_ position: Int, by segment: GraphLayout.Segment, _ number: Int) {
    let (begin, end) = (ends[number], starts[number + 1])
    let y0 = start(of: segment, number).y
    let y1 = layout.layers[number + 1][segment.to].position + (segment.inlet ?? 0) + Measure.margin
    let label = segment.inlet == nil ? "" : label(segment)
    let x1 = segment.inlet == nil ? end : end - Measure.arrow
    if y0 != y1 {
      if begin > paths[position].drawn { paths[position].text += "H\(begin)" }
      let room = PlacedGraph.width(ofColumns: displayWidth(label))
      let bend = max(begin + 8, x1 - room - (label.isEmpty ? 4 : 10))
      let middle = (begin + bend) / 2
      paths[position].text += "C\(middle) \(y0) \(middle) \(y1) \(bend) \(y1)"
      paths[position].drawn = bend
    }
    paths[position].x = x1
    guard segment.inlet != nil, let edge = segment.edges.first.map({ edges[$0] }) else { return }
    curves[position].end = (edge.target, graph.nodes[edge.target].operands[edge.inlet].place, end, y1)
    curves[position].label = label
  }
}
