import RealModule

/// Series by which Bessel functions of all kinds begin and end.
enum BesselSeries {
  /// J_ν(x), or I_ν(x), for ν ≥ 0 and an x that is not large, by its power series (DLMF 10.2.2, 10.25.2):
  ///
  ///     (x/2)^ν/Γ(ν + 1)·Σ (∓x²/4)ᵏ/(k!·(ν + 1)·…·(ν + k))
  ///
  /// The terms of J grow to e^(x²/4ν) or e^x times their sum, which pairs of doubles have the digits for up to x = 30.
  static func first(_ order: Double, _ x: Double, modified: Bool) -> Double {
    let factor = leading(order, x)
    return factor == 0 ? 0 : factor * sum(order, x, modified: modified).value
  }

  /// The sum of the order ν + n, without its factor.
  static func sum(_ order: Double, plus n: Double = 0, _ x: Double, modified: Bool) -> DoubleDouble {
    let quarter = DoubleDouble.product(x / 2, x / 2)
    let q = modified ? quarter : -quarter
    var (sum, term) = (DoubleDouble(1), DoubleDouble(1))
    for k in 1...mostTerms {
      let k = Double(k)
      term = term * q / (DoubleDouble.sum(order, n + k) * k)
      sum = sum + term
      if abs(term.high) <= 0x1p-70 * abs(sum.high), k * (order + n + k) > quarter.high { break }
    }
    return sum
  }

  private static let mostTerms = 200

  /// (x/2)^ν/Γ(ν + 1). For large orders both are out of range, and Γ is Stirling's series (DLMF 5.11.1):
  ///
  ///     (e·x/2ν)^ν/√(2πν)·e^(−1/12ν + 1/360ν³ − …)
  static func leading(_ order: Double, _ x: Double) -> Double {
    if order < 20 {
      // What rounding takes of ν + 1 counts twenty times in its gamma function.
      let gamma = order < 1 ? Double.gamma(order + 1) : order * .gamma(order)
      return CLibrary.pow(x, order) * .exp2(-order) / gamma
    }
    if x < 1e-100 { return 0 }
    let exponent = ((DoubleDouble(x) / order).logarithm - .ln2 + 1) * order
    let rest = stirling(order)
    return (exponent - rest).roundedExponential / (2 * .pi * order).squareRoot()
  }

  /// log Γ(x) − (x − ½)·log x + x − ½·log 2π for x ≥ 20.
  private static func stirling(_ x: Double) -> Double {
    let s = 1 / (x * x)
    return (1.0 / 12 - s * (1.0 / 360 - s * (1.0 / 1260 - s * (1.0 / 1680 - s / 1188)))) / x
  }

  /// Hankel's series, Σ a_k(ν)/xᵏ with a_k = (4ν² − 1)(4ν² − 9)…(4ν² − (2k − 1)²)/(k!·8ᵏ) (DLMF 10.17.1).
  ///
  /// Hands `body` one term after the other, as long as they fall and count. With x ≥ 25 and x ≥ ν²/2 they fall to e^(−2x) before
  /// they rise.
  @inline(__always)
  static func forEachHankelTerm(_ order: Double, _ x: Double, _ body: (_ k: Int, _ term: Double) -> Void) {
    var term = 1.0
    body(0, term)
    for k in 1...60 {
      let odd = Double(2 * k - 1)
      term *= (2 * order - odd) * (2 * order + odd) / (8 * Double(k)) / x
      body(k, term)
      if abs(term) < 0x1p-60, odd > order { break }
    }
  }

  /// Whether Hankel's series has all digits.
  static func isFarOut(_ order: Double, _ x: Double) -> Bool { x >= 25 && x >= 0.5 * order * order }
}
