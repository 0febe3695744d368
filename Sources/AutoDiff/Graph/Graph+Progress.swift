internal import Memory

/// How far something that takes long has come.
package struct WorkProgress: Sendable, Equatable {
  /// The steps done, and all there are.
  package var done = 0
  package var total: Int

  package init(done: Int = 0, total: Int) { (self.done, self.total) = (done, total) }
}

extension Graph {
  /// Whether so many bytes can be taken at once. If not, nothing goes on (``wasInterrupted``).
  package func mayTake(_ byteCount: Int) -> Bool {
    if MemoryRoom.allows(byteCount) { return true }
    _ = mayGoOn()
    wasInterrupted = true
    return false
  }

  /// Counts the steps of a loop, so that ``progress`` tells how far it has come. Of loops within one another the outermost
  /// is counted; the others say nothing. The body of the loop gets what it is to call after each of the `total` steps.
  func counting<Result>(_ total: Int, _ body: (_ didStep: () -> Void) throws -> Result) rethrows -> Result {
    guard progress == nil else { return try body({}) }
    progress = WorkProgress(total: total)
    defer { progress = nil }
    return try body { self.progress?.done += 1 }
  }

  /// The most nodes that a session may build. It is well below what the columns can number, so that a statement can be
  /// asked to stop before it gets there: no block of work, nor a line of text, adds a fourth of that.
  package static let capacity = NodeColumns.maximumCount / 4 * 3

  /// Whether the graph, or one of its lists, has come so near to what it can hold that no statement may add to it.
  package var isNearlyFull: Bool {
    count > Self.capacity || lists.operands.count > Self.capacity || constants.values.count > Self.capacity
  }
}
