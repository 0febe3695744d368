package import Memory

extension Graph {
  /// The derivatives of a number by nodes, of their shapes; nil where it is not connected to one.
  ///
  /// The gradient is built as a piece of graph, computed, and taken away again. The rules' numbers: at an exceptional point of
  /// one operation the mean of its two sides. Costs a small multiple of evaluating the target.
  package func arrayGradient(
    of target: NodeID, by nodes: [NodeID], _ cancellation: Cancellation
  ) throws(Interruption) -> [NodeValue?] {
    try bringUpToDate([target].filter { !$0.isConstant }, cancellation)
    let (start, counts) = (checkpoint, statistics)
    defer {
      rollBack(to: start)
      statistics = counts
    }
    let adjoints = try arrayAdjoints(of: target, in: try cone(of: [target], cancellation), cancellation)
    let derivatives = nodes.map { node in
      adjoints[node].map { id(of: spread($0, to: shape(of: node)).expression) }
    }
    try bringUpToDate(derivatives.compactMap(\.self).filter { !$0.isConstant }, cancellation)
    return derivatives.map { $0.map { cachedNodeValue(of: $0) } }
  }
}
