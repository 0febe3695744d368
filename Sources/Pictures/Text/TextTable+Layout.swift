extension TextTable {
  /// The table as text, without a line break at its end.
  ///
  /// Columns stand two spaces apart, the header is faint, no line ends in padding, and a column in
  /// which nothing stands takes no room. Where the table is too wide, flexible columns are cut, the widest
  /// first, sentences are broken between words, and rows as `breaks` says, so that it takes as few lines as it can.
  /// What is then still too wide loses its last columns, which a remark below names.
  ///
  /// - Parameters:
  ///   - width: The columns of the terminal; nil for as many as the table needs.
  ///   - characters: What it is written in.
  /// - Returns: The lines of the table.
  /// - Complexity: O(*n*) in the number of characters.
  package func styledText(fitting width: Int? = nil, in characters: Characters = .unicode) -> StyledText {
    let table = written(in: characters)
    let parts = table.parts(fitting: width)

    var lines: [StyledText] = []
    if columns.contains(where: { !$0.header.isEmpty }) {
      lines += table.lines(of: table.headers, isHeader: true, parts, characters)
    }
    func addRemark(_ remark: StyledText) {
      lines.append(width.map { remark.wrapped(toWidth: max($0, Self.narrowestProse)) } ?? remark)
    }
    for (position, row) in table.rows.enumerated() {
      if !table.mayGrow(at: position) { break }
      switch row {
      case .cells(let cells): lines += table.lines(of: cells, isHeader: false, parts, characters)
      case .remark(let remark): addRemark(remark)
      }
    }
    let omitted = parts.flatMap(\.omitted)
    if !omitted.isEmpty {
      let names = omitted.map { table.columns[$0].header }.filter { !$0.isEmpty }.joined(separator: ", ")
      let words = NumberFormat.count(omitted.count, "more column") + (names.isEmpty ? "" : ": \(names)")
      addRemark(StyledText(verbatim: characters.written(omission(words)), .faint))
    }
    return lines.joined(separator: "\n")
  }

  /// The headers as cells.
  var headers: [StyledText] { columns.map(\.head) }

  /// The lines of a row, of which there is one unless it is broken.
  func lines(
    of cells: [StyledText], isHeader: Bool, _ parts: [Part], _ characters: Characters
  ) -> [StyledText] {
    let filled = parts.filter { part in part.shown.contains { !cells[$0].isEmpty } }
    return (filled.isEmpty ? Array(parts.prefix(1)) : filled).flatMap { part -> [StyledText] in
      var cells = Array(cells[part.shown])
      guard let last = cells.last, let column = part.columns.last, columns[part.shown.upperBound - 1].isProse
      else {
        return [line(of: cells, isHeader, part, characters)]
      }
      let sentence = last.wrapped(toWidth: column.width).lines
      return sentence.enumerated().map { position, piece in
        if position > 0 { cells = cells.map { _ in "" } }
        cells[cells.count - 1] = piece
        return line(of: cells, isHeader, part, characters)
      }
    }
  }

  /// One line, its cells padded to their places.
  private func line(
    of cells: [StyledText], _ isHeader: Bool, _ part: Part, _ characters: Characters
  ) -> StyledText {
    var line = StyledText()
    // Padding is owed until a cell follows it, so that no line ends in blanks.
    var padding = part.indentation
    for (cell, column) in zip(cells, part.columns) {
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

extension TextTable.Column {
  /// The header as a cell.
  var head: StyledText { StyledText(verbatim: header, .faint) }
}
