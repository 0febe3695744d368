/// I_x(a, b), the probability that a beta variable with parameters a and b is at most x.
enum IncompleteBetaFunction: TernaryPrimitive {
  static let opcode = Opcode.betainc
  static let name = "betainc"
  static let summary = "the regularized incomplete beta function I_x(a, b)"
  static let field = FunctionField.gamma
  static let hands = "betainc hands x the beta density, and a and b the slopes betainc_a and betainc_b"
  static let accuracy = AccuracyBound(
    value: 16, partial: 80, gridSteps: 1000, because: AccuracyBound.ofIncompleteSlopes.reason)
  static let example: [Double] = [2.5, 1.5, 0.5]
  static let parameters = ["a", "b", "x"]
  static let domain = "a ≥ 0, b ≥ 0, not both 0; 0 ≤ x ≤ 1"
  static let samples: [ClosedRange<Double>] = [2.5...2.5, 1.5...1.5, 0.05...0.95]
  static func value(_ a: Double, _ b: Double, _ x: Double) -> Double { IncompleteBeta.value(a, b, x) }
  static func partials<S: Number>(_ a: S, _ b: S, _ x: S, result: S) -> (S, S, S) {
    (
      S.apply(IncompleteBetaSlopeByFirst.self, a, b, x), S.apply(IncompleteBetaSlopeBySecond.self, a, b, x),
      S.apply(BetaDensity.self, a, b, x)
    )
  }

  static let hasSingularities = true
  static func singularity(at a: Double, _ b: Double, _ x: Double) -> Singularity? {
    a == 0 || b == 0 || x == 0 || x == 1 ? .bend : nil
  }

  static func expansion(_ a: OneSided, _ b: OneSided, _ x: OneSided) -> OneSided {
    IncompleteBetaSeries.value(a, b, x)
  }
}

/// ∂/∂a I_x(a, b), which no formula of other functions gives.
enum IncompleteBetaSlopeByFirst: TernaryPrimitive {
  static let opcode = Opcode.betaincSlopeA
  static let name = "betainc_a"
  static let summary = "the derivative of betainc(a, b, x) by a"
  static let field = FunctionField.gamma
  static let hands = "betainc_a hands x the beta density times its slope by a; nothing is known of a and b"
  static let accuracy = AccuracyBound.ofIncompleteSlopes
  static let example = IncompleteBetaFunction.example
  static let parameters = IncompleteBetaFunction.parameters
  static let domain = IncompleteBetaFunction.domain
  static let samples = IncompleteBetaFunction.samples
  static func value(_ a: Double, _ b: Double, _ x: Double) -> Double { IncompleteBeta.slopes(a, b, x).a }
  // There is no rule for second derivatives by the parameters.
  static let operandsWithoutDerivative = [0, 1]
  static func partials<S: Number>(_ a: S, _ b: S, _ x: S, result: S) -> (S, S, S) {
    (
      .noDerivative(by: a), .noDerivative(by: b),
      S.apply(BetaDensity.self, a, b, x) ⊙ S.apply(BetaDensityRatioByFirst.self, a, b, x)
    )
  }

  static let hasSingularities = true
  static func singularity(at a: Double, _ b: Double, _ x: Double) -> Singularity? {
    IncompleteBetaFunction.singularity(at: a, b, x)
  }

  static func expansion(_ a: OneSided, _ b: OneSided, _ x: OneSided) -> OneSided {
    IncompleteBetaSeries.slopes(a, b, x).a
  }
}

/// ∂/∂b I_x(a, b)
enum IncompleteBetaSlopeBySecond: TernaryPrimitive {
  static let opcode = Opcode.betaincSlopeB
  static let name = "betainc_b"
  static let summary = "the derivative of betainc(a, b, x) by b"
  static let field = FunctionField.gamma
  static let hands = "betainc_b hands x the beta density times its slope by b; nothing is known of a and b"
  static let accuracy = AccuracyBound.ofIncompleteSlopes
  static let example = IncompleteBetaFunction.example
  static let parameters = IncompleteBetaFunction.parameters
  static let domain = IncompleteBetaFunction.domain
  static let samples = IncompleteBetaFunction.samples
  static func value(_ a: Double, _ b: Double, _ x: Double) -> Double { IncompleteBeta.slopes(a, b, x).b }
  // There is no rule for second derivatives by the parameters.
  static let operandsWithoutDerivative = [0, 1]
  static func partials<S: Number>(_ a: S, _ b: S, _ x: S, result: S) -> (S, S, S) {
    (
      .noDerivative(by: a), .noDerivative(by: b),
      S.apply(BetaDensity.self, a, b, x) ⊙ S.apply(BetaDensityRatioBySecond.self, a, b, x)
    )
  }

