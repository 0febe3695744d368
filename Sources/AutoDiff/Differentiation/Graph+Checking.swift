package import Memory

extension Graph {
  /// Compares the derivatives of a target with differences of it, input by input; nil where it is not connected.
  ///
  /// Runs on an evaluator, so that no input, cached value or counter changes. Costs a few hundred evaluations an input.
  package func derivativeChecks(
    of target: NodeID, by inputs: [NodeID], _ cancellation: Cancellation
  ) throws(Interruption) -> [DerivativeCheck?] {
    try preservingCache(below: target, cancellation) { () throws(Interruption) in
      try checks(of: target, by: inputs, cancellation)
    }
  }

  private func checks(
    of target: NodeID, by inputs: [NodeID], _ cancellation: Cancellation
  ) throws(Interruption) -> [DerivativeCheck?] {
    let sweep = try reverseSweep(of: target, cancellation)
    let gradient = sweep.gradient
    let bench = try TestBench(target, in: self, cancellation)
    let noise = try roundingError(in: sweep, cancellation)
    let ruled = inputs.lazy.compactMap { gradient[$0] }
    var search = try exceptionalPointSearch(of: target, ruled: ruled, cancellation)
    return try counting(inputs.count) { (didStep) throws(Interruption) in
      try inputs.map { (input) throws(Interruption) in
        defer { didStep() }
        guard let ruled = gradient[input] else { return nil }
        try cancellation.check()
        let found = try search?.answers(by: [input]) { _ in ruled }
        var check = try bench.check(found?.derivatives[input] ?? ruled, by: input, noise: noise)
        if let point = found?.points.first, point.unsearchedCount == 0 {
          check.verdict = .exceptional(point.kind)
        }
        return check
      }
    }
  }

  /// The function of one input that a target is, with all others as they are; nil if it does not depend on it.
  package func values(
    of target: NodeID, by input: NodeID, _ cancellation: Cancellation
  ) throws(Interruption) -> ((Double) throws(Interruption) -> Double)? {
    guard let slice = try TestBench(target, in: self, cancellation).slice(along: input) else { return nil }
    return { (x) throws(Interruption) in try slice.value(x) }
  }

  /// To first order, how far the target's value may be off since each operation rounds its result: the sum of all
  /// results, times what the target makes of a change in them, times two units in the last place: one for the operation's
  /// own rounding, and one for elementary functions that are not rounded correctly.
  private func roundingError(
    in sweep: ReverseSweep, _ cancellation: Cancellation
  ) throws(Interruption) -> Double {
    var sum = 0.0
    for node in try cone(of: [sweep.target], cancellation) where !isInput(node) {
      let effect = abs((sweep.adjoint(of: node) ?? 0) * cachedValue(of: node))
      if effect.isFinite { sum += effect }
    }
    return 2 * .ulpOfOne * sum
  }
}

/// A target that is compiled for trying it at points beside the current one.
private struct TestBench {
  private let evaluator: Evaluator
  private let cancellation: Cancellation

  /// The inputs' values.
  private let point: [Double]

  /// The steps among what the target is made of. Their parts are the evaluator's targets behind the target itself.
  private let steps: [Step]

  init(_ target: NodeID, in graph: Graph, _ cancellation: Cancellation) throws(Interruption) {
    var parts = [target]
    steps = try graph.cone(of: [target], cancellation).compactMap { id in
      guard let node = graph.node(at: id), let step = Step(node, id, &parts) else { return nil }
      return step
    }
    var tape = try graph.tape(for: parts, cancellation)
    if tape.detaches { tape.freezeDetached(graph) }
    evaluator = Evaluator(try Schedule(tape, cancellation), of: graph)
    self.cancellation = cancellation
    point = tape.inputs.map { graph.cachedValue(of: $0) }
  }

  func check(
    _ derivative: Double, by input: NodeID, noise: Double
  ) throws(Interruption) -> DerivativeCheck {
    guard let slice = try slice(along: input) else {
      return try DerivativeCheck(derivative, of: PointFunction(at: 0) { _ in .nan })
    }
    func check(
      _ evaluate: @escaping (Double) throws(Interruption) -> Double
    ) throws(Interruption) -> DerivativeCheck {
      try DerivativeCheck(
        derivative, of: PointFunction(at: slice.point, noise: noise, evaluate),
        derivativeBeside: slice.derivative)
    }
    let strict = try check(slice.valueBetweenSteps)
    if slice.answers.isEmpty || strict.verdict != .undecidable(.undefinedAround) { return strict }
    // At a step, with another answer on both sides, it may still make no difference; if it does, nothing can be told.
    var lenient = try check(slice.value)
    if lenient.verdict == .disagrees { lenient.verdict = .undecidable(.unresolved) }
    return lenient
  }

