import Memory

extension Tape {
  /// Forward mode: passes tangents up from the inputs, operations in ascending order.
  ///
  /// `tangents` holds the seeds in the inputs' slots, and afterwards every operation's derivative in their direction.
  func sweepForward<S: Scalar>(
    _ values: CheckedPointer<S>, tangents: CheckedPointer<S>, _ cancellation: Cancellation
  ) throws(Interruption) {
    var flow = TangentFlow(tangents: tangents, firstVariable: constants.count)
    try sweep(values, &flow, ascending: true, cancellation)
  }

  /// Backprop: passes adjoints down from the targets, operations in descending order.
  ///
  /// `adjoints` holds the seed in each target's slot and zeros elsewhere, and afterwards every slot's adjoint.
  func sweepReverse<S: Scalar>(
    _ values: CheckedPointer<S>, adjoints: CheckedPointer<S>, _ cancellation: Cancellation
  ) throws(Interruption) {
    var flow = AdjointFlow(adjoints: adjoints, firstVariable: constants.count)
    try sweep(values, &flow, ascending: false, cancellation)
  }

  /// Passes every edge once, with the local partials at `values`.
  func sweep<Flow: EdgeFlow>(
    _ values: CheckedPointer<Flow.Number>, _ flow: inout Flow, ascending: Bool, _ cancellation: Cancellation
  ) throws(Interruption) {
    try withColumns { (columns) throws(Interruption) in
      flow = try sweepEdges(of: columns, SlotNumbers(values), flow, ascending: ascending, cancellation)
    }
  }
}

extension Tape {
  /// Zeros for every slot, but for the given seeds.
  func seeded(_ seeds: [(slot: Int, value: Double)]) -> [Double] {
    Work.didPass(slotCount)
    var numbers = [Double](repeating: 0, count: slotCount)
    for seed in seeds { numbers[seed.slot] = seed.value }
    return numbers
  }

  /// For each slot whether some target is connected to it by a path that no `detach` cuts.
  func connectedSlots() -> [Bool] { slots(below: targets, throughCuts: false) }

  /// For each slot whether some others depend on it, by a path that no `detach` cuts unless it may lead `throughCuts`; they
  /// depend on themselves.
  func slots(below others: [Int], throughCuts: Bool) -> [Bool] {
    Work.didPass(slotCount)
    var isBelow = [Bool](repeating: false, count: slotCount)
    for slot in others { isBelow[slot] = true }
    for index in opcodes.indices.reversed()
    where isBelow[firstOperation + index] && (throughCuts || !opcodes[index].cuts) {
      forEachOperandSlot(of: index) { isBelow[$0] = true }
    }
    return isBelow
  }

  /// For each slot whether it depends on another, by a path that no `detach` cuts; the other depends on itself.
  func slots(dependingOn slot: Int) -> [Bool] {
    Work.didPass(slotCount)
    var depends = [Bool](repeating: false, count: slotCount)
    depends[slot] = true
    for index in opcodes.indices where !opcodes[index].cuts && firstOperation + index > slot {
      if hasOperand(of: index, where: { depends[$0] }) { depends[firstOperation + index] = true }
    }
    return depends
  }
}

/// Opens two arrays of one number a slot for a sweep.
func withPointers<S>(
  _ first: inout [S], _ second: inout [S],
  _ body: (CheckedPointer<S>, CheckedPointer<S>) throws(Interruption) -> Void
) throws(Interruption) {
  try first.withUnsafeMutableBufferPointer { (first) throws(Interruption) in
    try second.withUnsafeMutableBufferPointer { (second) throws(Interruption) in
      if let first = CheckedPointer(first), let second = CheckedPointer(second) { try body(first, second) }
    }
  }
}
