import Pictures

/// A graph to be drawn and read back, from `expressionGraphs`.
struct DrawnCase: Sendable {
  let diagram: Diagram
  let nodeCount: Int

  /// All of them: nodes are called by their numbers, and every value is known.
  static let all: [DrawnCase] = expressionGraphs.split(separator: "\n").map { line in
    let words = line.split(separator: " ").dropFirst(2)
    let vertices = words.enumerated().map { number, word in
      let operands = word == "." ? [] : word.split { $0 == "*" || $0 == "-" }.compactMap { Int($0) }
      let operation = Diagram.Operation(
        operands.count == 1 ? "f" : "g", .call, commutes: word.contains("*"))
      return Diagram.Vertex(
        id: number, word == "." ? .input : .operation(operation), operands: operands, value: Double(number))
    }
    return DrawnCase(
      diagram: Diagram(vertices: vertices, roots: [vertices.count - 1]), nodeCount: vertices.count)
  }
}
