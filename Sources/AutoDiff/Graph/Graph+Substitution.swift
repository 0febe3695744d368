package import Memory

extension Graph {
  /// The target with nodes put in the place of others: what it would be, had it been built on those.
  ///
  /// Adds a node for each one between the replaced nodes and the target. O(number of nodes below the target).
  package func substituting(
    _ replacements: [NodeID: NodeID], in target: NodeID, _ cancellation: Cancellation
  ) throws(Interruption) -> NodeID {
    var images = replacements
    for id in try cone(of: [target], cancellation) where images[id] == nil && !isInput(id) {
      guard let node = node(at: id), node.operands.contains(where: { images[$0] != nil }) else { continue }
      images[id] = self.node(like: node, node.arguments.map { images[$0] ?? $0 })
    }
    return images[target] ?? target
  }
}
