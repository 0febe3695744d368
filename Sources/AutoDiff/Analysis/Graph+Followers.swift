package import Memory

extension Graph {
  /// The nodes that are computed from this one, directly or not, in ascending order, without itself.
  ///
  /// O(their number and edges, and log *n* of it for the order), however many others there are.
  package func followers(of id: NodeID, _ cancellation: Cancellation) throws(Interruption) -> [NodeID] {
    if id.isConstant { return [] }
    var found: [NodeID] = [id]
    columns.states[id.index] |= Self.markBit
    defer { clearMarks(of: found) }
    var next = 0
    while next < found.count {
      if next % Self.blockSize == 0 {
        Work.did(min(Self.blockSize, found.count - next))
        try cancellation.check()
      }
      forEachUser(of: found[next]) { user in
        if columns.states[user.index] & Self.markBit != 0 { return }
        columns.states[user.index] |= Self.markBit
        found.append(user)
      }
      next += 1
    }
    return found.dropFirst().sorted()
  }
}
