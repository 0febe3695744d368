package import AutoDiff

extension Session {
  /// Frees the nodes that no name and not the last result is made of, nor any of `more`. Returns how many they were.
  package func collect(keeping more: [NodeID]) -> Int {
    let freed = graph.collect(keeping: roots + more)
    nextCollection = max(Self.smallestCollection, 2 * graph.livingCount)
    return freed
  }

  /// Frees what nothing refers to, if it may be more than half of the graph and is.
  ///
  /// It is looked for when the graph has doubled since the last time, so that it costs nothing to speak of.
  package func collectIfDue(keeping more: @autoclosure () -> [NodeID]) {
    guard graph.livingCount >= nextCollection else { return }
    let more = more()
    let living = graph.cone(of: roots + more).count
    if graph.livingCount - living > living {
      _ = collect(keeping: more)
    } else {
      nextCollection = 2 * graph.livingCount
    }
  }

  /// From how many nodes on it is worth looking for some to free.
  static let smallestCollection = 1 << 16

  /// The nodes that names, and the last result, stand for.
  private var roots: [NodeID] {
    environment.variables.compactMap(\.binding.operand.node) + (last?.node.map { [$0] } ?? [])
  }
}
