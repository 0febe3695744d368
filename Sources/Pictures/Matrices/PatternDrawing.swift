/// A matrix of which only the places are shown that hold something, a character for each place.
///
///     x  ××·
///     y  ×××
///     z  ·××
package struct PatternDrawing {
  /// The characters for a place that holds something and for one that does not.
  package enum Style: Sendable {
    case unicode, ascii

    package var full: String { self == .unicode ? "×" : "x" }
    package var empty: String { self == .unicode ? "·" : "." }
    var ellipsis: String { self == .unicode ? " … " : " ... " }
  }

  private let rows: [String]
  private let columnCount: Int
  private let style: Style
  private let isFull: (_ row: Int, _ column: Int) -> Bool

  /// A pattern whose rows have names.
  package init(
    rows: [String], columnCount: Int, style: Style, isFull: @escaping (_ row: Int, _ column: Int) -> Bool
  ) {
    (self.rows, self.columnCount, self.style, self.isFull) = (rows, columnCount, style, isFull)
  }

  /// The drawing; with a width, no more columns than fit in it, and no more than 40 rows.
  package func styledText(fitting width: Int?) -> StyledText {
    let nameWidth = rows.lazy.map { displayWidth($0) }.max() ?? 0
    var columns = Selection(all: columnCount)
    if let width, nameWidth + 2 + columnCount > width {
      let room = max(2, width - nameWidth - 2 - style.ellipsis.count)
      columns = Selection(first: room - room / 3, last: room / 3, of: columnCount)
    }
    let shown = width == nil ? Selection(all: rows.count) : Selection(first: 30, last: 10, of: rows.count)
    var table = TextTable(columns: [.init(), .init()])
    func addRow(_ row: Int) {
      var cells = line(row, columns.first)
      if columns.leftOut > 0 {
        cells.append(style.ellipsis, .faint)
        cells += line(row, columns.last)
      }
      table.addRow([StyledText(verbatim: rows[row], .name), cells])
    }
    for row in shown.first { addRow(row) }
    if shown.leftOut > 0 {
      table.addRemark(
        "\(style.ellipsis.dropFirst())\(NumberFormat.grouped(shown.leftOut)) more\(style.ellipsis.dropLast())"
      )
      for row in shown.last { addRow(row) }
    }
    return table.styledText()
  }

  private func line(_ row: Int, _ columns: Range<Int>) -> StyledText {
    var text = StyledText()
    for column in columns {
      let holds = isFull(row, column)
      text.append(holds ? style.full : style.empty, holds ? .value : .faint)
    }
    return text
  }
}
