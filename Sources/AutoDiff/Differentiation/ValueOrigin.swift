package import Memory

/// A node at which a value came to be NaN or infinite, though none of its operands was so.
package struct ValueOrigin: Sendable {
  /// The node.
  package let node: NodeID

  /// What happened there.
  package let fault: Fault

  /// What can happen to a value.
  package enum Fault: String, Sendable {
    /// The input was given this value.
    case input

    /// The arguments lie outside the function's domain.
    case outsideDomain

    /// The function grows without limit towards its arguments.
    case pole

    /// The result is too large for a double.
    case overflow

    /// inf − inf, 0·inf, inf/inf or 0/0: no value follows from the arguments.
    case indeterminate

    /// An operand is a constant of this kind, and a constant keeps no graph that would tell more.
    case constant
  }
}

extension Graph {
  /// The nodes at which the target's NaN or infinity was born, ascending; none if its value is an ordinary number.
  ///
  /// Goes from the target down through operands that explain the value: NaN through NaN and through the infinities that
  /// cannot be reconciled, an infinity through infinities. O(number of nodes up to the target).
  package func valueOrigins(
    of target: NodeID, _ cancellation: Cancellation
  ) throws(Interruption) -> [ValueOrigin] {
    if target.isConstant { return [] }
    if try value(of: target, cancellation).isFinite { return [] }
    var wanted = [Bool](repeating: false, count: target.index + 1)
    wanted[target.index] = true
    var origins: [ValueOrigin] = []
    Work.did(target.index % Self.blockSize)
    for index in (0...target.index).reversed() {
      try cancellation.check(downFrom: index)
      guard wanted[index], let node = node(at: NodeID(index)) else { continue }
      let value = cachedValue(of: node.id)
      let operands = node.explainingOperands { cachedValue(of: $0) }
      let causes = operands.filter { operand in
        let number = cachedValue(of: operand)
        return value.isNaN ? number.isNaN : number.isInfinite
      }
      let infinities = value.isNaN && causes.isEmpty ? operands.filter { cachedValue(of: $0).isInfinite } : []
      if causes.isEmpty {
        let fault = fault(of: node, value, isIndeterminate: !infinities.isEmpty)
        origins.append(ValueOrigin(node: node.id, fault: fault))
      } else if causes.allSatisfy(\.isConstant) {
        origins.append(ValueOrigin(node: node.id, fault: .constant))
      }
      for operand in causes + infinities where !operand.isConstant { wanted[operand.index] = true }
    }
    return origins.reversed()
  }

  private func fault(of node: Node, _ value: Double, isIndeterminate: Bool) -> ValueOrigin.Fault {
    if node.isInput { return .input }
    let numbers = node.operands.map { cachedValue(of: $0) }
    if value.isNaN {
      let isZeroByZero = node.opcode.algebra.isQuotient && numbers == [0, 0]
      return isIndeterminate || isZeroByZero ? .indeterminate : .outsideDomain
    }
    return node.opcode.primitive.declaration.isPole(at: numbers) ? .pole : .overflow
  }
}

extension Node {
  /// The operands on which the value depends: of a branch, those that are taken.
  fileprivate func explainingOperands(_ value: (NodeID) -> Double) -> [NodeID] {
    guard case .choice = opcode.algebra else { return operands }
    let indices = opcode.primitive.declaration.relevantOperands(at: operands.map(value))
    return indices.map { $0.map { operands[$0] } } ?? operands
  }
}
