import RealModule

/// log Φ(x), Φ being ``NormalDistribution``.
enum LogNormalDistribution: UnaryPrimitive {
  static let opcode = Opcode.logNdtr
  static let name = "log_ndtr"
  static let summary = "log(normcdf(x)), accurate in both tails"
  static let field = FunctionField.error
  static let hands = "log_ndtr multiplies by normpdf(x)/normcdf(x)"
  static let shape = RealShape(.rising)
  static let replaces = [
    Replacement("log(normcdf(x))", by: "log_ndtr(x)", [.underflow])
  ]
  static let accuracy = AccuracyBound.ofDensities

  /// Far below 0 it is −x²/2 + log(½·erfcx(−x/√2)), and above 0 log(1 − Φ(−x)).
  static func definition<S: Number>(_ x: S) -> S? { S.log(S.apply(NormalDistribution.self, x)) }
  static func value(_ x: Double) -> Double {
    if x < -1 { return -0.5 * x * x + .log(0.5 * ScaledErrorDerivatives.value(0, -x * rootHalf)) }
    if x < 0 { return .log(0.5 * NormalDistribution.doubled(x)) }
    return .log(onePlus: -0.5 * NormalDistribution.doubled(-x))
  }
  static func partial<S: Number>(_ x: S, result: S) -> S { S.apply(LogNormalDerivative.self, 1, x) }

  static func expansion(_ x: OneSided) -> OneSided {
    x.composed(Self.self) { sign in
      if sign > 0 { return (1 - NormalDistribution.expansion(-x)).logarithm }
      let scaled = LogNormalDerivative.correction(x)
      return -0.5 * x * x - (-x * .sqrt(2 * .pi)).logarithm + scaled
    }
  }
}

/// The n-th derivative of log Φ, for n ≥ 1: φ/Φ, which is the inverse of Mills' ratio, and its derivatives.
///
/// Each is minus a sum of products of the lower ones and of x, whose terms cancel far below 0.
enum LogNormalDerivative: FamilyPrimitive {
  static let opcode = Opcode.logNdtrDerivative
  static let name = "log_ndtr_derivative"
  static let notation = Notation.written("log_ndtr'(x)")
  static let summary = "the n-th derivative of log_ndtr at x"
  static let hands = "each derivative of log_ndtr multiplies by the next"
  static let accuracy = AccuracyBound(
    value: 16, partial: 32, second: 80, gridSteps: 1000,
    because:
      "beside 0 the terms of the fourth derivative cancel by half a digit; subnormal numbers as for gaussian")
  static let example: [Double] = [1, 0.5]
  static let domain = "n a whole number from 0 to 60"
  static let samples: [ClosedRange<Double>] = [1...1, -3...3]
  private static let highestOrder = 62

