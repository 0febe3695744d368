extension TextTable {
  /// The table as text, without a line break at its end.
  ///
  /// Columns stand two spaces apart, the header is faint, no line ends in padding, and a column in
  /// which nothing stands takes no room.
  ///
  /// - Parameters:
  ///   - width: The columns of the terminal; nil for as many as the table needs.
  ///   - flexible: The index of the column whose cells are cut with `…` when the table is wider than that;
  ///     one column at least is left of it, and the other columns are never cut.
  /// - Returns: The lines of the table.
  /// - Complexity: O(*n*) in the number of characters.
  package func styledText(fitting width: Int? = nil, truncating flexible: Int? = nil) -> StyledText {
    var layout = columns.indices.map(measure(column:))
    if let width, let flexible, layout.indices.contains(flexible) {
      // No gutter follows the last column.
      let excess = layout.reduce(-2) { $0 + $1.width + $1.gutter } - width
      let widest = layout[flexible].width
      if widest > 0 && excess > 0 { layout[flexible].width = max(1, widest - excess) }
    }

    var lines: [StyledText] = []
    if columns.contains(where: { !$0.header.isEmpty }) {
      lines.append(line(of: headers, isHeader: true, layout))
    }
    for row in rows {
      switch row {
      case .cells(let cells): lines.append(line(of: cells, isHeader: false, layout))
      case .remark(let remark): lines.append(remark)
      }
    }
    return lines.joined(separator: "\n")
  }

  /// What has to be known of a column before one of its cells can be placed.
  private struct ColumnLayout {
    /// How the cells stand.
    let alignment: Alignment
    /// The columns of the terminal that it takes.
    var width = 0
    /// The columns that the longest whole part of a number takes, for alignment at the decimal point.
    var wholeWidth = 0
    /// The blanks that keep the next column away.
    var gutter: Int { width == 0 ? 0 : 2 }

    /// The blanks that stand before a cell.
    func indentation(of cell: StyledText, isHeader: Bool = false) -> Int {
      switch alignment {
      case .leading: 0
      case .trailing: max(0, width - cell.width)
      case .decimalPoint where isHeader: max(0, width - cell.width)
      case .decimalPoint: max(0, wholeWidth - (wholePartWidth(of: cell) ?? cell.width))
      }
    }
  }

  /// The headers as cells.
  private var headers: [StyledText] {
    columns.map { StyledText(verbatim: $0.header, .faint) }
  }

  /// Finds the widths of a column.
  private func measure(column: Int) -> ColumnLayout {
    var layout = ColumnLayout(alignment: columns[column].alignment)
    var cells: [StyledText] = []
    for case .cells(let row) in rows { cells.append(row[column]) }
    if layout.alignment == .decimalPoint {
      layout.wholeWidth = cells.lazy.compactMap(wholePartWidth(of:)).max() ?? 0
    }
    let widest = cells.lazy.map { $0.width + layout.indentation(of: $0) }.max() ?? 0
    layout.width = max(widest, headers[column].width)
    // Numbers that are narrower than their header stand at its right, as in every table of figures.
    if layout.alignment == .decimalPoint { layout.wholeWidth += layout.width - widest }
    return layout
  }

  /// One line, its cells padded to their places.
  private func line(of cells: [StyledText], isHeader: Bool, _ layout: [ColumnLayout]) -> StyledText {
    var line = StyledText()
    // Padding is owed until a cell follows it, so that no line ends in blanks.
    var padding = 0
    for (cell, column) in zip(cells, layout) {
      if cell.isEmpty {
        padding += column.width + column.gutter
        continue
      }
      let room = max(0, column.width - 1)
      let indentation = min(column.indentation(of: cell, isHeader: isHeader), room)
      let shown = cell.truncated(toWidth: column.width - indentation)
      line.append(String(repeating: " ", count: padding + indentation))
      line += shown
      padding = column.width - indentation - shown.width + column.gutter
    }
    return line
  }
}

/// The columns before the decimal point, given or implied, if the cell begins with a number.
private func wholePartWidth(of cell: StyledText) -> Int? {
  let text = cell.plain
  let sign = text.hasPrefix("-") || text.hasPrefix("+") ? 1 : 0
  let digits = text.utf8.dropFirst(sign).prefix { $0 == UInt8(ascii: ",") || (0x30...0x39).contains($0) }
  return digits.isEmpty ? nil : sign + digits.count
}
