/// One local partial derivative, of an operation by one of its operands, with what differences say about it.
package struct NodeCheck: Sendable {
  /// The operation.
  package let node: NodeID

  /// The operand place.
  package let place: Int

  /// What differences say.
  package let check: DerivativeCheck
}

extension Graph {
  /// Compares every local partial derivative below a target, as the rules give them, with differences of the operation
  /// alone: what is wrong here is the rule of that primitive.
  ///
  /// Changes no cached value. Costs a few hundred evaluations of each operation.
  package func nodeChecks(of target: NodeID) -> [NodeCheck] {
    let snapshot = cacheSnapshot(below: target)
    defer { restore(snapshot) }
    let tape = keptTape(for: [target])
    let partials = tape.localPartials(cachedValues(for: tape), while: mayGoOn)
    return counting(partials.count) { didStep in
      partials.compactMap { partial in
        defer { didStep() }
        guard mayGoOn(), let node = node(at: partial.node), node.opcode != .detach else { return nil }
        if node.operands[partial.place].isConstant { return nil }
        let operands = node.operands.map { cachedValue(of: $0) }
        return NodeCheck(
          node: node.id, place: partial.place,
          check: DerivativeCheck(partial.value, of: node.opcode, at: operands, place: partial.place))
      }
    }
  }
}

extension DerivativeCheck {
  /// Compares a partial derivative of a primitive with differences of the primitive.
  init(_ partial: Double, of opcode: Opcode, at operands: [Double], place: Int) {
    let function = PointFunction(at: operands[place]) {
      var moved = operands
      moved[place] = $0
      return opcode.value(at: moved)
    }
    self.init(partial, of: function)
    // A graph of its own, of one operation, tells whether the point is an exceptional one.
    let graph = Graph()
    let inputs = operands.map { graph.addInput($0) }
    if let kink = graph.kinks(of: graph.node(opcode, operands: inputs), by: [inputs[place]]).first {
      verdict = .exceptional(kink.singularity)
    }
  }
}

extension Tape {
  /// Every local partial derivative, in ascending order of operations and of their operand places.
  fileprivate func localPartials(
    _ values: [Double], while goOn: () -> Bool
  ) -> [(node: NodeID, place: Int, value: Double)] {
    var values = values
    var flow = PartialFlow()
    values.withUnsafeMutableBufferPointer { values in
      if let base = CheckedPointer(values) { sweep(base, &flow, ascending: true, while: goOn) }
    }
    return flow.partials.compactMap { slot, place, value in
      node(ofSlot: slot).map { ($0, place, value) }
    }
  }
}

/// Writes the local partials down and passes nothing on.
private struct PartialFlow: EdgeFlow {
  private(set) var partials: [(slot: Int, place: Int, value: Double)] = []
  private var place = 0

  mutating func enter(_ slot: Int) -> Bool {
    place = 0
    return true
  }

  mutating func pass(_ slot: Int, _ operand: Int, _ partial: @autoclosure () -> Double) {
    partials.append((slot, place, partial()))
    place += 1
  }

  mutating func leave(_ slot: Int) {}
}
