import Memory

/// How far something that takes long has come.
package struct WorkProgress: Sendable, Equatable {
  /// The steps done, and all there are.
  package var done = 0
  package var total: Int

  package init(done: Int = 0, total: Int) { (self.done, self.total) = (done, total) }
}

extension Graph {
  /// Counts the steps of a loop, so that ``progress`` tells how far it has come. Of loops within one another the outermost
  /// is counted; the others say nothing. The body of the loop gets what it is to call after each of the `total` steps.
  func counting<Result>(
    _ total: Int, _ body: (_ didStep: () -> Void) throws(Interruption) -> Result
  ) throws(Interruption) -> Result {
    guard progress == nil else { return try body({}) }
    progress = WorkProgress(total: total)
    defer { progress = nil }
    return try body { self.progress?.done += 1 }
  }
}
