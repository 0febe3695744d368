@testable import AutoDiff
import Memory
import Testing

/// Where a function has a kink or a jump, its derivative is the mean of the one-sided ones, in all modes.
@Suite struct ExceptionalDerivativeTests {
  static let kinks: [DerivativeRow] = [
    .init("abs", at: 0, is: [0]) { .abs($0[0]) },
    .init("abs", at: -0.0, is: [0]) { .abs($0[0]) },
    .init("max", at: 2, 2, is: [0.5, 0.5]) { .maximum($0) },
    .init("min", at: 2, 2, is: [0.5, 0.5]) { .minimum($0) },
    .init("max", at: 2, 2, 2, is: [0.5, 0.5, 0.5]) { .maximum($0) },
    .init("min", at: 5, 2, 2, is: [0, 0.5, 0.5]) { .minimum($0) },
    .init("max(x, x)", at: 2, is: [1]) { .maximum([$0[0], $0[0]]) },
    .init("max(x, 0)", at: 0, is: [0.5]) { .maximum([$0[0], 0]) },
    .init("relu", at: 0, is: [0.5]) { .relu($0[0]) },
    .init("relu(x) - relu(-x)", at: 0, is: [1]) { .relu($0[0]) - .relu(-$0[0]) },
    .init("relu(x) + relu(-x)", at: 0, is: [0]) { .relu($0[0]) + .relu(-$0[0]) },
    .init("leaky_relu", at: 0, is: [0.505]) { .apply(LeakyRelu.self, $0[0]) },
    .init("elu", at: 0, is: [1]) { .apply(Elu.self, $0[0]) },
    .init("clamp", at: 1, 1, 2, is: [0.5, 0.5, 0]) { .apply(Clamp.self, $0[0], $0[1], $0[2]) },
    .init("clamp", at: 2, 1, 2, is: [0.5, 0, 0.5]) { .apply(Clamp.self, $0[0], $0[1], $0[2]) },
    .init("hypot", at: 0, 0, is: [0, 0]) { .hypot($0[0], $0[1]) },
    .init("hypot", at: 0, 0, 0, is: [0, 0, 0]) { .apply(Hypotenuse.self, $0) },
  ]

  @Test(arguments: kinks)
  func aKinkHasTheMeanOfItsSlopes(row: DerivativeRow) { row.check(ulps: 0, byRules: false) }

  static let verticalTangents: [DerivativeRow] = [
    .init("sqrt", at: 0, is: [.infinity]) { .sqrt($0[0]) },
    .init("cbrt", at: 0, is: [.infinity]) { .cbrt($0[0]) },
    .init("x^0.5", at: 0, is: [.infinity]) { .power($0[0], 0.5) },
    .init("x^0.3", at: 0, is: [.infinity]) { .power($0[0], 0.3) },
    .init("asin", at: 1, is: [.infinity]) { .asin($0[0]) },
    .init("acos", at: -1, is: [-.infinity]) { .acos($0[0]) },
    .init("acosh", at: 1, is: [.infinity]) { .acosh($0[0]) },
  ]

  @Test(arguments: verticalTangents)
  func aVerticalTangentIsInfinitelySteep(row: DerivativeRow) { row.check(ulps: 0, byRules: false) }

  static let infiniteFactors: [DerivativeRow] = [
    .init("log(y)·((x + 1) - x)", at: 3, 0, is: [0, .infinity]) { .log($0[1]) * (($0[0] + 1) - $0[0]) },
    .init("1/y·((x + 1) - x)", at: 3, 0, is: [0, -.infinity]) { 1 / $0[1] * (($0[0] + 1) - $0[0]) },
    .init("log(y)·x", at: 3, 0, is: [-.infinity, .infinity]) { .log($0[1]) * $0[0] },
  ]

  @Test(arguments: infiniteFactors)
  func whatCancelsBeforeAnInfinityIsZero(row: DerivativeRow) { row.check(ulps: 0, byRules: false) }

