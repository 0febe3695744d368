package import Memory

/// What it takes to get a target's value and its whole gradient in one way and the other, counted on real sweeps.
package struct Cost: Sendable {
  /// The inputs that the target depends on.
  package let inputs: [NodeID]

  /// How many operations the target is made of.
  package let operations: Int

  /// Forward mode: one sweep for each input.
  package let forward: SweepCount

  /// Backprop: one sweep.
  package let reverse: SweepCount

  /// How many operations would be carried out without cached values, each use of a node computing it anew. It grows
  /// exponentially where nodes are shared in layers, hence not an integer.
  package let operationsWithoutCache: Double

  /// For each input, how many operations depend on it: what is recomputed when it alone changes.
  package let dependents: [Int]

  /// How the operations are carried out where they are run again and again.
  package let schedule: ScheduleSummary
}

extension Graph {
  /// Runs and counts the sweeps for a target's gradient, over cached values.
  ///
  /// The sweep up from an input comes to every operation, and multiplies where an operand depends on the input: for that
  /// it need not be made, and 64 inputs are counted at a time. O(size of the tape · (1 + inputs / 64)).
  package func cost(of target: NodeID, _ cancellation: Cancellation) throws(Interruption) -> Cost {
    let tape = try keptTape(for: [target], cancellation)
    var values = try cachedValues(for: tape, cancellation)
    let (forward, dependents) = try counting((tape.inputs.count + UInt64.bitWidth - 1) / UInt64.bitWidth) {
      (didGroup) throws(Interruption) in try tape.forwardCounts(didGroup: didGroup, cancellation)
    }
    var reverse = SweepCount()
    var adjoints = tape.seeded(tape.targets.first.map { [($0, 1)] } ?? [])
    try withPointers(&values, &adjoints) { (values, adjoints) throws(Interruption) in
      var flow = CountedFlow(AdjointFlow(adjoints: adjoints, firstVariable: tape.constants.count), reverse)
      try tape.sweep(values, &flow, ascending: false, cancellation)
      reverse = flow.count
    }
    let schedule = try keptSchedule(for: [target], cancellation)
    return Cost(
      inputs: tape.inputs, operations: tape.operations.count, forward: forward, reverse: reverse,
      operationsWithoutCache: tape.operationsWithoutCache, dependents: dependents,
      schedule: schedule.summary)
  }
}

extension Tape {
  /// What the sweeps up from all inputs do, and for each input how many operations depend on it.
  fileprivate func forwardCounts(
    didGroup: () -> Void, _ cancellation: Cancellation
  ) throws(Interruption) -> (sweeps: SweepCount, dependents: [Int]) {
    var sweeps = SweepCount()
    (sweeps.sweeps, sweeps.visits) = (inputs.count, inputs.count * opcodes.count)
    var counts = [Int](repeating: 0, count: inputs.count)
    // For each slot a bit for each of some inputs: whether it depends on them.
    var depends = [UInt64](repeating: 0, count: slotCount)
    for first in stride(from: 0, to: inputs.count, by: UInt64.bitWidth) {
      let group = first..<min(first + UInt64.bitWidth, inputs.count)
      for position in group { depends[firstInput + position] = 1 << UInt64(position - first) }
      // The counts stand upright: a word holds the same digit of all of them, and to add a bit to each is a carry or two.
      var digits: [UInt64] = []
      for index in opcodes.indices {
        try cancellation.check(at: index, of: opcodes.count)
        var bits: UInt64 = 0
        forEachOperandSlot(of: index) {
          bits |= depends[$0]
          sweeps.products += depends[$0].nonzeroBitCount
        }
        depends[firstOperation + index] = bits
        var bit = 0
        while bits != 0 {
          if bit == digits.count { digits.append(0) }
          (digits[bit], bits) = (digits[bit] ^ bits, digits[bit] & bits)
          bit += 1
        }
      }
      for position in group {
        depends[firstInput + position] = 0
        for (bit, word) in digits.enumerated() {
          counts[position] |= Int((word >> UInt64(position - first)) & 1) << bit
        }
      }
      didGroup()
    }
    return (sweeps, counts)
  }

  /// The number of operations in the first target's formula written out as a tree.
  fileprivate var operationsWithoutCache: Double {
    Work.didPass(slotCount)
    var counts = [Double](repeating: 0, count: slotCount)
    for index in opcodes.indices {
      var count = 1.0
      forEachOperandSlot(of: index) { count += counts[$0] }
      counts[firstOperation + index] = count
    }
    return targets.first.map { counts[$0] } ?? 0
  }
}
