package import Memory

/// A node whose adjoint is nothing beside the contributions that it is the sum of: they cancel.
package struct CancelledAdjoint: Sendable {
  package let node: NodeID
  package let adjoint: Double

  /// What each of the nodes that read it hands down to it, the largest first.
  package let contributions: [(reader: NodeID, value: Double)]

  /// Whether the other nodes that were looked at are read by it and by one another only, so that they have no adjoint for that
  /// reason.
  package let explainsOthers: Bool

  /// What is left of contributions that cancel, beside them: some rounding.
  static let nothing = 0x1p-48
}

extension NodeAnalysis {
  /// The bytes that a contribution takes, about, while it is kept.
  private static let bytesForContribution = 64

  /// The topmost of some nodes whose adjoint has cancelled; nil if none has. O(*e* log *n*) in edges and nodes.
  package func topmostCancelledAdjoint(
    among nodes: [NodeID], in graph: Graph, _ cancellation: Cancellation
  ) throws(Interruption) -> CancelledAdjoint? {
    let found = Set(nodes)
    var contributions: [NodeID: [(reader: NodeID, value: Double)]] = [:]
    try cancellation.take(nodes.count * Self.bytesForContribution)
    for (position, partial) in try graph.localPartials(below: target, cancellation).enumerated() {
      if position % Graph.wordsBetweenQuestions == 0 { try cancellation.check() }
      Work.did(1)
      guard let node = graph.node(at: partial.node), found.contains(node.operands[partial.operandIndex]),
        let adjoint = element(at: partial.node)?.adjoint
      else { continue }
      let operand = node.operands[partial.operandIndex]
      contributions[operand, default: []].append((partial.node, adjoint ⊙ partial.value))
    }
    let descending = found.sorted(by: >)
    for (position, node) in descending.enumerated() {
      guard let terms = contributions[node], terms.count > 1, let adjoint = element(at: node)?.adjoint else {
        continue
      }
      let size = terms.reduce(0) { $0 + $1.value.magnitude }
      guard size > 0, size.isFinite, adjoint.magnitude <= CancelledAdjoint.nothing * size else { continue }
      // Each of the others must be below, and read by what was explained before it.
      var explained: Set<NodeID> = [node]
      for other in descending.dropFirst(position + 1)
      where contributions[other, default: []].allSatisfy({ explained.contains($0.reader) }) {
        explained.insert(other)
      }
      return CancelledAdjoint(
        node: node, adjoint: adjoint,
        contributions: terms.sorted { $0.value.magnitude > $1.value.magnitude },
        explainsOthers: explained.count == found.count)
    }
    return nil
  }
}
