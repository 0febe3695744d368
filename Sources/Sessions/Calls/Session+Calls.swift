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
    return regions.regions
  }

  /// Keeps the calls that a statement has made.
  @inline(__always)
  func keep(_ calls: CallRegions?) {
    guard let calls, calls.count > 0 else { return }
    forgetCutOff()
    regions.append(calls)
  }

  /// Forgets the texts and calls of nodes that were taken back: others may have their numbers now.
  func forgetCutOff() {
    let count = graph.fewestNodes
    if count == .max { return }
    graph.fewestNodes = .max
    texts.cut(toNodes: count)
    regions.cut(toNodes: count)
  }
}
