import Formulas
import Pictures

/// As much of a source line around a place as fits into a line of the screen.
///
/// Tabs and other control characters are written out, and what a terminal shows in two columns counts as two.
struct SourceExcerpt {
  /// The part of the line, with an ellipsis where it is cut.
  let text: String

  /// The marks under the place, and under others in the same part of the line.
  let marks: String

  /// Fewer columns are not made use of.
  private static let fewestColumns = 8

  /// The part around a place; `others` are further places in its line.
  ///
  /// - Complexity: O(length of the part of the line that the location holds).
  init(
    _ location: SourceLocation, others: [SourceLocation] = [], columns: Int, _ written: Characters
  ) {
    let cells = location.text.map { written.written(escapingControlCharacters(String($0))) }
    let widths = cells.map { displayWidth($0) }
    func span(of place: SourceLocation) -> Range<Int> {
      let start = min(max(0, place.column - location.textColumn), cells.count)
      return start..<min(max(start, place.endColumn - location.textColumn), cells.count)
    }
    let start = span(of: location).lowerBound
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
    let beginning = isCutBefore || range.lowerBound > 0 ? written.ellipsis : ""
    let goesOn = isCutAfter || range.upperBound < cells.count
    text = beginning + cells[range].joined() + (goesOn ? written.ellipsis : "")

    // Before the first cell of the part stands the ellipsis.
    var (line, columnsMarked) = ("", 0)
    for place in [span(of: location)] + others.map({ span(of: $0) })
    where place.lowerBound == start || range.contains(place.lowerBound) {
      let before = displayWidth(beginning) + widths[range.lowerBound..<place.lowerBound].reduce(0, +)
      let width = max(1, widths[place.clamped(to: range)].reduce(0, +))
      line += String(repeating: " ", count: max(0, before - columnsMarked)) + "^"
      line += String(repeating: "~", count: width - 1)
      columnsMarked = before + width
    }
    marks = line
  }
}
