import Testing

@testable import AutoDiff

@Suite struct TaylorPolynomialTests {
  private func polynomial(
    at point: Double = 0, order: Int, _ formula: (Expression) -> Expression
  ) throws -> TaylorPolynomial {
    let graph = Graph()
    let x = graph.input(point, named: "x")
    return try #require(graph.taylorPolynomial(of: formula(x), by: x, order: order))
  }

  /// Whether two numbers agree to some ulps.
  private func isClose(_ a: Double, _ b: Double, ulps: Double = 16) -> Bool {
    (a - b).magnitude <= ulps * b.ulp
  }

  @Test func knownSeriesHaveTheirCoefficientsUpToOrder50() throws {
    let order = 50
    let factorials = (0...order).reduce(into: [1.0]) { $0.append($0[$0.count - 1] * Double($1 + 1)) }
    let exponential = try polynomial(order: order) { .exp($0) }
    let sine = try polynomial(order: order) { .sin($0) }
    let geometric = try polynomial(order: order) { 1 / (1 - $0) }
    let logarithm = try polynomial(order: order) { .log(1 + $0) }
    let root = try polynomial(order: order) { .power(1 + $0, 0.5) }
    var binomial = 1.0
    for k in 0...order {
      #expect(isClose(exponential.coefficients[k], 1 / factorials[k]))
      #expect(isClose(sine.coefficients[k], k % 2 == 0 ? 0 : (k % 4 == 1 ? 1 : -1) / factorials[k]))
      #expect(geometric.coefficients[k] == 1)
      #expect(isClose(logarithm.coefficients[k], k == 0 ? 0 : (k % 2 == 0 ? -1 : 1) / Double(k)))
      #expect(isClose(root.coefficients[k], binomial, ulps: 64))
      binomial *= (0.5 - Double(k)) / Double(k + 1)
    }
  }

  @Test func theTangentHasItsSeriesUpToOrder50() throws {
    let tangent = try polynomial(order: 50) { .tan($0) }
    // The tangent numbers 1, 2, 16, 272, … over factorials (R. Brent and D. Harvey, "Fast computation of Bernoulli, tangent
    // and secant numbers", 2013); only positive numbers are added.
    var numbers = (0..<25).reduce(into: [1.0]) { $0.append($0[$0.count - 1] * Double($1 + 1)) }
    numbers.removeLast()
    for k in 1..<25 {
      for j in k..<25 { numbers[j] = Double(j - k) * numbers[j - 1] + Double(j - k + 2) * numbers[j] }
    }
    var factorial = 1.0
    for (n, number) in numbers.enumerated() {
      #expect(tangent.coefficients[2 * n] == 0)
      #expect(isClose(tangent.coefficients[2 * n + 1], number / factorial, ulps: 100))
      factorial *= Double((2 * n + 2) * (2 * n + 3))
    }
  }

  @Test func theErrorFunctionHasItsSeriesUpToOrder50() throws {
    let error = try polynomial(order: 50) { .apply(ErrorFunction.self, $0) }
    var term = 2 / Double.pi.squareRoot()
    for n in 0..<25 {
      #expect(error.coefficients[2 * n] == 0)
      #expect(isClose(error.coefficients[2 * n + 1], term / Double(2 * n + 1)))
      term /= -Double(n + 1)
    }
  }

  @Test func powersHaveBinomialSeriesUpToOrder50() throws {
    for exponent in [-2.5, -1, 1.0 / 3, 7.5] {
      let power = try polynomial(at: 2, order: 50) { .power($0, Expression(exponent)) }
      var wanted = CLibrary.pow(2, exponent)
      for k in 0...50 {
        #expect(isClose(power.coefficients[k], wanted, ulps: 120))
        wanted *= (exponent - Double(k)) / Double(k + 1) / 2
      }
    }
    let exponential = try polynomial(order: 50) { .power(3, $0) }
    var term = 1.0
    for k in 0...50 {
      #expect(isClose(exponential.coefficients[k], term, ulps: 100))
      term *= Double.log(3) / Double(k + 1)
    }
  }

  /// log Γ(1 + t) = −γ·t + Σ ζ(k)/k·(−t)ᵏ (DLMF 5.7.3), and its exponential.
  @Test func theGammaFunctionHasItsSeriesUpToOrder50() throws {
    let logarithm = try polynomial(at: 1, order: 50) { .apply(LogGamma.self, $0) }
    let gamma = try polynomial(at: 1, order: 50) { .apply(Gamma.self, $0) }
    var (logs, powers) = ([0, -0.57721566490153286], [1.0])
    for k in 2...50 { logs.append((k % 2 == 0 ? 1 : -1) * zeta(k) / Double(k)) }
    for k in 1...50 {
      powers.append((1...k).reduce(0) { $0 + Double($1) * logs[$1] * powers[k - $1] } / Double(k))
    }
    for k in 0...50 {
      #expect(isClose(logarithm.coefficients[k], logs[k], ulps: 64))
      #expect(isClose(gamma.coefficients[k], powers[k], ulps: 64))
    }
  }

