import AutoDiff

extension Session {
  /// A session at one moment, to which it can be taken back.
  ///
  /// What there was then is not copied: the session notes what it changes (``Change``), and to go back is to undo that.
  /// So a checkpoint is made where no changes wait to be taken, and holds until some are.
  package struct Checkpoint {
    fileprivate let graph: Graph.Checkpoint
    fileprivate let nodeCount: Int
    fileprivate let last: LastResult
    fileprivate let statistics: CacheStatistics
    fileprivate let generation: Int
    fileprivate let textCount: Int
    fileprivate let cache: Graph.CacheSnapshot?
  }

  /// The present moment. O(1).
  @inline(__always)
  package var checkpoint: Checkpoint { checkpoint(keepingCache: false) }

  /// The present moment. O(1), or, with the values that are cached, O(number of nodes).
  ///
  /// Without the cache, a node is stale after the way back if an input below it was changed meanwhile, and what was
  /// computed for the first time stays computed. That is right all the same, and of no matter to what fails at once; after
  /// the rounds of a loop people look whether it is as it was.
  @inline(__always)
  package func checkpoint(keepingCache keepsCache: Bool) -> Checkpoint {
    forgetCutOff()
    return Checkpoint(
      graph: graph.checkpoint, nodeCount: graph.count, last: lastResult, statistics: graph.statistics,
      generation: graph.generation, textCount: texts.count, cache: keepsCache ? graph.cacheSnapshot : nil)
  }

  /// Puts everything back as it was: names, values of inputs, the last result, texts, counts. What was built since is gone,
  /// and nobody else may speak of it. O(what was changed and built), and the number of nodes where the cache was kept.
  package func rollBack(to checkpoint: Checkpoint) {
    takeBackChanges()
    lastResult = checkpoint.last
    graph.rollBack(to: checkpoint.graph)
    if let cache = checkpoint.cache { graph.restore(cache) }
    graph.statistics = checkpoint.statistics
    // The inputs have the values that they had, so that sweeps of that time hold again.
    graph.generation = checkpoint.generation
    forgetCutOff()
    texts.cut(toCount: checkpoint.textCount)
  }

  /// Whether a journal has something to keep since then: a change, another last result, or nodes, which have numbers.
  package func hasChanged(since checkpoint: Checkpoint) -> Bool {
    hasChanges || graph.count != checkpoint.nodeCount || lastResult != checkpoint.last
  }

  /// Carries out something as a whole: if it throws, everything is as before.
  ///
  /// Where changes wait already that somebody else has made, it is a part of what they are doing, which fails with it.
  package func transaction<Result>(
    _ body: () throws(SessionError) -> Result
  ) throws(SessionError) -> Result {
    if hasChanges { return try body() }
    let checkpoint = checkpoint
    do {
      return try body()
    } catch {
      rollBack(to: checkpoint)
      throw error
    }
  }

  /// Carries out something that builds nodes; if it throws, or the graph was interrupted meanwhile, they are gone again.
  @inline(__always)
  func building<Result>(_ body: () throws(SessionError) -> Result) throws(SessionError) -> Result {
    let start = graph.checkpoint
    do {
      let result = try body()
      try rollBackIfInterrupted(to: start)
      return result
    } catch {
      graph.rollBack(to: start)
      throw error
    }
  }

  /// What something comes to that builds nodes only to look at them: none of them stays.
  package func leavingNoNodes<Result, Failure>(
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let start = graph.checkpoint
    defer { graph.rollBack(to: start) }
    return try body()
  }
}
