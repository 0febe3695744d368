import RealModule

enum LogBeta: BinaryPrimitive {
  static let opcode = Opcode.lbeta
  static let name = "lbeta"
  static let summary = "log |beta(a, b)|"
  static let field = FunctionField.gamma
  static let hands = "lbeta multiplies by digamma of its operand minus digamma of the sum"
  static let accuracy = AccuracyBound.ofSums
  static func isPole(at operands: [Double]) -> Bool { operands.contains { $0 <= 0 } }
  static let domain = "a > 0, b > 0"
  static let samples: [ClosedRange<Double>] = [0.2...6.0]

  /// From 10 on, log Γ is Stirling's formula, whose large terms cancel by hand (A. Didonato and A. Morris, "Algorithm
  /// 708", 1992, `betaln`); with s the smaller and l the larger operand, and ρ the formula's remainder,
  ///
  ///     log Β = log Γ(s) + s − s·log(s+l) + (l−½)·log(1−s/(s+l)) + ρ(l) − ρ(s+l)
  ///           = ½·log(2π/l) + (s−½)·log(s/(s+l)) + l·log(1−s/(s+l)) + ρ(s) + ρ(l) − ρ(s+l)   for s ≥ 10
  static func value(_ a: Double, _ b: Double) -> Double {
    let (small, large) = a < b ? (a, b) : (b, a)
    guard large >= 10, small > 0 else {
      let beta = Beta.quotient(a, b)
      return beta.isNormal ? .log(abs(beta)) : .logGamma(a) + .logGamma(b) - .logGamma(a + b)
    }
    if large.isInfinite { return -large }
    let sum = small + large
    if small < 10 { return .logGamma(small) - small * .log(sum) + rest(small, large) }
    let power = 0.5 * Double.log(2 * .pi / large) + (small - 0.5) * .log(small / sum)
    let shrinking = large * .log(onePlus: -small / sum)
    return power + shrinking + remainders(small, large)
  }

  /// ρ(s) + ρ(l) − ρ(s + l)
  static func remainders(_ small: Double, _ large: Double) -> Double {
    remainder(small) + remainder(large) - remainder(small + large)
  }

  /// What log Β is beside log Γ(s) − s·log(s+l), for s < 10 ≤ l: of the order of s²/l.
  static func rest(_ small: Double, _ large: Double) -> Double {
    let sum = small + large
    return small + (large - 0.5) * .log(onePlus: -small / sum) + (remainder(large) - remainder(sum))
  }

  /// log Γ(x) − (x − ½)·log x + x − ½·log 2π = Σ B₂ₖ/(2k(2k−1)x²ᵏ⁻¹) for x ≥ 10 (DLMF 5.11.1).
  static func remainder(_ x: Double) -> Double {
    let coefficients: [Double] = [
      -3617.0 / 122400, 1.0 / 156, -691.0 / 360360, 1.0 / 1188, -1.0 / 1680, 1.0 / 1260, -1.0 / 360, 1.0 / 12,
    ]
    return coefficients.reduce(0) { $0 / x / x + $1 } / x
  }

  // ψ(a) − ψ(a + b)
  static func partialLeft<S: Number>(_ a: S, _ b: S, result: S) -> S {
    -S.apply(PolygammaDifference.self, 0, Pair(first: a, second: b))
  }
  static func partialRight<S: Number>(_ a: S, _ b: S, result: S) -> S {
    -S.apply(PolygammaDifference.self, 0, Pair(first: b, second: a))
  }

  static func expansion(_ a: OneSided, _ b: OneSided) -> OneSided {
    LogGamma.expansion(a) + LogGamma.expansion(b) - LogGamma.expansion(a + b)
  }
}

enum Beta: BinaryPrimitive {
  static let opcode = Opcode.beta
  static let name = "beta"
  static let summary = "the beta function, gamma(a)*gamma(b)/gamma(a + b)"
  static let field = FunctionField.gamma
  static let hands = "beta multiplies by its result and digamma of its operand minus digamma of the sum"
  static let accuracy = AccuracyBound(
    value: 16, partial: 32,
    because: "the mixed partial is a difference of large terms when both operands are tiny",
    beyondSecond: { $0[0] < 1e-6 && $0[1] < 1e-6 })
  static func isPole(at operands: [Double]) -> Bool { operands.contains { $0 <= 0 } }
  static let domain = LogBeta.domain
  static let samples = LogBeta.samples

  static func definition<S: Number>(_ a: S, _ b: S) -> S? {
    S.apply(Gamma.self, a) * S.apply(Gamma.self, b) / S.apply(Gamma.self, a + b)
  }
  static func value(_ a: Double, _ b: Double) -> Double {
    // The gamma functions themselves overflow at 171.6; their logarithms cost accuracy, so they come last.
    let direct = quotient(a, b)
    if direct.isNormal { return direct }
    let (small, large) = a < b ? (a, b) : (b, a)
    guard small > 0, large >= 10, (a + b).isFinite else { return .exp(LogBeta.value(a, b)) }
    if small < 10 {
      return .gamma(small) * CLibrary.pow(small + large, -small) * .exp(LogBeta.rest(small, large))
    }
    let powers = power(small, large, small - 0.5) * power(large, small, large)
    return (2 * .pi / large).squareRoot() * powers * .exp(LogBeta.remainders(small, large))
  }

  /// (x/(x+y))^e for x, y > 0. What rounding lost of the base is exact, but multiplied by e in the power, so that it
  /// goes back in: (b·(1+δ))^e = b^e·e^(eδ) for tiny δ.
  private static func power(_ x: Double, _ y: Double, _ exponent: Double) -> Double {
    let (sum, lost) = exactSum(x, y)
    let base = x / sum
    let residue = x.addingProduct(-base, sum) - base * lost
    return CLibrary.pow(base, exponent) * .exp(exponent * residue / x)
  }

  /// a + b rounded, and what rounding lost (Knuth's two-sum).
  private static func exactSum(_ a: Double, _ b: Double) -> (sum: Double, lost: Double) {
    let sum = a + b
    let ofB = sum - a
    return (sum, (a - (sum - ofB)) + (b - ofB))
  }

  /// Γ(a)/Γ(a + b)·Γ(b). What rounding lost of a + b goes back in by the slope: Γ(s + t) = Γ(s)·(1 + ψ(s)·t) for
  /// tiny t.
  static func quotient(_ a: Double, _ b: Double) -> Double {
    let (sum, lost) = exactSum(a, b)
    let correction = lost == 0 ? 1 : 1 + Polygamma.value(0, sum) * lost
    return Double.gamma(a) / (.gamma(sum) * correction) * .gamma(b)
  }

  static func partialLeft<S: Number>(_ a: S, _ b: S, result: S) -> S {
    -(result * S.apply(PolygammaDifference.self, 0, Pair(first: a, second: b)))
  }
  static func partialRight<S: Number>(_ a: S, _ b: S, result: S) -> S {
    -(result * S.apply(PolygammaDifference.self, 0, Pair(first: b, second: a)))
  }

  // By logarithms where it is positive, which hold wherever the gamma functions overflow.
  static func expansion(_ a: OneSided, _ b: OneSided) -> OneSided {
    a.decided { first in
      b.decided { second in
        if first > 0, second > 0 { return LogBeta.expansion(a, b).exponential }
        return Gamma.expansion(a) * Gamma.expansion(b) / Gamma.expansion(a + b)
      }
    }
  }
}
