@testable import AutoDiff

extension AccuracyBound {
  /// How large an error of a kind may be.
  subscript(kind: Accuracy.Kind) -> Double {
    switch kind {
    case .value: value
    case .reverse, .forward, .symbolic: partial
    case .secondByLanes, .secondSymbolic: second
    }
  }
}

/// The largest error of a primitive in each way of computing it, over all references.
struct Accuracy {
  /// What is computed, and in which way.
  enum Kind: String, CaseIterable {
    case value, reverse, forward, symbolic
    case secondByLanes = "second by lanes"
    case secondSymbolic = "second symbolic"
  }

  private var deviations: [Kind: Deviation] = [:]
  private let bound: AccuracyBound

  subscript(kind: Kind) -> Deviation { deviations[kind, default: Deviation()] }

  init(of opcode: Opcode) {
    bound = opcode.primitive.declaration.accuracy
    for reference in Reference.all["\(opcode)", default: []] { measure(opcode, reference) }
  }

  private mutating func measure(_ opcode: Opcode, _ reference: Reference) {
    let application = Application(opcode, at: reference.point)
    let (graph, inputs, result) = (application.graph, application.inputs, application.result)
    func note(_ kind: Kind, _ places: [Int], _ got: Double, _ wanted: Reference.Number, scale: Double = 0) {
      if abs(got - wanted.right) <= bound.gridSteps * .leastNonzeroMagnitude { return }
      deviations[kind, default: Deviation()].note(
        got, wanted: Reference.Number(right: wanted.right, scale: max(wanted.scale, scale)),
        at: reference.point,
        by: places)
    }
    // The second partials of a function of several operands are one matrix, and errors count against its largest entry.
    let places = inputs.indices
    let scale =
      places.flatMap { i in places.compactMap { reference.second(i, $0)?.right.magnitude } }
      .filter(\.isFinite).max() ?? 0

    let gradient = graph.gradient(of: result)
    note(.value, [], gradient.value, reference.value)
    // The number of a member is no input.
    let first = opcode.isFamily ? 1 : 0
    var hessian: [Double] = []
    let evaluator = graph.evaluator(of: [result])
    evaluator.evaluate()
    evaluator.hessian(into: &hessian)
    for (i, wanted) in reference.partials.enumerated() {
      guard let wanted else { continue }
      let partial = graph.symbolicDerivative(of: result, by: inputs[i])
      note(.reverse, [i], gradient[inputs[i]] ?? 0, wanted)
      note(.forward, [i], graph.derivative(of: result, along: inputs[i]), wanted)
      note(.symbolic, [i], graph.value(of: partial), wanted)
      if bound.isBeyondSecond(reference.point) { continue }
      let seconds = graph.symbolicDerivatives(of: partial, by: inputs)
      for (j, second) in seconds.enumerated() {
        guard let wanted = reference.second(i, j) else { continue }
        note(
          .secondByLanes, [i, j], hessian[(i - first) * (inputs.count - first) + j - first], wanted,
          scale: scale)
        note(.secondSymbolic, [i, j], graph.value(of: second), wanted, scale: scale)
      }
    }
  }
}

/// The largest error that was seen, and where.
struct Deviation: CustomStringConvertible {
  private(set) var ulps = 0.0
  private(set) var point: [Double] = []
  private var places: [Int] = []
  private var got = 0.0
  private var wanted = 0.0

  mutating func note(_ got: Double, wanted: Reference.Number, at point: [Double], by places: [Int]) {
    let distance = got.ulps(from: wanted.right, scale: wanted.scale)
    guard distance > ulps else { return }
    (ulps, self.point, self.places, self.got, self.wanted) = (distance, point, places, got, wanted.right)
  }

  var description: String {
    ulps == 0 ? "exact" : "\(ulps) ulp at \(point), places \(places): \(got), not \(wanted)"
  }
}
