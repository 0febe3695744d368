/// A tape with a place for its numbers, for evaluating the same formulas at many inputs.
///
///     var evaluator = Evaluator(graph.tape(for: [z.id]))
///     evaluator.setInput(0, to: 5)
///     evaluator.evaluate()
///     evaluator.target(0)
///
/// Evaluating again allocates nothing.
package struct Evaluator: Sendable {
  package let tape: Tape
  private var values: [Double]

  package init(_ tape: Tape) {
    self.tape = tape
    values = tape.constants + [Double](repeating: .nan, count: tape.slotCount - tape.constants.count)
  }

  /// Gives the input at `position` of the tape's inputs a value.
  package mutating func setInput(_ position: Int, to value: Double) {
    values[tape.constants.count + position] = value
  }

  /// Computes every operation.
  package mutating func evaluate() {
    values.withUnsafeMutableBufferPointer { buffer in
      if let base = buffer.baseAddress { tape.evaluate(base) }
    }
  }

  /// The value of the target at `position`, as of the last evaluation.
  package func target(_ position: Int) -> Double { values[tape.targets[position]] }
}
