extension StyledText {
  /// The text with lines that are too long broken between words.
  ///
  ///     StyledText("2 × 3 = 6").wrapped(toWidth: 6)  // 2 × 3
  ///                                                  // = 6
  ///
  /// A sign such as `×` stays with what is behind it, and a word longer than a line is broken where the line ends.
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
  private struct Piece {
    /// Whether a blank stands before it.
    var followsBlank = false
    var text = StyledText()
  }

  private func wrappedLine(_ limit: Int, _ indentation: Int) -> StyledText {
    let leading = plain.prefix { $0 == " " }.count
    let indent = min(leading + indentation, limit / 2)
    var output = StyledText(String(repeating: " ", count: min(leading, limit / 2)))
    var (column, isFirst) = (output.width, true)
    for piece in pieces {
      for (position, part) in piece.text.parts(ofWidth: limit - indent).enumerated() {
        let gap = piece.followsBlank && position == 0 && !isFirst ? 1 : 0
        if !isFirst, column + gap + part.width > limit {
          output.append("\n" + String(repeating: " ", count: indent))
          column = indent
        } else {
          output.append(String(repeating: " ", count: gap))
          column += gap
        }
        output += part
        column += part.width
        isFirst = false
      }
    }
    return output
  }

  /// The words from left to right.
  private var pieces: [Piece] {
    var pieces: [Piece] = []
    var piece = Piece()
    for run in runs {
      for character in run.text {
        if character != " " {
          piece.text.append(String(character), run.role)
        } else if piece.text.isEmpty {
          piece.followsBlank = true
        } else if signs.contains(piece.text.plain) {
          piece.text.append(" ", run.role)
        } else {
          pieces.append(piece)
          piece = Piece(followsBlank: true)
        }
      }
    }
    return piece.text.isEmpty ? pieces : pieces + [piece]
  }

  /// A word in parts that are no wider than this.
  private func parts(ofWidth limit: Int) -> [StyledText] {
    if width <= limit { return [self] }
    var parts = [StyledText()]
    var room = limit
    for run in runs {
      for character in run.text {
        let taken = displayWidth(of: character)
        if taken > room, !parts[parts.count - 1].isEmpty {
          parts.append(StyledText())
          room = limit
        }
        parts[parts.count - 1].append(String(character), run.role)
        room -= taken
      }
    }
    return parts
  }
}

/// Signs that are never the last of a line.
private let signs: Set<String> = ["×", "*", "+", "=", "→", "->"]
