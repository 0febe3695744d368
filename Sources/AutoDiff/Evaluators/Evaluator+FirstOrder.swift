package import Memory

extension Evaluator {
  /// The Jacobian times a direction (JVP): how every target changes when the inputs move along it.
  ///
  /// `direction` has a component for each input, `result` has one for each target afterwards. One forward sweep, at
  /// about twice the cost of the values.
  public func jacobianVectorProduct(_ direction: [Double], into result: inout [Double]) {
    uninterrupted { (never) throws(Interruption) in
      try jacobianVectorProduct(direction, into: &result, never)
    }
  }

  package func jacobianVectorProduct(
    _ direction: [Double], into result: inout [Double], _ cancellation: Cancellation
  ) throws(Interruption) {
    precondition(direction.count == inputs.count, "a direction has a component for each input")
    let values = try plainBuffer(of: DualLanes<Double>.self, cancellation).values
    let count = schedule.targets.count
    if result.count != count { result = [Double](repeating: 0, count: count) }
    for position in inputs.indices {
      values[firstInput + position] = DualLanes(
        primal: numbers.values[firstInput + position], tangent: direction[position])
    }
    try schedule.evaluate(values, partials: nil, cancellation)
    var isUndefined = false
    for (position, slot) in schedule.targets.enumerated() {
      result[position] = values[slot].tangent + 0
      if result[position].isNaN { isUndefined = true }
    }
    if isUndefined {
      let tangents = try sweepForwardStrictly({ direction[$0] }, cancellation)
      for (position, slot) in schedule.targets.enumerated() { result[position] = tangents[slot] }
    }
  }

  /// Weights of the targets times the Jacobian (VJP): the gradient of the weighted sum of the targets.
  ///
  /// `weights` has a number for each target, `result` has one for each input afterwards. One sweep up and one down, at
  /// the cost of a gradient.
  public func vectorJacobianProduct(_ weights: [Double], into result: inout [Double]) {
    uninterrupted { (never) throws(Interruption) in
      try vectorJacobianProduct(weights, into: &result, never)
    }
  }

  package func vectorJacobianProduct(
    _ weights: [Double], into result: inout [Double], _ cancellation: Cancellation
  ) throws(Interruption) {
    precondition(weights.count == schedule.targets.count, "there is a weight for each target")
    if result.count != inputs.count { result = [Double](repeating: 0, count: inputs.count) }
    try evaluateForReverse(cancellation)
    let adjoints = try sweepReverse(seeds: { weights[$0] }, cancellation)
    var isUndefined = false
    for position in inputs.indices {
      result[position] = adjoints[firstInput + position] + 0
      if result[position].isNaN { isUndefined = true }
    }
    if isUndefined {
      let derivatives = try sweepReverseStrictly({ weights[$0] }, cancellation)
      for position in inputs.indices { result[position] = derivatives[firstInput + position] }
    }
  }
}

extension Evaluator {
  /// Computes every operation for reverse sweeps that leave the last value and gradient alone.
  func evaluateForReverse(_ cancellation: Cancellation) throws(Interruption) {
    makePartials()
    let values = try plainBuffer(of: Double.self, cancellation).values
    (values + firstInput).update(from: numbers.values + firstInput, count: inputs.count)
    try schedule.evaluate(values, partials: partials, cancellation)
  }

  /// Passes adjoints down from the targets after ``evaluateForReverse(_:)``, and returns them.
  func sweepReverse(
    seeds: (Int) -> Double, _ cancellation: Cancellation
  ) throws(Interruption) -> CheckedPointer<Double> {
    let buffer = try plainBuffer(of: Double.self, cancellation)
    try schedule.clear(buffer.adjoints, cancellation)
    for (position, slot) in schedule.targets.enumerated() { buffer.adjoints[slot] += seeds(position) }
    try schedule.sweepReverse(buffer.values, adjoints: buffer.adjoints, partials: partials, cancellation)
    return buffer.adjoints
  }

  /// Passes tangents up from the inputs with the strong product, and returns them.
  func sweepForwardStrictly(
    _ seed: (Int) -> Double, _ cancellation: Cancellation
  ) throws(Interruption) -> CheckedPointer<Double> {
    let buffer = try evaluatedStrictly(cancellation)
    try buffer.adjoints.clear(schedule.tape.slotCount, cancellation)
    for position in inputs.indices { buffer.adjoints[firstInput + position] = seed(position) }
    try schedule.tape.sweepForward(buffer.values, tangents: buffer.adjoints, cancellation)
    return buffer.adjoints
  }

  /// Passes adjoints down from the targets with the strong product, and returns them.
  func sweepReverseStrictly(
    _ seeds: (Int) -> Double, _ cancellation: Cancellation
  ) throws(Interruption) -> CheckedPointer<Double> {
    let buffer = try evaluatedStrictly(cancellation)
    try buffer.adjoints.clear(schedule.tape.slotCount, cancellation)
    for (position, slot) in schedule.targets.enumerated() { buffer.adjoints[slot] += seeds(position) }
    try schedule.tape.sweepReverse(buffer.values, adjoints: buffer.adjoints, cancellation)
    return buffer.adjoints
  }

  /// The buffer of sweeps with the strong product, with the values of all operations at the present inputs.
  private func evaluatedStrictly(_ cancellation: Cancellation) throws(Interruption) -> SweepBuffer<Double> {
    let buffer = try strongBuffer(of: Double.self, cancellation)
    (buffer.values + firstInput).update(from: numbers.values + firstInput, count: inputs.count)
    try schedule.tape.evaluate(buffer.values, cancellation)
    return buffer
  }
}
