package import Memory

extension Graph {
  /// The nodes that are there, ascending: all but those that were collected. O(number of nodes ever built).
  package var nodes: [NodeID] { (0..<count).lazy.map { NodeID($0) }.filter { !isGone($0) } }

  /// The number of nodes that are there.
  package var livingCount: Int { count - goneCount }

  /// Whether the node was collected. Its number is never given to another one.
  package func isGone(_ id: NodeID) -> Bool {
    !id.isConstant && columns.opcodes[id.index] == .input
      && columns.states[id.index] == Freshness.neverComputed.rawValue
  }

  /// Frees all nodes that `roots` are not made of, if `isWorthwhile` says so of how many would be left, and returns how
  /// many were freed; none if it is stopped. O(number of nodes and edges).
  ///
  /// What is left keeps its numbers, values and labels. The memory of large gaps goes back to the system.
  @discardableResult
  package func collect(
    keeping roots: [NodeID], if isWorthwhile: (Int) -> Bool = { _ in true }, _ cancellation: Cancellation
  ) throws(Interruption) -> Int {
    // What derivatives are derivatives of is needed to know their values.
    let targets = workspace.derivativeNodes.values.compactMap { derivative in
      derivative.target.flatMap { isGone($0) ? nil : $0 }
    }
    let living = try mark(coneOf: roots + targets, cancellation)
    if !isWorthwhile(living) {
      clearMarks(upTo: count)
      return 0
    }
    Work.did(count)
    let lists = takeOperandLists()
    crowded = NodeTable()
    let before = goneCount
    var gap = 0
    for node in 0..<count {
      if columns.states[node] & Self.markBit != 0 {
        columns.states[node] &= Self.stateBits
        columns.release(gap..<node)
        gap = node + 1
        relink(node, lists)
      } else if !isGone(NodeID(node)) {
        goneCount += 1
        columns.erase(node)
        if !labels.isEmpty { labels[NodeID(node)] = nil }
        if hasArrays { arrays.erase(node) }
        if !workspace.derivativeNodes.isEmpty { workspace.derivativeNodes[NodeID(node)] = nil }
      }
    }
    columns.release(gap..<count)
    return goneCount - before
  }

  /// Enters a node anew among the users of its operands, which stand there already.
  private func relink(_ node: Int, _ old: borrowing OperandLists) {
    let opcode = columns.opcodes[node]
    let links = columns.links[node]
    columns.links[node] = NodeColumns.Links(left: links.left, right: links.right)
    if opcode == .input { return }
    if opcode.usesOperandList {
      let list = old.list(of: node, in: columns)
      columns.links[node].left = NodeID(lists.append(Array(list), owner: node))
    }
    link(node)
  }
}
