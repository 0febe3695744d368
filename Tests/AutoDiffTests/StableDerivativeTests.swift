@testable import AutoDiff
import Testing

/// Derivatives that simpler formulas get wrong, and places outside the domain, in all modes.
@Suite struct StableDerivativeTests {
  static let rows: [DerivativeRow] = [
    // 1 − tanh² and σ(1 − σ) are 0 here.
    .init("tanh", at: 20, is: [1.6993417021166355e-17]) { .tanh($0[0]) },
    .init("sigmoid", at: 40, is: [4.248354255291589e-18]) { .sigmoid($0[0]) },
    // Squares overflow or underflow here.
    .init("x/y", at: 1e200, 1e200, is: [1e-200, -1e-200]) { $0[0] / $0[1] },
    .init("asinh", at: 1e200, is: [1e-200]) { .asinh($0[0]) },
    .init("acosh", at: 1e200, is: [1e-200]) { .acosh($0[0]) },
    .init("atan", at: 1e150, is: [1e-300]) { .atan($0[0]) },
    .init("hypot", at: 1e200, 1e200, is: [0.7071067811865476, 0.7071067811865476]) { .hypot($0[0], $0[1]) },
    .init("hypot", at: 1e-200, 1e-200, is: [0.7071067811865476, 0.7071067811865476]) {
      .hypot($0[0], $0[1])
    },
    .init("atan2", at: 1e-200, 1e-200, is: [5e199, -5e199]) { .atan2($0[0], $0[1]) },
    .init("logsumexp", at: 1000, 1000, is: [0.5, 0.5]) { .logsumexp($0) },
    .init("softplus", at: 1000, is: [1]) { .softplus($0[0]) },
    .init("prod", at: 0, 3, 0, is: [0, 0, 0]) { .product($0) },
    .init("prod", at: 0, 3, 2, is: [6, 0, 0]) { .product($0) },
    .init("sinc", at: 0, is: [0]) { .apply(NormalizedSinc.self, $0[0]) },
  ]

  @Test(arguments: rows)
  func nothingOverflowsOrCancelsWhereTheDerivativeDoesNot(row: DerivativeRow) { row.check(ulps: 4) }

  @Test func whatOthersAddToTheLargestExponentialIsKept() {
    #expect(Double.logsumexp([0, -40]) == 4.248354255291589e-18)
    #expect(Double.logsumexp([-41, 0, -40]) == 5.811236444626578e-18)
    #expect(Double.logaddexp(-40, 0) == 4.248354255291589e-18)
  }

  static let undefined: [DerivativeRow] = [
    .init("log", at: -1, is: [.nan]) { .log($0[0]) },
    .init("log2", at: -1, is: [.nan]) { .log2($0[0]) },
    .init("log10", at: -1, is: [.nan]) { .log10($0[0]) },
    .init("log1p", at: -2, is: [.nan]) { .log1p($0[0]) },
    .init("sqrt", at: -1, is: [.nan]) { .sqrt($0[0]) },
    .init("asin", at: 2, is: [.nan]) { .asin($0[0]) },
    .init("acos", at: -2, is: [.nan]) { .acos($0[0]) },
    .init("acosh", at: 0.5, is: [.nan]) { .acosh($0[0]) },
    .init("atanh", at: 2, is: [.nan]) { .atanh($0[0]) },
    .init("atanh", at: -2, is: [.nan]) { .atanh($0[0]) },
    .init("logit", at: 2, is: [.nan]) { .apply(Logit.self, $0[0]) },
    .init("erfinv", at: 2, is: [.nan]) { .apply(InverseErrorFunction.self, $0[0]) },
    .init("xlogy", at: 1, -1, is: [.nan, .nan]) { .xlogy($0[0], $0[1]) },
    .init("x^y", at: -1.5, 0.5, is: [.nan, .nan]) { .power($0[0], $0[1]) },
    .init("gamma", at: -2, is: [.nan]) { .apply(Gamma.self, $0[0]) },
    .init("lgamma", at: 0, is: [.nan]) { .apply(LogGamma.self, $0[0]) },
    .init("lgamma", at: -2, is: [.nan]) { .apply(LogGamma.self, $0[0]) },
    .init("digamma", at: -1, is: [.nan]) { .digamma($0[0]) },
    .init("bessely0", at: -1, is: [.nan]) { .apply(BesselY0.self, $0[0]) },
    .init("bessely1", at: -1, is: [.nan]) { .apply(BesselY1.self, $0[0]) },
    .init("mod", at: 1, 0, is: [.nan, .nan]) { .apply(Modulo.self, $0[0], $0[1]) },
    .init("hypot", at: .nan, 1, is: [.nan, .nan]) { .hypot($0[0], $0[1]) },
    .init("max", at: .nan, 1, is: [.nan, .nan]) { .maximum($0) },
    .init("floor", at: .nan, is: [.nan]) { .apply(Floor.self, $0[0]) },
    .init("abs", at: .nan, is: [.nan]) { .abs($0[0]) },
    .init("clamp", at: .nan, 0, 1, is: [.nan, .nan, .nan]) { .apply(Clamp.self, $0[0], $0[1], $0[2]) },
    .init("relu", at: .nan, is: [.nan]) { .relu($0[0]) },
    .init("leaky_relu", at: .nan, is: [.nan]) { .apply(LeakyRelu.self, $0[0]) },
    .init("elu", at: .nan, is: [.nan]) { .apply(Elu.self, $0[0]) },
    .init("sign", at: .nan, is: [.nan]) { .sign($0[0]) },
  ]

