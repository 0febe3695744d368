extension StyledText {
  /// The text with lines that are too long broken between words.
  ///
  ///     StyledText("2 × 3 = 6").wrapped(toWidth: 6)  // 2 × 3
  ///                                                  // = 6
  ///
  /// A sign such as `×` stays with what is behind it, and columns stay apart. A word longer than a line is broken as a
  /// formula would be (`BreakPoint`), or where the line ends.
  ///
  /// - Parameters:
  ///   - limit: The columns of a line; fewer than one are taken for one.
  ///   - indentation: The blanks before what goes on, beside those with which its line begins.
  /// - Returns: The text, in more lines where it takes them.
  /// - Complexity: O(*n*) in the length of the text.
  package func wrapped(toWidth limit: Int, indentation: Int = 0) -> StyledText {
    if width <= limit { return self }
    return lines.map { line in
      line.width <= limit ? line : line.wrappedLine(max(limit, 1), indentation)
    }.joined(separator: "\n")
  }

  /// The columns of the longest piece that is not broken while lines have room for it.
  var longestPieceWidth: Int { pieces.lazy.map { $0.text.width }.max() ?? 0 }

  /// A word, with the sign before it.
  fileprivate struct Piece {
    /// The blanks before it.
    var gap = 0
    var text = StyledText()

    /// How bad it is to begin a line with it: least between columns, and in formulas worse within brackets.
    var level = 0
  }

  private func wrappedLine(_ limit: Int, _ indentation: Int) -> StyledText {
    let leading = plain.prefix { $0 == " " }.count
    let indent = min(leading + indentation, limit / 2)
    let pieces = pieces.flatMap { $0.parts(ofWidth: limit - indent) }
    let widths = pieces.map(\.text.width)
    // Columns stand apart, but no longer below each other.
    let gaps = pieces.map { min($0.gap, 3) }
    var lines: [StyledText] = []
    var start = 0
    while start < pieces.count {
      let margin = lines.isEmpty ? min(leading, limit / 2) : indent
      // Where each piece would begin, as long as those before it fit.
      var (columns, column) = ([margin], margin + widths[start])
      var end = start + 1
      while end < pieces.count, column + gaps[end] + widths[end] <= limit {
        columns.append(column)
        column += gaps[end] + widths[end]
        end += 1
      }
      if end < pieces.count {
        columns.append(column)
        // Not the last place that would do but the best one, if it leaves no more than half of the line blank.
        let half = (margin + limit) / 2
        let places = (start + 1...end).reversed().filter { $0 == end || columns[$0 - start] > half }
        end = places.min { pieces[$0].level < pieces[$1].level } ?? end
      }
      var line = StyledText(String(repeating: " ", count: margin))
      for position in start..<end {
        if position > start { line.append(String(repeating: " ", count: gaps[position])) }
        line += pieces[position].text
      }
      lines.append(line)
      start = end
    }
    return lines.joined(separator: "\n")
  }

  /// The words from left to right.
  private var pieces: [Piece] {
    var pieces: [Piece] = []
    var (piece, depth) = (Piece(), 0)
    for run in runs {
      for character in run.text {
        if character != " " {
          if piece.text.isEmpty { piece.level = piece.gap > 2 ? -1 : depth }
          piece.text.append(String(character), run.role)
          if run.role == .operation { depth = max(0, depth + BreakPoint.depthChange(at: character)) }
        } else if piece.text.isEmpty {
          piece.gap += 1
        } else if signs.contains(piece.text.plain) {
          piece.text.append(" ", run.role)
        } else {
          pieces.append(piece)
          piece = Piece(gap: 1)
        }
      }
    }
    return piece.text.isEmpty ? pieces : pieces + [piece]
  }
}

extension StyledText.Piece {
  /// The word in parts that are no wider than this.
  fileprivate func parts(ofWidth limit: Int) -> [Self] {
    if text.width <= limit { return [self] }
    let styled = text.runs.flatMap { run in run.text.map { (character: $0, role: run.role) } }
    let characters = styled.map(\.character)
    var parts: [Self] = []
    var start = 0
    while start < characters.count {
      // As many as there is room for, but one at least.
      var (end, room) = (start, limit)
      while end < characters.count, end == start || displayWidth(of: characters[end]) <= room {
        room -= displayWidth(of: characters[end])
        end += 1
      }
      if end < characters.count { end = BreakPoint.last(in: characters, from: start, to: end) }
      var part = start == 0 ? self : Self(level: .max)
      part.text = StyledText()
      for (character, role) in styled[start..<end] { part.text.append(String(character), role) }
      parts.append(part)
      start = end
    }
    return parts
  }
}

/// Signs that are never the last of a line.
private let signs: Set<String> = ["×", "*", "+", "-", "=", "≈", "→", "->"]
