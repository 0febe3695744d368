/// The prompts of a session, before the first line of what is typed and before its further lines, which so begin in the
/// same column.
///
/// What was copied from a session has them too, and the lines that were printed between.
package enum Prompt {
  /// What stands before a statement.
  package static let first = "ad> "

  /// What stands before the further lines of a statement.
  package static let further = "  > "

  /// What `ad> x` is the comparison of, if it has a value.
  package static let name = "ad"

  /// Where the prompt ends with which the text begins at `start`, blanks before it aside; nil if there is none.
  static func end(of prompt: String, in text: [UInt8], at start: Int) -> Int? {
    var position = start
    while position < text.count, isASCIIBlank(text[position]) { position += 1 }
    for byte in prompt.utf8 where byte != UInt8(ascii: " ") {
      guard position < text.count, text[position] == byte else { return nil }
      position += 1
    }
    // A comparison such as `>=` is none, nor is `>>`.
    guard position < text.count else { return position }
    return text[position] == UInt8(ascii: "=") || text[position] == UInt8(ascii: ">") ? nil : position
  }
}
