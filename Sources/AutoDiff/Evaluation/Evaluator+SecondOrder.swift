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
  /// As many pairs of sweeps as ``HessianStructure/sweeps`` says, at most one for eight inputs. The result is false if
  /// the computation was broken off.
  @discardableResult
  public func hessian(into matrix: inout [Double]) -> Bool {
    let count = inputs.count
    if matrix.count != count * count { matrix = [Double](repeating: 0, count: count * count) }
    guard let structure = hessianStructure() else { return hessianByColumns(into: &matrix) }
    guard sparseHessian(structure, into: &entries) else { return false }
    structure.pattern.expand(entries, into: &matrix)
    return true
  }

  /// The Hessian by one pair of sweeps a column, where there is no room for anything but the matrix.
  private func hessianByColumns(into matrix: inout [Double]) -> Bool {
    let count = inputs.count
    var direction = [Double](repeating: 0, count: count)
    var column = direction
    for moving in 0..<count {
      direction[moving] = 1
      guard hessianVectorProduct(direction, into: &column) else { return false }
      direction[moving] = 0
      for row in moving..<count {
        matrix[row * count + moving] = column[row]
        matrix[moving * count + row] = column[row]
      }
    }
    return true
  }
}
