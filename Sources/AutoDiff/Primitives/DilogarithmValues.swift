import RealModule

/// Li₂(x) for x ≤ 1 and its derivatives.
enum DilogarithmValues {
  /// The highest order of which there is a derivative.
  static let highestOrder = 60

  /// Li₂(x).
  ///
  /// Between −2 and 0.6 it is a series in u = −log(1 − x), Σ Bₙ·uⁿ⁺¹/(n+1)! (G. 't Hooft and M. Veltman, "Scalar one-loop
  /// integrals", 1979), which converges for |u| < 2π. From there up to 1, and further down, it reflects (DLMF 25.12.6,
  /// 25.12.4):
  ///
  ///     Li₂(x) = π²/6 − log x·log(1 − x) − Li₂(1 − x),  Li₂(x) = −π²/6 − ½·log²(−x) − Li₂(1/x)
  static func value(_ x: Double) -> Double {
    guard x < 1 else { return x == 1 ? sixthOfPiSquared.high : .nan }
    if x > 0.6 {
      let product = DoubleDouble.product(Double.log(x), .log(1 - x))
      return (sixthOfPiSquared - product - DoubleDouble(series(1 - x))).value
    }
    if x >= -2 { return series(x) }
    if x == -.infinity { return x }
    let logarithm = Double.log(-x)
    return
      -(sixthOfPiSquared + DoubleDouble.product(0.5 * logarithm, logarithm) + DoubleDouble(series(1 / x)))
      .value
  }

  /// π²/6
  private static let sixthOfPiSquared = DoubleDouble(high: 0x1.a51a6625307d3p+0, low: 0x1.1873d8912200cp-55)

  /// u − u²/4 + Σ B₂ₖ·u²ᵏ⁺¹/(2k+1)!
  private static func series(_ x: Double) -> Double {
    let u = -Double.log(onePlus: -x)
    let square = u * u
    let sum = coefficients.withUnsafeBufferPointer { coefficients in
      coefficients.indices.reversed().reduce(0.0) { $0 * square + coefficients[$1] }
    }
    return u + u * (sum * square - 0.25 * u)
  }

  /// B₂ₖ/(2k + 1)!
  private static let coefficients: [Double] = {
    var factorial = 1.0
    return Polygamma.bernoulli.enumerated().map { k, number in
      factorial *= Double((2 * k + 2) * (2 * k + 3))
      return number / factorial
    }
  }()

  /// The n-th derivative of Li₂ for n ≥ 1, that of order n − 1 of ℓ(x) = −log(1 − x)/x.
  ///
  /// With k = n − 1, ℓ⁽ᵏ⁾/k! is F(k+1, k+1; k+2; x)/(k+1) (DLMF 15.5.2), which for 0 < x < ½ and x < 0 is (15.8.1)
  ///
  ///     (1−x)⁻ᵏ·Σ j!·xʲ/((k+1)·…·(k+1+j)),  (1−x)⁻ᵏ⁻¹·Σ vʲ/(k+1+j),  v = x/(x−1)
  ///
  /// with terms of one sign. Where they converge slowly, x·ℓ⁽ᵏ⁾ + k·ℓ⁽ᵏ⁻¹⁾ = (k−1)!/(1−x)ᵏ climbs from ℓ itself: a step
  /// multiplies the error by no more than |1 − x|/|x|.
  static func derivative(_ n: Int, _ x: Double) -> Double {
    guard (1...highestOrder).contains(n), x <= 1 else { return .nan }
    if x == 1 { return .infinity }
    if x == -.infinity { return 0 }
    let logarithm = x == 0 ? 1 : -Double.log(onePlus: -x) / x
    let k = n - 1
    if k == 0 { return logarithm }
    let rest = 1 - x
    let factorial = stride(from: 2, through: k, by: 1).reduce(1.0) { $0 * Double($1) }
    if x >= 0, x < 0.5 {
      var (sum, term) = (0.0, 1 / Double(k + 1))
      for j in 1...60 {
        sum += term
        if term < 0x1p-56 * sum { break }
        term *= x * Double(j) / Double(k + 1 + j)
      }
      return factorial * CLibrary.pow(rest, -Double(k)) * sum
    }
    let farthest: Double = k > 8 ? -16 : -4
    if farthest < x, x < 0 {
      let v = -x / rest
      // From the last term up, so that each rounding counts only in what is left.
      let count = min(700, Int(exactly: (-40 / Double.log(v)).rounded(.up)) ?? 0)
      let sum = stride(from: count, through: 0, by: -1).reduce(0.0) { $0 * v + 1 / Double(k + 1 + $1) }
      return factorial * CLibrary.pow(rest, -Double(k + 1)) * sum
    }
    var (value, power) = (logarithm, 1.0)
    for j in 1...k {
      power *= j == 1 ? 1 / rest : Double(j - 1) / rest
      value = (power - Double(j) * value) / x
    }
    return value
  }
}
