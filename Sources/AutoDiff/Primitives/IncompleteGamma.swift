import RealModule

/// The regularized incomplete gamma functions P(a, x) and Q(a, x) = 1 − P(a, x), and their slopes, for a, x ≥ 0.
///
/// Each region of the quarter plane has its own way to the smaller of the two, and to ∂P/∂a = −∂Q/∂a term by term of the
/// same sum (R. Moore, "Algorithm AS 187: Derivatives of the incomplete gamma integral", 1982):
///
/// - x < a or x < 1: P = x^a·e^(−x)/Γ(a + 1)·Σ xᵏ/((a + 1)…(a + k)) (DLMF 8.11.4), all of whose terms are positive, as are
///   those of −∂P/∂a, in which the k-th one is multiplied by ψ(a + k + 1) − log x. There Q is 1 − P, but for a < 1.
/// - Beyond: Legendre's continued fraction for Q (DLMF 8.9.2), whose convergents are added up by Steed's algorithm.
/// - Beside x = a, where both take √a steps, from a = 20 on: Temme's expansion, which is uniform in x/a (DLMF 8.12).
enum IncompleteGamma {
  /// P(a, x), the lower one.
  static func lower(_ a: Double, _ x: Double) -> Double {
    if let limit = limit(a, x) { return limit }
    switch Region(a, x) {
    case .series: return series(a, x)
    case .fraction: return 1 - fraction(a, x)
    case .transition:
      return x < a ? UniformIncompleteGamma.value(a, x) : 1 - UniformIncompleteGamma.value(a, x)
    }
  }

  /// Q(a, x), the upper one.
  static func upper(_ a: Double, _ x: Double) -> Double {
    if let limit = limit(a, x) { return 1 - limit }
    switch Region(a, x) {
    case .series: return a < 1 ? besideZero(a, x) : 1 - series(a, x)
    case .fraction: return fraction(a, x)
    case .transition:
      return x < a ? 1 - UniformIncompleteGamma.value(a, x) : UniformIncompleteGamma.value(a, x)
    }
  }

  /// ∂P/∂a, which is not above 0.
  static func slope(_ a: Double, _ x: Double) -> Double {
    guard a >= 0, x >= 0 else { return .nan }
    if x == 0 || x == .infinity { return a > 0 && a < .infinity ? 0 : .nan }
    if a == .infinity { return 0 }
    switch Region(a, x) {
    case .series: return seriesSlope(a, x)
    case .fraction: return -fractionSlope(a, x)
    case .transition: return -UniformIncompleteGamma.slope(a, x)
    }
  }

  /// P where an operand is 0 or infinite.
  private static func limit(_ a: Double, _ x: Double) -> Double? {
    guard a >= 0, x >= 0 else { return .nan }
    if a == 0 { return x == 0 ? .nan : 1 }
    if x == 0 { return 0 }
    if a == .infinity { return x == .infinity ? .nan : 0 }
    return x == .infinity ? 1 : nil
  }

  private enum Region {
    case series, fraction, transition

    init(_ a: Double, _ x: Double) {
      if a >= UniformIncompleteGamma.leastParameter, x > 0.4 * a, x < 2 * a {
        self = .transition
      } else {
        self = x < max(1, a) ? .series : .fraction
      }
    }
  }

  private static let mostTerms = 500
  private static let negligible = 0x1p-56
}

// MARK: The power in front

extension IncompleteGamma {
  /// From here on Stirling's formula takes the place of the factorial.
  private static let leastLarge = 10.0

  /// x^a·e^(−x)/Γ(a + 1). For large a it is e^(−a·φ)·a^a·e^(−a)/Γ(a + 1), with the exponent of ``exponent(_:_:)``.
  static func power(_ a: Double, _ x: Double) -> Double {
    if a < leastLarge {
      let factorial = Factorial.value(a)
      if x < 700 { return CLibrary.pow(x, a) * .exp(-x) / factorial }
      return x < 1000 ? CLibrary.pow(x, a) * .exp(-0.5 * x) / factorial * .exp(-0.5 * x) : 0
    }
    guard let exponent = exponent(a, x) else { return 0 }
    return exponent.roundedExponential * .exp(-LogBeta.remainder(a)) / (2 * .pi * a).squareRoot()
  }

