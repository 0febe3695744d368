@testable import AutoDiff
import Testing

/// Random formulas of all primitives at all kinds of points: compressed Hessians and Jacobians against derivatives that
/// are found one by one.
@Suite struct MatrixAgreementTests {
  @Test func compressedHessiansAgreeOnRandomFormulas() throws {
    var generator = FormulaGenerator(seed: 77)
    var (compared, missed) = (0, [String]())
    for _ in 0..<FormulaCount.wanted {
      let generated = generator.next()
      guard let formula = try BuiltFormula(generated) else { continue }
      let evaluator = formula.graph.evaluator(of: [formula.target])
      let structure = try #require(evaluator.hessianStructure())
      let count = evaluator.inputs.count
      var (matrix, product): ([Double], [Double]) = ([], [])
      evaluator.hessian(into: &matrix)
      for column in 0..<count {
        evaluator.hessianVectorProduct((0..<count).map { $0 == column ? 1 : 0 }, into: &product)
        let scale = product.reduce(0) { $1.isFinite ? max($0, $1.magnitude) : $0 }
        for row in column..<count {
          let (entry, wanted) = (matrix[row * count + column], product[row])
          let agrees =
            structure.pattern.contains(row, column)
            ? entry.isSame(as: wanted) || abs(entry - wanted) <= 1e-9 * scale
            : entry == 0 && (wanted == 0 || wanted.isNaN)
          if wanted.isFinite, wanted != 0 { compared += 1 }
          if !agrees { missed.append("\(generated.statements): \(row), \(column): \(entry), not \(wanted)") }
        }
      }
    }
    for miss in missed.prefix(20) { Issue.record("\(miss)") }
    #expect(compared > FormulaCount.wanted * 2 / 5)
  }

  /// Every second derivative that is something other than 0 as a formula is in the pattern.
  @Test func patternsMissNothingOnRandomFormulas() throws {
    var generator = FormulaGenerator(seed: 78)
    var (compared, missed) = (0, [String]())
    for _ in 0..<FormulaCount.wanted / 2 {
      let generated = generator.next()
      guard let formula = try BuiltFormula(generated) else { continue }
      let graph = formula.graph
      let evaluator = graph.evaluator(of: [formula.target])
      let pattern = try #require(evaluator.hessianStructure()).pattern
      for (row, first) in evaluator.inputs.enumerated() {
        let slope = graph.symbolicDerivative(of: formula.target, by: first)
        for (column, second) in evaluator.inputs.enumerated() {
          let value = graph.value(of: graph.symbolicDerivative(of: slope, by: second))
          if !value.isFinite || value == 0 { continue }
          compared += 1
          if !pattern.contains(row, column) {
            missed.append("\(generated.statements): \(row), \(column) is \(value)")
          }
        }
      }
    }
    for miss in missed.prefix(20) { Issue.record("\(miss)") }
    #expect(compared > FormulaCount.wanted / 5)
  }

  /// Several formulas over the same inputs, by columns and by rows.
  @Test func jacobiansAgreeOnRandomFormulas() throws {
    var generator = FormulaGenerator(seed: 79)
    var missed: [String] = []
    for _ in 0..<FormulaCount.wanted {
      let generated = generator.next()
      guard let formula = try BuiltFormula(generated) else { continue }
      let (graph, target) = (formula.graph, formula.target)
      let evaluator = graph.evaluator(of: [target, target * 2, formula.inputs[0].input])
      var matrix: [Double] = []
      evaluator.jacobian(into: &matrix)
      let gradient = graph.reverseSweep(of: target.id).gradient
      for (column, input) in evaluator.inputs.enumerated() {
        let (entry, wanted) = (matrix[column], gradient[input] ?? 0)
        let forward = graph.forwardSweep(to: target.id, seeds: [(input.id, 1)]).ruledDerivative
        let flow = DerivativeFlow(graph, target.id, by: input.id)
        let agrees = [wanted, forward].contains { entry.isSame(as: $0) || abs(entry - $0) <= flow.bound }
        if !agrees, !flow.leavesRange {
          missed.append("\(generated.statements): \(column): \(entry), not \(wanted) or \(forward)")
        }
      }
    }
    for miss in missed.prefix(20) { Issue.record("\(miss)") }
  }
}
