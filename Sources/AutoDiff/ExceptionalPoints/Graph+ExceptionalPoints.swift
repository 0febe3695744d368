package import Memory

// When to ask is decided here and nowhere else: where a node below the target has a value that is infinite or none, or is at
// a point that its primitive declares exceptional (a tie, a jump, the end of its domain). Elsewhere the rules are right.

extension Graph {
  /// The search for what a target does beside the point; nil where no node below it is exceptional, and the derivatives that
  /// the rules give for it, as far as they are at hand, are neither infinite nor 0 nor NaN, which may be overflow on the way.
  /// It can be asked for one direction after another, and looks at the nodes below the target once.
  ///
  /// Costs a look at each node's value and kind where there is nothing; else two sweeps with series for each direction,
  /// until about `workLimit` operations were expanded.
  package func exceptionalPointSearch(
    of target: NodeID, ruled: some Sequence<Double> = EmptyCollection(), workLimit: Int = 10_000_000,
    _ cancellation: Cancellation
  ) throws(Interruption) -> ExceptionalPointSearch? {
    if target.isConstant { return nil }
    if try dependsOnArrays([target], cancellation) { return nil }
    let isSuspect = ruled.contains { $0 == 0 || !$0.isFinite }
    if !isSuspect, !hasSmallCone(target), try !mayBeExceptional(upTo: target, cancellation) { return nil }
    let tape = try keptTape(for: [target], cancellation)
    let values = try cachedValues(for: tape, cancellation)
    let exceptional = try tape.exceptionalSlots(values, cancellation)
    if exceptional.isEmpty, !isSuspect { return nil }
    return try ExceptionalPointSearch(
      tape, values, exceptional: exceptional, workLimit: workLimit, cancellation)
  }

  /// The exceptional points that the derivatives of a target by some inputs meet.
  package func exceptionalPoints(
    of target: NodeID, by inputs: [NodeID], order: Int = 1, workLimit: Int = 10_000_000,
    _ cancellation: Cancellation
  ) throws(Interruption) -> [ExceptionalPoint] {
    var search = try exceptionalPointSearch(of: target, workLimit: workLimit, cancellation)
    return try search?.answers(by: inputs, order: order, ruled: { _ in nil }).points ?? []
  }

  /// The kind of exceptional point that a node is at, if it is at one.
  package func singularity(at id: NodeID) -> Singularity? {
    if id.isConstant || isInput(id) { return nil }
    _ = value(of: id)
    var visitor = OutOfLine(SingularityVisitor(numbers, operandSlots))
    let links = columns.links[id.index]
    (visitor.base.slot, visitor.base.left, visitor.base.right) = (
      id.index, links.left.index, links.right.index
    )
    return dispatch(columns.opcodes[id.index], &visitor)
  }

  /// Whether a node up to the target is exceptional, as far as values are known.
  private func mayBeExceptional(
    upTo target: NodeID, _ cancellation: Cancellation
  ) throws(Interruption) -> Bool {
    if freshness(of: target) != .fresh { try bringUpToDate([target], cancellation) }
    let isSingular = Opcode.singularOpcodes
    var visitor = OutOfLine(SingularityVisitor(numbers, operandSlots))
    for node in 0...target.index {
      try cancellation.check(at: node, of: target.index + 1)
      let isSuspect = isSingular[Int(columns.opcodes[node].rawValue)]
      guard isSuspect || !numbers.values[node].isFinite else { continue }
      guard freshness(of: NodeID(node)) == .fresh, !isInput(NodeID(node)) else { continue }
      if !numbers.values[node].isFinite { return true }
      let links = columns.links[node]
      (visitor.base.slot, visitor.base.left, visitor.base.right) = (node, links.left.index, links.right.index)
      if dispatch(columns.opcodes[node], &visitor) != nil { return true }
    }
    return false
  }
}

extension Opcode {
  /// For each opcode whether it has exceptional points.
  static let singularOpcodes: [Bool] = {
    var table = [Bool](repeating: false, count: 256)
    for opcode in allCases { table[Int(opcode.rawValue)] = opcode.hasSingularities }
    return table
  }()
}

extension Tape {
  /// An operation that is exceptional, with the kind of its point; nil where its value is infinite or none.
  typealias ExceptionalSlot = (slot: Int, singularity: Singularity?)

  /// The slots of the operations that are exceptional, ascending.
  func exceptionalSlots(
    _ values: [Double], _ cancellation: Cancellation
  ) throws(Interruption) -> [ExceptionalSlot] {
    let isSingular = Opcode.singularOpcodes
    return try values.withUnsafeBufferPointer { (values) throws(Interruption) in
      try lists.withUnsafeBufferPointer { (lists) throws(Interruption) in
        guard let values = CheckedPointer(reading: values) else { return [] }
        var visitor = OutOfLine(
          SingularityVisitor(SlotNumbers(values), lists, firstVariable: constants.count))
        var found: [ExceptionalSlot] = []
        for index in opcodes.indices {
          try cancellation.check(at: index, of: opcodes.count)
          let slot = firstOperation + index
          guard isSingular[Int(opcodes[index].rawValue)] || !values[slot].isFinite else { continue }
          visitor.base.slot = slot
          (visitor.base.left, visitor.base.right) = (Int(lefts[index]), Int(rights[index]))
          let singularity = dispatch(opcodes[index], &visitor)
          if !values[slot].isFinite || singularity != nil { found.append((slot, singularity)) }
        }
        return found
      }
    }
  }
}
