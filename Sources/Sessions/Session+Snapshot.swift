import AutoDiff

extension Session {
  /// A session at one moment: its names, the graph's size and the values of the inputs.
  package final class Snapshot {
    fileprivate let environment: Environment
    fileprivate let last: LastResult
    fileprivate let aliases: [NodeID: Aliases]
    fileprivate let graph: Graph.Checkpoint
    fileprivate let labels: LabelTable
    fileprivate let cache: Graph.CacheSnapshot

    fileprivate init(of session: Session) {
      environment = Environment(copying: session.environment)
      (last, aliases) = (session.lastResult, session.aliases)
      graph = session.graph.checkpoint
      labels = session.graph.labels
      cache = session.graph.cacheSnapshot
    }
  }

  /// The session as it is now. O(number of nodes and names).
  package var snapshot: Snapshot { Snapshot(of: self) }

  /// Puts everything back as it was at an earlier moment. O(number of nodes and names).
  package func restore(_ snapshot: Snapshot) {
    environment = Environment(copying: snapshot.environment)
    lastResult = snapshot.last
    aliases = snapshot.aliases
    graph.rollBack(to: snapshot.graph)
    graph.labels = snapshot.labels
    graph.restore(snapshot.cache)
    callable = [:]
    dropChanges()
  }
}