  static let jumps: [DerivativeRow] = [
    .init("floor", at: 2, is: [0]) { .apply(Floor.self, $0[0]) },
    .init("ceil", at: 2, is: [0]) { .apply(Ceiling.self, $0[0]) },
    .init("round", at: 2.5, is: [0]) { .apply(Round.self, $0[0]) },
    .init("trunc", at: 2, is: [0]) { .apply(Truncate.self, $0[0]) },
    .init("sign", at: 0, is: [0]) { .sign($0[0]) },
    .init("mod", at: 3, 1.5, is: [1, -2]) { .apply(Modulo.self, $0[0], $0[1]) },
    .init("x < 1", at: 1, is: [0]) { .apply(Less.self, $0[0], 1) },
    .init("if(x > 0, 2x, 3x)", at: 0, is: [2.5]) { .select(0, lessThan: $0[0], 2 * $0[0], 3 * $0[0]) },
    .init("if(x == 0, 2x, 3x)", at: 0, is: [3]) {
      .choose(.apply(Equal.self, $0[0], 0), 2 * $0[0], 3 * $0[0])
    },
  ]

  @Test(arguments: jumps)
  func aJumpHasTheSlopeBesideIt(row: DerivativeRow) { row.check(ulps: 0, byRules: false) }

  @Test func theAngleOfTheOriginHasNoDerivative() {
    DerivativeRow("atan2", at: 0, 0, is: [.nan, .nan]) { .atan2($0[0], $0[1]) }.check(
      ulps: 0, byRules: false)
  }

  @Test func zeroToThePowerOfZeroHasADerivativeByItsBaseOnly() {
    DerivativeRow("x^y", at: 0, 0, is: [0, .nan]) { .power($0[0], $0[1]) }.check(ulps: 0, byRules: false)
  }

  @Test func whereNothingIsDefinedBesideThePointThereIsNoDerivative() {
    DerivativeRow("xlogy", at: 0, 0, is: [.nan, 0]) { .xlogy($0[0], $0[1]) }.check(ulps: 0, byRules: false)
    DerivativeRow("if(x > 0, log(x), 0)", at: 0, is: [.nan]) {
      .select(0, lessThan: $0[0], .log($0[0]), 0)
    }.check(ulps: 0, byRules: false)
  }
}

/// What is said about exceptional points: what is on both sides, and nothing where there is nothing exceptional.
@Suite struct ExceptionalPointTests {
  /// A formula at a point, and what is to be noticed: for each input that feels it, the slopes on the two sides.
  struct Row: Sendable, CustomTestStringConvertible {
    let name: String
    let point: [Double]
    let kind: ExceptionalPoint.Kind?
    let sides: [[Double]]
    let formula: @Sendable ([Expression]) -> Expression

    init(
      _ name: String, at point: Double..., is kind: ExceptionalPoint.Kind?, _ sides: [Double]...,
      formula: @escaping @Sendable ([Expression]) -> Expression
    ) {
      (self.name, self.point, self.kind, self.sides, self.formula) = (
        name, point, kind, sides, formula
      )
    }

    var testDescription: String { "\(name) at \(point)" }
  }

