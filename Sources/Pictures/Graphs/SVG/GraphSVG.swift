package import Memory

/// A graph as an SVG picture: the boxes and lines of `GraphBoxes`, drawn with curves.
///
/// It stands alone: no script, no font from elsewhere, text that can be selected, a title and a description for those who do
/// not see it. Its colours read on light and on dark ground; viewers that say that they are dark get colours for that.
package struct GraphSVG: Sendable {
  /// What is said of edges.
  package var edges = EdgeLabels.none

  /// Whether the picture is for a dark ground, whatever the viewer says.
  package var isDark = false

  /// A way to draw pictures.
  package init() {}

  private typealias Measure = PlacedGraph.Measure

  /// The picture, which ends with a line break.
  ///
  /// - Complexity: that of the layout.
  package func string(
    of diagram: Diagram, titled title: String, _ cancellation: Cancellation
  ) throws(Interruption) -> String {
    let graph = DrawnGraph(diagram)
    let texts = BoxTexts(graph: graph, edges: edges)
    let boxes = graph.nodes.indices.map { SVGBox(node: $0, texts) }
    let links = graph.layoutEdges
    let placed = try PlacedGraph(
      texts, boxes.map(\.size), label: { texts.label($0, links) }, cancellation)
    var body = placed.curves.flatMap { drawn($0) }
    for box in placed.boxes { body += drawn(boxes[box.node], box) }
    var (whole, height) = (placed.width, placed.height)
    for line in diagram.caption(of: graph.nodes.lazy.map(\.vertex), edges) {
      height += Measure.lineHeight
      body.append(
        #"<text class="caption" x="\#(Measure.margin)" y="\#(height - Measure.margin)" font-size="11" fill="\#(palette.line)">\#(escapedForXML(line))</text>"#
      )
      whole = max(
        whole, PlacedGraph.width(ofColumns: displayWidth(line)) + 2 * Measure.margin)
    }
    return SVGDocument(
      width: "\(whole)", height: "\(height)", title: title, description: description(of: graph),
      isDark: isDark
    ).text(body)
  }

  private var palette: SVGPalette { isDark ? .dark : .light }
}

/// What stands in a box of the picture.
private struct SVGBox {
  let title: StyledText
  let lines: [StyledText]
  let kind: String
  let isHighlighted: Bool

  var size: PlacedGraph.Size {
    PlacedGraph.size(
      columns: lines.reduce(title.width) { max($0, $1.width) }, lines: 1 + lines.count)
  }

  init(node: Int, _ texts: BoxTexts) {
    let vertex = texts.graph.vertex(node)
    title = StyledText(verbatim: vertex.title, .name)
    lines = texts.lines(node)
    kind = texts.graph.nodes[node].isRoot ? "root" : vertex.kind == .input ? "input" : "inner"
    isHighlighted = vertex.isHighlighted
  }
}

// MARK: Parts

extension GraphSVG {
  private func drawn(_ box: SVGBox, _ placed: PlacedGraph.Box) -> [String] {
    let (x, y, size) = (placed.x, placed.y, placed.size)
    let fill = box.kind == "root" ? palette.root : box.kind == "input" ? palette.input : palette.box
    let border = box.isHighlighted ? palette.label : box.kind == "root" ? palette.rootBorder : palette.border
    let classes = ["box", box.kind == "inner" ? "" : box.kind, box.isHighlighted ? "marked" : ""].filter {
      !$0.isEmpty
    }
    let thickness = box.kind == "root" || box.isHighlighted ? "2.5" : "1.2"
    var parts = [
      #"<rect class="\#(classes.joined(separator: " "))" x="\#(x)" y="\#(y)" width="\#(size.width)" height="\#(size.height)" rx="6" fill="\#(fill)" stroke="\#(border)" stroke-width="\#(thickness)"/>"#
    ]
    for (number, line) in ([box.title] + box.lines).enumerated() {
      parts.append(
        text(
          line, x + Measure.padding.x,
          y + Measure.padding.y + number * Measure.lineHeight + SVGDocument.fontSize - 2,
          isBold: number == 0))
    }
    return parts
  }

  /// A line of text, as wide as it is in a monospaced font, whichever the viewer has.
  private func text(_ line: StyledText, _ x: Int, _ y: Int, isBold: Bool) -> String {
    let length = Double(line.width * SVGDocument.advance) / 10
    let spans = line.runs.map { run in
      let style = palette.text(run.role)
      return #"<tspan class="\#(style.name)" fill="\#(style.color)">\#(escapedForXML(run.text))</tspan>"#
    }
    let weight = isBold ? #" font-weight="bold""# : ""
    return
      #"<text x="\#(x)" y="\#(y)"\#(weight) textLength="\#(length)" lengthAdjust="spacingAndGlyphs" xml:space="preserve">\#(spans.joined())</text>"#
  }

  /// A piece of a line, with its arrow and its label.
  private func drawn(_ curve: PlacedGraph.Curve) -> [String] {
    var parts = [
      #"<path class="line" d="\#(curve.path)" fill="none" stroke="\#(palette.line)" stroke-width="1.4"/>"#
    ]
    guard let end = curve.end else { return parts }
    parts.append(
      #"<path class="head" d="M\#(end.x) \#(end.y)l-\#(Measure.arrow + 1) -4v8z" fill="\#(palette.line)"/>"#)
    if !curve.label.isEmpty {
      parts.append(
        #"<text class="label" x="\#(end.x - Measure.arrow - 3)" y="\#(end.y - 4)" text-anchor="end" font-size="11" fill="\#(palette.label)">\#(escapedForXML(curve.label))</text>"#
      )
    }
    return parts
  }

  /// The drawing in words: each node with what it computes and its numbers, in order.
  private func description(of graph: DrawnGraph) -> String {
    let texts = BoxTexts(graph: graph)
    let shown = graph.nodes.indices.prefix(60).map { node in
      ([graph.title(node)] + texts.lines(node).map(\.plain)).joined(separator: " ")
    }
    let rest = graph.nodes.count - shown.count
    return shown.joined(separator: "; ") + (rest > 0 ? "; and \(NumberFormat.count(rest, "more node"))" : "")
  }
}
