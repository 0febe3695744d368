import Memory

extension ScheduleCompilation {
  /// Sorts the operations of every window by level and opcode, and notes the groups.
  mutating func orderWindows(_ cancellation: Cancellation) throws(Interruption) {
    let capacity = Schedule.windowSize
    let memory = UnsafeMutableBufferPointer<UInt16>.allocate(capacity: 2 * capacity)
    defer { memory.deallocate() }
    guard let memory = CheckedPointer(memory) else { return }
    var window = WindowOrder(levels: memory, sorted: memory + capacity)
    for start in stride(from: 0, to: count, by: capacity) {
      window.sort(tape, start..<min(start + capacity, count))
      window.appendGroups(tape, from: start, to: order + start, &runs)
      Work.did(min(capacity, count - start))
      try cancellation.check()
    }
  }
}

/// Puts one window in order.
struct WindowOrder {
  /// For each operation of the window how many operations in the window must come before it, one after another.
  let levels: CheckedPointer<UInt16>

  /// The operations, as positions in the window, by opcode; later by level and opcode.
  let sorted: CheckedPointer<UInt16>

  private var starts: [Int32] = []
  private var count = 0
  private var levelCount = 0

  init(levels: CheckedPointer<UInt16>, sorted: CheckedPointer<UInt16>) {
    self.levels = levels
    self.sorted = sorted
  }

  /// Finds the levels of the operations in `range` and sorts by opcode.
  mutating func sort(_ tape: Tape, _ range: Range<Int>) {
    count = range.count
    let base = Int32(truncatingIfNeeded: tape.firstOperation + range.lowerBound)
    var highest: UInt16 = 0
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: 256) { starts in
      starts.initialize(repeating: 0)
      for position in 0..<count {
        let index = range.lowerBound + position
        var level: UInt16 = 0
        tape.forEachOperandSlot(of: index) { slot in
          let operand = Int32(truncatingIfNeeded: slot) - base
          if operand >= 0 { level = max(level, levels[Int(operand)] + 1) }
        }
        levels[position] = level
        highest = max(highest, level)
        starts[Int(tape.opcodes[index].rawValue)] += 1
      }
      Self.accumulate(starts)
      for position in 0..<count {
        let opcode = Int(tape.opcodes[range.lowerBound + position].rawValue)
        sorted[Int(starts[opcode])] = UInt16(truncatingIfNeeded: position)
        starts[opcode] += 1
      }
    }
    levelCount = Int(highest) + 1
  }

  /// Sorts by level, keeping the order by opcode, writes the order and notes the groups.
  mutating func appendGroups(
    _ tape: Tape, from start: Int, to order: CheckedPointer<Int32>, _ runs: inout [Schedule.Run]
  ) {
    starts.removeAll(keepingCapacity: true)
    starts.append(contentsOf: repeatElement(0, count: levelCount))
    starts.withUnsafeMutableBufferPointer { starts in
      for position in 0..<count { starts[Int(levels[position])] += 1 }
      Self.accumulate(starts)
      for position in 0..<count {
        let position = Int(sorted[position])
        let level = Int(levels[position])
        order[Int(starts[level])] = Int32(truncatingIfNeeded: start + position)
        starts[level] += 1
      }
    }
    var last: (level: UInt16, opcode: Opcode)?
    for position in 0..<count {
      let index = Int(order[position])
      let key = (levels[index - start], tape.opcodes[index])
      if let last, last == key {
        runs[runs.count - 1].count += 1
      } else {
        last = key
        runs.append(
          Schedule.Run(
            kind: .group, opcode: key.1, left: .add, right: .add,
            start: Int32(truncatingIfNeeded: start + position), count: 1))
      }
    }
  }

  /// Turns counts into the positions where the counted begin.
  private static func accumulate(_ counts: UnsafeMutableBufferPointer<Int32>) {
    var sum: Int32 = 0
    for index in counts.indices { (counts[index], sum) = (sum, sum + counts[index]) }
  }
}
