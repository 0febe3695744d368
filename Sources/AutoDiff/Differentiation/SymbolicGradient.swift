import Memory

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
    return symbolicDerivatives(of: target, by: input, orders: order...order)[0]
  }

  /// The derivatives of several orders, the lowest first; zeros if the graph may not go on.
  package func symbolicDerivatives(
    of target: Expression, by input: Expression, orders: ClosedRange<Int>
  ) -> [Expression] {
    if orders.upperBound <= Self.highestRepeatedOrder {
      var derivatives = [target]
      for order in 0..<orders.upperBound {
        derivatives.append(symbolicDerivative(of: derivatives[order], by: input))
      }
      return Array(derivatives[orders])
    }
    guard target.graph != nil, input.graph != nil else { return orders.map { $0 == 0 ? target : 0 } }
    var tower = DerivativeTower(self, by: input.id, highestOrder: orders.upperBound)
    return orders.map { tower.derivative(of: target.id, $0)?.expression ?? 0 }
  }

  /// The highest order to which it is as short to differentiate again.
  package static var highestRepeatedOrder: Int { 2 }

  /// The derivatives of a target with respect to several nodes, by one sweep.
  public func symbolicDerivatives(of target: Expression, by inputs: [Expression]) -> [Expression] {
    let gradient = symbolicGradient(of: id(of: target))
    return inputs.map { $0.graph == nil ? 0 : gradient[id(of: $0)] }
  }

  /// The derivatives of a node with respect to all nodes that it is made of, as new pieces of this graph, by one sweep.
  package func symbolicGradient(of target: NodeID) -> SymbolicGradient {
    let tape = tape(for: [target])
    guard let root = tape.targets.first, root >= tape.constants.count else { return SymbolicGradient() }
    var values: [DerivedExpression] = []
    values.reserveCapacity(tape.slotCount)
    for slot in 0..<tape.slotCount {
      if slot % Self.blockSize == 0, Work.notes(blockAt: slot, of: tape.slotCount), !mayGoOn() {
        return SymbolicGradient()
      }
      let expression = tape.node(ofSlot: slot).map { Expression(graph: self, id: $0) }
      values.append(DerivedExpression(expression ?? Expression(tape.constants[slot])))
    }
    var adjoints = [DerivedExpression](repeating: 0, count: tape.slotCount)
    adjoints[root] = 1
    withPointers(&values, &adjoints) { tape.sweepReverse($0, adjoints: $1, while: mayGoOn) }
    return SymbolicGradient(tape: tape, adjoints: adjoints)
  }
}

/// The derivatives of a node as formulas, by everything that it is made of. They hold as long as their nodes are there.
package struct SymbolicGradient {
  private var tape = Tape()

  /// For each slot of the tape. They do not keep the graph alive.
  private var adjoints: [DerivedExpression] = []

  /// The gradient of what depends on nothing.
  fileprivate init() {}

  fileprivate init(tape: Tape, adjoints: [DerivedExpression]) {
    (self.tape, self.adjoints) = (tape, adjoints)
  }

  /// The derivative with respect to a node; the constant 0 where the target is not connected to it. O(log *n*).
  package subscript(_ variable: NodeID) -> Expression {
    variable.isConstant ? 0 : tape.slot(of: variable).map { adjoints[$0].expression } ?? 0
  }
}