  static func value<Operands: RandomAccessCollection<Double>>(_ n: Int, _ operands: Operands) -> Double {
    let x = operands[operands.startIndex]
    guard (0...highestOrder).contains(n), !x.isNaN else { return .nan }
    if n == 0 { return LogNormalDistribution.value(x) }
    if x.isInfinite { return x < 0 && n <= 2 ? (n == 1 ? -x : -1) : 0 }
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * n + 2) { terms in
      x < 0 ? belowZero(n, x, terms) : aboveZero(n, x, terms)
    }
  }

  /// From −x²/2 + log(½·w₀(s)), s = −x/√2: with rₖ = w₀⁽ᵏ⁾/(k!·w₀) (``ScaledErrorDerivatives``), the coefficients lₖ of
  /// log w₀ obey
  ///
  ///     lₖ = rₖ − Σ_{j<k} (j/k)·lⱼ·rₖ₋ⱼ
  ///
  /// whose terms far out are all of the order of s⁻ᵏ, as lₖ is. They are scaled by sᵏ, so that none underflows.
  private static func belowZero(_ n: Int, _ x: Double, _ terms: UnsafeMutableBufferPointer<Double>) -> Double
  {
    let s = -x * rootHalf
    let scale = max(1, s)
    ScaledErrorDerivatives.ratios(through: n, s, scale: scale, into: terms)
    var factor = 1.0
    let logarithm = n
    for k in 1...n {
      var sum = terms[k]
      for j in stride(from: 1, to: k, by: 1) {
        sum -= Double(j) / Double(k) * terms[logarithm + j] * terms[k - j]
      }
      terms[logarithm + k] = sum
      factor *= -rootHalf * Double(k) / scale
    }
    return (n == 1 ? -x : (n == 2 ? -1 : 0)) + factor * terms[logarithm + n]
  }

  /// From λ′ = −λ·(x + λ), whose coefficients obey (k + 1)·λₖ₊₁ = −x·λₖ − λₖ₋₁ − Σ λⱼ·λₖ₋ⱼ.
  private static func aboveZero(_ n: Int, _ x: Double, _ terms: UnsafeMutableBufferPointer<Double>) -> Double
  {
    terms[0] = NormalDensity.value(x) / NormalDistribution.value(x)
    var factorial = 1.0
    for k in stride(from: 0, to: n - 1, by: 1) {
      var sum = x * terms[k] + (k > 0 ? terms[k - 1] : 0)
      for j in 0...k { sum += terms[j] * terms[k - j] }
      terms[k + 1] = -sum / Double(k + 1)
      factorial *= Double(k + 1)
    }
    return terms[n - 1] * factorial
  }

  static func partials<S: Number, Operands: RandomAccessCollection<S>>(
    _ n: Int, _ operands: Operands, result: S, _ body: (_ position: Int, _ partial: S) -> Void
  ) {
    body(0, S.apply(LogNormalDerivative.self, n + 1, operands[operands.startIndex]))
  }

  static func expansion(_ member: Int, _ operands: [OneSided]) -> OneSided {
    let x = operands[0]
    if member == 0 { return LogNormalDistribution.expansion(x) }
    return x.composed(Self.self, member: member) { sign in sign < 0 ? below(member, x) : above(member, x) }
  }

  // At +∞ from the density, by Leibniz's rule for λ′ = −λ·(x + λ).
  private static func above(_ n: Int, _ x: OneSided) -> OneSided {
    var terms = [NormalDensity.expansion(x) / NormalDistribution.expansion(x)]
    for k in stride(from: 0, to: n - 1, by: 1) {
      var (sum, binomial) = (x * terms[k], 1.0)
      if k > 0 { sum = sum + terms[k - 1].scaled(by: Double(k)) }
      for j in 0...k {
        sum = sum + (terms[j] * terms[k - j]).scaled(by: binomial)
        binomial *= Double(k - j) / Double(j + 1)
      }
      terms.append(-sum)
    }
    return terms[n - 1]
  }

  // At −∞ from −x²/2 − log(−x·√2π) + Σ cₖ/x²ᵏ, term by term.
  private static func below(_ n: Int, _ x: OneSided) -> OneSided {
    var factorial = n % 2 == 0 ? 1.0 : -1
    for k in stride(from: 2, to: n, by: 1) { factorial *= Double(k) }
    var coefficients: [OneSided.Coefficient] = [(factorial, factorial.isShort ? 0 : factorial.ulp)]
    for (k, c) in logarithms(x).enumerated().dropFirst() {
      // (−1)ⁿ·2k·(2k + 1)·…·(2k + n − 1)
      let factor = (0..<n).reduce(1.0) { $0 * -Double(2 * k + $1) }
      let value = c.value * factor
      coefficients.append(
        (value, value.isShort && c.error == 0 ? 0 : (c.error * factor.magnitude + Double(n) * value.ulp)))
    }
    let inverse = 1 / x
    let sum = inverse.raised(to: Exponent(whole: n)) * .composed(coefficients, with: inverse * inverse)
    return n == 1 ? sum - x : (n == 2 ? sum - 1 : sum)
  }

  /// Σ cₖ/x²ᵏ, the logarithm of the asymptotic series Σ (−1)ᵏ·(2k − 1)!!/x²ᵏ (DLMF 7.12.1).
  static func correction(_ x: OneSided) -> OneSided { .composed(logarithms(x), with: 1 / (x * x)) }

  private static func logarithms(_ x: OneSided) -> [OneSided.Coefficient] {
    var (series, logarithm) = ([1.0], [OneSided.Coefficient(0, 0)])
    for k in 1...(x.context?.termCount ?? 1) {
      series.append(-series[k - 1] * Double(2 * k - 1))
      var sum = series[k]
      for j in stride(from: 1, to: k, by: 1) {
        sum -= Double(j) / Double(k) * logarithm[j].value * series[k - j]
      }
      // The terms have the sign of the first or are much smaller.
      logarithm.append((sum, sum.isShort ? 0 : Double(4 * k) * sum.ulp))
    }
    return logarithm
  }
}
