@testable import AutoDiff
import Foundation
import Sessions
import Testing

/// Random formulas of all primitives, differentiated in every way: reverse, forward, symbolic, with duals, compiled.
///
/// Forward mode and duals take the same products and sums in the same order and agree to the bit, and so do reverse mode
/// and symbolic derivatives. Between the two families, and for compiled formulas, which add in an order of their own,
/// the bound of `DerivativeFlow` holds. NaN and infinity agree as well, but for what is said there.
///
/// `make test` takes 500 formulas, `make test-long` 20,000 (ADREPL_LONG=1, or ADREPL_LONG=n for n formulas). A failure is
/// made as small as it gets and shown as statements for adrepl.
@Suite struct ModeAgreementTests {
  @Test func allModesAgreeOnRandomFormulas() throws {
    var generator = FormulaGenerator(seed: 2026)
    var failures: [String: String] = [:]
    var tally = Tally()
    for _ in 0..<FormulaCount.wanted {
      let formula = generator.next()
      guard let first = try disagreements(formula, &tally).first else { continue }
      let kind = first.modes
      func fails(_ smaller: GeneratedFormula) throws -> Bool {
        var ignored = Tally()
        return try disagreements(smaller, &ignored).contains { $0.modes == kind }
      }
      let smallest = try formula.shrunk(while: fails)
      var ignored = Tally()
      let words = try disagreements(smallest, &ignored).first { $0.modes == kind }?.words ?? ""
      failures["\(kind) \(smallest.tree.text)"] = (smallest.statements + [words]).joined(separator: "\n")
    }
    for text in failures.sorted(by: { $0.key < $1.key }).prefix(40).map(\.value) {
      Issue.record("the modes disagree:\n\(text)")
    }
    // There is something to compare, and hardly anything is excused.
    #expect(tally.finite * 5 > tally.compared, "\(tally)")
    #expect(tally.excused * 50 < tally.compared, "\(tally)")
  }

  /// What `DerivativeFlow` says of singular edges: the two modes, and that one of them is undefined.
  @Test(arguments: [
    ("sqrt(((x ^ 2) - x))", 1.0, Double.infinity, Double.nan),
    ("((2 * sqrt(x)) - (sqrt(x) + sqrt(x)))", 0, .nan, 0),
  ])
  func singularEdgesWithSeveralPathsAreToldApart(
    text: String, point: Double, forward: Double, reverse: Double
  ) throws {
    let formula = try #require(
      try BuiltFormula(GeneratedFormula(tree: .leaf(text), point: [point])))
    let (graph, target, input) = (formula.graph, formula.target, formula.inputs[0].input)
    let sweep = graph.forwardSweep(to: target.id, seeds: [(input.id, 1)])
    #expect(sweep.ruledDerivative.isSame(as: forward))
    #expect((graph.reverseSweep(of: target.id).gradient[input] ?? 0).isSame(as: reverse))
    // Both sides of the point say it.
    #expect(sweep.derivative.isSame(as: graph.gradient(of: target)[input] ?? 0))
    #expect(DerivativeFlow(graph, target.id, by: input.id).isSingular)
  }

  /// What was compared.
  struct Tally {
    /// Derivatives by an input that the formula is connected to.
    var compared = 0
    /// Those that are a finite number other than 0.
    var finite = 0
    /// Those where the modes may differ, see `DerivativeFlow`, and did.
    var excused = 0
  }

  /// Two modes that should agree and do not.
  private struct Disagreement {
    let modes: String
    let words: String
  }

  private func disagreements(_ generated: GeneratedFormula, _ tally: inout Tally) throws -> [Disagreement] {
    guard let formula = try BuiltFormula(generated) else { return [] }
    let (graph, target) = (formula.graph, formula.target)
    let gradient = graph.reverseSweep(of: target.id).gradient
    let evaluator = graph.evaluator(of: [target])
    evaluator.evaluateGradient()
    var found: [Disagreement] = []
    func compare(_ modes: String, _ a: Double, _ b: Double, by name: String, _ agrees: Bool) {
      if !agrees {
        found.append(Disagreement(modes: modes, words: "\(modes) by \(name): \(a) and \(b)"))
      }
    }
    let value = graph.value(of: target)
    compare("value and compiled value", value, evaluator.value, by: "-", value.isSame(as: evaluator.value))
    for (name, input) in formula.inputs {
      let answers = ModeAnswers(formula, gradient, evaluator, by: input)
      let flow = DerivativeFlow(graph, target.id, by: input.id)
      if gradient[input] != nil { tally.compared += 1 }
      if answers.reverse.isFinite, answers.reverse != 0 { tally.finite += 1 }
      func same(_ modes: String, _ a: Double, _ b: Double) {
        compare(modes, a, b, by: name, a.isSame(as: b))
      }
      func near(_ modes: String, _ a: Double, _ b: Double) {
        if a.isSame(as: b) || abs(a - b) <= flow.bound { return }
        let isExcused = flow.leavesRange || (flow.isSingular && a.isNaN != b.isNaN)
        if isExcused { tally.excused += 1 }
        compare(modes, a, b, by: name, isExcused)
      }
      same("value and dual's value", value, answers.dual.primal)
      same("forward and dual", answers.forward, answers.dual.tangent)
      same("reverse and symbolic", answers.reverse, answers.symbolic)
      near("reverse and forward", answers.reverse, answers.forward)
      near("reverse and compiled", answers.reverse, answers.compiled)
    }
    return found
  }
}

/// How many formulas the tests of random formulas take.
enum FormulaCount {
  /// 500; 20,000 where ADREPL_LONG is 1, and as many as it says where it is another number.
  static let wanted: Int = {
    let number = ProcessInfo.processInfo.environment["ADREPL_LONG"].flatMap { Int($0) } ?? 0
    return number == 0 ? 500 : number == 1 ? 20_000 : number
  }()

  /// Whether more than usual are asked for.
  static var isLong: Bool { wanted > 500 }
}

extension Double {
  /// Whether two results are equal but for the sign of zero, or both undefined.
  func isSame(as other: Double) -> Bool { self == other || (isNaN && other.isNaN) }
}
