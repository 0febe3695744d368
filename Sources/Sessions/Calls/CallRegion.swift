import AutoDiff

/// What a call of one of the user's functions built into the graph.
package struct CallRegion: Sendable {
  /// The function as it was then.
  package let function: Function

  /// How often it was differentiated: 2 in `f''(a)`, 0 in a plain call.
  package let order: Int

  /// What it was called with, one for each parameter.
  package let arguments: [Operand]

  /// What the call came to.
  package let result: Operand

  /// The numbers of the nodes that were built for it, those of the calls in its body among them. What was there already is
  /// not built again, and can be the result, too.
  package let nodes: Range<Int>
}

/// The calls that built the nodes of a graph, in the order in which they ended: those in the body of one stand directly
/// before it.
struct CallRegions {
  private(set) var regions: [CallRegion] = []

  /// For each call the position of the one in whose body it stands, or -1.
  private var parents: [Int32] = []

  /// For each call the position of the first one among those within it; its own if there are none.
  private var firsts: [Int32] = []

  /// The positions of those that stand within no other.
  private var outermost: [Int32] = []

  var count: Int { regions.count }

  /// Adds a call that has just ended, if it has built something. Amortised O(1).
  mutating func append(_ region: CallRegion) {
    if region.nodes.isEmpty || regions.count >= Int32.max { return }
    let position = Int32(truncatingIfNeeded: regions.count)
    var first = position
    while let last = outermost.last, regions[Int(last)].nodes.lowerBound >= region.nodes.lowerBound {
      outermost.removeLast()
      parents[Int(last)] = position
      first = firsts[Int(last)]
    }
    regions.append(region)
    parents.append(-1)
    firsts.append(first)
    outermost.append(position)
  }

  /// Adds the calls of a later statement.
  mutating func append(_ others: CallRegions) { others.regions.forEach { append($0) } }

  /// Forgets all but the first ones. O(number forgotten, and of those within them).
  mutating func cut(to count: Int) {
    while regions.count > count { removeLast() }
  }

  /// Forgets the calls that built nodes of which only the first `count` are left.
  mutating func cut(toNodes count: Int) {
    while let last = regions.last, last.nodes.upperBound > count { removeLast() }
  }

  /// Takes out the last call, which stands within no other.
  private mutating func removeLast() {
    guard let first = firsts.popLast(), regions.popLast() != nil else { return }
    parents.removeLast()
    outermost.removeLast()
    var inner: [Int32] = []
    var position = Int32(truncatingIfNeeded: regions.count) - 1
    while position >= first {
      parents[Int(position)] = -1
      inner.append(position)
      position = firsts[Int(position)] - 1
    }
    outermost += inner.reversed()
  }

  /// Keeps only some of the calls. O(*n*).
  mutating func keep(where isKept: (CallRegion) -> Bool) {
    var kept = CallRegions()
    for region in regions where isKept(region) { kept.append(region) }
    self = kept
  }

  /// The innermost call that built a node; nil where it was built by none. O(log *n*, and how deep calls nest).
  func innermost(building node: NodeID) -> CallRegion? {
    var position = regions.indices.first(from: { regions[$0].nodes.upperBound > node.index })
    while regions.indices.contains(position), !regions[position].nodes.contains(node.index) {
      position = Int(parents[position])
    }
    return regions.indices.contains(position) ? regions[position] : nil
  }
}
