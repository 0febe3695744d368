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
/// before it. A call takes some 50 bytes, and 16 for each argument.
struct CallRegions {
  private var entries: [Entry] = []

  /// The arguments of all calls, one behind another.
  private var arguments: [Operand] = []

  /// The positions of those that stand within no other.
  private var outermost: [Int32] = []

  private struct Entry {
    let function: Function
    let result: Operand
    let firstNode: UInt32
    let endOfNodes: UInt32
    let order: Int32

    /// Where its arguments begin.
    let arguments: UInt32

    /// The position of the first call within this one; its own if there are none.
    let first: Int32

    /// The position of the call in whose body it stands, or -1.
    var parent: Int32 = -1

    var nodes: Range<Int> { Int(firstNode)..<Int(endOfNodes) }
  }

  var count: Int { entries.count }

  /// The call that ended at that place. O(number of its arguments).
  subscript(position: Int) -> CallRegion {
    let entry = entries[position]
    let end = position + 1 < entries.count ? Int(entries[position + 1].arguments) : arguments.count
    return CallRegion(
      function: entry.function, order: Int(entry.order),
      arguments: Array(arguments[Int(entry.arguments)..<end]),
      result: entry.result, nodes: entry.nodes)
  }

  /// Adds a call that has just ended, if it has built something. Amortised O(number of its arguments).
  mutating func append(_ region: CallRegion) {
    if region.nodes.isEmpty || entries.count >= Int32.max { return }
    let position = Int32(truncatingIfNeeded: entries.count)
    var first = position
    while let last = outermost.last, entries[Int(last)].firstNode >= region.nodes.lowerBound {
      outermost.removeLast()
      entries[Int(last)].parent = position
      first = entries[Int(last)].first
    }
    entries.append(
      Entry(
        function: region.function, result: region.result,
        firstNode: UInt32(clamping: region.nodes.lowerBound),
        endOfNodes: UInt32(clamping: region.nodes.upperBound),
        order: Int32(clamping: region.order), arguments: UInt32(clamping: arguments.count), first: first))
    for argument in region.arguments { arguments.append(argument) }
    outermost.append(position)
  }

  /// Forgets the calls that built nodes of which only the first `count` are left. O(number forgotten, and of those directly
  /// within them).
  mutating func cut(toNodes count: Int) {
    while let last = entries.last, last.endOfNodes > count {
      entries.removeLast()
      arguments.removeSubrange(Int(last.arguments)...)
      outermost.removeLast()
      // Those directly within it stand within no other now.
      var inner: [Int32] = []
      var position = Int32(truncatingIfNeeded: entries.count) - 1
      while position >= last.first {
        entries[Int(position)].parent = -1
        inner.append(position)
        position = entries[Int(position)].first - 1
      }
      outermost += inner.reversed()
    }
  }

  /// Keeps only some of the calls. O(*n*).
  mutating func keep(where isKept: (Range<Int>) -> Bool) {
    var kept = CallRegions()
    for position in entries.indices where isKept(entries[position].nodes) { kept.append(self[position]) }
    self = kept
  }

  /// The innermost call that built a node; nil where it was built by none. O(log *n*, and how deep calls nest).
  func innermost(building node: NodeID) -> CallRegion? {
    var position = entries.indices.first(from: { entries[$0].endOfNodes > node.index })
    while entries.indices.contains(position), !entries[position].nodes.contains(node.index) {
      position = Int(entries[position].parent)
    }
    return entries.indices.contains(position) ? self[position] : nil
  }

  /// About how many bytes they take.
  var byteCount: Int {
    entries.count * MemoryLayout<Entry>.stride + arguments.count * MemoryLayout<Operand>.stride
  }
}
