/// Formulas compiled for running them again and again: values, gradients and Hessians at many points.
///
///     let evaluator = graph.evaluator(of: [z])
///     evaluator.setInput(0, to: 5)
///     evaluator.evaluateGradient()
///     evaluator.value          // z at the new point
///     evaluator.derivative(0)  // ∂z/∂x there
///
/// An evaluator has inputs of its own, which start with the graph's values, and never touches the graph again: it
/// stays as it is whatever is added there. Evaluating again allocates nothing. It has identity, since it owns the memory
/// that its sweeps run in, and is not safe to use from several threads at a time.
public final class Evaluator {
  /// The inputs that the targets depend on, in the order in which they were made.
  public let inputs: [Expression]

  let tape: Tape
  let schedule: Schedule
  var numbers: SweepBuffer<Double>

  /// The partials that were computed along with values.
  private(set) var partials: CheckedPointer<Double>?

  /// The memory of the other sweeps, once they were used.
  var strict: SweepBuffer<Double>?
  var directional: SweepBuffer<DualLanes<Double>>?
  var strictDirectional: SweepBuffer<SidedDual>?
  var fourLanes: SweepBuffer<DualLanes<SIMD4<Double>>>?
  var eightLanes: SweepBuffer<DualLanes<SIMD8<Double>>>?

  /// The memory of reverse sweeps that leave the last gradient alone.
  var reverse: SweepBuffer<Double>?

  /// What is known of the derivatives by all inputs, once it was asked for.
  var knownHessian: HessianStructure?
  var knownJacobian: JacobianStructure?

  /// Whether some columns of the last Hessian had to be found with the strong product.
  var hessianWasStrict = false

  /// The numbers of a sparse matrix on their way into a dense one.
  var entries: [Double] = []

  /// Whether to go on with a long computation, asked every few thousand operations.
  package var goOn: () -> Bool = { true }

  /// Called after each of the sweeps for a Hessian or a Jacobian.
  package var didPass: () -> Void = {}

  init(_ tape: Tape, _ schedule: Schedule, of graph: Graph) {
    self.tape = tape
    self.schedule = schedule
    inputs = tape.inputs.map { Expression(graph: graph, id: $0) }
    numbers = SweepBuffer(tape)
    for (position, input) in tape.inputs.enumerated() {
      numbers.values[tape.firstInput + position] = graph.cachedValue(of: input)
    }
  }

  deinit { partials?.base.deallocate() }

  /// How the operations are carried out.
  public var summary: ScheduleSummary { schedule.summary }

  /// Gives the input at `position` of ``inputs`` a value.
  public func setInput(_ position: Int, to value: Double) {
    precondition(inputs.indices.contains(position), "the target has \(inputs.count) inputs")
    numbers.values[tape.firstInput + position] = value
  }

  /// The value of the first target, as of the last evaluation.
  public var value: Double { value(ofTarget: 0) }

  /// The value of the target at `position`, as of the last evaluation.
  public func value(ofTarget position: Int) -> Double { numbers.values[schedule.targets[position]] }

  /// The derivative of the first target with respect to the input at `position`, as of the last gradient.
  public func derivative(_ position: Int) -> Double { numbers.adjoints[tape.firstInput + position] }

  /// Computes every operation. About a nanosecond each.
  ///
  /// The result is false if the computation was broken off, which a program has to ask for.
  @discardableResult
  public func evaluate() -> Bool {
    schedule.evaluate(numbers.values, partials: nil, while: goOn)
  }

  /// Computes every operation, and the derivatives of the first target with respect to all inputs by one reverse sweep.
  ///
  /// The result is false if the computation was broken off, which a program has to ask for.
  @discardableResult
  public func evaluateGradient() -> Bool {
    makePartials()
    guard let target = schedule.targets.first else { return true }
    guard schedule.evaluate(numbers.values, partials: partials, while: goOn),
      schedule.sweepReverse(
        from: target, numbers.values, adjoints: numbers.adjoints, partials: partials, while: goOn)
    else { return false }
    let adjoints = numbers.adjoints + tape.firstInput
    var isUndefined = false
    for position in inputs.indices {
      if adjoints[position].isNaN { isUndefined = true }
      // The strong product has no negative zero.
      adjoints[position] += 0
    }
    return !isUndefined || evaluateGradientStrictly()
  }

  /// Takes memory for partials, if there is none yet and some are saved.
  func makePartials() {
    if schedule.savesPartials, partials == nil {
      partials = CheckedPointer(.allocate(capacity: tape.slotCount), count: tape.slotCount)
    }
  }

  /// Computes the gradient with the strong product, in which 0 wins against infinity and NaN; false if it was
  /// broken off.
  private func evaluateGradientStrictly() -> Bool {
    if strict == nil { strict = SweepBuffer(checking: tape) }
    let (values, adjoints) = (numbers.values + tape.firstInput, numbers.adjoints + tape.firstInput)
    return strict?.run(
      tape, inputs: { values[$0] }, derivatives: { adjoints[$0] = $1 }, while: goOn) == true
  }
}