  static let noticed: [Row] = [
    .init("abs", at: 0, is: .kink, [-1, 1]) { .abs($0[0]) },
    .init("3|x| + 2|y|", at: 0, 1, is: .kink, [-3, 3]) { 3 * .abs($0[0]) + 2 * .abs($0[1]) },
    .init("relu", at: 0, is: .kink, [0, 1]) { .relu($0[0]) },
    .init("relu(x) + relu(-x)", at: 0, is: .kink, [-1, 1]) { .relu($0[0]) + .relu(-$0[0]) },
    .init("leaky_relu", at: 0, is: .kink, [0.01, 1]) { .apply(LeakyRelu.self, $0[0]) },
    .init("max", at: 2, 2, is: .kink, [0, 1], [0, 1]) { .maximum($0) },
    .init("max of three", at: 2, 2, 2, is: .kink, [0, 1], [0, 1], [0, 1]) { .maximum($0) },
    .init("min", at: 2, 2, is: .kink, [1, 0], [1, 0]) { .minimum($0) },
    .init("max(x, 2 - x)", at: 1, is: .kink, [-1, 1]) { .maximum([$0[0], 2 - $0[0]]) },
    .init("clamp at its low end", at: 1, is: .kink, [0, 1]) { .apply(Clamp.self, $0[0], 1, 2) },
    .init("clamp at its high end", at: 2, is: .kink, [1, 0]) { .apply(Clamp.self, $0[0], 1, 2) },
    .init("hypot", at: 0, 0, is: .kink, [-1, 1], [-1, 1]) { .hypot($0[0], $0[1]) },
    .init("if(x > 0, x, 0)", at: 0, is: .boundary, [0, 1]) { .select(0, lessThan: $0[0], $0[0], 0) },
    .init("if(x == 0, 1 + 2x, 3x)", at: 0, is: .isolatedValue, [3, 3]) {
      .choose(.apply(Equal.self, $0[0], 0), 1 + 2 * $0[0], 3 * $0[0])
    },
    .init("if(x, 2x, 3 + 3x)", at: 0, is: .isolatedValue, [2, 2]) {
      .choose($0[0], 2 * $0[0], 3 + 3 * $0[0])
    },
    .init("abs(relu(x))", at: 0, is: .kink, [0, 1]) { .abs(.relu($0[0])) },
    .init("sqrt(abs(x))", at: 0, is: .cusp, [-.infinity, .infinity]) { .sqrt(.abs($0[0])) },
    .init("x*floor(x)", at: 0, is: .kink, [-1, 0]) { $0[0] * .apply(Floor.self, $0[0]) },
    .init("abs(x) far away", at: 0, is: .kink, [-1e300, 1e300]) { 1e300 * .abs($0[0]) + 1e300 },
  ]

