import Memory

extension Tape {
  /// Which targets are connected to which of the `chosen` inputs, positions in ``inputs``.
  ///
  /// A connection that `detach` cuts is none. Nil if the pattern grows too large.
  func jacobianPattern(
    by chosen: [Int], _ cancellation: Cancellation
  ) throws(Interruption) -> SparsityPattern? {
    let passCount = (min(chosen.count, targets.count) + 63) / 64
    if passCount > 8, let pattern = try patternBySets(chosen, cancellation) { return pattern }
    return try patternByBits(chosen, cancellation)
  }

  /// Finds for every operation the set of inputs that it is connected to; nil if the sets grow too large.
  private func patternBySets(
    _ chosen: [Int], _ cancellation: Cancellation
  ) throws(Interruption) -> SparsityPattern? {
    var sets = IndexSets()
    var connected = [Int32](repeating: IndexSets.empty, count: slotCount)
    for (index, position) in chosen.enumerated() { connected[firstInput + position] = sets.singleton(index) }
    var (rhythm, known) = (Rhythm(of: 1 << 18), 0)
    for index in opcodes.indices {
      try rhythm.check(after: 64 + sets.work - known, cancellation)
      known = sets.work
      if opcodes[index].cuts { continue }
      connected[firstOperation + index] = sets.union(ofOperandsOf: index, in: self, connected)
      if sets.elements.count > 1 << 22 || sets.work > 1 << 26 { return nil }
    }
    var (starts, columns): ([Int], [Int32]) = ([0], [])
    for target in targets {
      columns.append(contentsOf: sets[connected[target]])
      starts.append(columns.count)
      if columns.count > SparsityPattern.mostEntries { return nil }
    }
    return SparsityPattern(columnCount: chosen.count, rowStarts: starts, columns: columns)
  }

  /// Follows 64 inputs, or 64 targets if these are fewer, at a time, a bit for each.
  private func patternByBits(
    _ chosen: [Int], _ cancellation: Cancellation
  ) throws(Interruption) -> SparsityPattern? {
    let isByInputs = chosen.count <= targets.count
    let sources = isByInputs ? chosen.map { firstInput + $0 } : targets
    let ends = isByInputs ? targets : chosen.map { firstInput + $0 }
    var rows = [[Int32]](repeating: [], count: ends.count)
    var count = 0
    var bits = [UInt64](repeating: 0, count: slotCount)
    for first in stride(from: 0, to: sources.count, by: 64) {
      for slot in bits.indices { bits[slot] = 0 }
      for (bit, slot) in sources.dropFirst(first).prefix(64).enumerated() { bits[slot] |= 1 << UInt64(bit) }
      if isByInputs { try passUp(&bits, cancellation) } else { try passDown(&bits, cancellation) }
      for (row, slot) in ends.enumerated() {
        var rest = bits[slot]
        while rest != 0 {
          rows[row].append(Int32(truncatingIfNeeded: first + rest.trailingZeroBitCount))
          rest &= rest - 1
          count += 1
        }
      }
      if count > SparsityPattern.mostEntries { return nil }
    }
    let starts = rows.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.count) }
    let pattern = SparsityPattern(
      columnCount: sources.count, rowStarts: starts, columns: Array(rows.joined()))
    return isByInputs ? pattern : pattern.transposed
  }

  /// Gives every operation the bits of its operands.
  private func passUp(_ bits: inout [UInt64], _ cancellation: Cancellation) throws(Interruption) {
    for index in opcodes.indices {
      if index % Graph.blockSize == 0 { try cancellation.check() }
      if opcodes[index].cuts { continue }
      var sum: UInt64 = 0
      forEachOperandSlot(of: index) { sum |= bits[$0] }
      bits[firstOperation + index] = sum
    }
  }

  /// Gives every operand the bits of its operations.
  private func passDown(_ bits: inout [UInt64], _ cancellation: Cancellation) throws(Interruption) {
    for index in opcodes.indices.reversed() {
      if index % Graph.blockSize == 0 { try cancellation.check() }
      let own = bits[firstOperation + index]
      if own == 0 || opcodes[index].cuts { continue }
      forEachOperandSlot(of: index) { bits[$0] |= own }
    }
  }
}
