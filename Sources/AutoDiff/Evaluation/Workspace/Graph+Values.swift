package import Memory

extension Graph {
  /// The value of an expression, from the cache where it is fresh.
  ///
  /// Only what is stale *and* needed is computed, each node once. Costs nothing but a look where the value is fresh.
  public func value(of expression: Expression) -> Double {
    expression.graph == nil ? expression.constant : value(of: id(of: expression))
  }

  /// The value of a node or constant, where nobody stops the computation: mostly it is there already.
  package func value(of id: NodeID) -> Double {
    uninterrupted { (never) throws(Interruption) in try value(of: id, never) }
  }

  /// The value of a node or constant, from the cache where it is fresh.
  package func value(of id: NodeID, _ cancellation: Cancellation) throws(Interruption) -> Double {
    if id.isConstant { return cachedValue(of: id) }
    if columns.states[id.index] == Freshness.fresh.rawValue {
      if columns.opcodes[id.index] != .input { statistics.hits += 1 }
    } else {
      try bringUpToDate([id], cancellation)
    }
    return columns.values[id.index]
  }

  /// The value that is in the cache, whatever its freshness; NaN where nothing was computed.
  package func cachedValue(of id: NodeID) -> Double {
    id.isConstant ? constants.values.elements[id.constantPosition] : columns.values[id.index]
  }

  /// What is known of a node's value. Constants are always fresh.
  package func freshness(of id: NodeID) -> Freshness {
    if id.isConstant { return .fresh }
    return Freshness(rawValue: columns.states[id.index] & Self.stateBits) ?? .neverComputed
  }

  /// Gives an input a new value. What depends on it becomes stale; nothing is computed.
  ///
  /// Costs in proportion to what depends on the input and was fresh; nothing if the bits are the same.
  package func setInput(_ id: NodeID, to value: Double) {
    precondition(!id.isConstant && columns.opcodes[id.index] == .input, "only inputs can be set")
    if columns.values[id.index].bitPattern == value.bitPattern { return }
    columns.values[id.index] = value
    markUsersStale(of: id)
  }

  /// Marks what depends on an input as stale, since it has a new value.
  func markUsersStale(of id: NodeID) {
    generation += 1
    var wave: [NodeID] = []
    forEachUser(of: id) { user in
      if columns.states[user.index] == Freshness.fresh.rawValue { wave.append(user) }
      if columns.states[user.index] != Freshness.neverComputed.rawValue {
        columns.states[user.index] = Freshness.outdated.rawValue
      }
    }
    var visits = 0
    while let node = wave.popLast() {
      visits += 1
      forEachUser(of: node) { user in
        guard columns.states[user.index] == Freshness.fresh.rawValue else { return }
        columns.states[user.index] = Freshness.stale.rawValue
        wave.append(user)
      }
    }
    Work.did(visits)
  }

  /// The cache at one moment: every value with its state, the inputs' among them, and the counts.
  package struct CacheSnapshot: Sendable {
    fileprivate let states: [UInt8]
    fileprivate let values: [Double]
    fileprivate let arrays: ArrayTable.Snapshot
    fileprivate let statistics: CacheStatistics
    fileprivate let generation: Int
  }

  /// The cache as it is now. O(number of nodes).
  package var cacheSnapshot: CacheSnapshot {
    Work.didPass(columns.count)
    return CacheSnapshot(
      states: Array(UnsafeBufferPointer(start: columns.states.base, count: columns.count)),
      values: Array(UnsafeBufferPointer(start: columns.values.base, count: columns.count)),
      arrays: arrays.snapshot,
      statistics: statistics, generation: generation)
  }

  /// Puts the cache back as it was, after what has been built since is rolled back. O(number of nodes).
  package func restore(_ snapshot: CacheSnapshot) {
    Work.didPass(columns.count)
    for node in 0..<min(columns.count, snapshot.states.count) {
      columns.states[node] = snapshot.states[node]
      columns.values[node] = snapshot.values[node]
    }
    if hasArrays { arrays.restore(snapshot.arrays, nodeCount: columns.count) }
    statistics = snapshot.statistics
    generation = snapshot.generation
  }

