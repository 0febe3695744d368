import Memory

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
    if left.isConstant {
      let value = constants.values.elements[left.constantPosition]
      if right.isConstant {
        if hasArrays, let array = liftedConstant(opcode, right == .none ? [left] : [left, right]) {
          return array
        }
        return constant(
          right == .none
            ? opcode.value(value) : opcode.value(value, constants.values.elements[right.constantPosition]))
      }
      if let family = opcode.family, let member = Int32(exactly: value) {
        return node(family, member: Int(member), operands: [right])
      }
    } else if right != .none, right.isConstant,
      let branch = opcode.branch(constants.values.elements[right.constantPosition])
    {
      return node(branch, left)
    }
    let newest = max(left, right).index
    let existing = search(newest, { Self.hash(opcode, left, right) }) { self.isNode($0, opcode, left, right) }
    if let existing { return NodeID(existing) }

    let new = columns.count
    columns.append(opcode, left, right, value: .nan, state: .neverComputed)
    link(new, newest)
    if hasArrays { noteShape(ofNewest: new) }
    return NodeID(new)
  }

  /// The node that applies `opcode` to any number of arguments, which must suit it: its operands, and before them the
  /// number of a family's member. A number that is not a whole one is no member's, and gives NaN.
  package func node(_ opcode: Opcode, arguments: [NodeID]) -> NodeID {
    guard let first = arguments.first else { return constant(.nan) }
    if !opcode.usesOperandList { return node(opcode, first, arguments.count > 1 ? arguments[1] : .none) }
    if opcode.isFamily {
      guard first.isConstant, let member = Int32(exactly: constants.values.elements[first.constantPosition])
      else { return constant(.nan) }
      return node(opcode, member: Int(member), operands: Array(arguments.dropFirst()))
    }
    if arguments.allSatisfy(\.isConstant) {
      return liftedConstant(opcode, arguments) ?? constant(value(of: opcode, at: arguments))
    }
    return node(opcode, list: arguments, operandCount: arguments.count)
  }

  /// The node that applies a member of a family to operands.
  package func node(_ opcode: Opcode, member: Int, operands: [NodeID]) -> NodeID {
    // As people write it, it has the number for an argument.
    let number = constant(Double(member))
    if operands.allSatisfy(\.isConstant) {
      return liftedConstant(opcode, operands, member: member)
        ?? constant(value(of: opcode, at: [number] + operands))
    }
    let attribute = NodeID(rawValue: Int32(clamping: member))
    return node(opcode, list: operands + [attribute], operandCount: operands.count)
  }

  private func value(of opcode: Opcode, at arguments: [NodeID]) -> Double {
    opcode.value(at: arguments.map { constants.values.elements[$0.constantPosition] })
  }

  /// The node with a list, of which the first are operands.
  func node(_ opcode: Opcode, list: [NodeID], operandCount: Int) -> NodeID {
    let newest = Self.newest(of: list.prefix(operandCount))
    let existing = search(newest, { Self.hash(opcode, list) }) { node in
      columns.opcodes[node] == opcode && self.list(of: node).elementsEqual(list)
    }
    if let existing { return NodeID(existing) }

    let new = columns.count
    columns.append(
      opcode, NodeID(lists.append(list, owner: new)), NodeID(operandCount), value: .nan, state: .neverComputed
    )
    link(new, newest)
    if hasArrays { noteShape(ofNewest: new) }
    return NodeID(new)
  }

  /// The existing node that applies `opcode` to `left` and `right`, if there is one.
  func existingNode(_ opcode: Opcode, _ left: NodeID, _ right: NodeID) -> NodeID? {
    search(max(left, right).index, { Self.hash(opcode, left, right) }) {
      self.isNode($0, opcode, left, right)
    }
    .map { NodeID($0) }
  }

  /// Gives the node a name to be shown under, or takes it away.
  package func setLabel(_ label: String?, of id: NodeID) {
    if !id.isConstant { labels[id] = label }
  }
}

// MARK: Linking

extension Graph {
  /// Enters a node, the newest one that is linked, among the users of its operands.
  func link(_ node: Int) {
    let links = columns.links[node]
    link(
      node,
      columns.opcodes[node].usesOperandList
        ? Self.newest(of: operandList(of: node)) : max(links.left, links.right).index)
  }

