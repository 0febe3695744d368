/// What stands beside a graph while it is computed with, and is not what it says: the tapes that were compiled last, what
/// the cache has counted, how often inputs have changed, how far the work has come.
///
/// A graph owns one and hands it nothing but the number of its nodes when some are removed.
struct Workspace {
  /// The tapes that were compiled last.
  var tapes = TapeCache()

  /// What the cache of values has done so far.
  var statistics = CacheStatistics()

  /// Counts the changes of inputs.
  var generation = 0

  /// How the schedule that was made or used last carries its operations out.
  var lastSummary: ScheduleSummary?

  /// How far the longest loop that is under way has come.
  var progress: WorkProgress?

  /// The nodes that are derivatives.
  var derivativeNodes: [NodeID: DerivativeNode] = [:]

  /// Where nodes stand that were made for derivatives, and not because somebody had typed them; ascending.
  var derivedRanges: [Range<Int>] = []

  /// What was found last of exceptional nodes below the target of a derivative, and for which values of the inputs: mostly
  /// the next derivative is one of the same target.
  var lastSearch: (target: NodeID, generation: Int, search: ExceptionalPointSearch?)?

  /// Forgets what is kept for nodes that are no more: all but the first `count`.
  mutating func removeNodes(from count: Int) {
    tapes.rollBack(toCount: count)
    lastSearch = nil
    while let last = derivedRanges.last, last.upperBound > count {
      derivedRanges.removeLast()
      if last.lowerBound < count { derivedRanges.append(last.lowerBound..<count) }
    }
    if !derivativeNodes.isEmpty { derivativeNodes = derivativeNodes.filter { $0.key.index < count } }
  }
}

extension Graph {
  /// What the cache has done so far.
  public package(set) var statistics: CacheStatistics {
    get { workspace.statistics }
    set { workspace.statistics = newValue }
  }

  /// Counts the changes of inputs; adjoints and tangents remember it to know whether they still hold.
  package var generation: Int {
    get { workspace.generation }
    set { workspace.generation = newValue }
  }

  /// How the schedule that was made or used last carries its operations out.
  package var lastSummary: ScheduleSummary? {
    get { workspace.lastSummary }
    set { workspace.lastSummary = newValue }
  }

  /// How far the longest loop that is under way has come, for whoever says whether it may go on.
  package internal(set) var progress: WorkProgress? {
    get { workspace.progress }
    set { workspace.progress = newValue }
  }

  /// The tapes that were compiled last.
  var tapes: TapeCache {
    @inline(__always) _read { yield workspace.tapes }
    @inline(__always) _modify { yield &workspace.tapes }
  }
}
