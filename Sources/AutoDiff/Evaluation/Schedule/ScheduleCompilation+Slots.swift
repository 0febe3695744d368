import Memory

extension ScheduleCompilation {
  /// Numbers the slots anew and writes the operations in their order.
  consuming func finish(_ cancellation: Cancellation) throws(Interruption) -> Schedule {
    let slots = newSlots()
    var schedule = Schedule()
    schedule.runs = runs
    schedule.cleared = clearedRanges()
    schedule.tape = try permuted(slots, cancellation)
    schedule.savesPartials = schedule.tape.opcodes.contains(where: \.savesPartial)
    schedule.findStrides()
    return schedule
  }

  /// The tape with its operations in the new order.
  private func permuted(_ slots: [Int32], _ cancellation: Cancellation) throws(Interruption) -> Tape {
    var permuted = Tape()
    permuted.constants = tape.constants
    permuted.inputs = tape.inputs
    permuted.targets = tape.targets.map { Int(slots[$0]) }
    permuted.detaches = tape.detaches
    permuted.opcodes.reserveCapacity(count)
    permuted.lefts.reserveCapacity(count)
    permuted.rights.reserveCapacity(count)
    permuted.lists.reserveCapacity(tape.lists.count)
    for run in runs {
      for position in Int(run.start)..<Int(run.start + run.count) {
        if position % Schedule.windowSize == 0 {
          Work.did(min(Schedule.windowSize, count - position))
          try cancellation.check()
        }
        append(position, of: run, slots, to: &permuted)
      }
    }
    return permuted
  }

  /// Writes the operation at a position.
  @inline(__always)
  private func append(_ position: Int, of run: Schedule.Run, _ slots: [Int32], to permuted: inout Tape) {
    let index = Int(order[position])
    let opcode = tape.opcodes[index]
    permuted.opcodes.append(opcode)
    if opcode.usesOperandList {
      let (start, length) = (Int(tape.lefts[index]), Int(tape.rights[index]))
      permuted.lefts.append(Int32(truncatingIfNeeded: permuted.lists.count))
      permuted.rights.append(Int32(truncatingIfNeeded: length))
      for slot in tape.lists[start..<start + length] { permuted.lists.append(slots[Int(slot)]) }
      if opcode.isFamily { permuted.lists.append(tape.lists[start + length]) }
    } else if run.kind == .chain {
      let (previous, other) = chainedOperands(position)
      permuted.lefts.append(slots[previous])
      permuted.rights.append(slots[other])
    } else {
      let right = Int(tape.rights[index])
      permuted.lefts.append(slots[Int(tape.lefts[index])])
      permuted.rights.append(right < 0 ? -1 : slots[right])
    }
  }

  /// For each slot of the tape its slot in the schedule.
  private func newSlots() -> [Int32] {
    var slots = [Int32](unsafeUninitializedCapacity: tape.slotCount) { slots, initialized in
      for slot in 0..<tape.slotCount { slots[slot] = Int32(truncatingIfNeeded: slot) }
      initialized = tape.slotCount
    }
    for position in 0..<count {
      slots[first + Int(order[position])] = Int32(truncatingIfNeeded: first + position)
    }
    return slots
  }

  /// The slots of the schedule whose adjoints have to be cleared.
  private func clearedRanges() -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    for slot in tape.constants.count..<tape.slotCount {
      let touch = touches[slot < first ? slot : first + Int(order[slot - first])]
      if touch == .before { continue }
      if let last = ranges.last, last.upperBound == slot {
        ranges[ranges.count - 1] = last.lowerBound..<slot + 1
      } else {
        ranges.append(slot..<slot + 1)
      }
    }
    return ranges
  }
}
