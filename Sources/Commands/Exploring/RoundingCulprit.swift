import AutoDiff
import Formulas
import Memory
import Sessions

/// The node that turns small errors of its operands into large ones of the target, and what to write in its place.
struct RoundingCulprit {
  let node: NodeID

  /// Whether it is a sum or difference, whose operands cancel.
  let cancels: Bool
  let condition: Double

  /// A formula for the node that loses fewer digits here; nil where none is known.
  let remedy: String?

  /// How ill-conditioned a node must be to be told, how many of them are looked at, and which part of the bound must
  /// have come through it.
  private static let (notable, mostCandidates, notableShare) = (1000.0, 3, 0.5)

  /// The worst node through which most of the bound has come; nil if there is none.
  init?(
    _ rounding: Rounding, _ analysis: NodeAnalysis, _ context: CommandContext
  ) throws(Interruption) {
    guard rounding.bound > 0, rounding.bound.isFinite else { return nil }
    let reach = Dictionary(
      rounding.parts.map { ($0.node, $0.reach) }, uniquingKeysWith: { first, _ in first })
    var candidates: [NodeAnalysis.Element] = []
    for (position, element) in analysis.enumerated() {
      try context.cancellation.check(at: position, of: analysis.count)
      guard element.condition >= Self.notable, element.adjoint ?? 0 != 0 else { continue }
      candidates.append(element)
      if candidates.count > 64 { candidates = Self.worst(candidates) }
    }
    for candidate in Self.worst(candidates) {
      let below = try context.graph.cone(of: [candidate.node], context.cancellation).dropLast()
      let through = below.reduce(0) { $0 + reach[$1, default: 0] }
      if through < Self.notableShare * rounding.bound { continue }
      node = candidate.node
      condition = candidate.condition
      let algebra = context.graph.opcode(of: node).algebra
      cancels = algebra == .sum || algebra == .difference
      remedy = try Self.remedy(at: node, below: analysis.target, context)
      return
    }
    return nil
  }

  private static func worst(_ candidates: [NodeAnalysis.Element]) -> [NodeAnalysis.Element] {
    Array(candidates.sorted { ($0.condition, $1.node) > ($1.condition, $0.node) }.prefix(mostCandidates))
  }

  /// By how much smaller a remedy's bound must be.
  private static let gain = 10.0

  /// What to write for a node or one that reads it: a formula of the table that has the same value here, within its
  /// bound, and a bound that is much smaller.
  private static func remedy(
    at node: NodeID, below target: NodeID, _ context: CommandContext
  ) throws(Interruption) -> String? {
    let (session, graph, cancellation) = (context.session, context.graph, context.cancellation)
    for root in [node] + graph.users(of: node).prefix(8) where root <= target {
      for candidate in RewritingHint.all[graph.opcode(of: root), default: []] {
        guard let match = ReplacementMatch(candidate, at: root, in: graph) else { continue }
        let formula = candidate.remedy.replacingNames { name in
          match.bindings[name].map {
            session.formula(of: $0.isConstant ? .constant(graph.value(of: $0)) : .node($0), limit: 6)
          }
        }
        let old = try Rounding(NodeAnalysis(of: root, in: graph, cancellation), in: graph, cancellation)
        let new = try? session.leavingNoNodes { () throws(any Error) in
          let statistics = graph.statistics
          defer { graph.statistics = statistics }
          let id = try session.lower(formula).id(in: graph)
          return try Rounding(NodeAnalysis(of: id, in: graph, cancellation), in: graph, cancellation)
        }
        guard let new, new.value.isFinite, new.relativeBound * gain <= old.relativeBound,
          (new.value - old.value).magnitude <= 2 * old.bound
        else { continue }
        return formula.description
      }
    }
    return nil
  }
}

/// Formulas that lose digits where something cancels, and others for the same function that do not.
enum RewritingHint {
  /// The formulas by the operation at their root, the particular ones first. Each is an identity.
  static let all: [Opcode: [CompiledReplacement]] = {
    var all: [Opcode: [CompiledReplacement]] = [:]
    for (formula, remedy) in table {
      guard let pattern = ReplacementPattern(formula), case .operation(let root, _) = pattern,
        let compiled = Formula(parsing: remedy)
      else {
        assertionFailure("\(formula) is no formula that can be looked for")
        continue
      }
      all[root, default: []].append(
        CompiledReplacement(
          replacement: Replacement(formula, by: remedy, [.cancellation]), pattern: pattern, remedy: compiled))
    }
    return all
  }()

  /// What to look for, and what to write (N. J. Higham, "Accuracy and Stability of Numerical Algorithms", 2002, chapter 1).
  static let table: [(formula: String, remedy: String)] = [
    ("1 - cos(x)", "2*sin(x/2)^2"),
    ("cos(x) - 1", "-2*sin(x/2)^2"),
    ("cosh(x) - 1", "2*sinh(x/2)^2"),
    ("exp(x) - 1", "expm1(x)"),
    ("1 - exp(x)", "-expm1(x)"),
    ("exp(a) - exp(b)", "exp(b)*expm1(a - b)"),
    ("log(1 + x)", "log1p(x)"),
    ("log(1 - x)", "log1p(-x)"),
    ("log(a) - log(b)", "log1p((a - b)/b)"),
    ("sqrt(x + a) - sqrt(x)", "a/(sqrt(x + a) + sqrt(x))"),
    ("sqrt(1 + x) - 1", "x/(sqrt(1 + x) + 1)"),
    ("1 - sqrt(1 - x)", "x/(1 + sqrt(1 - x))"),
    ("sqrt(a) - sqrt(b)", "(a - b)/(sqrt(a) + sqrt(b))"),
    ("a^2 - b^2", "(a - b)*(a + b)"),
    ("1/a - 1/b", "(b - a)/(a*b)"),
    ("sin(a) - sin(b)", "2*cos((a + b)/2)*sin((a - b)/2)"),
    ("cos(a) - cos(b)", "-2*sin((a + b)/2)*sin((a - b)/2)"),
    ("1 - erf(x)", "erfc(x)"),
    ("1 - tanh(x)", "2/(exp(2*x) + 1)"),
  ]
}
