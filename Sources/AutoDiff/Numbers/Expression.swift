/// A formula in the making: the handle of a node, on which arithmetic adds nodes to the graph.
///
///     let graph = Graph()
///     let x = graph.input(3, named: "x")
///     let z = .sin(x) * x + 2
///
/// Expressions made of literals alone belong to no graph and are folded as they are written. An operation on
/// expressions of two different graphs is a mistake of the program, and stops it.
public struct Expression: Scalar {
  /// The graph of the node, or nil for a constant.
  package let graph: Graph?

  /// The node, where there is a graph.
  package let id: NodeID

  /// The value, where there is none.
  package let constant: Double

  /// The constant `value`, in no graph yet.
  public init(_ value: Double) {
    graph = nil
    id = .none
    constant = value
  }

  /// The expression that stands for a node, or for a constant of the graph's pool.
  package init(graph: Graph, id: NodeID) {
    // A constant array has its elements in the graph.
    let isNumber = id.isConstant && graph.shape(of: id).isScalar
    self.graph = isNumber ? nil : graph
    self.id = isNumber ? .none : id
    constant = isNumber ? graph.cachedValue(of: id) : .nan
  }

  /// Whether this is the constant 0.
  public var isExactlyZero: Bool { graph == nil && constant == 0 }

  /// Adds the node `P(x)`.
  public static func apply<P: UnaryPrimitive>(_ primitive: P.Type, _ x: Self) -> Self {
    guard let graph = x.graph else { return Self(P.value(x.constant)) }
    return Self(graph: graph, id: graph.node(P.opcode, x.id))
  }

  /// Adds the node `P(a, b)`.
  public static func apply<P: BinaryPrimitive>(_ primitive: P.Type, _ a: Self, _ b: Self) -> Self {
    node(P.opcode, a, b)
  }

  // The operators are written out, so that they cost programs that use them no way through a generic function.

  /// Adds the node `a + b`.
  public static func + (a: Self, b: Self) -> Self { node(.add, a, b) }

  /// Adds the node `a - b`.
  public static func - (a: Self, b: Self) -> Self { node(.subtract, a, b) }

  /// Adds the node `a * b`.
  public static func * (a: Self, b: Self) -> Self { node(.multiply, a, b) }

  /// Adds the node `a / b`.
  public static func / (a: Self, b: Self) -> Self { node(.divide, a, b) }

  private static func node(_ opcode: Opcode, _ a: Self, _ b: Self) -> Self {
    guard let graph = a.graph ?? b.graph else { return Self(opcode.value(a.constant, b.constant)) }
    return Self(graph: graph, id: graph.node(opcode, graph.id(of: a), graph.id(of: b)))
  }

  /// Adds the node `P(a, b, c)`.
  public static func apply<P: TernaryPrimitive>(_ primitive: P.Type, _ a: Self, _ b: Self, _ c: Self) -> Self
  {
    guard let graph = a.graph ?? b.graph ?? c.graph else {
      return Self(P.value(a.constant, b.constant, c.constant))
    }
    return Self(
      graph: graph, id: graph.node(P.opcode, arguments: [graph.id(of: a), graph.id(of: b), graph.id(of: c)]))
  }

  /// Adds the node `P(operands…)`.
  public static func apply<P: NaryPrimitive, Operands: RandomAccessCollection<Self>>(
    _ primitive: P.Type, _ operands: Operands
  ) -> Self {
    guard let graph = operands.lazy.compactMap(\.graph).first else {
      return Self(P.value(operands.lazy.map(\.constant)))
    }
    return Self(graph: graph, id: graph.node(P.opcode, arguments: operands.map { graph.id(of: $0) }))
  }

  /// Adds the node of the member at `operands`.
  public static func apply<P: FamilyPrimitive, Operands: RandomAccessCollection<Self>>(
    _ primitive: P.Type, _ member: Int, _ operands: Operands
  ) -> Self {
    guard let graph = operands.lazy.compactMap(\.graph).first else {
      return Self(P.value(member, operands.lazy.map(\.constant)))
    }
    let ids = operands.map { graph.id(of: $0) }
    return Self(graph: graph, id: graph.node(P.opcode, member: member, operands: ids))
  }
}
