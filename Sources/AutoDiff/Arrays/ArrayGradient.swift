import Memory

extension Graph {
  /// The adjoints of all nodes of a cone, ascending and with the target last, as new pieces of this graph: backprop with
  /// formulas that stand for arrays. They may be smaller than the values that they belong to.
  func arrayAdjoints(
    of target: NodeID, in cone: [NodeID], _ cancellation: Cancellation,
    record: (NodeID, DerivedExpression, [(operand: NodeID, share: DerivedExpression)]) -> Void = { _, _, _ in
    }
  ) throws(Interruption) -> [NodeID: DerivedExpression] {
    var walk = ArrayWalk(self)
    walk.adjoints[target] = 1
    for (position, id) in cone.reversed().enumerated() {
      try cancellation.check(at: position, of: cone.count)
      let shares = walk.visit(id)
      if let adjoint = walk.adjoints[id] { record(id, adjoint, shares) }
    }
    return walk.adjoints
  }

  /// What comes back to some inputs from a node of which the adjoint is given, where anything does.
  func adjoints(
    of node: NodeID, seed: DerivedExpression, by inputs: [NodeID]
  ) -> [(input: NodeID, adjoint: DerivedExpression)] {
    var walk = ArrayWalk(self)
    walk.adjoints[node] = seed
    for id in cone(of: node).reversed() { _ = walk.visit(id) }
    return inputs.compactMap { input in
      walk.adjoints[input].flatMap { $0.isExactlyZero ? nil : (input, $0) }
    }
  }

  /// What comes back to a node from a formula over it, of which the adjoint is given; nil where nothing does.
  func pulledBack(_ adjoint: DerivedExpression, from formula: NodeID, to node: NodeID) -> DerivedExpression? {
    var walk = ArrayWalk(self)
    walk.adjoints[formula] = adjoint
    // What stands between the two was made just now.
    let between = uninterrupted { (never) throws(Interruption) in try cone(of: [formula], never) }
    for id in between.reversed() where id > node { _ = walk.visit(id) }
    return walk.adjoints[node]
  }
}

/// Backprop over formulas, node after node.
private struct ArrayWalk {
  let graph: Graph
  var adjoints: [NodeID: DerivedExpression] = [:]

  init(_ graph: Graph) { self.graph = graph }

  /// Hands a node's adjoint, which is complete, on to its operands, and says what each got.
  mutating func visit(_ id: NodeID) -> [(operand: NodeID, share: DerivedExpression)] {
    guard let adjoint = adjoints[id], !adjoint.isExactlyZero, !graph.isInput(id) else { return [] }
    let shares =
      graph.arrayOperation(of: id).map { wholeShares(of: id, $0, adjoint) } ?? liftedShares(of: id, adjoint)
    for (operand, share) in shares { add(share, to: operand) }
    return shares.filter { !$0.operand.isConstant }
  }

  private func wholeShares(
    of id: NodeID, _ operation: ArrayOperation, _ adjoint: DerivedExpression
  ) -> [(operand: NodeID, share: DerivedExpression)] {
    let operands = graph.operands(of: id)
    var backprop = ArrayBackprop(
      graph: graph, operands: operands.map { DerivedExpression($0, in: graph) },
      result: DerivedExpression(id, in: graph), shape: graph.shape(of: id), adjoint: adjoint)
    operation.primitive.passAdjoint(&backprop)
    return backprop.contributions.map { (operands[$0.position], $0.adjoint) }
  }

  /// An operation of numbers, element by element: each operand gets the adjoint times the partial, added up over what was
  /// repeated.
  private func liftedShares(
    of id: NodeID, _ adjoint: DerivedExpression
  ) -> [(operand: NodeID, share: DerivedExpression)] {
    let operands = graph.operands(of: id)
    let opcode = graph.opcode(of: id)
    if let share = shareOfSquare(of: operands, opcode, adjoint) { return [share] }
    // The list stays where it is while rules build nodes.
    var list = operands.map(\.rawValue)
    if let member = graph.member(of: id.index), opcode.isFamily { list.append(Int32(clamping: member)) }
    let shares = list.withUnsafeBufferPointer { list -> [(operand: Int, share: DerivedExpression)] in
      var visitor = OutOfLine(
        EdgeVisitor(
          flow: ShareFlow(adjoint), values: NodeExpressions(graph: graph), partials: nil, lists: list))
      visitor.base.come(to: id.index)
      if opcode.usesOperandList {
        (visitor.base.left, visitor.base.right) = (0, operands.count)
      } else {
        visitor.base.left = Int(operands[0].rawValue)
        visitor.base.right = operands.count > 1 ? Int(operands[1].rawValue) : 0
      }
      dispatch(opcode, &visitor)
      return visitor.base.flow.shares
    }
    let shape = graph.shape(of: id)
    return shares.map { operand, share in
      (NodeID(operand), graph.summed(share, from: shape, to: graph.shape(of: NodeID(operand))))
    }
  }

  /// What the square of a norm hands to the elements: 2x, also at 0, where the norm itself has a kink.
  private func shareOfSquare(
    of operands: [NodeID], _ opcode: Opcode, _ adjoint: DerivedExpression
  ) -> (operand: NodeID, share: DerivedExpression)? {
    guard opcode == .power, operands[1].isConstant, graph.cachedValue(of: operands[1]) == 2,
      graph.shape(of: operands[1]).isScalar,
      case .reduction(let reduction)? = graph.arrayOperation(of: operands[0]), reduction.kind == .norm,
      let elements = graph.node(at: operands[0])?.operands.first
    else { return nil }
    let result = DerivedExpression(operands[0], in: graph)
    let backprop = ArrayBackprop(
      graph: graph, operands: [DerivedExpression(elements, in: graph)], result: result,
      shape: graph.shape(of: operands[0]), adjoint: adjoint)
    let line = backprop.lineAdjoint(2 * adjoint, each: reduction.axis)
    return (elements, line ⊙ DerivedExpression(elements, in: graph))
  }

  private mutating func add(_ share: DerivedExpression, to operand: NodeID) {
    if operand.isConstant { return }
    guard let sum = adjoints[operand] else {
      adjoints[operand] = share
      return
    }
    let meets = graph.shape(of: sum).meeting(graph.shape(of: share)) != nil
    adjoints[operand] = (meets ? sum : graph.spread(sum, to: graph.shape(of: operand))) + share
  }
}

/// The nodes of a graph as formulas.
private struct NodeExpressions: NumberSource {
  let graph: Graph
  subscript(index: Int) -> DerivedExpression {
    DerivedExpression(NodeID(rawValue: Int32(truncatingIfNeeded: index)), in: graph)
  }
}

/// Gathers what an operation hands to its operands.
private struct ShareFlow: EdgeFlow {
  let adjoint: DerivedExpression
  private(set) var shares: [(operand: Int, share: DerivedExpression)] = []

  init(_ adjoint: DerivedExpression) { self.adjoint = adjoint }

  mutating func enter(_ slot: Int) -> Bool { true }
  mutating func pass(_ slot: Int, _ operand: Int, _ partial: @autoclosure () -> DerivedExpression) {
    if operand >= 0 { shares.append((operand, adjoint ⊙ partial())) }
  }
  mutating func leave(_ slot: Int) {}
}
