/// A forward sweep that was made: the tangent of every node below the targets, its derivative in one direction.
package struct ForwardPass: Sendable {
  package let target: NodeID
  package let tape: Tape
  package let values: [Double]
  package let tangents: [Double]

  /// Whether the target is connected to a seeded input by a path on which no derivative is cut off.
  package let isConnected: Bool

  /// The graph's generation at the time; tangents are out of date when it has moved on.
  package let generation: Int

  fileprivate init(
    _ tape: Tape, target: NodeID, seeds: [(NodeID, Double)], values: [Double], generation: Int
  ) {
    self.tape = tape
    self.target = target
    self.generation = generation
    var values = values
    let slots = seeds.compactMap { input, seed in tape.slot(of: input).map { (slot: $0, value: seed) } }
    let connected = tape.detaches ? tape.connectedSlots() : nil
    isConnected = slots.contains { connected?[$0.slot] ?? true }
    var tangents = tape.seeded(slots)
    withPointers(&values, &tangents) { tape.sweepForward($0, tangents: $1) }
    self.values = values
    self.tangents = tangents
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
    forwardPass(to: id(of: target), seeds: direction.map { (id(of: $0.input), $0.component) }).derivative
  }

  /// The forward sweep from seeded inputs to a target, over cached values.
  package func forwardPass(to target: NodeID, seeds: [(NodeID, Double)]) -> ForwardPass {
    let tape = keptTape(for: [target])
    return ForwardPass(
      tape, target: target, seeds: seeds, values: cachedValues(for: tape), generation: generation)
  }
}

extension ForwardPass {
  /// One node's turn in the sweep: where its tangent comes from.
  package struct Step: Sendable {
    /// The node, an input or an operation.
    package let node: NodeID

    /// Its value.
    package let value: Double

    /// Its derivative in the seeded direction.
    package let tangent: Double

    /// Whether it is an input whose tangent was seeded.
    package let isSeed: Bool

    /// For each operand place that is not a constant, the local partial and the operand's tangent.
    package let edges: [(partial: Double, tangent: Double)]
  }

  /// The sweep told node by node, from the inputs to the target. O(size of the tape).
  package var steps: [Step] {
    var values = values
    var tangents = tangents
    var passages: [RecordedFlow<TangentFlow<Double>>.Passage] = []
    withPointers(&values, &tangents) { values, tangents in
      var flow = RecordedFlow(TangentFlow(tangents: tangents, firstVariable: tape.constants.count))
      tape.sweep(values, &flow, ascending: true)
      passages = flow.passages
    }
    var edges = [[(partial: Double, tangent: Double)]](repeating: [], count: tape.slotCount)
    for passage in passages where passage.operand >= tape.constants.count {
      edges[passage.slot].append((passage.partial, tangents[passage.operand]))
    }
    return (tape.constants.count..<tape.slotCount).compactMap { slot in
      tape.node(ofSlot: slot).map {
        Step(
          node: $0, value: values[slot], tangent: tangents[slot],
          isSeed: slot < tape.firstOperation && tangents[slot] != 0, edges: edges[slot])
      }
    }
  }
}
