extension Evaluator {
  /// The Hessian of the first target times a direction: how the gradient changes along it.
  ///
  /// `direction` has a component for each input, and so has `result` afterwards. Forward over reverse: one sweep up and
  /// one down with dual numbers, at about three times the cost of a gradient, however many inputs there are. The result
  /// is false if the computation was broken off.
  @discardableResult
  public func hessianVectorProduct(_ direction: [Double], into result: inout [Double]) -> Bool {
    precondition(direction.count == inputs.count, "a direction has a component for each input")
    if directional == nil { directional = SweepBuffer(checking: tape) }
    if result.count != inputs.count { result = [Double](repeating: 0, count: inputs.count) }
    let point = numbers.values + tape.firstInput
    var isUndefined = false
    guard
      result.withUnsafeMutableBufferPointer({ result in
        directional?.run(
          schedule, inputs: { DualLanes(primal: point[$0], tangent: direction[$0]) },
          derivatives: { position, derivative in
            result[position] = derivative.tangent + 0
            if derivative.tangent.isNaN { isUndefined = true }
          }, while: goOn) == true
      })
    else { return false }
    return !isUndefined || multiplyStrictly(direction, into: &result)
  }

  /// The same with the strong product, in which 0 wins against infinity and NaN; false if it was broken off.
  private func multiplyStrictly(_ direction: [Double], into result: inout [Double]) -> Bool {
    if strictDirectional == nil { strictDirectional = SweepBuffer(checking: tape) }
    let point = numbers.values + tape.firstInput
    return result.withUnsafeMutableBufferPointer { result in
      strictDirectional?.run(
        tape, inputs: { SidedDual(primal: point[$0], tangent: direction[$0]) },
        derivatives: { result[$0] = $1.tangent }, while: goOn) == true
    }
  }
}
