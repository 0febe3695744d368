internal import Memory

extension Evaluator {
  /// The structure of the Jacobian of all targets by all inputs, found once; nil if the matrix is so large and so full
  /// that there is no room for it.
  ///
  /// Costs about a nanosecond for each operation and 64 inputs or 64 targets, and what the colouring takes.
  public func jacobianStructure() -> JacobianStructure? {
    if let knownJacobian { return knownJacobian }
    let structure = jacobianStructure(by: Array(inputs.indices))
    knownJacobian = structure
    return structure
  }

  /// The same by some of the inputs, given by their positions, each once.
  public func jacobianStructure(by positions: [Int]) -> JacobianStructure? {
    check(positions)
    guard let pattern = tape.jacobianPattern(by: positions, while: goOn), pattern.isAllowed
    else { return nil }
    let columns = Coloring(columnsOf: pattern, while: goOn)
    let rows = Coloring(columnsOf: pattern.transposed, while: goOn)
    guard goOn(),
      let passes = LanePasses(
        pattern, columns, chosen: positions, inputCount: inputs.count, isSymmetric: false, while: goOn)
    else { return nil }
    let forwardSweeps = (columns.count + 7) / 8
    return JacobianStructure(
      inputs: positions, pattern: pattern, columnColorCount: columns.count, rowColorCount: rows.count,
      mode: forwardSweeps <= rows.count ? .forward : .reverse,
      passes: passes,
      rowColors: rows.colors)
  }

  /// The entries of the Jacobian, in the order of the structure's pattern, row by row.
  ///
  /// One sweep for each element of ``JacobianStructure/sweeps``. Allocates nothing if `entries` has the right size. The
  /// result is false if the computation was broken off.
  @discardableResult
  public func sparseJacobian(_ structure: JacobianStructure, into entries: inout [Double]) -> Bool {
    precondition(
      structure.passes.colors.count == inputs.count && structure.pattern.rowCount == schedule.targets.count,
      "a structure belongs to its evaluator")
    if entries.count != structure.pattern.count {
      guard MemoryRoom.allows(structure.pattern.count, of: Double.self) else { return false }
      entries = [Double](repeating: 0, count: structure.pattern.count)
    }
    return entries.withUnsafeMutableBufferPointer { entries in
      switch structure.mode {
      case .reverse: return takeRows(structure, into: entries)
      case .forward:
        for pass in structure.passes.passes {
          guard run(pass, structure, into: entries) else { return false }
          didPass()
        }
        return true
      }
    }
  }

  /// The Jacobian of all targets by all inputs, row by row: a row for each target, a column for each input. Not connected
  /// ones have 0.
  @discardableResult
  public func jacobian(into matrix: inout [Double]) -> Bool {
    let count = inputs.count * schedule.targets.count
    guard matrix.count == count || MemoryRoom.allows(count, of: Double.self) else { return false }
    if matrix.count != count { matrix = [Double](repeating: 0, count: count) }
    guard let structure = jacobianStructure() else { return jacobianByRows(into: &matrix) }
    guard sparseJacobian(structure, into: &entries) else { return false }
    structure.pattern.expand(entries, into: &matrix)
    return true
  }

  /// The Jacobian by one sweep a target, where there is no room for anything but the matrix.
  private func jacobianByRows(into matrix: inout [Double]) -> Bool {
    var weights = [Double](repeating: 0, count: schedule.targets.count)
    var row: [Double] = []
    for target in weights.indices {
      weights[target] = 1
      guard vectorJacobianProduct(weights, into: &row) else { return false }
      weights[target] = 0
      matrix.replaceSubrange(target * row.count..<(target + 1) * row.count, with: row)
    }
    return true
  }
}

// MARK: Forward mode

extension Evaluator {
  private func run(
    _ pass: LanePasses.Pass, _ structure: JacobianStructure, into entries: UnsafeMutableBufferPointer<Double>
  ) -> Bool {
    let result: Bool?
    switch pass.lanes {
    case 1:
      if directional == nil { directional = SweepBuffer(checking: tape) }
      result = directional?.firstOrder(pass, self, structure.passes, into: entries)
    case 4:
      if fourLanes == nil { fourLanes = SweepBuffer(checking: tape) }
      result = fourLanes?.firstOrder(pass, self, structure.passes, into: entries)
    default:
      if eightLanes == nil { eightLanes = SweepBuffer(checking: tape) }
      result = eightLanes?.firstOrder(pass, self, structure.passes, into: entries)
    }
    guard let isDefined = result else { return false }
    if isDefined { return true }
    guard let tangents = strictBuffer()?.adjoints else { return false }
    return structure.passes.correct(pass, of: entries) { moving in
      sweepForwardStrictly { $0 == moving ? 1 : 0 }
    } row: {
      tangents[tape.targets[$0]]
    }
  }

