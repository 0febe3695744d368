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
  /// many of them, or if the computation was broken off.
  package func hessianMatrix(
    of target: NodeID, by inputs: [NodeID], computesEntries: Bool = true
  ) -> HessianMatrix? {
    let evaluator = interruptibleEvaluator(of: [target])
    let known = Set(evaluator.inputs.map(\.id))
    let inputs = inputs.filter { known.contains($0) }
    guard let structure = evaluator.hessianStructure(by: evaluator.positions(of: inputs)) else { return nil }
    var entries: [Double] = []
    if computesEntries {
      let isDone = counting(structure.sweeps.count) { _ in evaluator.sparseHessian(structure, into: &entries)
      }
      if !isDone { return nil }
    }
    let sided = computesEntries ? evaluator.inputsWithTwoSides(structure) : []
    return HessianMatrix(
      inputs: inputs, structure: structure, entries: entries,
      twoSidedInputs: sided.map { evaluator.inputs[$0].id })
  }

  /// The first derivatives of targets by those of some inputs that they are made of, a column for each in their order; nil
  /// if there are too many of them, or if the computation was broken off.
  package func jacobianMatrix(
    of targets: [NodeID], by inputs: [NodeID], computesEntries: Bool = true
  ) -> JacobianMatrix? {
    let evaluator = interruptibleEvaluator(of: targets)
    let known = Set(evaluator.inputs.map(\.id))
    let inputs = inputs.filter { known.contains($0) }
    guard let structure = evaluator.jacobianStructure(by: evaluator.positions(of: inputs)) else { return nil }
    var entries: [Double] = []
    if computesEntries {
      let isDone = counting(structure.sweeps.count) { _ in
        evaluator.evaluate() && evaluator.sparseJacobian(structure, into: &entries)
      }
      if !isDone { return nil }
    }
    return JacobianMatrix(inputs, structure, targets.indices.map { evaluator.value(ofTarget: $0) }, entries)
  }

  /// Whether nobody wants computations to stop.
  package var isUninterrupted: Bool { mayGoOn() }

  private func interruptibleEvaluator(of targets: [NodeID]) -> Evaluator {
    let evaluator = evaluator(for: targets)
    evaluator.goOn = { [unowned self] in mayGoOn() }
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
