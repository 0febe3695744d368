package import AutoDiff

extension Session {
  /// The innermost call of a user's function that built a node; nil where it was built by none. O(log of the number of
  /// calls) as a rule.
  package func call(building node: NodeID) -> CallRegion? {
    forgetCutOff()
    return regions.innermost(building: node)
  }

  /// The calls of the user's functions that built nodes, in the order in which they ended: an inner one before the one in
  /// whose body it stands.
  package var calls: [CallRegion] {
    forgetCutOff()
    return (0..<regions.count).map { regions[$0] }
  }

  /// Keeps a call that was built just now.
  func keep(_ call: CallRegion) {
    if call.nodes.isEmpty { return }
    forgetCutOff()
    regions.append(call)
  }

  /// Forgets the texts and calls of nodes that were taken back: others may have their numbers now.
  @inline(__always)
  func forgetCutOff() {
    if graph.fewestNodes < .max { cutOff() }
  }

  private func cutOff() {
    let count = graph.fewestNodes
    graph.fewestNodes = .max
    texts.cut(toNodes: count)
    regions.cut(toNodes: count)
  }
}
