import Formulas
import Pictures

/// As much of a source line around a place as fits into a line of the screen.
///
/// Tabs and other control characters are written out, and what a terminal shows in two columns counts as two.
struct SourceExcerpt {
  /// The part of the line, with an ellipsis where it is cut.
  let text: String

  /// The columns before the place.
  let indentation: Int

  /// The columns that the place takes, one at least.
  let width: Int

  /// Fewer columns are not made use of.
  private static let fewestColumns = 8

  /// - Complexity: O(length of the part of the line that the location holds).
  init(_ location: SourceLocation, columns: Int, _ written: Characters) {
    let cells = location.text.map { written.written(escapingControlCharacters(String($0))) }
    let widths = cells.map { displayWidth($0) }
    let start = min(max(0, location.column - location.textColumn), cells.count)
    let end = min(max(start, location.endColumn - location.textColumn), cells.count)
    let ellipsis = displayWidth(written.ellipsis)
    let columns = max(columns, Self.fewestColumns)
    let (isCutBefore, isCutAfter) = (location.textColumn > 1, location.isCutOff)

    var range = cells.indices
    var total = widths.reduce(0, +) + (isCutBefore ? ellipsis : 0) + (isCutAfter ? ellipsis : 0)
    if total > columns {
      // A third of the room is for what comes before the place, more where less comes after it.
      let room = columns - 2 * ellipsis
      (range, total) = (start..<start, 0)
      func growDown(to limit: Int) {
        while range.lowerBound > 0, total + widths[range.lowerBound - 1] <= limit {
          total += widths[range.lowerBound - 1]
          range = (range.lowerBound - 1)..<range.upperBound
        }
      }
      growDown(to: room / 3)
      while range.upperBound < cells.count, total + widths[range.upperBound] <= room {
        total += widths[range.upperBound]
        range = range.lowerBound..<(range.upperBound + 1)
      }
      growDown(to: room)
    }
    let before =
      (isCutBefore || range.lowerBound > 0 ? written.ellipsis : "") + cells[range.lowerBound..<start].joined()
    let marked = cells[start..<max(start, min(end, range.upperBound))].joined()
    let after = cells[max(start, min(end, range.upperBound))..<range.upperBound].joined()
    text = before + marked + after + (isCutAfter || range.upperBound < cells.count ? written.ellipsis : "")
    indentation = displayWidth(before)
    width = max(1, displayWidth(marked))
  }
}
