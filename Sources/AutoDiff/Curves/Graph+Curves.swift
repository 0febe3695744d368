package import Memory

extension Graph {
  /// A function of one input, with all others as they are, for following its curve: value and slope by forward mode, each
  /// evaluation O(number of nodes below the target).
  package func function(
    of target: NodeID, along input: NodeID, _ cancellation: Cancellation
  ) throws(Interruption) -> CurveTracer.Function {
    if target.isConstant {
      let value = cachedValue(of: target)
      return { _ in (value, 0) }
    }
    let tape = try tape(for: [target], cancellation)
    let values = tape.inputs.map { cachedValue(of: $0) }
    let position = tape.inputs.firstIndex(of: input)
    let slot = tape.targets[0]
    return { (x) throws(Interruption) in
      var seeds = values.map { Dual<Double>(primal: $0, tangent: 0) }
      if let position { seeds[position] = Dual(primal: x, tangent: 1) }
      let result = try tape.values(at: seeds, cancellation)[slot]
      return (result.primal, result.tangent)
    }
  }

  /// The derivative of a target by an input as a function of it, with its own slope.
  package func derivativeFunction(
    of target: NodeID, along input: NodeID, _ cancellation: Cancellation
  ) throws(Interruption) -> CurveTracer.Function {
    if target.isConstant { return { _ in (0, 0) } }
    let tape = try tape(for: [target], cancellation)
    let values = tape.inputs.map { cachedValue(of: $0) }
    let position = tape.inputs.firstIndex(of: input)
    let slot = tape.targets[0]
    return { (x) throws(Interruption) in
      var seeds = values.map { Dual(primal: Dual<Double>(primal: $0, tangent: 0), tangent: 0) }
      if let position {
        seeds[position] = Dual(
          primal: Dual(primal: x, tangent: 1), tangent: Dual(primal: 1, tangent: 0))
      }
      let result = try tape.values(at: seeds, cancellation)[slot]
      return (result.tangent.primal, result.tangent.tangent)
    }
  }

  /// The value of a target over two inputs, with all others as they are.
  package func field(
    of target: NodeID, over first: NodeID, _ second: NodeID, _ cancellation: Cancellation
  ) throws(Interruption) -> (_ x: Double, _ y: Double) throws(Interruption) -> Double {
    if target.isConstant {
      let value = cachedValue(of: target)
      return { _, _ in value }
    }
    let tape = try tape(for: [target], cancellation)
    let values = tape.inputs.map { cachedValue(of: $0) }
    let (one, other) = (tape.inputs.firstIndex(of: first), tape.inputs.firstIndex(of: second))
    let slot = tape.targets[0]
    return { (x, y) throws(Interruption) in
      var inputs = values
      if let one { inputs[one] = x }
      if let other { inputs[other] = y }
      return try tape.values(at: inputs, cancellation)[slot]
    }
  }

  /// The derivatives of a target by two inputs, with all others as they are.
  package func slopes(
    of target: NodeID, over first: NodeID, _ second: NodeID, _ cancellation: Cancellation
  ) throws(Interruption) -> (_ x: Double, _ y: Double) throws(Interruption) -> (x: Double, y: Double) {
    if target.isConstant { return { _, _ in (0, 0) } }
    let tape = try tape(for: [target], cancellation)
    let values = tape.inputs.map { cachedValue(of: $0) }
    let (one, other) = (tape.inputs.firstIndex(of: first), tape.inputs.firstIndex(of: second))
    let slot = tape.targets[0]
    return { (x, y) throws(Interruption) in
      func derivative(by position: Int?) throws(Interruption) -> Double {
        guard let position else { return 0 }
        var seeds = values.map { Dual<Double>(primal: $0, tangent: 0) }
        if let one { seeds[one] = Dual(primal: x, tangent: 0) }
        if let other { seeds[other] = Dual(primal: y, tangent: 0) }
        seeds[position] = Dual(primal: seeds[position].primal, tangent: 1)
        return try tape.values(at: seeds, cancellation)[slot].tangent
      }
      return (try derivative(by: one), try derivative(by: other))
    }
  }
}