  static let hasSingularities = true
  static func singularity(at a: Double, _ b: Double, _ x: Double) -> Singularity? {
    IncompleteBetaFunction.singularity(at: a, b, x)
  }

  static func expansion(_ a: OneSided, _ b: OneSided, _ x: OneSided) -> OneSided {
    IncompleteBetaSeries.slopes(a, b, x).b
  }
}

/// x^(a−1)·(1 − x)^(b−1)/Β(a, b), the density of a beta variable, whose factors overflow where it does not.
enum BetaDensity: TernaryPrimitive {
  static let opcode = Opcode.betaDensity
  static let name = "beta_density"
  static let notation = Notation.written("x^(a - 1)*(1 - x)^(b - 1)/beta(a, b)")
  static let summary = "x^(a - 1)*(1 - x)^(b - 1)/beta(a, b), the beta density"
  static let hands =
    "the beta density multiplies by its logarithm's slopes: for x, (a - 1)/x - (b - 1)/(1 - x)"
  static let accuracy = AccuracyBound(
    value: 16, partial: 32, gridSteps: 1000, because: GammaDensity.accuracy.reason,
    beyondSecond: { min($0[0], $0[1]) < 0.2 })
  static let example = IncompleteBetaFunction.example
  static let parameters = IncompleteBetaFunction.parameters
  static let domain = "a ≥ 0, b ≥ 0, 0 ≤ x ≤ 1"
  static let samples: [ClosedRange<Double>] = [0.5...6.0, 0.5...6.0, 0.05...0.95]
  static func isPole(at operands: [Double]) -> Bool { operands[2] == 0 || operands[2] == 1 }
  static func value(_ a: Double, _ b: Double, _ x: Double) -> Double { IncompleteBeta.density(a, b, x) }
  static func partials<S: Number>(_ a: S, _ b: S, _ x: S, result: S) -> (S, S, S) {
    (
      result ⊙ S.apply(BetaDensityRatioByFirst.self, a, b, x),
      result ⊙ S.apply(BetaDensityRatioBySecond.self, a, b, x),
      result ⊙ S.apply(BetaDensitySlope.self, a, b, x)
    )
  }

  static let hasSingularities = true
  static func singularity(at a: Double, _ b: Double, _ x: Double) -> Singularity? {
    IncompleteBetaFunction.singularity(at: a, b, x)
  }

  static func expansion(_ a: OneSided, _ b: OneSided, _ x: OneSided) -> OneSided {
    IncompleteBetaSeries.density(a, b, x)
  }
}

/// (a − 1)/x − (b − 1)/(1 − x), by which a beta density multiplies when it is differentiated by x; the two nearly cancel beside
/// the maximum.
enum BetaDensitySlope: TernaryPrimitive {
  static let opcode = Opcode.betaDensitySlope
  static let name = "beta_density_slope"
  static let notation = Notation.written("(a - 1)/x - (b - 1)/(1 - x)")
  static let summary = "(a - 1)/x - (b - 1)/(1 - x), accurate where it is nearly 0"
  static let hands =
    "(a - 1)/x - (b - 1)/(1 - x) multiplies by 1/x for a, by 1/(x - 1) for b, and by its slope for x"
  static let example = IncompleteBetaFunction.example
  static let parameters = IncompleteBetaFunction.parameters
  static let domain = "x neither 0 nor 1"
  static let samples = BetaDensity.samples
  static func isPole(at operands: [Double]) -> Bool { operands[2] == 0 || operands[2] == 1 }
  // ((a − 1)·(1 − x) − (b − 1)·x)/(x·(1 − x))
  static func expanded<S: Number>(_ a: S, _ b: S, _ x: S) -> S? { (a - 1) / x - (b - 1) / (1 - x) }
  static func value(_ a: Double, _ b: Double, _ x: Double) -> Double {
    let (y, first, second) = (DoubleDouble.sum(1, -x), DoubleDouble.sum(a, -1), DoubleDouble.sum(b, -1))
    let products = (first * y, second * x)
    return (products.0 - products.1).value / x / y.high
  }
  static func partials<S: Number>(_ a: S, _ b: S, _ x: S, result: S) -> (S, S, S) {
    let (inverse, other) = (1 / x, 1 / (x - 1))
    return (inverse, other, -((a - 1) * inverse * inverse) - (b - 1) * other * other)
  }

