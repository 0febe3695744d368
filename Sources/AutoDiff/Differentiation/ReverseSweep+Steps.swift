package import Memory

extension ReverseSweep {
  /// The sweep told operation by operation: what each passes to its operands.
  package typealias Steps = SweepSteps<Turn, Edge>

  /// One operation's turn in the sweep.
  package struct Turn: Sendable {
    /// The operation.
    package let node: NodeID

    /// The adjoint that it had received when its turn came.
    package let adjoint: Double
  }

  /// An operand place that is not a constant: the operand, the local partial and its product with the adjoint.
  package typealias Edge = (operand: NodeID, partial: Double, contribution: Double)
}

extension Graph {
  /// The reverse sweep told step by step, from the target to the inputs.
  package func reverseSteps(
    of target: NodeID, _ cancellation: Cancellation
  ) throws(Interruption) -> ReverseSweep.Steps {
    if freshness(of: target) != .fresh { try bringUpToDate([target], cancellation) }
    let tape = hasSmallCone(target) ? try keptTape(for: [target], cancellation) : nil
    let most = tape?.mostEdges ?? mostEdges(upTo: target)
    // Each edge is written down twice, and there can be a turn for each.
    try cancellation.take(most * 4, of: ReverseSweep.Edge.self)
    let walk = try AdjointWalk(target, over: tape, in: self, cancellation) {
      RecordedFlow($0, capacity: most)
    }
    return try steps(walk.flow?.passages ?? [], walk.adjoints, tape, cancellation)
  }

  /// The steps whose edges were passed, between slots of a tape or nodes.
  private func steps(
    _ passages: [RecordedFlow<AdjointFlow<Double>>.Passage], _ adjoints: [Double], _ tape: Tape?,
    _ cancellation: Cancellation
  ) throws(Interruption) -> ReverseSweep.Steps {
    func node(_ slot: Int) -> NodeID? {
      if let tape { return tape.node(ofSlot: slot) }
      return slot >= 0 ? NodeID(slot) : nil
    }
    var steps = ReverseSweep.Steps(turnCapacity: passages.count, edgeCapacity: passages.count)
    var next = 0
    while next < passages.count {
      if steps.count % Self.blockSize == 0 {
        Work.did(min(Self.blockSize, passages.count - next))
        try cancellation.check()
      }
      let slot = passages[next].slot
      guard let turn = node(slot) else { break }
      let adjoint = adjoints[slot]
      while next < passages.count, passages[next].slot == slot {
        let passage = passages[next]
        next += 1
        if let operand = node(passage.operand) {
          steps.append((operand, passage.partial, contribution: adjoint ⊙ passage.partial))
        }
      }
      steps.end(ReverseSweep.Turn(node: turn, adjoint: adjoint))
    }
    return steps
  }

  /// No fewer edges than lead down from the nodes up to this one.
  private func mostEdges(upTo target: NodeID) -> Int {
    target.isConstant ? 0 : 2 * (target.index + 1) + operandSlots.count
  }
}
