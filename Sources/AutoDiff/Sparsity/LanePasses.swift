import Memory

/// The sweeps that give a compressed matrix, several directions at once: which inputs move in which of them, and where
/// each number of the matrix comes from.
struct LanePasses: Sendable {
  /// One sweep.
  struct Pass: Sendable {
    /// The first colour, and the number of directions; the last ones may be idle.
    let firstColor: Int
    let lanes: Int

    /// What is taken from it.
    let entries: Range<Int>
  }

  /// Where a number of the matrix comes from and goes to.
  struct Entry: Sendable {
    /// The column, as a position among the inputs, and the direction in which that input moves.
    let column: Int32
    let lane: Int32

    /// The row that it is found in, as a position among the inputs or targets.
    let row: Int32

    /// Its index among the entries of the pattern, and that of its mirror image, or its own again.
    let index: Int32
    let mirror: Int32
  }

  /// For each input the colour of its column, or −1 if it does not move.
  let colors: [Int32]

  let passes: [Pass]

  /// The numbers of the matrix, pass by pass and column by column.
  let entries: [Entry]

  /// The passes for a pattern whose columns belong to `chosen` ones of `inputCount` inputs. Of a symmetric pattern, whose
  /// rows belong to the same, only the lower half is taken, and mirrored.
  init(
    _ pattern: SparsityPattern, _ coloring: Coloring, chosen: [Int], inputCount: Int, isSymmetric: Bool,
    _ cancellation: Cancellation
  ) throws(Interruption) {
    var colors = [Int32](repeating: -1, count: inputCount)
    for (column, position) in chosen.enumerated() { colors[position] = coloring.colors[column] }
    self.colors = colors

    let lanes = LaneSweeps.lanes(forColors: coloring.count)
    var found = lanes.map { _ in [Entry]() }
    // Column by column the entries of each row come up in their order.
    var next = pattern.rowStarts
    let transposed = pattern.transposed
    var work = Rhythm(of: 1 << 18)
    for (column, position) in chosen.enumerated() {
      try work.check(after: transposed.entries(ofRow: column).count, cancellation)
      let color = Int(coloring.colors[column])
      for mirror in transposed.entries(ofRow: column) {
        let row = Int(transposed.columns[mirror])
        let index = next[row]
        next[row] += 1
        if isSymmetric, row < column { continue }
        found[color / 8].append(
          Entry(
            column: Int32(truncatingIfNeeded: position), lane: Int32(truncatingIfNeeded: color % 8),
            row: Int32(truncatingIfNeeded: isSymmetric ? chosen[row] : row),
            index: Int32(truncatingIfNeeded: index),
            mirror: Int32(truncatingIfNeeded: isSymmetric ? mirror : index)))
      }
    }
    var (passes, entries): ([Pass], [Entry]) = ([], [])
    for (index, part) in found.enumerated() {
      try work.check(after: part.count, cancellation)
      let start = entries.count
      entries.append(contentsOf: part)
      passes.append(Pass(firstColor: 8 * index, lanes: lanes[index], entries: start..<entries.count))
    }
    (self.passes, self.entries) = (passes, entries)
  }
}

extension LanePasses {
  /// Takes the numbers of a pass from where `row` finds them, and says whether none of them is NaN.
  @inline(__always)
  func take<Lanes: TangentLanes>(
    _ pass: Pass, into numbers: UnsafeMutableBufferPointer<Double>,
    from row: (Int) -> CheckedPointer<DualLanes<Lanes>>
  ) -> Bool {
    // The tangent is the last part of a dual; one of its lanes is read where it lies.
    let offset = MemoryLayout<DualLanes<Lanes>>.size - MemoryLayout<Lanes>.size
    var isDefined = true
    entries.withUnsafeBufferPointer { entries in
      for entry in entries.extracting(pass.entries) {
        let lanes = UnsafeRawPointer(row(Int(entry.row)).base) + offset
        // Adding 0 makes a positive zero of a negative one: the strong product has none.
        let number = lanes.load(fromByteOffset: 8 * Int(entry.lane), as: Double.self) + 0
        if number.isNaN { isDefined = false }
        numbers[Int(entry.index)] = number
        numbers[Int(entry.mirror)] = number
      }
    }
    return isDefined
  }

  /// Finds anew, column by column, what has a NaN in it after a pass: `compute` is told which input moves, and `row`
  /// then gives the derivatives.
  func correct(
    _ pass: Pass, of numbers: UnsafeMutableBufferPointer<Double>,
    compute: (Int) throws(Interruption) -> Void, row: (Int) -> Double
  ) throws(Interruption) {
    var start = pass.entries.lowerBound
    while start < pass.entries.upperBound {
      let column = entries[start].column
      var (end, isDefined) = (start, true)
      while end < pass.entries.upperBound, entries[end].column == column {
        if numbers[Int(entries[end].index)].isNaN { isDefined = false }
        end += 1
      }
      if !isDefined {
        try compute(Int(column))
        for entry in entries[start..<end] {
          let number = row(Int(entry.row))
          numbers[Int(entry.index)] = number
          numbers[Int(entry.mirror)] = number
        }
      }
      start = end
    }
  }
}
