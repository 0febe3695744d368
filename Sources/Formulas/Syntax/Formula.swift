/// An expression as a flat tree: its nodes in postfix order, operands before their operation, the root last.
///
///     2 + 3*x   is   2  3  x  *  +
///
/// So nothing that walks a formula recurses, however deep it nests, and freeing it does not either.
package struct Formula: Sendable {
  /// The nodes. A formula that was parsed is well formed: it has a root, and every node its operands.
  package var nodes: [Node]

  /// A formula of the nodes, which must be in postfix order.
  package init(nodes: [Node]) { self.nodes = nodes }

  /// A number, a name or an operation.
  package struct Node: Sendable {
    /// What it is.
    package var kind: Kind

    /// Where it stands with all of its operands, the parentheses of calls included, those around it not.
    package var range: SourceRange

    /// A node that stands at `range`; formulas that were not parsed have no place.
    package init(_ kind: Kind, range: SourceRange = SourceRange(0, 0)) {
      self.kind = kind
      self.range = range
    }
  }

  /// What a node is.
  package enum Kind: Sendable, Equatable {
    /// A number as it was typed: never negative, infinite or NaN.
    case number(Double)

    /// A variable, a constant or `ans`.
    case name(String)

    /// `%7`
    case node(Int)

    /// An operator with its one or two operands.
    case operation(OperatorID)

    /// `f(a, b)`
    case call(String, argumentCount: Int)

    /// `f''(a)`, with one operand.
    case prime(String, order: Int)
  }

  /// The number of operands of a node, which stand directly before it.
  package func operandCount(of node: Node) -> Int {
    switch node.kind {
    case .number, .name, .node: 0
    case .operation(let id): id.operandCount
    case .call(_, let argumentCount): argumentCount
    case .prime: 1
    }
  }

  /// Whether both formulas have the same nodes, wherever they stand. O(*n*).
  package func isSameTree(as other: Formula) -> Bool {
    nodes.elementsEqual(other.nodes) { $0.kind == $1.kind }
  }
}
