package import Memory

extension Graph {
  /// The tape of everything that `targets` need. O(number of nodes and edges below them).
  package func tape(for targets: [NodeID], _ cancellation: Cancellation) throws(Interruption) -> Tape {
    let cone = try cone(of: targets, cancellation)
    // What is compiled is to run: besides the tape itself, several numbers are needed for each of its slots.
    try cancellation.take(cone.count * Tape.bytesForSlot + 4 * (count + constants.values.count))
    var compilation = TapeCompilation(cone: cone, nodeCount: count, constantCount: constants.values.count)
    try compilation.placeLeaves(of: self, targets, cancellation)
    try compilation.addOperations(of: self, cancellation)
    return compilation.finish(targets)
  }
}

extension Tape {
  /// How many bytes are asked for before a sweep, for each slot: a tape has 17, and a number with two sides 24, of which
  /// most sweeps need a value and a derivative.
  static let bytesForSlot = 96
}

/// A tape in the making, with the slots of nodes and constants.
private struct TapeCompilation: ~Copyable {
  private var tape = Tape()
  private let cone: [NodeID]

  /// For each node of the cone its slot. Other places are never written or read, so nothing is cleared.
  private let slots: CheckedPointer<Int32>

  /// For each constant of the graph its slot plus one, or 0 while it has none. Of a large graph's memory most is never
  /// touched, and costs nothing.
  private let constantSlots: CheckedPointer<Int32>

  init(cone: [NodeID], nodeCount: Int, constantCount: Int) {
    self.cone = cone
    slots = CheckedPointer(.allocate(capacity: max(1, nodeCount)), count: nodeCount)
    constantSlots = CheckedPointer(CLibrary.zeros(max(1, constantCount)), count: constantCount)
  }

  deinit {
    slots.base.deallocate()
    CLibrary.free(constantSlots.base)
  }

  /// Gives slots to the constants and inputs, and then to the operations.
  mutating func placeLeaves(
    of graph: Graph, _ targets: [NodeID], _ cancellation: Cancellation
  ) throws(Interruption) {
    for target in targets where target.isConstant { placeConstant(target, graph) }
    for (position, id) in cone.enumerated() {
      try cancellation.check(at: position, of: cone.count)
      if graph.isInput(id) {
        tape.inputs.append(id)
      } else {
        assert(!graph.hasArrays || !graph.isArrayNode(id.index), "tapes are of numbers")
        tape.operations.append(id)
        graph.forEachOperand(of: id) { if $0.isConstant { placeConstant($0, graph) } }
      }
    }
    var next = Int32(truncatingIfNeeded: tape.constants.count)
    for id in tape.inputs {
      slots[id.index] = next
      next += 1
    }
    for id in tape.operations {
      slots[id.index] = next
      next += 1
    }
  }

  private mutating func placeConstant(_ id: NodeID, _ graph: Graph) {
    if constantSlots[id.constantPosition] > 0 { return }
    tape.constants.append(graph.cachedValue(of: id))
    constantSlots[id.constantPosition] = Int32(truncatingIfNeeded: tape.constants.count)
  }

  /// Writes every operation with its operands' slots.
  mutating func addOperations(of graph: Graph, _ cancellation: Cancellation) throws(Interruption) {
    let count = tape.operations.count
    tape.opcodes.reserveCapacity(count)
    tape.lefts.reserveCapacity(count)
    tape.rights.reserveCapacity(count)
    for (position, id) in tape.operations.enumerated() {
      try cancellation.check(at: position, of: count)
      let opcode = graph.columns.opcodes[id.index]
      if opcode.cuts { tape.detaches = true }
      tape.opcodes.append(opcode)
      if opcode.usesOperandList {
        let operands = graph.operandList(of: id.index)
        tape.lefts.append(Int32(truncatingIfNeeded: tape.lists.count))
        tape.rights.append(Int32(truncatingIfNeeded: operands.count))
        for operand in operands { tape.lists.append(slot(of: operand)) }
        if let member = graph.member(of: id.index) { tape.lists.append(Int32(truncatingIfNeeded: member)) }
      } else {
        let links = graph.columns.links[id.index]
        tape.lefts.append(slot(of: links.left))
        tape.rights.append(links.right == .none ? -1 : slot(of: links.right))
      }
    }
  }

  @inline(__always)
  private func slot(of id: NodeID) -> Int32 {
    id.isConstant ? constantSlots[id.constantPosition] - 1 : slots[id.index]
  }

  consuming func finish(_ targets: [NodeID]) -> Tape {
    var tape = tape
    tape.targets = targets.map { Int(slot(of: $0)) }
    return tape
  }
}
