/// Along what a reduction or a running sum goes.
public enum Axis: UInt8, Hashable, Sendable {
  /// Each row has its own result.
  case row

  /// Each column has its own result.
  case column
}

/// The lines of an array along an axis: all of its elements as one, its rows, or its columns.
struct ArrayLines {
  /// How many lines there are, and how many elements in each.
  let count: Int
  let length: Int

  /// How far the beginnings of lines, and the elements of one, are from each other.
  private let distance: Int
  let step: Int

  init(of shape: Shape, each axis: Axis?) {
    switch axis {
    case nil: (count, length, distance, step) = (1, shape.count, 0, 1)
    case .row: (count, length, distance, step) = (shape.rows, shape.columns, shape.columns, 1)
    case .column: (count, length, distance, step) = (shape.columns, shape.rows, 1, shape.columns)
    }
  }

  /// Where the first element of a line stands.
  @inline(__always)
  func start(of line: Int) -> Int { line * distance }

  /// The elements of a line.
  func elements<Element>(of line: Int, in elements: [Element]) -> [Element] {
    (0..<length).map { elements[start(of: line) + $0 * step] }
  }

  /// The elements of a line of an array that begins at `first`.
  @inline(__always)
  func elements(of line: Int, from first: UnsafePointer<Double>) -> LineElements {
    LineElements(start: first + start(of: line), step: step, count: length)
  }
}

/// A rectangle of places in an array.
struct ArrayWindow: Hashable, Sendable {
  let firstRow: Int
  let rows: Int
  let firstColumn: Int
  let columns: Int

  var count: Int { rows * columns }

  /// Calls `body` with the position of each place in an array with so many columns, and in the window.
  @inline(__always)
  func forEachRow(inColumns width: Int, _ body: (_ outer: Int, _ inner: Int, _ count: Int) -> Void) {
    for row in 0..<rows { body((firstRow + row) * width + firstColumn, row * columns, columns) }
  }
}
