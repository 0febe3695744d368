package import Memory

/// What a node is the derivative of, by what, and of which order.
package struct DerivativeNode: Sendable, Equatable {
  /// The target that was differentiated; nil where its nodes are no more: then the limit of the derivative's own formula is
  /// taken.
  package let target: NodeID?

  /// What it was differentiated by: an input, or a node that was held as if it were one.
  package let variable: NodeID
  package let order: Int

  package init(target: NodeID?, variable: NodeID, order: Int) {
    (self.target, self.variable, self.order) = (target, variable, order)
  }
}

// The formula of a derivative is right wherever the rules are. At an exceptional point it may be 0/0 or ∞ − ∞, or the
// derivative of the branch that happens to be taken, and the node's value is what the one-sided series say of its target.

extension Graph {
  /// Notes that a node is the derivative of a target by a variable, so that its value is right at exceptional points, too.
  package func noteDerivative(_ node: NodeID, _ derivative: DerivativeNode) {
    // The rules' numbers are those of arrays.
    if hasArrays, isOfArrays([node] + (derivative.target.map { [$0] } ?? [])) { return }
    if node.isConstant || isInput(node) || node == derivative.variable { return }
    if workspace.derivativeNodes.updateValue(derivative, forKey: node) == derivative { return }
    // A value that it has already is that of its formula.
    if columns.states[node.index] == Freshness.fresh.rawValue {
      columns.states[node.index] = Freshness.outdated.rawValue
      markUsersStale(of: node)
    }
  }

  /// Whether nodes below a target can ever be exceptional: all but sums, products, whole powers and functions that are smooth
  /// everywhere. O(number of nodes below it).
  package func canBeExceptional(
    _ target: NodeID, _ cancellation: Cancellation
  ) throws(Interruption) -> Bool {
    try cone(of: [target], cancellation).contains { id in
      guard let node = node(at: id), !node.isInput, !node.opcode.isSmooth else { return false }
      guard node.opcode.algebra == .power, node.operands[1].isConstant else { return true }
      let exponent = cachedValue(of: node.operands[1])
      return exponent < 0 || exponent != exponent.rounded(.down)
    }
  }

  /// Notes that the nodes from one on were made for derivatives.
  package func noteDerivedNodes(from first: Int) {
    if first < count { workspace.derivedRanges.append(first..<count) }
  }

  /// Whether a node was made for a derivative, and not because somebody had typed it. O(log(number of derivatives)).
  package func isDerived(_ node: NodeID) -> Bool {
    let ranges = workspace.derivedRanges
    let position = ranges.indices.first(from: { ranges[$0].upperBound > node.index })
    return position < ranges.count && ranges[position].contains(node.index)
  }

  /// What was noted of nodes newer than a moment.
  package func derivativeNotes(from start: Checkpoint) -> [DerivativeNode] {
    workspace.derivativeNodes.filter { $0.key.index >= start.nodes }.map(\.value)
  }

  /// What a node was noted to be the derivative of; nil if it was not.
  package func derivative(at node: NodeID) -> DerivativeNode? {
    workspace.derivativeNodes.isEmpty ? nil : workspace.derivativeNodes[node]
  }

  /// The targets of the derivatives among the operations of a tape that are not operations of it themselves.
  package func derivativeTargets(notIn tape: Tape) -> [NodeID] {
    if workspace.derivativeNodes.isEmpty { return [] }
    let targets = tape.operations.compactMap { workspace.derivativeNodes[$0]?.target }
    return Set(targets.filter { tape.slot(of: $0) == nil && !isGone($0) }).sorted()
  }

  /// The derivatives among the operations of a tape, in terms of its slots; the target's is nil where it is not among them.
  package func derivativeNotes(
    in tape: Tape
  ) -> [(slot: Int, note: (target: Int?, variable: Int, order: Int))] {
    if workspace.derivativeNodes.isEmpty { return [] }
    return tape.operations.compactMap { operation in
      guard let derivative = workspace.derivativeNodes[operation], let slot = tape.slot(of: operation),
        let variable = tape.slot(of: derivative.variable)
      else { return nil }
      return (slot, (derivative.target.flatMap { tape.slot(of: $0) }, variable, derivative.order))
    }
  }