  /// The same where the newest operand is known.
  @inline(__always)
  private func link(_ node: Int, _ newest: Int) {
    linkEdges(of: node)
    if columns.links[newest].isCrowded { enter(node) }
  }

  /// Puts the edges of a node first in its operands' lists of users.
  @inline(__always)
  private func linkEdges(of node: Int) {
    let links = columns.links
    let (left, right) = (links[node].left, links[node].right)
    if columns.opcodes[node].usesOperandList {
      for position in left.index..<left.index + right.index {
        let operand = lists.operands.elements[position]
        if operand.isConstant { continue }
        lists.nextUsers.elements[position] = links[operand.index].firstUser
        links[operand.index].firstUser = NodeColumns.listEdge | UInt32(truncatingIfNeeded: position)
      }
    } else {
      if !left.isConstant {
        links[node].nextLeftUser = links[left.index].firstUser
        links[left.index].firstUser = UInt32(truncatingIfNeeded: 2 * node)
      }
      if !right.isConstant {
        links[node].nextRightUser = links[right.index].firstUser
        links[right.index].firstUser = UInt32(truncatingIfNeeded: 2 * node + 1)
      }
    }
  }

  /// The number of the newest operand, of which at least one must be a node.
  private static func newest(of operands: some Sequence<NodeID>) -> Int {
    operands.reduce(NodeID(0)) { Swift.max($0, $1) }.index
  }

  /// Hands the operand lists over, and begins new ones.
  func takeOperandLists() -> OperandLists {
    var taken = OperandLists()
    swap(&taken, &lists)
    return taken
  }
}

// MARK: Sharing

extension Graph {
  /// How many users of a node are looked at one by one, to see whether a new one is there already.
  ///
  /// A new node mostly reads something recent, and is found, or not, among the few users of its newest operand, in memory
  /// that has just been written. Where a node has more users than this, they are put into a hash table.
  private static let mostUsersSearched = 8

  /// The equal node among the users of `newest`, the newest operand, or nil.
  @inline(__always)
  private func search(_ newest: Int, _ hash: () -> UInt64, where matches: (Int) -> Bool) -> Int? {
    let links = columns.links[newest]
    if !links.isCrowded {
      var users = 0
      var edge = links.firstUser
      while edge != NodeColumns.noEdge, users < Self.mostUsersSearched {
        let (user, next) = follow(edge)
        if matches(user) { return user }
        edge = next
        users += 1
      }
      if edge == NodeColumns.noEdge { return nil }
      // Where that is stopped, the next check says so.
      try? enterUsers(of: newest)
    }
    return crowded.find(hash(), where: matches)
  }

  @inline(__always)
  private func isNode(_ node: Int, _ opcode: Opcode, _ left: NodeID, _ right: NodeID) -> Bool {
    let links = columns.links[node]
    return links.left == left && links.right == right && columns.opcodes[node] == opcode
  }

  /// Enters all users of a node into the table, those to come too. O(number of users).
  @inline(never)
  private func enterUsers(of operand: Int) throws(Interruption) {
    var users = 0
    forEachUser(of: NodeID(operand)) { _ in users += 1 }
    Work.did(users)
    try crowded.reserve(users, hashOf: { self.hash(ofNode: $0) }, growth)
    var edge = columns.links[operand].firstUser
    var entered = 0
    while edge != NodeColumns.noEdge {
      let (user, next) = follow(edge)
      enter(user)
      edge = next
      entered += 1
      if entered % Self.blockSize == 0 { try growth.check() }
    }
    columns.links[operand].isCrowded = true
  }

  /// Enters a node into the table, if it is not there already.
  @inline(never)
  private func enter(_ node: Int) {
    let hash = hash(ofNode: node)
    if crowded.find(hash, where: { $0 == node }) == nil {
      // Where that is stopped, the next check says so.
      try? crowded.insert(node, hash, hashOf: { self.hash(ofNode: $0) }, growth)
    }
  }

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

  /// The hash of a node that is not an input.
  private func hash(ofNode node: Int) -> UInt64 {
    let opcode = columns.opcodes[node]
    return opcode.usesOperandList
      ? Self.hash(opcode, list(of: node))
      : Self.hash(opcode, columns.links[node].left, columns.links[node].right)
  }

