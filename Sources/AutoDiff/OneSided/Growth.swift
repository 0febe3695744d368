/// How fast something grows or vanishes as t falls to 0: exp(E)·tᵖ·ℓ^q·ℓ₂^r, where ℓ = log(1/t) and ℓ₂ = log ℓ.
///
/// ℓ and ℓ₂ are above 0 and grow without limit, so that fractional powers of them stay real. E is a short sum of growths
/// that are infinite, each with a coefficient, and mostly there is none; a constant stands behind them only where its
/// exponential is beyond the range of doubles. Powers alone (Puiseux series) fail on
/// `log(cosh(1/x))*x` and `1/log(x)`; with logarithms and exponentials sums of such terms are closed under what the
/// catalogue has: a transseries, cut off (D. Gruntz, *On Computing Limits in a Symbolic Manipulation System*, 1996;
/// J. van der Hoeven, *Transseries and Real Differential Algebra*, 2006). They are ordered by size like a Hardy field
/// (G. H. Hardy, *Orders of Infinity*, 1910): of any two one dominates, or their quotient is constant.
struct Growth: Sendable {
  /// p
  var power: Exponent

  /// All but the power of t; nil where there is nothing else.
  var rest: Rest?

  /// The factors exp(E)·ℓ^q·ℓ₂^r.
  final class Rest: Sendable {
    /// E: the strongest term first.
    let exponential: [(growth: Growth, coefficient: Double)]
    let logPower: Exponent
    let logLogPower: Exponent

    init(
      exponential: [(growth: Growth, coefficient: Double)] = [], logPower: Exponent = .zero,
      logLogPower: Exponent = .zero
    ) {
      (self.exponential, self.logPower, self.logLogPower) = (exponential, logPower, logLogPower)
    }
  }

  @inline(__always)
  init(power: Exponent, rest: Rest? = nil) { (self.power, self.rest) = (power, rest) }

  /// exp(E)·tᵖ·ℓ^q·ℓ₂^r
  init(
    exponential: [(growth: Growth, coefficient: Double)] = [], power: Exponent = .zero,
    logPower: Exponent = .zero, logLogPower: Exponent = .zero
  ) {
    let isPlain = exponential.isEmpty && logPower.isZero && logLogPower.isZero
    self.init(
      power: power,
      rest: isPlain
        ? nil : Rest(exponential: exponential, logPower: logPower, logLogPower: logLogPower))
  }

  /// What neither grows nor vanishes.
  static let constant = Growth(power: .zero)

  /// t
  static let variable = Growth(power: .one)

  /// ℓ
  static let logarithm = Growth(logPower: .one)

  /// ℓ₂
  static let iteratedLogarithm = Growth(logLogPower: .one)

  var exponential: [(growth: Growth, coefficient: Double)] { rest?.exponential ?? [] }
  var logPower: Exponent { rest?.logPower ?? .zero }
  var logLogPower: Exponent { rest?.logLogPower ?? .zero }

  @inline(__always) var isConstant: Bool { rest == nil && power.isZero }

  /// Whether it grows without limit.
  var isInfinite: Bool { Growth.compare(self, .constant) > 0 }

  /// Whether it vanishes.
  var isInfinitesimal: Bool { Growth.compare(self, .constant) < 0 }
}

extension Growth {
  /// Whether the first dominates as t falls to 0 (+1), the second does (−1), or their quotient is constant (0).
  @inline(__always)
  static func compare(_ a: Growth, _ b: Growth) -> Int {
    if a.rest == nil, b.rest == nil { return Exponent.compare(b.power, a.power) }
    return compareSlowly(a, b)
  }

  private static func compareSlowly(_ a: Growth, _ b: Growth) -> Int {
    let byPower = Exponent.compare(b.power, a.power)
    let byLogarithm = Exponent.compare(a.logPower, b.logPower)
    let byRest =
      byPower != 0
      ? byPower
      : (byLogarithm != 0 ? byLogarithm : Exponent.compare(a.logLogPower, b.logLogPower))
    if a.exponential.isEmpty, b.exponential.isEmpty { return byRest }
    guard let leading = sum(a.exponential, b.exponential, times: -1).first else { return byRest }
    // exp(√ℓ) is less than any power of t, and exp(√ℓ₂) than any power of ℓ.
    if byPower != 0, compare(leading.growth, .logarithm) < 0 { return byPower }
    if byPower == 0, byLogarithm != 0, compare(leading.growth, .iteratedLogarithm) < 0 { return byLogarithm }
    return leading.coefficient > 0 ? 1 : -1
  }

  @inline(__always)
  static func * (a: Growth, b: Growth) -> Growth {
    if a.rest == nil, b.rest == nil { return Growth(power: a.power + b.power) }
    return Growth(
      exponential: sum(a.exponential, b.exponential, times: 1), power: a.power + b.power,
      logPower: a.logPower + b.logPower, logLogPower: a.logLogPower + b.logLogPower)
  }

  /// The growth to a power.
  func raised(to exponent: Exponent) -> Growth {
    if exponent.isZero { return .constant }
    let factor = exponent.value
    return Growth(
      exponential: exponential.map { ($0.growth, $0.coefficient * factor) }, power: power * exponent,
      logPower: logPower * exponent, logLogPower: logLogPower * exponent)
  }

  var inverse: Growth { rest == nil ? Growth(power: -power) : raised(to: Exponent(whole: -1)) }

  /// The sum of two exponents E, the second one times a factor: the strongest first, and without what cancels.
  private static func sum(
    _ a: [(growth: Growth, coefficient: Double)], _ b: [(growth: Growth, coefficient: Double)],
    times factor: Double
  ) -> [(growth: Growth, coefficient: Double)] {
    if b.isEmpty { return a }
    if a.isEmpty { return b.map { ($0.growth, factor * $0.coefficient) } }
    var result: [(growth: Growth, coefficient: Double)] = []
    var (i, j) = (0, 0)
    while i < a.count || j < b.count {
      let order = i == a.count ? -1 : (j == b.count ? 1 : compare(a[i].growth, b[j].growth))
      if order > 0 {
        result.append(a[i])
      } else if order < 0 {
        result.append((b[j].growth, factor * b[j].coefficient))
      } else {
        let (left, right) = (a[i].coefficient, factor * b[j].coefficient)
        if abs(left + right) > cancellation * (abs(left) + abs(right)) {
          result.append((a[i].growth, left + right))
        }
      }
      if order >= 0 { i += 1 }
      if order <= 0 { j += 1 }
    }
    return result
  }

  /// Up to what part of them two coefficients in an exponent cancel.
  private static let cancellation = 1e-12
}
