import RealModule

/// The binomial coefficient C(n, k) = Γ(n + 1)/(Γ(k + 1)·Γ(n − k + 1)) of real numbers, and its slopes.
enum BinomialCoefficient {
  /// Where k or n − k is a whole number it is n·(n − 1)·…·(n − k + 1)/k! (DLMF 1.2.6), and 0 for whole k < 0.
  static func value(_ n: Double, _ k: Double) -> Double {
    guard n.isFinite, k.isFinite else { return .nan }
    let rest = DoubleDouble.sum(n, -k)
    let isWholeRest = rest.low == 0 && rest.high.isWhole
    if k.isWhole, n.isWhole, k < 0 || n >= 0 && k > n { return 0 }
    if n.isWhole, n < 0 {
      if !k.isWhole { return .nan }
      // (−1)ᵏ·C(k − n − 1, k)
      let size = value(k - n - 1, k)
      return k.truncatingRemainder(dividingBy: 2) == 0 ? size : -size
    }
    if k.isWhole, k >= 0, !(isWholeRest && rest.high >= 0 && rest.high < k), k <= mostFactors || n.isWhole {
      return product(rest, k)
    }
    if isWholeRest {
      if rest.high < 0 { return 0 }
      if rest.high <= mostFactors || n.isWhole { return product(DoubleDouble(k), rest.high) }
    }
    return quotient(n, k, rest)
  }

  private static let mostFactors = 1000.0

  /// (l + 1)/1·(l + 2)/2·…·(l + k)/k, with twice as many bits. Of whole numbers each product so far is whole itself, and exact
  /// up to 2¹⁰⁰; no larger one is halfway between two doubles, since 2 goes into it at most log₂ n times.
  private static func product(_ l: DoubleDouble, _ k: Double) -> Double {
    var product = DoubleDouble(1)
    let isWhole = l.low == 0 && l.high.isWhole
    for i in stride(from: 1, through: k, by: 1) {
      let (last, factor) = (product.high, l + i)
      // Near the end of the range the quotient comes first, so that nothing overflows on the way.
      product = last.magnitude > 0x1p900 ? product * (factor / i) : product * factor / i
      if !product.high.isFinite { return last * factor.high < 0 ? -.infinity : .infinity }
      if product.high == 0 { return 0 }
      if isWhole, product.high.magnitude < 0x1p100 {
        product = DoubleDouble(high: product.high.rounded(), low: product.low.rounded())
      }
    }
    return product.value
  }

  /// By gamma functions; n − k is `rest`.
  private static func quotient(_ n: Double, _ k: Double, _ rest: DoubleDouble) -> Double {
    let l = rest.high
    let (small, large) = k < l ? (k, l) : (l, k)
    if small >= leastLarge {
      // nⁿ/(kᵏ·lˡ), as in ``IncompleteBeta/power(_:)``
      let first = DoubleDouble(n) / k
      let second = DoubleDouble(n) / rest
      let (left, right) = (first.logarithm * k, second.logarithm * rest)
      let exponent = left + right
      if exponent.high > 720 { return .infinity }
      let half = DoubleDouble(high: exponent.high / 2, low: exponent.low / 2).roundedExponential
      let root = (n / (2 * .pi * k) / l).squareRoot()
      return half * root * .exp(-LogBeta.remainders(k, l)) * half
    }
    if large >= leastLarge, small > 0 {
      // Γ(n)/Γ(n − s) is nˢ, nearly.
      return CLibrary.pow(n, small) * .exp(-LogBeta.rest(small, large)) * (n / large) / Factorial.value(small)
    }
    let correction = 1 + Polygamma.value(0, l + 1) * rest.low
    let (top, left, right) = (Factorial.value(n), Factorial.value(k), Factorial.value(l) * correction)
    if top.isNormal, left.isNormal, right.isNormal { return top / left / right }
    let exponent = Double.logGamma(n + 1) - .logGamma(k + 1) - .logGamma(l + 1)
    return sign(n) * sign(k) * sign(l) * .exp(exponent)
  }

  private static let leastLarge = 10.0

  /// The sign of Γ(x + 1).
  private static func sign(_ x: Double) -> Double {
    x > -1 || x.rounded(.down).truncatingRemainder(dividingBy: 2) != 0 ? 1 : -1
  }

  /// C(n, k)·(ψ(n + 1) − ψ(n − k + 1)), the slope by n.
  static func slopeByUpper(_ n: Double, _ k: Double) -> Double {
    if let (upper, _) = slopesAtZero(n, k) { return upper }
    let value = value(n, k)
    if k == 0 { return 0 }
    if n.isWhole, n < 0 { return k.isWhole && k > 0 ? value * logarithmicSlope(n, k) : .nan }
    return value * rise(n, k)
  }

