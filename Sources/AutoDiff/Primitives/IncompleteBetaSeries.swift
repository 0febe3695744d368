/// The incomplete beta function just beside a point: its one-sided series.
///
/// Where x vanishes it is the power series
///
///     I = x^a·(1 − x)^b/(a·Β(a, b))·Σ tₖ,  tₖ = (a + b)ₖ/(a + 1)ₖ·xᵏ
///
/// (DLMF 8.17.8), and beside 1 that of the other end. In between it has a Taylor series in x; where a or b moves there, the power
/// series is summed up over series, as far as a moderate number of terms goes.
enum IncompleteBetaSeries {
  static func value(_ a: OneSided, _ b: OneSided, _ x: OneSided) -> OneSided {
    decided(a, b, x) { a, b, x in
      if let series = taylor(a, b, x, isDensity: false) { return series }
      if isUpper(x) { return 1 - value(b, a, 1 - x) }
      return sums(a, b, x).map { power(a, b, x) / a * $0.sum } ?? OneSided(.undecided)
    }
  }

  /// ∂/∂a and ∂/∂b, with the logarithmic derivatives of each term.
  static func slopes(_ a: OneSided, _ b: OneSided, _ x: OneSided) -> (a: OneSided, b: OneSided) {
    if isUpper(x) {
      let slopes = slopes(b, a, 1 - x)
      return (-slopes.b, -slopes.a)
    }
    func slope(_ isFirst: Bool) -> OneSided {
      decided(a, b, x) { a, b, x in
        guard let sums = sums(a, b, x) else { return OneSided(.undecided) }
        let ofSum = Digamma.expansion(a + b)
        let ratio =
          isFirst
          ? x.logarithm - Digamma.expansion(a + 1) + ofSum : (1 - x).logarithm - Digamma.expansion(b) + ofSum
        return power(a, b, x) / a * (ratio * sums.sum + (isFirst ? sums.byFirst : sums.bySecond))
      }
    }
    return (slope(true), slope(false))
  }

  /// x^(a−1)·(1 − x)^(b−1)/Β(a, b)
  static func density(_ a: OneSided, _ b: OneSided, _ x: OneSided) -> OneSided {
    decided(a, b, x) { a, b, x in
      taylor(a, b, x, isDensity: true)
        ?? x.raised(to: a - 1) * (1 - x).raised(to: b - 1) / Beta.expansion(a, b)
    }
  }

  /// Only a, b ≥ 0 and 0 ≤ x ≤ 1 are in the domain.
  private static func decided(
    _ a: OneSided, _ b: OneSided, _ x: OneSided, _ body: (OneSided, OneSided, OneSided) -> OneSided
  ) -> OneSided {
    if a.isInfinite || b.isInfinite { return OneSided(.undecided) }
    return a.decided { first in
      b.decided { second in
        x.decided { low in
          (1 - x).decided { high in
            let isOutside = min(first, second, low, high) < 0 || (first, second) == (0, 0)
            return isOutside || (first, low) == (0, 0) || (second, high) == (0, 0)
              ? OneSided(.undefined) : body(a, b, x)
          }
        }
      }
    }
  }

  /// Whether the other end is nearer.
  private static func isUpper(_ x: OneSided) -> Bool {
    guard case .near(let center, _, _) = x.place else { return false }
    return center > 0.5
  }

  /// x^a·(1 − x)^b/Β(a, b)
  private static func power(_ a: OneSided, _ b: OneSided, _ x: OneSided) -> OneSided {
    x.raised(to: a) * (1 - x).raised(to: b) / Beta.expansion(a, b)
  }

  /// The Taylor series in x between 0 and 1, for a and b that stay the same. From x·(1 − x)·y′ = ((a − 1) − s·x)·y, s = a + b − 2,
  /// the coefficients of the density y at c obey
  ///
  ///     (k + 1)·c·(1 − c)·yₖ₊₁ = ((a − 1) − s·c − k·(1 − 2c))·yₖ + (k − 1 − s)·yₖ₋₁
  private static func taylor(_ a: OneSided, _ b: OneSided, _ x: OneSided, isDensity: Bool) -> OneSided? {
    guard let a = a.constantValue?.coefficient, let b = b.constantValue?.coefficient,
      case .near(let c, let error, let rest) = x.place, c > error, 1 - c > error
    else { return nil }
    let (count, s) = (x.context?.termCount ?? 1, a + b - 2)
    var densities = [IncompleteBeta.density(a, b, c)]
    for k in 0..<count {
      let n = Double(k)
      let last = k > 0 ? (n - 1 - s) * densities[k - 1] : 0
      let next = ((a - 1) - s * c - n * (1 - 2 * c)) * densities[k] + last
      densities.append(next / ((n + 1) * c * (1 - c)))
    }
    let values =
      isDensity
      ? densities : [IncompleteBeta.value(a, b, c)] + densities.enumerated().map { $1 / Double($0 + 1) }
    let coefficients = (0...count).map { k -> OneSided.Coefficient in
      let moved = error * Double(k + 1) * values[min(k + 1, values.count - 1)].magnitude
      return (values[k], Double(8 + 8 * k) * values[k].ulp + moved)
    }
    return .composed(coefficients, with: rest.placed(in: x.context))
  }

  /// Σ tₖ, and with each term multiplied by the derivative of its logarithm by a and by b; nil where it takes too many terms.
  private static func sums(
    _ a: OneSided, _ b: OneSided, _ x: OneSided
  ) -> (sum: OneSided, byFirst: OneSided, bySecond: OneSided)? {
    guard case .near(let first, _, _) = a.place, case .near(let second, _, _) = b.place,
      first + second < mostForSums
    else { return nil }
    let context = a.context ?? b.context ?? x.context
    let isVanishing = x.isInfinitesimal
    let count = isVanishing ? context?.termCount ?? 1 : 80 + Int(2 * (first + second))
    var (term, sum) = (OneSided(1), OneSided(1))
    var (byFirst, bySecond, ofSum, ofFirst) = (OneSided(0), OneSided(0), OneSided(0), OneSided(0))
    for k in 0..<count {
      let (upper, lower) = (a + b + OneSided(Double(k)), a + OneSided(Double(k + 1)))
      term = term * x * upper / lower
      ofSum = ofSum + 1 / upper
      ofFirst = ofFirst + 1 / lower
      sum = sum + term
      byFirst = byFirst + term * (ofSum - ofFirst)
      bySecond = bySecond + term * ofSum
    }
    guard isVanishing, let size = (term * x).size else { return (sum, byFirst, bySecond) }
    // What is left out is of the order of the next term.
    let rest = OneSided([], smooth: size, in: context)
    return (sum + rest, byFirst + rest * ofSum, bySecond + rest * ofSum)
  }

  private static let mostForSums = 60.0
}
