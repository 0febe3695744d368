import Testing

@testable import AutoDiff

@Suite struct TaylorRadiusTests {
  /// A function, and where it is not analytic: the points in and above the real line.
  private struct Example: Sendable {
    let name: String
    let singularities: [(real: Double, imaginary: Double)]
    let formula: @Sendable (Expression) -> Expression

    init(
      _ name: String, _ singularities: [(Double, Double)],
      _ formula: @escaping @Sendable (Expression) -> Expression
    ) {
      (self.name, self.singularities, self.formula) = (name, singularities, formula)
    }

    func radius(at center: Double) -> Double {
      singularities.map {
        (($0.real - center) * ($0.real - center) + $0.imaginary * $0.imaginary).squareRoot()
      }.min() ?? .infinity
    }

    func polynomial(at center: Double, order: Int) throws -> TaylorPolynomial {
      let graph = Graph()
      let x = graph.input(center)
      return try #require(graph.taylorPolynomial(of: formula(x), by: x, order: order))
    }
  }

  private static let half = 0.5.squareRoot()

  /// Seen from afar, its singularities are so near to the real line that they look like one beyond them.
  private static let flat = "log(1 + 1/(1 + 100*x^2))"

  private static let examples: [Example] = [
    Example("1/(1 - x)", [(1, 0)]) { 1 / (1 - $0) },
    Example("1/(1 - x)^3", [(1, 0)]) { 1 / .power(1 - $0, 3) },
    Example("log(1 + x)", [(-1, 0)]) { .log(1 + $0) },
    Example("sqrt(1 + x)", [(-1, 0)]) { .sqrt(1 + $0) },
    Example("tan(x)", [(.pi / 2, 0), (-.pi / 2, 0)]) { .tan($0) },
    Example("tanh(x)", [(0, .pi / 2)]) { .tanh($0) },
    Example("1/cosh(x)", [(0, .pi / 2)]) { 1 / .cosh($0) },
    Example("atan(x)", [(0, 1)]) { .atan($0) },
    Example("asin(x)", [(1, 0), (-1, 0)]) { .asin($0) },
    Example("asinh(x)", [(0, 1)]) { .asinh($0) },
    Example("1/(1 + x^2)", [(0, 1)]) { 1 / (1 + $0 * $0) },
    Example("1/(1 + x^2)^2", [(0, 1)]) { 1 / .power(1 + $0 * $0, 2) },
    Example("log(1 + x^2)", [(0, 1)]) { .log(1 + $0 * $0) },
    Example("sqrt(1 + x^4)", [(half, half), (-half, half)]) { .sqrt(1 + .power($0, 4)) },
    Example("1/(1 - x + x^2)", [(0.5, 0.75.squareRoot())]) { 1 / (1 - $0 + $0 * $0) },
    Example("1/(1 + exp(x))", [(0, .pi)]) { 1 / (1 + .exp($0)) },
    Example("x/(exp(x) - 1)", [(0, 2 * .pi)]) { $0 / .expm1($0) },
    Example("exp(x)/(2 - x)", [(2, 0)]) { .exp($0) / (2 - $0) },
    Example("gamma(x)", [(0, 0), (-1, 0)]) { .apply(Gamma.self, $0) },
    Example("lgamma(1 + x)", [(-1, 0)]) { .apply(LogGamma.self, 1 + $0) },
    Example("exp(1/(1 - x))", [(1, 0)]) { .exp(1 / (1 - $0)) },
    Example("1/(1.1 - x) + 1/(1.3 + x)", [(1.1, 0), (-1.3, 0)]) { 1 / (1.1 - $0) + 1 / (1.3 + $0) },
    Example(flat, [(0, 0.1), (0, 0.02.squareRoot())]) {
      .log(1 + 1 / (1 + 100 * $0 * $0))
    },
    Example("erf(x)", []) { .apply(ErrorFunction.self, $0) },
    Example("exp(x)", []) { .exp($0) },
    Example("x^3*exp(x)", []) { .power($0, 3) * .exp($0) },
    Example("sin(x)", []) { .sin($0) },
    Example("sin(10*x)", []) { .sin(10 * $0) },
    Example("cos(x)*exp(x)", []) { .cos($0) * .exp($0) },
    Example("exp(-x^2)", []) { .exp(-$0 * $0) },
    Example("exp(sin(x))", []) { .exp(.sin($0)) },
    Example("exp(exp(x))", []) { .exp(.exp($0)) },
    Example("exp(x + x^4)", []) { .exp($0 + .power($0, 4)) },
    Example("besselj0(x)", []) { .apply(BesselJ0.self, $0) },
    Example("x^2 + 1", []) { $0 * $0 + 1 },
    Example("x^5 - 3*x + 1", []) { .power($0, 5) - 3 * $0 + 1 },
  ]

