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

  /// The measures of the picture in its own units, of which 12 are the size of the letters.
  private enum Measure {
    static let fontSize = 12
    /// The advance of a letter of a monospaced font, in tenths.
    static let advance = 72
    static let lineHeight = 17
    static let padding = (x: 10, y: 8)
    static let boxSeparation = 16
    static let lineSeparation = 12
    static let channel = 44
    static let margin = 12
    static let arrow = 7
  }

  /// The picture, which ends with a line break.
  ///
  /// - Complexity: that of the layout.
  package func string(
    of diagram: Diagram, titled title: String, _ cancellation: Cancellation
  ) throws(Interruption) -> String {
    let graph = DrawnGraph(diagram)
    let texts = BoxTexts(graph: graph, edges: edges)
    let boxes = graph.nodes.indices.map { SVGBox(node: $0, texts) }
    let sizes = boxes.map { size(of: $0) }
    let links = graph.layoutEdges
    let layout = try GraphLayout(
      vertices: boxes.indices.map { node in
        let count = graph.nodes[node].operands.count
        return GraphLayout.Vertex(
          extent: sizes[node].height, outlet: sizes[node].height / 2,
          inlets: (0..<count).map { sizes[node].height * (2 * $0 + 1) / (2 * count) },
          commutes: graph.vertex(node).commutes)
      }, edges: links, separation: Measure.boxSeparation, bendSeparation: Measure.lineSeparation, cancellation
    )

    var body: [String] = []
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
        let labels = layout.segments[number].map { texts.label($0, links) }
        x += Measure.channel + (labels.map { width(of: $0) }.max() ?? 0)
      }
    }
    for number in layout.segments.indices {
      body += lines(number, layout, links, sizes, starts, ends, texts)
    }
    for (number, layer) in layout.layers.enumerated() {
      for item in layer {
        guard case .vertex(let node) = item.kind else { continue }
        body += drawn(boxes[node], starts[number], item.position + Measure.margin, sizes[node])
      }
    }
    height += 2 * Measure.margin
    var whole = x + Measure.margin
    for line in diagram.caption(of: graph.nodes.lazy.map(\.vertex), edges) {
      height += Measure.lineHeight
      body.append(
        #"<text class="caption" x="\#(Measure.margin)" y="\#(height - Measure.margin)" font-size="11" fill="\#(palette.line)">\#(escapedForXML(line))</text>"#
      )
      whole = max(whole, width(of: line) + 2 * Measure.margin)
    }
    return document(body, width: whole, height: height, title, description(of: graph))
  }

  private var palette: SVGPalette { isDark ? .dark : .light }
}

/// What stands in a box of the picture.
private struct SVGBox {
  let title: StyledText
  let lines: [StyledText]
  let kind: String
  let isHighlighted: Bool

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
  private func size(of box: SVGBox) -> (width: Int, height: Int) {
    let columns = box.lines.reduce(box.title.width) { max($0, $1.width) }
    return (
      max(36, (columns * Measure.advance + 9) / 10 + 2 * Measure.padding.x),
      (1 + box.lines.count) * Measure.lineHeight + 2 * Measure.padding.y - 4
    )
  }

  private func width(of text: String) -> Int { (displayWidth(text) * Measure.advance + 9) / 10 }

  private func drawn(_ box: SVGBox, _ x: Int, _ y: Int, _ size: (width: Int, height: Int)) -> [String] {
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
          y + Measure.padding.y + number * Measure.lineHeight + Measure.fontSize - 2,
          isBold: number == 0))
    }
    return parts
  }

  /// A line of text, as wide as it is in a monospaced font, whichever the viewer has.
  private func text(_ line: StyledText, _ x: Int, _ y: Int, isBold: Bool) -> String {
    let length = Double(line.width * Measure.advance) / 10
    let spans = line.runs.map { run in
      let style = palette.text(run.role)
      return #"<tspan class="\#(style.name)" fill="\#(style.color)">\#(escapedForXML(run.text))</tspan>"#
    }
    let weight = isBold ? #" font-weight="bold""# : ""
    return
      #"<text x="\#(x)" y="\#(y)"\#(weight) textLength="\#(length)" lengthAdjust="spacingAndGlyphs" xml:space="preserve">\#(spans.joined())</text>"#
  }

  /// The lines between two layers, with their arrows and labels.
  private func lines(
    _ number: Int, _ layout: GraphLayout, _ links: [GraphLayout.Edge], _ sizes: [(width: Int, height: Int)],
    _ starts: [Int], _ ends: [Int],
    _ texts: BoxTexts
  ) -> [String] {
    layout.segments[number].flatMap { segment -> [String] in
      let item = layout.layers[number][segment.from]
      let (x0, offset): (Int, Int)
      switch item.kind {
      case .vertex(let node): (x0, offset) = (starts[number] + sizes[node].width, sizes[node].height / 2)
      // A value that passes a layer goes straight through it.
      case .bend: (x0, offset) = (starts[number], 0)
      }
      let begin = ends[number]
      let end = starts[number + 1]
      let y0 = item.position + offset + Measure.margin
      let y1 = layout.layers[number + 1][segment.to].position + (segment.inlet ?? 0) + Measure.margin
      let isEnd = segment.inlet != nil
      let x1 = isEnd ? end - Measure.arrow : end
      let text = texts.label(segment, links)
      // The curve is over before the label.
      let bend = max(begin + 8, x1 - width(of: text) - (text.isEmpty ? 4 : 10))
      let middle = (begin + bend) / 2
      var path = "M\(x0) \(y0)H\(begin)"
      path += y0 == y1 ? "H\(x1)" : "C\(middle) \(y0) \(middle) \(y1) \(bend) \(y1)H\(x1)"
      var parts = [
        #"<path class="line" d="\#(path)" fill="none" stroke="\#(palette.line)" stroke-width="1.4"/>"#
      ]
      if isEnd {
        parts.append(
          #"<path class="head" d="M\#(end) \#(y1)l-\#(Measure.arrow + 1) -4v8z" fill="\#(palette.line)"/>"#)
      }
      if !text.isEmpty {
        parts.append(
          #"<text class="label" x="\#(x1 - 3)" y="\#(y1 - 4)" text-anchor="end" font-size="11" fill="\#(palette.label)">\#(escapedForXML(text))</text>"#
        )
      }
      return parts
    }
  }

  private func document(
    _ body: [String], width: Int, height: Int, _ title: String, _ description: String
  ) -> String {
    var lines = [
      #"<svg xmlns="http://www.w3.org/2000/svg" width="\#(width)" height="\#(height)" viewBox="0 0 \#(width) \#(height)" role="img" aria-labelledby="title desc" direction="ltr" font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="\#(Measure.fontSize)">"#,
      #"<title id="title">\#(escapedForXML(title))</title>"#,
      #"<desc id="desc">\#(escapedForXML(description))</desc>"#,
    ]
    if !isDark { lines.append("<style>@media (prefers-color-scheme:dark){\(SVGPalette.dark.rules)}</style>") }
    return (lines + body + ["</svg>"]).joined(separator: "\n") + "\n"
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
