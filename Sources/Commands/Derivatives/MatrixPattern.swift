import AutoDiff
import Pictures

/// Which entries of a Jacobian or Hessian there are, as it is shown and as programs get it.
struct MatrixPattern: Sendable {
  let pattern: SparsityPattern
  let rows: [String]
  let columns: [String]

  /// The most places that are drawn, whatever is asked for.
  private static let mostPlaces = 4_000_000

  /// For each row the positions of the columns that have an entry.
  var json: JSON {
    .list(of: 0..<pattern.rowCount) { .list(of: pattern.columns(ofRow: $0)) { .integer($0) } }
  }

  /// The matrix with a sign for each entry, under the names of its columns where they fit, and how many there are.
  func text(_ style: TextStyle, _ characters: Characters) -> StyledText {
    let (places, _) = rows.count.multipliedReportingOverflow(by: columns.count)
    let isWhole = style.showsAll && (0...Self.mostPlaces).contains(places)
    let isWide = style.tableWidth == nil && (isWhole || columns.count <= Self.mostPlaces / 40)
    let pattern = pattern
    var table = MatrixTable(rows: rows, columns: columns, characters: characters) { row, column, _ in
      pattern.contains(row, column)
        ? StyledText(characters.full, .value) : StyledText(characters.empty, .faint)
    }
    table.hint = TextStyle.hint
    let named = columns.count <= 24 ? table.styledText(fitting: nil, whole: isWhole) : nil
    let compact = PatternDrawing(rows: rows, columnCount: columns.count, characters: characters) {
      pattern.contains($0, $1)
    }
    let fitting = named.flatMap { $0.width <= style.width ? $0 : nil }
    let drawn =
      fitting
      ?? compact.styledText(fitting: isWide ? nil : style.width, whole: isWhole, hint: TextStyle.hint)
    return [
      drawn,
      "\(NumberFormat.grouped(pattern.count)) of \(NumberFormat.count(places, "entry", plural: "entries"))",
    ].joined(separator: "\n")
  }
}
