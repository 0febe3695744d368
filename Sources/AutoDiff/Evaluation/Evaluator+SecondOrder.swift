extension Evaluator {
  /// The Hessian of the first target times a direction: how the gradient changes along it.
  ///
  /// `direction` has a component for each input, and so has `result` afterwards. Forward over reverse: one sweep up and
  /// one down with dual numbers, at about three times the cost of a gradient, however many inputs there are. The result
  /// is false if the computation was broken off.
  @discardableResult
  public func hessianVectorProduct(_ direction: [Double], into result: inout [Double]) -> Bool {
    precondition(direction.count == inputs.count, "a direction has a component for each input")
    if directional == nil { directional = SweepBuffer(tape) }
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
    if isUndefined { multiplyStrictly(direction, into: &result) }
    return true
  }

  /// The same with the strong product, in which 0 wins against infinity and NaN.
  private func multiplyStrictly(_ direction: [Double], into result: inout [Double]) {
    if strictDirectional == nil { strictDirectional = SweepBuffer(tape) }
    let point = numbers.values + tape.firstInput
    result.withUnsafeMutableBufferPointer { result in
      strictDirectional?.run(
        tape, inputs: { SidedDual(primal: point[$0], tangent: direction[$0]) },
        derivatives: { result[$0] = $1.tangent })
    }
  }

  /// The Hessian of the first target, row by row: n² second derivatives for n inputs, symmetric to the bit.
  ///
  /// Eight columns at a time, each eight by one sweep up and one down with duals of eight lanes. The result is false if
  /// the computation was broken off.
  @discardableResult
  public func hessian(into matrix: inout [Double]) -> Bool {
    let count = inputs.count
    if lanes == nil { lanes = SweepBuffer(tape) }
    if matrix.count != count * count { matrix = [Double](repeating: 0, count: count * count) }
    for first in stride(from: 0, to: count, by: 8) {
      let point = numbers.values + tape.firstInput
      var undefined = SIMD8<Double>.zero
      let isDone = matrix.withUnsafeMutableBufferPointer { matrix in
        lanes?.run(
          schedule,
          inputs: { position in
            var tangent = SIMD8<Double>.zero
            if position - first >= 0, position - first < 8 { tangent[position - first] = 1 }
            return DualLanes(primal: point[position], tangent: tangent)
          },
          derivatives: { position, derivative in
            undefined += derivative.tangent
            let row = matrix.extracting(position * count + first..<position * count + min(first + 8, count))
            for lane in row.indices { row[lane] = derivative.tangent[lane] + 0 }
          }, while: goOn) == true
      }
      if !isDone { return false }
      for lane in 0..<min(8, count - first) where undefined[lane].isNaN {
        setColumnStrictly(first + lane, of: &matrix)
      }
    }
    // Both halves are the same but for rounding; the lower one is as good.
    for row in 0..<count {
      for column in row + 1..<max(row + 1, count) {
        matrix[row * count + column] = matrix[column * count + row]
      }
    }
    return true
  }

  /// Computes a column of the Hessian with the strong product.
  private func setColumnStrictly(_ column: Int, of matrix: inout [Double]) {
    if strictDirectional == nil { strictDirectional = SweepBuffer(tape) }
    let point = numbers.values + tape.firstInput
    let count = inputs.count
    matrix.withUnsafeMutableBufferPointer { matrix in
      strictDirectional?.run(
        tape, inputs: { SidedDual(primal: point[$0], tangent: $0 == column ? 1 : 0) },
        derivatives: { matrix[$0 * count + column] = $1.tangent })
    }
  }
}
