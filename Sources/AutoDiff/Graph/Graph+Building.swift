extension Graph {
  /// The identifier of the constant `value`.
  package func constant(_ value: Double) -> NodeID { constants.intern(value) }

  /// Appends a leaf with a value.
  package func addInput(_ value: Double) -> NodeID {
    columns.append(.input, .none, .none, value: value, state: .fresh)
    return NodeID(columns.count - 1)
  }

  /// The node that applies `opcode` to one or two operands: the existing one if there is an equal one, a constant if
  /// the operands are constants, else a new one. Expected O(1).
  package func node(_ opcode: Opcode, _ left: NodeID, _ right: NodeID = .none) -> NodeID {
    if left.isConstant && right.isConstant {
      let value = constants.values.elements[left.constantPosition]
      return constant(
        right == .none
          ? opcode.value(value) : opcode.value(value, constants.values.elements[right.constantPosition]))
    }
    let hash = Self.hash(opcode, left, right)
    let newestOperand = max(left, right).index
    let existing = interned.find(hash, newestOperand: newestOperand) { node in
      columns.lefts[node] == left && columns.rights[node] == right && columns.opcodes[node] == opcode
    }
    if let existing { return NodeID(existing) }

    let new = columns.count
    columns.append(opcode, left, right, value: .nan, state: .neverComputed)
    if !left.isConstant {
      columns.nextLeftUsers[new] = columns.firstUsers[left.index]
      columns.firstUsers[left.index] = UInt32(2 * new)
    }
    if !right.isConstant {
      columns.nextRightUsers[new] = columns.firstUsers[right.index]
      columns.firstUsers[right.index] = UInt32(2 * new + 1)
    }
    interned.insert(new, hash, newestOperand: newestOperand) { self.hash(ofNode: $0) }
    return NodeID(new)
  }

  /// The node that applies `opcode` to any number of operands, which must suit it.
  package func node(_ opcode: Opcode, operands: [NodeID]) -> NodeID {
    if !opcode.usesOperandList {
      guard let left = operands.first else { return constant(.nan) }
      return node(opcode, left, operands.count > 1 ? operands[1] : .none)
    }
    if operands.allSatisfy(\.isConstant) {
      return constant(opcode.value(at: operands.map { constants.values.elements[$0.constantPosition] }))
    }
    let hash = Self.hash(opcode, operands)
    let newestOperand = Self.newest(of: operands)
    let existing = interned.find(hash, newestOperand: newestOperand) { node in
      columns.opcodes[node] == opcode && self.operandList(of: node).elementsEqual(operands)
    }
    if let existing { return NodeID(existing) }

    let new = columns.count
    let start = lists.append(operands, owner: new)
    columns.append(
      opcode, NodeID(start), NodeID(operands.count), value: .nan, state: .neverComputed)
    for (position, operand) in zip(start..., operands) where !operand.isConstant {
      lists.nextUsers.elements[position] = columns.firstUsers[operand.index]
      columns.firstUsers[operand.index] = NodeColumns.listEdge | UInt32(position)
    }
    interned.insert(new, hash, newestOperand: newestOperand) { self.hash(ofNode: $0) }
    return NodeID(new)
  }

  /// The number of the newest operand, of which at least one must be a node.
  private static func newest(of operands: some Sequence<NodeID>) -> Int {
    operands.reduce(NodeID(0)) { Swift.max($0, $1) }.index
  }

  /// The existing node that applies `opcode` to `left` and `right`, if there is one.
  func existingNode(_ opcode: Opcode, _ left: NodeID, _ right: NodeID) -> NodeID? {
    interned.find(Self.hash(opcode, left, right), newestOperand: max(left, right).index) { node in
      columns.lefts[node] == left && columns.rights[node] == right && columns.opcodes[node] == opcode
    }.map { NodeID($0) }
  }

  /// Gives the node a name to be shown under, or takes it away.
  package func setLabel(_ label: String?, of id: NodeID) {
    if !id.isConstant { labels[id] = label }
  }
}

// MARK: Hashing

extension Graph {
  /// Mixes what a node is into 64 bits (the multiplicative step of Knuth's method, with a fold).
  @inline(__always)
  private static func hash(_ opcode: Opcode, _ left: NodeID, _ right: NodeID) -> UInt64 {
    var bits = UInt64(UInt32(bitPattern: left.rawValue)) << 32 | UInt64(UInt32(bitPattern: right.rawValue))
    bits = (bits ^ UInt64(opcode.rawValue)) &* 0x9E37_79B9_7F4A_7C15
    bits ^= bits >> 29
    return bits &* 0xBF58_476D_1CE4_E5B9
  }

  private static func hash(_ opcode: Opcode, _ operands: some Sequence<NodeID>) -> UInt64 {
    operands.reduce(UInt64(opcode.rawValue)) { bits, operand in
      let mixed = (bits ^ UInt64(UInt32(bitPattern: operand.rawValue))) &* 0x9E37_79B9_7F4A_7C15
      return mixed ^ (mixed >> 29)
    } &* 0xBF58_476D_1CE4_E5B9
  }

  /// The hash of a node that is in the table.
  private func hash(ofNode node: Int) -> UInt64 {
    let opcode = columns.opcodes[node]
    return opcode.usesOperandList
      ? Self.hash(opcode, operandList(of: node))
      : Self.hash(opcode, columns.lefts[node], columns.rights[node])
  }

  /// The operands of a node that keeps them in a list.
  func operandList(of node: Int) -> UnsafeBufferPointer<NodeID> {
    UnsafeBufferPointer(
      start: lists.operands.elements + columns.lefts[node].index, count: columns.rights[node].index)
  }
}

// MARK: Going back

extension Graph {
  /// A moment in the growth of a graph.
  package struct Checkpoint: Sendable {
    let nodes: Int
    let constants: Int
  }

  /// The present moment, to which ``rollBack(to:)`` can return.
  package var checkpoint: Checkpoint { Checkpoint(nodes: columns.count, constants: constants.values.count) }

  /// Removes every node and constant that is newer than the checkpoint. O(number removed).
  package func rollBack(to checkpoint: Checkpoint) {
    while columns.count > checkpoint.nodes {
      let node = columns.count - 1
      if columns.opcodes[node] != .input {
        let newestOperand =
          columns.opcodes[node].usesOperandList
          ? Self.newest(of: operandList(of: node)) : max(columns.lefts[node], columns.rights[node]).index
        interned.removeNewest(node, hash(ofNode: node), newestOperand: newestOperand)
        unlink(node)
      }
      labels[NodeID(node)] = nil
      columns.removeLast()
    }
    if constants.values.count > checkpoint.constants { constants.remove(from: checkpoint.constants) }
  }

  /// Takes the newest node out of its operands' lists of users, where its edges stand first.
  private func unlink(_ node: Int) {
    if columns.opcodes[node].usesOperandList {
      let start = columns.lefts[node].index
      for position in (start..<start + columns.rights[node].index).reversed() {
        let operand = lists.operands.elements[position]
        if !operand.isConstant { columns.firstUsers[operand.index] = lists.nextUsers.elements[position] }
      }
      lists.remove(from: start)
      return
    }
    let (left, right) = (columns.lefts[node], columns.rights[node])
    if !right.isConstant { columns.firstUsers[right.index] = columns.nextRightUsers[node] }
    if !left.isConstant { columns.firstUsers[left.index] = columns.nextLeftUsers[node] }
  }
}
