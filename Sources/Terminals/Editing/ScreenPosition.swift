internal import CLibEdit

/// Where on the screen a text leaves the cursor, counted from where it began.
struct ScreenPosition: Equatable {
  /// Rows below the first.
  private(set) var row = 0

  /// Columns right of the first.
  private(set) var column = 0

  /// The place where a text begins.
  init() {}

  /// Follows a text printed from the first column of a screen with the given number of columns.
  init(after text: String, columns: Int) {
    for scalar in text.unicodeScalars { self = after(scalar, columns: columns) }
  }

  /// The columns that a character takes: 0 for a mark on the one before it, -1 for one that cannot be printed.
  static func width(of scalar: Unicode.Scalar) -> Int {
    Int(editline_character_width(wchar_t(truncatingIfNeeded: scalar.value)))
  }

  /// Where the cursor is after one more character.
  func after(_ scalar: Unicode.Scalar, columns: Int) -> ScreenPosition {
    if scalar == "\n" { return nextRow }
    let width = max(0, Self.width(of: scalar))
    var position = makingRoom(width, columns: columns)
    position.column += width
    return position.column >= columns ? position.nextRow : position
  }

  /// Where a character of this width is printed: one that is wide is not cut in two at the edge.
  func makingRoom(_ width: Int, columns: Int) -> ScreenPosition {
    column + width > columns ? nextRow : self
  }

  private var nextRow: ScreenPosition {
    var next = ScreenPosition()
    next.row = row + 1
    return next
  }
}
