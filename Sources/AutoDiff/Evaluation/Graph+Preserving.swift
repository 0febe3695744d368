extension Graph {
  /// What the body comes to, with the cached values below a target, and the counts, as they were before: for looking at a
  /// function elsewhere than at its inputs. O(number of nodes below the target), and the body.
  package func preservingCache<Result>(below target: NodeID, _ body: () throws -> Result) rethrows -> Result {
    let snapshot = cacheSnapshot(below: target)
    defer { restore(snapshot) }
    return try body()
  }
}
