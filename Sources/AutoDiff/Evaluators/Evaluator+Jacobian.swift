package import Memory

extension Evaluator {
  /// The structure of the Jacobian of all targets by all inputs, found once; nil if the matrix is so large and so full
  /// that its entries cannot be listed.
  ///
  /// Costs about a nanosecond for each operation and 64 inputs or 64 targets, and what the colouring takes.
  public func jacobianStructure() -> JacobianStructure? { uninterrupted(jacobianStructure(_:)) }

  package func jacobianStructure(_ cancellation: Cancellation) throws(Interruption) -> JacobianStructure? {
    if let knownJacobian { return knownJacobian }
    let structure = try jacobianStructure(by: Array(inputs.indices), cancellation)
    knownJacobian = structure
    return structure
  }

  /// The same by some of the inputs, given by their positions, each once.
  public func jacobianStructure(by positions: [Int]) -> JacobianStructure? {
    uninterrupted { (never) throws(Interruption) in try jacobianStructure(by: positions, never) }
  }

  package func jacobianStructure(
    by positions: [Int], _ cancellation: Cancellation
  ) throws(Interruption) -> JacobianStructure? {
    check(positions)
    guard let pattern = try schedule.tape.jacobianPattern(by: positions, cancellation) else { return nil }
    try pattern.takeRoomForPasses(cancellation)
    let columns = try Coloring(columnsOf: pattern, cancellation)
    let rows = try Coloring(columnsOf: pattern.transposed, cancellation)
    try cancellation.check()
    let passes = try LanePasses(
      pattern, columns, chosen: positions, inputCount: inputs.count, isSymmetric: false, cancellation)
    let forwardSweeps = (columns.count + 7) / 8
    return JacobianStructure(
      inputs: positions, pattern: pattern, columnColorCount: columns.count, rowColorCount: rows.count,
      mode: forwardSweeps <= rows.count ? .forward : .reverse,
      passes: passes,
      rowColors: rows.colors)
  }

  /// The entries of the Jacobian, in the order of the structure's pattern, row by row.
  ///
  /// One sweep for each element of ``JacobianStructure/sweeps``. Allocates nothing if `entries` has the right size.
  public func sparseJacobian(_ structure: JacobianStructure, into entries: inout [Double]) {
    uninterrupted { (never) throws(Interruption) in try sparseJacobian(structure, into: &entries, never) }
  }

  package func sparseJacobian(
    _ structure: JacobianStructure, into entries: inout [Double], _ cancellation: Cancellation
  ) throws(Interruption) {
    precondition(
      structure.passes.colors.count == inputs.count && structure.pattern.rowCount == schedule.targets.count,
      "a structure belongs to its evaluator")
    try entries.resize(to: structure.pattern.count, cancellation)
    try entries.withUnsafeMutableBufferPointer { (entries) throws(Interruption) in
      switch structure.mode {
      case .reverse: try takeRows(structure, into: entries, cancellation)
      case .forward: try takeColumns(structure, into: entries, cancellation)
      }
    }
  }

  /// The Jacobian of all targets by all inputs, row by row: a row for each target, a column for each input. Not connected
  /// ones have 0.
  public func jacobian(into matrix: inout [Double]) {
    uninterrupted { (never) throws(Interruption) in try jacobian(into: &matrix, never) }
  }

  package func jacobian(
    into matrix: inout [Double], _ cancellation: Cancellation
  ) throws(Interruption) {
    try matrix.resize(to: inputs.count * schedule.targets.count, cancellation)
    guard let structure = try jacobianStructure(cancellation) else {
      return try setByRows(&matrix, cancellation)
    }
    try sparseJacobian(structure, into: &entries, cancellation)
    structure.pattern.expand(entries, into: &matrix)
  }

  /// The Jacobian by one sweep a target, where there is no room for anything but the matrix.
  private func setByRows(
    _ matrix: inout [Double], _ cancellation: Cancellation
  ) throws(Interruption) {
    var weights = [Double](repeating: 0, count: schedule.targets.count)
    var row: [Double] = []
    for target in weights.indices {
      weights[target] = 1
      try vectorJacobianProduct(weights, into: &row, cancellation)
      weights[target] = 0
      matrix.replaceSubrange(target * row.count..<(target + 1) * row.count, with: row)
    }
  }

  /// Takes the entries from forward sweeps, column by column where that has to be done strictly.
  private func takeColumns(
    _ structure: JacobianStructure, into entries: UnsafeMutableBufferPointer<Double>,
    _ cancellation: Cancellation
  ) throws(Interruption) {
    for pass in structure.passes.passes {
      if try !run(pass, structure.passes, .first, into: entries, cancellation) {
        let tangents = try strongBuffer(of: Double.self, cancellation).adjoints
        try structure.passes.correct(pass, of: entries) { (moving) throws(Interruption) in
          _ = try sweepForwardStrictly({ $0 == moving ? 1 : 0 }, cancellation)
        } row: {
          tangents[schedule.targets[$0]]
        }
      }
      didPass()
    }
  }

  /// Takes the entries from reverse sweeps, row by row where that has to be done strictly.
  private func takeRows(
    _ structure: JacobianStructure, into entries: UnsafeMutableBufferPointer<Double>,
    _ cancellation: Cancellation
  ) throws(Interruption) {
    try evaluateForReverse(cancellation)
    let (pattern, rowColors) = (structure.pattern, structure.rowColors)
    for color in 0..<Int32(truncatingIfNeeded: structure.rowColorCount) {
      let adjoints = try sweepReverse(seeds: { rowColors[$0] == color ? 1 : 0 }, cancellation)
      didPass()
      for row in rowColors.indices where rowColors[row] == color {
        var isDefined = true
        for index in pattern.entries(ofRow: row) {
          let column = structure.inputs[Int(pattern.columns[index])]
          entries[index] = adjoints[firstInput + column] + 0
          if entries[index].isNaN { isDefined = false }
        }
        if isDefined { continue }
        let derivatives = try sweepReverseStrictly({ $0 == row ? 1 : 0 }, cancellation)
        for index in pattern.entries(ofRow: row) {
          entries[index] = derivatives[firstInput + structure.inputs[Int(pattern.columns[index])]]
        }
      }
    }
  }
}
