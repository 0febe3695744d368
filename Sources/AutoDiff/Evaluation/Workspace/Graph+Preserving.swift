package import Memory

extension Graph {
  /// What the body comes to, with the cached values below a target, and the counts, as they were before: for looking at a
  /// function elsewhere than at its inputs. O(number of nodes below the target), and the body.
  package func preservingCache<Result>(
    below target: NodeID, _ cancellation: Cancellation, _ body: () throws(Interruption) -> Result
  ) throws(Interruption) -> Result {
    let snapshot = try cacheSnapshot(below: target, cancellation)
    defer { restore(snapshot) }
    return try body()
  }
}
