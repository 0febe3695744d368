package import Memory

/// A forward sweep that was made: the tangent of every node below the targets, its derivative in one direction.
package struct ForwardSweep: Sendable {
  package let target: NodeID
  package let tape: Tape
  package private(set) var values: [Double]
  package private(set) var tangents: [Double]

  /// Whether the target is connected to a seeded input by a path on which no derivative is cut off.
  package let isConnected: Bool

  /// The numbers just beside the point, where the sweep was made on one side.
  private var sided: [SidedDual]?

  /// The graph's generation at the time; tangents are out of date when it has moved on.
  package let generation: Int

  fileprivate init(
    _ tape: Tape, target: NodeID, seeds: [(NodeID, Double)], values: [Double], generation: Int,
    _ cancellation: Cancellation
  ) throws(Interruption) {
    self.tape = tape
    self.target = target
    self.generation = generation
    var values = values
    let slots = seeds.compactMap { input, seed in tape.slot(of: input).map { (slot: $0, value: seed) } }
    let connected = tape.detaches ? tape.connectedSlots() : nil
    isConnected = slots.contains { connected?[$0.slot] ?? true }
    var tangents = tape.seeded(slots)
    try withPointers(&values, &tangents) { (values, tangents) throws(Interruption) in
      try tape.sweepForward(values, tangents: tangents, cancellation)
    }
    self.values = values
    self.tangents = tangents
  }

  /// The sweep on one side of the point: from the left, one goes against the seeds and turns the signs back.
  fileprivate init(
    beside sweep: ForwardSweep, side: Side, seeds: [(NodeID, Double)], _ cancellation: Cancellation
  ) throws(Interruption) {
    self = sweep
    let sign = side.sign
    let directions = Dictionary(seeds, uniquingKeysWith: { $1 })
    let sided = try tape.values(
      at: zip(tape.inputs, values[tape.firstInput...]).map { input, value in
        SidedDual(primal: value, tangent: sign * (directions[input] ?? 0))
      }, cancellation)
    self.sided = sided
    values = sided.map(\.primal)
    tangents = sided.map { sign * $0.tangent + 0 }
  }

  /// The target's value.
  package var value: Double { tape.targets.first.map { values[$0] } ?? .nan }

  /// The target's derivative in the seeded direction.
  package var derivative: Double { tape.targets.first.map { tangents[$0] } ?? 0 }

  /// The tangent of a node: nil if the target does not need the node.
  package func tangent(of id: NodeID) -> Double? { tape.slot(of: id).map { tangents[$0] } }
}

extension Graph {
  /// The derivative of a target with respect to one input, by one forward sweep (forward mode).
  ///
  /// 0 where the target does not depend on the input; ``gradient(of:)`` tells the difference.
  public func derivative(of target: Expression, along input: Expression) -> Double {
    derivative(of: target, along: [(input, 1)])
  }

  /// The derivative of a target in a direction, given by its component for each input.
  public func derivative(
    of target: Expression, along direction: [(input: Expression, component: Double)]
  ) -> Double {
    uninterrupted { (never) throws(Interruption) in
      try forwardSweep(
        to: id(of: target), seeds: direction.map { (id(of: $0.input), $0.component) }, never
      ).derivative
    }
  }

  /// The forward sweep from seeded inputs to a target, over cached values; or, with a `side`, just beside the point.
  package func forwardSweep(
    to target: NodeID, seeds: [(NodeID, Double)], side: Side? = nil, _ cancellation: Cancellation
  ) throws(Interruption) -> ForwardSweep {
    let tape = try keptTape(for: [target], cancellation)
    let values = try cachedValues(for: tape, cancellation)
    let sweep = try ForwardSweep(
      tape, target: target, seeds: seeds, values: values, generation: generation, cancellation)
    guard let side else { return sweep }
    return try ForwardSweep(beside: sweep, side: side, seeds: seeds, cancellation)
  }
}

