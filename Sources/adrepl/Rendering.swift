import Commands
import Pictures

/// How a result is put into the characters that are printed. It is made of plain data and can be done anywhere.
struct Rendering: Sendable {
  let emission: Emission
  let style: TextStyle
  let format: TextFormat

  /// Whether what is printed is also wanted without colours, for a transcript.
  let keepsPlain: Bool

  /// From how many lines of the screen on a pager shows it; nil if none does.
  let pagedHeight: Int?

  /// The characters of a result.
  struct Page: Sendable {
    let text: String

    /// The same without colours, if that is wanted.
    let plain: String?

    /// Whether there is anything to show.
    let isShown: Bool

    /// Whether there is more of it than the screen holds.
    let isForPager: Bool
  }

  /// The characters. O(length of the text).
  var page: Page {
    let text = emission.text(style)
    return Page(
      text: text.rendered(as: format), plain: keepsPlain ? text.plain : nil,
      isShown: emission.isShown(as: text),
      isForPager: pagedHeight.map { text.takes(lines: $0, width: style.width) } ?? false)
  }
}

extension StyledText {
  /// Whether the text takes so many lines of a screen, on which long lines take several.
  fileprivate func takes(lines limit: Int, width: Int) -> Bool {
    var taken = 0
    for line in plain.split(separator: "\n", omittingEmptySubsequences: false) {
      taken += max(1, (StyledText(String(line)).width + width - 1) / width)
      if taken >= limit { return true }
    }
    return false
  }
}
