import AutoDiff

extension Session {
  /// A session at one moment: its names, the graph's size and the values of the inputs.
  package struct Snapshot {
    fileprivate let variables: [(name: String, binding: Environment.Binding)]
    fileprivate let functions: [Function]
    fileprivate let last: Operand?
    fileprivate let otherNames: [NodeID: [String]]
    fileprivate let graph: Graph.Checkpoint
    fileprivate let labels: [(node: NodeID, label: String)]
    fileprivate let cache: Graph.CacheSnapshot
  }

  /// The session as it is now. O(number of nodes).
  package var snapshot: Snapshot {
    Snapshot(
      variables: environment.variables, functions: environment.functions, last: last,
      otherNames: otherNames, graph: graph.checkpoint, labels: graph.allLabels, cache: graph.cacheSnapshot)
  }

  /// Puts everything back as it was at an earlier moment. O(number of nodes).
  package func restore(_ snapshot: Snapshot) {
    environment = Environment(variables: snapshot.variables, functions: snapshot.functions)
    last = snapshot.last
    otherNames = snapshot.otherNames
    graph.rollBack(to: snapshot.graph)
    graph.allLabels = snapshot.labels
    graph.restore(snapshot.cache)
    dropChanges()
  }
}