extension Graph {
  /// The derivative that reverse mode gave, or where that is undefined though the target is not, the one that forward
  /// mode gives.
  ///
  /// √(x² − x) at 1 has an infinite derivative. Reverse mode passes the infinity on to both terms of the difference, and
  /// at x it meets ∞·2 and −∞·1; forward mode adds the terms first and has ∞·(2 − 1). Costs one sweep where it is needed.
  package func derivative(
    of target: NodeID, by input: NodeID, inReverse derivative: Double, _ cancellation: Cancellation
  ) throws(Interruption) -> Double {
    guard derivative.isNaN, try !value(of: target, cancellation).isNaN else { return derivative }
    return try forwardSweep(to: target, seeds: [(input, 1)], cancellation).derivative
  }
}

/// A side of a point, for derivatives that differ on the two.
package enum Side: String, Sendable {
  case left, right

  /// The direction in which it lies.
  fileprivate var sign: Double { self == .left ? -1 : 1 }
}

extension ForwardSweep {
  /// The sweep told node by node: where each tangent comes from.
  package typealias Steps = SweepSteps<Turn, Edge>

  /// One node's turn in the sweep.
  package struct Turn: Sendable {
    /// The node, an input or an operation.
    package let node: NodeID

    /// Whether it is an input whose tangent was seeded.
    package let isSeed: Bool

    /// Its value.
    package let value: Double

    /// Its derivative in the seeded direction.
    package let tangent: Double
  }

  /// An operand's part in a tangent: the local partial and the operand's tangent. Constants have none.
  package typealias Edge = (partial: Double, tangent: Double)

  /// The sweep told from the inputs to the target. O(size of the tape).
  package func steps(_ cancellation: Cancellation) throws(Interruption) -> Steps {
    try cancellation.check()
    // Each edge is written down twice, and each slot has a turn.
    try cancellation.take((tape.mostEdges + tape.slotCount) * 80)
    var values = values
    if var sided {
      return try steps(tape.passages(&sided, cancellation), \.primal, cancellation)
    }
    return try steps(tape.passages(&values, cancellation), \.self, cancellation)
  }

  /// The steps, with the edges that were passed, which stand in the order of the operations.
  private func steps<Number: Scalar>(
    _ passages: [Tape.TangentPassage<Number>], _ partial: (Number) -> Double, _ cancellation: Cancellation
  ) throws(Interruption) -> Steps {
    let slots = tape.constants.count..<tape.slotCount
    var steps = Steps(turnCapacity: slots.count, edgeCapacity: passages.count)
    var next = 0
    for slot in slots {
      try cancellation.check(at: slot, of: tape.slotCount)
      while next < passages.count, passages[next].slot == slot {
        let passage = passages[next]
        next += 1
        if slots.contains(passage.operand) {
          steps.append((partial(passage.partial), tangents[passage.operand]))
        }
      }
      guard let node = tape.node(ofSlot: slot) else { continue }
      let isSeed = slot < tape.firstOperation && tangents[slot] != 0
      steps.end(Turn(node: node, isSeed: isSeed, value: values[slot], tangent: tangents[slot]))
    }
    return steps
  }
}

extension Tape {
  /// An edge of a forward sweep.
  fileprivate typealias TangentPassage<S: Scalar> = RecordedFlow<TangentFlow<S>>.Passage

  /// Every edge with its local partial, operations in ascending order.
  fileprivate func passages<S: Scalar>(
    _ values: inout [S], _ cancellation: Cancellation
  ) throws(Interruption) -> [TangentPassage<S>] {
    var tangents = [S](repeating: 0, count: slotCount)
    var passages: [TangentPassage<S>] = []
    try withPointers(&values, &tangents) { (values, tangents) throws(Interruption) in
      var flow = RecordedFlow(
        TangentFlow(tangents: tangents, firstVariable: constants.count), capacity: mostEdges)
      try sweep(values, &flow, ascending: true, cancellation)
      passages = flow.passages
    }
    return passages
  }
}
