package import Memory

/// A target's second derivatives at the present values of its inputs.
package struct HessianMatrix: Sendable {
  /// The inputs that rows and columns belong to.
  package let inputs: [NodeID]

  package let structure: HessianStructure

  /// The entries in the order of the structure's pattern.
  package private(set) var entries: [Double]

  /// The derivatives that the rules cannot tell, which are among the entries; nil where they can tell all.
  package private(set) var exceptional: SecondDerivatives?

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
  private var entries: [Double]

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
    var matrix = HessianMatrix(inputs: inputs, structure: structure, entries: entries)
    if computesEntries { try matrix.correct(target, in: self, cancellation) }
    return matrix
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
    var matrix = JacobianMatrix(
      inputs, structure, targets.indices.map { evaluator.value(ofTarget: $0) }, entries)
    if computesEntries {
      for (row, target) in targets.enumerated() { try matrix.correct(row, target, in: self, cancellation) }
    }
    return matrix
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

extension JacobianMatrix {
  /// Puts what one-sided series say of a target in the place of what the rules cannot tell.
  fileprivate mutating func correct(
    _ row: Int, _ target: NodeID, in graph: Graph, _ cancellation: Cancellation
  ) throws(Interruption) {
    var positions: [NodeID: Int] = [:]
    for column in structure.pattern.columns(ofRow: row) {
      positions[inputs[column]] = structure.pattern.position(row, column)
    }
    let entries = entries
    let ruled = positions.values.lazy.map { entries[$0] }
    guard var search = try graph.exceptionalPointSearch(of: target, ruled: ruled, cancellation) else {
      return
    }
    let found = try search.answers(by: positions.keys.sorted()) { positions[$0].map { entries[$0] } }
    for (input, derivative) in found.derivatives {
      if let position = positions[input] { self.entries[position] = derivative }
    }
  }
}

extension HessianMatrix {
  /// Puts what one-sided series say in the place of what the rules cannot tell.
  fileprivate mutating func correct(
    _ target: NodeID, in graph: Graph, _ cancellation: Cancellation
  ) throws(Interruption) {
    guard var search = try graph.exceptionalPointSearch(of: target, ruled: entries, cancellation) else {
      return
    }
    if search.isUndefined {
      for position in entries.indices { entries[position] = .nan }
      return
    }
    var rows: [NodeID: Int] = [:]
    for (row, input) in inputs.enumerated() { rows[input] = row }
    let pattern = structure.pattern
    let ruledGradient = try graph.reverseSweep(of: target, cancellation).gradient
    let corrected = try search.answers(by: inputs) { ruledGradient[$0] }.derivatives
    var gradient: [NodeID: Double] = [:]
    for input in inputs { gradient[input] = corrected[input] ?? ruledGradient[input] }
    var pairs: [(NodeID, NodeID)] = []
    for (row, input) in inputs.enumerated() {
      for column in pattern.columns(ofRow: row) where column > row { pairs.append((input, inputs[column])) }
    }
    let entries = entries
    func ruled(_ first: NodeID, _ second: NodeID) -> Double {
      guard let row = rows[first], let column = rows[second] else { return 0 }
      return pattern.position(row, column).map { entries[$0] } ?? 0
    }
    let found = try search.secondDerivatives(by: inputs, pairs: pairs, gradient: gradient, ruled: ruled)
    for (pair, value) in found.entries {
      guard let row = rows[pair.first], let column = rows[pair.second],
        let position = pattern.position(row, column)
      else { continue }
      self.entries[position] = value
    }
    exceptional = found
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
