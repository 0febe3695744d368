package import Memory

extension Graph {
  /// The values of everything below a target as they would be if some inputs had others; nothing is changed.
  ///
  /// They are those of the formula: what it would come to at a point where the rules cannot tell a derivative that is
  /// part of it is not asked. O(number of nodes below the target).
  ///
  /// - Returns: The nodes in ascending order, each with its present value and the other one.
  package func trial(
    of target: NodeID, with inputs: [NodeID: Double], _ cancellation: Cancellation
  ) throws(Interruption) -> [(node: NodeID, before: Double, after: Double)] {
    let tape = try keptTape(for: [target], cancellation)
    let before = try cachedValues(for: tape, cancellation)
    let after = try tape.values(
      at: tape.inputs.map { inputs[$0] ?? cachedValue(of: $0) }, cancellation)
    try cancellation.take(tape.slotCount, of: (NodeID, Double, Double).self)
    var trial: [(node: NodeID, before: Double, after: Double)] = []
    for slot in try tape.ascendingSlots(cancellation).map({ Int($0) }) {
      try cancellation.check(at: trial.count, of: tape.slotCount)
      if let node = tape.node(ofSlot: slot) { trial.append((node, before[slot], after[slot])) }
    }
    return trial
  }
}
