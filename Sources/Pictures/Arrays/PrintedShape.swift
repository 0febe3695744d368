/// The extents of an array that is printed: how many elements a vector has, or how many rows and columns a matrix.
///
///     PrintedShape.matrix(rows: 784, columns: 128).text(in: .unicode)  // 784×128
///     PrintedShape.vector(3).text(in: .unicode)                        // 3
///     PrintedShape.vector(3).phrase(in: .unicode)                      // 3 elements
package enum PrintedShape: Sendable, Hashable {
  /// A row of numbers without an orientation.
  case vector(Int)
  /// Rows of equally many numbers.
  case matrix(rows: Int, columns: Int)

  /// The number of rows; 1 for a vector. Less than none is none.
  package var rows: Int {
    switch self {
    case .vector: 1
    case .matrix(let rows, _): max(0, rows)
    }
  }

  /// The number of columns, which is that of a vector's elements. Less than none is none.
  package var columns: Int {
    switch self {
    case .vector(let count): max(0, count)
    case .matrix(_, let columns): max(0, columns)
    }
  }

  /// The number of elements; the largest `Int` where there are more.
  package var count: Int {
    let (count, overflows) = rows.multipliedReportingOverflow(by: columns)
    return overflows ? .max : count
  }

  /// The extents as they stand in a column of a table: `3`, `784×128`. People type them again, so that digits are not grouped.
  package func text(in characters: Characters) -> String {
    switch self {
    case .vector: "\(columns)"
    // In plain characters the product's sign is a star, which would make it one.
    case .matrix: "\(rows)\(characters.full)\(columns)"
    }
  }

  /// The extents where nothing says that they are some: `3 elements`, `784×128`.
  package func phrase(in characters: Characters) -> String {
    switch self {
    case .vector: NumberFormat.count(columns, "element")
    case .matrix: text(in: characters)
    }
  }
}
