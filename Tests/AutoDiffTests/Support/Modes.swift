@testable import AutoDiff
import Testing

/// A formula with inputs of its own, for differentiating it in every way at once.
struct Formula {
  let graph = Graph()
  let inputs: [Expression]
  let target: Expression

  init(at point: [Double], _ formula: ([Expression]) -> Expression) {
    let graph = graph
    inputs = point.map { graph.input($0) }
    target = formula(inputs)
  }

  /// The derivative by the input at `position` in both modes, which is right at exceptional points, too.
  func answers(_ position: Int) -> [(mode: String, derivative: Double)] {
    [
      ("reverse", graph.gradient(of: target)[inputs[position]] ?? 0),
      ("forward", graph.derivative(of: target, along: inputs[position])),
    ]
  }

  /// The derivative by the input at `position` by the rules: reverse mode, forward mode, formula, and dual numbers.
  func ruledDerivatives(_ position: Int) -> [(mode: String, derivative: Double)] {
    let input = inputs[position]
    let tape = graph.tape(for: [graph.id(of: target)])
    let duals = tape.inputs.map { Dual(primal: graph.value(of: $0), tangent: $0 == input.id ? 1 : 0) }
    return [
      ("reverse", graph.reverseSweep(of: target.id).gradient[input] ?? 0),
      ("forward", graph.forwardSweep(to: target.id, seeds: [(input.id, 1)]).ruledDerivative),
      ("symbolic", graph.value(of: graph.symbolicDerivative(of: target, by: input))),
      ("dual", tape.values(at: duals)[tape.targets[0]].tangent),
    ]
  }
}

/// A row of a table of derivatives: a formula, a point, and what each partial derivative is there.
struct DerivativeRow: Sendable, CustomTestStringConvertible {
  let name: String
  let point: [Double]
  let wanted: [Double]
  let formula: @Sendable ([Expression]) -> Expression

  init(
    _ name: String, at point: Double..., is wanted: [Double],
    _ formula: @escaping @Sendable ([Expression]) -> Expression
  ) {
    (self.name, self.point, self.wanted, self.formula) = (name, point, wanted, formula)
  }

  var testDescription: String { "\(name) at \(point)" }

  /// Expects every partial derivative in every mode, to within so many ulps; by the rules as well, or at an exceptional
  /// point only what is answered.
  func check(ulps: Double, byRules: Bool = true) {
    let formula = Formula(at: point, formula)
    for (position, wanted) in wanted.enumerated() {
      let ruled = byRules ? formula.ruledDerivatives(position) : []
      for (mode, derivative) in formula.answers(position) + ruled {
        #expect(
          derivative.ulps(from: wanted) <= ulps,
          "\(testDescription), place \(position), \(mode): \(derivative), not \(wanted)")
      }
    }
  }
}