  @Test(arguments: undefined)
  func outsideTheDomainThereIsNoDerivative(row: DerivativeRow) { row.check(ulps: 0) }

  static let strongZeros: [DerivativeRow] = [
    .init("if(x > 0, sqrt(x), x)", at: -1, is: [1]) { .select(0, lessThan: $0[0], .sqrt($0[0]), $0[0]) },
    .init("if(x > 0, log(x), 0)", at: -1, is: [0]) { .select(0, lessThan: $0[0], .log($0[0]), 0) },
    .init("0*sqrt(x)", at: 0, is: [0]) { 0 * .sqrt($0[0]) },
    .init("sqrt(x)*0", at: 0, is: [0]) { .sqrt($0[0]) * 0 },
    .init("sqrt(x^2 + y)", at: 0, 0, is: [0, .infinity]) { .sqrt(.power($0[0], 2) + $0[1]) },
    .init("y*sqrt(x)", at: 0, 0, is: [0, 0]) { $0[1] * .sqrt($0[0]) },
    .init("detach(log(x))*x", at: -1, is: [.nan]) { .detach(.log($0[0])) * $0[0] },
    .init("xlogy", at: 0, 1, is: [0, 0]) { .xlogy($0[0], $0[1]) },
  ]

  @Test(arguments: strongZeros)
  func aZeroFactorContributesNothing(row: DerivativeRow) { row.check(ulps: 0) }

  static let powers: [DerivativeRow] = [
    .init("x^y", at: 0, 1, is: [1, 0]) { .power($0[0], $0[1]) },
    .init("x^y", at: 0, 2, is: [0, 0]) { .power($0[0], $0[1]) },
    .init("x^y", at: 0, 0.5, is: [.infinity, 0]) { .power($0[0], $0[1]) },
    .init("x^y", at: -2, 3, is: [12, .nan]) { .power($0[0], $0[1]) },
    .init("x^y", at: -2, -1, is: [-0.25, .nan]) { .power($0[0], $0[1]) },
    .init("x^3", at: -2, is: [12]) { .power($0[0], 3) },
    .init("x^0", at: 0, is: [0]) { .power($0[0], 0) },
    .init("0^y", at: 2, is: [0]) { .power(0, $0[0]) },
  ]

  @Test(arguments: powers)
  func powersAreRightAtZeroAndBelow(row: DerivativeRow) { row.check(ulps: 0) }

  @Test func zeroToThePowerOfZeroIsOne() { #expect(Opcode.power.value(0, 0) == 1) }

  @Test(arguments: [
    (2.0, -2.0, [4, -4, 2, 0]), (2, 0, [0, 0, 2, 0]), (3, -2, [-8, 12, -12, 6, 0]), (3, 0, [0, 0, 0, 6, 0]),
    (4, -1, [1, -4, 12, -24, 24, 0]), (1, 0, [0, 1, 0]),
  ])
  func wholePowersHaveAllTheirDerivatives(exponent: Double, x: Double, derivatives: [Double]) {
    let graph = Graph()
    let input = graph.input(x)
    var derivative = Expression.power(input, Expression(exponent))
    for wanted in derivatives {
      #expect(graph.value(of: derivative) == wanted)
      derivative = graph.symbolicDerivative(of: derivative, by: input)
    }
  }

  @Test func theSecondDerivativeOfSincAtZeroIsMinusAThirdOfPiSquared() {
    let graph = Graph()
    let x = graph.input(0)
    let first = graph.symbolicDerivative(of: .apply(NormalizedSinc.self, x), by: x)
    let second = graph.value(of: graph.symbolicDerivative(of: first, by: x))
    #expect(second.ulps(from: -3.289868133696453) <= 1)
  }
}
