import AutoDiff
import Formulas
import Pictures
import Sessions

/// What a definition is made of, as it is shown: as it was typed, or, where nothing is kept of that, as a formula.
struct ShownDefinition: Sendable {
  let text: String

  /// The names in it that mean something else now.
  var moved: [String] = []

  /// The text with a remark on what has moved.
  var styled: StyledText { moved.isEmpty ? "\(text, .operation)" : "\(text, .operation)\(remark, .faint)" }

  /// ` (with the earlier x)`, or nothing.
  var remark: String {
    guard let last = moved.last else { return "" }
    let others = moved.dropLast().joined(separator: ", ")
    return "   (with the earlier \(others.isEmpty ? "" : "\(others) and ")\(last))"
  }

  /// The text, and what has moved.
  var members: [(String, JSON)] {
    [("formula", .string(text))] + (moved.isEmpty ? [] : [("moved", .array(moved.map { .string($0) }))])
  }
}

extension Session.TextReader {
  /// The definition that a name stands for; of one that was not kept, so many operations.
  mutating func shown(_ name: String, _ operand: Operand, limit: Int = 40) -> ShownDefinition {
    text(of: name).map { ShownDefinition(text: $0.text, moved: $0.moved) }
      ?? ShownDefinition(text: session.formula(of: operand, limit: limit).description)
  }

  /// What a node was typed as, if it was the result of a statement and its names still mean the same; else its formula.
  mutating func formula(of node: NodeID, limit: Int) -> String {
    if let text = text(of: node), text.moved.isEmpty { return text.text }
    return session.formula(of: node, limit: limit).description
  }
}
