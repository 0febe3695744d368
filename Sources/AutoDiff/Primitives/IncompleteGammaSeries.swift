/// The incomplete gamma functions just beside a point: their one-sided series.
///
/// Where x vanishes, or a grows, they are the power series (DLMF 8.11.4), whose terms then vanish one against the other; where
/// x grows they are the asymptotic series of Q (DLMF 8.11.2). Elsewhere they have a Taylor series in x; where a moves there,
/// the power series is summed up over series, as far as a moderate number of terms goes.
enum IncompleteGammaSeries {
  static func lower(_ a: OneSided, _ x: OneSided) -> OneSided {
    decided(a, x) { a, x in
      if x.isInfinite { return 1 - tail(a, x) }
      if let series = taylor(a, x, value: IncompleteGamma.lower, isFalling: false) { return series }
      return sums(a, x).map { power(a, x) * $0.sum } ?? OneSided(.undecided)
    }
  }

  static func upper(_ a: OneSided, _ x: OneSided) -> OneSided {
    decided(a, x) { a, x in
      if x.isInfinite { return tail(a, x) }
      if let series = taylor(a, x, value: IncompleteGamma.upper, isFalling: true) { return series }
      return 1 - lower(a, x)
    }
  }

  /// ∂P/∂a
  static func slope(_ a: OneSided, _ x: OneSided) -> OneSided {
    decided(a, x) { a, x in
      if x.isInfinite { return -tailSlope(a, x) }
      guard let sums = sums(a, x) else { return OneSided(.undecided) }
      return power(a, x) * ((x.logarithm - Digamma.expansion(a + 1)) * sums.sum - sums.harmonic)
    }
  }

  /// x^(a−1)·e^(−x)/Γ(a)
  static func density(_ a: OneSided, _ x: OneSided) -> OneSided {
    decided(a, x) { a, x in
      if let a = a.constantValue?.coefficient, let center = ordinary(x) {
        return series(0, a, center, x, IncompleteGamma.density(a, center.value), isDensity: true)
      }
      return x.raised(to: a - 1) * (-x).exponential / Gamma.expansion(a)
    }
  }

  /// Only a ≥ 0 and x ≥ 0 are in the domain, and not both 0.
  private static func decided(
    _ a: OneSided, _ x: OneSided, _ body: (OneSided, OneSided) -> OneSided
  ) -> OneSided {
    a.decided { first in
      x.decided { second in
        first < 0 || second < 0 || (first, second) == (0, 0) ? OneSided(.undefined) : body(a, x)
      }
    }
  }

  /// x^a·e^(−x)/Γ(a + 1)
  private static func power(_ a: OneSided, _ x: OneSided) -> OneSided {
    x.raised(to: a) * (-x).exponential / Gamma.expansion(a + 1)
  }

  /// Where x tends to a number that is certainly not 0.
  private static func ordinary(_ x: OneSided) -> (value: Double, error: Double, rest: OneSided)? {
    guard case .near(let center, let error, let rest) = x.place, center.magnitude > error else { return nil }
    return (center, error, rest)
  }

  /// The Taylor series in x, for an a that stays the same.
  private static func taylor(
    _ a: OneSided, _ x: OneSided, value: (Double, Double) -> Double, isFalling: Bool
  ) -> OneSided? {
    guard let a = a.constantValue?.coefficient, let center = ordinary(x) else { return nil }
    let density = IncompleteGamma.density(a, center.value)
    return series(
      value(a, center.value), a, center, x, isFalling ? -density : density, isDensity: false)
  }