  /// The memory of sweeps with the strong product, in the tape's own order.
  func strictBuffer() -> (values: CheckedPointer<Double>, adjoints: CheckedPointer<Double>)? {
    if strict == nil { strict = SweepBuffer(checking: tape) }
    guard let values = strict?.values, let adjoints = strict?.adjoints else { return nil }
    return (values, adjoints)
  }

  /// Passes tangents up from the inputs with the strong product; they are in the strict buffer's adjoints then.
  ///
  /// The result is false if it was broken off, as in all that follows.
  func sweepForwardStrictly(_ seed: (Int) -> Double) -> Bool {
    guard let (values, tangents) = strictBuffer(), evaluateStrictly(values),
      tangents.clear(tape.slotCount, while: goOn)
    else { return false }
    for position in inputs.indices { tangents[tape.firstInput + position] = seed(position) }
    return tape.sweepForward(values, tangents: tangents, while: goOn)
  }

  /// Computes every operation in the tape's own order.
  func evaluateStrictly(_ values: CheckedPointer<Double>) -> Bool {
    (values + tape.firstInput).update(from: numbers.values + tape.firstInput, count: inputs.count)
    return tape.evaluate(values, while: goOn)
  }
}

extension SweepBuffer {
  /// One sweep up; nil if it was broken off, else whether every number is defined.
  fileprivate mutating func firstOrder<Lanes: TangentLanes>(
    _ pass: LanePasses.Pass, _ evaluator: Evaluator, _ passes: LanePasses,
    into entries: UnsafeMutableBufferPointer<Double>
  ) -> Bool? where Number == DualLanes<Lanes> {
    let schedule = evaluator.schedule
    let firstInput = schedule.constantCount
    seed(pass, passes.colors, at: evaluator.numbers.values + firstInput, from: firstInput)
    guard schedule.evaluate(values, partials: nil, while: evaluator.goOn) else { return nil }
    let values = values
    return schedule.targets.withUnsafeBufferPointer { targets in
      passes.take(pass, into: entries) { values + targets[$0] }
    }
  }
}

// MARK: Reverse mode

extension Evaluator {
  private func takeRows(
    _ structure: JacobianStructure, into entries: UnsafeMutableBufferPointer<Double>
  ) -> Bool {
    guard evaluateForReverse(), let adjoints = reverse?.adjoints else { return false }
    let (pattern, rowColors) = (structure.pattern, structure.rowColors)
    for color in 0..<Int32(truncatingIfNeeded: structure.rowColorCount) {
      guard sweepReverse(seeds: { rowColors[$0] == color ? 1 : 0 }) else { return false }
      didPass()
      for row in rowColors.indices where rowColors[row] == color {
        var isDefined = true
        for place in pattern.entries(ofRow: row) {
          let column = structure.inputs[Int(pattern.columns[place])]
          entries[place] = adjoints[tape.firstInput + column] + 0
          if entries[place].isNaN { isDefined = false }
        }
        if isDefined { continue }
        guard sweepReverseStrictly({ $0 == row ? 1 : 0 }), let derivatives = strictBuffer()?.adjoints
        else { return false }
        for place in pattern.entries(ofRow: row) {
          entries[place] = derivatives[tape.firstInput + structure.inputs[Int(pattern.columns[place])]]
        }
      }
    }
    return true
  }

  /// Computes every operation for reverse sweeps that leave the last value and gradient alone.
  func evaluateForReverse() -> Bool {
    makePartials()
    if reverse == nil { reverse = SweepBuffer(checking: tape) }
    guard let values = reverse?.values else { return false }
    (values + tape.firstInput).update(from: numbers.values + tape.firstInput, count: inputs.count)
    return schedule.evaluate(values, partials: partials, while: goOn)
  }

  /// Passes adjoints down from the targets after ``evaluateForReverse()``.
  func sweepReverse(seeds: (Int) -> Double) -> Bool {
    guard let values = reverse?.values, let adjoints = reverse?.adjoints,
      schedule.clear(adjoints, while: goOn)
    else { return false }
    for (position, slot) in schedule.targets.enumerated() { adjoints[slot] += seeds(position) }
    return schedule.sweepReverse(values, adjoints: adjoints, partials: partials, while: goOn)
  }

  /// Passes adjoints down from the targets with the strong product; they are in the strict buffer then.
  func sweepReverseStrictly(_ seeds: (Int) -> Double) -> Bool {
    guard let (values, adjoints) = strictBuffer(), evaluateStrictly(values),
      adjoints.clear(tape.slotCount, while: goOn)
    else { return false }
    for (position, slot) in tape.targets.enumerated() { adjoints[slot] += seeds(position) }
    return tape.sweepReverse(values, adjoints: adjoints, while: goOn)
  }
}