  /// Corrects the value of a derivative whose formula was just computed; what depends on it is out of date then.
  ///
  /// Costs a look at each node below its target, and two sweeps with series at an exceptional point.
  func correct(
    _ node: Int, _ derivative: DerivativeNode, _ cancellation: Cancellation
  ) throws(Interruption) {
    let formula = columns.values[node]
    let value = try value(of: derivative, at: NodeID(node), formula: formula, cancellation)
    // A zero keeps the sign that its formula gives it; what is undecided is another NaN.
    if value == formula || value.bitPattern == formula.bitPattern { return }
    columns.values[node] = value
    forEachUser(of: NodeID(node)) { user in
      let state = columns.states[user.index]
      if state & Self.stateBits == Freshness.stale.rawValue {
        columns.states[user.index] = Freshness.outdated.rawValue | state & Self.markBit
      }
    }
  }

  /// What the formula of a derivative comes to by itself, where that is not its value; nil where it is.
  package func formulaValue(of node: NodeID, _ cancellation: Cancellation) throws(Interruption) -> Double? {
    guard derivative(at: node) != nil else { return nil }
    let value = try value(of: node, cancellation)
    let tape = try keptTape(for: [node], cancellation)
    let values = try tape.values(at: tape.inputs.map { columns.values[$0.index] }, cancellation)
    let formula = values[tape.targets[0]]
    return value.agrees(with: formula) || (value.isNaN && formula.isNaN)
      ? nil : formula
  }

  private func value(
    of derivative: DerivativeNode, at node: NodeID, formula: Double, _ cancellation: Cancellation
  ) throws(Interruption) -> Double {
    // Where the target is no more, the limit of the formula itself.
    let known = derivative.target.flatMap { isGone($0) ? nil : $0 }
    if var search = try search(below: known ?? node, cancellation) {
      let order = known == nil ? 0 : derivative.order
      let ruled = formula.isNaN ? formula : nil
      let found = try search.answers(by: [derivative.variable], order: order, ruled: { _ in ruled })
      if let value = found.derivatives[derivative.variable] { return value }
    }
    return mayHaveLostRange(node, value: formula) ? try wideValue(of: node, cancellation) ?? formula : formula
  }

  /// The value of a formula by numbers that do not overflow; nil where it is no other.
  private func wideValue(of node: NodeID, _ cancellation: Cancellation) throws(Interruption) -> Double? {
    let tape = try keptTape(for: [node], cancellation)
    let inputs = tape.inputs.map { columns.values[$0.index] }
    if inputs.contains(where: { !$0.isFinite }) { return nil }
    let value = try tape.values(at: inputs.map { WideDouble($0) }, cancellation)[tape.targets[0]].double
    return value.isNaN ? nil : value
  }

  /// Whether a value may be infinite, NaN or 0 because something on the way was too large or too small for a double. A 0 is
  /// followed down to where it comes from, a few nodes.
  private func mayHaveLostRange(_ node: NodeID, value: Double) -> Bool {
    if !value.isFinite { return true }
    if value != 0 { return false }
    var next: NodeID? = node
    for _ in 0..<Self.mostSteps {
      guard let id = next, !id.isConstant, let node = self.node(at: id), !node.isInput else { return false }
      let values = node.operands.map { cachedValue(of: $0) }
      if values.contains(where: { !$0.isFinite }) { return true }
      let zero = zip(node.operands, values).first { $0.1 == 0 }?.0
      switch node.opcode.algebra {
      case .sum, .difference, .mean, .step, .choice, .guarded: next = zero
      // A quotient by something finite, or a function that is smooth and level, is no 0 but by rounding.
      case .product, .quotient, .power, .root: if zero == nil { return true } else { next = zero }
      default: if zero == nil, !node.opcode.hasSingularities { return true } else { next = zero }
      }
    }
    return false
  }

  private static let mostSteps = 64

  /// The search below a target whose values need not be in the cache; nil where nothing is exceptional.
  private func search(
    below target: NodeID, _ cancellation: Cancellation
  ) throws(Interruption) -> ExceptionalPointSearch? {
    if let last = workspace.lastSearch, last.target == target, last.generation == generation {
      return last.search
    }
    let tape = try keptTape(for: [target], cancellation)
    let values =
      freshness(of: target) == .fresh
      ? try cachedValues(for: tape, cancellation)
      : try tape.values(at: tape.inputs.map { columns.values[$0.index] }, cancellation)
    let exceptional = try tape.exceptionalSlots(values, cancellation)
    let search =
      exceptional.isEmpty
      ? nil
      : try ExceptionalPointSearch(
        tape, values, exceptional: exceptional, workLimit: .max, cancellation)
    workspace.lastSearch = (target, generation, search)
    return search
  }
}
