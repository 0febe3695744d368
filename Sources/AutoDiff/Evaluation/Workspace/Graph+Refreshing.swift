package import Memory

extension Graph {
  /// Makes the values of `targets` fresh: looks at what is not fresh below them, and computes it in ascending order.
  ///
  /// Everything else that the targets need is a cache hit, and counted as one. No recursion. If it is stopped, what was
  /// computed stays so, and the rest is as it was.
  package func bringUpToDate(_ targets: [NodeID], _ cancellation: Cancellation) throws(Interruption) {
    var counted = statistics
    let isCounted = progress == nil
    defer {
      if isCounted { progress = nil }
      statistics = counted
    }
    if let needed = try neededNodes(targets, &counted.hits, cancellation) {
      try refreshMarked(needed, &counted, isCounted: isCounted, cancellation)
    } else {
      if isCounted { progress = WorkProgress(total: count) }
      if let needed = try markedRange(targets, &counted.hits, cancellation) {
        try refreshMarked(needed, &counted, isCounted: isCounted, cancellation)
      }
    }
  }

  /// Computes those of the candidates that are marked, and takes all marks off.
  private func refreshMarked(
    _ candidates: some RandomAccessCollection<Int>, _ counted: inout CacheStatistics, isCounted: Bool,
    _ cancellation: Cancellation
  ) throws(Interruption) {
    var visitor = OperationEvaluation(values: numbers, partials: nil, lists: operandSlots)
    let (hasDerivatives, hasArrays) = (!workspace.derivativeNodes.isEmpty, hasArrays)
    for (position, node) in candidates.enumerated() {
      if position % Self.blockSize == 0 {
        if isCounted { progress = WorkProgress(done: position, total: candidates.count) }
        do throws(Interruption) { try cancellation.check(at: position, of: candidates.count) } catch {
          for node in candidates.dropFirst(position) { columns.states[node] &= Self.stateBits }
          throw error
        }
      }
      guard columns.states[node] & Self.markBit != 0 else { continue }
      let derivative = hasDerivatives ? workspace.derivativeNodes[NodeID(node)] : nil
      // Its value may be another than that of its formula, which it starts from anew.
      if derivative != nil, columns.states[node] & Self.stateBits == Freshness.stale.rawValue {
        columns.states[node] = Freshness.outdated.rawValue | Self.markBit
      }
      if hasArrays, isArrayNode(node) {
        refreshArray(node, &counted)
      } else {
        refresh(node, &visitor, &counted)
      }
      if let derivative {
        do throws(Interruption) { try correct(node, derivative, cancellation) } catch {
          columns.states[node] = Freshness.outdated.rawValue
          for node in candidates.dropFirst(position + 1) { columns.states[node] &= Self.stateBits }
          throw error
        }
      }
    }
  }

  /// Computes one node whose operands are fresh, unless it is stale only because something far below it changed
  /// and that came to nothing.
  @inline(__always)
  private func refresh(
    _ node: Int, _ visitor: inout OperationEvaluation<GraphNumbers>, _ counted: inout CacheStatistics
  ) {
    let state = columns.states[node] & Self.stateBits
    columns.states[node] = Freshness.fresh.rawValue
    if state == Freshness.stale.rawValue {
      counted.revalidated += 1
      return
    }
    visitor.left = columns.links[node].left.index
    visitor.right = columns.links[node].right.index
    let value = dispatch(columns.opcodes[node], &visitor)
    let changed = columns.values[node].bitPattern != value.bitPattern
    columns.values[node] = value
    if state == Freshness.neverComputed.rawValue {
      counted.computed += 1
      return
    }
    counted.recomputed += 1
    if changed { markUsersOutdated(of: node) }
  }

  /// The same for a node that is computed as arrays are. What reads it is computed again, whether elements have changed or not.
  private func refreshArray(_ node: Int, _ counted: inout CacheStatistics) {
    let state = columns.states[node] & Self.stateBits
    columns.states[node] = Freshness.fresh.rawValue
    if state == Freshness.stale.rawValue {
      counted.revalidated += 1
      return
    }
    computeArray(node)
    if state == Freshness.neverComputed.rawValue {
      counted.computed += 1
      return
    }
    counted.recomputed += 1
    markUsersOutdated(of: node)
  }

  @inline(__always)
  private func markUsersOutdated(of node: Int) {
    forEachUser(of: NodeID(node)) { user in
      let state = columns.states[user.index]
      if state & Self.stateBits == Freshness.stale.rawValue {
        columns.states[user.index] = Freshness.outdated.rawValue | state & Self.markBit
      }
    }
  }

  /// The nodes that must be looked at, marked and in ascending order; nil, with no mark left, if they are more than a
  /// search from node to node is good for.
  private func neededNodes(
    _ targets: [NodeID], _ hits: inout Int, _ cancellation: Cancellation
  ) throws(Interruption) -> [Int]? {
    let before = hits
    var needed: [NodeID] = []
    for target in targets where need(target, &hits) { needed.append(target) }
    var next = 0
    while next < needed.count {
      if next % Self.blockSize == Self.blockSize - 1 {
        Work.did(min(Self.blockSize, needed.count - next))
        do throws(Interruption) { try cancellation.check() } catch {
          clearMarks(of: needed)
          throw error
        }
      }
      if needed.count > Self.blockSize, needed.count > count / 16 {
        clearMarks(of: needed)
        hits = before
        return nil
      }
      forEachOperand(of: needed[next]) { if need($0, &hits) { needed.append($0) } }
      next += 1
    }
    Work.did(needed.count % Self.blockSize)
    sortAscending(&needed)
    return needed.map(\.index)
  }

  /// Marks what must be looked at in one walk down the graph, and returns the range in which it lies; nil if there is
  /// nothing. No mark is left if it is stopped.
  private func markedRange(
    _ targets: [NodeID], _ hits: inout Int, _ cancellation: Cancellation
  ) throws(Interruption) -> ClosedRange<Int>? {
    for target in targets { _ = need(target, &hits) }
    guard let highest = targets.max(), !highest.isConstant else { return nil }
    var lowest = highest.index
    try forEachMarked(downFrom: highest.index, cancellation) { node in
      forEachOperand(of: NodeID(node)) { _ = need($0, &hits) }
      lowest = node
    }
    return lowest...highest.index
  }

  /// Marks a node that has no fresh value and is not marked yet, and says so; any other but an input is a hit.
  @inline(__always)
  private func need(_ id: NodeID, _ hits: inout Int) -> Bool {
    if id.isConstant { return false }
    let state = columns.states[id.index]
    if state == Freshness.fresh.rawValue || state & Self.markBit != 0 {
      if columns.opcodes[id.index] != .input { hits += 1 }
      return false
    }
    columns.states[id.index] = state | Self.markBit
    return true
  }
}