  /// Σ n⁻ᵏ, the end of the sum by the formula of Euler and Maclaurin.
  private func zeta(_ k: Int) -> Double {
    let (end, power) = (2000.0, Double(k))
    let rest =
      CLibrary.pow(end, 1 - power) / (power - 1) + 0.5 * CLibrary.pow(end, -power) + power / 12
      * CLibrary.pow(end, -power - 1)
    return stride(from: end - 1, to: 0, by: -1).reduce(rest) { $0 + CLibrary.pow($1, -power) }
  }

  @Test func coefficientsAreTheSymbolicDerivativesDividedByFactorials() throws {
    let graph = Graph()
    let x = graph.input(0.7), y = graph.input(1.3)
    let formulas: [Expression] = [
      .exp(.sin(x * y)) / (1 + x * x), .log(x + y) * .sqrt(x), .power(x, y), .power(y, x),
      .tanh(x) * .hypot(x, y),
      .softplus(x * x - y), .maximum([x, y, x * y]), .product([x, y + x, .cos(x)]),
      .logsumexp([x, y, x * x]),
    ]
    for formula in formulas {
      let polynomial = try #require(graph.taylorPolynomial(of: formula, by: x, order: 6))
      var derivative = formula
      var factorial = 1.0
      for k in 0...6 {
        if k > 0 { factorial *= Double(k) }
        let wanted = graph.value(of: derivative) / factorial
        let error = (polynomial.coefficients[k] - wanted).magnitude
        #expect(error <= 1e-11 * max(1, wanted.magnitude), "order \(k)")
        derivative = graph.symbolicDerivative(of: derivative, by: x)
      }
    }
  }

  @Test func atAKinkBothSidesAreTold() throws {
    let kink = try polynomial(order: 2) { .abs($0) + $0 * $0 }
    #expect(kink.coefficients == [0, 0, 1])
    let sides = try #require(kink.sides)
    #expect(sides.left == [0, -1, 1])
    #expect(sides.right == [0, 1, 1])
  }

  @Test func aKinkThatIsNotFeltIsNotTold() throws {
    for formula: (Expression) -> Expression in [
      { .abs($0) * .abs($0) }, { .abs(-$0 * $0) }, { .sqrt($0 * $0 * $0 * $0) },
      { .maximum([$0 * $0, -$0 * $0]) },
      { .power(.sqrt($0 * $0), 2) }, { x in .choose(.apply(Less.self, x, 0), x * x, x * x) },
    ] {
      let polynomial = try polynomial(order: 3, formula)
      #expect(polynomial.sides == nil)
      #expect(polynomial.coefficients == [0, 0, 1, 0])
    }
  }

  @Test func rootsOfPowersAreSeries() throws {
    #expect(try polynomial(order: 3) { .cbrt($0 * $0 * $0) }.coefficients == [0, 1, 0, 0])
    let norm = try polynomial(order: 2) { .hypot(3 * $0, 4 * $0) }
    #expect(try #require(norm.sides).right == [0, 5, 0])
    let nested = try polynomial(order: 4) { .sqrt(.sqrt(.power($0, 8))) }
    #expect(nested.coefficients == [0, 0, 1, 0, 0])
  }

  @Test func whereTheFunctionEndsTheOtherSideCounts() throws {
    let polynomial = try polynomial(order: 3) { .power($0, 2.5) }
    #expect(polynomial.sides == nil)
    #expect(polynomial.coefficients == [0, 0, 0, .infinity])
  }

  @Test func anInputThatDoesNotMatterGivesAConstant() throws {
    let graph = Graph()
    let x = graph.input(2), y = graph.input(3)
    #expect(
      graph.taylorPolynomial(of: .exp(y), by: x, order: 2)?.coefficients == [graph.value(of: .exp(y)), 0, 0])
    #expect(graph.taylorPolynomial(of: .detach(x), by: x, order: 2)?.coefficients == [2, 0, 0])
  }

  @Test func aPolynomialIsRefusedThatWouldTakeTooMuchMemory() {
    let graph = Graph()
    let x = graph.input(2)
    #expect(graph.taylorPolynomial(of: .exp(x) * x, by: x, order: 9, sizeLimit: 20) == nil)
  }
}
