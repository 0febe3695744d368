import Memory

extension Schedule {
  /// The schedule of a tape. O(number of operations and edges), in three passes over it.
  init(_ tape: Tape, _ cancellation: Cancellation) throws(Interruption) {
    var compilation = ScheduleCompilation(tape)
    try compilation.orderWindows(cancellation)
    try compilation.decideContributions(cancellation)
    self = try compilation.finish(cancellation)
  }
}

/// A schedule in the making.
///
/// Operations are put in order window by window; then, from the last to the first, it is decided which contributions
/// are first ones, which divides groups further; at last slots are numbered anew.
struct ScheduleCompilation: ~Copyable {
  let tape: Tape
  let count: Int
  let first: Int

  /// The tape's operations in the new order.
  let order: CheckedPointer<Int32>

  /// For each slot of the tape what the reverse sweep has done to its adjoint so far.
  let touches: CheckedPointer<Touch>

  var runs: [Schedule.Run] = []

  /// What has been contributed to an adjoint, as the reverse sweep goes on.
  enum Touch: UInt8 {
    /// Nothing.
    case none

    /// Something by one operation of the present group, and nothing before.
    case once

    /// Something by several operations of the present group, and nothing before.
    case often

    /// Something by an earlier group.
    case before

    /// As ``before``, and the adjoint must be cleared at the start.
    case cleared
  }

  init(_ tape: Tape) {
    self.tape = tape
    count = tape.operations.count
    first = tape.firstOperation
    order = CheckedPointer(.allocate(capacity: max(1, count)), count: count)
    touches = CheckedPointer(.allocate(capacity: max(1, tape.slotCount)), count: tape.slotCount)
    touches.base.initialize(repeating: .none, count: tape.slotCount)
  }

  deinit {
    order.base.deallocate()
    touches.base.deallocate()
  }
}
