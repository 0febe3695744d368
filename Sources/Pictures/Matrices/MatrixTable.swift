/// A matrix with the names of its rows and columns, cut in the middle where it is too large.
///
///     let table = MatrixTable(rows: ["u", "v"], columns: ["x", "y"]) { row, column in … }
///     table.styledText(fitting: 80).plain
///     //    x  y
///     // u  4  3
///     // v  1  ·
package struct MatrixTable {
  /// What stands above the names of the rows.
  private let corner: String

  /// The names of the rows and of the columns.
  private let rows: [String]
  private let columns: [String]

  /// What it is written in.
  private let characters: Characters

  /// What stands at a place.
  private let cell: (_ row: Int, _ column: Int) -> StyledText

  /// What is said to whoever wants to see what was left out.
  package var hint: String?

  /// A matrix whose cells are made when they are shown.
  package init(
    corner: String = "", rows: [String], columns: [String], characters: Characters = .unicode,
    cell: @escaping (_ row: Int, _ column: Int) -> StyledText
  ) {
    (self.corner, self.rows, self.columns, self.characters) = (corner, rows, columns, characters)
    self.cell = cell
  }

  /// The table; with a width, no more columns than fit in it, the first and the last ones, and no more than 40 rows.
  ///
  /// - Complexity: O(number of cells shown · log(number of columns)).
  package func styledText(fitting width: Int?) -> StyledText {
    guard let width else { return table(Selection(all: rows.count), Selection(all: columns.count)) }
    let shownRows = Selection(first: 30, last: 10, of: rows.count)
    // No column is narrower than three places.
    var (fits, high) = (1, min(columns.count, max(1, width / 3)))
    var shown = table(shownRows, columns: high)
    if columns.count == high, fitting(shown, width) { return shown }
    while fits < high {
      let middle = (fits + high + 1) / 2
      if fitting(table(shownRows, columns: middle), width) { fits = middle } else { high = middle - 1 }
    }
    shown = table(shownRows, columns: fits)
    return shown
  }

  private func fitting(_ text: StyledText, _ width: Int) -> Bool {
    // The remark between the rows is not the matrix's.
    text.lines.allSatisfy { $0.width <= width || $0.plain.hasPrefix(characters.ellipsis) }
  }

  private func table(_ shownRows: Selection, columns count: Int) -> StyledText {
    table(shownRows, Selection(first: count - count / 3, last: count / 3, of: columns.count))
  }

  private func table(_ shownRows: Selection, _ shown: Selection) -> StyledText {
    var headers = [TextTable.Column(corner)]
    headers += columns[shown.first].map { TextTable.Column($0, .decimalPoint) }
    if shown.leftOut > 0 {
      headers.append(TextTable.Column("… \(NumberFormat.grouped(shown.leftOut)) more …"))
      headers += columns[shown.last].map { TextTable.Column($0, .decimalPoint) }
    }
    var table = TextTable(columns: headers)
    table.hint = hint
    func addRow(_ row: Int) {
      var cells = [StyledText(verbatim: rows[row], .name)]
      cells += shown.first.map { cell(row, $0) }
      if shown.leftOut > 0 {
        cells.append("\("…", .faint)")
        cells += shown.last.map { cell(row, $0) }
      }
      table.addRow(cells)
    }
    for row in shownRows.first { addRow(row) }
    if shownRows.leftOut > 0 {
      table.addOmission(NumberFormat.count(shownRows.leftOut, "more row"))
      for row in shownRows.last { addRow(row) }
    } else if shown.leftOut > 0, hint != nil {
      table.addOmission(NumberFormat.count(shown.leftOut, "more column"))
    }
    return table.styledText(in: characters)
  }
}

/// The first and the last of a row of things, if not all.
struct Selection {
  let first: Range<Int>
  let last: Range<Int>

  /// How many are left out between them.
  var leftOut: Int { last.lowerBound - first.upperBound }

  init(all count: Int) { self.init(first: count, last: 0, of: count) }

  /// So many of the first and of the last; all, if that leaves no more than one out.
  init(first: Int, last: Int, of count: Int) {
    let isAll = first + last >= count - 1
    self.first = 0..<(isAll ? count : first)
    self.last = (isAll ? count : count - last)..<count
  }
}
