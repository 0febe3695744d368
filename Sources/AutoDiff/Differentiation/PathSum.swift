package import Memory

/// The chain rule on a graph: the derivative of a target by a node as the sum, over all paths from the one to the other,
/// of the product of the local partials along the path.
package struct PathSum: Sendable {
  package let target: NodeID
  package let variable: NodeID

  /// Backprop along the paths: the operations on them from the target down, with the edges that lead on to the variable.
  package private(set) var steps = ReverseSweep.Steps(turnCapacity: 0, edgeCapacity: 0)

  /// For each edge of the steps which of its operation's operands it leads to.
  private(set) var operandIndices: [Int] = []

  /// How many paths there are; two where an operation reads the same operand in two places.
  package private(set) var count = PathCount(0)

  /// What the paths add up to, by one sweep from the target down; nil if there is none.
  package private(set) var derivative: Double?

  fileprivate init(from target: NodeID, to variable: NodeID) {
    (self.target, self.variable) = (target, variable)
  }

  /// An operand place of an operation on a path.
  package struct Edge: Sendable {
    /// The operation, and which of its operands it is.
    package let node: NodeID
    package let operandIndex: Int
    package let operand: NodeID

    /// The derivative of the operation by this operand, at the present values.
    package let partial: Double
  }

  /// A path from the target down, with what it contributes to the sum.
  package struct Path: Sendable {
    package let edges: [Edge]
    package let product: Double
  }
}

extension PathSum {
  /// How many bytes are asked for before edges are listed: they are written down twice, with their places and turns.
  fileprivate static let bytesForEdge = 96
}

extension Graph {
  /// The paths from a target to a node, counted and not listed.
  ///
  /// A node that is no input is held as if it were one. O(number of nodes below the target), times the number of digits
  /// of the count.
  package func pathSum(
    of target: NodeID, by variable: NodeID, _ cancellation: Cancellation
  ) throws(Interruption) -> PathSum {
    var sum = PathSum(from: target, to: variable)
    let tape = try keptTape(for: [target], cancellation)
    guard !target.isConstant, let slot = tape.slot(of: variable) else { return sum }
    try cancellation.take(tape.mostEdges * PathSum.bytesForEdge)
    var values = try cachedValues(for: tape, cancellation)
    try values.withUnsafeMutableBufferPointer { (values) throws(Interruption) in
      guard let values = CheckedPointer(values) else { return }
      var flow = PathFlow(
        from: tape.targets[0], to: tape.slots(dependingOn: slot), capacity: tape.mostEdges)
      try tape.sweep(values, &flow, ascending: false, cancellation)
      try sum.add(flow.edges, on: tape, to: slot, cancellation)
    }
    return sum
  }
}

extension PathSum {
  /// Passes counts and adjoints down the edges, which are those on paths, grouped by operation from the target down.
  fileprivate mutating func add(
    _ passed: [PathFlow.Edge], on tape: Tape, to variable: Int, _ cancellation: Cancellation
  ) throws(Interruption) {
    var counts = [tape.targets[0]: PathCount(1)]
    var adjoints = [tape.targets[0]: 1.0]
    steps = ReverseSweep.Steps(turnCapacity: passed.count, edgeCapacity: passed.count)
    operandIndices.reserveCapacity(passed.count)
    var next = 0
    while next < passed.count, case let slot = passed[next].slot, let node = tape.node(ofSlot: slot) {
      if steps.count % Graph.blockSize == 0 {
        Work.did(min(Graph.blockSize, passed.count - next))
        try cancellation.check()
      }
      let adjoint = adjoints.removeValue(forKey: slot) ?? 0
      let count = counts.removeValue(forKey: slot) ?? PathCount(0)
      while next < passed.count, passed[next].slot == slot {
        let edge = passed[next]
        next += 1
        counts[edge.operand, default: PathCount(0)] += count
        adjoints[edge.operand, default: 0] += adjoint ⊙ edge.partial
        guard let operand = tape.node(ofSlot: edge.operand) else { continue }
        operandIndices.append(edge.operandIndex)
        steps.append((operand, edge.partial, contribution: adjoint ⊙ edge.partial))
      }
      steps.end(ReverseSweep.Turn(node: node, adjoint: adjoint))
    }
    count = counts[variable] ?? PathCount(0)
    derivative = adjoints[variable]
  }

  /// All paths, those that contribute most first; to be asked for where ``count`` is small.
  ///
  /// O(number of paths · their length).
  package func paths(_ cancellation: Cancellation) throws(Interruption) -> [Path] {
    var turns: [NodeID: Int] = [:]
    for (position, step) in steps.enumerated() {
      if position % Graph.blockSize == 0 { try cancellation.check() }
      turns[step.turn.node] = position
    }
    var paths: [Path] = []
    var path: [Edge] = []
    var open = [(node: target, length: 0, edge: Edge?.none)]
    var visitCount = 0
    while let (node, length, edge) = open.popLast() {
      visitCount += 1
      if visitCount % Graph.blockSize == 0 {
        Work.did(Graph.blockSize)
        try cancellation.check()
      }
      path.removeSubrange(min(length, path.count)...)
      if let edge { path.append(edge) }
      if node == variable {
        if derivative != nil { paths.append(Path(edges: path, product: path.reduce(1) { $0 ⊙ $1.partial })) }
        continue
      }
      guard let turn = turns[node] else { continue }
      for position in steps[turn].edges.indices.reversed() {
        let (operand, partial, _) = steps.edges[position]
        let edge = Edge(
          node: node, operandIndex: operandIndices[position], operand: operand, partial: partial)
        open.append((operand, path.count, edge))
      }
    }
    Work.did(visitCount % Graph.blockSize)
    // What is no number stands first: it decides the sum.
    let size = { (path: Path) in path.product.isNaN ? .infinity : path.product.magnitude }
    return paths.enumerated().sorted {
      (size($0.element), $1.offset) > (size($1.element), $0.offset)
    }.map(\.element)
  }
}

/// Writes down the edges on paths from a slot to what depends on another, with their local partials.
private struct PathFlow: EdgeFlow {
  struct Edge {
    let slot: Int
    let operandIndex: Int
    let operand: Int
    let partial: Double
  }

  private(set) var edges: [Edge] = []
  private let leadsOn: [Bool]
  private var isReached: [Bool]
  private var operandIndex = 0

  init(from target: Int, to leadsOn: [Bool], capacity: Int) {
    edges.reserveCapacity(capacity)
    self.leadsOn = leadsOn
    isReached = [Bool](repeating: false, count: leadsOn.count)
    isReached[target] = true
  }

  mutating func enter(_ slot: Int) -> Bool {
    operandIndex = 0
    return isReached[slot] && leadsOn[slot]
  }

  mutating func pass(_ slot: Int, _ operand: Int, _ partial: @autoclosure () -> Double) {
    if leadsOn[operand] {
      edges.append(Edge(slot: slot, operandIndex: operandIndex, operand: operand, partial: partial()))
      isReached[operand] = true
    }
    operandIndex += 1
  }

  mutating func leave(_ slot: Int) {}
}
