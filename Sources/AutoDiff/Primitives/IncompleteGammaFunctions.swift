/// P(a, x) = γ(a, x)/Γ(a), the probability that a gamma variable with parameter a is at most x.
enum LowerIncompleteGamma: BinaryPrimitive {
  static let opcode = Opcode.gammainc
  static let name = "gammainc"
  static let summary = "the regularized lower incomplete gamma function P(a, x)"
  static let field = FunctionField.gamma
  static let hands = "gammainc hands x the gamma density, and a the slope gammainc_a"
  static let accuracy = AccuracyBound.ofIncompleteFunctions
  static let example: [Double] = [2.5, 2]
  static let parameters = ["a", "x"]
  static let domain = "a ≥ 0, x ≥ 0, not both 0"
  static let samples: [ClosedRange<Double>] = [2.5...2.5, 0.2...6.0]
  static func value(_ a: Double, _ x: Double) -> Double { IncompleteGamma.lower(a, x) }
  static func partialLeft<S: Number>(_ a: S, _ x: S, result: S) -> S {
    S.apply(IncompleteGammaSlope.self, a, x)
  }
  static func partialRight<S: Number>(_ a: S, _ x: S, result: S) -> S { S.apply(GammaDensity.self, a, x) }

  static let hasSingularities = true
  static func singularity(at a: Double, _ x: Double) -> Singularity? { a == 0 || x == 0 ? .bend : nil }

  static func expansion(_ a: OneSided, _ x: OneSided) -> OneSided { IncompleteGammaSeries.lower(a, x) }
}

/// Q(a, x) = 1 − P(a, x), which has its digits where P is nearly 1.
enum UpperIncompleteGamma: BinaryPrimitive {
  static let opcode = Opcode.gammaincc
  static let name = "gammaincc"
  static let summary = "the regularized upper incomplete gamma function Q(a, x) = 1 - P(a, x)"
  static let field = FunctionField.gamma
  static let hands = "gammaincc hands x minus the gamma density, and a minus the slope gammainc_a"
  static let replaces = [Replacement("1 - gammainc(a, x)", by: "gammaincc(a, x)", [.cancellation])]
  static let accuracy = LowerIncompleteGamma.accuracy
  static let example = LowerIncompleteGamma.example
  static let parameters = LowerIncompleteGamma.parameters
  static let domain = LowerIncompleteGamma.domain
  static let samples = LowerIncompleteGamma.samples
  static func value(_ a: Double, _ x: Double) -> Double { IncompleteGamma.upper(a, x) }
  static func partialLeft<S: Number>(_ a: S, _ x: S, result: S) -> S {
    -S.apply(IncompleteGammaSlope.self, a, x)
  }
  static func partialRight<S: Number>(_ a: S, _ x: S, result: S) -> S { -S.apply(GammaDensity.self, a, x) }

  static let hasSingularities = true
  static func singularity(at a: Double, _ x: Double) -> Singularity? {
    LowerIncompleteGamma.singularity(at: a, x)
  }

  static func expansion(_ a: OneSided, _ x: OneSided) -> OneSided { IncompleteGammaSeries.upper(a, x) }
}

/// ∂/∂a P(a, x), which no formula of other functions gives.
enum IncompleteGammaSlope: BinaryPrimitive {
  static let opcode = Opcode.gammaincSlope
  static let name = "gammainc_a"
  static let summary = "the derivative of gammainc(a, x) by a"
  static let field = FunctionField.gamma
  static let hands =
    "gammainc_a hands x the gamma density times log(x) - digamma(a); a gets nothing that is known"
  static let accuracy = AccuracyBound.ofIncompleteSlopes
  static let example = LowerIncompleteGamma.example
  static let parameters = LowerIncompleteGamma.parameters
  static let domain = LowerIncompleteGamma.domain
  static let samples = LowerIncompleteGamma.samples
  static func value(_ a: Double, _ x: Double) -> Double { IncompleteGamma.slope(a, x) }
  // There is no rule for the second derivative by a.
  static let operandsWithoutDerivative = [0]
  static func partialLeft<S: Number>(_ a: S, _ x: S, result: S) -> S { .noDerivative(by: a) }
  static func partialRight<S: Number>(_ a: S, _ x: S, result: S) -> S {
    S.apply(GammaDensity.self, a, x) ⊙ S.apply(GammaDensityRatio.self, a, x)
  }

  static let hasSingularities = true
  static func singularity(at a: Double, _ x: Double) -> Singularity? {
    LowerIncompleteGamma.singularity(at: a, x)
  }

