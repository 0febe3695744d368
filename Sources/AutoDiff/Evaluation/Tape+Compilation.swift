extension Graph {
  /// The tape of everything that `targets` need. O(number of nodes and edges below them).
  package func tape(for targets: [NodeID]) -> Tape {
    let cone = cone(of: targets)
    var tape = Tape()
    // Only the cone's places are written and read, so the map need not be cleared.
    let slots = UnsafeMutablePointer<Int32>.allocate(capacity: columns.count)
    defer { slots.deallocate() }
    var constantSlots: [NodeID: Int32] = [:]

    func collectConstant(_ id: NodeID) {
      if id.isConstant, constantSlots[id] == nil {
        constantSlots[id] = Int32(truncatingIfNeeded: tape.constants.count)
        tape.constants.append(constants.values[id.constantPosition])
      }
    }
    for id in cone {
      if columns.opcodes[id.index] == .input { tape.inputs.append(id) } else { tape.operations.append(id) }
      forEachOperand(of: id, collectConstant)
    }
    targets.forEach(collectConstant)
    for (position, id) in tape.inputs.enumerated() {
      slots[id.index] = Int32(truncatingIfNeeded: tape.constants.count + position)
    }
    for (position, id) in tape.operations.enumerated() {
      slots[id.index] = Int32(truncatingIfNeeded: tape.firstOperation + position)
    }
    func slot(_ id: NodeID) -> Int32 {
      id.isConstant ? constantSlots[id, default: 0] : slots[id.index]
    }

    tape.reserve(tape.operations.count)
    for id in tape.operations {
      let opcode = columns.opcodes[id.index]
      if opcode == .detach { tape.detaches = true }
      if opcode.usesOperandList {
        let operands = operandList(of: id.index)
        tape.append(
          opcode, Int32(truncatingIfNeeded: tape.lists.count), Int32(truncatingIfNeeded: operands.count))
        tape.lists.append(contentsOf: operands.lazy.map(slot))
      } else {
        let right = columns.rights[id.index]
        tape.append(opcode, slot(columns.lefts[id.index]), right == .none ? -1 : slot(right))
      }
    }
    tape.targets = targets.map { Int(slot($0)) }
    return tape
  }
}

extension Tape {
  fileprivate mutating func reserve(_ count: Int) {
    opcodes.reserveCapacity(count)
    lefts.reserveCapacity(count)
    rights.reserveCapacity(count)
  }

  fileprivate mutating func append(_ opcode: Opcode, _ left: Int32, _ right: Int32) {
    opcodes.append(opcode)
    lefts.append(left)
    rights.append(right)
  }
}
