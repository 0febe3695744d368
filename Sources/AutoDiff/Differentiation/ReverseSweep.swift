package import Memory

/// A reverse sweep that was made: the adjoint of every node below the target, ∂target/∂node.
package struct ReverseSweep: Sendable {
  package let target: NodeID

  /// The target's value.
  package let value: Double

  /// For each slot its adjoint, and whether the target is connected to it by a path on which no derivative is cut off.
  private let adjoints: [Double]
  private let connected: [Bool]

  /// The tape whose slots they are; nil where every node up to the target has the slot of its number.
  private let tape: Tape?

  /// The inputs that the target is connected to, ascending.
  private let inputs: [NodeID]

  private let graph: ObjectIdentifier

  /// The graph's generation at the time; adjoints are out of date when it has moved on.
  package let generation: Int

  fileprivate init<Flow>(_ walk: AdjointWalk<Flow>, in graph: Graph) {
    (target, tape) = (walk.target, walk.tape)
    (adjoints, connected, inputs) = (walk.adjoints, walk.connected, walk.inputs)
    value = graph.cachedValue(of: target)
    generation = graph.generation
    self.graph = ObjectIdentifier(graph)
  }

  /// Where an adjoint stands; nil if the node is none that the target is made of.
  private func slot(of id: NodeID) -> Int? {
    if id.isConstant || id > target { return nil }
    return tape.map { $0.slot(of: id) } ?? id.index
  }

  /// Whether a node is one that the target is made of, or the target.
  package func isBelow(_ id: NodeID) -> Bool {
    id.isConstant || id > target ? false : tape.map { $0.slot(of: id) != nil } ?? (id.index < connected.count)
  }

  /// The adjoint of a node: nil if the target is not connected to it.
  package func adjoint(of id: NodeID) -> Double? {
    slot(of: id).flatMap { $0 < connected.count && connected[$0] ? adjoints[$0] : nil }
  }

  /// The derivatives with respect to the inputs.
  package var gradient: Gradient {
    Gradient(value: value, entries: inputs.map { ($0, adjoint(of: $0) ?? 0) }, graph: graph)
  }
}

extension Graph {
  /// The reverse sweep from a node or constant, over cached values: only what is stale is computed first.
  ///
  /// Costs a few nanoseconds for each node that the target needs, however many others there are.
  package func reverseSweep(
    of target: NodeID, _ cancellation: Cancellation
  ) throws(Interruption) -> ReverseSweep {
    try bringUpToDate([target], cancellation)
    let tape = hasSmallCone(target) ? try keptTape(for: [target], cancellation) : nil
    return ReverseSweep(try AdjointWalk(target, over: tape, in: self, cancellation) { $0 }, in: self)
  }
}
