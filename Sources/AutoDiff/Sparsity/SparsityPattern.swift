import Memory

/// The places of a matrix that can hold something other than 0, row by row.
///
///     let pattern = evaluator.hessianStructure()?.pattern
///     pattern.columns(ofRow: 1)  // the inputs that interact with the second one
public struct SparsityPattern: Sendable, Equatable {
  /// The number of columns.
  public let columnCount: Int

  /// Where the entries of each row begin in ``columns``, and at last where those of the last row end.
  let rowStarts: [Int]

  /// The columns of the entries, ascending within each row.
  let columns: [Int32]

  /// The number of rows.
  public var rowCount: Int { rowStarts.count - 1 }

  /// The number of entries.
  public var count: Int { columns.count }

  /// The most entries that a pattern has: as many numbers fill 128 megabytes.
  static let mostEntries = 1 << 24

  /// The columns of a row's entries, ascending.
  public func columns(ofRow row: Int) -> [Int] { columns[entries(ofRow: row)].map { Int($0) } }

  /// Whether there is an entry at a place. O(log n).
  public func contains(_ row: Int, _ column: Int) -> Bool { position(row, column) != nil }

  /// The indices of a row's entries among all.
  func entries(ofRow row: Int) -> Range<Int> { rowStarts[row]..<rowStarts[row + 1] }

  /// The index of an entry among all, or nil if there is none. O(log n).
  func position(_ row: Int, _ column: Int) -> Int? {
    let entries = entries(ofRow: row)
    let position = entries.first(from: { columns[$0] >= column })
    return position < entries.upperBound && columns[position] == column ? position : nil
  }

  /// The pattern with rows and columns exchanged. O(number of rows, columns and entries).
  var transposed: SparsityPattern {
    var starts = [Int](repeating: 0, count: columnCount + 1)
    for column in columns { starts[Int(column) + 1] += 1 }
    for column in 0..<columnCount { starts[column + 1] += starts[column] }
    var next = starts
    var rows = [Int32](repeating: 0, count: count)
    for row in 0..<rowCount {
      for column in columns[entries(ofRow: row)] {
        rows[next[Int(column)]] = Int32(truncatingIfNeeded: row)
        next[Int(column)] += 1
      }
    }
    return SparsityPattern(columnCount: rowCount, rowStarts: starts, columns: rows)
  }

  /// The pattern in which every place is an entry; nil if that is too many.
  static func dense(
    rowCount: Int, columnCount: Int, _ cancellation: Cancellation
  ) throws(Interruption) -> SparsityPattern? {
    let (count, overflows) = rowCount.multipliedReportingOverflow(by: columnCount)
    if overflows || count > mostEntries { return nil }
    // The columns grow by doubling.
    try cancellation.take(3 * count, of: Int32.self)
    let row = (0..<columnCount).map { Int32(truncatingIfNeeded: $0) }
    return SparsityPattern(
      columnCount: columnCount, rowStarts: (0...rowCount).map { $0 * columnCount },
      columns: Array(repeatElement(row, count: rowCount).joined()))
  }

  /// Sees to it that there is memory for what is made of a pattern: its transpose, its colours and the passes, which list
  /// the entries twice.
  func takeRoomForPasses(_ cancellation: Cancellation) throws(Interruption) {
    try cancellation.take(
      count + rowCount + columnCount, of: (LanePasses.Entry, LanePasses.Entry, Int, Int, Int).self)
  }

  /// Writes the matrix with the given entries by rows, zeros between them.
  func expand(_ entries: [Double], into matrix: inout [Double]) {
    matrix.withUnsafeMutableBufferPointer { matrix in
      matrix.update(repeating: 0)
      for row in 0..<rowCount {
        let cells = matrix.extracting(row * columnCount..<(row + 1) * columnCount)
        for index in self.entries(ofRow: row) { cells[Int(columns[index])] = entries[index] }
      }
    }
  }
}
