/// A text of several lines as it is edited behind a prompt: its further lines aligned under the first, as they are
/// when they are typed behind a prompt each.
///
///     ad> z = (x +
///         1)
///
/// The blanks belong to the screen. They are taken away before the text goes anywhere.
enum AlignedText {
  /// How many blanks stand before each further line: the width of the prompts.
  private static let indentation = 4

  /// The text as it is edited.
  static func aligned(_ text: String) -> String {
    lines(of: text).joined(separator: "\n" + String(repeating: " ", count: indentation))
  }

  /// The text that is edited so, or would be but for blanks that were deleted.
  static func original(_ text: String) -> String {
    let lines = lines(of: text)
    let further = lines.dropFirst().map { line in
      line.dropFirst(min(indentation, line.prefix { $0 == " " }.count))
    }
    return (lines.prefix(1) + further).joined(separator: "\n")
  }

  private static func lines(of text: String) -> [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
  }
}
