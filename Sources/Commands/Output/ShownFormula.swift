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

  /// A formula with no names of its own.
  init(_ formula: Formula) { (text, parts, expanded) = (formula.description, [], nil) }

  var hasParts: Bool { !parts.isEmpty }

  /// As members of a JSON object: the formula on its own, and where that repeats much, the short one with its names.
  var members: [(String, JSON)] {
    let named: [(String, JSON)] = [
      ("short", .string(text)),
      ("where", .array(parts.map { .array([.string($0.name), .string($0.formula)]) })),
    ]
    return [("formula", .string(expanded ?? text))] + (parts.isEmpty ? [] : named)
  }

  /// How much of a formula is shown, in characters, and how many of the names below it, unless everything is wanted.
  private static let mostCharacters = 2000
  private static let (firstNames, lastNames) = (20, 5)

  /// Whether something is left out, for whom everything is not wanted.
  func isCut(_ style: TextStyle) -> Bool {
    !style.showsAll
      && (text.count > Self.mostCharacters || parts.count > Self.firstNames + Self.lastNames + 1)
  }

  /// The formula, or its beginning.
  func shown(_ style: TextStyle) -> String {
    if style.showsAll || text.count <= Self.mostCharacters { return text }
    let head = text.prefix(Self.mostCharacters)
    // Between two terms, where there are any.
    let end = head.lastIndex(of: " ") ?? head.endIndex
    return "\(head[..<end]) \(style.characters.ellipsis)"
  }

  /// The lines below the formula.
  func lines(_ style: TextStyle) -> [StyledText] {
    func line(_ position: Int) -> StyledText {
      let part = parts[position]
      return style.wrapped(
        "\(position == 0 ? "where" : "     ") \(part.name, .name) = \(part.formula, .operation)",
        indentation: displayWidth(part.name) + (position == 0 ? 9 : 4))
    }
    guard isCut(style) else { return parts.indices.map(line) }
    let isLong = parts.count > Self.firstNames + Self.lastNames + 1
    let first = isLong ? Self.firstNames : parts.count
    let omitted = isLong ? parts.count - Self.firstNames - Self.lastNames : 0
    let note: StyledText =
      omitted > 0
      ? "      \("\(style.characters.ellipsis) \(NumberFormat.count(omitted, "more name")): \(TextStyle.hint)", .faint)"
      : "      \("the formula goes on: \(TextStyle.hint)", .faint)"
    return parts.indices.prefix(first).map(line) + [note]
      + (isLong ? parts.indices.suffix(Self.lastNames).map(line) : [])
  }
}
