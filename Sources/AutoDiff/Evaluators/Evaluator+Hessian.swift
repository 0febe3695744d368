package import Memory

extension Evaluator {
  /// The structure of the first target's Hessian by all inputs, found once; nil if the matrix is so large and so full
  /// that its entries cannot be listed.
  ///
  /// Costs some tens of nanoseconds for each operation, and what the colouring takes.
  public func hessianStructure() -> HessianStructure? { uninterrupted(hessianStructure(_:)) }

  package func hessianStructure(_ cancellation: Cancellation) throws(Interruption) -> HessianStructure? {
    if let knownHessian { return knownHessian }
    let structure = try hessianStructure(by: Array(inputs.indices), cancellation)
    knownHessian = structure
    return structure
  }

  /// The same by some of the inputs, given by their positions, each once.
  public func hessianStructure(by positions: [Int]) -> HessianStructure? {
    uninterrupted { (never) throws(Interruption) in try hessianStructure(by: positions, never) }
  }

  package func hessianStructure(
    by positions: [Int], _ cancellation: Cancellation
  ) throws(Interruption) -> HessianStructure? {
    check(positions)
    var found = try schedule.tape.hessianPattern(by: positions, cancellation)
    if found == nil {
      // Where finding the pattern takes too long, every pair is taken to interact.
      found = try .dense(rowCount: positions.count, columnCount: positions.count, cancellation)
    }
    guard let pattern = found else { return nil }
    try pattern.takeRoomForPasses(cancellation)
    let coloring = try Coloring(columnsOf: pattern, cancellation)
    try cancellation.check()
    let passes = try LanePasses(
      pattern, coloring, chosen: positions, inputCount: inputs.count, isSymmetric: true, cancellation)
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
  /// gradient. Allocates nothing if `entries` has the right size.
  public func sparseHessian(_ structure: HessianStructure, into entries: inout [Double]) {
    uninterrupted { (never) throws(Interruption) in try sparseHessian(structure, into: &entries, never) }
  }

  package func sparseHessian(
    _ structure: HessianStructure, into entries: inout [Double], _ cancellation: Cancellation
  ) throws(Interruption) {
    precondition(structure.passes.colors.count == inputs.count, "a structure belongs to its evaluator")
    try entries.resize(to: structure.pattern.count, cancellation)
    try entries.withUnsafeMutableBufferPointer { (entries) throws(Interruption) in
      for pass in structure.passes.passes {
        if try !run(pass, structure.passes, .second, into: entries, cancellation) {
          try setStrictly(pass, structure, of: entries, cancellation)
        }
        didPass()
      }
    }
  }

  /// The Hessian of the first target, row by row: n² second derivatives for n inputs, symmetric to the bit.
  ///
  /// As many pairs of sweeps as ``HessianStructure/sweeps`` says, at most one for eight inputs.
  public func hessian(into matrix: inout [Double]) {
    uninterrupted { (never) throws(Interruption) in try hessian(into: &matrix, never) }
  }

  package func hessian(
    into matrix: inout [Double], _ cancellation: Cancellation
  ) throws(Interruption) {
    try matrix.resize(to: inputs.count * inputs.count, cancellation)
    guard let structure = try hessianStructure(cancellation) else {
      return try setByColumns(&matrix, cancellation)
    }
    try sparseHessian(structure, into: &entries, cancellation)
    structure.pattern.expand(entries, into: &matrix)
  }

  /// The Hessian by one pair of sweeps a column, where there is no room for anything but the matrix.
  private func setByColumns(
    _ matrix: inout [Double], _ cancellation: Cancellation
  ) throws(Interruption) {
    let count = inputs.count
    var direction = [Double](repeating: 0, count: count)
    var column = direction
    for moving in 0..<count {
      direction[moving] = 1
      try hessianVectorProduct(direction, into: &column, cancellation)
      direction[moving] = 0
      for row in moving..<count {
        matrix[row * count + moving] = column[row]
        matrix[moving * count + row] = column[row]
      }
    }
  }

  /// Computes the columns of a pass that have a NaN in them anew, each by itself, with the strong product.
  private func setStrictly(
    _ pass: LanePasses.Pass, _ structure: HessianStructure, of entries: UnsafeMutableBufferPointer<Double>,
    _ cancellation: Cancellation
  ) throws(Interruption) {
    let adjoints = try strongBuffer(of: Dual<Double>.self, cancellation).adjoints + firstInput
    try structure.passes.correct(pass, of: entries) { (moving) throws(Interruption) in
      try sweepStrictly(moving, cancellation)
    } row: {
      adjoints[$0].tangent
    }
  }

  /// One pair of sweeps with the strong product, one input moving.
  private func sweepStrictly(_ moving: Int, _ cancellation: Cancellation) throws(Interruption) {
    let point = numbers.values + firstInput
    try strongBuffer(of: Dual<Double>.self, cancellation).differentiate(
      schedule.tape, inputs: { Dual<Double>(primal: point[$0], tangent: $0 == moving ? 1 : 0) },
      derivatives: { _, _ in }, cancellation)
  }
}
