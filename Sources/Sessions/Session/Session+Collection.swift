package import AutoDiff

extension Session {
  /// Frees the nodes that no name and neither the last result nor the last formula is made of, nor any of `more`, if `isWorthwhile` says so of how
  /// many would be left. Returns how many were freed; nil if the graph may not go on, and then none are.
  package func collect(keeping more: [NodeID], if isWorthwhile: (Int) -> Bool) -> Int? {
    let freed = graph.collect(keeping: roots + more, if: isWorthwhile)
    if freed != nil {
      nextCollection = max(Self.smallestCollection, 2 * graph.livingCount)
      // A function can speak of a node by its number.
      callable = [:]
      if freed != 0 { forgetGone() }
    }
    return freed
  }

  /// Frees what nothing refers to, if it may be more than half of the graph and is.
  ///
  /// It is looked for when the graph has doubled since the last time, so that it costs nothing to speak of.
  package func collectIfDue(keeping more: @autoclosure () -> [NodeID]) {
    if graph.livingCount >= nextCollection { collectNow(keeping: more()) }
  }

  @inline(never)
  private func collectNow(keeping more: [NodeID]) {
    let freed = collect(keeping: more) { living in graph.livingCount - living > living }
    if freed != nil { return }
    // The statement before it is done, and the one behind it has not begun: neither was interrupted.
    graph.wasInterrupted = false
    nextCollection = graph.livingCount + graph.livingCount / 4
  }

  /// Forgets the texts and calls of nodes that were freed.
  private func forgetGone() {
    forgetCutOff()
    regions.keep { !$0.allSatisfy { graph.isGone(NodeID($0)) } }
    let times = Set(environment.definitionTimes)
    texts.keep { text in
      let isRootLeft = text.root.map { !graph.isGone($0) && text.nodes.contains($0.index) } ?? false
      return isRootLeft || times.contains(text.time) || text.nodes.contains { !graph.isGone(NodeID($0)) }
    }
  }

  /// From how many nodes on it is worth looking for some to free.
  static let smallestCollection = 1 << 16

  /// The nodes that names, the last result and the last formula stand for.
  private var roots: [NodeID] {
    environment.variables.compactMap(\.binding.operand.node) + lastResult.nodes
  }
}
