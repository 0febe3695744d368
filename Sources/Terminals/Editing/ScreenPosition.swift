internal import CLibEdit

/// Where on the screen a text leaves the cursor, counted from where it began.
struct ScreenPosition: Equatable {
  /// Rows below the first.
  private(set) var row = 0

  /// Columns right of the first.
  private(set) var column = 0

  /// Follows a text printed from the first column of a screen with the given number of columns.
  init(after text: String, columns: Int) {
    for scalar in text.unicodeScalars {
      if scalar == "\n" {
        (row, column) = (row + 1, 0)
        continue
      }
      let width = max(0, Int(editline_character_width(wchar_t(truncatingIfNeeded: scalar.value))))
      // A wide character is not cut in two at the edge.
      if column + width > columns { (row, column) = (row + 1, 0) }
      column += width
      if column >= columns { (row, column) = (row + 1, 0) }
    }
  }
}
