extension TextTable {
  /// Columns that stand beside each other: all of them, or those of one line of rows that are broken.
  struct Part {
    /// The columns that are shown.
    var shown: Range<Int>

    /// How wide they are.
    var columns: [ColumnLayout]

    /// The columns for which there is no room, of those in which something stands.
    var omitted: [Int] = []

    /// The blanks before them.
    var indentation = 0
  }

  /// What has to be known of a column before one of its cells can be placed.
  struct ColumnLayout {
    /// How the cells stand.
    let alignment: Alignment
    /// The columns of the terminal that it takes.
    var width = 0
    /// The columns that the longest whole part of a number takes, for alignment at the decimal point.
    var wholeWidth = 0
    /// The fewest columns that it may be cut to.
    var leastWidth = 0
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

  /// A formula of fewer columns tells nothing.
  private static let narrowestCut = 4

  /// A formula that is cut to fewer columns tells little: sentences rather go below it.
  private static let comfortableCut = 24

  /// Sentences in a narrower column are hard to read.
  static let narrowestProse = 20

  /// The places of the columns, in the first way that fits.
  func parts(fitting width: Int?) -> [Part] {
    let wanted = columns.indices.map(measure(column:))
    let whole = Part(shown: 0..<columns.count, columns: wanted)
    guard let width, totalWidth(wanted) > width else { return [whole] }
    let hasProse = columns.count > 1 && columns.last?.isProse == true
    let ways = breaks.isEmpty && hasProse ? [[columns.count - 1]] : breaks
    guard let last = ways.last else { return [fitting(whole, width)] }
    var fitting = fit(whole, width, isComfortable: true).map { [[$0]] } ?? []
    for way in ways {
      let parts = broken(whole, at: way).map { fit($0, width - $0.indentation, isComfortable: false) }
      if parts.allSatisfy({ $0 != nil }) { fitting.append(parts.compactMap { $0 }) }
    }
    /// How long the table gets, and how much of it is cut.
    func cost(_ parts: [Part]) -> (Int, Int) {
      let shown = parts.flatMap(\.columns)
      let cut = zip(wanted, shown).enumerated().reduce(0) { sum, column in
        sum + (columns[column.offset].isFlexible ? column.element.0.width - column.element.1.width : 0)
      }
      return (lineCount(parts), cut)
    }
    return fitting.min { cost($0) < cost($1) }
      ?? broken(whole, at: last).map { self.fitting($0, width - $0.indentation) }
  }

  /// How many lines the rows take.
  private func lineCount(_ parts: [Part]) -> Int {
    rows.reduce(0) { count, row in
      guard case .cells(let cells) = row else { return count }
      return count + lines(of: cells, isHeader: false, parts, .unicode).count
    }
  }

  /// The columns as several parts, all but the first of them indented.
  private func broken(_ whole: Part, at starts: [Int]) -> [Part] {
    zip([0] + starts, starts + [columns.count]).map { start, end in
      Part(
        shown: start..<end, columns: Array(whole.columns[start..<end]), indentation: start == 0 ? 0 : 2)
    }
  }

  /// The part with its columns cut so that they fit; nil if they are too wide for that.
  private func fit(_ part: Part, _ width: Int, isComfortable: Bool) -> Part? {
    var part = part
    if isComfortable {
      for column in part.columns.indices where columns[part.shown.lowerBound + column].isFlexible {
        let least = min(part.columns[column].width, Self.comfortableCut)
        part.columns[column].leastWidth = max(least, part.columns[column].leastWidth)
      }
    }
    guard let prose = part.columns.last, columns[part.shown.upperBound - 1].isProse else {
      return cut(part, width)
    }
    part.columns.removeLast()
    let gutter = part.columns.isEmpty ? 0 : 2
    let least = totalWidth(part.columns.map { $0.width(cutTo: $0.leastWidth) })
    if least + gutter + prose.leastWidth > width { return nil }
    guard var fitting = cut(part, max(least, width - gutter - prose.width)) else { return nil }
    let room = width - gutter - totalWidth(fitting.columns)
    fitting.columns.append(prose.width(cutTo: min(prose.width, room)))
    return fitting
  }

