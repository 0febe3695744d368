package import Memory

/// A node whose adjoint is nothing beside the contributions that it is the sum of: they cancel.
package struct CancelledAdjoint: Sendable {
  package let node: NodeID
  package let adjoint: Double

  /// What each of the nodes that read it hands down to it, the largest first.
  package let contributions: [(reader: NodeID, value: Double)]

  /// What is left of contributions that cancel, beside them: some rounding.
  static let nothing = 0x1p-48
}

extension NodeAnalysis {
  /// The topmost of some nodes whose adjoint has cancelled, and whether all others of them are read by nothing but these nodes,
  /// so that they have no adjoint for that reason; nil if none has. O(number of edges).
  package func topmostCancelledAdjoint(
    among nodes: [NodeID], in graph: Graph, _ cancellation: Cancellation
  ) throws(Interruption) -> (cancelled: CancelledAdjoint, explainsOthers: Bool)? {
    let found = Set(nodes)
    var contributions: [NodeID: [(reader: NodeID, value: Double)]] = [:]
    for (position, partial) in try graph.localPartials(below: target, cancellation).enumerated() {
      if position % Graph.wordsBetweenQuestions == 0 { try cancellation.check() }
      Work.did(1)
      guard let node = graph.node(at: partial.node), found.contains(node.operands[partial.operandIndex]),
        let adjoint = element(at: partial.node)?.adjoint
      else { continue }
      let operand = node.operands[partial.operandIndex]
      contributions[operand, default: []].append((partial.node, adjoint ⊙ partial.value))
    }
    for node in found.sorted(by: >) {
      guard let terms = contributions[node], terms.count > 1, let adjoint = element(at: node)?.adjoint else {
        continue
      }
      let size = terms.reduce(0) { $0 + $1.value.magnitude }
      guard size > 0, size.isFinite, adjoint.magnitude <= CancelledAdjoint.nothing * size else { continue }
      let cancelled = CancelledAdjoint(
        node: node, adjoint: adjoint,
        contributions: terms.sorted { $0.value.magnitude > $1.value.magnitude })
      let others = contributions.filter { $0.key != node }
      return (cancelled, others.values.allSatisfy { $0.allSatisfy { found.contains($0.reader) } })
    }
    return nil
  }
}
