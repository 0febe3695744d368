import AutoDiff
import Formulas

extension Lowering {
  /// `diff(z, x)`, `diff(z, x, 2)`, `diff(z, x, y)`: the variables to differentiate by, a number repeating the last.
  mutating func differentiate(_ arguments: [Operand], _ range: SourceRange) throws(SessionError) -> Operand {
    guard arguments.count >= 2 else {
      throw SessionError(
        reason: .argumentCount(function: "diff", expected: .atLeast(2), given: arguments.count), range: range)
    }
    var variables: [NodeID] = []
    for argument in arguments.dropFirst() {
      switch argument {
      case .node(let id):
        // A node without a name is seldom the one that the target is made of, and the answer 0 would mislead.
        guard graph.isInput(id) || graph.label(of: id) != nil else {
          throw SessionError(reason: .differentiatedByFormula, range: range)
        }
        variables.append(id)
      case .constant(let order):
        guard let variable = variables.popLast() else {
          throw SessionError(reason: .differentiatedByNumber, range: range)
        }
        variables.append(contentsOf: repeatElement(variable, count: try checkedOrder(order, range)))
      }
    }
    if checking != nil { return arguments[0].node == nil ? .constant(0) : unknownOperand() }
    return try derivative(of: arguments[0], by: variables)
  }

  /// The derivative by one variable after the other. Those that are no inputs are held as if they were: what depends on
  /// them does so through them alone.
  mutating func derivative(of target: Operand, by variables: [NodeID]) throws(SessionError) -> Operand {
    let held = Set(variables.filter { !graph.isInput($0) }).sorted()
    if callChain.isEmpty, let target = target.node {
      note(held.map { .held($0) })
      let cone = cone(of: target)
      let unconnected = Set(variables).filter { !cone.containsAscending($0) }.sorted()
      note(unconnected.map { .unconnected(target: target, variable: $0) })
    }
    guard let node = target.node, !held.isEmpty, variables.count > 1 else {
      return stepwiseDerivative(of: target, by: variables)
    }
    return try build(at: held.map { .node($0) }) { (lowering, leaves) throws(SessionError) in
      let pairs = zip(held, leaves.compactMap(\.node))
      let leaves = Dictionary(pairs, uniquingKeysWith: { first, _ in first })
      let image = lowering.graph.substituting(leaves, in: node)
      return lowering.stepwiseDerivative(of: .node(image), by: variables.map { leaves[$0] ?? $0 })
    }
  }

  /// The same where the variables are inputs, or there is but one. A variable that stands several times in a row is one
  /// step, to that order.
  private mutating func stepwiseDerivative(of target: Operand, by variables: [NodeID]) -> Operand {
    var result = target
    var rest = variables[...]
    while let variable = rest.first {
      let order = rest.prefix { $0 == variable }.count
      rest = rest.dropFirst(order)
      let (last, derivative) = derivative(of: result, by: variable, order: order)
      result = derivative
      if rest.isEmpty, let target = last.node, graph.isInput(variable), callChain.isEmpty, !isBuilding {
        note([.ofNode(target, input: variable, result: result)])
      }
    }
    return result
  }

  private func note(_ derivatives: [Session.Derivative]) { session.derivatives += derivatives }

  func checkedOrder(_ order: Double, _ range: SourceRange) throws(SessionError) -> Int {
    guard let whole = Int(exactly: order), (0...Self.orderLimit).contains(whole) else {
      throw SessionError(reason: .invalidOrder(order), range: range)
    }
    return whole
  }

  /// The derivative of an order from 1 on, and the one before it.
  private mutating func derivative(
    of operand: Operand, by variable: NodeID, order: Int
  ) -> (before: Operand, derivative: Operand) {
    if order <= Graph.highestRepeatedOrder {
      var (before, derivative) = (operand, operand)
      for _ in 0..<order {
        (before, derivative) = (derivative, self.derivative(of: derivative, by: variable))
      }
      return (before, derivative)
    }
    guard case .node(let id) = operand else { return (.constant(0), .constant(0)) }
    let derivatives = graph.symbolicDerivatives(
      of: Expression(graph: graph, id: id), by: Expression(graph: graph, id: variable),
      orders: (order - 1)...order)
    return (derivatives[0].operand, derivatives[1].operand)
  }

  private mutating func derivative(of operand: Operand, by variable: NodeID) -> Operand {
    guard case .node(let id) = operand else { return .constant(0) }
    return gradient(of: id)[variable].operand
  }

