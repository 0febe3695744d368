@testable import AutoDiff
import Memory
import Testing

/// Differences against derivatives: they must find wrong ones, and never call a right one wrong.
@Suite struct DerivativeCheckTests {
  @Test(arguments: Opcode.operations)
  func derivativesOfAllPrimitivesAreRight(opcode: Opcode) {
    for point in opcode.primitive.randomPoints(10) {
      let application = Application(opcode, at: point)
      let inputs = application.differentiable.map(\.input.id)
      let checks = application.graph.derivativeChecks(of: application.result.id, by: inputs)
      for check in checks {
        guard let check else { continue }
        guard case .agrees(let difference) = check.verdict else {
          Issue.record("\(opcode) at \(point): \(check)")
          continue
        }
        #expect(difference <= 1e-6, "\(opcode) at \(point): \(check)")
      }
    }
  }

  static let wrong: [@Sendable (Double) -> Double] = [
    { $0 * (1 + 1e-6) }, { -$0 }, { $0 * 2 }, { $0 / 2 }, { _ in 0 },
  ]

  @Test(arguments: Opcode.operations.filter { $0 != .detach })
  func wrongDerivativesOfAllPrimitivesAreFound(opcode: Opcode) throws {
    for point in opcode.primitive.randomPoints(10) {
      let application = Application(opcode, at: point)
      let gradient = application.graph.gradient(of: application.result)
      for (position, input) in application.differentiable {
        guard let right = gradient[input], right.isFinite, right != 0 else { continue }
        for change in Self.wrong {
          let function = try PointFunction(at: point[position]) {
            var moved = point
            moved[position] = $0
            return opcode.value(at: moved)
          }
          let check = try DerivativeCheck(change(right), of: function)
          #expect(check.verdict == .disagrees, "\(opcode) at \(point), place \(position), \(right): \(check)")
        }
      }
    }
  }

  /// A formula of one input at a point.
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let point: Double
    let formula: @Sendable (Expression) -> Expression

    init(_ name: String, at point: Double, _ formula: @escaping @Sendable (Expression) -> Expression) {
      (testDescription, self.point, self.formula) = ("\(name) at \(point)", point, formula)
    }

