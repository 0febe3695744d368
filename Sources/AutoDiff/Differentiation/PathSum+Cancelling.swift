package import Memory

extension PathSum {
  /// The nodes on the paths whose own paths cancel: what reaches them from the target adds up to nothing beside its
  /// terms. Of nodes that follow one another the first is given, from the target down. O(number of edges).
  package func cancelling(_ cancellation: Cancellation) throws(Interruption) -> [NodeID] {
    var terms: [NodeID: (sum: Double, size: Double)] = [:]
    var below: Set<NodeID> = []
    var found: [NodeID] = []
    for (position, step) in steps.enumerated() {
      try cancellation.check(at: position, of: steps.count)
      let (sum, size) = terms[step.turn.node, default: (1, 1)]
      let cancels = size > 0 && sum.magnitude <= CancelledAdjoint.nothing * size
      let isBelow = below.contains(step.turn.node)
      if cancels, !isBelow { found.append(step.turn.node) }
      for edge in step.edges {
        if cancels || isBelow { below.insert(edge.operand) }
        let (sum, size) = terms[edge.operand, default: (0, 0)]
        terms[edge.operand] = (sum + edge.contribution, size + edge.contribution.magnitude)
      }
    }
    return found
  }
}