  /// What a target is made of, ascending; a statement looks for it once.
  private mutating func cone(of target: NodeID) -> [NodeID] {
    if let known = cones[target] { return known }
    let cone = graph.cone(of: [target])
    cones[target] = cone
    return cone
  }

  /// The derivatives of a node by all that it is made of; a statement makes them once.
  private mutating func gradient(of target: NodeID) -> SymbolicGradient {
    if let known = gradients[target] { return known }
    let gradient = graph.symbolicGradient(of: target)
    gradients[target] = gradient
    return gradient
  }

  /// `f'(a)`: the body differentiated by a leaf of its own, and `a` put in the leaf's place afterwards.
  mutating func derivative(
    of name: String, order: Int, at argument: Operand, _ range: SourceRange
  ) throws(SessionError) -> Operand {
    if let primitive = BuiltIns.function(name), environment.function(name) == nil,
      !(primitive.minimumCount...(primitive.maximumCount ?? .max)).contains(1)
    {
      throw SessionError(reason: .primeOfManyArguments(name, count: primitive.minimumCount), range: range)
    }
    if let function = environment.function(name), function.parameters.count != 1 {
      throw SessionError(reason: .primeOfManyArguments(name, count: function.parameters.count), range: range)
    }
    guard order <= Self.orderLimit else {
      throw SessionError(reason: .invalidOrder(Double(order)), range: range)
    }

    if checking != nil {
      _ = try call(name, [unknownOperand()], range)
      return unknownOperand()
    }
    let function = environment.function(name)
    let firstNode = graph.count
    let result = try build(at: [argument]) { (lowering, leaves) throws(SessionError) in
      let value = try lowering.call(name, leaves, range)
      guard let leaf = leaves.first?.node else { return value }
      let (before, derivative) = lowering.derivative(of: value, by: leaf, order: max(1, order))
      if let target = before.node {
        let parameter = function?.parameters.first ?? "x"
        lowering.noteKinks(of: target, by: leaf, named: parameter, at: argument, result: derivative)
      }
      return derivative
    }
    if let function {
      session.keep(
        CallRegion(
          function: function, order: max(1, order), arguments: [argument], result: result,
          nodes: firstNode..<graph.count))
    }
    return result
  }

  /// Notes the kinks that `f'(a)` meets, while the function's own nodes are there.
  private func noteKinks(
    of target: NodeID, by leaf: NodeID, named parameter: String, at argument: Operand, result: Operand
  ) {
    let statistics = graph.statistics
    graph.setInput(leaf, to: graph.value(of: argument.id(in: graph)))
    graph.setLabel(parameter, of: leaf)
    for kink in graph.kinks(of: target, by: [leaf], shown: graph.value(of: result.id(in: graph))) {
      let places = kink.nodes.map { session.place(of: $0) }
      session.derivatives.append(.ofFunction(kink, places: places))
    }
    graph.statistics = statistics
  }

  /// Builds something over leaves of its own, and puts the arguments in the leaves' places afterwards.
  ///
  /// So what is differentiated on the way sees variables, whatever else the arguments depend on. The leaves and all that
  /// was built on them are taken back; only the result stays.
  mutating func build(
    at arguments: [Operand],
    _ body: (inout Lowering, _ leaves: [Operand]) throws(SessionError) -> Operand
  ) throws(SessionError) -> Operand {
    let start = graph.checkpoint
    let known = (calls, gradients, cones)
    let leaves = arguments.map { _ in graph.addInput(.nan) }
    let wasBuilding = isBuilding
    isBuilding = true
    defer { isBuilding = wasBuilding }
    let result = try body(&self, leaves.map { .node($0) })
    let tape = result.node.map { graph.tape(for: [$0]) }
    graph.rollBack(to: start)
    (calls, gradients, cones) = known
    guard let tape else { return result }

    let replacements = Dictionary(zip(leaves, arguments), uniquingKeysWith: { first, _ in first })
    let inputs = tape.inputs.map {
      replacements[$0]?.expression(in: graph) ?? Expression(graph: graph, id: $0)
    }
    return tape.values(at: inputs)[tape.targets[0]].operand
  }
}

extension Operand {
  /// The operand as a number that builds nodes.
  fileprivate func expression(in graph: Graph) -> Expression {
    switch self {
    case .constant(let value): Expression(value)
    case .node(let id): Expression(graph: graph, id: id)
    }
  }
}

extension Expression {
  fileprivate var operand: Operand { graph == nil ? .constant(constant) : .node(id) }
}
