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

  /// The bytes of the prompts without blanks.
  static let firstBytes = first.utf8.filter { $0 != UInt8(ascii: " ") }
  static let furtherBytes = further.utf8.filter { $0 != UInt8(ascii: " ") }

  /// Where the prompt of these bytes ends with which the text begins at `start`, blanks before it aside; nil if there is
  /// none. Every line is looked at, and hardly any has one.
  @inline(__always)
  static func end(of prompt: [UInt8], in text: [UInt8], at start: Int) -> Int? {
    var position = start
    while position < text.count, isASCIIBlank(text[position]) { position += 1 }
    guard position + 1 < text.count, text[position] == prompt[0],
      prompt.count == 1 || text[position + 1] == prompt[1]
    else { return nil }
    return rest(of: prompt, in: text, at: position)
  }

  @inline(never)
  private static func rest(of prompt: [UInt8], in text: [UInt8], at start: Int) -> Int? {
    var position = start
    for byte in prompt {
      guard position < text.count, text[position] == byte else { return nil }
      position += 1
    }
    // A comparison such as `>=` is none, nor is `>>`.
    guard position < text.count else { return position }
    return text[position] == UInt8(ascii: "=") || text[position] == UInt8(ascii: ">") ? nil : position
  }
}
