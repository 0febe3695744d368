extension Evaluator {
  /// The Jacobian times a direction (JVP): how every target changes when the inputs move along it.
  ///
  /// `direction` has a component for each input, `result` has one for each target afterwards. One forward sweep, at
  /// about twice the cost of the values. The result is false if the computation was broken off.
  @discardableResult
  public func jacobianVectorProduct(_ direction: [Double], into result: inout [Double]) -> Bool {
    precondition(direction.count == inputs.count, "a direction has a component for each input")
    if directional == nil { directional = SweepBuffer(checking: tape) }
    guard let values = directional?.values else { return false }
    let count = schedule.targets.count
    if result.count != count { result = [Double](repeating: 0, count: count) }
    for position in inputs.indices {
      values[tape.firstInput + position] = DualLanes(
        primal: numbers.values[tape.firstInput + position], tangent: direction[position])
    }
    guard schedule.evaluate(values, partials: nil, while: goOn) else { return false }
    var isUndefined = false
    for (position, slot) in schedule.targets.enumerated() {
      result[position] = values[slot].tangent + 0
      if result[position].isNaN { isUndefined = true }
    }
    if isUndefined {
      guard sweepForwardStrictly({ direction[$0] }), let tangents = strictBuffer()?.adjoints
      else { return false }
      for (position, slot) in tape.targets.enumerated() { result[position] = tangents[slot] }
    }
    return true
  }

  /// Weights of the targets times the Jacobian (VJP): the gradient of the weighted sum of the targets.
  ///
  /// `weights` has a number for each target, `result` has one for each input afterwards. One sweep up and one down, at
  /// the cost of a gradient. The result is false if the computation was broken off.
  @discardableResult
  public func vectorJacobianProduct(_ weights: [Double], into result: inout [Double]) -> Bool {
    precondition(weights.count == schedule.targets.count, "there is a weight for each target")
    if result.count != inputs.count { result = [Double](repeating: 0, count: inputs.count) }
    guard evaluateForReverse(), sweepReverse(seeds: { weights[$0] }), let adjoints = reverse?.adjoints
    else { return false }
    var isUndefined = false
    for position in inputs.indices {
      result[position] = adjoints[tape.firstInput + position] + 0
      if result[position].isNaN { isUndefined = true }
    }
    if isUndefined {
      guard sweepReverseStrictly({ weights[$0] }), let derivatives = strictBuffer()?.adjoints
      else { return false }
      for position in inputs.indices { result[position] = derivatives[tape.firstInput + position] }
    }
    return true
  }
}
