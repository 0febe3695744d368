extension Diagram {
  /// An arrow in a drawn graph.
  struct Edge {
    /// The id of the vertex it comes from.
    let operand: Int
    /// The id of the vertex it leads to.
    let user: Int
    /// The operand's place among the others, counted from 1, where the order matters.
    let place: Int?
  }

  /// The arrows from operands to their users, in the order of the users and of their operands.
  ///
  /// - Complexity: O(*n* + *e*) in vertices and edges.
  var edges: [Edge] {
    let positions = positions
    var edges: [Edge] = []
    for (position, user) in vertices.enumerated() {
      for (index, operand) in user.operands.enumerated() {
        guard let operandPosition = positions[operand], operandPosition < position else { continue }
        edges.append(
          Edge(operand: operand, user: user.id, place: user.operandsAreOrdered ? index + 1 : nil))
      }
    }
    return edges
  }
}

extension Diagram.Vertex {
  /// The lines of a drawn node: an operation's symbol, the equation, the detail.
  var labelLines: [String] {
    var lines: [String] = []
    if case .operation(let operation) = kind { lines.append(operation.name) }
    lines.append(equation)
    if let detail { lines.append(detail) }
    return lines
  }

  /// Whether it matters which operand is which.
  fileprivate var operandsAreOrdered: Bool {
    guard case .operation(let operation) = kind else { return false }
    return operands.count > 1 && !operation.commutes
  }
}
