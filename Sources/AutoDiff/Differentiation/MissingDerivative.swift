package import Memory

/// A function that stands between a target and an input, and has no derivative by the operand that depends on the input.
package struct MissingDerivative: Sendable, Hashable {
  /// The function.
  package let opcode: Opcode

  /// The place of the operand.
  package let operand: Int
}

extension Graph {
  /// The functions because of which a target has no derivative by an input; none where it has one. O(nodes below the target).
  package func missingDerivatives(
    of target: NodeID, by input: NodeID, _ cancellation: Cancellation
  ) throws(Interruption) -> [MissingDerivative] {
    if target.isConstant { return [] }
    let tape = try keptTape(for: [target], cancellation)
    guard let slot = tape.slot(of: input) else { return [] }
    let suspects = tape.opcodes.indices.filter { !tape.opcodes[$0].operandsWithoutDerivative.isEmpty }
    if suspects.isEmpty { return [] }
    let depends = tape.slots(dependingOn: slot)
    var found: [MissingDerivative] = []
    for index in suspects {
      let opcode = tape.opcodes[index]
      var operands: [Int] = []
      tape.forEachOperandSlot(of: index) { operands.append($0) }
      for operand in opcode.operandsWithoutDerivative where depends[operands[operand]] {
        let missing = MissingDerivative(opcode: opcode, operand: operand)
        if !found.contains(missing) { found.append(missing) }
      }
    }
    return found
  }
}