  /// The part with its flexible columns cut, the widest first; nil if that is not enough.
  private func cut(_ part: Part, _ width: Int) -> Part? {
    var part = part
    var excess = totalWidth(part.columns) - width
    let flexible = part.columns.indices.filter { part.columns[$0].width > part.columns[$0].leastWidth }
    func cutWidth(_ column: Int) -> Int { part.columns[column].width }
    while excess > 0 {
      let open = flexible.filter { cutWidth($0) > part.columns[$0].leastWidth }
      guard let widest = open.max(by: { cutWidth($0) < cutWidth($1) }) else { return nil }
      let second = open.filter { $0 != widest }.map(cutWidth).max() ?? 0
      let least = max(min(second - 1, cutWidth(widest) - 1), part.columns[widest].leastWidth)
      let taken = min(excess, cutWidth(widest) - least)
      part.columns[widest].width -= taken
      excess -= taken
    }
    return part
  }

  /// The part without the last columns, if it does not fit with them; two columns remain in any case.
  private func fitting(_ part: Part, _ width: Int) -> Part {
    var part = part
    while true {
      if let fitting = fit(part, width, isComfortable: false) { return fitting }
      guard part.columns.count > 2, let last = part.columns.popLast() else { break }
      part.shown = part.shown.dropLast()
      if last.width > 0 { part.omitted.insert(part.shown.upperBound, at: 0) }
    }
    part.columns = part.columns.map { $0.width(cutTo: $0.leastWidth) }
    if let prose = part.columns.popLast() {
      // Sentences go on below, however narrow it is.
      let isProse = columns[part.shown.upperBound - 1].isProse
      let room = width - totalWidth(part.columns) - (part.columns.isEmpty ? 0 : 2)
      part.columns.append(isProse ? prose.width(cutTo: max(1, min(prose.width, room))) : prose)
    }
    return part
  }

  /// The columns of the terminal that columns take; no gutter follows the last one.
  private func totalWidth(_ columns: [ColumnLayout]) -> Int {
    max(0, columns.reduce(-2) { $0 + $1.width + $1.gutter })
  }

  /// Finds the widths of a column.
  private func measure(column: Int) -> ColumnLayout {
    var layout = ColumnLayout(alignment: columns[column].alignment)
    var cells: [StyledText] = []
    for case .cells(let row) in rows { cells.append(row[column]) }
    if layout.alignment == .decimalPoint {
      layout.wholeWidth = cells.lazy.compactMap(wholePartWidth(of:)).max() ?? 0
    }
    let header = columns[column].head
    let widest = cells.lazy.map { $0.width + layout.indentation(of: $0) }.max() ?? 0
    layout.width = max(widest, header.width)
    // Numbers that are narrower than their header stand at its right, as in every table of figures.
    if layout.alignment == .decimalPoint { layout.wholeWidth += layout.width - widest }
    layout.leastWidth = layout.width
    if columns[column].isProse {
      let longest = (cells + [header]).lazy.map(\.longestPieceWidth).max() ?? 0
      layout.leastWidth = min(layout.width, max(Self.narrowestProse, longest))
    } else if columns[column].isFlexible {
      // Headers are not cut.
      layout.leastWidth = min(layout.width, max(Self.narrowestCut, header.width))
    }
    return layout
  }
}

extension TextTable.ColumnLayout {
  /// The same column, not as wide.
  fileprivate func width(cutTo width: Int) -> Self {
    var layout = self
    layout.width = width
    return layout
  }
}

/// The columns before the decimal point, given or implied, if the cell begins with a number.
private func wholePartWidth(of cell: StyledText) -> Int? {
  let text = cell.plain
  let sign = text.hasPrefix("-") || text.hasPrefix("+") ? 1 : 0
  let digits = text.utf8.dropFirst(sign).prefix { $0 == UInt8(ascii: ",") || (0x30...0x39).contains($0) }
  return digits.isEmpty ? nil : sign + digits.count
}