  /// The operands of a node that keeps them in a list.
  func operandList(of node: Int) -> UnsafeBufferPointer<NodeID> {
    UnsafeBufferPointer(
      start: (lists.operands.elements + columns.links[node].left.index).base,
      count: columns.links[node].right.index)
  }

  /// Everything in the list of a node: its operands, and the number of a family's member.
  func list(of node: Int) -> UnsafeBufferPointer<NodeID> { lists.list(of: node, in: columns) }

  /// The number of the member of a family that a node is.
  func member(of node: Int) -> Int? {
    guard columns.opcodes[node].isFamily else { return nil }
    return list(of: node).last.map { Int($0.rawValue) }
  }
}

// MARK: Going back

extension Graph {
  /// A moment in the growth of a graph.
  package struct Checkpoint: Hashable, Sendable {
    let nodes: Int
    let constants: Int
  }

  /// The present moment, to which ``rollBack(to:)`` can return.
  package var checkpoint: Checkpoint { Checkpoint(nodes: columns.count, constants: constants.values.count) }

  /// Removes every node and constant that is newer than the checkpoint. O(number removed), or O(number left) where that
  /// is less.
  package func rollBack(to checkpoint: Checkpoint) {
    let removed = count - checkpoint.nodes
    Work.did(removed)
    fewestNodes = min(fewestNodes, checkpoint.nodes)
    if removed > checkpoint.nodes {
      cut(from: checkpoint.nodes)
    } else if removed > Self.mostRemovedOneByOne {
      emptyTable(below: checkpoint.nodes)
    }
    while columns.count > checkpoint.nodes {
      let node = columns.count - 1
      if isGone(NodeID(node)) {
        goneCount -= 1
      } else if columns.opcodes[node] != .input {
        if crowded.count > 0 { crowded.remove(node, hash(ofNode: node)) { self.hash(ofNode: $0) } }
        unlink(node)
      }
      if !labels.isEmpty { labels[NodeID(node)] = nil }
      columns.truncate(to: node)
    }
    workspace.removeNodes(from: checkpoint.nodes)
    if hasArrays {
      arrays.removeNodes(from: checkpoint.nodes)
      arrays.removeConstants(from: checkpoint.constants)
    }
    if constants.values.count > checkpoint.constants { constants.remove(from: checkpoint.constants) }
    // What comes next will hardly be as large, or there was too little memory for it.
    if growth.interruption != nil || (MemoryRoom.isLimited && removed > Self.mostRemovedOneByOne) {
      giveBackMemory()
    }
  }

  /// Gives back the memory of what was removed, where it is much.
  private func giveBackMemory() {
    columns.shrink()
    lists.shrink()
    constants.shrink()
  }

  /// How many nodes are taken out of the table of crowded nodes one by one, some tens of nanoseconds each. Where there are
  /// more, it is emptied, and fills again when it is next asked.
  private static let mostRemovedOneByOne = 1 << 16

  /// Empties the table of crowded nodes, in a graph of which so many nodes are to stay.
  private func emptyTable(below first: Int) {
    crowded = NodeTable()
    for node in 0..<first { columns.links[node].isCrowded = false }
  }

  /// Removes all nodes from `first` on, more than are left: what is left is linked anew, without a look at them.
  private func cut(from first: Int) {
    emptyTable(below: first)
    for node in 0..<first { columns.links[node].firstUser = NodeColumns.noEdge }
    for node in 0..<first where columns.opcodes[node] != .input { linkEdges(of: node) }
    lists.remove(ownedFrom: first)
    if goneCount > 0 {
      for node in first..<count where isGone(NodeID(node)) { goneCount -= 1 }
    }
    labels.remove(from: first)
    columns.truncate(to: first)
  }

  /// Takes the newest node out of its operands' lists of users, where its edges stand first.
  private func unlink(_ node: Int) {
    let own = columns.links[node]
    if columns.opcodes[node].usesOperandList {
      let start = own.left.index
      for position in (start..<start + own.right.index).reversed() {
        let operand = lists.operands.elements[position]
        if !operand.isConstant {
          columns.links[operand.index].firstUser = lists.nextUsers.elements[position]
        }
      }
      lists.remove(from: start)
      return
    }
    if !own.right.isConstant { columns.links[own.right.index].firstUser = own.nextRightUser }
    if !own.left.isConstant { columns.links[own.left.index].firstUser = own.nextLeftUser }
  }
}
