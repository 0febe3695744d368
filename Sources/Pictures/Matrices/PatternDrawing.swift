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

  /// The drawing; with a width, no more columns than fit in it, and no more than 40 rows, with a hint at how to see
  /// the others.
  package func styledText(fitting width: Int?, hint: String? = nil) -> StyledText {
    let ellipsis = " \(characters.ellipsis) "
    let nameWidth = rows.lazy.map { displayWidth($0) }.max() ?? 0
    var columns = Selection(all: columnCount)
    if let width, nameWidth + 2 + columnCount > width {
      let room = max(2, width - nameWidth - 2 - ellipsis.count)
      columns = Selection(first: room - room / 3, last: room / 3, of: columnCount)
    }
    let shown = width == nil ? Selection(all: rows.count) : Selection(first: 30, last: 10, of: rows.count)
    var table = TextTable(columns: [.init(), .init()])
    table.hint = hint
    func addRow(_ row: Int) {
      var cells = line(row, columns.first)
      if columns.leftOut > 0 {
        cells.append(ellipsis, .faint)
        cells += line(row, columns.last)
      }
      table.addRow([StyledText(verbatim: rows[row], .name), cells])
    }
    for row in shown.first { addRow(row) }
    if shown.leftOut > 0 {
      table.addOmission(NumberFormat.count(shown.leftOut, "more row"))
      for row in shown.last { addRow(row) }
    } else if columns.leftOut > 0, hint != nil {
      table.addOmission(NumberFormat.count(columns.leftOut, "more column"))
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
