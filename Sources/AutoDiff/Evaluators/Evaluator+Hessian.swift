internal import Memory

extension Evaluator {
  /// The structure of the first target's Hessian by all inputs, found once; nil if the matrix is so large and so full
  /// that there is no room for it.
  ///
  /// Costs some tens of nanoseconds for each operation, and what the colouring takes.
  public func hessianStructure() -> HessianStructure? {
    if let knownHessian { return knownHessian }
    let structure = hessianStructure(by: Array(inputs.indices))
    knownHessian = structure
    return structure
  }

  /// The same by some of the inputs, given by their positions, each once.
  public func hessianStructure(by positions: [Int]) -> HessianStructure? {
    check(positions)
    let found = tape.hessianPattern(by: positions, while: goOn)
    // Where finding the pattern takes too long, every pair is taken to interact.
    guard found != nil || goOn(),
      let pattern = found ?? .dense(rowCount: positions.count, columnCount: positions.count),
      pattern.isAllowed
    else { return nil }
    let coloring = Coloring(columnsOf: pattern, while: goOn)
    guard goOn(),
      let passes = LanePasses(
        pattern, coloring, chosen: positions, inputCount: inputs.count, isSymmetric: true, while: goOn)
    else { return nil }
    return HessianStructure(inputs: positions, pattern: pattern, colorCount: coloring.count, passes: passes)
  }

  /// Positions of inputs are what they are, and each comes once.
  func check(_ positions: [Int]) {
    precondition(positions.allSatisfy(inputs.indices.contains), "there are \(inputs.count) inputs")
    precondition(Set(positions).count == positions.count, "each input has but one column")
  }

  /// The entries of the first target's Hessian, in the order of the structure's pattern, row by row; symmetric to the
  /// bit.
  ///
  /// One sweep up and one down for each element of ``HessianStructure/sweeps``; each pair costs a few times as much as a
  /// gradient. Allocates nothing if `entries` has the right size. The result is false if the computation was broken off.
  @discardableResult
  public func sparseHessian(_ structure: HessianStructure, into entries: inout [Double]) -> Bool {
    precondition(structure.passes.colors.count == inputs.count, "a structure belongs to its evaluator")
    if entries.count != structure.pattern.count {
      guard MemoryRoom.allows(structure.pattern.count, of: Double.self) else { return false }
      entries = [Double](repeating: 0, count: structure.pattern.count)
    }
    hessianWasStrict = false
    return entries.withUnsafeMutableBufferPointer { entries in
      for pass in structure.passes.passes {
        guard run(pass, structure, into: entries) else { return false }
        didPass()
      }
      return true
    }
  }

  /// The Hessian of the first target, row by row: n² second derivatives for n inputs, symmetric to the bit.
  ///
  /// As many pairs of sweeps as ``HessianStructure/sweeps`` says, at most one for eight inputs. The result is false if
  /// the computation was broken off.
  @discardableResult
  public func hessian(into matrix: inout [Double]) -> Bool {
    let count = inputs.count
    guard matrix.count == count * count || MemoryRoom.allows(count * count, of: Double.self)
    else { return false }
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

  private func run(
    _ pass: LanePasses.Pass, _ structure: HessianStructure, into entries: UnsafeMutableBufferPointer<Double>
  ) -> Bool {
    let result: Bool?
    switch pass.lanes {
    case 1:
      if directional == nil { directional = SweepBuffer(checking: tape) }
      result = directional?.secondOrder(pass, self, structure.passes, into: entries)
    case 4:
      if fourLanes == nil { fourLanes = SweepBuffer(checking: tape) }
      result = fourLanes?.secondOrder(pass, self, structure.passes, into: entries)
    default:
      if eightLanes == nil { eightLanes = SweepBuffer(checking: tape) }
      result = eightLanes?.secondOrder(pass, self, structure.passes, into: entries)
    }
    guard let isDefined = result else { return false }
    return isDefined || setStrictly(pass, structure, of: entries)
  }

  /// Computes the columns of a pass that have a NaN in them anew, each by itself, with the strong product; false if it was
  /// broken off.
  private func setStrictly(
    _ pass: LanePasses.Pass, _ structure: HessianStructure, of entries: UnsafeMutableBufferPointer<Double>
  ) -> Bool {
    if strictDirectional == nil { strictDirectional = SweepBuffer(checking: tape) }
    guard let adjoints = strictDirectional?.adjoints else { return false }
    hessianWasStrict = true
    return structure.passes.correct(pass, of: entries) { moving in
      sweepStrictly(moving, by: 1)
    } row: {
      adjoints[tape.firstInput + $0].tangent
    }
  }

  /// One pair of sweeps with the strong product, just beside the point where one input is `step` further.
  ///
  /// The result is false if it was broken off.
  private func sweepStrictly(_ moving: Int, by step: Double) -> Bool {
    let point = numbers.values + tape.firstInput
    return strictDirectional?.run(
      tape, inputs: { SidedDual(primal: point[$0], tangent: $0 == moving ? step : 0) },
      derivatives: { _, _ in }, while: goOn) == true
  }

  /// The inputs along which second derivatives are others on the left of the point than on the right, after a Hessian
  /// was computed there. Those on the right are its entries.
  ///
  /// Costs nothing at ordinary points, and two pairs of sweeps an input at others.
  package func inputsWithTwoSides(_ structure: HessianStructure) -> [Int] {
    guard hessianWasStrict, let adjoints = strictDirectional?.adjoints else { return [] }
    let first = tape.firstInput
    return structure.inputs.filter { moving in
      guard sweepStrictly(moving, by: 1) else { return false }
      let right = structure.inputs.map { adjoints[first + $0].tangent }
      guard sweepStrictly(moving, by: -1) else { return false }
      return zip(structure.inputs, right).contains { input, right in
        let left = -adjoints[first + input].tangent
        if left == right || (left.isNaN && right.isNaN) { return false }
        return !((left - right).magnitude <= 1e-9 * max(left.magnitude, right.magnitude))
      }
    }
  }
}

extension SweepBuffer {
  /// One pair of sweeps; nil if it was broken off, else whether every number is defined.
  fileprivate mutating func secondOrder<Lanes: TangentLanes>(
    _ pass: LanePasses.Pass, _ evaluator: Evaluator, _ passes: LanePasses,
    into entries: UnsafeMutableBufferPointer<Double>
  ) -> Bool? where Number == DualLanes<Lanes> {
    let (schedule, goOn) = (evaluator.schedule, evaluator.goOn)
    guard let target = schedule.targets.first else { return true }
    let firstInput = schedule.constantCount
    seed(pass, passes.colors, at: evaluator.numbers.values + firstInput, from: firstInput)
    guard schedule.evaluate(values, partials: nil, while: goOn),
      schedule.sweepReverse(from: target, values, adjoints: adjoints, partials: nil, while: goOn)
    else { return nil }
    let rows = adjoints + firstInput
    return passes.take(pass, into: entries) { rows + $0 }
  }
}
