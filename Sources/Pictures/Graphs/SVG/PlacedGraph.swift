package import Memory

/// A graph with a place for each box, and curves for the lines between them: what pictures are made of, in their own units.
package struct PlacedGraph: Sendable {
  /// The extent of a box.
  package struct Size: Sendable {
    package let width: Int
    package let height: Int
  }

  /// A node of the picture.
  package struct Box: Sendable {
    /// The id of its vertex in the diagram, its title, and what it computes in a few words; empty for inputs.
    package let id: Int
    package let title: String
    package let formula: String

    /// Its left upper corner, and its extent.
    package let x: Int
    package let y: Int
    package let size: Size

    /// Which node it is of what is drawn.
    let node: Int
  }

  /// A line from a node to one that reads it, as an SVG path, or a piece of it: several begin with the same pieces.
  package struct Curve: Sendable {
    package internal(set) var path: String

    /// The piece before it, by its position among all; nil for the first one of a line.
    package let previous: Int?

    /// Where it ends: the box that reads what it carries, and the place among the operands there; nil where it goes on in
    /// several others.
    package internal(set) var end: (reader: Int, place: Int, x: Int, y: Int)?

    /// What is said of it.
    var label: String
  }

  /// The boxes, operands before their users.
  package let boxes: [Box]
  package let curves: [Curve]
  package let width: Int
  package let height: Int

  /// What a box looks like where nobody says anything else.
  enum Measure {
    static let lineHeight = 17
    static let padding = (x: 10, y: 8)
    static let boxSeparation = 16
    static let lineSeparation = 12
    static let channel = 44
    static let margin = 12
    static let arrow = 7
  }

  /// The width of so many columns of text.
  static func width(ofColumns columns: Int) -> Int { (columns * SVGDocument.advance + 9) / 10 }

  /// The extent of a box with so many lines, the longest of so many columns.
  static func size(columns: Int, lines: Int) -> Size {
    Size(
      width: max(36, width(ofColumns: columns) + 2 * Measure.padding.x),
      height: lines * Measure.lineHeight + 2 * Measure.padding.y - 4)
  }

  /// Lays out a diagram for a page, where boxes have so many lines below their title and are wide enough for so many columns,
  /// and labels at the edges have room for others.
  ///
  /// - Complexity: that of the layout.
  package init(
    _ diagram: Diagram, lines: Int, columns: Int, labelColumns: Int, _ cancellation: Cancellation
  ) throws(Interruption) {
    let graph = DrawnGraph(diagram)
    let texts = BoxTexts(graph: graph)
    let sizes = graph.nodes.indices.map { node in
      let widest = max(columns, displayWidth(graph.title(node)), displayWidth(texts.formula(node)))
      return Self.size(columns: widest, lines: lines + (texts.formula(node).isEmpty ? 0 : 1))
    }
    let blank = String(repeating: " ", count: labelColumns)
    try self.init(texts, sizes, label: { $0.inlet == nil ? "" : blank }, cancellation)
  }

  /// Lays out what is drawn, with boxes of these sizes and what is said of pieces of lines.
  init(
    _ texts: BoxTexts, _ sizes: [Size], label: @escaping (GraphLayout.Segment) -> String,
    _ cancellation: Cancellation
  ) throws(Interruption) {
    let graph = texts.graph
    let links = graph.layoutEdges
    let layout = try GraphLayout(
      vertices: sizes.indices.map { node in
        let count = graph.nodes[node].operands.count
        return GraphLayout.Vertex(
          extent: sizes[node].height, outlet: sizes[node].height / 2,
          inlets: (0..<count).map { sizes[node].height * (2 * $0 + 1) / (2 * count) },
          commutes: graph.vertex(node).commutes)
      }, edges: links, separation: Measure.boxSeparation, bendSeparation: Measure.lineSeparation, cancellation
    )
    var (x, height) = (Measure.margin, 0)
    var (starts, ends): ([Int], [Int]) = ([], [])
    for (number, layer) in layout.layers.enumerated() {
      try cancellation.check()
      starts.append(x)
      var thickness = 0
      for item in layer {
        guard case .vertex(let node) = item.kind else {
          height = max(height, item.position)
          continue
        }
        thickness = max(thickness, sizes[node].width)
        height = max(height, item.position + sizes[node].height)
      }
      x += thickness
      ends.append(x)
      if number + 1 < layout.layers.count {
        let widths = layout.segments[number].map { Self.width(ofColumns: displayWidth(label($0))) }
        x += Measure.channel + (widths.max() ?? 0)
      }
    }
    var boxes: [Box] = []
    for (number, layer) in layout.layers.enumerated() {
      for item in layer {
        guard case .vertex(let node) = item.kind else { continue }
        boxes.append(
          Box(
            id: graph.vertex(node).id, title: graph.title(node), formula: texts.formula(node),
            x: starts[number], y: item.position + Measure.margin, size: sizes[node], node: node))
      }
    }
    boxes.sort { $0.node < $1.node }
    self.boxes = boxes
    var lines = PlacedLines(
      layout: layout, edges: links, graph: graph, sizes: sizes, starts: starts, ends: ends, label: label)
    lines.place()
    curves = lines.curves
    width = x + Measure.margin
    self.height = height + 2 * Measure.margin
  }
}
