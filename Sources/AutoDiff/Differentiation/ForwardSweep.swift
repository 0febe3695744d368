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
  private var sided: [OneSided]?

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
    derivative = tape.targets.first.map { tangents[$0] } ?? 0
  }

  /// The derivative along the seeds where a node below the target is exceptional.
  fileprivate mutating func judge(
    _ search: inout ExceptionalPointSearch, seeds: [(NodeID, Double)]
  ) throws(Interruption) {
    if search.isUndefined {
      derivative = .nan
      return
    }
    let direction = seeds.map { (input: $0, component: $1) }
    answer = try search.answer(along: direction)
    guard let answer else {
      derivative = try search.wideDerivative(along: direction, ruledDerivative) ?? ruledDerivative
      return
    }
    let isRuled = ruledDerivative.agrees(with: answer.derivative)
    if !isRuled { derivative = answer.derivative }
  }

  /// The sweep on one side of the point: values and slopes there. What doubles are too small for stays as at the point.
  fileprivate mutating func move(
    to side: Side, _ search: inout ExceptionalPointSearch, seeds: [(NodeID, Double)]
  ) throws(Interruption) {
    let direction = seeds.compactMap { input, seed in tape.slot(of: input).map { ($0, seed) } }
    let beside = try search.side(direction, sign: side.sign, 1)
    sided = (0..<tape.slotCount).map { beside.sweep[$0] }
    for slot in tape.firstInput..<tape.slotCount {
      let limit = beside.limit(slot, 1)
      if limit.limits.contains(.overflow) { continue }
      (values[slot], tangents[slot]) = (limit.value.number, limit.isDefined ? limit.derivative.number : .nan)
    }
    derivative = ruledDerivative
  }

  /// The target's value.
  package var value: Double { tape.targets.first.map { values[$0] } ?? .nan }

  /// The target's derivative in the seeded direction: what both sides of the point say where the rules cannot tell.
  package private(set) var derivative: Double

  /// What the target does at an exceptional point, along the direction.
  package private(set) var answer: ExceptionalPointSearch.Answer?

  /// What is exceptional along the direction; nil where nothing is.
  package var exceptionalPoint: ExceptionalPoint? {
    guard let answer, let kind = answer.kind else { return nil }
    let sides = ExceptionalPoint.Sides(
      input: nil, left: answer.left, right: answer.right, derivative: derivative)
    return ExceptionalPoint(kind: kind, nodes: answer.nodes, sides: [sides], order: 1, isTie: answer.isTie)
  }

  /// Whether the rules cannot tell the derivative.
  package var isCorrected: Bool { derivative.bitPattern != ruledDerivative.bitPattern }

  /// The target's tangent as the rules give it.
  package var ruledDerivative: Double { tape.targets.first.map { tangents[$0] } ?? 0 }

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
      if isOfArrays([id(of: target)]) {
        let gradient = try gradientThroughArrays(of: id(of: target), never)
        return direction.reduce(0) { $0 + (gradient[id(of: $1.input)] ?? 0) ⊙ $1.component }
      }
      return try forwardSweep(
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
    var sweep = try ForwardSweep(
      tape, target: target, seeds: seeds, values: values, generation: generation, cancellation)
    let ruled = CollectionOfOne(sweep.ruledDerivative)
    guard var search = try exceptionalPointSearch(of: target, ruled: ruled, cancellation) else {
      return sweep
    }
    if let side {
      try sweep.move(to: side, &search, seeds: seeds)
    } else {
      try sweep.judge(&search, seeds: seeds)
    }
    return sweep
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
    var passages = try tape.passages(&values, cancellation)
    if let sided { tape.setPartials(of: &passages, beside: sided) }
    return try steps(passages, cancellation)
  }

  /// The steps, with the edges that were passed, which stand in the order of the operations.
  private func steps(
    _ passages: [Tape.TangentPassage], _ cancellation: Cancellation
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
          steps.append((passage.partial, tangents[passage.operand]))
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
  fileprivate typealias TangentPassage = RecordedFlow<TangentFlow<Double>>.Passage

  /// Every edge with its local partial, operations in ascending order.
  fileprivate func passages(
    _ values: inout [Double], _ cancellation: Cancellation
  ) throws(Interruption) -> [TangentPassage] {
    var tangents = [Double](repeating: 0, count: slotCount)
    var passages: [TangentPassage] = []
    try withPointers(&values, &tangents) { (values, tangents) throws(Interruption) in
      var flow = RecordedFlow(
        TangentFlow(tangents: tangents, firstVariable: constants.count), capacity: mostEdges)
      try sweep(values, &flow, ascending: true, cancellation)
      passages = flow.passages
    }
    return passages
  }

  /// Gives the edges the partials that the operations have beside the point, as far as those have a limit.
  fileprivate func setPartials(of passages: inout [TangentPassage], beside series: [OneSided]) {
    var next = 0
    while next < passages.count {
      let slot = passages[next].slot
      var operands: [OneSided] = []
      forEachOperandSlot(of: slot - firstOperation) { operands.append(series[$0]) }
      var visitor = PartialsVisitor(
        member: member(of: slot - firstOperation), operands: operands, result: series[slot])
      let partials = dispatch(opcodes[slot - firstOperation], &visitor)
      for partial in partials where next < passages.count && passages[next].slot == slot {
        if case .success(let limit) = partial.limit { passages[next].partial = limit.value }
        next += 1
      }
    }
  }
}
