@testable import AutoDiff

/// What every way of differentiating says of one formula with respect to one of its inputs, by the rules alone.
struct ModeAnswers {
  let reverse: Double
  let forward: Double
  let symbolic: Double
  let dual: Dual<Double>
  let compiled: Double

  init(_ formula: BuiltFormula, _ gradient: Gradient, _ evaluator: Evaluator, by input: Expression) {
    let (graph, target) = (formula.graph, formula.target)
    reverse = gradient[input] ?? 0
    forward = graph.forwardSweep(to: target.id, seeds: [(input.id, 1)]).ruledDerivative
    let start = graph.checkpoint
    symbolic = graph.value(of: graph.symbolicDerivative(of: target, by: input))
    graph.rollBack(to: start)
    compiled =
      evaluator.inputs.firstIndex { $0.id == input.id }.map { evaluator.derivative($0) } ?? 0
    let tape = graph.tape(for: [target.id])
    let numbers = tape.inputs.map {
      Dual(primal: graph.cachedValue(of: $0), tangent: $0 == input.id ? 1 : 0)
    }
    dual = tape.values(at: numbers)[tape.targets[0]]
  }
}

/// How a formula's derivative by one input flows through its graph: what the sweeps multiply and add.
///
/// Both sweeps form the same sum over all paths between the input and the target, of the product of the partials along
/// the path, but put the brackets differently: forward mode adds the paths below an operation first, reverse mode those
/// above it. In exact arithmetic on finite numbers that makes no difference. Where it does:
///
/// - **Rounding.** A path takes a product and a sum at each edge, so that either mode is off by at most
///   `edges · 2⁻⁵²` times the sum of all paths' magnitudes (N. Higham, "Accuracy and Stability of Numerical Algorithms",
///   lemma 3.1, to first order).
/// - **Range.** A product of two finite numbers leaves the normal range in one order and not in the other.
/// - **A singular edge**, with an infinite or undefined partial, through which several paths lead. √(x² − x) at 1 has
///   ∞·(2 − 1) = ∞ in forward mode and ∞·2 − ∞·1, which is undefined, in reverse; 2u − (u + u) with u = √x at 0 has
///   ∞ − ∞ in forward mode and 0·∞ = 0 in reverse. One of the two is NaN then. A number could stand for both only if it
///   told apart infinities of different order, for each such edge its own.
struct DerivativeFlow {
  /// How far two modes may differ by rounding.
  private(set) var bound = 0.0

  /// Whether a product of numbers left the normal range.
  private(set) var leavesRange = false

  /// Whether something came to an edge whose partial is infinite or undefined.
  private(set) var isSingular = false

  init(_ graph: Graph, _ target: NodeID, by input: NodeID) {
    var magnitudes: [NodeID: Double] = [input: 1]
    var edgeCount = 0
    for (turn, edges) in graph.forwardSweep(to: target, seeds: [(input, 1)]).steps where turn.node != input {
      let operands = graph.node(at: turn.node)?.operands.filter { !$0.isConstant } ?? []
      var (magnitude, sum) = (0.0, 0.0)
      for (operand, edge) in zip(operands, edges) {
        magnitude += (magnitudes[operand] ?? 0) ⊙ edge.partial.magnitude
        sum += note(edge.tangent, edge.partial)
        if magnitudes[operand] ?? 0 != 0, !edge.partial.isFinite { isSingular = true }
        edgeCount += 1
      }
      noteSum(sum, of: edges.map { $0.tangent ⊙ $0.partial })
      magnitudes[turn.node] = magnitude
    }
    var contributions: [NodeID: [Double]] = [:]
    for (turn, edges) in graph.reverseSteps(of: target) {
      for edge in edges {
        contributions[edge.operand, default: []].append(note(turn.adjoint, edge.partial))
      }
    }
    for terms in contributions.values { noteSum(terms.reduce(0, +), of: terms) }
    bound = Double(edgeCount) * 0x1p-52 * (magnitudes[target] ?? 0)
  }

  /// Looks at one product of the chain rule.
  private mutating func note(_ flow: Double, _ partial: Double) -> Double {
    let product = flow ⊙ partial
    if flow.isFinite, partial.isFinite, flow != 0, partial != 0, !product.isNormal { leavesRange = true }
    if flow != 0, !partial.isFinite { isSingular = true }
    return product
  }

  /// Looks at one of its sums.
  private mutating func noteSum(_ sum: Double, of terms: [Double]) {
    if !sum.isFinite, terms.allSatisfy(\.isFinite) { leavesRange = true }
  }
}
