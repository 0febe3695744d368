import AutoDiff
import Memory

/// Which nodes stand in the formulas that use them, where nodes are written as formulas.
struct Inlining {
  /// How many nodes a formula may have before its parts get names: what is written stays a line that one can read.
  private static let sizeLimit = 100

  private var inlined: [Bool]

  /// Finds the nodes that have no name and one use, in a formula that, being built operands first, builds all its nodes one
  /// directly after the other, as they were. O(number of nodes).
  init(in cone: [NodeID], keeping kept: Set<NodeID>, _ typed: TypedStatements, of session: Session)
    throws(Interruption)
  {
    let graph = session.graph
    let count = (cone.last?.index ?? -1) + 1
    inlined = [Bool](repeating: false, count: count)
    var uses = [Int32](repeating: 0, count: count)
    for (position, node) in cone.enumerated() {
      if position % Graph.blockSize == 0 { try session.cancellation.check() }
      // What is written as it was typed uses what it needs by itself, and cannot have it in its text.
      let weight: Int32 = typed.statement(building: node) == nil ? 1 : 2
      graph.forEachOperand(of: node) { if !$0.isConstant { uses[$0.index] &+= weight } }
    }
    // For nodes that could be inlined the place in the cone at which the building of their formula begins, else -1.
    var starts = [Int](repeating: -1, count: count)
    for (place, node) in cone.enumerated() {
      if place % Graph.blockSize == 0 { try session.cancellation.check() }
      if typed.statement(building: node) != nil { continue }
      var parts: [NodeID] = []
      graph.forEachOperand(of: node) { if !$0.isConstant, starts[$0.index] >= 0 { parts.append($0) } }
      var start = place
      for part in parts.reversed() where start > 0 {
        start = cone[start - 1] == part ? starts[part.index] : -1
      }
      if start >= 0, place - start < Self.sizeLimit {
        for part in parts { inlined[part.index] = true }
      } else {
        start = place
      }
      let isFree = !graph.isInput(node) && uses[node.index] == 1 && !kept.contains(node)
      if isFree, session.names(of: node).isEmpty { starts[node.index] = start }
    }
  }

  /// Whether a node stands in the formula that uses it.
  func isInlined(_ node: NodeID) -> Bool { inlined[node.index] }
}
