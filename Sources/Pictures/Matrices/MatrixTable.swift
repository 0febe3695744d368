/// A matrix with the names of its rows and columns, whose numbers are shortened and which is cut in the middle where it
/// is too large.
///
///     let table = MatrixTable(rows: ["u", "v"], columns: ["x", "y"]) { row, column, numbers in … }
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

  /// How numbers are written where there is room.
  private let numbers: NumberFormat

  /// What it is written in.
  private let characters: Characters

  /// What stands at a place.
  private let cell: (_ row: Int, _ column: Int, _ numbers: NumberFormat) -> StyledText

  /// What is said to whoever wants to see what was left out.
  package var hint: String?

  /// The fewest digits to which numbers are shortened.
  private static let fewestDigits = 4

  /// A matrix whose cells are made when they are shown.
  package init(
    corner: String = "", rows: [String], columns: [String], numbers: NumberFormat = NumberFormat(),
    characters: Characters = .unicode,
    cell: @escaping (_ row: Int, _ column: Int, _ numbers: NumberFormat) -> StyledText
  ) {
    (self.corner, self.rows, self.columns) = (corner, rows, columns)
    (self.numbers, self.characters, self.cell) = (numbers, characters, cell)
  }

  /// The table, with a remark below on what is not shown of it.
  ///
  /// With a width, numbers are written with fewer digits, down to four, until all columns fit. Where that is not
  /// enough, the first and the last columns are shown, as many as fit, and names are cut to a third of the width.
  ///
  /// - Parameters:
  ///   - width: The columns of the terminal; nil for as many as the table needs.
  ///   - whole: Whether all rows are shown, of which there are 40 otherwise.
  /// - Returns: The lines of the table.
  /// - Complexity: O(number of cells shown · log(number of columns)).
  package func styledText(fitting width: Int?, whole: Bool = false) -> StyledText {
    let shownRows = Excerpt(ofRows: rows.count, whole: whole)
    guard let width else { return table(shownRows, Excerpt(all: columns.count), numbers).text(nil) }
    let widestName = max(8, width / 3)
    let fewest = NumberFormat(digits: min(Self.fewestDigits, numbers.digits), notation: numbers.notation)
    func columnsShown(_ count: Int, _ numbers: NumberFormat) -> Cut {
      let shown = Excerpt(first: count - count / 3, last: count / 3, of: columns.count)
      return table(shownRows, shown, numbers, widestName: widestName)
    }
    // No column is narrower than three places.
    var (fits, high) = (1, min(columns.count, max(1, width / 3)))
    if isFitting(columnsShown(high, fewest), width) { fits = high }
    while fits < high {
      let middle = (fits + high + 1) / 2
      if isFitting(columnsShown(middle, fewest), width) { fits = middle } else { high = middle - 1 }
    }
    for digits in (fewest.digits...numbers.digits).reversed() {
      let cut = columnsShown(fits, NumberFormat(digits: digits, notation: numbers.notation))
      if isFitting(cut, width) { return cut.text(width) }
    }
    // Where nothing fits, digits are left out only if it helps.
    let (long, short) = (columnsShown(fits, numbers), columnsShown(fits, fewest))
    return (short.matrix.width < long.matrix.width ? short : long).text(width)
  }

  /// A part of the matrix, and a remark on what is not shown.
  private struct Cut {
    let matrix: StyledText
    let remark: StyledText

    /// Both below each other.
    func text(_ width: Int?) -> StyledText {
      if remark.isEmpty { return matrix }
      let lines = width.map { remark.wrapped(toWidth: max($0, TextTable.narrowestProse)) }
      return "\(matrix)\n\(lines ?? remark)"
    }
  }

  private func isFitting(_ cut: Cut, _ width: Int) -> Bool {
    // The remark between the rows is not the matrix's.
    cut.matrix.lines.allSatisfy { $0.width <= width || $0.plain.hasPrefix(characters.ellipsis) }
  }

  private func table(
    _ shownRows: Excerpt, _ shown: Excerpt, _ numbers: NumberFormat, widestName: Int = .max
  ) -> Cut {
    func short(_ name: String) -> String {
      StyledText(verbatim: name).elidingMiddle(toWidth: widestName, characters).plain
    }
    var headers = [TextTable.Column(corner)]
    headers += shown.first.map { TextTable.Column(short(columns[$0]), .decimalPoint) }
    if shown.omittedCount > 0 {
      headers.append(TextTable.Column("… \(NumberFormat.grouped(shown.omittedCount)) more …"))
      headers += shown.last.map { TextTable.Column(short(columns[$0]), .decimalPoint) }
    }
    var table = TextTable(columns: headers)
    table.hint = hint
    shownRows.forEach { row in
      var cells = [StyledText(verbatim: short(rows[row]), .name)]
      cells += shown.first.map { cell(row, $0, numbers) }
      if shown.omittedCount > 0 {
        cells.append("\("…", .faint)")
        cells += shown.last.map { cell(row, $0, numbers) }
      }
      table.addRow(cells)
    } omission: {
      table.addOmission(NumberFormat.count($0, "more row"))
    }
    var remarks: [String] = []
    if shown.omittedCount > 0, shownRows.omittedCount == 0, hint != nil {
      remarks.append(NumberFormat.count(shown.omittedCount, "more column"))
    }
    if numbers.digits < self.numbers.digits {
      remarks.append("numbers shortened to \(NumberFormat.count(numbers.digits, "digit")) to fit")
    }
    let remark = remarks.isEmpty ? "" : characters.written(table.omission(remarks.joined(separator: ", ")))
    return Cut(matrix: table.styledText(in: characters), remark: StyledText(verbatim: remark, .faint))
  }
}
