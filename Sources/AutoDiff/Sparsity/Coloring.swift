import Memory

/// Columns of a sparse matrix in groups, such that no row has entries in two columns of one group.
///
/// The sum of a group's columns then holds each of their entries by itself, and a derivative along the sum of the
/// inputs of a group gives all their columns at once (A. R. Curtis, M. J. D. Powell, J. K. Reid, "On the estimation of
/// sparse Jacobian matrices", 1974).
struct Coloring: Sendable {
  /// For each column its group, or −1 if it has no entries.
  let colors: [Int32]

  /// The number of groups.
  let count: Int

  /// How many comparisons a colouring may take, about a second's work.
  private static let mostWork = 1 << 28

  /// Colours the columns of a pattern one after another with the first colour that is free: in their own order and, if
  /// that takes more colours than the fullest row has entries, those with most entries first; the better one counts.
  ///
  /// Takes the sum, over all rows, of the square of the number of entries. Where that is too long, each column is a
  /// group by itself.
  init(columnsOf pattern: SparsityPattern, _ cancellation: Cancellation) throws(Interruption) {
    let fullest = (0..<pattern.rowCount).lazy.map { pattern.entries(ofRow: $0).count }.max() ?? 0
    let work = (0..<pattern.rowCount).reduce(0) { sum, row in
      let count = pattern.entries(ofRow: row).count
      return min(Self.mostWork, sum + count * count)
    }
    let transposed = pattern.transposed
    let inOrder = (0..<pattern.columnCount).filter { !transposed.entries(ofRow: $0).isEmpty }
    let singles = {
      var colors = [Int32](repeating: -1, count: pattern.columnCount)
      for (color, column) in inOrder.enumerated() { colors[column] = Int32(truncatingIfNeeded: color) }
      return Self(colors: colors, count: inOrder.count)
    }
    guard fullest < inOrder.count, work < Self.mostWork else {
      self = singles()
      return
    }
    let first = try Self(columnsOf: pattern, transposed, inOrder: inOrder, cancellation)
    if first.count == fullest {
      self = first
      return
    }
    let byDegree = inOrder.sorted { a, b in
      let (countA, countB) = (transposed.entries(ofRow: a).count, transposed.entries(ofRow: b).count)
      return countA != countB ? countA > countB : a < b
    }
    let second = try Self(columnsOf: pattern, transposed, inOrder: byDegree, cancellation)
    self = second.count < first.count ? second : first
  }

  private init(colors: [Int32], count: Int) { (self.colors, self.count) = (colors, count) }

  /// Colours the columns in an order.
  private init(
    columnsOf pattern: SparsityPattern, _ transposed: SparsityPattern, inOrder order: [Int],
    _ cancellation: Cancellation
  ) throws(Interruption) {
    var colors = [Int32](repeating: -1, count: pattern.columnCount)
    // For each colour the column that it was last refused to.
    var refused: [Int] = []
    var work = Rhythm(of: 1 << 18)
    for column in order {
      for row in transposed.columns[transposed.entries(ofRow: column)] {
        try work.check(after: pattern.entries(ofRow: Int(row)).count, cancellation)
        for neighbor in pattern.columns[pattern.entries(ofRow: Int(row))] {
          let color = Int(colors[Int(neighbor)])
          if color >= 0 { refused[color] = column }
        }
      }
      let color = refused.firstIndex { $0 != column } ?? refused.count
      if color == refused.count { refused.append(-1) }
      colors[column] = Int32(truncatingIfNeeded: color)
    }
    self.init(colors: colors, count: refused.count)
  }
}

/// The sweeps with several directions at once that so many colours take.
enum LaneSweeps {
  /// How many directions each sweep has: 1, 4 or 8, as few as are needed.
  static func lanes(forColors count: Int) -> [Int] {
    var lanes = [Int](repeating: 8, count: count / 8)
    switch count % 8 {
    case 0: break
    case 1: lanes.append(1)
    case 2...4: lanes.append(4)
    default: lanes.append(8)
    }
    return lanes
  }
}