    var check: DerivativeCheck? {
      let graph = Graph()
      let x = graph.input(point)
      return graph.derivativeChecks(of: graph.id(of: formula(x)), by: [x.id])[0]
    }
  }

  static let right: [Case] = [
    .init("1e200*x", at: 3) { 1e200 * $0 }, .init("sin(1e-8*x)", at: 3) { .sin(1e-8 * $0) },
    .init("x^20", at: 3) { .power($0, 20) }, .init("exp(30*x)", at: 3) { .exp(30 * $0) },
    .init("sin(1e5*x)", at: 1) { .sin(1e5 * $0) }, .init("x*x + 3*x", at: 1e-200) { $0 * $0 + 3 * $0 },
    .init("sqrt", at: 1e200) { .sqrt($0) }, .init("sqrt", at: 1e-200) { .sqrt($0) },
    .init("sin", at: 0) { .sin($0) }, .init("cos", at: 0) { .cos($0) }, .init("x^3", at: 0) { .power($0, 3) },
    .init("x - x", at: 7) { $0 - $0 },
    .init("log", at: 1e-9) { .log($0) }, .init("asin", at: 1 - 1e-10) { .apply(ArcSine.self, $0) },
    .init("abs", at: 1e-20) { .abs($0) }, .init("1/x", at: 1e-5) { 1 / $0 },
    .init("detach(x)*x", at: 3) { Expression.apply(Detach.self, $0) * $0 },
    .init("floor(x - 0.5)*x", at: 3) { Expression.apply(Floor.self, $0 - 0.5) * $0 },
    .init("x*x*sign(x)", at: 0) { $0 * $0 * Expression.apply(Sign.self, $0) },
  ]

  @Test(arguments: right)
  func rightDerivativesAgree(row: Case) {
    guard case .agrees(let difference)? = row.check?.verdict else {
      Issue.record("\(String(describing: row.check))")
      return
    }
    #expect(difference <= 1e-6)
  }

  static let undecidable: [Case] = [
    .init("(1e15 + x) - 1e15", at: 3) { (1e15 + $0) - 1e15 },
    .init("sqrt(x*x + 1e-40) + 1", at: 1e-20) { .sqrt($0 * $0 + 1e-40) + 1 },
    .init("abs(x) + 1", at: 1e-20) { .abs($0) + 1 }, .init("log", at: -1) { .log($0) },
    .init("tanh(18 + x)", at: 1) { .tanh(18 + $0) },
    .init("cos(1e-8*x)", at: 1) { .cos(1e-8 * $0) },
  ]

  @Test(arguments: undecidable)
  func whatDifferencesCannotTellIsUndecidable(row: Case) {
    guard case .undecidable? = row.check?.verdict else {
      Issue.record("\(String(describing: row.check))")
      return
    }
  }

  @Test func exceptionalPointsHaveAWord() {
    func verdict(at x: Double, _ formula: @escaping @Sendable (Expression) -> Expression) -> DerivativeCheck
      .Verdict?
    {
      Case("", at: x, formula).check?.verdict
    }
    #expect(verdict(at: 0) { .abs($0) } == .exceptional(.kink))
    #expect(verdict(at: 0) { .sqrt($0) } == .exceptional(.verticalTangent))
    #expect(verdict(at: 0) { .log($0) } == .exceptional(.pole))
    #expect(verdict(at: 0) { .power($0, 1.5) } == .exceptional(.boundary))
    #expect(verdict(at: 2) { .apply(Floor.self, $0) } == .exceptional(.jump))
    #expect(verdict(at: 0) { .maximum([$0, 0]) } == .exceptional(.kink))
  }

  @Test func theRemainderTellsRightFromWrong() throws {
    let function = try PointFunction(at: 0.7) { Opcode.exp.value($0) }
    let right = try DerivativeCheck(function.value, of: function)
    #expect(abs(try #require(right.remainderSlope) - 2) < 0.01)
    let wrong = try DerivativeCheck(2 * function.value, of: function)
    #expect(abs(try #require(wrong.remainderSlope) - 1) < 0.01)
    let line = try PointFunction(at: 0.75) { 2 * $0 }
    #expect(try DerivativeCheck(2, of: line).remainderSlope == nil)
  }

  @Test func aWrongRuleIsFoundByItself() throws {
    #expect(try DerivativeCheck(6, of: .multiply, at: [6, 7], operandIndex: 0).verdict == .disagrees)
    #expect(try DerivativeCheck(0, of: .abs, at: [0], operandIndex: 0).verdict == .exceptional(.kink))
  }

  @Test func nothingIsDisturbed() {
    let graph = Graph()
    let x = graph.input(3), y = graph.input(4)
    let z = .sin(x) * y + x
    _ = graph.value(of: .sin(x))
    let (id, statistics, generation) = (graph.id(of: z), graph.statistics, graph.generation)
    let states = graph.cone(of: [id]).map { graph.freshness(of: $0) }
    _ = graph.derivativeChecks(of: id, by: [x.id, y.id])
    _ = graph.nodeChecks(of: id)
    #expect(graph.cone(of: [id]).map { graph.freshness(of: $0) } == states)
    #expect(graph.statistics == statistics && graph.generation == generation)
    #expect(graph.value(of: x) == 3)
  }

  @Test func itCanBeInterrupted() {
    let graph = Graph()
    let x = graph.input(3)
    let target = graph.id(of: .sin(x))
    #expect(throws: Interruption.requested) {
      try graph.derivativeChecks(of: target, by: [x.id], Cancellation { .requested })
    }
  }
}
