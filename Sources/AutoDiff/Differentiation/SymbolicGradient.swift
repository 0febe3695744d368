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
  private static var highestRepeatedOrder: Int { 2 }

  /// The derivatives of a target with respect to several nodes, by one sweep.
  public func symbolicDerivatives(of target: Expression, by inputs: [Expression]) -> [Expression] {
    let tape = tape(for: [id(of: target)])
    guard let root = tape.targets.first, root >= tape.constants.count else { return inputs.map { _ in 0 } }
    var values: [DerivedExpression] = []
    values.reserveCapacity(tape.slotCount)
    for slot in 0..<tape.slotCount {
      if slot % Self.blockSize == 0, !mayGoOn() { return inputs.map { _ in 0 } }
      let expression = tape.node(ofSlot: slot).map { Expression(graph: self, id: $0) }
      values.append(DerivedExpression(expression ?? Expression(tape.constants[slot])))
    }
    var adjoints = [DerivedExpression](repeating: 0, count: tape.slotCount)
    adjoints[root] = 1
    withPointers(&values, &adjoints) { tape.sweepReverse($0, adjoints: $1, while: mayGoOn) }
    return inputs.map { input in
      input.graph == nil ? 0 : tape.slot(of: id(of: input)).map { adjoints[$0].expression } ?? 0
    }
  }
}
