extension Graph {
  /// The tape of everything that `targets` need. O(number of nodes and edges below them).
  package func tape(for targets: [NodeID]) -> Tape {
    var compilation = TapeCompilation(
      cone: cone(of: targets), nodeCount: count, constantCount: constants.values.count)
    compilation.placeLeaves(of: self, targets)
    compilation.addOperations(of: self)
    return compilation.finish(targets)
  }
}

/// A tape in the making, with the slots of nodes and constants.
private struct TapeCompilation: ~Copyable {
  private var tape = Tape()
  private let cone: [NodeID]

  /// For each node of the cone its slot. Other places are never written or read, so nothing is cleared.
  private let slots: UnsafeMutablePointer<Int32>

  /// For each constant of the graph its slot, or −1 while it has none.
  private let constantSlots: UnsafeMutablePointer<Int32>

  init(cone: [NodeID], nodeCount: Int, constantCount: Int) {
    self.cone = cone
    slots = .allocate(capacity: max(1, nodeCount))
    constantSlots = .allocate(capacity: max(1, constantCount))
    constantSlots.initialize(repeating: -1, count: constantCount)
  }

  deinit {
    slots.deallocate()
    constantSlots.deallocate()
  }

  /// Gives slots to the constants and inputs, and then to the operations.
  mutating func placeLeaves(of graph: Graph, _ targets: [NodeID]) {
    for target in targets where target.isConstant { placeConstant(target, graph) }
    for id in cone {
      if graph.isInput(id) {
        tape.inputs.append(id)
      } else {
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
    if constantSlots[id.constantPosition] >= 0 { return }
    constantSlots[id.constantPosition] = Int32(truncatingIfNeeded: tape.constants.count)
    tape.constants.append(graph.cachedValue(of: id))
  }

  /// Writes every operation with its operands' slots.
  mutating func addOperations(of graph: Graph) {
    let count = tape.operations.count
    tape.opcodes.reserveCapacity(count)
    tape.lefts.reserveCapacity(count)
    tape.rights.reserveCapacity(count)
    for id in tape.operations {
      let opcode = graph.columns.opcodes[id.index]
      if opcode == .detach { tape.detaches = true }
      tape.opcodes.append(opcode)
      if opcode.usesOperandList {
        let operands = graph.operandList(of: id.index)
        tape.lefts.append(Int32(truncatingIfNeeded: tape.lists.count))
        tape.rights.append(Int32(truncatingIfNeeded: operands.count))
        for operand in operands { tape.lists.append(slot(of: operand)) }
      } else {
        let links = graph.columns.links[id.index]
        tape.lefts.append(slot(of: links.left))
        tape.rights.append(links.right == .none ? -1 : slot(of: links.right))
      }
    }
  }

  @inline(__always)
  private func slot(of id: NodeID) -> Int32 {
    id.isConstant ? constantSlots[id.constantPosition] : slots[id.index]
  }

  consuming func finish(_ targets: [NodeID]) -> Tape {
    var tape = tape
    tape.targets = targets.map { Int(slot(of: $0)) }
    return tape
  }
}
