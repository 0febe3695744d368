package import Memory
import RealModule

/// How far rounding may take a target's value from what exact arithmetic gives for the same inputs, and which operations
/// do it.
///
/// An operation whose value v is rounded is off by at most a few units u·|v|, u = 2⁻⁵³, and that reaches the target times
/// its adjoint: to first order the sum Σ |adjoint|·|v|·u is a bound (N. J. Higham, "Accuracy and Stability of Numerical
/// Algorithms", 2002, chapters 1 and 3; S. Linnainmaa, "Taylor expansion of the accumulated rounding error", 1976). It is
/// pessimistic: errors have signs, and cancel. Inputs and constants are taken for the doubles that they are.
package struct Rounding: Sendable {
  /// What an operation's rounding does.
  package struct Part: Sendable {
    package let node: NodeID
    package let value: Double

    /// By how much it enlarges the relative error of an operand, at most.
    package let condition: Double

    /// The most by which its own rounding moves the target.
    package let reach: Double

    /// By how much its own rounding has moved the target here, to first order; nil where that cannot be told.
    package let effect: Double?

    /// By how much the target would be nearer to the exact value if this operation alone were exact.
    package fileprivate(set) var gain = 0.0
  }

  /// The target's value.
  package let value: Double

  /// The operations that round, those first whose exact evaluation would help most.
  package let parts: [Part]

  /// How many operations there are, those among them that are exact.
  package let operationCount: Int

  /// The most by which the value may be off, to first order.
  package let bound: Double

  /// The bound beside the value's size; ∞ of a value of 0 that may be another.
  package var relativeBound: Double {
    bound == 0 ? 0 : value == 0 ? .infinity : bound / value.magnitude
  }

  /// How many significant decimal digits can be trusted: from 0 to 15; nil where there is no value.
  package var digits: Int? {
    if !value.isFinite || bound.isNaN { return nil }
    if relativeBound == 0 { return Self.mostDigits }
    return Int(min(Double(Self.mostDigits), max(0, (-.log10(relativeBound)).rounded(.down))))
  }

  /// The decimal digits that every double keeps.
  private static let mostDigits = 15

  /// The rounding of the operations that an analysis has looked at. O(*n* log *n*) in their number.
  package init(_ analysis: NodeAnalysis, in graph: Graph, _ cancellation: Cancellation) throws(Interruption) {
    value = graph.cachedValue(of: analysis.target)
    var parts: [Part] = []
    var (bound, operationCount) = (0.0, 0)
    try cancellation.take(analysis.count, of: Part.self)
    for (position, element) in analysis.enumerated() {
      try cancellation.check(at: position, of: analysis.count)
      guard !graph.isInput(element.node) else { continue }
      operationCount += 1
      let error = graph.roundingError(of: element.node)
      guard error != 0, let adjoint = element.adjoint, adjoint != 0 else { continue }
      let reach = adjoint.magnitude * error
      bound += reach
      let effect = graph.roundedOff(by: element.node).map { adjoint * $0 }
      parts.append(
        Part(
          node: element.node, value: element.value, condition: element.condition, reach: reach, effect: effect
        ))
    }
    (self.bound, self.operationCount) = (bound, operationCount)
    let error = parts.reduce(0) { $0 + ($1.effect ?? 0) }
    for place in parts.indices {
      // Of what is not known half of the most is taken.
      parts[place].gain =
        parts[place].effect.map { error.magnitude - (error - $0).magnitude } ?? parts[place].reach / 2
    }
    // What is no number counts for the largest.
    func size(_ part: Part) -> Double { part.gain.isNaN ? .infinity : part.gain }
    self.parts = parts.sorted { (size($0), $0.reach, $1.node) > (size($1), $1.reach, $0.node) }
  }
}