  /// C(n, k)·(ψ(n − k + 1) − ψ(k + 1)), the slope by k.
  static func slopeByLower(_ n: Double, _ k: Double) -> Double {
    if let (_, lower) = slopesAtZero(n, k) { return lower }
    return value(n, k) * fall(n, k)
  }

  /// ψ(n − k + 1) − ψ(k + 1)
  private static func fall(_ n: Double, _ k: Double) -> Double {
    let (rest, distance) = (n - k, (DoubleDouble.sum(n, -k) + DoubleDouble(-k)).value)
    guard k > -1, rest > -1 else { return Polygamma.value(0, rest + 1) - Polygamma.value(0, k + 1) }
    return distance > 0
      ? PolygammaDifference.value(0, Pair(first: k + 1, second: distance))
      : -PolygammaDifference.value(0, Pair(first: rest + 1, second: -distance))
  }

  /// ψ(n + 1) − ψ(n − k + 1)
  private static func rise(_ n: Double, _ k: Double) -> Double {
    let start = n - k + 1
    if start > 0, k > 0 { return PolygammaDifference.value(0, Pair(first: start, second: k)) }
    if n + 1 > 0, k < 0 { return -PolygammaDifference.value(0, Pair(first: n + 1, second: -k)) }
    return Polygamma.value(0, n + 1) - Polygamma.value(0, start)
  }

  /// Σ 1/(n − j) for j = 0…k − 1, the same where n is a negative whole number and k a whole one.
  private static func logarithmicSlope(_ n: Double, _ k: Double) -> Double {
    // ψ(n + 1) − ψ(n − k + 1) = ψ(k − n) − ψ(−n), by reflection.
    -PolygammaDifference.value(0, Pair(first: -n, second: k))
  }

  /// Both slopes where C(n, k) is 0, at a pole of Γ(k + 1) or Γ(n − k + 1). Beside −m, 1/Γ(z) is (−1)ᵐ·m!·(z + m).
  private static func slopesAtZero(_ n: Double, _ k: Double) -> (upper: Double, lower: Double)? {
    let rest = DoubleDouble.sum(n, -k)
    let isRestPole = rest.low == 0 && rest.high.isWhole && rest.high < 0
    let isPole = k.isWhole && k < 0
    guard isRestPole || isPole, !(n.isWhole && n < 0) else { return nil }
    if isRestPole && isPole { return (0, 0) }
    // n!/k!·(−1)ᵐ·m!, or n!/(n − k)!·(−1)ᵐ·m!
    let (m, other) = isPole ? (-k - 1, n - k) : (k - n - 1, k)
    let size = Factorial.value(m) * (Factorial.value(n) / Factorial.value(other))
    let slope = m.truncatingRemainder(dividingBy: 2) == 0 ? size : -size
    return isPole ? (0, slope) : (slope, -slope)
  }
}

/// C(n, k), which people read "n choose k".
enum Binomial: BinaryPrimitive {
  static let opcode = Opcode.nCr
  static let name = "nCr"
  static let summary = "the binomial coefficient n!/(k!*(n - k)!), exact for whole numbers"
  static let field = FunctionField.gamma
  static let hands = "nCr multiplies by its result and differences of digammas of n + 1, k + 1 and n - k + 1"
  static let replaces = [Replacement("n!/(k!*(n - k)!)", by: "nCr(n, k)", [.overflow, .indeterminate])]
  static let accuracy = AccuracyBound(
    value: 16, partial: 32,
    because: "where it is 0, second derivatives by the rules are products of 0 and infinite digammas: NaN",
    beyondSecond: { BinomialCoefficient.value($0[0], $0[1]) == 0 })
  static let example: [Double] = [5, 2]
  static let parameters = ["n", "k"]
  static let domain = "n not a negative whole number, unless k is whole"
  static let samples: [ClosedRange<Double>] = [3.5...6.0, 0.2...3.0]
  static func value(_ n: Double, _ k: Double) -> Double { BinomialCoefficient.value(n, k) }
  static func partialLeft<S: Number>(_ n: S, _ k: S, result: S) -> S {
    S.apply(BinomialSlopeByUpper.self, n, k)
  }
  static func partialRight<S: Number>(_ n: S, _ k: S, result: S) -> S {
    S.apply(BinomialSlopeByLower.self, n, k)
  }