  @Test(arguments: noticed)
  func aKinkIsNoticedWithBothSlopes(row: Row) {
    let formula = Formula(at: row.point, row.formula)
    let points = formula.points
    #expect(points.map(\.kind) == [row.kind])
    #expect(
      points.flatMap(\.sides).map { [$0.left.derivative.number, $0.right.derivative.number] } == row.sides)
  }

  static let smooth: [Row] = [
    .init("abs beside 0", at: 1e-300, is: nil) { .abs($0[0]) },
    .init("x*abs(x)", at: 0, is: nil) { $0[0] * .abs($0[0]) },
    .init("abs(x²)", at: 0, is: nil) { .abs($0[0] * $0[0]) },
    .init("relu(x) - relu(-x)", at: 0, is: nil) { .relu($0[0]) - .relu(-$0[0]) },
    .init("0.1*relu(x) - 0.1*relu(-x) + sin(x)", at: 0, is: nil) {
      0.1 * .relu($0[0]) - 0.1 * .relu(-$0[0]) + .sin($0[0])
    },
    .init("max(x, x)", at: 2, is: nil) { .maximum([$0[0], $0[0]]) },
    .init("a tie below the largest", at: 2, 2, is: nil) { .maximum([$0[0], $0[1], 3]) },
    .init("elu", at: 0, is: nil) { .apply(Elu.self, $0[0]) },
    .init("if(x > 0, x², 0)", at: 0, is: nil) { .select(0, lessThan: $0[0], $0[0] * $0[0], 0) },
    .init("a kink that is cut off", at: 0, is: nil) { .detach(.abs($0[0])) * $0[0] },
    .init("a kink times 0", at: 0, is: nil) { 0 * .abs($0[0]) },
    .init("a kink in the branch not taken", at: 0, is: nil) { .choose(1, $0[0], .abs($0[0])) },
    .init("a kink of another input", at: 1, 0, is: nil) { .detach(.abs($0[1])) + $0[0] },
    .init("a branch outside its domain that is not taken", at: -1, is: nil) {
      .select(0, lessThan: $0[0], .sqrt($0[0]), $0[0])
    },
    .init("if(x == 0, 2x, 3x)", at: 0, is: nil) {
      .choose(.apply(Equal.self, $0[0], 0), 2 * $0[0], 3 * $0[0])
    },
    .init("if(x, 2x, 3x)", at: 0, is: nil) { .choose($0[0], 2 * $0[0], 3 * $0[0]) },
    .init("1/(1/x)", at: 0, is: nil) { 1 / (1 / $0[0]) },
    .init("cbrt(x)^3", at: 0, is: nil) { .power(.cbrt($0[0]), 3) },
    .init("softsign", at: 0, is: nil) { .apply(Softsign.self, $0[0]) },
    .init("floor between", at: 0.5, is: nil) { .apply(Floor.self, $0[0]) },
    .init("round of a whole number", at: 2, is: nil) { .apply(Round.self, $0[0]) },
    .init("trunc at 0", at: 0, is: nil) { .apply(Truncate.self, $0[0]) },
    .init("sign of a floor that is at rest", at: 0.5, is: nil) { .sign(.apply(Floor.self, $0[0])) },
    .init("cos of a large number", at: 1e300, is: nil) { .cos($0[0]) },
  ]

  @Test(arguments: smooth)
  func nothingIsNoticedWhereThereIsNoKink(row: Row) {
    #expect(Formula(at: row.point, row.formula).points.isEmpty)
  }

  /// The values on the left, at the point and on the right.
  static let jumps: [Row] = [
    .init("floor", at: 2, is: .jump, [1, 2]) { .apply(Floor.self, $0[0]) },
    .init("floor(-x)", at: 2, is: .jump, [-2, -3]) { .apply(Floor.self, -$0[0]) },
    .init("ceil", at: 2, is: .jump, [2, 3]) { .apply(Ceiling.self, $0[0]) },
    .init("round", at: 2.5, is: .jump, [2, 3]) { .apply(Round.self, $0[0]) },
    .init("round below 0", at: -2.5, is: .jump, [-3, -2]) { .apply(Round.self, $0[0]) },
    .init("trunc", at: 2, is: .jump, [1, 2]) { .apply(Truncate.self, $0[0]) },
    .init("trunc below 0", at: -2, is: .jump, [-2, -1]) { .apply(Truncate.self, $0[0]) },
    .init("sign", at: 0, is: .jump, [-1, 1]) { .sign($0[0]) },
    .init("mod", at: 3, is: .jump, [1.5, 0]) { .apply(Modulo.self, $0[0], 1.5) },
    .init("mod by a negative", at: 3, is: .jump, [0, -1.5]) { .apply(Modulo.self, $0[0], -1.5) },
    .init("3 mod y", at: 1.5, is: .jump, [0, 1.5]) { .apply(Modulo.self, 3, $0[0]) },
    .init("1/x", at: 0, is: .pole, [-.infinity, .infinity]) { 1 / $0[0] },
    .init("1/x²", at: 0, is: .pole, [.infinity, .infinity]) { 1 / ($0[0] * $0[0]) },
    .init("x - floor(x)", at: 2, is: .jump, [1, 0]) { $0[0] - .apply(Floor.self, $0[0]) },
    .init("x < 1", at: 1, is: .boundary, [1, 0]) { .apply(Less.self, $0[0], 1) },
    .init("x == 1", at: 1, is: .isolatedValue, [0, 0]) { .apply(Equal.self, $0[0], 1) },
    .init("not x", at: 0, is: .isolatedValue, [0, 0]) { .apply(Not.self, $0[0]) },
    .init("x or 0", at: 0, is: .isolatedValue, [1, 1]) { .apply(Or.self, $0[0], 0) },
    .init("atan2 over the negative axis", at: 0, is: .jump, [-Double.pi, .pi]) { .atan2($0[0], -1) },
  ]

  @Test(arguments: jumps)
  func aJumpIsNoticedWithBothValues(row: Row) {
    let points = Formula(at: row.point, row.formula).points
    #expect(points.map(\.kind) == [row.kind])
    #expect(points.flatMap(\.sides).map { [$0.left.value.number, $0.right.value.number] } == row.sides)
  }

  static let ends: [Row] = [
    .init("sqrt", at: 0, is: .verticalTangent) { .sqrt($0[0]) },
    .init("cbrt", at: 0, is: .verticalTangent) { .cbrt($0[0]) },
    .init("x^0.3", at: 0, is: .verticalTangent) { .power($0[0], 0.3) },
    .init("asin(1 + x)", at: 0, is: .verticalTangent) { .asin(1 + $0[0]) },
    .init("acosh(1 + x)", at: 0, is: .verticalTangent) { .acosh(1 + $0[0]) },
    .init("0^x", at: 0, is: .isolatedValue) { .power(0, $0[0]) },
    .init("log", at: 0, is: .pole) { .log($0[0]) },
    .init("lgamma", at: 0, is: .pole) { .apply(LogGamma.self, $0[0]) },
    .init("atan2(x, 0)", at: 0, is: .jump) { .atan2($0[0], 0) },
    .init("x^1.5", at: 0, is: .boundary) { .power($0[0], 1.5) },
    .init("0*sqrt(x)", at: 0, is: .boundary) { 0 * .sqrt($0[0]) },
    .init("sqrt(-x²)", at: 0, is: .isolatedValue) { .sqrt(-$0[0] * $0[0]) },
    .init("if(x == 0, 0, sin(1/x))", at: 0, is: .undecided) {
      .choose(.apply(Equal.self, $0[0], 0), 0, .sin(1 / $0[0]))
    },
  ]

  @Test(arguments: ends)
  func endsPolesAndSteepPlacesAreNamed(row: Row) {
    #expect(Formula(at: row.point, row.formula).points.map(\.kind) == [row.kind])
  }

  /// The product of the single rules is 0 there, since a factor of 0 wins against an infinite one.
  @Test(arguments: [
    Row("cbrt(x)^3", at: 0, is: nil, [1, 1]) { .power(.cbrt($0[0]), 3) },
    Row("sqrt(x)*sqrt(x)", at: 0, is: .boundary, [.nan, 1]) { .sqrt($0[0]) * .sqrt($0[0]) },
    Row("sqrt(1 - x)^2", at: 1, is: .boundary, [-1, .nan]) { .power(.sqrt(1 - $0[0]), 2) },
    Row("sqrt(x)*x^0.25", at: 0, is: .verticalTangent, [.nan, .infinity]) {
      .sqrt($0[0]) * .power($0[0], 0.25)
    },
  ])
  func aSlopeThatIsSteepOnTheWayIsNotLost(row: Row) throws {
    let formula = Formula(at: row.point, row.formula)
    let right = row.sides[0].first { !$0.isNaN }
    #expect(formula.graph.gradient(of: formula.target)[formula.inputs[0]] == right)
    let points = formula.points
    #expect(points.map(\.kind) == (row.kind.map { [$0] } ?? []))
    guard let side = points.first?.sides.first else { return }
    for (slope, wanted) in zip([side.left.derivative.number, side.right.derivative.number], row.sides[0]) {
      #expect(slope == wanted || (slope.isNaN && wanted.isNaN) || abs(slope - wanted) < 1e-9)
    }
  }

  @Test func whatIsTouchedAtRestIsDecidedByHigherOrders() throws {
    #expect(Formula(at: [0]) { .apply(Floor.self, $0[0] * $0[0]) }.points.isEmpty)
    #expect(Formula(at: [0]) { .abs(-$0[0] * $0[0]) }.points.isEmpty)
    #expect(Formula(at: [0]) { .sqrt($0[0] * $0[0] * $0[0] * $0[0]) }.points.isEmpty)
    let root = try #require(Formula(at: [0]) { .sqrt($0[0] * $0[0]) }.points.first?.sides.first)
    #expect(root.left.derivative.number == -1 && root.right.derivative.number == 1)
    let step = try #require(Formula(at: [0]) { .apply(Ceiling.self, $0[0] * $0[0]) }.points.first)
    #expect(step.kind == .isolatedValue)
    #expect(step.sides[0].left.value.number == 1 && step.sides[0].right.value.number == 1)
  }

  @Test func whatStaysZeroIsZero() {
    #expect(Formula(at: [0]) { .sqrt($0[0] - $0[0] * 1) }.points.isEmpty)
  }

  @Test func theSearchEndsWhereItWouldTakeLongAndSaysSo() {
    let formula = Formula(at: [0, 0, 0, 0, 0]) { .sum($0.map { .relu($0) }) }
    let points = formula.graph.exceptionalPoints(
      of: formula.target.id, by: formula.inputs.map(\.id), workLimit: 20)
    #expect(points.map(\.sides.count) == [1, 1, 0])
    #expect(points.map(\.unsearchedCount) == [0, 0, 3])
  }

  @Test func theSidesOfAForwardSweepAreThoseOfTheKink() {
    let formula = Formula(at: [0, 5]) { 3 * .abs($0[0]) + $0[1] * .apply(Floor.self, $0[0]) }
    let seeds = [(formula.inputs[0].id, 1.0)]
    let passes = [Side.left, .right].map {
      formula.graph.forwardSweep(to: formula.target.id, seeds: seeds, side: $0)
    }
    #expect(passes.map(\.value) == [-5, 0])
    #expect(passes.map(\.derivative) == [-3, 3])
    for pass in passes {
      let sum = pass.steps.last?.edges.reduce(0) { $0 + $1.partial * $1.tangent }
      #expect(sum == pass.derivative)
    }
  }
}

