import RealModule

/// The incomplete gamma functions of large a beside x = a, where the one goes over into the other.
///
/// With ½η² = μ − log(1 + μ), 1 + μ = x/a, and η of the sign of μ (N. Temme, "The asymptotic expansion of the incomplete gamma
/// functions", 1979; DLMF 8.12),
///
///     Q(a, x) = ½·erfc(η·√½a) + R,  R = e^(−½aη²)/√2πa·Σ cₖ(η)/aᵏ
///
/// and P(a, x) = ½·erfc(−η·√½a) − R. The power of e is taken out of erfc, which leaves erfcx.
enum UniformIncompleteGamma {
  static let leastParameter = 20.0

  /// The smaller of the two: P for x < a, and else Q.
  static func value(_ a: Double, _ x: Double) -> Double {
    guard let point = Point(a, x) else { return 0 }
    var (sum, scale) = (0.0, 1.0)
    for k in 0..<rowCount where scale > negligible {
      var c = 0.0
      for n in stride(from: point.count(k) - 1, through: 0, by: -1) {
        c = c * point.eta + coefficients[k * columnCount + n]
      }
      sum += c * scale
      scale /= a
    }
    let error = 0.5 * ScaledErrorDerivatives.value(0, point.eta.magnitude * (0.5 * a).squareRoot())
    return point.power * (error + (x < a ? -sum : sum) / (2 * .pi * a).squareRoot())
  }

  /// ∂Q/∂a. From ∂(½aη²)/∂a = −log(x/a) and ∂η/∂a = −μ/(aη), with S for the sum, it is
  ///
  ///     e^(−½aη²)/√2πa·(log(x/a)/η + S·(log(x/a) − 1/2a) − ∂S/∂η·μ/(aη) − Σ k·cₖ/aᵏ⁺¹)
  static func slope(_ a: Double, _ x: Double) -> Double {
    guard let point = Point(a, x) else { return 0 }
    let (mu, eta) = (point.mu, point.eta)
    var (sum, byEta, byScale, scale) = (0.0, 0.0, 0.0, 1.0)
    for k in 0..<rowCount where scale > negligible {
      var (c, slope) = (0.0, 0.0)
      for n in stride(from: point.count(k) - 1, through: 0, by: -1) {
        slope = slope * eta + c
        c = c * eta + coefficients[k * columnCount + n]
      }
      sum += c * scale
      byEta += slope * scale
      byScale += Double(k) * c * scale
      scale /= a
    }
    let logarithm = Double.log(onePlus: mu)
    let (ratio, muByEta) = eta == 0 ? (1, 1) : (logarithm / eta, mu / eta)
    let corrections = sum * (logarithm - 0.5 / a) - (byEta * muByEta + byScale) / a
    return point.power * (ratio + corrections) / (2 * .pi * a).squareRoot()
  }

  /// Where the expansion is taken.
  private struct Point {
    let mu: Double
    let eta: Double

    /// e^(−½aη²)
    let power: Double

    /// How many powers of η count.
    private let columns: Int

    /// Nil where the power is 0.
    init?(_ a: Double, _ x: Double) {
      guard let exponent = IncompleteGamma.exponent(a, x) else { return nil }
      let mu = (x - a) / a
      self.mu = mu
      power = exponent.roundedExponential
      // Beside 1 by the series of φ = μ²/2 − μ³/3 + …
      if mu.magnitude < 0x1p-10 {
        eta = mu * UniformIncompleteGamma.series.reduce(0) { $0 * mu + $1 }.squareRoot()
      } else {
        let size = (-2 * exponent.high / a).squareRoot()
        eta = mu < 0 ? -size : size
      }
      let decline = -Double.log(eta.magnitude / UniformIncompleteGamma.radius)
      columns = 4 + Int(39 / min(max(decline, 1), 1000))
    }

    func count(_ row: Int) -> Int { min(columns, UniformIncompleteGamma.columnCount - 2 * row) }
  }

  /// 2/(k + 2) with alternating signs
  private static let series: [Double] = [-2.0 / 7, 1.0 / 3, -0.4, 0.5, -2.0 / 3, 1]

  private static let negligible = 0x1p-56
  private static let rowCount = 10
  private static let columnCount = 28

  /// The series of the cₖ converge where |η| is less, 2·√π.
  private static let radius = 3.54

  /// cₖ(η) = Σ d(k, n)·ηⁿ, a row for each k.
  ///
  /// With μ = Σ αₙ·ηⁿ, from η·(1 + μ) = μ·μ′ follows α₁ = 1 and
  ///
  ///     (n + 1)·αₙ = αₙ₋₁ − Σ_{1<j<n} j·αⱼ·αₙ₋ⱼ₊₁
  ///
  /// and from it c₀ = 1/μ − 1/η = (μ′ − 1)/η − 1. Each next one is cₖ₊₁ = cₖ′/η + g/μ, where g takes the pole away (DLMF
  /// 8.12.10): d(k + 1, n) = (n + 2)·d(k, n + 2) − d(k, 1)·d(0, n).
  private static let coefficients: [Double] = {
    let count = columnCount + 2 * rowCount
    var alpha = [DoubleDouble(0), DoubleDouble(1)]
    for n in 2...(count + 1) {
      var sum = alpha[n - 1]
      for j in stride(from: 2, to: n, by: 1) { sum = sum - alpha[j] * alpha[n - j + 1] * Double(j) }
      alpha.append(sum / Double(n + 1))
    }
    let first = (0..<count).map { (n: Int) -> DoubleDouble in
      let term: DoubleDouble = alpha[n + 2] * Double(n + 2)
      return n == 0 ? term + -1 : term
    }
    var (row, result) = (first, [Double]())
    for _ in 0..<rowCount {
      result += row.prefix(columnCount).map(\.value)
      let last = row
      row = (0..<last.count - 2).map { (n: Int) -> DoubleDouble in
        let derivative: DoubleDouble = last[n + 2] * Double(n + 2)
        return derivative - last[1] * first[n]
      }
    }
    return result
  }()
}
