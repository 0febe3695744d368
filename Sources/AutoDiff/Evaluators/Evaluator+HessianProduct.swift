package import Memory

extension Evaluator {
  /// The Hessian of the first target times a direction: how the gradient changes along it.
  ///
  /// `direction` has a component for each input, and so has `result` afterwards. Forward over reverse: one sweep up and
  /// one down with dual numbers, at about three times the cost of a gradient, however many inputs there are.
  public func hessianVectorProduct(_ direction: [Double], into result: inout [Double]) {
    uninterrupted { (never) throws(Interruption) in
      try hessianVectorProduct(direction, into: &result, never)
    }
  }

  package func hessianVectorProduct(
    _ direction: [Double], into result: inout [Double], _ cancellation: Cancellation
  ) throws(Interruption) {
    precondition(direction.count == inputs.count, "a direction has a component for each input")
    let buffer = try plainBuffer(of: DualLanes<Double>.self, cancellation)
    if result.count != inputs.count { result = [Double](repeating: 0, count: inputs.count) }
    let point = numbers.values + firstInput
    var isUndefined = false
    try result.withUnsafeMutableBufferPointer { (result) throws(Interruption) in
      try buffer.differentiate(
        schedule, inputs: { DualLanes(primal: point[$0], tangent: direction[$0]) },
        derivatives: { position, derivative in
          result[position] = derivative.tangent + 0
          if derivative.tangent.isNaN { isUndefined = true }
        }, cancellation)
    }
    if isUndefined { try multiplyStrictly(direction, into: &result, cancellation) }
  }

  /// The same with the strong product, in which 0 wins against infinity and NaN.
  private func multiplyStrictly(
    _ direction: [Double], into result: inout [Double], _ cancellation: Cancellation
  ) throws(Interruption) {
    let buffer = try strongBuffer(of: Dual<Double>.self, cancellation)
    let point = numbers.values + firstInput
    try result.withUnsafeMutableBufferPointer { (result) throws(Interruption) in
      try buffer.differentiate(
        schedule.tape, inputs: { Dual<Double>(primal: point[$0], tangent: direction[$0]) },
        derivatives: { result[$0] = $1.tangent }, cancellation)
    }
  }
}