  static func expansion(_ n: OneSided, _ k: OneSided) -> OneSided {
    Gamma.expansion(n + 1) / (Gamma.expansion(k + 1) * Gamma.expansion(n - k + 1))
  }
}

/// ∂/∂n C(n, k), which is a number where C is 0 and a digamma infinite.
enum BinomialSlopeByUpper: BinaryPrimitive {
  static let opcode = Opcode.nCrSlopeN
  static let name = "ncr_slope_n"
  static let notation = Notation.written("nCr(n, k)*(digamma(n + 1) - digamma(n - k + 1))")
  static let summary = "the derivative of nCr(n, k) by n"
  static let hands = "the slope of nCr by n multiplies by differences of digammas, and adds one of trigammas"
  static let accuracy = Binomial.accuracy
  static let example = Binomial.example
  static let parameters = Binomial.parameters
  static let domain = Binomial.domain
  static let samples = Binomial.samples
  static func expanded<S: Number>(_ n: S, _ k: S) -> S? {
    let (rest, own) = (S.apply(Digamma.self, n - k + 1), S.apply(Digamma.self, n + 1))
    return S.apply(Binomial.self, n, k) * (own - rest)
  }
  static func value(_ n: Double, _ k: Double) -> Double { BinomialCoefficient.slopeByUpper(n, k) }
  // With D = ψ(n + 1) − ψ(n − k + 1) and E = ψ′(n + 1) − ψ′(n − k + 1) by n C·(D² + E).
  static func partialLeft<S: Number>(_ n: S, _ k: S, result: S) -> S {
    let operands = Pair(first: n - k + 1, second: k)
    return result ⊙ S.apply(PolygammaDifference.self, 0, operands) + S.apply(Binomial.self, n, k)
      ⊙ S.apply(PolygammaDifference.self, 1, operands)
  }
  static func partialRight<S: Number>(_ n: S, _ k: S, result: S) -> S {
    result ⊙ S.apply(PolygammaDifference.self, 0, Pair(first: k + 1, second: n - k - k))
      + S.apply(Binomial.self, n, k)
      ⊙ S.apply(Trigamma.self, n - k + 1)
  }

  static func expansion(_ n: OneSided, _ k: OneSided) -> OneSided {
    Binomial.expansion(n, k) * (Digamma.expansion(n + 1) - Digamma.expansion(n - k + 1))
  }
}

/// ∂/∂k C(n, k)
enum BinomialSlopeByLower: BinaryPrimitive {
  static let opcode = Opcode.nCrSlopeK
  static let name = "ncr_slope_k"
  static let notation = Notation.written("nCr(n, k)*(digamma(n - k + 1) - digamma(k + 1))")
  static let summary = "the derivative of nCr(n, k) by k"
  static let hands = "the slope of nCr by k multiplies by differences of digammas, and adds trigammas"
  static let accuracy = AccuracyBound(
    value: 16, partial: 48,
    because: "41 ulps where terms of both signs meet, and as for nCr",
    beyondSecond: Binomial.accuracy.isBeyondSecond)
  static let example = Binomial.example
  static let parameters = Binomial.parameters
  static let domain = Binomial.domain
  static let samples = Binomial.samples
  static func expanded<S: Number>(_ n: S, _ k: S) -> S? {
    let (rest, own) = (S.apply(Digamma.self, n - k + 1), S.apply(Digamma.self, k + 1))
    return S.apply(Binomial.self, n, k) * (rest - own)
  }
  static func value(_ n: Double, _ k: Double) -> Double { BinomialCoefficient.slopeByLower(n, k) }
  static func partialLeft<S: Number>(_ n: S, _ k: S, result: S) -> S {
    result ⊙ S.apply(PolygammaDifference.self, 0, Pair(first: n - k + 1, second: k))
      + S.apply(Binomial.self, n, k) ⊙ S.apply(Trigamma.self, n - k + 1)
  }
  static func partialRight<S: Number>(_ n: S, _ k: S, result: S) -> S {
    result ⊙ S.apply(PolygammaDifference.self, 0, Pair(first: k + 1, second: n - k - k))
      - S.apply(Binomial.self, n, k)
      ⊙ (S.apply(Trigamma.self, n - k + 1) + S.apply(Trigamma.self, k + 1))
  }

  static func expansion(_ n: OneSided, _ k: OneSided) -> OneSided {
    Binomial.expansion(n, k) * (Digamma.expansion(n - k + 1) - Digamma.expansion(k + 1))
  }
}

extension Double {
  /// Whether the number has no fraction.
  fileprivate var isWhole: Bool { self == rounded(.down) }
}
