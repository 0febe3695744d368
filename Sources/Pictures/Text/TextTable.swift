/// Rows of cells whose columns line up.
///
///     var table = TextTable(columns: [.init("name"), .init("value", .decimalPoint)])
///     table.addRow([StyledText("x", .name), StyledText("3", .value)])
///     table.addRow([StyledText("rate", .name), StyledText("0.25", .value)])
///     table.styledText().plain
///     // name  value
///     // x     3
///     // rate  0.25
package struct TextTable: Sendable, Hashable {
  /// Where the cells of a column stand in it.
  package enum Alignment: Sendable, Hashable {
    /// At the left.
    case leading
    /// At the right.
    case trailing
    /// With the decimal points of numbers, given or implied, below each other; other text ends where
    /// whole numbers end if it is short enough, and begins at the left otherwise.
    case decimalPoint
  }

  /// The title of a column and the way its cells stand.
  package struct Column: Sendable, Hashable {
    /// What stands above the column; a table whose headers are all empty has no header line.
    package var header: String
    /// How the cells stand.
    package var alignment: Alignment

    /// A column with this header.
    package init(_ header: String = "", _ alignment: Alignment = .leading) {
      self.header = header
      self.alignment = alignment
    }
  }

  /// A line of the table below its header.
  enum Row: Sendable, Hashable {
    /// As many cells as the table has columns, each a single line.
    case cells([StyledText])
    /// A remark across all columns, which claims no width.
    case remark(StyledText)
  }

  /// The columns from left to right.
  package let columns: [Column]

  /// The lines from top to bottom.
  private(set) var rows: [Row] = []

  /// A table without rows.
  package init(columns: [Column]) {
    self.columns = columns
  }

  /// Adds a row at the bottom.
  ///
  /// Missing cells are empty and excess ones are dropped; a line break in a cell becomes a space.
  package mutating func addRow(_ cells: [StyledText]) {
    var row = cells.prefix(columns.count).map { $0.lines.joined(separator: " ") }
    while row.count < columns.count { row.append("") }
    rows.append(.cells(row))
  }

  /// Adds a faint remark across all columns at the bottom.
  package mutating func addRemark(_ remark: String) {
    rows.append(.remark(StyledText(verbatim: remark, .faint)))
  }

  /// The table with the rows between the first and the last ones replaced by the remark "… 1,234 more …".
  ///
  /// A single row is not worth a remark in its place, and stays.
  ///
  /// - Complexity: O(*n*) in the number of rows kept.
  package func elidingMiddle(keepingFirst first: Int, last: Int) -> TextTable {
    let first = max(first, 0)
    let last = max(last, 0)
    let (kept, overflows) = first.addingReportingOverflow(last)
    if overflows || kept >= rows.count - 1 { return self }
    var table = TextTable(columns: columns)
    table.rows += rows.prefix(first)
    table.addRemark("… \(NumberFormat.grouped(rows.count - kept)) more …")
    table.rows += rows.suffix(last)
    return table
  }
}
