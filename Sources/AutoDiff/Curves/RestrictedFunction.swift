package import Memory

/// A target as a function of some of its inputs, with the values that the others have now. Evaluating it changes nothing in the
/// graph, and takes O(number of nodes below the target).
package struct RestrictedFunction {
  private let tape: Tape

  /// The values of all inputs, and where those stand that are given; nil for one that the target does not depend on.
  private let values: [Double]
  private let places: [Int?]

  /// The target's value, where it is a number.
  private let constant: Double?
  private let cancellation: Cancellation

  package init(
    of target: NodeID, over inputs: [NodeID], in graph: Graph, _ cancellation: Cancellation
  ) throws(Interruption) {
    let tape = try graph.keptTape(for: [target], cancellation)
    self.tape = tape
    values = tape.inputs.map { graph.cachedValue(of: $0) }
    places = inputs.map { tape.inputs.firstIndex(of: $0) }
    constant = target.isConstant ? graph.cachedValue(of: target) : nil
    self.cancellation = cancellation
  }

  /// How many operations an evaluation takes.
  package var operationCount: Int { tape.opcodes.count }

  /// Whether the target depends on the input at a position.
  package func depends(onInput position: Int) -> Bool { places[position] != nil }

  private func result<S: Scalar>(at point: [S]) throws(Interruption) -> S {
    if let constant { return S(constant) }
    var inputs = values.map { S($0) }
    for (place, value) in zip(places, point) { if let place { inputs[place] = value } }
    return try tape.values(at: inputs, cancellation)[tape.targets[0]]
  }

  /// The value at a point.
  package func value(at point: Double...) throws(Interruption) -> Double { try result(at: point) }

  /// The value and the derivative by the only input, by forward mode.
  package func valueAndSlope(at x: Double) throws(Interruption) -> (value: Double, slope: Double) {
    let result = try result(at: [Dual<Double>(primal: x, tangent: 1)])
    return (result.primal, result.tangent)
  }

  /// The derivative by the only input and its own slope, the second derivative, by forward mode in forward mode.
  package func slopeAndCurvature(at x: Double) throws(Interruption) -> (value: Double, slope: Double) {
    let result = try result(at: [
      Dual(primal: Dual<Double>(primal: x, tangent: 1), tangent: Dual(primal: 1, tangent: 0))
    ])
    return (result.tangent.primal, result.tangent.tangent)
  }

  /// The derivatives by all inputs, by forward mode, one pass each.
  package func slopes(at point: Double...) throws(Interruption) -> [Double] {
    var slopes: [Double] = []
    for position in point.indices {
      let seeds = point.indices.map { Dual<Double>(primal: point[$0], tangent: $0 == position ? 1 : 0) }
      slopes.append(try result(at: seeds).tangent)
    }
    return slopes
  }
}
