/// The tapes and schedules that were compiled last, for whoever needs them again.
///
/// What a node is never changes, so a tape holds until its targets are rolled back. A few are kept, and no more
/// operations than ``mostOperations``. Sweeps that are made once go over tapes, what runs many times over schedules: of
/// each is kept what was asked for, since a schedule has all that its tape says, in another order.
struct TapeCache {
  private struct Entry {
    let targets: [NodeID]
    var tape: Tape?
    var schedule: Schedule?

    /// The number of operations in both.
    var operationCount: Int { (tape?.opcodes.count ?? 0) + (schedule?.tape.opcodes.count ?? 0) }
  }

  /// The entries, the last used first.
  private var entries: [Entry] = []

  private static var mostEntries: Int { 8 }
  private static var mostOperations: Int { 1 << 23 }

  /// The tape for `targets`, if it is kept.
  mutating func tape(for targets: [NodeID]) -> Tape? { use(targets)?.tape }

  /// The schedule for `targets`, if it is kept.
  mutating func schedule(for targets: [NodeID]) -> Schedule? { use(targets)?.schedule }

  /// Keeps the tape for `targets`.
  mutating func keep(_ tape: Tape, for targets: [NodeID]) { change(targets) { $0.tape = tape } }

  /// Keeps the schedule for `targets`.
  mutating func keep(_ schedule: Schedule, for targets: [NodeID]) {
    change(targets) { $0.schedule = schedule }
  }

  /// Forgets the tapes of nodes that are no more.
  mutating func rollBack(toCount count: Int) {
    entries.removeAll { $0.targets.contains { !$0.isConstant && $0.index >= count } }
  }

  /// Forgets everything.
  mutating func removeAll() { entries = [] }

  /// The entry for `targets`, which becomes the first.
  private mutating func use(_ targets: [NodeID]) -> Entry? {
    guard let position = entries.firstIndex(where: { $0.targets == targets }) else { return nil }
    if position > 0 { entries.insert(entries.remove(at: position), at: 0) }
    return entries[0]
  }

  /// Changes the entry for `targets`, an old or a new one, and drops what is too much then.
  private mutating func change(_ targets: [NodeID], _ body: (inout Entry) -> Void) {
    if use(targets) == nil { entries.insert(Entry(targets: targets), at: 0) }
    body(&entries[0])
    var operations = 0
    let kept = entries.prefix(Self.mostEntries).prefix { entry in
      operations += entry.operationCount
      return operations <= Self.mostOperations
    }
    entries.removeLast(entries.count - kept.count)
  }
}
