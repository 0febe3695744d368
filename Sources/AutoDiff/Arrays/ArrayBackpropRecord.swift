package import Memory

/// Backprop over arrays told node by node, as formulas: what each receives, and what it hands on.
package struct ArrayBackpropRecord {
  /// A node's turn. Formulas are nodes or constants; an adjoint may be smaller than the value that it belongs to.
  package struct Turn: Sendable {
    package let node: NodeID
    package let adjoint: NodeID

    /// What it hands to which operands.
    package let shares: [(operand: NodeID, formula: NodeID)]
  }

  /// From the target to the inputs, of which each has a turn, too.
  package let turns: [Turn]
}

extension Graph {
  /// Backprop from a number, recorded. Adds nodes, which the caller takes away again, and computes none.
  package func arrayBackprop(
    of target: NodeID, _ cancellation: Cancellation
  ) throws(Interruption) -> ArrayBackpropRecord {
    let cone = try cone(of: [target], cancellation)
    var turns: [ArrayBackpropRecord.Turn] = []
    _ = try arrayAdjoints(of: target, in: cone, cancellation) { node, adjoint, shares in
      turns.append(
        ArrayBackpropRecord.Turn(
          node: node, adjoint: self.id(of: adjoint.expression),
          shares: shares.map { ($0.operand, self.id(of: $0.share.expression)) }))
    }
    return ArrayBackpropRecord(turns: turns)
  }

  /// The Euclidean norm of a computed formula, as large as a shape that it perhaps is spread over.
  package func norm(of formula: NodeID, spreadOver shape: Shape) -> Double {
    let value = cachedArray(of: formula)
    let norm = ArrayOperand(shape: value.shape, start: UnsafePointer(value.storage.start))
    var result = 0.0
    Reduction(.norm).compute([norm], .scalar, into: &result)
    return result * (Double(shape.count) / Double(max(1, value.count))).squareRoot()
  }
}