  /// −a·φ, where φ = μ − log(1 + μ) and 1 + μ = x/a; nil where e to this power is 0.
  ///
  /// An error of it is as large in the power, relatively: in doubles hundreds of ulps far from x = a.
  static func exponent(_ a: Double, _ x: Double) -> DoubleDouble? {
    // φ is not less than μ²/2, or μ²/(2 + 2μ) for μ > 0.
    let mu = x / a - 1
    if x / a == 0 || a * mu * (mu / (1 + max(mu, 0))) > 1600 { return nil }
    return DoubleDouble.quotient(x, a).logarithm * a - DoubleDouble.sum(x, -a)
  }

  /// x^(a−1)·e^(−x)/Γ(a) = ∂P/∂x
  static func density(_ a: Double, _ x: Double) -> Double {
    guard a >= 0, x >= 0 else { return .nan }
    if a == 0 || a == .infinity || x == .infinity { return a == x ? .nan : 0 }
    if x == 0 { return a < 1 ? .infinity : (a == 1 ? 1 : 0) }
    // There a − 1 is exact.
    return a >= 1 && a < 0x1p53 ? power(a - 1, x) : power(a, x) * a / x
  }

  /// log x − ψ(a) = log(x/a) + 1/2a + Σ B₂ₖ/(2k·a²ᵏ) (DLMF 5.11.2), for smaller a as it stands.
  static func logRatio(_ a: Double, _ x: Double) -> Double {
    guard a >= leastLarge, a.isFinite, x > 0, x.isFinite else { return .log(x) - Polygamma.value(0, a) }
    let quotient = x / a
    let logarithm = quotient > 0.5 && quotient < 2 ? Double.log(onePlus: (x - a) / a) : .log(quotient)
    let inverse = 1 / a / a
    return logarithm + (0.5 / a + inverse * digammaCoefficients.reduce(0) { $1 - inverse * $0 })
  }

  private static let digammaCoefficients: [Double] = [
    1.0 / 12, 691.0 / 32760, 1.0 / 132, 1.0 / 240, 1.0 / 252, 1.0 / 120, 1.0 / 12,
  ]

  /// log x − ψ(a + 1)
  private static func logRatioAbove(_ a: Double, _ x: Double) -> Double {
    a < leastLarge ? .log(x) - Polygamma.value(0, a + 1) : logRatio(a, x) - 1 / a
  }
}

// MARK: Series and fraction

extension IncompleteGamma {
  private static func series(_ a: Double, _ x: Double) -> Double {
    let power = power(a, x)
    if power == 0 { return 0 }
    var (term, rest) = (1.0, 0.0)
    for k in 1...mostTerms {
      term *= x / (a + Double(k))
      rest += term
      if term < negligible * rest { break }
    }
    return power + power * rest
  }

  private static func seriesSlope(_ a: Double, _ x: Double) -> Double {
    let power = power(a, x)
    if power == 0 { return 0 }
    // ψ(a + k + 1) = ψ(a + 1) + 1/(a + 1) + … + 1/(a + k)
    let first = logRatioAbove(a, x)
    var (term, factor, rest) = (1.0, first, 0.0)
    for k in 1...mostTerms {
      let inverse = 1 / (a + Double(k))
      term *= x * inverse
      factor -= inverse
      rest += term * factor
      if term * abs(factor) < negligible * abs(rest) { break }
    }
    return power * (first + rest)
  }

