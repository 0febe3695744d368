package import Memory

/// Whether two formulas are the same: by algebra, and by their values.
package struct FormComparison: Sendable {
  package enum Verdict: String, Sendable { case equal, different, undecided }

  package private(set) var verdict = Verdict.undecided

  /// A point at which they differ, and their values there; empty where none was found.
  package private(set) var point: [(input: NodeID, value: Double)] = []
  package private(set) var values: [Double] = []

  /// By how much the first is larger, which may be less than the values show; nil where that is not known.
  package private(set) var difference: Double?

  /// Compares two nodes of a graph: by their values at the inputs' own and at some others, which are different where no number
  /// is within the error bounds of both, and by algebra on their difference.
  package init(
    of first: NodeID, _ second: NodeID, in graph: Graph, _ cancellation: Cancellation
  ) throws(Interruption) {
    let tape = try graph.tape(for: [first, second], cancellation)
    // Of numbers, also infinite ones are compared.
    let numbers =
      tape.inputs.isEmpty
      ? [try graph.value(of: first, cancellation), try graph.value(of: second, cancellation)] : []
    if numbers.contains(where: \.isInfinite), numbers[0] != numbers[1] {
      (verdict, values) = (.different, numbers)
      return
    }
    let own = tape.inputs.map { graph.cachedValue(of: $0) }
    for place in -1..<(tape.inputs.isEmpty ? 0 : FormTrial.points.count) {
      let point = place < 0 ? own : tape.inputs.indices.map { FormTrial.value(ofInput: $0, place) }
      let all = try tape.values(at: point.map { Ball(exactly: $0) }, cancellation)
      let (a, b) = (
        first.isConstant ? Ball(graph.cachedValue(of: first)) : all[tape.targets[0]],
        second.isConstant ? Ball(graph.cachedValue(of: second)) : all[tape.targets[1]]
      )
      guard a.isApart(from: b) else { continue }
      verdict = .different
      self.point = zip(tape.inputs, point).map { ($0, $1) }
      values = [a.center.value, b.center.value]
      if !a.isUndefined, !b.isUndefined { difference = (a - b).center.value }
      return
    }
    var simplifier = Simplifier(graph) { graph.isInput($0) ? $0.description : nil }
    difference = try simplifier.constantDifference(of: first, second, cancellation)
    verdict = difference == 0 ? .equal : (difference == nil ? .undecided : .different)
    if verdict == .different { values = numbers }
  }
}