  /// The series of a density y, or of what has it for a slope: from x·y′ = (a − 1 − x)·y follows
  ///
  ///     (k + 1)·x·yₖ₊₁ = (a − 1 − x − k)·yₖ − yₖ₋₁
  private static func series(
    _ first: Double, _ a: Double, _ center: (value: Double, error: Double, rest: OneSided), _ x: OneSided,
    _ density: Double, isDensity: Bool
  ) -> OneSided {
    let count = x.context?.termCount ?? 1
    var densities = [density]
    for k in 0..<count {
      let last = k > 0 ? densities[k - 1] : 0
      let next = (a - 1 - center.value - Double(k)) * densities[k] - last
      densities.append(next / (Double(k + 1) * center.value))
    }
    let values = isDensity ? densities : [first] + densities.enumerated().map { $1 / Double($0 + 1) }
    let coefficients = (0...count).map { k -> OneSided.Coefficient in
      let moved = center.error * Double(k + 1) * values[min(k + 1, values.count - 1)].magnitude
      return (values[k], Double(8 + 8 * k) * values[k].ulp + moved)
    }
    return .composed(coefficients, with: center.rest.placed(in: x.context))
  }

  /// Σ tₖ and Σ tₖ·hₖ with tₖ = xᵏ/((a + 1)…(a + k)) and hₖ = 1/(a + 1) + … + 1/(a + k); nil where it takes too many terms.
  private static func sums(_ a: OneSided, _ x: OneSided) -> (sum: OneSided, harmonic: OneSided)? {
    let context = a.context ?? x.context
    var count = context?.termCount ?? 1
    var isFinite = false
    if let center = ordinary(x), !a.isInfinite {
      guard center.value < mostForSums else { return nil }
      count = 60 + Int(4 * center.value)
      isFinite = true
    }
    var (term, sum, harmonics, harmonic) = (OneSided(1), OneSided(1), OneSided(0), OneSided(0))
    for k in 1...count {
      let inverse = 1 / (a + OneSided(Double(k)))
      term = term * x * inverse
      harmonics = harmonics + inverse
      sum = sum + term
      harmonic = harmonic + term * harmonics
    }
    if isFinite { return (sum, harmonic) }
    // What is left out is smaller than the last terms.
    guard let size = (term * x / (a + 1)).size else { return (sum, harmonic) }
    let rest = OneSided([], smooth: size, in: context)
    return (sum + rest, harmonic + rest * harmonics)
  }

  private static let mostForSums = 40.0

  /// Q = x^(a−1)·e^(−x)/Γ(a)·Σ (a − 1)…(a − k)/xᵏ, for an a that stays the same.
  private static func tail(_ a: OneSided, _ x: OneSided) -> OneSided {
    guard let parameter = a.constantValue?.coefficient else { return OneSided(.undecided) }
    return x.raised(to: a - 1) * (-x).exponential / Gamma.expansion(a)
      * .composed(falling(parameter, x).map(\.value), with: 1 / x)
  }

  private static func tailSlope(_ a: OneSided, _ x: OneSided) -> OneSided {
    guard let parameter = a.constantValue?.coefficient, parameter > 0 else { return OneSided(.undecided) }
    let (inverse, products) = (1 / x, falling(parameter, x))
    let sum = (x.logarithm - Digamma.expansion(a)) * .composed(products.map(\.value), with: inverse)
    return x.raised(to: a - 1) * (-x).exponential / Gamma.expansion(a)
      * (sum + .composed(products.map(\.slope), with: inverse))
  }

  /// (a − 1)…(a − k) and their derivatives by a.
  private static func falling(
    _ a: Double, _ x: OneSided
  ) -> [(value: OneSided.Coefficient, slope: OneSided.Coefficient)] {
    var (value, slope) = (1.0, 0.0)
    func bounded(_ number: Double, _ k: Int) -> OneSided.Coefficient {
      (number, number.isShort && a.isShort ? 0 : Double(4 * k + 4) * number.ulp)
    }
    return (0...(x.context?.termCount ?? 1)).map { k in
      if k > 0 { (value, slope) = (value * (a - Double(k)), slope * (a - Double(k)) + value) }
      return (bounded(value, k), bounded(slope, k))
    }
  }
}
