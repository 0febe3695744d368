package import Memory

extension Graph {
  /// The node with the given number, copied out; nil if there is none, it is gone or a constant.
  package func node(at id: NodeID) -> Node? {
    guard contains(id) else { return nil }
    var operands: [NodeID] = []
    forEachOperand(of: id) { operands.append($0) }
    let member = member(of: id.index)
    return Node(
      id: id, opcode: columns.opcodes[id.index], member: member, operation: arrayOperation(of: id),
      operands: operands, arguments: member.map { [constant(Double($0))] + operands } ?? operands,
      label: labels[id], shape: shape(of: id))
  }

  /// Whether there is a node with the given number: one that was built and is not gone.
  package func contains(_ id: NodeID) -> Bool { !id.isConstant && id.index < columns.count && !isGone(id) }

  /// What a node does; an input for constants too, which do nothing.
  package func opcode(of id: NodeID) -> Opcode { id.isConstant ? .input : columns.opcodes[id.index] }

  /// Whether the identifier names a leaf that can be set.
  package func isInput(_ id: NodeID) -> Bool {
    !id.isConstant && columns.opcodes[id.index] == .input && !isGone(id)
  }

  /// The name under which a node is shown.
  package func label(of id: NodeID) -> String? { labels[id] }

  /// Calls `body` with each operand of a node, in order.
  @inline(__always)
  package func forEachOperand(of id: NodeID, _ body: (NodeID) -> Void) {
    let node = id.index
    let opcode = columns.opcodes[node]
    if opcode == .input { return }
    if opcode.usesOperandList {
      for operand in operandList(of: node) { body(operand) }
      return
    }
    let links = columns.links[node]
    body(links.left)
    if links.right != .none { body(links.right) }
  }

  /// The operands of a node, in order.
  func operands(of id: NodeID) -> [NodeID] {
    var operands: [NodeID] = []
    forEachOperand(of: id) { operands.append($0) }
    return operands
  }

  /// Calls `body` with what stands in brackets where a node is written: the number of a family's member, and the operands.
  @inline(__always)
  package func forEachArgument(of id: NodeID, _ body: (NodeID) -> Void) {
    if let member = member(of: id.index) { body(constant(Double(member))) }
    forEachOperand(of: id, body)
  }

  /// Calls `body` with each user of a node, newest first, once for each operand place in which it reads the node.
  @inline(__always)
  func forEachUser(of id: NodeID, _ body: (NodeID) -> Void) {
    var edge = columns.links[id.index].firstUser
    while edge != NodeColumns.noEdge {
      let (user, next) = follow(edge)
      edge = next
      body(NodeID(user))
    }
  }

  /// The user at the end of an edge, and the next edge of the same operand.
  @inline(__always)
  func follow(_ edge: UInt32) -> (user: Int, next: UInt32) {
    if edge & NodeColumns.listEdge != 0 {
      let position = Int(edge & ~NodeColumns.listEdge)
      return (Int(lists.owners.elements[position]), lists.nextUsers.elements[position])
    }
    let user = Int(edge >> 1)
    return (user, edge & 1 == 0 ? columns.links[user].nextLeftUser : columns.links[user].nextRightUser)
  }

  /// Whether any node reads this one.
  package func isUsed(_ id: NodeID) -> Bool {
    !id.isConstant && columns.links[id.index].firstUser != NodeColumns.noEdge
  }

  /// The nodes that read this one, in ascending order, each once. O(number of edges).
  package func users(of id: NodeID) -> [NodeID] {
    if id.isConstant { return [] }
    var users: [NodeID] = []
    forEachUser(of: id) { if users.last != $0 { users.append($0) } }
    return users.reversed()
  }

  /// The nodes that `targets` are made of, themselves included, in ascending order. O(their number and edges).
  package func cone(of targets: [NodeID], _ cancellation: Cancellation) throws(Interruption) -> [NodeID] {
    var nodes: [NodeID] = []
    for target in targets { visit(target, &nodes) }
    var next = 0
    defer { Work.did(next % Self.blockSize) }
    while next < nodes.count {
      if next % Self.blockSize == 0 {
        if next > 0 { Work.did(Self.blockSize) }
        do throws(Interruption) { try cancellation.check() } catch {
          clearMarks(of: nodes)
          throw error
        }
      }
      if nodes.count > Self.blockSize, nodes.count > count / 16 {
        return try largeCone(of: targets, cancellation)
      }
      forEachOperand(of: nodes[next]) { visit($0, &nodes) }
      next += 1
    }
    sortAscending(&nodes)
    clearMarks(of: nodes)
    return nodes
  }

  /// Everything that one node is made of, itself included, where nobody stops it; nothing of a constant.
  func cone(of node: NodeID) -> [NodeID] {
    node.isConstant ? [] : uninterrupted { (never) throws(Interruption) in try cone(of: [node], never) }
  }

