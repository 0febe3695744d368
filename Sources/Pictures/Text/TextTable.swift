import Memory

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
    /// Whether its cells may be cut in the middle where the table is too wide: formulas may, numbers must not.
    package var isFlexible: Bool
    /// Whether its cells are sentences, which go on below rather than being cut or left out; the last column's may.
    package var isProse: Bool

    /// A column with this header.
    package init(
      _ header: String = "", _ alignment: Alignment = .leading, isFlexible: Bool = false,
      isProse: Bool = false
    ) {
      self.header = header
      self.alignment = alignment
      self.isFlexible = isFlexible
      self.isProse = isProse
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

  /// What is said to whoever wants to see what was left out: "--all shows them".
  package var hint: String?

  /// In which ways rows may be broken where the table is too wide: for each, the columns that begin a line. Of the ways
  /// that let the table fit, and of none where sentences can do with what room there is, the one with the fewest lines is
  /// taken, and of several the one that cuts least; the last way if none does. Where no way is given, sentences may stand
  /// below the rest of their row.
  package var breaks: [[Int]] = []

  /// A table without rows.
  package init(columns: [Column]) {
    self.columns = columns
  }

  /// Adds a row at the bottom.
  ///
  /// Missing cells are empty and excess ones are dropped; a line break in a cell becomes a space. Where there is too little
  /// memory for more rows, it is not added (``MemoryRoom/wasRefused``).
  package mutating func addRow(_ cells: [StyledText]) {
    if !mayGrow(at: rows.count) { return }
    var row = cells.prefix(columns.count).map { $0.lines.joined(separator: " ") }
    while row.count < columns.count { row.append("") }
    rows.append(.cells(row))
  }

  /// Whether there is memory for more rows, or lines of the table, than so many. Asked after some hundred cells each time.
  func mayGrow(at row: Int) -> Bool {
    let rowsBetweenQuestions = max(1, 512 / max(1, columns.count))
    return row % rowsBetweenQuestions != rowsBetweenQuestions - 1
      || !MemoryRoom.wasRefused && MemoryRoom.allowsMore
  }

  /// Adds a faint remark across all columns at the bottom.
  package mutating func addRemark(_ remark: String) {
    rows.append(.remark(StyledText(verbatim: remark, .faint)))
  }

  /// Adds the remark that things are left out here: "… 37 more rows; --all shows them".
  package mutating func addOmission(_ words: String) { addRemark(omission(words)) }

  /// Words for what is left out, with the hint.
  func omission(_ words: String) -> String { "… \(words)" + (hint.map { "; \($0)" } ?? "") }

  /// The table with the rows between the first and the last ones replaced by the remark "… 1,234 more rows".
  ///
  /// A single row is not worth a remark in its place, and stays.
  ///
  /// - Complexity: O(*n*) in the number of rows kept.
  package func elidingMiddle(keepingFirst first: Int, last: Int) -> TextTable {
    let shown = Excerpt(first: first, last: last, of: rows.count)
    if shown.omittedCount == 0 { return self }
    var table = self
    table.rows = []
    shown.forEach {
      table.rows.append(rows[$0])
    } omission: {
      table.addOmission(NumberFormat.count($0, "more row"))
    }
    return table
  }

  /// The table in other characters, so that it can be laid out with the widths that it will have.
  func written(in characters: Characters) -> TextTable {
    if characters == .unicode { return self }
    var table = TextTable(
      columns: columns.map { column in
        var column = column
        column.header = characters.written(column.header)
        return column
      })
    table.hint = hint
    table.breaks = breaks
    table.rows = rows.map { row in
      switch row {
      case .cells(let cells): .cells(cells.map(\.transliterated))
      case .remark(let remark): .remark(remark.transliterated)
      }
    }
    return table
  }
}
