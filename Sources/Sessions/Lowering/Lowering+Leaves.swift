import AutoDiff
import Memory

extension Lowering {
  /// Builds something over leaves of its own, and puts the arguments in the leaves' places afterwards.
  ///
  /// The leaves have the arguments' shapes, or stand for any of their numbers. So what is differentiated on the way sees
  /// variables, whatever else the arguments depend on. The leaves and all that was built on them are taken back; only the
  /// result stays.
  mutating func build(
    at arguments: [Operand], isForEachNumber: Bool = false,
    _ body: (inout Lowering, _ leaves: [Operand]) throws(SessionError) -> Operand
  ) throws(SessionError) -> Operand {
    let start = graph.checkpoint
    let known = (calls, gradients, cones)
    let leaves = arguments.map { graph.addLeaf(of: isForEachNumber ? .scalar : shape(of: $0)) }
    let wasBuilding = isBuilding
    isBuilding = true
    defer { isBuilding = wasBuilding }
    let result = try body(&self, leaves.map { .node($0) })
    if let node = result.node, try isOfArrays(node) {
      let excerpt = graph.excerpt(of: node, over: leaves, from: start)
      graph.rollBack(to: start)
      (calls, gradients, cones) = known
      let ids = arguments.map { $0.id(in: graph) }
      let isLoop = isForEachNumber && isArray(arguments[0])
      return Operand(isLoop ? loop(over: ids[0], excerpt) : excerpt.inserted(in: graph, at: ids), in: graph)
    }
    let tape = try tape(of: result)
    let notes = graph.derivativeNotes(in: tape)
    let value = notes.isEmpty ? nil : try value(of: result, at: arguments, leaves)
    graph.rollBack(to: start)
    (calls, gradients, cones) = known
    if result.node == nil { return result }
    if let value { return .constant(value) }

    let replacements = Dictionary(zip(leaves, arguments), uniquingKeysWith: { first, _ in first })
    let inputs = tape.inputs.map {
      replacements[$0]?.expression(in: graph) ?? Expression(graph: graph, id: $0)
    }
    let built = try session.interruptibly { (cancellation) throws(Interruption) in
      try tape.values(at: inputs, cancellation)
    }
    // What was a derivative on the leaves is one on the arguments.
    for (slot, note) in notes {
      guard let node = built[slot].operand.node, let variable = built[note.variable].operand.node else {
        continue
      }
      let target = note.target.flatMap { built[$0].operand.node }
      if graph.derivative(at: node) != nil { continue }
      graph.noteDerivative(
        node, DerivativeNode(target: target, variable: variable, order: target == nil ? 0 : note.order))
    }
    return built[tape.targets[0]].operand
  }

  /// A formula for each number of an array, in the array's shape.
  private func loop(over array: NodeID, _ excerpt: GraphExcerpt) -> NodeID {
    let shape = graph.shape(of: array)
    func reshaped(_ id: NodeID, to shape: Shape) -> NodeID {
      graph.shape(of: id) == shape ? id : graph.node(.reshape(Reshape(to: shape)), [id])
    }
    let list = reshaped(array, to: .vector(shape.count))
    return reshaped(
      graph.node(LoopDraft(excerpt, in: list, of: graph, named: "t", addingUp: false)), to: shape)
  }

  /// Whether a node is an array, or made of arrays.
  func isOfArrays(_ node: NodeID) throws(SessionError) -> Bool {
    try session.interruptibly { (cancellation) throws(Interruption) in
      try graph.dependsOnArrays([node], cancellation)
    }
  }

  /// What a result is made of, with the targets of the derivatives among it where these can be exceptional.
  private func tape(of result: Operand) throws(SessionError) -> Tape {
    try session.interruptibly { (cancellation) throws(Interruption) in
      let id = result.id(in: graph)
      let tape = try graph.tape(for: [id], cancellation)
      var missing: [NodeID] = []
      for target in graph.derivativeTargets(notIn: tape) {
        if try graph.canBeExceptional(target, cancellation) { missing.append(target) }
      }
      return missing.isEmpty ? tape : try graph.tape(for: [id] + missing, cancellation)
    }
  }

  /// The value of a result on leaves whose arguments are numbers; nil where one of them is none.
  private func value(
    of result: Operand, at arguments: [Operand], _ leaves: [NodeID]
  ) throws(SessionError) -> Double? {
    guard arguments.allSatisfy({ $0.node == nil }) else { return nil }
    let statistics = graph.statistics
    defer { graph.statistics = statistics }
    return try session.interruptibly { (cancellation) throws(Interruption) in
      for (leaf, argument) in zip(leaves, arguments) {
        graph.setInput(leaf, to: graph.cachedValue(of: argument.id(in: graph)))
      }
      return try graph.value(of: result.id(in: graph), cancellation)
    }
  }
}

extension Operand {
  /// The operand as a number that builds nodes.
  fileprivate func expression(in graph: Graph) -> Expression {
    switch self {
    case .constant(let value): Expression(value)
    case .node(let id), .array(let id): Expression(graph: graph, id: id)
    }
  }
}

extension Expression {
  var operand: Operand { graph == nil ? .constant(constant) : id.isConstant ? .array(id) : .node(id) }
}