  @Test func whatIsToldIsRightForEveryOrder() throws {
    var untold: Set<String> = []
    for example in Self.examples {
      for center in [0, 0.05, 0.3, 0.5, -0.7, 1.2] {
        let coefficients = try example.polynomial(at: center, order: 40).coefficients
        guard coefficients.allSatisfy(\.isFinite) else { continue }
        let wanted = example.radius(at: center)
        let bound = example.name == Self.flat ? 0.15 : 0.1
        for order in 3...40 {
          let polynomial = TaylorPolynomial(center: center, coefficients: Array(coefficients[...order]))
          let place: Comment = "\(example.name) at \(center), order \(order)"
          switch polynomial.radiusOfConvergence {
          case .about(let radius): #expect((radius - wanted).magnitude <= bound * wanted, place)
          case .unlimited: #expect(wanted == .infinity, place)
          case .unknown: if order == 30 { untold.insert(example.name) }
          }
        }
      }
    }
    // Slowly approached, of few coefficients other than 0, or (x/(exp(x) - 1)) hidden by the rounding of 0/0 nearby.
    let hard: Set = [
      "exp(1/(1 - x))", "exp(exp(x))", "exp(sin(x))", "exp(x + x^4)", "sqrt(1 + x^4)", "x/(exp(x) - 1)",
      Self.flat,
    ]
    #expect(untold.subtracting(hard).sorted() == [])
  }

  private func radius(of name: String, at center: Double = 0, order: Int) throws -> TaylorPolynomial.Radius {
    let example = try #require(Self.examples.first { $0.name == name })
    return try example.polynomial(at: center, order: order).radiusOfConvergence
  }

  @Test func fewCoefficientsAreEnoughWhereTheyAgree() throws {
    #expect(try radius(of: "1/(1 - x)", order: 8) == .about(1))
    #expect(try radius(of: "1/(1 + x^2)", order: 16) == .about(1))
    #expect(try radius(of: "x^2 + 1", order: 10) == .unlimited)
    #expect(try radius(of: "exp(x)", order: 20) == .unlimited)
    #expect(try radius(of: "exp(x)", order: 3) == .unknown)
    #expect(try radius(of: "1/(1 + x^2)", at: 0.5, order: 5) == .unknown)
  }

  @Test func zerosBetweenCoefficientsAreNoEnd() {
    let powers = TaylorPolynomial(
      center: 0, coefficients: (0...55).map { $0 % 10 == 0 && $0 <= 40 ? 1 : 0 })
    #expect(powers.radiusOfConvergence == .unknown)
    #expect(TaylorPolynomial(center: 0, coefficients: [0, 0, 0]).radiusOfConvergence == .unknown)
    #expect(TaylorPolynomial(center: 0, coefficients: [0, .infinity]).radiusOfConvergence == .unknown)
    #expect(TaylorPolynomial(center: 0, coefficients: [1]).radiusOfConvergence == .unknown)
  }

  @Test func whatUnderflowsIsNoEnd() throws {
    let graph = Graph()
    let x = graph.input(0)
    let polynomial = try #require(graph.taylorPolynomial(of: 1 / (1000 - x), by: x, order: 200))
    guard case .about(let radius) = polynomial.radiusOfConvergence else {
      Issue.record("no radius")
      return
    }
    #expect((radius - 1000).magnitude < 1)
  }
}
