import Formulas
import Pictures
import Sessions

/// A formula as it is shown: short, with names for what repeats in it.
struct ShownFormula: Sendable {
  let text: String

  /// What the names in it stand for that are not the session's.
  private let parts: [(name: String, formula: String)]

  /// The formula with them put in, if there are any and it is not too long.
  private let expanded: String?

  init(_ written: Session.WrittenFormula) {
    text = written.formula.description
    parts = written.parts.map { ($0.name, $0.formula.description) }
    expanded = written.expanded?.description
  }

  var hasParts: Bool { !parts.isEmpty }

  /// As members of a JSON object: the formula on its own, and where that repeats much, the short one with its names.
  var members: [(String, JSON)] {
    let named: [(String, JSON)] = [
      ("short", .string(text)),
      ("where", .array(parts.map { .array([.string($0.name), .string($0.formula)]) })),
    ]
    return [("formula", .string(expanded ?? text))] + (parts.isEmpty ? [] : named)
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
