import AutoDiff
import Formulas
import Memory

extension Lowering {
  /// `diff(z, x)`, `diff(z, x, 2)`, `diff(z, x, y)`: the variables to differentiate by, a number repeating the last.
  mutating func differentiate(_ arguments: [Operand], _ range: SourceRange) throws(SessionError) -> Operand {
    guard arguments.count >= 2 else {
      throw SessionError(
        reason: .argumentCount(function: "diff", expected: .atLeast(2), given: arguments.count), range: range)
    }
    try checkOrders(arguments, range)
    var variables: [NodeID] = []
    for argument in arguments.dropFirst() {
      switch argument {
      case .node(let id):
        // A node without a name is seldom the one that the target is made of, and the answer 0 would mislead.
        guard graph.isInput(id) || graph.label(of: id) != nil else {
          throw SessionError(reason: .differentiatedByFormula, range: range)
        }
        variables.append(id)
      case .array:
        throw SessionError(reason: .differentiatedByNumber, range: range)
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

  /// The same where there are arrays: the target is a number, and the derivative by an array has its shape.
  mutating func differentiate(
    _ arguments: [Operand], _ lowered: LoweredOperands
  ) throws(SessionError) -> Operand {
    guard arguments.count >= 2 else { return try differentiate(arguments, lowered.range) }
    let target = arguments[0]
    let isOfArrays = try session.interruptibly { (cancellation) throws(Interruption) in
      try graph.dependsOnArrays([target.id(in: graph)], cancellation)
    }
    guard isOfArrays || arguments.contains(where: isArray) else {
      return try differentiate(arguments, lowered.range)
    }
    try checkOrders(arguments, lowered.range)
    var result = target
    var (last, lastPlace): (Operand?, Int) = (nil, 1)
    for (place, argument) in arguments.enumerated().dropFirst() {
      var steps = 1
      if case .constant(let order) = argument {
        guard last != nil else { throw SessionError(reason: .differentiatedByNumber, range: lowered.range) }
        steps = try checkedOrder(order, lowered.range) - 1
      } else {
        (last, lastPlace) = (argument, place)
      }
      for _ in 0..<max(0, steps) {
        guard !isArray(result) else {
          let text = place == 1 ? lowered.text(0) : "diff(\(lowered.text(0)), \(lowered.text(1)))"
          throw SessionError(
            reason: .array(
              .derivativeOfArray(
                ArrayError.Operand(text: text, shape: shape(of: result)), variable: lowered.text(lastPlace))),
            range: lowered.range)
        }
        result = try derivative(of: result, byWhole: last ?? argument, lowered.range)
      }
    }
    return result
  }

  /// The derivative by a variable, or by a part of one.
  private mutating func derivative(
    of target: Operand, byWhole variable: Operand, _ range: SourceRange
  ) throws(SessionError) -> Operand {
    guard let node = variable.node else {
      throw SessionError(reason: .differentiatedByNumber, range: range)
    }
    if graph.isInput(node) || graph.label(of: node) != nil {
      noteConnection(of: target, with: node)
      return like(variable, try derivative(of: target, by: node))
    }
    // `diff(z, v[2])`: what is picked of the derivative by the whole.
    guard let operation = graph.arrayOperation(of: node), operation.picksParts,
      let operands = graph.node(at: node)?.operands
    else { throw SessionError(reason: .differentiatedByFormula, range: range) }
    let whole = try derivative(of: target, byWhole: Operand(operands[0], in: graph), range)
    return apply(operation, [whole] + operands.dropFirst().map { Operand($0, in: graph) })
  }

  private mutating func noteConnection(of target: Operand, with variable: NodeID) {
    guard callChain.isEmpty, let node = target.node, let cone = try? cone(of: node) else { return }
    if !cone.containsAscending(variable) { note([.unconnected(target: node, variable: variable)]) }
  }

  /// A derivative in the shape of what it is by.
  private func like(_ variable: Operand, _ derivative: Operand) -> Operand {
    shape(of: variable) == shape(of: derivative)
      ? derivative : apply(.spread(Spread(to: shape(of: variable))), [derivative])
  }

  /// The derivative by one variable after the other. Those that are no inputs are held as if they were: what depends on
  /// them does so through them alone.
  mutating func derivative(of target: Operand, by variables: [NodeID]) throws(SessionError) -> Operand {
    let held = Set(variables.filter { !graph.isInput($0) }).sorted()
    if callChain.isEmpty, let target = target.node {
      note(held.map { .held($0) })
      let cone = try cone(of: target)
      let unconnected = Set(variables).filter { !cone.containsAscending($0) }.sorted()
      note(unconnected.map { .unconnected(target: target, variable: $0) })
    }
    guard let node = target.node, !held.isEmpty, variables.count > 1 else {
      return try stepwiseDerivative(of: target, by: variables)
    }
    return try build(at: held.map { .node($0) }) { (lowering, leaves) throws(SessionError) in
      let pairs = zip(held, leaves.compactMap(\.node))
      let leaves = Dictionary(pairs, uniquingKeysWith: { first, _ in first })
      let image = try lowering.session.interruptibly { (cancellation) throws(Interruption) in
        try lowering.graph.substituting(leaves, in: node, cancellation)
      }
      return try lowering.stepwiseDerivative(of: .node(image), by: variables.map { leaves[$0] ?? $0 })
    }
  }

  /// The same where the variables are inputs, or there is but one. A variable that stands several times in a row is one
  /// step, to that order.
  private mutating func stepwiseDerivative(
    of target: Operand, by variables: [NodeID]
  ) throws(SessionError) -> Operand {
    var result = target
    var rest = variables[...]
    while let variable = rest.first {
      let order = rest.prefix { $0 == variable }.count
      rest = rest.dropFirst(order)
      let (before, firstNode) = (result, graph.count)
      let derivative = try derivative(of: before, by: variable, order: order)
      result = try noted(derivative, of: before.node, by: variable, order: order, firstNode: firstNode)
      if rest.isEmpty, let target = before.node { noteDerivative(of: target, by: variable, order: order) }
    }
    return result
  }

  /// A name that stands for a derivative asks for it as its formula did.
  @inline(__always)
  mutating func noteKnownDerivative(_ operand: Operand) {
    guard let node = operand.node, let derivative = graph.derivative(at: node) else { return }
    guard let target = derivative.target, !graph.isGone(target) else { return }
    noteDerivative(of: target, by: derivative.variable, order: derivative.order)
  }

  /// Notes that the statement asks for a derivative.
  private mutating func noteDerivative(of target: NodeID, by variable: NodeID, order: Int) {
    if !graph.isInput(variable) || !callChain.isEmpty || isBuilding { return }
    note([.ofNode(target, input: variable, order: order)])
  }

  /// A formula in a saved session that is the derivative of a target by a variable; nil if the arguments are others.
  func notedDerivative(_ arguments: [Operand]) -> Operand? {
    guard (3...4).contains(arguments.count), let variable = arguments[1].node,
      case .constant(let number) = arguments[2], let order = Int(exactly: number),
      (0...Self.orderLimit).contains(order)
    else { return nil }
    if let node = arguments[0].node {
      let target = arguments.count == 4 ? arguments[3].node : nil
      graph.noteDerivative(node, DerivativeNode(target: target, variable: variable, order: order))
    }
    return arguments[0]
  }

  /// A derivative with a note in the graph that it is one. Where its formula is there already, and may be what somebody has
  /// typed, it gets a node of its own.
  private func noted(
    _ derivative: Operand, of target: NodeID?, by variable: NodeID, order: Int, firstNode: Int
  ) throws(SessionError) -> Operand {
    graph.noteDerivedNodes(from: firstNode)
    guard let target else { return derivative }
    guard let node = derivative.node else {
      // The rules come to a number; at an exceptional point it may be another.
      let statistics = graph.statistics
      defer { graph.statistics = statistics }
      let isSure = try session.interruptibly { (cancellation) throws(Interruption) in
        var search = try graph.exceptionalPointSearch(of: target, cancellation)
        return try search?.answers(by: [variable], order: order) { _ in
          graph.cachedValue(of: derivative.id(in: graph))
        }
        .derivatives.isEmpty ?? true
      }
      if isSure { return derivative }
      let own = graph.node(.guarded, derivative.id(in: graph), target)
      graph.noteDerivative(own, DerivativeNode(target: target, variable: variable, order: order))
      return .node(own)
    }
    if node == variable || graph.isInput(node) { return derivative }
    let note = DerivativeNode(target: target, variable: variable, order: order)
    let known = graph.derivative(at: node)
    // What others use already keeps the value by which they were computed.
    let isOwn = known == note || (known == nil && graph.isDerived(node) && !graph.isUsed(node))
    let noted = isOwn ? node : graph.node(.guarded, node, target)
    graph.noteDerivative(noted, note)
    return .node(noted)
  }

  private func note(_ derivatives: [Session.Derivative]) {
    // What is built on leaves is taken back, and its nodes are no more.
    if !isBuilding { session.derivatives += derivatives }
  }

  /// An element of a loop behind the first variable is an order, unless it is that variable: its number must be known.
  private mutating func checkOrders(_ arguments: [Operand], _ range: SourceRange) throws(SessionError) {
    for case .node(let id) in arguments.dropFirst(2)
    where loops.leaves.contains(where: { $0.leaf == id }) && arguments[1].node != id {
      try checkIsKnown(id, range)
    }
  }

  func checkedOrder(_ order: Double, _ range: SourceRange) throws(SessionError) -> Int {
    guard let whole = Int(exactly: order), (0...Self.orderLimit).contains(whole) else {
      throw SessionError(reason: .invalidOrder(order), range: range)
    }
    return whole
  }

  /// The derivative of an order from 1 on.
  private mutating func derivative(
    of operand: Operand, by variable: NodeID, order: Int
  ) throws(SessionError) -> Operand {
    if order <= Graph.highestRepeatedOrder {
      var derivative = operand
      for _ in 0..<order { derivative = try self.derivative(of: derivative, by: variable) }
      return derivative
    }
    guard case .node(let id) = operand else { return .constant(0) }
    let derivatives = try session.interruptibly { (cancellation) throws(Interruption) in
      try graph.symbolicDerivatives(
        of: Expression(graph: graph, id: id), by: Expression(graph: graph, id: variable),
        orders: order...order, cancellation)
    }
    return derivatives[0].operand
  }

  private mutating func derivative(
    of operand: Operand, by variable: NodeID
  ) throws(SessionError) -> Operand {
    guard case .node(let id) = operand else { return .constant(0) }
    return try gradient(of: id)[variable].operand
  }

  /// What a target is made of, ascending; a statement looks for it once.
  mutating func cone(of target: NodeID) throws(SessionError) -> [NodeID] {
    if let known = cones[target] { return known }
    let cone = try session.interruptibly { (cancellation) throws(Interruption) in
      try graph.cone(of: [target], cancellation)
    }
    cones[target] = cone
    return cone
  }

  /// The derivatives of a node by all that it is made of; a statement makes them once.
  private mutating func gradient(of target: NodeID) throws(SessionError) -> SymbolicGradient {
    if let known = gradients[target] { return known }
    let gradient = try session.interruptibly { (cancellation) throws(Interruption) in
      try graph.symbolicGradient(of: target, cancellation)
    }
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
    let result = try build(at: [argument], isForEachNumber: true) { (lowering, leaves) throws(SessionError) in
      let value = try lowering.call(name, leaves, range)
      guard let leaf = leaves.first?.node else { return value }
      let order = max(1, order)
      let first = lowering.graph.count
      let ruled = try lowering.derivative(of: value, by: leaf, order: order)
      guard let target = value.node else { return ruled }
      let derivative = try lowering.noted(ruled, of: target, by: leaf, order: order, firstNode: first)
      if lowering.isArray(argument) { return derivative }
      if try lowering.isOfArrays(target) { return derivative }
      let parameter = function?.parameters.first ?? "x"
      let answer = try lowering.noteExceptionalPoints(
        of: target, by: leaf, named: parameter, at: argument, order: order)
      // At a number the derivative is a number.
      return answer.flatMap { argument.node == nil ? .constant($0) : nil } ?? derivative
    }
    if let function {
      session.keep(
        CallRegion(
          function: function, order: max(1, order), arguments: [argument], result: result,
          nodes: firstNode..<graph.count))
    }
    return result
  }

  /// Notes the exceptional points that `f'(a)` meets, while the function's own nodes are there, and gives what is answered
  /// there; nil where the rules are right.
  private func noteExceptionalPoints(
    of target: NodeID, by leaf: NodeID, named parameter: String, at argument: Operand, order: Int
  ) throws(SessionError) -> Double? {
    let statistics = graph.statistics
    defer { graph.statistics = statistics }
    let found = try session.interruptibly { (cancellation) throws(Interruption) in
      graph.setInput(leaf, to: try graph.value(of: argument.id(in: graph), cancellation))
      graph.setLabel(parameter, of: leaf)
      var search = try graph.exceptionalPointSearch(of: target, cancellation)
      return try search?.answers(by: [leaf], order: order) { _ in nil }
    }
    for point in found?.points ?? [] {
      session.derivatives.append(.ofFunction(point, places: point.nodes.map { session.place(of: $0) }))
    }
    return found?.derivatives[leaf]
  }
}