  static func expansion(_ a: OneSided, _ x: OneSided) -> OneSided { IncompleteGammaSeries.slope(a, x) }
}

/// x^(a−1)·e^(−x)/Γ(a), the density of a gamma variable, whose factors overflow where it does not.
enum GammaDensity: BinaryPrimitive {
  static let opcode = Opcode.gammaDensity
  static let name = "gamma_density"
  static let notation = Notation.written("x^(a - 1)*exp(-x)/gamma(a)")
  static let summary = "x^(a - 1)*exp(-x)/gamma(a), the gamma density"
  static let hands = "the gamma density multiplies by (a - 1 - x)/x for x, and by log(x) - digamma(a) for a"
  static let accuracy = AccuracyBound(
    value: 16, partial: 32, second: 640, gridSteps: 1000,
    because: """
      of two terms of the second derivative by a, which grow as 1/a², small a leaves little, and a = 1e6 an error of 600 \
      ulps; below x = 1e-150 second derivatives are infinite, or NaN; and subnormal numbers as for gaussian
      """,
    beyondSecond: { $0[0] < 0.2 || $0[1] < 1e-150 })
  static let example = LowerIncompleteGamma.example
  static let parameters = LowerIncompleteGamma.parameters
  static let domain = "a ≥ 0, x ≥ 0"
  static let samples: [ClosedRange<Double>] = [0.5...6.0, 0.2...6.0]
  static func isPole(at operands: [Double]) -> Bool { operands[1] == 0 }
  static func value(_ a: Double, _ x: Double) -> Double { IncompleteGamma.density(a, x) }
  static func partialLeft<S: Number>(_ a: S, _ x: S, result: S) -> S {
    result ⊙ S.apply(GammaDensityRatio.self, a, x)
  }
  static func partialRight<S: Number>(_ a: S, _ x: S, result: S) -> S { result ⊙ ((a - 1 - x) / x) }

  static let hasSingularities = true
  static func singularity(at a: Double, _ x: Double) -> Singularity? { a == 0 || x == 0 ? .bend : nil }

  static func expansion(_ a: OneSided, _ x: OneSided) -> OneSided { IncompleteGammaSeries.density(a, x) }
}

/// log x − ψ(a), by which a gamma density multiplies when it is differentiated by a; the two nearly cancel for large a.
enum GammaDensityRatio: BinaryPrimitive {
  static let opcode = Opcode.gammaDensityRatio
  static let name = "gamma_density_ratio"
  static let notation = Notation.written("log(x) - digamma(a)")
  static let summary = "log(x) - digamma(a), accurate for large a and x"
  static let hands = "log(x) - digamma(a) multiplies by 1/x for x, and by -trigamma(a) for a"
  static let accuracy = AccuracyBound.ofSums
  static let example = LowerIncompleteGamma.example
  static let parameters = LowerIncompleteGamma.parameters
  static let domain = "a > 0, x > 0"
  static let samples = GammaDensity.samples
  static func isPole(at operands: [Double]) -> Bool { operands[0] <= 0 || operands[1] == 0 }
  static func expanded<S: Number>(_ a: S, _ x: S) -> S? { S.log(x) - S.apply(Digamma.self, a) }
  static func value(_ a: Double, _ x: Double) -> Double { IncompleteGamma.logRatio(a, x) }
  static func partialLeft<S: Number>(_ a: S, _ x: S, result: S) -> S { -S.apply(Trigamma.self, a) }
  static func partialRight<S: Number>(_ a: S, _ x: S, result: S) -> S { S.guarded(1 / x, by: result) }

  static func expansion(_ a: OneSided, _ x: OneSided) -> OneSided { x.logarithm - Digamma.expansion(a) }
}

extension AccuracyBound {
  /// That of incomplete gamma and beta functions: nothing is known of second derivatives by a parameter.
  static let ofIncompleteFunctions = AccuracyBound(
    value: 16, partial: 32, gridSteps: 1000,
    because: "there is no second derivative by a parameter; subnormal numbers as for gaussian")

  /// That of their slopes by a parameter.
  static let ofIncompleteSlopes = AccuracyBound(
    value: 80, partial: 32, second: 640, gridSteps: 1000,
    because: """
      beside x = 1 the slopes of betainc by parameters of 1e-10 lose two digits, and second derivatives by x a part of their \
      digits where log(x) is digamma(a); there are none by a parameter; subnormal numbers as for gaussian
      """)
}
