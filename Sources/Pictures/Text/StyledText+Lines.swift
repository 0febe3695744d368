extension StyledText {
  /// The lines of the text, without their line breaks; never empty, as a text without breaks is one line.
  ///
  /// - Complexity: O(*n*) in the length of the text.
  package var lines: [StyledText] {
    // To find the breaks takes longer than to see that there are none.
    if !runs.contains(where: { $0.text.utf8.contains(UInt8(ascii: "\n")) }) { return [self] }
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
      if !run.text.utf8.contains(UInt8(ascii: "\n")) {
        current += displayWidth(run.text)
        widest = max(widest, current)
        continue
      }
      let pieces = run.text.split(separator: "\n", omittingEmptySubsequences: false)
      for (index, piece) in pieces.enumerated() {
        if index > 0 { current = 0 }
        current += displayWidth(piece)
        widest = max(widest, current)
      }
    }
    return widest
  }

  /// The text cut to a number of columns, with an ellipsis in the place of its middle.
  ///
  ///     StyledText("sin(x)*cos(y)").elidingMiddle(toWidth: 9)  // sin(…s(y)
  ///
  /// Of a formula the two ends tell more than the beginning alone. Meant for a single line. A width of zero or less
  /// gives the empty text.
  ///
  /// - Complexity: O(*n*) in the length of the text.
  package func elidingMiddle(toWidth limit: Int, _ characters: Characters = .unicode) -> StyledText {
    if width <= limit { return self }
    // Where there is no room for all three dots of ASCII, there are fewer.
    let ellipsis = characters.ellipsis.prefix(max(limit, 0))
    let room = max(limit, 0) - ellipsis.count
    return prefix(ofWidth: (room + 1) / 2) + StyledText(String(ellipsis), .faint)
      + suffix(ofWidth: room / 2)
  }

  /// The text cut to a number of columns, with an ellipsis at its end. Meant for a single line.
  func cut(toWidth limit: Int, _ characters: Characters) -> StyledText {
    if width <= limit { return self }
    let ellipsis = characters.ellipsis.prefix(max(limit, 0))
    return prefix(ofWidth: max(limit, 0) - ellipsis.count) + StyledText(String(ellipsis), .faint)
  }

  /// As many characters from the beginning as fit into a number of columns.
  private func prefix(ofWidth limit: Int) -> StyledText {
    var kept = StyledText()
    var room = limit
    for run in runs {
      var piece = ""
      for character in run.text {
        room -= displayWidth(of: character)
        if room < 0 {
          kept.append(piece, run.role)
          return kept
        }
        piece.append(character)
      }
      kept.append(piece, run.role)
    }
    return kept
  }

  /// As many characters from the end as fit into a number of columns.
  private func suffix(ofWidth limit: Int) -> StyledText {
    var pieces: [StyledText] = []
    var room = limit
    for run in runs.reversed() {
      var characters: [Character] = []
      for character in run.text.reversed() {
        room -= displayWidth(of: character)
        if room < 0 { break }
        characters.append(character)
      }
      pieces.append(StyledText(String(characters.reversed()), run.role))
      if room < 0 { break }
    }
    return pieces.reversed().joined()
  }
}
