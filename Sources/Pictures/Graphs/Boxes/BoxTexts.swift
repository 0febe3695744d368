/// What stands in the boxes of a drawing, and at its edges.
struct BoxTexts {
  let graph: DrawnGraph

  /// What is said of edges.
  var edges = EdgeLabels.none

  /// How far a sweep has come that is told step by step.
  var stage: DrawingStage?

  /// What text is made of.
  var characters = Characters.unicode

  /// The digits of a number in a box, and of one at an edge.
  private static let digits = (box: 4, edge: 3)

  /// The columns that a formula takes at most.
  private static let formulaWidth = 24

  /// The lines below a node's title: what it computes, its value, its adjoint or tangent.
  func lines(_ node: Int) -> [StyledText] {
    let lines = unicodeLines(node)
    return characters == .unicode ? lines : lines.map(\.transliterated)
  }

  /// What a node computes, as it stands in its box; empty for inputs.
  func formula(_ node: Int) -> String {
    graph.formula(node, fitting: Self.formulaWidth, digits: Self.digits.box, product: "·", characters)
  }

  private func unicodeLines(_ node: Int) -> [StyledText] {
    let vertex = graph.vertex(node)
    var lines: [StyledText] = []
    let formula = formula(node)
    let cut = vertex.marks.contains(.cut) ? " \(Diagram.Mark.cut.rawValue)" : ""
    if !formula.isEmpty { lines.append(StyledText(verbatim: formula + cut, .operation)) }
    let isStale = vertex.marks.contains(.stale)
    let value = vertex.value(in: graph.diagram, digits: Self.digits.box)
    let signs = vertex.marks.filter { $0 != .notConnected && $0 != .cut }.map(\.rawValue).joined(
      separator: " ")
    var line = StyledText(value ?? "", isStale ? .faint : .value)
    if !signs.isEmpty { line += StyledText((value == nil ? "" : " ") + signs, .warning) }
    if !line.isEmpty { lines.append(line) }
    if let derivative = derivative(vertex) {
      let filling =
        (stage?.width(vertex, graph.diagram, digits: Self.digits.box) ?? 0) - displayWidth(derivative)
      let text = derivative + String(repeating: " ", count: max(0, filling))
      lines.append(StyledText("\(sign) \(text)", .derivative))
    }
    return lines
  }

  /// `∂` before an adjoint, `˙` before a tangent.
  private var sign: String { graph.diagram.derivative == .tangent ? "˙" : "∂" }

  private func derivative(_ vertex: Diagram.Vertex) -> String? {
    if let stage { return stage.text(vertex, graph.diagram, digits: Self.digits.box) }
    if vertex.marks.contains(.notConnected) { return Diagram.Mark.notConnected.rawValue }
    return vertex.derivative.map { graph.diagram.text($0, digits: Self.digits.box) }
  }

  /// What is said of the edge that ends with a piece of a line; empty for a piece that goes on.
  func label(_ segment: GraphLayout.Segment, _ edges: [GraphLayout.Edge]) -> String {
    guard segment.inlet != nil, let edge = segment.edges.first else { return "" }
    let target = edges[edge].target
    return label(of: target, graph.nodes[target].operands[edges[edge].inlet])
  }

  /// What is said of the edge from an operand to a node: `3`, or `1·3=3`. Empty where nothing is known.
  func label(of node: Int, _ operand: (node: Int, place: Int)) -> String {
    characters.written(unicodeLabel(of: node, operand))
  }

  private func unicodeLabel(of node: Int, _ operand: (node: Int, place: Int)) -> String {
    guard edges != .none, let partial = graph.partial(node, place: operand.place) else { return "" }
    func number(_ number: Double) -> String { graph.diagram.text(number, digits: Self.digits.edge) }
    func factor(_ value: Double) -> String { value < 0 ? "(\(number(value)))" : number(value) }
    if edges == .partials { return number(partial) }
    switch graph.diagram.derivative {
    case .none: return ""
    case .adjoint:
      guard let adjoint = graph.vertex(node).derivative else { return "" }
      return "\(number(adjoint))·\(factor(partial))=\(number(strongProduct(adjoint, partial)))"
    case .tangent:
      guard let tangent = graph.vertex(operand.node).derivative else { return "" }
      return "\(number(partial))·\(factor(tangent))=\(number(strongProduct(partial, tangent)))"
    }
  }
}
