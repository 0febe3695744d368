/// A graph drawn with a row for each node and a lane for each value: narrow, however deep, with the numbers in columns.
///
///            node  formula  value  adjoint
///     ○      x                  3       10
///     ╞═●    %2    x·x          9        1
///     │ │ ○  y                  4        3
///     └─│─●  %3    x·y         12        1
///       └─●  %4    %2 + %3     21        1
///         ◉  z     %4 + 2      23        1
///
/// Rows stand in an order of evaluation: forward mode reads them down, backprop up.
package struct GraphWires: Sendable {
  /// The characters that wires are drawn with.
  package var characters = Characters.unicode

  /// What is said of edges; where it is something, each edge has a row.
  package var edges = EdgeLabels.none

  /// What a sweep has done so far, if one is told step by step.
  package var stage: DrawingStage?

  /// A way to draw wires.
  package init() {}

  /// The digits of a number that stands in a column, and of one in a product.
  private static let digits = (column: 6, product: 4)

  /// The columns that a formula takes at most.
  private static let formulaWidth = 24

  /// The lanes that are drawn where there is little room.
  private static let fewLanes = 16

  /// Draws what the roots of a diagram depend on, without a line break at the end.
  ///
  /// Where the width does not do, products go first, then all that is said of edges, then formulas, then lanes.
  ///
  /// - Complexity: O(*n*·*l* + *e*) in nodes, lanes and edges.
  package func styledText(of diagram: Diagram, fitting width: Int? = nil) -> StyledText {
    let graph = DrawnGraph(diagram)
    let lanes = WireLanes.fewest(of: graph)
    let contents = contents(lanes.count)
    var (drawing, shown) = (StyledText(), contents[0])
    for content in contents {
      shown = content
      drawing = lines(rows(graph, lanes, content), graph, lanes, content).joined(separator: "\n")
      guard let width, drawing.width > width else { break }
    }
    if let width, drawing.width > width {
      // A number without its beginning would be another one.
      drawing = drawing.lines.map { $0.cut(toWidth: width, characters) }.joined(separator: "\n")
    }
    if shown.edges != edges, stage == nil {
      let room = lines(rows(graph, lanes, contents[0]), graph, lanes, contents[0]).reduce(0) {
        max($0, $1.width)
      }
      let remark = characters.written("what is said of edges needs \(room) columns")
      drawing += "\n" + StyledText(remark, .faint).wrapped(toWidth: width ?? 80, indentation: 2)
    }
    return drawing + diagram.caption(of: graph.nodes.lazy.map(\.vertex), fitting: width, characters)
  }

  /// What is drawn, from everything down to names and values.
  private struct Content {
    var edges: EdgeLabels
    var hasProducts = true
    var hasFormulas = true
    var hasDerivatives = true
    var hasNotes = true
    var laneCount: Int
  }

  private func contents(_ laneCount: Int) -> [Content] {
    var content = Content(edges: laneCount == 0 ? .none : edges, laneCount: laneCount)
    var contents = [content]
    let edges = content.edges
    if edges == .flow {
      content.hasProducts = false
      contents.append(content)
    }
    if edges != .none {
      content.edges = .none
      contents.append(content)
    }
    // What was handed over stands in the sentence below, too.
    if stage != nil {
      content.hasNotes = false
      contents.append(content)
    }
    content.hasFormulas = false
    contents.append(content)
    if laneCount > Self.fewLanes {
      content.laneCount = Self.fewLanes
      content.hasFormulas = true
      contents.append(content)
      content.hasFormulas = false
      contents.append(content)
    }
    content.laneCount = 0
    contents.append(content)
    content.hasNotes = false
    contents.append(content)
    content.hasDerivatives = false
    contents.append(content)
    return contents
  }

  /// Words and numbers in the characters that there are.
  private func written(_ text: StyledText) -> StyledText {
    characters == .unicode ? text : text.transliterated
  }
}

// MARK: Rows

extension GraphWires {
  /// A line of the drawing: the wires, and the cells beside them.
  private struct Row {
    let wires: String
    let node: Int
    var cells: [StyledText]
    var isActive = false
  }

  private func rows(_ graph: DrawnGraph, _ lanes: WireLanes, _ content: Content) -> [Row] {
    let rows = lanes.rows.flatMap { row in
      content.edges == .none || graph.nodes[row.node].operands.isEmpty
        ? [plainRow(row, graph, lanes, content)] : edgeRows(row, graph, lanes, content)
    }
    return rows.map { row in
      var row = row
      row.cells = row.cells.map(written)
      return row
    }
  }

