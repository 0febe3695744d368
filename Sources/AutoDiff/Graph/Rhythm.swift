/// When it is time to ask whether to go on, where the steps of a loop differ in length.
struct Rhythm {
  /// How much work is done between two questions.
  private let interval: Int

  /// How much was done since the last one.
  private var done = 0

  init(of interval: Int) { self.interval = interval }

  /// Counts work; true once in an interval.
  @inline(__always)
  mutating func isDue(after work: Int) -> Bool {
    done += work
    if done < interval { return false }
    Work.did(Graph.blockSize)
    done = 0
    return true
  }
}
