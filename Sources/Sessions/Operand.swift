package import AutoDiff

/// What a formula comes to while it is built into the graph: a node, or a number that no node stands for yet.
///
/// Numbers fold as they meet, and enter the graph's pool of constants only when a node refers to them.
package enum Operand: Hashable, Sendable {
  case constant(Double)
  case node(NodeID)

  /// The operand behind an identifier of the graph.
  package init(_ id: NodeID, in graph: Graph) {
    self = id.isConstant ? .constant(graph.cachedValue(of: id)) : .node(id)
  }

  /// The identifier in the graph, where a constant is entered if it is new.
  package func id(in graph: Graph) -> NodeID {
    switch self {
    case .constant(let value): graph.constant(value)
    case .node(let id): id
    }
  }

  /// The node, if it is one.
  package var node: NodeID? {
    if case .node(let id) = self { id } else { nil }
  }
}