  /// A part of the cache at one moment, and the counts.
  package struct PartialCacheSnapshot: Sendable {
    fileprivate let nodes: [NodeID]
    fileprivate let states: [UInt8]
    fileprivate let values: [Double]
    fileprivate let arrays: [(node: Int, elements: ArrayStorage?)]
    fileprivate let statistics: CacheStatistics
  }

  /// The values, with their states, of what a target is made of, as they are now. O(number of nodes below it).
  package func cacheSnapshot(
    below target: NodeID, _ cancellation: Cancellation
  ) throws(Interruption) -> PartialCacheSnapshot {
    let nodes = try cone(of: [target], cancellation)
    return PartialCacheSnapshot(
      nodes: nodes, states: nodes.map { columns.states[$0.index] },
      values: nodes.map { columns.values[$0.index] },
      arrays: nodes.lazy.map(\.index).filter { !self.arrays.isScalar($0) }.map {
        ($0, self.arrays.elements(ofNode: $0))
      },
      statistics: statistics)
  }

  /// Puts back what was computed since below a target; its inputs must be what they were. O(number of nodes below it).
  package func restore(_ snapshot: PartialCacheSnapshot) {
    for (position, node) in snapshot.nodes.enumerated() where node.index < columns.count {
      columns.states[node.index] = snapshot.states[position]
      columns.values[node.index] = snapshot.values[position]
    }
    for (node, elements) in snapshot.arrays where node < columns.count {
      arrays.setElements(elements, ofNode: node)
    }
    statistics = snapshot.statistics
  }

  /// Forgets every computed value and what the cache has counted.
  package func clearCache() {
    for node in 0..<columns.count where columns.opcodes[node] != .input {
      columns.states[node] = Freshness.neverComputed.rawValue
    }
    statistics = CacheStatistics()
  }

  /// Sorts marked nodes: by comparison where they are few, by a walk over the marks where they are many.
  func sortAscending(_ nodes: inout [NodeID]) {
    guard let lowest = nodes.min(), let highest = nodes.max() else { return }
    if (highest.index - lowest.index) / 16 > nodes.count {
      nodes.sort()
      return
    }
    let states = columns.states
    nodes.withUnsafeMutableBufferPointer { nodes in
      var position = 0
      for index in lowest.index...highest.index where states[index] & Self.markBit != 0 {
        nodes[position] = NodeID(index)
        position += 1
      }
    }
  }

  /// The part of a state byte that is a ``Freshness``.
  static let stateBits: UInt8 = 0x7F

  /// Set in a state byte while a traversal holds the node.
  static let markBit: UInt8 = 0x80
}

extension Graph {
  /// The cached values of nodes and constants, and the operand lists, opened for a sweep.
  var numbers: GraphNumbers { GraphNumbers(values: columns.values, constants: constants.values.elements) }

  /// The operand lists as the sweeps read them.
  var operandSlots: UnsafeBufferPointer<Int32> {
    UnsafeBufferPointer(
      start: UnsafeRawPointer(lists.operands.elements.base).assumingMemoryBound(to: Int32.self),
      count: lists.operands.count)
  }
}

extension Graph {
  /// The values of a tape's slots, from the cache, after what was stale has been computed.
  func cachedValues(for tape: Tape, _ cancellation: Cancellation) throws(Interruption) -> [Double] {
    Work.didPass(tape.slotCount)
    try bringUpToDate(tape.targets.compactMap { tape.node(ofSlot: $0) }, cancellation)
    var values = tape.constants
    values.reserveCapacity(tape.slotCount)
    for input in tape.inputs { values.append(columns.values[input.index]) }
    for operation in tape.operations { values.append(columns.values[operation.index]) }
    return values
  }
}
