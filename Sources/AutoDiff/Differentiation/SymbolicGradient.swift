package import Memory

extension Graph {
  /// The derivative of a target with respect to an input, as a new piece of this graph.
  ///
  ///     let dz = graph.symbolicDerivative(of: z, by: x)
  ///     graph.value(of: dz)                       // 10
  ///     graph.symbolicDerivative(of: dz, by: x)   // the second derivative
  ///
  /// It is the reverse sweep with expressions flowing through it, so it adds O(n) nodes for a target of n nodes. The
  /// result is live like every other node. The constant 0 where the target is not connected to the input.
  public func symbolicDerivative(of target: Expression, by input: Expression) -> Expression {
    symbolicDerivatives(of: target, by: [input]).first ?? 0
  }

  /// The derivative of an order of a target with respect to an input, as a new piece of this graph.
  ///
  ///     graph.symbolicDerivative(of: .exp(x * x), by: x, order: 20)
  ///
  /// Adds O(order²) nodes for each operation of the target, and O(order³) for the gamma and Bessel functions. Up to order
  /// 2 it is the derivative of the derivative.
  public func symbolicDerivative(of target: Expression, by input: Expression, order: Int) -> Expression {
    precondition(order >= 0, "the order of a derivative is not negative")
    return uninterrupted { (never) throws(Interruption) in
      try symbolicDerivatives(of: target, by: input, orders: order...order, never)[0]
    }
  }

  /// The derivatives of several orders, the lowest first.
  package func symbolicDerivatives(
    of target: Expression, by input: Expression, orders: ClosedRange<Int>, _ cancellation: Cancellation
  ) throws(Interruption) -> [Expression] {
    if orders.upperBound <= Self.highestRepeatedOrder {
      var derivatives = [target]
      for order in 0..<orders.upperBound {
        let gradient = try symbolicGradient(of: id(of: derivatives[order]), cancellation)
        derivatives.append(gradient[id(of: input)])
      }
      return Array(derivatives[orders])
    }
    guard target.graph != nil, input.graph != nil else { return orders.map { $0 == 0 ? target : 0 } }
    var tower = DerivativeTower(self, by: input.id, highestOrder: orders.upperBound, cancellation)
    return try orders.map { (order) throws(Interruption) in
      try tower.derivative(of: target.id, order).expression
    }
  }

  /// The highest order to which it is as short to differentiate again.
  package static var highestRepeatedOrder: Int { 2 }

  /// The derivatives of a target with respect to several nodes, by one sweep.
  public func symbolicDerivatives(of target: Expression, by inputs: [Expression]) -> [Expression] {
    let gradient = uninterrupted { (never) throws(Interruption) in
      try symbolicGradient(of: id(of: target), never)
    }
    return inputs.map { gradient[id(of: $0)] }
  }

  /// The derivatives of a node with respect to all nodes that it is made of, as new pieces of this graph, by one sweep.
  package func symbolicGradient(
    of target: NodeID, _ cancellation: Cancellation
  ) throws(Interruption) -> SymbolicGradient {
    if try dependsOnArrays([target], cancellation) {
      let cone = try cone(of: [target], cancellation)
      return SymbolicGradient(adjoints: try arrayAdjoints(of: target, in: cone, cancellation), in: self)
    }
    let tape = try tape(for: [target], cancellation)
    guard let root = tape.targets.first, root >= tape.constants.count else { return SymbolicGradient() }
    var values: [DerivedExpression] = []
    values.reserveCapacity(tape.slotCount)
    for slot in 0..<tape.slotCount {
      try cancellation.check(at: slot, of: tape.slotCount)
      let expression = tape.node(ofSlot: slot).map { Expression(graph: self, id: $0) }
      values.append(DerivedExpression(expression ?? Expression(tape.constants[slot])))
    }
    var adjoints = [DerivedExpression](repeating: 0, count: tape.slotCount)
    adjoints[root] = 1
    try withPointers(&values, &adjoints) { (values, adjoints) throws(Interruption) in
      try tape.sweepReverse(values, adjoints: adjoints, cancellation)
    }
    return SymbolicGradient(tape: tape, adjoints: adjoints)
  }
}

/// The derivatives of a node as formulas, by everything that it is made of. They hold as long as their nodes are there.
package struct SymbolicGradient {
  private var tape = Tape()

  /// For each slot of the tape. They do not keep the graph alive.
  private var adjoints: [DerivedExpression] = []

  /// Those of a target that is made of arrays, by node, and the graph.
  private var arrays: (graph: Graph, adjoints: [NodeID: DerivedExpression])?

  /// The gradient of what depends on nothing.
  fileprivate init() {}

  fileprivate init(tape: Tape, adjoints: [DerivedExpression]) {
    (self.tape, self.adjoints) = (tape, adjoints)
  }

  fileprivate init(adjoints: [NodeID: DerivedExpression], in graph: Graph) { arrays = (graph, adjoints) }

  /// The derivative with respect to a node; the constant 0 where the target is not connected to it. O(log *n*).
  package subscript(_ variable: NodeID) -> Expression {
    if variable.isConstant { return 0 }
    if let (graph, adjoints) = arrays {
      return graph.spread(adjoints[variable] ?? 0, to: graph.shape(of: variable)).expression
    }
    return tape.slot(of: variable).map { adjoints[$0].expression } ?? 0
  }
}
