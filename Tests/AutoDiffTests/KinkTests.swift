@testable import AutoDiff
import Testing

/// Where a function has a kink or a jump, its derivative is the mean of the one-sided ones, in all modes.
@Suite struct KinkTests {
  static let kinks: [DerivativeRow] = [
    .init("abs", at: 0, is: [0]) { .abs($0[0]) },
    .init("abs", at: -0.0, is: [0]) { .abs($0[0]) },
    .init("max", at: 2, 2, is: [0.5, 0.5]) { .maximum($0) },
    .init("min", at: 2, 2, is: [0.5, 0.5]) { .minimum($0) },
    .init("max", at: 2, 2, 2, is: [1.0 / 3, 1.0 / 3, 1.0 / 3]) { .maximum($0) },
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
  func aKinkHasTheMeanOfItsSlopes(row: DerivativeRow) { row.check(ulps: 0) }

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
  func aVerticalTangentIsInfinitelySteep(row: DerivativeRow) { row.check(ulps: 0) }

  static let jumps: [DerivativeRow] = [
    .init("floor", at: 2, is: [0]) { .apply(Floor.self, $0[0]) },
    .init("ceil", at: 2, is: [0]) { .apply(Ceiling.self, $0[0]) },
    .init("round", at: 2.5, is: [0]) { .apply(Round.self, $0[0]) },
    .init("trunc", at: 2, is: [0]) { .apply(Truncate.self, $0[0]) },
    .init("sign", at: 0, is: [0]) { .sign($0[0]) },
    .init("mod", at: 3, 1.5, is: [1, -2]) { .apply(Modulo.self, $0[0], $0[1]) },
    .init("x < 1", at: 1, is: [0]) { .apply(Less.self, $0[0], 1) },
    .init("if(x > 0, 2x, 3x)", at: 0, is: [3]) { .select(0, lessThan: $0[0], 2 * $0[0], 3 * $0[0]) },
    .init("if(x == 0, 2x, 3x)", at: 0, is: [2]) {
      .choose(.apply(Equal.self, $0[0], 0), 2 * $0[0], 3 * $0[0])
    },
  ]

  @Test(arguments: jumps)
  func aJumpHasTheSlopeBesideIt(row: DerivativeRow) { row.check(ulps: 0) }

  @Test func theAngleOfTheOriginHasNoDerivative() {
    DerivativeRow("atan2", at: 0, 0, is: [.nan, .nan]) { .atan2($0[0], $0[1]) }.check(ulps: 0)
  }
}

/// What is said about kinks: where there is one, what is on its sides, and nothing where there is none.
@Suite struct KinkNoticeTests {
  /// A formula at a point, and what is to be noticed: for each input that feels it, the slopes on the two sides.
  struct Row: Sendable, CustomTestStringConvertible {
    let name: String
    let point: [Double]
    let singularity: Singularity?
    let sides: [[Double]]
    let formula: @Sendable ([Expression]) -> Expression

