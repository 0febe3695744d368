extension Graph {
  /// Makes the values of `targets` fresh: looks at what is not fresh below them, and computes it in ascending order.
  ///
  /// Everything else that the targets need is a cache hit, and counted as one. No recursion. If it is interrupted, what
  /// was computed stays so, and the rest is as it was.
  package func bringUpToDate(_ targets: [NodeID]) {
    var counted = statistics
    let isCounted = progress == nil
    defer { if isCounted { progress = nil } }
    if let needed = neededNodes(targets, &counted.hits) {
      refreshMarked(needed, &counted, isCounted: isCounted)
    } else {
      if isCounted { progress = WorkProgress(total: count) }
      if let needed = markedRange(targets, &counted.hits) {
        refreshMarked(needed, &counted, isCounted: isCounted)
      }
    }
    statistics = counted
  }

  /// Computes those of the candidates that are marked, and takes all marks off.
  private func refreshMarked(
    _ candidates: some RandomAccessCollection<Int>, _ counted: inout CacheStatistics, isCounted: Bool
  ) {
    var visitor = OperationEvaluation(values: numbers, partials: nil, lists: operandPlaces)
    for (position, node) in candidates.enumerated() {
      if position % Self.blockSize == 0 {
        _ = Work.notes(blockAt: position, of: candidates.count)
        if isCounted { progress = WorkProgress(done: position, total: candidates.count) }
        if !mayGoOn() {
          for node in candidates.dropFirst(position) { columns.states[node] &= Self.stateBits }
          return
        }
      }
      if columns.states[node] & Self.markBit != 0 { refresh(node, &visitor, &counted) }
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
    guard changed else { return }
    forEachUser(of: NodeID(node)) { user in
      let state = columns.states[user.index]
      if state & Self.stateBits == Freshness.stale.rawValue {
        columns.states[user.index] = Freshness.outdated.rawValue | state & Self.markBit
      }
    }
  }

  /// The nodes that must be looked at, marked and in ascending order; nil, with no mark left, if they are more than a
  /// search from node to node is good for.
  private func neededNodes(_ targets: [NodeID], _ hits: inout Int) -> [Int]? {
    let before = hits
    var needed: [NodeID] = []
    for target in targets where need(target, &hits) { needed.append(target) }
    var next = 0
    while next < needed.count {
      if next % Self.blockSize == Self.blockSize - 1, Work.notes(blockAt: next, of: needed.count), !mayGoOn()
      {
        for node in needed { columns.states[node.index] &= Self.stateBits }
        return []
      }
      if needed.count > Self.blockSize, needed.count > count / 16 {
        for node in needed { columns.states[node.index] &= Self.stateBits }
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

  /// Marks what must be looked at in one walk down the graph, and returns the range in which it lies; nil, with no mark
  /// left, if there is nothing or the graph may not go on.
  private func markedRange(_ targets: [NodeID], _ hits: inout Int) -> ClosedRange<Int>? {
    for target in targets { _ = need(target, &hits) }
    guard let highest = targets.max(), !highest.isConstant else { return nil }
    var lowest = highest.index
    let isWhole = forEachMarked(downFrom: highest.index) { node in
      forEachOperand(of: NodeID(node)) { _ = need($0, &hits) }
      lowest = node
    }
    return isWhole ? lowest...highest.index : nil
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
