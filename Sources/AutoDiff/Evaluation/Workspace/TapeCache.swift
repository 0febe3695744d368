/// The tapes that were compiled last, with their schedules, for whoever needs them again.
///
/// What a node is never changes, so a tape holds until its targets are rolled back. A few are kept, and no more
/// operations than ``mostOperations``.
struct TapeCache {
  private struct Entry {
    let targets: [NodeID]
    let tape: Tape
    var schedule: Schedule?
  }

  /// The entries, the last used first.
  private var entries: [Entry] = []

  private static var mostEntries: Int { 8 }
  private static var mostOperations: Int { 1 << 22 }

  /// The tape for `targets`, kept or new.
  mutating func tape(for targets: [NodeID], make: () -> Tape) -> Tape {
    if let position = entries.firstIndex(where: { $0.targets == targets }) {
      entries.insert(entries.remove(at: position), at: 0)
    } else {
      let tape = make()
      entries.insert(Entry(targets: targets, tape: tape, schedule: nil), at: 0)
      var operations = 0
      let kept = entries.prefix(Self.mostEntries).prefix { entry in
        operations += entry.tape.operations.count
        return operations <= Self.mostOperations
      }
      entries.removeLast(entries.count - kept.count)
      return tape
    }
    return entries[0].tape
  }

  /// The schedule of the tape for `targets`, which was asked for before; made once, if it is not broken off.
  mutating func schedule(of tape: Tape, for targets: [NodeID], while goOn: () -> Bool) -> Schedule {
    guard let position = entries.firstIndex(where: { $0.targets == targets }) else {
      return Schedule(tape, while: goOn)
    }
    if let schedule = entries[position].schedule { return schedule }
    let schedule = Schedule(tape, while: goOn)
    if goOn() { entries[position].schedule = schedule }
    return schedule
  }

  /// Forgets the tapes of nodes that are no more.
  mutating func rollBack(toCount count: Int) {
    entries.removeAll { $0.targets.contains { !$0.isConstant && $0.index >= count } }
  }

  /// Forgets everything.
  mutating func removeAll() { entries = [] }
}

extension Graph {
  /// The tape of everything that `targets` need, compiled now or kept from the last times.
  package func keptTape(for targets: [NodeID]) -> Tape {
    let tape = tapes.tape(for: targets) { self.tape(for: targets) }
    let isAllowed = mayTake(tape.slotCount * Tape.bytesForSlot)
    if wasInterrupted { tapes.removeAll() }
    return isAllowed ? tape : Tape(undefinedTargets: targets.count)
  }

  /// Compiles the formulas behind `targets` for running them again and again.
  ///
  /// Costs some tens of nanoseconds for each operation, and next to nothing for targets that were compiled lately. The
  /// result is independent of the graph.
  public func evaluator(of targets: [Expression]) -> Evaluator {
    evaluator(for: targets.map { id(of: $0) })
  }

  /// The same for nodes and constants by their identifiers.
  package func evaluator(for targets: [NodeID]) -> Evaluator {
    var tape = keptTape(for: targets)
    if !mayTake(tape.slotCount * Schedule.bytesForSlot) { tape = Tape(undefinedTargets: targets.count) }
    let evaluator = Evaluator(tape, tapes.schedule(of: tape, for: targets, while: mayGoOn), of: self)
    lastSummary = evaluator.summary
    return evaluator
  }
}
