import Memory

extension SweepBuffer {
  /// Differentiates the first target of a tape with respect to all inputs, operation by operation and with the strong
  /// product.
  func differentiate(
    _ tape: Tape, inputs: (Int) -> Number, derivatives: (Int, Number) -> Void, _ cancellation: Cancellation
  ) throws(Interruption) {
    guard let target = tape.targets.first else { return }
    for position in tape.inputs.indices { values[tape.firstInput + position] = inputs(position) }
    try tape.evaluate(values, cancellation)
    try adjoints.clear(tape.slotCount, cancellation)
    adjoints[target] = 1
    try tape.sweepReverse(values, adjoints: adjoints, cancellation)
    for position in tape.inputs.indices { derivatives(position, adjoints[tape.firstInput + position]) }
  }

  /// Differentiates the first target of a schedule with respect to all inputs, with plain products.
  func differentiate(
    _ schedule: Schedule, inputs: (Int) -> Number, derivatives: (Int, Number) -> Void,
    _ cancellation: Cancellation
  ) throws(Interruption) {
    guard let target = schedule.targets.first else { return }
    let inputSlots = schedule.constantCount..<schedule.firstOperation
    for slot in inputSlots { values[slot] = inputs(slot - inputSlots.lowerBound) }
    try schedule.evaluate(values, partials: nil, cancellation)
    try schedule.sweepReverse(from: target, values, adjoints: adjoints, partials: nil, cancellation)
    for slot in inputSlots { derivatives(slot - inputSlots.lowerBound, adjoints[slot]) }
  }
}
