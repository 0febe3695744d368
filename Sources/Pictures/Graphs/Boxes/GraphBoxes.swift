package import Memory

/// A graph drawn as boxes, from the inputs at the left to the roots at the right, or from the top down.
///
///               ╭ %2 ─╮
///            ┌─▸│ x·x ├─┐  ╭ %4 ─────╮   ╔ z ═════╗
///     ╭ x ─╮ ├─▸│ 9   │ └─▸│ %2 + %3 ├──▸║ %4 + 2 ║
///     │ 3  ├─┤  ╰─────╯ ┌─▸│ 21      │   ║ 23     ║
///     ╰────╯ │  ╭ %3 ─╮ │  ╰─────────╯   ╚════════╝
///     ╭ y ─╮ └─▸│ x·y ├─┘
///     │ 4  ├───▸│ 12  │
///     ╰────╯    ╰─────╯
///
/// Each value is one line with branches. Where lines of different values cross, the vertical one is whole and the other is
/// interrupted, so that no junction is a crossing.
package struct GraphBoxes: Sendable {
  /// The characters that boxes are drawn with.
  package var characters = Characters.unicode

  /// What is said of edges.
  package var edges = EdgeLabels.none

  /// Whether layers stand one below another, and not side by side.
  package var isDown = false

  /// How far a sweep has come that is told step by step.
  package var stage: DrawingStage?

  /// A way to draw boxes.
  package init() {}

  /// Draws what the roots of a diagram depend on, without a line break at the end; nil if that takes more columns or rows
  /// than there are.
  ///
  /// - Complexity: that of the layout, and O(columns × rows).
  package func styledText(
    of diagram: Diagram, fitting width: Int?, rows: Int?, _ cancellation: Cancellation
  ) throws(Interruption) -> StyledText? {
    let graph = DrawnGraph(diagram)
    // What has more boxes than there are columns and rows for them is not laid out to see it.
    if let width, let rows, graph.nodes.count > width * rows / 15 { return nil }
    var texts = BoxTexts(graph: graph, edges: edges)
    texts.stage = stage
    texts.characters = characters
    let boxes = graph.nodes.indices.map { Box(node: $0, texts, isDown: isDown) }
    let layout = try BoxLayout(boxes, texts, isDown: isDown, cancellation)
    let (columns, lines) = isDown ? (layout.across, layout.along) : (layout.along, layout.across)
    if let width, columns > width { return nil }
    if let rows, lines > rows { return nil }
    if columns > Self.mostCells / max(1, lines) { return nil }
    var canvas = DrawingCanvas(width: columns, height: lines)
    layout.draw(on: &canvas, active: stage?.active, isReverse: diagram.derivative != .tangent)
    let drawing = canvas.lines(characters).joined(separator: "\n")
    return drawing + diagram.caption(of: graph.nodes.lazy.map(\.vertex), edges, fitting: width, characters)
  }

  /// The cells of the largest drawing.
  private static let mostCells = 20_000_000
}

/// A node's box: what stands in it, and its measures.
struct Box {
  let title: StyledText
  let lines: [StyledText]
  let columns: Int
  let rows: Int
  let isRoot: Bool
  let isHighlighted: Bool
  let id: Int

  /// Where its value leaves, and where its operands come in, as offsets along the side.
  let outlet: Int
  let inlets: [Int]

  init(node: Int, _ texts: BoxTexts, isDown: Bool) {
    let vertex = texts.graph.vertex(node)
    let operands = texts.graph.nodes[node].operands
    isRoot = texts.graph.nodes[node].isRoot
    isHighlighted = vertex.isHighlighted
    id = vertex.id
    title = StyledText(verbatim: vertex.title, vertex.isHighlighted ? .accent : vertex.titleRole)
    lines = texts.lines(node)
    var columns = lines.reduce(title.width + 1) { max($0, $1.width) } + 4
    var rows = max(1, lines.count) + 2
    if isDown {
      let label = operands.reduce(0) { max($0, displayWidth(texts.label(of: node, $1))) }
      if operands.count > 1 { columns = max(columns, operands.count * (label + 2) + 1) }
      columns = max(columns, label)
      inlets = operands.indices.map { columns * (2 * $0 + 1) / (2 * operands.count) }
      outlet = columns / 2
    } else {
      rows = max(rows, operands.count + 2)
      inlets = operands.indices.map { $0 + 1 }
      outlet = 1
    }
    (self.columns, self.rows) = (columns, rows)
  }

  /// The signs of the border: corners from the upper left on clockwise, then the horizontal and the vertical side, and the
  /// places where a value leaves to the right and downwards.
  private func border(isActive: Bool) -> [String] {
    if isActive { return ["┏", "┓", "┛", "┗", "━", "┃", "┣", "┳"] }
    return isRoot ? ["╔", "╗", "╝", "╚", "═", "║", "╟", "╤"] : ["╭", "╮", "╯", "╰", "─", "│", "├", "┬"]
  }

  /// Draws it with its upper left corner in a cell.
  func draw(
    on canvas: inout DrawingCanvas, _ column: Int, _ row: Int, hasReaders: Bool, isDown: Bool, isActive: Bool
  ) {
    let signs = border(isActive: isActive)
    let role: Role = isHighlighted || isActive ? .accent : .faint
    func side(_ count: Int) -> StyledText {
      StyledText(String(repeating: signs[4], count: max(0, count)), role)
    }
    let top: StyledText = StyledText(signs[0] + " ", role) + title + StyledText(" ", role)
    canvas.write(top + side(columns - title.width - 4) + StyledText(signs[1], role), column, row)
    for line in 0..<rows - 2 {
      let text = line < lines.count ? lines[line] : StyledText()
      let filling = String(repeating: " ", count: max(0, columns - 4 - text.width))
      canvas.write(
        StyledText(signs[5] + " ", role) + text + StyledText(filling + " " + signs[5], role), column,
        row + 1 + line)
    }
    canvas.write(
      StyledText(signs[3], role) + side(columns - 2) + StyledText(signs[2], role), column, row + rows - 1)
    guard hasReaders else { return }
    if isDown {
      canvas.write(StyledText(signs[7], role), column + outlet, row + rows - 1)
    } else {
      canvas.write(StyledText(signs[6], role), column + columns - 1, row + outlet)
    }
  }
}
