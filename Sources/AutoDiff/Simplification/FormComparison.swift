package import Memory

/// Whether two formulas are the same: by algebra, and by their values.
package struct FormComparison: Sendable {
  package enum Verdict: String, Sendable { case equal, different, undecided }

  package let verdict: Verdict

  /// A point at which they differ, and their values there; empty where none was found.
  package private(set) var point: [(input: NodeID, value: Double)] = []
  package private(set) var values: [Double] = []

  /// Compares two nodes of a graph, first by algebra on their difference, then by values at the inputs' own and at some
  /// others. Two values are different where rounding of the largest number on the way does not explain it.
  package init(
    of first: NodeID, _ second: NodeID, in graph: Graph, _ cancellation: Cancellation
  ) throws(Interruption) {
    let start = graph.checkpoint
    defer { graph.rollBack(to: start) }
    let tape = try graph.tape(for: [first, second], cancellation)
    let own = tape.inputs.map { graph.cachedValue(of: $0) }
    for place in -1..<FormTrial.points.count {
      let values = place < 0 ? own : tape.inputs.indices.map { FormTrial.value(ofInput: $0, place) }
      let all = try tape.values(at: values, cancellation)
      let (a, b) = (
        first.isConstant ? graph.cachedValue(of: first) : all[tape.targets[0]],
        second.isConstant ? graph.cachedValue(of: second) : all[tape.targets[1]]
      )
      if a.isNaN && b.isNaN || a == b { continue }
      let largest = all.reduce(0) { $1.isNaN ? $0 : max($0, $1.magnitude) }
      // What overflows on the way says nothing, but for numbers.
      if !largest.isFinite, !values.isEmpty { continue }
      let isNear = (a - b).magnitude <= 1e-11 * largest + 1e-9 * max(a.magnitude, b.magnitude)
      if isNear, largest.isFinite { continue }
      verdict = .different
      point = zip(tape.inputs, values).map { ($0, $1) }
      self.values = [a, b]
      return
    }
    let difference = graph.node(.subtract, first, second)
    var simplifier = Simplifier(graph) { graph.isInput($0) ? $0.description : nil }
    verdict = try simplifier.isZero(difference, cancellation) ? .equal : .undecided
  }
}
