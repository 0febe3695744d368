internal import Memory

/// The memory for a sweep forward and a sweep back with one kind of number: a value and an adjoint for each slot.
struct SweepBuffer<Number: Scalar & BitwiseCopyable>: ~Copyable {
  private let slotCount: Int
  private let valueBlock: Block<Number>
  private let adjointBlock: Block<Number>

  var values: CheckedPointer<Number> { CheckedPointer(valueBlock.elements, count: slotCount) }
  var adjoints: CheckedPointer<Number> { CheckedPointer(adjointBlock.elements, count: slotCount) }

  /// Memory for a tape or its schedule, with the constants in place and everything else undefined; nil if there is too
  /// little.
  init?(checking tape: Tape) {
    guard MemoryRoom.allows(tape.slotCount, of: (Number, Number).self) else { return nil }
    self.init(tape)
  }

  /// The same where it is known that there is enough.
  init(_ tape: Tape) {
    slotCount = tape.slotCount
    valueBlock = Block(capacity: tape.slotCount)
    adjointBlock = Block(capacity: tape.slotCount)
    for (slot, constant) in tape.constants.enumerated() { values[slot] = Number(constant) }
  }

  /// Differentiates the first target of a tape with respect to all inputs, in the tape's own order and with the
  /// strong product.
  ///
  /// The result is false if `goOn` had it broken off.
  mutating func run(
    _ tape: Tape, inputs: (Int) -> Number, derivatives: (Int, Number) -> Void, while goOn: () -> Bool
  ) -> Bool {
    guard let target = tape.targets.first else { return true }
    for position in tape.inputs.indices { values[tape.firstInput + position] = inputs(position) }
    guard tape.evaluate(values, while: goOn), adjoints.clear(tape.slotCount, while: goOn)
    else { return false }
    adjoints[target] = 1
    guard tape.sweepReverse(values, adjoints: adjoints, while: goOn) else { return false }
    for position in tape.inputs.indices { derivatives(position, adjoints[tape.firstInput + position]) }
    return true
  }
}

extension SweepBuffer {
  /// Differentiates the first target of a schedule with respect to all inputs, with plain products.
  ///
  /// The result is false if `goOn` had it broken off.
  mutating func run(
    _ schedule: Schedule, inputs: (Int) -> Number, derivatives: (Int, Number) -> Void, while goOn: () -> Bool
  ) -> Bool {
    guard let target = schedule.targets.first else { return true }
    let inputSlots = schedule.constantCount..<schedule.firstOperation
    for slot in inputSlots { values[slot] = inputs(slot - inputSlots.lowerBound) }
    guard schedule.evaluate(values, partials: nil, while: goOn),
      schedule.sweepReverse(from: target, values, adjoints: adjoints, partials: nil, while: goOn)
    else { return false }
    for slot in inputSlots { derivatives(slot - inputSlots.lowerBound, adjoints[slot]) }
    return true
  }
}

extension CheckedPointer where Element: Scalar {
  /// Sets so many numbers to zero, or breaks off, with the result false, when `goOn` says no.
  ///
  /// Asked as often as in a sweep, since the first touch of memory costs as much as one.
  @inline(__always)
  func clear(_ count: Int, while goOn: () -> Bool) -> Bool {
    Work.didPass(count)
    var start = 0
    while count - start > Graph.blockSize {
      (self + start).update(repeating: 0, count: Graph.blockSize)
      start += Graph.blockSize
      if !goOn() { return false }
    }
    (self + start).update(repeating: 0, count: count - start)
    return true
  }
}