  private func dot(_ node: Int, _ graph: DrawnGraph) -> String {
    if graph.nodes[node].isRoot { return "◉" }
    return graph.vertex(node).kind == .input ? "○" : "●"
  }

  /// The one row of a node.
  private func plainRow(
    _ row: WireLanes.Row, _ graph: DrawnGraph, _ lanes: WireLanes, _ content: Content
  ) -> Row {
    var reads: [Int: Int] = [:]
    for operand in graph.nodes[row.node].operands { reads[operand.node, default: 0] += 1 }
    let isActive = stage?.active == graph.vertex(row.node).id
    let signs = lanes.signs(
      of: row, reads: reads, gone: [], ending: row.ending, dot: dot(row.node, graph), isOpen: false,
      isActive: isActive)
    return Row(wires: signs, node: row.node, cells: cells(row.node, graph, content), isActive: isActive)
  }

  /// A row for each edge to an operand; the last one is the node's own.
  private func edgeRows(
    _ row: WireLanes.Row, _ graph: DrawnGraph, _ lanes: WireLanes, _ content: Content
  ) -> [Row] {
    let operands = graph.nodes[row.node].operands
    var gone: Set<Int> = []
    var isOpen = false
    return operands.indices.map { index in
      let operand = operands[index].node
      let isLast = index == operands.count - 1
      let isReadAgain = operands[(index + 1)...].contains { $0.node == operand }
      let ends = row.ending.contains(operand) && !isReadAgain
      let signs = lanes.signs(
        of: row, reads: [operand: 1], gone: gone, ending: ends ? [operand] : [],
        dot: isLast ? dot(row.node, graph) : nil, isOpen: isOpen)
      isOpen = true
      if ends, lanes.lanes[operand] != row.lane { gone.insert(operand) }
      var cells = isLast ? cells(row.node, graph, content) : cells(nil, graph, content)
      cells[cells.count - 1] = arithmetic(row.node, operands[index], isFirst: index == 0, graph, content)
      return Row(wires: signs, node: row.node, cells: cells)
    }
  }

  /// Node, formula, value, derivative, marks, arithmetic; empty cells where there is no node.
  private func cells(_ node: Int?, _ graph: DrawnGraph, _ content: Content) -> [StyledText] {
    guard let node else { return Array(repeating: StyledText(), count: 6) }
    let vertex = graph.vertex(node)
    let diagram = graph.diagram
    let formula = graph.formula(
      node, fitting: Self.formulaWidth, digits: Self.digits.column, product: "·", characters)
    let isStale = vertex.marks.contains(.stale)
    let text =
      stage.map { $0.text(vertex, diagram, digits: Self.digits.column) }
      ?? vertex.derivative.map { diagram.text($0, digits: Self.digits.column) }
    return [
      StyledText(verbatim: vertex.title, vertex.isHighlighted ? .accent : vertex.titleRole),
      StyledText(verbatim: formula, .operation),
      StyledText(
        vertex.value(in: diagram, digits: Self.digits.column) ?? "", isStale ? .faint : .value),
      StyledText(
        text ?? (vertex.marks.contains(.notConnected) ? Diagram.Mark.notConnected.rawValue : ""), .derivative),
      StyledText(
        vertex.marks.filter { $0 != .notConnected }.map(\.rawValue).joined(separator: " "), .warning),
      StyledText(stage?.notes[vertex.id] ?? "", .faint),
    ]
  }

  /// What is said of an edge.
  private func arithmetic(
    _ node: Int, _ operand: (node: Int, place: Int), isFirst: Bool, _ graph: DrawnGraph, _ content: Content
  ) -> StyledText {
    guard let partial = graph.partial(node, place: operand.place) else { return StyledText() }
    let (vertex, source) = (graph.vertex(node), graph.vertex(operand.node))
    func number(_ number: Double) -> String { graph.diagram.text(number, digits: Self.digits.product) }
    func factor(_ value: Double) -> String { value < 0 ? "(\(number(value)))" : number(value) }
    if content.edges == .partials {
      // Of an operand that is read several times, each edge has a part of the derivative.
      let places = graph.nodes[node].operands.filter { $0.node == operand.node }.map(\.place)
      let place =
        places.count > 1
        ? places.firstIndex(of: operand.place).map { ", operand \($0 + 1) of \(places.count)" } : nil
      return StyledText(
        verbatim: "∂\(vertex.title)/∂\(source.title)\(place ?? "") = \(number(partial))", .derivative)
    }
    switch graph.diagram.derivative {
    case .none: return StyledText()
    case .adjoint:
      guard let adjoint = vertex.derivative else { return StyledText() }
      let product = content.hasProducts ? " = \(number(strongProduct(adjoint, partial)))" : ""
      return StyledText(
        verbatim: "\(source.title) ← \(factor(adjoint)) × \(factor(partial))\(product)", .derivative)
    case .tangent:
      guard let tangent = source.derivative else { return StyledText() }
      return StyledText(
        verbatim: "\(isFirst ? "" : "+ ")\(factor(partial)) × \(factor(tangent))", .derivative)
    }
  }
}