  /// The same for a cone that is a large part of the graph, by one walk down it, which marks and counts, and one up.
  private func largeCone(
    of targets: [NodeID], _ cancellation: Cancellation
  ) throws(Interruption) -> [NodeID] {
    let coneCount = try mark(coneOf: targets, cancellation)
    let (states, end) = (columns.states, count)
    do throws(Interruption) {
      return try [NodeID](unsafeUninitializedCapacity: coneCount) { (nodes, found) throws(Interruption) in
        var node = 0
        while found < coneCount, node < end {
          if node % Self.blockSize == Self.blockSize - 1 {
            Work.did(min(Self.blockSize, end - node))
            try cancellation.check()
          }
          if states[node] & Self.markBit != 0 {
            states[node] &= Self.stateBits
            nodes.initializeElement(at: found, to: NodeID(node))
            found += 1
          }
          node += 1
        }
      }
    } catch {
      clearMarks(upTo: end)
      throw error
    }
  }

  /// Whether a target is made of few nodes beside all those before it: then it is better to look at them one by one than
  /// to walk past the others. O(number of nodes below the target), and at most a small part of those before it.
  func hasSmallCone(_ target: NodeID) -> Bool {
    if target.isConstant || target.index < 256 { return false }
    var nodes: [NodeID] = []
    visit(target, &nodes)
    var next = 0
    while next < nodes.count, nodes.count <= target.index / 64 {
      forEachOperand(of: nodes[next]) { visit($0, &nodes) }
      next += 1
    }
    Work.did(nodes.count)
    clearMarks(of: nodes)
    return next == nodes.count
  }

  /// Marks the nodes that `targets` are made of, themselves included, and returns how many they are; none are marked if it
  /// is stopped. O(number of nodes and edges).
  func mark(coneOf targets: [NodeID], _ cancellation: Cancellation) throws(Interruption) -> Int {
    let states = columns.states
    var last = -1
    for target in targets where !target.isConstant {
      states[target.index] |= Self.markBit
      last = max(last, target.index)
    }
    var marked = 0
    try forEachMarked(downFrom: last, cancellation) { node in
      marked += 1
      forEachOperand(of: NodeID(node)) { if !$0.isConstant { states[$0.index] |= Self.markBit } }
    }
    return marked
  }

  /// Calls `body`, which may mark older nodes, with each marked node from number `last` on down; no mark is left if it is
  /// stopped.
  @inline(__always)
  func forEachMarked(
    downFrom last: Int, _ cancellation: Cancellation, _ body: (Int) -> Void
  ) throws(Interruption) {
    Work.did(last % Self.blockSize)
    var node = last
    do throws(Interruption) {
      while node >= 0 {
        try cancellation.check(downFrom: node)
        if columns.states[node] & Self.markBit != 0 { body(node) }
        node -= 1
      }
    } catch {
      clearMarks(upTo: last + 1)
      throw error
    }
  }

  /// Takes the marks off some nodes.
  func clearMarks(of nodes: [NodeID]) {
    for node in nodes { columns.states[node.index] &= Self.stateBits }
  }

  /// Takes the marks off the first `end` nodes.
  func clearMarks(upTo end: Int) {
    Work.didPass(end)
    let states = columns.states
    for node in 0..<end { states[node] &= Self.stateBits }
  }

  /// Marks and collects a node that is not marked yet.
  @inline(__always)
  private func visit(_ id: NodeID, _ nodes: inout [NodeID]) {
    if id.isConstant || columns.states[id.index] & Self.markBit != 0 { return }
    columns.states[id.index] |= Self.markBit
    nodes.append(id)
  }

  /// The nodes from which `targets` cannot be computed without `id`: the users of `id`, theirs, and so on, as far as
  /// they belong to `cone`, which is ascending. O(size of the cone).
  package func dependents(
    of id: NodeID, in cone: [NodeID], _ cancellation: Cancellation
  ) throws(Interruption) -> [NodeID] {
    guard let last = cone.last, cone.containsAscending(id) else { return [] }
    var isDependent = [Bool](repeating: false, count: last.index - id.index + 1)
    var dependents: [NodeID] = []
    for (position, node) in cone.enumerated() where node >= id {
      try cancellation.check(at: position, of: cone.count)
      var depends = node == id
      forEachOperand(of: node) {
        if !$0.isConstant, $0 >= id { depends = depends || isDependent[$0.index - id.index] }
      }
      if depends {
        isDependent[node.index - id.index] = true
        dependents.append(node)
      }
    }
    return dependents
  }
}

extension Array<NodeID> {
  /// Whether a node is one of these, which are in ascending order. O(log *n*).
  package func containsAscending(_ node: NodeID) -> Bool {
    ascendingPosition(of: node) != nil
  }

  /// The index of a node among these, which are in ascending order; nil if it is none of them. O(log *n*).
  func ascendingPosition(of node: NodeID) -> Int? {
    let position = indices.first(from: { self[$0] >= node })
    return position < count && self[position] == node ? position : nil
  }
}
