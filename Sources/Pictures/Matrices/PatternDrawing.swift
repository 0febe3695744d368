/// A matrix of which only the places are shown that hold something, a character for each place.
///
///     x  ××·
///     y  ×××
///     z  ·××
package struct PatternDrawing {
  private let rows: [String]
  private let columnCount: Int
  private let characters: Characters
  private let isFull: (_ row: Int, _ column: Int) -> Bool

  /// A pattern whose rows have names.
  package init(
    rows: [String], columnCount: Int, characters: Characters,
    isFull: @escaping (_ row: Int, _ column: Int) -> Bool
  ) {
    (self.rows, self.columnCount, self.characters, self.isFull) = (rows, columnCount, characters, isFull)
  }

  /// The drawing, with a hint at how to see what is left out of it.
  ///
  /// - Parameters:
  ///   - width: The columns of the terminal; nil for as many as the drawing needs.
  ///   - whole: Whether all rows are drawn, of which there are 40 otherwise.
  ///   - hint: How to see the others.
  /// - Returns: The lines of the drawing.
  package func styledText(fitting width: Int?, whole: Bool = false, hint: String? = nil) -> StyledText {
    let ellipsis = " \(characters.ellipsis) "
    let nameWidth = rows.lazy.map { displayWidth($0) }.max() ?? 0
    var columns = Excerpt(all: columnCount)
    if let width, nameWidth + 2 + columnCount > width {
      let room = max(2, width - nameWidth - 2 - ellipsis.count)
      columns = Excerpt(first: room - room / 3, last: room / 3, of: columnCount)
    }
    let shown = Excerpt(ofRows: rows.count, whole: whole)
    var table = TextTable(columns: [.init(), .init()])
    table.hint = hint
    shown.forEach { row in
      var cells = line(row, columns.first)
      if columns.omittedCount > 0 {
        cells.append(ellipsis, .faint)
        cells += line(row, columns.last)
      }
      table.addRow([StyledText(verbatim: rows[row], .name), cells])
    } omission: {
      table.addOmission(NumberFormat.count($0, "more row"))
    }
    if shown.omittedCount == 0, columns.omittedCount > 0, hint != nil {
      table.addOmission(NumberFormat.count(columns.omittedCount, "more column"))
    }
    return table.styledText(in: characters)
  }

  private func line(_ row: Int, _ columns: Range<Int>) -> StyledText {
    var text = StyledText()
    for column in columns {
      let holds = isFull(row, column)
      text.append(holds ? characters.full : characters.empty, holds ? .value : .faint)
    }
    return text
  }
}
