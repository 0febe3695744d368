internal import CLibEdit

/// Candidates as a list under the line: one to a row with what it is, or in columns where that would not fit.
struct CompletionListing {
  /// What is listed, in order.
  let candidates: [Completion.Candidate]

  /// The columns of the screen.
  let width: Int

  /// The rows that the list may take.
  let height: Int

  /// The list, with a line break at the end of each row.
  var text: String {
    let rows = hasSummaries && candidates.count <= height ? rowsWithSummaries : rowsOfColumns
    return rows.map { $0 + "\n" }.joined()
  }

  private var hasSummaries: Bool { candidates.contains { !$0.summary.isEmpty } }

  /// The columns that the widest label takes.
  private var labelWidth: Int { candidates.map { columnCount($0.label) }.max() ?? 0 }

  /// A candidate a row, the summaries below each other, cut where the screen ends.
  private var rowsWithSummaries: [String] {
    let labelWidth = min(labelWidth, width / 2)
    return candidates.map { candidate in
      let label = cut(candidate.label, toWidth: width - 1)
      if candidate.summary.isEmpty { return label }
      let gap = String(repeating: " ", count: 2 + max(0, labelWidth - columnCount(label)))
      let room = width - 1 - columnCount(label + gap)
      return room > 0 ? label + gap + cut(candidate.summary, toWidth: room) : label
    }
  }

  /// The labels in columns, read downwards; where they need more rows than there are, the rest is counted.
  private var rowsOfColumns: [String] {
    let cell = 2 + max(1, min(labelWidth, width - 3))
    let across = max(1, (width - 1) / cell)
    let fits = candidates.count <= across * height
    let shown = fits ? candidates[...] : candidates.prefix(across * max(1, height - 1))
    let down = (shown.count + across - 1) / across
    let rows = (0..<down).map { row in
      let cells = stride(from: row, to: shown.count, by: down)
      return cells.reduce(into: "") { text, position in
        let label = cut(shown[position].label, toWidth: cell - 2)
        let isLast = position + down >= shown.count
        text += label + String(repeating: " ", count: isLast ? 0 : cell - columnCount(label))
      }
    }
    return fits ? rows : rows + ["… and \(candidates.count - shown.count) more"]
  }

  /// The text cut to a number of columns, with `…` as the last of them where something was cut off.
  private func cut(_ text: String, toWidth limit: Int) -> String {
    if columnCount(text) <= limit { return text }
    var room = limit - 1
    let kept = text.prefix { character in
      room -= columnCount(String(character))
      return room >= 0
    }
    return limit > 0 ? kept + "…" : ""
  }
}

/// The columns that a text without control characters takes, as libedit counts them.
private func columnCount(_ text: String) -> Int {
  text.unicodeScalars.reduce(0) {
    $0 + max(0, Int(editline_character_width(wchar_t(truncatingIfNeeded: $1.value))))
  }
}
