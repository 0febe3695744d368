package import Memory

/// A point at which a target has no derivative of the ordinary kind, with what there is instead.
///
/// Such a point is noticed only where the target feels it: relu(x) − relu(−x) is smooth at 0, though neither relu is.
package struct Kink: Sendable {
  /// What is wrong there.
  package let singularity: Singularity

  /// The nodes that it comes from, at most a few, ascending.
  package let nodes: [NodeID]

  /// For the inputs by which it is felt, the target on both sides, and the derivative that the chain rule gives at the
  /// point itself. Empty where there are no sides to tell apart.
  package let sides: [(input: NodeID, left: Limit, right: Limit, derivative: Double)]

  /// Whether it is not known what the two sides are: at such a node the operand rests at the exceptional point, as far as
  /// some orders of its Taylor polynomial tell.
  package let isUndecided: Bool

  /// How many inputs were not looked at any more, since it would have taken long.
  package var unsearchedCount = 0

  /// What the target tends to from one side.
  package struct Limit: Sendable {
    /// Its value.
    package let value: Double

    /// Its derivative by the input.
    package let slope: Double
  }
}

extension Graph {
  /// The kinks, jumps and vertical tangents that the derivatives of a target with respect to some inputs meet.
  ///
  /// `shown` is the derivative that was given as an answer, where it was not computed by a sweep over the target. Costs a
  /// look at each node's kind where there are no kinks; else three forward sweeps for each input below one, until about
  /// `workLimit` operations were computed; further inputs are not looked at, and counted.
  package func kinks(
    of target: NodeID, by inputs: [NodeID], shown: Double? = nil, workLimit: Int = 5_000_000,
    _ cancellation: Cancellation
  ) throws(Interruption) -> [Kink] {
    var search = try kinkSearch(of: target, workLimit: workLimit, cancellation)
    return try search?.kinks(by: inputs, shown: shown) ?? []
  }

  /// The search for what the derivatives of a target by some inputs meet; nil where there is nothing to be met. It can be
  /// asked for one input after another, and looks at the nodes below the target once.
  package func kinkSearch(
    of target: NodeID, workLimit: Int = 5_000_000, _ cancellation: Cancellation
  ) throws(Interruption) -> KinkSearch? {
    if target.isConstant { return nil }
    if !hasSmallCone(target), try !mayHaveKinks(upTo: target, cancellation) { return nil }
    let tape = try keptTape(for: [target], cancellation)
    let values = try cachedValues(for: tape, cancellation)
    return try KinkSearch(tape, values, workLimit: workLimit, cancellation)
  }

  /// The kind of exceptional point that a node is at, if it is at one.
  package func singularity(at id: NodeID) -> Singularity? {
    if id.isConstant || isInput(id) { return nil }
    _ = value(of: id)
    var visitor = OutOfLine(SingularityVisitor(numbers, operandSlots))
    let links = columns.links[id.index]
    (visitor.base.slot, visitor.base.left, visitor.base.right) = (
      id.index, links.left.index, links.right.index
    )
    return dispatch(columns.opcodes[id.index], &visitor)
  }

  /// Whether a node up to the target is at an exceptional point, as far as values are known.
  private func mayHaveKinks(
    upTo target: NodeID, _ cancellation: Cancellation
  ) throws(Interruption) -> Bool {
    if freshness(of: target) != .fresh { try bringUpToDate([target], cancellation) }
    let isSingular = Opcode.singularOpcodes
    var visitor = OutOfLine(SingularityVisitor(numbers, operandSlots))
    for node in 0...target.index {
      try cancellation.check(at: node, of: target.index + 1)
      guard isSingular[Int(columns.opcodes[node].rawValue)] else { continue }
      guard freshness(of: NodeID(node)) == .fresh else { continue }
      let links = columns.links[node]
      (visitor.base.slot, visitor.base.left, visitor.base.right) = (node, links.left.index, links.right.index)
      if dispatch(columns.opcodes[node], &visitor) != nil { return true }
    }
    return false
  }
}

extension Opcode {
  /// For each opcode whether it has exceptional points.
  static let singularOpcodes: [Bool] = {
    var table = [Bool](repeating: false, count: 256)
    for opcode in allCases { table[Int(opcode.rawValue)] = opcode.hasSingularities }
    return table
  }()
}