  /// The target as a function of one input; nil if it does not depend on it.
  func slice(along input: NodeID) throws(Interruption) -> Slice? {
    guard let index = evaluator.inputs.firstIndex(where: { $0.id == input }) else { return nil }
    return try Slice(evaluator, input: index, at: point[index], steps: steps, cancellation)
  }
}

/// An operation that jumps, and which of its branches it is on: the answer of a comparison or of floor, the quotient that
/// mod leaves out.
private struct Step {
  /// Where its parts stand among the evaluator's targets: its value, or those of its operands and it.
  private let positions: Range<Int>

  /// The step that a node is, whose parts go to the others; nil if it is none.
  init?(_ node: Node, _ id: NodeID, _ parts: inout [NodeID]) {
    let start = parts.count
    switch node.opcode {
    case .mod, .rem: parts += node.operands + [id]
    case let opcode where opcode.algebra.isStepped: parts.append(id)
    default: return nil
    }
    positions = start..<parts.count
  }

  func answer(_ evaluator: Evaluator) -> Double {
    let values = positions.map { evaluator.value(ofTarget: $0) }
    return values.count == 1 ? values[0] : ((values[0] - values[2]) / values[1]).rounded()
  }
}

/// The target as a function of one input, with all others as they are.
private struct Slice {
  let point: Double

  /// What floors and comparisons give at the point.
  private(set) var answers: [Double] = []

  private let steps: [Step]
  private let evaluator: Evaluator
  private let input: Int
  private let cancellation: Cancellation

  init(
    _ evaluator: Evaluator, input: Int, at point: Double, steps: [Step], _ cancellation: Cancellation
  ) throws(Interruption) {
    (self.evaluator, self.input, self.point, self.cancellation) = (evaluator, input, point, cancellation)
    self.steps = steps
    try evaluator.evaluate(cancellation)
    answers = steps.map { $0.answer(evaluator) }
  }

  func value(_ x: Double) throws(Interruption) -> Double {
    try evaluated(at: x) { $0.value }
  }

  /// What the evaluator has with another number for the input, which gets its own back then.
  private func evaluated(
    at x: Double, _ result: (Evaluator) -> Double
  ) throws(Interruption) -> Double {
    evaluator.setInput(input, to: x)
    defer { evaluator.setInput(input, to: point) }
    try evaluator.evaluate(cancellation)
    return result(evaluator)
  }

  /// The value, but NaN where a floor or comparison has another answer than at the point.
  func valueBetweenSteps(_ x: Double) throws(Interruption) -> Double {
    try evaluated(at: x) { evaluator in
      zip(steps, answers).allSatisfy { $0.answer(evaluator) == $1 } ? evaluator.value : .nan
    }
  }

  func derivative(_ x: Double) throws(Interruption) -> Double {
    evaluator.setInput(input, to: x)
    defer { evaluator.setInput(input, to: point) }
    try evaluator.evaluateGradient(cancellation)
    return evaluator.derivative(input)
  }
}

extension Tape {
  /// Makes constants of what is detached: its derivative is cut off on purpose, so its changes must not count either.
  fileprivate mutating func freezeDetached(_ graph: Graph) {
    let frozen = opcodes.indices.filter { opcodes[$0].cuts }
    let (first, shift) = (constants.count, Int32(frozen.count))
    func shifted(_ slot: Int32) -> Int32 { Int(slot) >= first ? slot + shift : slot }
    constants += frozen.map { graph.cachedValue(of: operations[$0]) }
    for index in opcodes.indices {
      if opcodes[index].usesOperandList {
        let start = Int(lefts[index])
        for index in start..<start + Int(rights[index]) { lists[index] = shifted(lists[index]) }
      } else {
        lefts[index] = shifted(lefts[index])
        rights[index] = shifted(rights[index])
      }
    }
    targets = targets.map { Int(shifted(Int32($0))) }
    for (position, index) in frozen.enumerated() { lefts[index] = Int32(first + position) }
  }
}
