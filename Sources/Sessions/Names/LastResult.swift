package import AutoDiff

/// What the last statements came to.
package struct LastResult: Sendable, Equatable {
  /// What the last one of them came to: what `ans` stands for.
  package internal(set) var operand: Operand?

  /// The last formula among them, named or not: what commands are about that are given no target. A number, and an input
  /// that is set or looked at, leave it as it is.
  package internal(set) var formula: NodeID?

  /// Nothing yet.
  package init() {}

  /// The nodes that it speaks of.
  var nodes: [NodeID] { [operand?.node, formula].compactMap(\.self) }
}

extension Session {
  /// The last result: what `ans` stands for.
  package internal(set) var last: Operand? {
    get { lastResult.operand }
    set {
      lastResult.operand = newValue
      if let node = newValue?.node, !graph.isInput(node) { lastResult.formula = node }
    }
  }
}