    init(
      _ name: String, at point: Double..., is singularity: Singularity?, _ sides: [Double]...,
      formula: @escaping @Sendable ([Expression]) -> Expression
    ) {
      (self.name, self.point, self.singularity, self.sides, self.formula) = (
        name, point, singularity, sides, formula
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
    .init("max", at: 2, 2, is: .tie, [0, 1], [0, 1]) { .maximum($0) },
    .init("max of three", at: 2, 2, 2, is: .tie, [0, 1], [0, 1], [0, 1]) { .maximum($0) },
    .init("min", at: 2, 2, is: .tie, [1, 0], [1, 0]) { .minimum($0) },
    .init("max(x, 2 - x)", at: 1, is: .tie, [-1, 1]) { .maximum([$0[0], 2 - $0[0]]) },
    .init("clamp at its low end", at: 1, is: .kink, [0, 1]) { .apply(Clamp.self, $0[0], 1, 2) },
    .init("clamp at its high end", at: 2, is: .kink, [1, 0]) { .apply(Clamp.self, $0[0], 1, 2) },
    .init("hypot", at: 0, 0, is: .kink, [-1, 1], [-1, 1]) { .hypot($0[0], $0[1]) },
    .init("if(x > 0, x, 0)", at: 0, is: .boundary, [0, 1]) { .select(0, lessThan: $0[0], $0[0], 0) },
    .init("if(x == 0, 2x, 3x)", at: 0, is: .equality, [3, 3]) {
      .choose(.apply(Equal.self, $0[0], 0), 2 * $0[0], 3 * $0[0])
    },
    .init("if(x, 2x, 3x)", at: 0, is: .equality, [2, 2]) { .choose($0[0], 2 * $0[0], 3 * $0[0]) },
    .init("abs(relu(x))", at: 0, is: .kink, [0, 1]) { .abs(.relu($0[0])) },
    .init("sqrt(abs(x))", at: 0, is: .kink, [-.infinity, .infinity]) { .sqrt(.abs($0[0])) },
    .init("x*floor(x)", at: 0, is: .jump, [-1, 0]) { $0[0] * .apply(Floor.self, $0[0]) },
    .init("abs(x) far away", at: 0, is: .kink, [-1e300, 1e300]) { 1e300 * .abs($0[0]) + 1e300 },
  ]

  @Test(arguments: noticed)
  func aKinkIsNoticedWithBothSlopes(row: Row) {
    let formula = Formula(at: row.point, row.formula)
    let kinks = formula.kinks
    #expect(kinks.map(\.singularity) == [row.singularity])
    #expect(kinks.flatMap(\.sides).map { [$0.left.slope, $0.right.slope] } == row.sides)
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
    .init("0*sqrt(x), where it ends", at: 0, is: nil) { 0 * .sqrt($0[0]) },
    .init("x*sqrt(x), where it ends", at: 0, is: nil) { $0[0] * .sqrt($0[0]) },
    .init("x^1.5, where it ends", at: 0, is: nil) { .power($0[0], 1.5) },
    .init("floor between", at: 0.5, is: nil) { .apply(Floor.self, $0[0]) },
    .init("round of a whole number", at: 2, is: nil) { .apply(Round.self, $0[0]) },
    .init("trunc at 0", at: 0, is: nil) { .apply(Truncate.self, $0[0]) },
    .init("sign of a floor that is at rest", at: 0.5, is: nil) { .sign(.apply(Floor.self, $0[0])) },
    .init("cos of a large number", at: 1e300, is: nil) { .cos($0[0]) },
  ]

  @Test(arguments: smooth)
  func nothingIsNoticedWhereThereIsNoKink(row: Row) {
    #expect(Formula(at: row.point, row.formula).kinks.isEmpty)
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
    .init("x - floor(x)", at: 2, is: .jump, [1, 0]) { $0[0] - .apply(Floor.self, $0[0]) },
    .init("x < 1", at: 1, is: .boundary, [1, 0]) { .apply(Less.self, $0[0], 1) },
    .init("x == 1", at: 1, is: .equality, [0, 0]) { .apply(Equal.self, $0[0], 1) },
    .init("not x", at: 0, is: .equality, [0, 0]) { .apply(Not.self, $0[0]) },
    .init("x or 0", at: 0, is: .equality, [1, 1]) { .apply(Or.self, $0[0], 0) },
    .init("atan2 over the negative axis", at: 0, is: .jump, [-Double.pi, .pi]) { .atan2($0[0], -1) },
  ]

  @Test(arguments: jumps)
  func aJumpIsNoticedWithBothValues(row: Row) {
    let kinks = Formula(at: row.point, row.formula).kinks
    #expect(kinks.map(\.singularity) == [row.singularity])
    #expect(kinks.flatMap(\.sides).map { [$0.left.value, $0.right.value] } == row.sides)
  }

  @Test func verticalTangentsAndPlacesWithoutAnySlopeAreNamed() {
    for (name, formula) in [
      ("sqrt", { .sqrt($0[0]) }), ("cbrt", { .cbrt($0[0]) }), ("x^0.3", { .power($0[0], 0.3) }),
      ("asin(1 + x)", { .asin(1 + $0[0]) }), ("acosh(1 + x)", { .acosh(1 + $0[0]) }),
      ("0^x", { .power(0, $0[0]) }),
    ] as [(String, ([Expression]) -> Expression)] {
      #expect(Formula(at: [0], formula).kinks.map(\.singularity) == [.verticalTangent], "\(name)")
    }
    for (name, formula) in [
      ("atan2(x, 0)", { .atan2($0[0], 0) }),
      ("lgamma", { .apply(LogGamma.self, $0[0]) }),
    ] as [(String, ([Expression]) -> Expression)] {
      #expect(Formula(at: [0], formula).kinks.map(\.singularity) == [.undefined], "\(name)")
    }
  }

  /// The chain rule's answer is 0 there, since a factor of 0 wins against an infinite one.
  @Test(arguments: [
    Row("cbrt(x)^3", at: 0, is: .verticalTangent, [1, 1]) { .power(.cbrt($0[0]), 3) },
    Row("sqrt(x)*sqrt(x)", at: 0, is: .verticalTangent, [.nan, 1]) { .sqrt($0[0]) * .sqrt($0[0]) },
    Row("sqrt(1 - x)^2", at: 1, is: .verticalTangent, [-1, .nan]) { .power(.sqrt(1 - $0[0]), 2) },
    Row("sqrt(x)*x^0.25", at: 0, is: .verticalTangent, [.nan, .infinity]) {
      .sqrt($0[0]) * .power($0[0], 0.25)
    },
  ])
  func whereAZeroHasWonAgainstAnInfiniteSlopeTheSidesAreTold(row: Row) throws {
    let formula = Formula(at: row.point, row.formula)
    #expect(formula.graph.gradient(of: formula.target)[formula.inputs[0]] == 0)
    let kinks = formula.kinks
    #expect(kinks.map(\.singularity) == [row.singularity])
    let side = try #require(kinks.first?.sides.first)
    for (slope, wanted) in zip([side.left.slope, side.right.slope], row.sides[0]) {
      #expect(slope == wanted || (slope.isNaN && wanted.isNaN) || abs(slope - wanted) < 1e-9)
    }
  }

  @Test func whatIsTouchedAtRestIsDecidedByHigherOrders() throws {
    #expect(Formula(at: [0]) { .apply(Floor.self, $0[0] * $0[0]) }.kinks.isEmpty)
    #expect(Formula(at: [0]) { .abs(-$0[0] * $0[0]) }.kinks.isEmpty)
    #expect(Formula(at: [0]) { .sqrt($0[0] * $0[0] * $0[0] * $0[0]) }.kinks.isEmpty)
    let root = try #require(Formula(at: [0]) { .sqrt($0[0] * $0[0]) }.kinks.first?.sides.first)
    #expect(root.left.slope == -1 && root.right.slope == 1)
    let step = try #require(Formula(at: [0]) { .apply(Ceiling.self, $0[0] * $0[0]) }.kinks.first?.sides.first)
    #expect(step.left.value == 1 && step.right.value == 1)
  }

  @Test func whereNoOrderDecidesIsSaidToBeUndecided() {
    #expect(Formula(at: [0]) { .sqrt($0[0] - $0[0] * 1) }.kinks.map(\.isUndecided) == [true])
  }

  @Test func theSearchEndsWhereItWouldTakeLongAndSaysSo() {
    let formula = Formula(at: [0, 0, 0, 0, 0]) { .sum($0.map { .relu($0) }) }
    let kinks = formula.graph.kinks(of: formula.target.id, by: formula.inputs.map(\.id), workLimit: 30)
    #expect(kinks.map(\.sides.count) == [1, 1, 0])
    #expect(kinks.map(\.unsearchedCount) == [0, 0, 3])
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

/// Second derivatives at kinks: one-sided where they are taken with dual numbers, the mean of both sides as formulas.
@Suite struct SecondOrderKinkTests {
  /// A formula with its second derivative at 0: on the right, and the mean of both sides.
  struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let right: Double
    let mean: Double
    let formula: @Sendable (Expression) -> Expression

    init(
      _ name: String, _ right: Double, _ mean: Double,
      _ formula: @escaping @Sendable (Expression) -> Expression
    ) {
      (testDescription, self.right, self.mean, self.formula) = (name, right, mean, formula)
    }
  }

  static let rows = [
    Row("abs(x)^2", 2, 2) { .power(.abs($0), 2) },
    Row("abs(x)*abs(x)", 2, 2) { .abs($0) * .abs($0) },
    Row("x*abs(x)", 2, 0) { $0 * .abs($0) },
    Row("max(x, 0)^2", 2, 1) { .power(.maximum([$0, 0]), 2) },
    Row("relu(x)^2", 2, 1) { .power(.relu($0), 2) },
    Row("min(x, 0)^2", 0, 1) { .power(.minimum([$0, 0]), 2) },
  ]

  @Test(arguments: rows)
  func sidesCount(row: Row) {
    let graph = Graph()
    let x = graph.input(0)
    let target = row.formula(x)
    var hessian: [Double] = []
    graph.evaluator(of: [target]).hessian(into: &hessian)
    #expect(hessian == [row.right])
    let second = graph.symbolicDerivative(of: graph.symbolicDerivative(of: target, by: x), by: x)
    #expect(graph.value(of: second) == row.mean)
  }
}

extension Formula {
  /// What the gradient meets.
  fileprivate var kinks: [Kink] { graph.kinks(of: target.id, by: inputs.map(\.id)) }
}
