import Formulas
import Pictures
import Sessions

/// What the names in a formula stand for that are not the session's.
struct NamedParts: Sendable {
  private let parts: [(name: String, formula: String)]

  init(of written: Session.WrittenFormula) {
    parts = written.parts.map { ($0.name, $0.formula.description) }
  }

  var isEmpty: Bool { parts.isEmpty }

  /// As a member of a JSON object, where there are any.
  var members: [(String, JSON)] {
    parts.isEmpty ? [] : [("where", .object(parts.map { ($0.name, .string($0.formula)) }))]
  }

  /// The lines below the formula.
  func lines(_ style: TextStyle) -> [StyledText] {
    parts.enumerated().map { position, part in
      style.wrapped(
        "\(position == 0 ? "where" : "     ") \(part.name, .name) = \(part.formula, .operation)",
        indentation: displayWidth(part.name) + (position == 0 ? 9 : 4))
    }
  }
}
