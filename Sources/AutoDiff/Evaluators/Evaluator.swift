package import Memory

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
///
/// At exceptional points derivatives are what the rules of the single primitives come to, at a kink the mean of its own two
/// slopes; ``Graph/gradient(of:)`` looks at both sides there instead.
public final class Evaluator {
  /// The inputs that the targets depend on, in the order in which they were made.
  public let inputs: [Expression]

  /// The operations. Where the strong product is needed, they are swept one by one, in the same order.
  let schedule: Schedule

  /// The inputs' values, and the values and derivatives that were computed last.
  let numbers: SweepBuffer<Double>

  /// The partials that were computed along with values.
  private(set) var partials: CheckedPointer<Double>?

  /// The memory of all other sweeps.
  var buffers = SweepBuffers()

  /// What is known of the derivatives by all inputs, once it was asked for.
  var knownHessian: HessianStructure?
  var knownJacobian: JacobianStructure?

  /// The numbers of a sparse matrix on their way into a dense one.
  var entries: [Double] = []

  /// Called after each of the sweeps for a Hessian or a Jacobian.
  package var didPass: () -> Void = {}

  init(_ schedule: Schedule, of graph: Graph) {
    self.schedule = schedule
    inputs = schedule.tape.inputs.map { Expression(graph: graph, id: $0) }
    numbers = SweepBuffer(schedule.tape)
    for (position, input) in schedule.tape.inputs.enumerated() {
      numbers.values[firstInput + position] = graph.cachedValue(of: input)
    }
  }

  deinit { partials?.base.deallocate() }

  /// The first slot of an input.
  @inline(__always) var firstInput: Int { schedule.constantCount }

  /// How the operations are carried out.
  public var summary: ScheduleSummary { schedule.summary }

  /// Gives the input at `position` of ``inputs`` a value.
  public func setInput(_ position: Int, to value: Double) {
    precondition(inputs.indices.contains(position), "the target has \(inputs.count) inputs")
    numbers.values[firstInput + position] = value
  }

  /// The value of the first target, as of the last evaluation.
  public var value: Double { value(ofTarget: 0) }

  /// The value of the target at `position`, as of the last evaluation.
  public func value(ofTarget position: Int) -> Double { numbers.values[schedule.targets[position]] }

  /// The derivative of the first target with respect to the input at `position`, as of the last gradient.
  public func derivative(_ position: Int) -> Double { numbers.adjoints[firstInput + position] }

  /// Computes every operation. About a nanosecond each.
  public func evaluate() { uninterrupted(evaluate(_:)) }

  package func evaluate(_ cancellation: Cancellation) throws(Interruption) {
    try schedule.evaluate(numbers.values, partials: nil, cancellation)
  }

  /// Computes every operation, and the derivatives of the first target with respect to all inputs by one reverse sweep.
  public func evaluateGradient() { uninterrupted(evaluateGradient(_:)) }

  package func evaluateGradient(_ cancellation: Cancellation) throws(Interruption) {
    makePartials()
    guard let target = schedule.targets.first else { return }
    try schedule.evaluate(numbers.values, partials: partials, cancellation)
    try schedule.sweepReverse(
      from: target, numbers.values, adjoints: numbers.adjoints, partials: partials, cancellation)
    let adjoints = numbers.adjoints + firstInput
    var isUndefined = false
    for position in inputs.indices {
      if adjoints[position].isNaN { isUndefined = true }
      // The strong product has no negative zero.
      adjoints[position] += 0
    }
    if isUndefined { try evaluateGradientStrictly(cancellation) }
  }

  /// Takes memory for partials, if there is none yet and some are saved.
  func makePartials() {
    guard schedule.savesPartials, partials == nil else { return }
    let count = schedule.tape.slotCount
    partials = CheckedPointer(.allocate(capacity: count), count: count)
  }

  /// Computes the gradient with the strong product, in which 0 wins against infinity and NaN.
  private func evaluateGradientStrictly(_ cancellation: Cancellation) throws(Interruption) {
    let strict = try strongBuffer(of: Double.self, cancellation)
    let (values, adjoints) = (numbers.values + firstInput, numbers.adjoints + firstInput)
    try strict.differentiate(
      schedule.tape, inputs: { values[$0] }, derivatives: { adjoints[$0] = $1 }, cancellation)
  }

  /// The memory of sweeps over the schedule with some kind of number that leave the last value and gradient alone.
  func plainBuffer<Number>(
    of number: Number.Type, _ cancellation: Cancellation
  ) throws(Interruption) -> SweepBuffer<Number> {
    try buffers.buffer(of: number, .plain, for: schedule.tape, cancellation)
  }

  /// The memory of sweeps over the tape with the strong product.
  func strongBuffer<Number>(
    of number: Number.Type, _ cancellation: Cancellation
  ) throws(Interruption) -> SweepBuffer<Number> {
    try buffers.buffer(of: number, .strong, for: schedule.tape, cancellation)
  }
}

extension Graph {
  /// Compiles the formulas behind `targets` for running them again and again.
  ///
  /// Costs some tens of nanoseconds for each operation, and next to nothing for targets that were compiled lately. The
  /// result is independent of the graph.
  public func evaluator(of targets: [Expression]) -> Evaluator {
    uninterrupted { (never) throws(Interruption) in
      try evaluator(for: targets.map { id(of: $0) }, never)
    }
  }

  /// The same for nodes and constants by their identifiers.
  package func evaluator(
    for targets: [NodeID], _ cancellation: Cancellation
  ) throws(Interruption) -> Evaluator {
    let evaluator = Evaluator(try keptSchedule(for: targets, cancellation), of: self)
    lastSummary = evaluator.summary
    return evaluator
  }
}
