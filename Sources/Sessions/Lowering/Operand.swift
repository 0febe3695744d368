package import AutoDiff

/// What a formula comes to while it is built into the graph: a node, or a number that no node stands for yet.
///
/// Numbers fold as they meet, and enter the graph's pool of constants only when a node refers to them.
package enum Operand: Hashable, Sendable {
  case constant(Double)
  case node(NodeID)

  /// A constant array, which stands in the graph's pool.
  case array(NodeID)

  /// Whether both are the same node, or the same number to the bit: 1/0 is not 1/-0, and what is no number is itself.
  package static func == (left: Operand, right: Operand) -> Bool {
    switch (left, right) {
    case (.constant(let a), .constant(let b)): a.bitPattern == b.bitPattern
    case (.node(let a), .node(let b)), (.array(let a), .array(let b)): a == b
    case (.constant, _), (.node, _), (.array, _): false
    }
  }

  package func hash(into hasher: inout Hasher) {
    switch self {
    case .constant(let value): hasher.combine(value.bitPattern)
    case .node(let id), .array(let id): hasher.combine(id)
    }
  }

  /// The operand behind an identifier of the graph.
  package init(_ id: NodeID, in graph: Graph) {
    self =
      !id.isConstant
      ? .node(id) : graph.constantArray(id) != nil ? .array(id) : .constant(graph.cachedValue(of: id))
  }

  /// The identifier in the graph, where a constant is entered if it is new.
  package func id(in graph: Graph) -> NodeID {
    switch self {
    case .constant(let value): graph.constant(value)
    case .node(let id), .array(let id): id
    }
  }

  /// The node, if it is one.
  package var node: NodeID? {
    if case .node(let id) = self { id } else { nil }
  }
}
