extension StyledText {
  /// The lines of the text, without their line breaks; never empty, as a text without breaks is one line.
  ///
  /// - Complexity: O(*n*) in the length of the text.
  package var lines: [StyledText] {
    var lines: [StyledText] = []
    var line = StyledText()
    for run in runs {
      let pieces = run.text.split(separator: "\n", omittingEmptySubsequences: false)
      for (index, piece) in pieces.enumerated() {
        if index > 0 {
          lines.append(line)
          line = StyledText()
        }
        line.append(String(piece), run.role)
      }
    }
    return lines + [line]
  }

  /// The columns that the widest line takes in a terminal.
  ///
  /// - Complexity: O(*n*) in the length of the text.
  package var width: Int {
    var widest = 0
    var current = 0
    for run in runs {
      let pieces = run.text.split(separator: "\n", omittingEmptySubsequences: false)
      for (index, piece) in pieces.enumerated() {
        if index > 0 { current = 0 }
        current += displayWidth(piece)
        widest = max(widest, current)
      }
    }
    return widest
  }

  /// The text cut to a number of columns, with `…` as the last of them where something was cut off.
  ///
  ///     StyledText("logsumexp").truncated(toWidth: 6)  // logsu…
  ///
  /// Meant for a single line. A width of zero or less gives the empty text.
  ///
  /// - Complexity: O(*n*) in the length of the text.
  package func truncated(toWidth limit: Int) -> StyledText {
    if width <= limit { return self }
    if limit <= 0 { return StyledText() }
    var kept = StyledText()
    var room = limit - 1
    for run in runs {
      var piece = ""
      for character in run.text {
        room -= displayWidth(of: character)
        if room < 0 {
          kept.append(piece + "…", run.role)
          return kept
        }
        piece.append(character)
      }
      kept.append(piece, run.role)
    }
    return kept
  }
}
