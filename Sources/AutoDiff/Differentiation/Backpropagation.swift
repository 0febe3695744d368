/// A reverse sweep that was made: the adjoint of every node below the target, ∂target/∂node.
package struct Backpropagation: Sendable {
  package let target: NodeID
  package let tape: Tape
  package let values: [Double]
  package let adjoints: [Double]

  /// Whether a slot is connected to the target by a path on which no derivative is cut off.
  private let connected: [Bool]?

  /// The graph's generation at the time; adjoints are out of date when it has moved on.
  package let generation: Int

  fileprivate init(_ tape: Tape, target: NodeID, values: [Double], generation: Int) {
    self.tape = tape
    self.target = target
    self.generation = generation
    var values = values
    var adjoints = tape.seeded(tape.targets.first.map { [($0, 1)] } ?? [])
    withPointers(&values, &adjoints) { tape.sweepReverse($0, adjoints: $1) }
    self.values = values
    self.adjoints = adjoints
    connected = tape.detaches ? tape.connectedSlots() : nil
  }

  /// The adjoint of a node: nil if the target is not connected to it.
  package func adjoint(of id: NodeID) -> Double? {
    guard let slot = tape.slot(of: id), isConnected(slot) else { return nil }
    return adjoints[slot]
  }

  /// The derivatives with respect to the inputs.
  package var gradient: Gradient {
    let first = tape.constants.count
    return Gradient(
      value: tape.targets.first.map { values[$0] } ?? .nan,
      entries: tape.inputs.enumerated().compactMap { position, input in
        isConnected(first + position) ? (input, adjoints[first + position]) : nil
      })
  }

  private func isConnected(_ slot: Int) -> Bool { connected?[slot] ?? true }
}

extension Backpropagation {
  /// One operation's turn in the sweep: what it passes to its operands.
  package struct Step: Sendable {
    /// The operation.
    package let node: NodeID

    /// The adjoint that it had received when its turn came.
    package let adjoint: Double

    /// For each operand place that is not a constant, the operand, the local partial and their product.
    package let edges: [(operand: NodeID, partial: Double, contribution: Double)]
  }

  /// The sweep told step by step, from the target to the inputs. O(size of the tape).
  package var steps: [Step] {
    var values = values
    var adjoints = tape.seeded(tape.targets.first.map { [($0, 1)] } ?? [])
    var flow: RecordedFlow<AdjointFlow<Double>>?
    withPointers(&values, &adjoints) { values, adjoints in
      var recorded = RecordedFlow(AdjointFlow(adjoints: adjoints, firstVariable: tape.constants.count))
      tape.sweep(values, &recorded, ascending: false)
      flow = recorded
    }
    var steps: [Step] = []
    var passages = (flow?.passages ?? [])[...]
    while let slot = passages.first?.slot, let node = tape.node(ofSlot: slot) {
      let turn = passages.prefix { $0.slot == slot }
      passages = passages.dropFirst(turn.count)
      let edges = turn.compactMap { passage in
        passage.operand < tape.constants.count
          ? nil
          : tape.node(ofSlot: passage.operand).map {
            (operand: $0, partial: passage.partial, contribution: adjoints[slot] ⊙ passage.partial)
          }
      }
      steps.append(Step(node: node, adjoint: adjoints[slot], edges: edges))
    }
    return steps
  }
}

extension Graph {
  /// The reverse sweep from a node or constant, over cached values: only what is stale is computed first.
  package func backpropagation(of target: NodeID) -> Backpropagation {
    let tape = tape(for: [target])
    return Backpropagation(
      tape, target: target, values: cachedValues(for: tape), generation: generation)
  }

  /// The values of a tape's slots, from the cache, after what was stale has been computed.
  func cachedValues(for tape: Tape) -> [Double] {
    bringUpToDate(tape.targets.compactMap { tape.node(ofSlot: $0) })
    var values = tape.constants
    values.reserveCapacity(tape.slotCount)
    for input in tape.inputs { values.append(columns.values[input.index]) }
    for operation in tape.operations { values.append(columns.values[operation.index]) }
    return values
  }
}

extension Tape {
  /// Zeros for every slot, but for the given seeds.
  func seeded(_ seeds: [(slot: Int, value: Double)]) -> [Double] {
    var numbers = [Double](repeating: 0, count: slotCount)
    for seed in seeds { numbers[seed.slot] = seed.value }
    return numbers
  }

  /// For each slot whether some target is connected to it by a path that no `detach` cuts.
  func connectedSlots() -> [Bool] {
    var connected = [Bool](repeating: false, count: slotCount)
    for target in targets { connected[target] = true }
    for index in opcodes.indices.reversed()
    where connected[firstOperation + index] && opcodes[index] != .detach {
      forEachOperandSlot(of: index) { connected[$0] = true }
    }
    return connected
  }
}

/// Opens two arrays of one number a slot for a sweep.
func withPointers<S>(
  _ first: inout [S], _ second: inout [S],
  _ body: (UnsafeMutablePointer<S>, UnsafeMutablePointer<S>) -> Void
) {
  first.withUnsafeMutableBufferPointer { first in
    second.withUnsafeMutableBufferPointer { second in
      if let first = first.baseAddress, let second = second.baseAddress { body(first, second) }
    }
  }
}
