package import Memory

/// One local partial derivative, of an operation by one of its operands, with what differences say about it.
package struct NodeCheck: Sendable {
  /// The operation.
  package let node: NodeID

  /// The operand's index among the node's arguments.
  package let operandIndex: Int

  /// What differences say.
  package let check: DerivativeCheck
}

extension Graph {
  /// Compares every local partial derivative below a target, as the rules give them, with differences of the operation
  /// alone: what is wrong here is the rule of that primitive.
  ///
  /// Changes no cached value. Costs a few hundred evaluations of each operation.
  package func nodeChecks(
    of target: NodeID, _ cancellation: Cancellation
  ) throws(Interruption) -> [NodeCheck] {
    try preservingCache(below: target, cancellation) { () throws(Interruption) in
      try checks(ofNodesBelow: target, cancellation)
    }
  }

  private func checks(
    ofNodesBelow target: NodeID, _ cancellation: Cancellation
  ) throws(Interruption) -> [NodeCheck] {
    let partials = try localPartials(below: target, cancellation)
    return try counting(partials.count) { (didStep) throws(Interruption) in
      var checks: [NodeCheck] = []
      for partial in partials {
        defer { didStep() }
        try cancellation.check()
        guard let node = node(at: partial.node), !node.opcode.cuts else { continue }
        if node.operands[partial.operandIndex].isConstant { continue }
        let arguments = node.arguments.map { cachedValue(of: $0) }
        let operandIndex = partial.operandIndex + arguments.count - node.operands.count
        checks.append(
          NodeCheck(
            node: node.id, operandIndex: operandIndex,
            check: try DerivativeCheck(
              partial.value, of: node.opcode, at: arguments, operandIndex: operandIndex)))
      }
      return checks
    }
  }
}

extension Graph {
  /// Every local partial derivative below a target, in ascending order of operations and then of their operands, over
  /// cached values: only what is stale is computed first.
  package func localPartials(
    below target: NodeID, _ cancellation: Cancellation
  ) throws(Interruption) -> [(node: NodeID, operandIndex: Int, value: Double)] {
    let tape = try keptTape(for: [target], cancellation)
    return try tape.localPartials(cachedValues(for: tape, cancellation), cancellation)
  }
}

extension DerivativeCheck {
  /// Compares a partial derivative of a primitive by one of its arguments with differences of the primitive.
  init(
    _ partial: Double, of opcode: Opcode, at arguments: [Double], operandIndex: Int
  ) throws(Interruption) {
    let function = try PointFunction(at: arguments[operandIndex]) {
      var moved = arguments
      moved[operandIndex] = $0
      return opcode.value(at: moved)
    }
    try self.init(partial, of: function)
    // A graph of its own, of one operation, tells whether the point is an exceptional one.
    let graph = Graph()
    let input = graph.addInput(arguments[operandIndex])
    let target = graph.node(
      opcode, arguments: arguments.enumerated().map { $0 == operandIndex ? input : graph.constant($1) })
    if let point = try graph.exceptionalPoints(of: target, by: [input], .never).first {
      verdict = .exceptional(point.kind)
    }
  }
}

extension Tape {
  /// Every local partial derivative, in ascending order of operations and of their operand places.
  fileprivate func localPartials(
    _ values: [Double], _ cancellation: Cancellation
  ) throws(Interruption) -> [(node: NodeID, operandIndex: Int, value: Double)] {
    var values = values
    var flow = PartialFlow()
    try values.withUnsafeMutableBufferPointer { (values) throws(Interruption) in
      if let base = CheckedPointer(values) { try sweep(base, &flow, ascending: true, cancellation) }
    }
    return flow.partials.compactMap { slot, operandIndex, value in
      node(ofSlot: slot).map { ($0, operandIndex, value) }
    }
  }
}

/// Writes the local partials down and passes nothing on.
private struct PartialFlow: EdgeFlow {
  private(set) var partials: [(slot: Int, operandIndex: Int, value: Double)] = []
  private var operandIndex = 0

  mutating func enter(_ slot: Int) -> Bool {
    operandIndex = 0
    return true
  }

  mutating func pass(_ slot: Int, _ operand: Int, _ partial: @autoclosure () -> Double) {
    partials.append((slot, operandIndex, partial()))
    operandIndex += 1
  }

  mutating func leave(_ slot: Int) {}
}