  static func expansion(_ a: OneSided, _ b: OneSided, _ x: OneSided) -> OneSided {
    (a - 1) / x - (b - 1) / (1 - x)
  }
}

/// log x − ψ(a) + ψ(a + b), by which a beta density multiplies when it is differentiated by a.
enum BetaDensityRatioByFirst: TernaryPrimitive {
  static let opcode = Opcode.betaDensityRatioA
  static let name = "beta_density_ratio_a"
  static let notation = Notation.written("log(x) - digamma(a) + digamma(a + b)")
  static let summary = "log(x) - digamma(a) + digamma(a + b), accurate for large a and b"
  static let hands = "log(x) - digamma(a) + digamma(a + b) multiplies by 1/x for x, by trigammas for a and b"
  static let accuracy = AccuracyBound.ofSums
  static let example = IncompleteBetaFunction.example
  static let parameters = IncompleteBetaFunction.parameters
  static let domain = "a > 0, b > 0, 0 < x ≤ 1"
  static let samples = BetaDensity.samples
  static func isPole(at operands: [Double]) -> Bool { true }
  static func value(_ a: Double, _ b: Double, _ x: Double) -> Double {
    guard a > 0, b > 0, x >= 0, x <= 1 else { return .nan }
    return x == 0 ? -.infinity : IncompleteBeta.logRatio(IncompleteBeta.Point(a, b, x))
  }
  static func partials<S: Number>(_ a: S, _ b: S, _ x: S, result: S) -> (S, S, S) {
    (
      S.apply(PolygammaDifference.self, 1, Pair(first: a, second: b)), S.apply(Trigamma.self, a + b),
      S.guarded(1 / x, by: result)
    )
  }

  static func expansion(_ a: OneSided, _ b: OneSided, _ x: OneSided) -> OneSided {
    x.logarithm - Digamma.expansion(a) + Digamma.expansion(a + b)
  }
}

/// log(1 − x) − ψ(b) + ψ(a + b), the same for b.
enum BetaDensityRatioBySecond: TernaryPrimitive {
  static let opcode = Opcode.betaDensityRatioB
  static let name = "beta_density_ratio_b"
  static let notation = Notation.written("log1p(-x) - digamma(b) + digamma(a + b)")
  static let summary = "log1p(-x) - digamma(b) + digamma(a + b), accurate for large a and b"
  static let hands =
    "log1p(-x) - digamma(b) + digamma(a + b) multiplies by 1/(x - 1) for x, by trigammas for a and b"
  static let accuracy = AccuracyBound.ofSums
  static let example = IncompleteBetaFunction.example
  static let parameters = IncompleteBetaFunction.parameters
  static let domain = "a > 0, b > 0, 0 ≤ x < 1"
  static let samples = BetaDensity.samples
  static func isPole(at operands: [Double]) -> Bool { true }
  static func value(_ a: Double, _ b: Double, _ x: Double) -> Double {
    guard a > 0, b > 0, x >= 0, x <= 1 else { return .nan }
    return x == 1 ? -.infinity : IncompleteBeta.logRatio(IncompleteBeta.Point(a, b, x).exchanged)
  }
  static func partials<S: Number>(_ a: S, _ b: S, _ x: S, result: S) -> (S, S, S) {
    (
      S.apply(Trigamma.self, a + b), S.apply(PolygammaDifference.self, 1, Pair(first: b, second: a)),
      S.guarded(1 / (x - 1), by: result)
    )
  }

  static func expansion(_ a: OneSided, _ b: OneSided, _ x: OneSided) -> OneSided {
    (1 - x).logarithm - Digamma.expansion(b) + Digamma.expansion(a + b)
  }
}