/// Second derivatives at kinks: the mean of both sides.
@Suite struct SecondOrderKinkTests {
  /// A formula with its second derivative at 0.
  struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let mean: Double
    let formula: @Sendable (Expression) -> Expression

    init(
      _ name: String, _ mean: Double,
      _ formula: @escaping @Sendable (Expression) -> Expression
    ) {
      (testDescription, self.mean, self.formula) = (name, mean, formula)
    }
  }

  static let rows = [
    Row("abs(x)^2", 2) { .power(.abs($0), 2) },
    Row("abs(x)*abs(x)", 2) { .abs($0) * .abs($0) },
    Row("x*abs(x)", 0) { $0 * .abs($0) },
    Row("max(x, 0)^2", 1) { .power(.maximum([$0, 0]), 2) },
    Row("relu(x)^2", 1) { .power(.relu($0), 2) },
    Row("min(x, 0)^2", 1) { .power(.minimum([$0, 0]), 2) },
  ]

  @Test(arguments: rows)
  func sidesCount(row: Row) {
    let graph = Graph()
    let x = graph.input(0)
    let target = row.formula(x)
    let hessian = uninterrupted { (never) throws(Interruption) in
      try graph.hessianMatrix(of: target.id, by: [x.id], never)
    }
    #expect(hessian?.dense == [row.mean])
    let second = graph.symbolicDerivative(of: graph.symbolicDerivative(of: target, by: x), by: x)
    #expect(graph.value(of: second) == row.mean)
  }
}

extension Formula {
  /// What the gradient meets.
  fileprivate var points: [ExceptionalPoint] {
    graph.exceptionalPoints(of: target.id, by: inputs.map(\.id))
  }
}