// MARK: Lines

extension GraphWires {
  /// The lines, with a heading above the columns.
  private func lines(
    _ rows: [Row], _ graph: DrawnGraph, _ lanes: WireLanes, _ content: Content
  ) -> [StyledText] {
    var shown = [true, content.hasFormulas, true, content.hasDerivatives, true, content.hasNotes]
    let hasDerivatives = graph.diagram.derivative != .none || stage != nil
    let derivative = graph.diagram.derivative == .tangent ? "tangent" : "adjoint"
    let arithmetic =
      switch (content.edges, graph.diagram.derivative) {
      case (.none, _), (_, .none): ""
      case (.partials, _): "partial"
      case (.flow, .adjoint): "adjoint × partial"
      case (.flow, .tangent): "partial × tangent"
      }
    let headings = [
      "node", "formula", "value", hasDerivatives ? derivative : "", "", characters.written(arithmetic),
    ]
    for column in shown.indices {
      let isEmpty = headings[column].isEmpty && rows.allSatisfy { $0.cells[column].isEmpty }
      shown[column] = shown[column] && !isEmpty
    }
    if rows.allSatisfy({ $0.cells[1].isEmpty }) { shown[1] = false }
    let columns = shown.indices.filter { shown[$0] }
    let widths = shown.indices.map { column in
      rows.reduce(displayWidth(headings[column])) { max($0, $1.cells[column].width) }
    }
    let pointer = stage == nil ? "" : "  "
    let wireWidth =
      pointer.count + (content.laneCount == 0 ? 0 : 2 * min(content.laneCount, lanes.count) + 1)
    func line(_ wires: StyledText, _ cells: [StyledText]) -> StyledText {
      var line = wires
      var gap = wireWidth - wires.width
      for column in columns {
        let cell = cells[column]
        let room = widths[column] - cell.width
        // Numbers stand at the right of their columns.
        let isNumber = column == 2 || column == 3
        if !cell.isEmpty {
          line += StyledText(String(repeating: " ", count: max(0, gap + (isNumber ? room : 0)))) + cell
          gap = isNumber ? 2 : room + 2
        } else {
          gap += widths[column] + 2
        }
      }
      return line
    }
    let heading = line(StyledText(pointer), headings.map { StyledText($0, .faint) })
    let cut = content.laneCount == 0 ? 0 : 2 * content.laneCount - 1
    let body = rows.map { row in
      let wires = String(characters.drawn(row.wires).prefix(cut))
      let dotRole: Role = graph.vertex(row.node).isHighlighted ? .accent : .faint
      let lead = stage == nil ? "" : row.isActive ? "▸ " : "  "
      return line(
        StyledText(characters.drawn(lead), .accent) + StyledText(wires, dotRole), row.cells)
    }
    return [written(heading)] + body + missingWires(graph, lanes, content)
  }

  /// Whose wires are not drawn.
  private func missingWires(_ graph: DrawnGraph, _ lanes: WireLanes, _ content: Content) -> [StyledText] {
    guard content.laneCount > 0, content.laneCount < lanes.count else { return [] }
    let missing = graph.nodes.indices.filter { lanes.lanes[$0] >= content.laneCount }
    let isMissing = Set(missing)
    let readCount = graph.nodes.reduce(0) { $0 + $1.operands.count { isMissing.contains($0.node) } }
    let names = missing.prefix(4).map { graph.title($0) }.joined(separator: ", ")
    let more = missing.count > 4 ? " and \(NumberFormat.grouped(missing.count - 4)) more" : ""
    return [
      StyledText(
        verbatim: "wires of \(names)\(more) are not drawn; read \(NumberFormat.grouped(readCount)) times",
        .faint)
    ]
  }
}

/// The product in which 0 wins, as the chain rule takes it.
func strongProduct(_ a: Double, _ b: Double) -> Double { a == 0 || b == 0 ? 0 : a * b }
