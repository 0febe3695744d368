package import Memory

extension Graph {
  /// The tape of everything that `targets` need, compiled now or kept from the last times.
  package func keptTape(for targets: [NodeID], _ cancellation: Cancellation) throws(Interruption) -> Tape {
    if let kept = tapes.tape(for: targets) {
      try cancellation.take(kept.slotCount * Tape.bytesForSlot)
      return kept
    }
    let tape = try tape(for: targets, cancellation)
    try cancellation.take(tape.slotCount * Tape.bytesForSlot)
    tapes.keep(tape, for: targets)
    return tape
  }

  /// The schedule of everything that `targets` need, compiled now or kept from the last times.
  func keptSchedule(for targets: [NodeID], _ cancellation: Cancellation) throws(Interruption) -> Schedule {
    if let kept = tapes.schedule(for: targets) { return kept }
    let kept = tapes.tape(for: targets)
    let tape = if let kept { kept } else { try tape(for: targets, cancellation) }
    try cancellation.take(tape.slotCount * Schedule.bytesForSlot)
    let schedule = try Schedule(tape, cancellation)
    tapes.keep(schedule, for: targets)
    return schedule
  }
}
