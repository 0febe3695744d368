import Memory

/// Formulas of arrays, compiled for running many times.
///
///     let evaluator = graph.arrayEvaluator(of: [loss], differentiatingBy: [W, b])
///     evaluator.set(W, to: weights)
///     evaluator.evaluate()
///     evaluator.value(ofTarget: 0)       // the loss
///     evaluator.derivative(0)            // by W, of W's shape
///
/// It has inputs and values of its own; the graph is not touched. Operations of numbers that go over the same elements run as one
/// loop whose intermediate results stay in the nearest cache, and all memory is planned when it is made: to evaluate again
/// allocates nothing.
public final class ArrayEvaluator {
  private let program: ArrayProgram
  private let targetCount: Int
  private let positions: [NodeID: Int]

  init(_ targets: [Expression], by inputs: [Expression], in graph: Graph) {
    targetCount = targets.count
    let start = graph.checkpoint
    defer { graph.rollBack(to: start) }
    program = uninterrupted { (never) throws(Interruption) in
      var ids = targets.map { graph.id(of: $0) }
      if let target = targets.first, !inputs.isEmpty {
        precondition(target.shape.isScalar, "a gradient is of one number")
        let gradient = try graph.symbolicGradient(of: graph.id(of: target), never)
        ids += inputs.map { input in
          graph.id(of: gradient[graph.id(of: input)])
        }
      }
      return try graph.arrayProgram(for: ids, never)
    }
    positions = Dictionary(
      program.inputs.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Gives an input a value of its shape, which counts from the next evaluation on. Inputs that no target depends on are none.
  public func set(_ input: Expression, to value: ArrayValue) {
    precondition(input.shape == value.shape, "the shape of an input stays")
    guard let position = positions[input.id] else { return }
    program.setInput(position, to: value.shape.isScalar ? .number(value[0]) : .array(value))
  }

  /// Gives a number a value.
  public func set(_ input: Expression, to value: Double) { set(input, to: ArrayValue(.scalar, [value])) }

  /// Computes the targets and the derivatives.
  public func evaluate() {
    uninterrupted { (never) throws(Interruption) in try program.run(never) }
  }

  /// The value of a target, copied out.
  public func value(ofTarget position: Int) -> ArrayValue { copy(position) }

  /// The derivative by one of the inputs, in the order in which they were named, copied out.
  public func derivative(_ position: Int) -> ArrayValue { copy(targetCount + position) }

  private func copy(_ position: Int) -> ArrayValue { program.value(ofTarget: position).array }

  /// Gives `body` the elements of a target where they stand, row by row, valid until the next evaluation.
  public func withValue<Result>(
    ofTarget position: Int, _ body: (UnsafeBufferPointer<Double>) throws -> Result
  ) rethrows -> Result { try body(program.elements(ofTarget: position)) }

  /// Gives `body` the elements of a derivative where they stand.
  public func withDerivative<Result>(
    _ position: Int, _ body: (UnsafeBufferPointer<Double>) throws -> Result
  ) rethrows -> Result { try body(program.elements(ofTarget: targetCount + position)) }
}
