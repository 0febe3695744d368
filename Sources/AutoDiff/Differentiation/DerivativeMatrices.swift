package import Memory

/// A target's second derivatives at the present values of its inputs.
package struct HessianMatrix: Sendable {
  /// The inputs that rows and columns belong to.
  package let inputs: [NodeID]

  package let structure: HessianStructure

  /// The entries in the order of the structure's pattern.
  package let entries: [Double]

  /// The inputs along which second derivatives differ on the two sides of the point; entries are those on the right.
  package let twoSidedInputs: [NodeID]

  /// The whole matrix by rows.
  package var dense: [Double] {
    var matrix = [Double](repeating: 0, count: inputs.count * inputs.count)
    structure.pattern.expand(entries, into: &matrix)
    return matrix
  }
}

/// The first derivatives of several targets at the present values of their inputs.
package struct JacobianMatrix: Sendable {
  /// The inputs that columns belong to.
  package let inputs: [NodeID]

  package let structure: JacobianStructure

  /// The values of the targets.
  package let values: [Double]

  /// The entries in the order of the structure's pattern.
  private let entries: [Double]

  fileprivate init(
    _ inputs: [NodeID], _ structure: JacobianStructure, _ values: [Double], _ entries: [Double]
  ) {
    (self.inputs, self.structure, self.values, self.entries) = (inputs, structure, values, entries)
  }

  /// An entry; nil where the target is not connected to the input. O(log n).
  package subscript(row: Int, column: Int) -> Double? {
    structure.pattern.position(row, column).map { entries[$0] }
  }
}

extension Graph {
  /// The second derivatives of a target by some of the inputs that it is made of, in their order; nil if there are too
  /// many of them.
  package func hessianMatrix(
    of target: NodeID, by inputs: [NodeID], computesEntries: Bool = true, _ cancellation: Cancellation
  ) throws(Interruption) -> HessianMatrix? {
    let evaluator = try countingEvaluator(of: [target], cancellation)
    let known = Set(evaluator.inputs.map(\.id))
    let inputs = inputs.filter { known.contains($0) }
    let positions = evaluator.positions(of: inputs)
    guard let structure = try evaluator.hessianStructure(by: positions, cancellation) else { return nil }
    var entries: [Double] = []
    if computesEntries {
      try counting(structure.sweeps.count) { (_) throws(Interruption) in
        try evaluator.sparseHessian(structure, into: &entries, cancellation)
      }
    }
    let sided = computesEntries ? try evaluator.inputsWithTwoSides(structure, cancellation) : []
    return HessianMatrix(
      inputs: inputs, structure: structure, entries: entries,
      twoSidedInputs: sided.map { evaluator.inputs[$0].id })
  }

  /// The first derivatives of targets by those of some inputs that they are made of, a column for each in their order; nil
  /// if there are too many of them.
  package func jacobianMatrix(
    of targets: [NodeID], by inputs: [NodeID], computesEntries: Bool = true, _ cancellation: Cancellation
  ) throws(Interruption) -> JacobianMatrix? {
    let evaluator = try countingEvaluator(of: targets, cancellation)
    let known = Set(evaluator.inputs.map(\.id))
    let inputs = inputs.filter { known.contains($0) }
    let positions = evaluator.positions(of: inputs)
    guard let structure = try evaluator.jacobianStructure(by: positions, cancellation) else { return nil }
    var entries: [Double] = []
    if computesEntries {
      try counting(structure.sweeps.count) { (_) throws(Interruption) in
        try evaluator.evaluate(cancellation)
        try evaluator.sparseJacobian(structure, into: &entries, cancellation)
      }
    }
    return JacobianMatrix(inputs, structure, targets.indices.map { evaluator.value(ofTarget: $0) }, entries)
  }

  /// An evaluator that counts its sweeps as progress.
  private func countingEvaluator(
    of targets: [NodeID], _ cancellation: Cancellation
  ) throws(Interruption) -> Evaluator {
    let evaluator = try evaluator(for: targets, cancellation)
    evaluator.didPass = { [unowned self] in progress?.done += 1 }
    return evaluator
  }
}

extension Evaluator {
  /// Where inputs stand among the evaluator's, those left out that it does not have.
  fileprivate func positions(of chosen: [NodeID]) -> [Int] {
    var positions: [NodeID: Int] = [:]
    for (position, input) in inputs.enumerated() { positions[input.id] = position }
    return chosen.compactMap { positions[$0] }
  }
}
