import Memory

/// How styled text is put into characters.
package enum TextFormat: Sendable, Hashable {
  /// The characters alone: for files, pipes and tests.
  case plain
  /// With the escape sequences that colour a terminal.
  case ansi(Theme)
}

extension StyledText: CustomStringConvertible {
  /// The characters without their roles.
  package var plain: String {
    // Mostly there is one run, whose text can be handed over as it is.
    if runs.count == 1 { return runs[0].text }
    let byteCount = runs.reduce(0) { $0 + $1.text.utf8.count }
    guard MemoryRoom.allows(byteCount) else { return "" }
    var plain = ""
    plain.reserveCapacity(byteCount)
    for run in runs { plain += run.text }
    return plain
  }

  /// The same as `plain`.
  package var description: String { plain }

  /// The text as a string to be written out.
  ///
  /// - Complexity: O(*n*) in the length of the text.
  package func rendered(as format: TextFormat) -> String {
    switch format {
    case .plain: plain
    case .ansi(let theme): colored(with: theme)
    }
  }

  /// The text with escape sequences around each run.
  ///
  /// A sequence never spans a line break: pagers and `grep` show single lines, and each must stand for itself.
  private func colored(with theme: Theme) -> String {
    // The codes take hardly more than the text, and the output may double.
    guard MemoryRoom.allows(runs.reduce(0) { $0 + 4 * ($1.text.utf8.count + 16) }) else { return "" }
    var output = ""
    for run in runs {
      guard let codes = theme.codes[run.role] else {
        output += run.text
        continue
      }
      let pieces = run.text.split(separator: "\n", omittingEmptySubsequences: false)
      for (index, piece) in pieces.enumerated() {
        if index > 0 { output += "\n" }
        if !piece.isEmpty { output += "\u{1B}[\(codes)m\(piece)\u{1B}[0m" }
      }
    }
    return output
  }
}
