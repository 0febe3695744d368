package import Memory

/// The nodes that all paths pass: for each node below a target the nearest one through which every path from the target
/// to it leads, its *immediate dominator*. There the chain rule factors.
///
/// Users stand above their operands, so that one sweep down the tape meets every node after all that read it, and the
/// immediate dominator is the lowest common ancestor of those in the tree that there is by then (K. D. Cooper, T. J.
/// Harvey and K. Kennedy, "A simple, fast dominance algorithm", 2001, for graphs without cycles). Ancestors are found by
/// skipping (E. W. Myers, "An applicative random-access stack", 1983), so that a deep tree costs O(log *n*) an edge.
package struct Dominators: Sendable {
  /// The tape whose slots the arrays are indexed by.
  private let tape: Tape

  /// For each slot its parent in the tree, an ancestor to skip to, and how far it is from the target; −1 and 0 where no
  /// path leads to it.
  private var parents: [Int32]
  private var skips: [Int32]
  private var levels: [Int32]

  /// The dominators below a target. O(number of edges · log(number of nodes)).
  package init(below target: NodeID, in graph: Graph, _ cancellation: Cancellation) throws(Interruption) {
    tape = try graph.keptTape(for: [target], cancellation)
    try cancellation.take(tape.slotCount, of: (Int32, Int32, Int32).self)
    parents = [Int32](repeating: -1, count: tape.slotCount)
    (skips, levels) = (parents, [Int32](repeating: 0, count: tape.slotCount))
    guard !target.isConstant, let root = tape.targets.first else { return }
    (parents[root], skips[root]) = (Int32(root), Int32(root))
    for (position, index) in tape.opcodes.indices.reversed().enumerated() {
      try cancellation.check(at: position, of: tape.opcodes.count)
      let slot = tape.firstOperation + index
      guard parents[slot] >= 0 else { continue }
      settle(slot)
      if tape.opcodes[index].cuts { continue }
      tape.forEachOperandSlot(of: index) { operand in
        if operand < tape.firstInput { return }
        parents[operand] = Int32(parents[operand] < 0 ? slot : common(Int(parents[operand]), slot))
      }
    }
    for slot in tape.firstInput..<tape.firstOperation where parents[slot] >= 0 { settle(slot) }
  }

  /// Notes where a node stands whose parent is known for good.
  private mutating func settle(_ slot: Int) {
    let parent = Int(parents[slot])
    if parent == slot { return }
    levels[slot] = levels[parent] + 1
    let skip = Int(skips[parent])
    let isEven = levels[parent] - levels[skip] == levels[skip] - levels[Int(skips[skip])]
    skips[slot] = isEven ? skips[skip] : Int32(parent)
  }

  /// The lowest common ancestor of two slots. O(log *n*).
  private func common(_ first: Int, _ second: Int) -> Int {
    var (a, b) = levels[first] >= levels[second] ? (first, second) : (second, first)
    while levels[a] > levels[b] {
      a = Int(levels[Int(skips[a])] >= levels[b] ? skips[a] : parents[a])
    }
    while a != b {
      let skipsFar = skips[a] != skips[b]
      (a, b) = skipsFar ? (Int(skips[a]), Int(skips[b])) : (Int(parents[a]), Int(parents[b]))
    }
    return a
  }

  /// The nodes besides the target and itself that every path from the target to a node passes, from the target down; nil
  /// if no path leads to it. O(their number).
  package func cuts(before node: NodeID) -> [NodeID]? {
    guard let slot = tape.slot(of: node), parents[slot] >= 0 else { return nil }
    return nodes(from: Int(parents[slot]))
  }

  /// The nodes that every path from the target to any input passes, from the target down. O(their number · log *n* + number
  /// of inputs · log *n*).
  package var commonCuts: [NodeID] {
    var shared: Int?
    for slot in tape.firstInput..<tape.firstOperation where parents[slot] >= 0 {
      shared = shared.map { common($0, slot) } ?? Int(parents[slot])
    }
    return shared.map(nodes) ?? []
  }

  /// A slot and its ancestors below the root, from the root down.
  private func nodes(from slot: Int) -> [NodeID] {
    var (nodes, next) = ([NodeID](), slot)
    while Int(parents[next]) != next {
      if let node = tape.node(ofSlot: next) { nodes.append(node) }
      next = Int(parents[next])
    }
    return nodes.reversed()
  }

  /// The immediate dominator of a node; nil for the target, and where no path leads to it.
  package func immediateDominator(of node: NodeID) -> NodeID? {
    guard let slot = tape.slot(of: node), parents[slot] >= 0, parents[slot] != Int32(slot) else { return nil }
    return tape.node(ofSlot: Int(parents[slot]))
  }
}

extension Graph {
  /// The factors of the chain rule between nodes that every path from a target to a node passes: the derivative of the
  /// target by the first, of the first by the second, and so on down to the node; one more than there are cuts.
  ///
  /// The cuts stand from the target down, as ``Dominators/cuts(before:)`` gives them. O(number of nodes below the target),
  /// in one sweep.
  package func factors(
    of target: NodeID, at cuts: [NodeID], before node: NodeID, _ cancellation: Cancellation
  ) throws(Interruption) -> [Double] {
    let tape = try keptTape(for: [target], cancellation)
    guard !target.isConstant, let root = tape.targets.first else { return [] }
    var values = try cachedValues(for: tape, cancellation)
    var flow = FactorFlow(root, cuts: cuts.compactMap(tape.slot(of:)), slotCount: tape.slotCount)
    try values.withUnsafeMutableBufferPointer { (values) throws(Interruption) in
      guard let values = CheckedPointer(values) else { return }
      try tape.sweep(values, &flow, ascending: false, cancellation)
    }
    return flow.factors + (tape.slot(of: node).map { [flow.adjoints[$0]] } ?? [])
  }
}

/// Backprop that begins anew with 1 at each cut.
private struct FactorFlow: EdgeFlow {
  private(set) var adjoints: [Double]
  private(set) var factors: [Double] = []
  private var cuts: ArraySlice<Int>

  init(_ root: Int, cuts: [Int], slotCount: Int) {
    adjoints = [Double](repeating: 0, count: slotCount)
    adjoints[root] = 1
    self.cuts = cuts[...]
  }

  mutating func enter(_ slot: Int) -> Bool {
    if slot == cuts.first {
      cuts.removeFirst()
      factors.append(adjoints[slot])
      adjoints[slot] = 1
    }
    return adjoints[slot] != 0
  }

  mutating func pass(_ slot: Int, _ operand: Int, _ partial: @autoclosure () -> Double) {
    adjoints[operand] += adjoints[slot] ⊙ partial()
  }

  mutating func leave(_ slot: Int) {}
}
