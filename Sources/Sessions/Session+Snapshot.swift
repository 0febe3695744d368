import AutoDiff

extension Session {
  /// A session at one moment: its names, the graph's size and the values of the inputs.
  package struct Snapshot {
    fileprivate let names: Environment.Names
    fileprivate let last: Operand?
    fileprivate let aliases: [NodeID: Aliases]
    fileprivate let graph: Graph.Checkpoint
    fileprivate let labels: [(node: NodeID, label: String)]
    fileprivate let cache: Graph.CacheSnapshot
  }

  /// The session as it is now. O(number of nodes).
  package var snapshot: Snapshot {
    Snapshot(
      names: environment.names, last: last, aliases: aliases, graph: graph.checkpoint,
      labels: graph.allLabels, cache: graph.cacheSnapshot)
  }

  /// Puts everything back as it was at an earlier moment. O(number of nodes).
  package func restore(_ snapshot: Snapshot) {
    environment = Environment(snapshot.names)
    last = snapshot.last
    aliases = snapshot.aliases
    graph.rollBack(to: snapshot.graph)
    graph.allLabels = snapshot.labels
    graph.restore(snapshot.cache)
    dropChanges()
  }
}
