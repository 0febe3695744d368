import Memory

/// When it is time to ask whether to go on, where the steps of a loop differ in length.
struct Rhythm {
  /// How much work is done between two questions.
  private let interval: Int

  /// How much was done since the last one.
  private var done = 0

  init(of interval: Int) { self.interval = interval }

  /// Counts work, and asks once in an interval.
  @inline(__always)
  mutating func check(after work: Int, _ cancellation: Cancellation) throws(Interruption) {
    done += work
    if done >= interval { try ask(cancellation) }
  }

  @inline(never)
  private mutating func ask(_ cancellation: Cancellation) throws(Interruption) {
    Work.did(Graph.blockSize)
    done = 0
    try cancellation.check()
  }
}
