extension StyledText {
  /// A page written for 80 columns, laid out anew where the screen has fewer.
  ///
  ///     kink       abs(x) at 0, relu, clamp at its ends:     kink       abs(x) at 0, relu,
  ///                the mean                                             clamp at its ends:
  ///                                                                     the mean
  ///
  /// What the lines are is known from how they are written:
  ///
  /// - Two blanks or more between words separate a *term* from its meaning, which goes on in lines that are indented
  ///   as far. Terms that follow each other keep one column.
  /// - A line that is as long as its next word lets it be is part of a paragraph.
  /// - Faint lines are examples: each stays a line, and goes on further to the right.
  ///
  /// - Complexity: O(*n*) in the length of the text.
  package func pageLaidOut(forWidth limit: Int) -> StyledText {
    if width <= limit { return self }
    return PageBlock.blocks(of: lines).map { $0.styledText(max(limit, 1)) }.joined(separator: "\n")
  }

  /// The part of a line between two of its characters.
  func slice(from start: Int, to end: Int = .max) -> StyledText {
    var (slice, position) = (StyledText(), 0)
    for run in runs {
      let piece = run.text.enumerated().filter { (start..<end).contains(position + $0.offset) }.map(\.element)
      slice.append(String(piece), run.role)
      position += run.text.count
    }
    return slice
  }
}

/// A part of a page that is laid out as one.
private enum PageBlock {
  /// A line, or several that are one paragraph.
  case paragraph(StyledText)

  /// A line of an example.
  case example(StyledText)

  /// Terms in one column, and what each of them means.
  case terms([(term: StyledText, meaning: StyledText)])

  /// A paragraph's lines leave no more of 80 columns free than the next word takes, but for so many.
  private static let fullLine = 74

  static func blocks(of lines: [StyledText]) -> [PageBlock] {
    var blocks: [PageBlock] = []
    /// The last line, as long as others may belong to it.
    var open: (width: Int, isTerm: Bool)?
    for line in lines {
      let characters = Array(line.plain)
      let leading = characters.prefix { $0 == " " }.count
      let word = characters.dropFirst(leading).prefix { $0 != " " }
      switch (blocks.last, open) {
      case _ where word.isEmpty:
        blocks.append(.paragraph(""))
        open = nil
      case _ where line.isExample:
        blocks.append(.example(line))
        open = nil
      case (.terms(var rows)?, (_, true)?) where leading > 3:
        // The meaning goes on.
        rows[rows.count - 1].meaning += " " + line.slice(from: leading)
        blocks[blocks.count - 1] = .terms(rows)
      case (.paragraph(let heading)?, _?) where leading > 3:
        blocks[blocks.count - 1] = .terms([(heading, line.slice(from: leading))])
        open = (0, true)
      case (let last, _):
        if let gap = gap(in: characters, from: leading) {
          let row = (line.slice(from: 0, to: gap.lowerBound), line.slice(from: gap.upperBound))
          if case .terms(let rows)? = last, open != nil {
            blocks[blocks.count - 1] = .terms(rows + [row])
          } else {
            blocks.append(.terms([row]))
          }
          open = (0, true)
        } else if case .paragraph(let text)? = last, let width = open?.width, leading == 0,
          width + 1 + displayWidth(String(word)) > fullLine
        {
          blocks[blocks.count - 1] = .paragraph(text + " " + line)
          open = (line.width, false)
        } else {
          blocks.append(.paragraph(line))
          open = (line.width, false)
        }
      }
    }
    return blocks
  }

  /// The first blanks in a line that separate columns.
  private static func gap(in characters: [Character], from start: Int) -> Range<Int>? {
    var position = start
    while position < characters.count {
      let blanks = characters[position...].prefix { $0 == " " }.count
      if blanks > 1, position + blanks < characters.count { return position..<position + blanks }
      position += max(blanks, 1)
    }
    return nil
  }

  /// Fewer columns are too few for a meaning beside its term.
  private static let narrowestMeaning = 20

  func styledText(_ limit: Int) -> StyledText {
    switch self {
    case .paragraph(let text): return text.wrapped(toWidth: limit)
    case .example(let line): return line.wrapped(toWidth: limit, indentation: 4)
    case .terms(let rows):
      let column = (rows.map(\.term.width).max() ?? 0) + 2
      let isBeside = limit - column >= Self.narrowestMeaning
      return rows.map { term, meaning in
        isBeside ? beside(term, meaning, column, limit) : below(term, meaning, limit)
      }.joined(separator: "\n")
    }
  }

  /// The meaning at the right of its term.
  private func beside(
    _ term: StyledText, _ meaning: StyledText, _ column: Int, _ limit: Int
  ) -> StyledText {
    let lines = meaning.wrapped(toWidth: limit - column).lines
    return lines.enumerated().map { position, line in
      let padding = String(repeating: " ", count: position == 0 ? column - term.width : column)
      return (position == 0 ? term : "") + StyledText(padding) + line
    }.joined(separator: "\n")
  }

  /// The meaning in lines of its own.
  private func below(_ term: StyledText, _ meaning: StyledText, _ limit: Int) -> StyledText {
    let indentation = term.plain.prefix { $0 == " " }.count + 4
    let blanks = StyledText(String(repeating: " ", count: min(indentation, limit / 2)))
    return term.wrapped(toWidth: limit, indentation: 2) + "\n" + (blanks + meaning).wrapped(toWidth: limit)
  }
}

extension StyledText {
  /// Whether all of the line is faint: an example.
  fileprivate var isExample: Bool { runs.allSatisfy { $0.role == .faint } }
}
