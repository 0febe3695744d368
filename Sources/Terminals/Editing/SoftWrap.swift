/// A place where a text goes on in the next row of the screen since the row is full, not since it has a line break.
///
/// Terminals that break lines anew when their width changes do so only where they know of a soft wrap: where a
/// character was printed behind the last column. Where the next row was reached in another way, the rows stay apart.
struct SoftWrap: Equatable {
  /// The row that is full, counted from the text's first.
  let row: Int

  /// The column of the last character in it.
  let column: Int

  /// That character, and the one with which the next row begins: printed in their place they make the wrap known.
  let characters: String

  /// The soft wraps of a text that is printed from the first column of a screen; none if it holds characters that
  /// terminals show in a form of their own.
  static func all(in text: String, columns: Int) -> [SoftWrap] {
    var wraps: [SoftWrap] = []
    var last = ""
    var (lastColumn, position) = (0, ScreenPosition())
    func noteWrap(at start: ScreenPosition, before next: String) {
      guard start.column == 0, !last.isEmpty else { return }
      wraps.append(SoftWrap(row: start.row - 1, column: lastColumn, characters: last + next))
    }
    for scalar in text.unicodeScalars {
      if scalar == "\n" {
        // Behind a full row the cursor is in the next one already.
        noteWrap(at: position, before: " ")
        (last, position) = ("", position.after(scalar, columns: columns))
        continue
      }
      let width = ScreenPosition.width(of: scalar)
      guard width >= 0 else { return [] }
      if width == 0 {
        // A mark belongs to the character before it, also where that has filled the row.
        last.unicodeScalars.append(scalar)
        continue
      }
      let start = position.makingRoom(width, columns: columns)
      noteWrap(at: start, before: String(scalar))
      (last, lastColumn) = (String(scalar), start.column)
      position = position.after(scalar, columns: columns)
    }
    noteWrap(at: position, before: " ")
    return wraps
  }
}
