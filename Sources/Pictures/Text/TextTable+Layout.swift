extension TextTable {
  /// The table as text, without a line break at its end.
  ///
  /// Columns stand two spaces apart, the header is faint, no line ends in padding, and a column in
  /// which nothing stands takes no room. Where the table is too wide, flexible columns are cut, the widest
  /// first, and where that is not enough, the last columns are left out, and a remark below names them.
  ///
  /// - Parameters:
  ///   - width: The columns of the terminal; nil for as many as the table needs.
  ///   - characters: What it is written in.
  /// - Returns: The lines of the table.
  /// - Complexity: O(*n*) in the number of characters.
  package func styledText(fitting width: Int? = nil, in characters: Characters = .unicode) -> StyledText {
    let table = written(in: characters)
    let wanted = table.columns.indices.map(table.measure(column:))
    let layout = width.map { table.fit(wanted, into: $0) } ?? wanted

    var lines: [StyledText] = []
    if columns.contains(where: { !$0.header.isEmpty }) {
      lines.append(line(of: table.headers, isHeader: true, layout, characters))
    }
    for row in table.rows {
      switch row {
      case .cells(let cells): lines.append(line(of: cells, isHeader: false, layout, characters))
      case .remark(let remark): lines.append(remark)
      }
    }
    let omitted = zip(table.columns, wanted).dropFirst(layout.count).filter { $1.width > 0 }.map(\.0.header)
    if !omitted.isEmpty {
      let names = omitted.filter { !$0.isEmpty }.joined(separator: ", ")
      let words = NumberFormat.count(omitted.count, "more column") + (names.isEmpty ? "" : ": \(names)")
      lines.append(StyledText(verbatim: characters.written(omission(words)), .faint))
    }
    return lines.joined(separator: "\n")
  }

  /// The columns that fit, those that may be cut as wide as there is room.
  private func fit(_ wanted: [ColumnLayout], into width: Int) -> [ColumnLayout] {
    var layout = wanted
    if let last = columns.last, last.isProse, !layout.isEmpty {
      // Only the place where the sentences begin is to be on the screen.
      let prose = layout.removeLast()
      let rest = TextTable(columns: Array(columns.dropLast())).fit(layout, into: max(0, width - 2))
      return rest.count == layout.count ? rest + [prose] : wanted
    }
    while true {
      // No gutter follows the last column.
      var excess = layout.reduce(-2) { $0 + $1.width + $1.gutter } - width
      if excess <= 0 { return layout }
      var cut = layout
      // Headers are not cut.
      let narrowest = layout.indices.map { max(Self.narrowestCut, displayWidth(columns[$0].header)) }
      let flexible = cut.indices.filter { columns[$0].isFlexible && cut[$0].width > narrowest[$0] }
      while excess > 0, let widest = flexible.max(by: { cut[$0].width < cut[$1].width }) {
        let second = flexible.filter { $0 != widest }.map { cut[$0].width }.max() ?? 0
        let taken = min(excess, cut[widest].width - max(second - 1, narrowest[widest]))
        if taken <= 0 { break }
        cut[widest].width -= taken
        excess -= taken
      }
      if excess <= 0 || layout.count <= 2 { return cut }
      layout.removeLast()
    }
  }

  /// A formula of fewer columns tells nothing.
  private static let narrowestCut = 4

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
  private func line(
    of cells: [StyledText], isHeader: Bool, _ layout: [ColumnLayout], _ characters: Characters
  ) -> StyledText {
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
      let shown = cell.elidingMiddle(toWidth: column.width - indentation, characters)
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
