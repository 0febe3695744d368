import Memory

extension Graph {
  /// The most nodes that a session may build. It is well below what the columns can number, so that a statement can be
  /// asked to stop before it gets there: no block of work, nor a line of text, adds a fourth of that.
  package static let capacity = NodeColumns.maximumCount / 4 * 3

  /// Whether the graph, or one of its lists, has come so near to what it can hold that no statement may add to it.
  package var isNearlyFull: Bool {
    count > Self.capacity || lists.operands.count > Self.capacity || constants.values.count > Self.capacity
  }
}