  /// Q = x^a·e^(−x)/Γ(a)·F with 1/F = x + 1 − a − 1·(1 − a)/(x + 3 − a − 2·(2 − a)/(x + 5 − a − …)).
  private static func fraction(_ a: Double, _ x: Double) -> Double {
    let power = power(a, x)
    if power == 0 { return 0 }
    var inverse = 1 / (x + 1 - a)
    var (term, sum) = (inverse, inverse)
    for k in 1...mostTerms {
      let n = Double(k)
      let numerator = n * (a - n)
      let last = inverse
      inverse = 1 / (x + (2 * n + 1 - a) + numerator * last)
      term *= -numerator * last * inverse
      sum += term
      if abs(term) < negligible * sum { break }
    }
    return power * a * sum
  }

  /// ∂Q/∂a, with the derivative of everything beside it. The power has the logarithmic derivative log x − ψ(a + 1) + 1/a.
  private static func fractionSlope(_ a: Double, _ x: Double) -> Double {
    let power = power(a, x)
    if power == 0 { return 0 }
    let first = 1 / (x + 1 - a)
    var inverse = (value: first, slope: first * first)
    var (term, sum) = (inverse, inverse)
    for k in 1...mostTerms {
      let n = Double(k)
      let numerator = n * (a - n)
      let last = inverse
      inverse.value = 1 / (x + (2 * n + 1 - a) + numerator * last.value)
      inverse.slope = -inverse.value * inverse.value * (n * last.value - 1 + numerator * last.slope)
      let ratio = -numerator * last.value * inverse.value
      let products = last.slope * inverse.value + last.value * inverse.slope
      let ratioSlope = -(n * last.value * inverse.value + numerator * products)
      term = (ratio * term.value, ratioSlope * term.value + ratio * term.slope)
      sum = (sum.value + term.value, sum.slope + term.slope)
      if abs(term.value) < negligible * sum.value, abs(term.slope) < negligible * abs(sum.slope) { break }
    }
    return power * (sum.value + a * (sum.value * logRatioAbove(a, x) + sum.slope))
  }

  /// Q(a, x) for a < 1 and x < 1, with p = x^a/Γ(1 + a):
  ///
  ///     1 − P = (1 − p) + p·a·Σ (−1)ᵏ⁺¹·xᵏ/((a + k)·k!)
  ///
  /// (DLMF 8.7.1); for small a both terms are of the order of a.
  private static func besideZero(_ a: Double, _ x: Double) -> Double {
    let exponent = a * .log(x) - logFactorial(a)
    var (term, sum) = (-1.0, 0.0)
    for k in 1...30 {
      term *= -x / Double(k)
      sum += term / (a + Double(k))
    }
    return .exp(exponent) * a * sum - .expMinusOne(exponent)
  }

  /// log Γ(1 + a) = −log(1 + a) + (1 − γ)·a + Σ (−1)ᵏ·(ζ(k) − 1)·aᵏ/k for 0 ≤ a < 1 (DLMF 5.7.3).
  static func logFactorial(_ a: Double) -> Double {
    let sum = zetas.reduce(0) { ($1 - $0) * a }
    return a * (1 - BesselY0.eulerGamma + sum) - .log(onePlus: a)
  }

  /// (ζ(k) − 1)/k for k = 50…2, the terms from 20⁻ᵏ on by the formula of Euler and Maclaurin (DLMF 25.2.9).
  private static let zetas: [Double] = stride(from: 50.0, to: 1, by: -1).map { k in
    let n = 20.0
    let last = 1 - (k + 5) * (k + 6) / (40 * n * n)
    let corrections = 1 - (k + 1) * (k + 2) / (60 * n * n) * (1 - (k + 3) * (k + 4) / (42 * n * n) * last)
    let rest = CLibrary.pow(n, -k) * (n / (k - 1) + 0.5 + k / (12 * n) * corrections)
    return stride(from: n - 1, to: 1, by: -1).reduce(rest) { $0 + CLibrary.pow($1, -k) } / k
  }
}
