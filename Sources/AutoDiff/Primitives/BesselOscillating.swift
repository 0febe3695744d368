import RealModule

/// The Bessel functions J_ν(x) and Y_ν(x) of orders ν ≥ 0 for x > 0.
///
/// - For ν ≥ 50 by expansions that hold for all x (``BesselUniform``), and for x ≥ 25 and x ≥ ν²/2 by Hankel's.
/// - J where x ≤ ν or x < 2, where it falls off or is small, by its power series.
/// - The rest by recurrence (DLMF 10.6.1) from the orders μ and μ + 1 with |μ| ≤ ½. It is stable upwards, for Y everywhere
///   and for J as long as the order is below x, and is done in pairs of doubles, so that its steps add no errors.
///   These two come from Hankel's series for x ≥ 25, for x ≥ 2 from an integral (``WaveNodes``), and else from the series of
///   N. Temme, "On the numerical evaluation of the ordinary Bessel function of the second kind", J. Comput. Phys. 21
///   (1976).
enum BesselOscillating {
  /// From here on expansions for large orders have all digits.
  static let large = 50.0

  /// J_ν(x)
  static func first(_ order: Double, _ x: Double) -> Double {
    if x.isInfinite { return 0 }
    if BesselSeries.isFarOut(order, x) { return hankel(order, x).first }
    if order >= large { return BesselUniform.first(order, x) }
    if x <= order || x < 2 { return BesselSeries.first(order, x, modified: false) }
    let base = order - order.rounded()
    let start = x < 25 ? integrals(base, x) : (hankel(base, x), hankel(base + 1, x))
    return raised(base, order, x, start.0.first, start.1.first)
  }

  /// Y_ν(x)
  static func second(_ order: Double, _ x: Double) -> Double {
    if x.isInfinite { return 0 }
    if BesselSeries.isFarOut(order, x) { return hankel(order, x).second }
    if order >= large { return BesselUniform.second(order, x) }
    let base = order - order.rounded()
    if x < 2 {
      let (own, next) = temme(base, x)
      return raised(base, order, x, own, next)
    }
    let start = x < 25 ? integrals(base, x) : (hankel(base, x), hankel(base + 1, x))
    return raised(base, order, x, start.0.second, start.1.second)
  }

  /// Both kinds of functions.
  typealias Pair = (first: Double, second: Double)

  /// f_ν of f_μ and f_(μ+1), by f_(κ+1) = (2κ/x)·f_κ − f_(κ−1). What overflows on the way stays infinite.
  private static func raised(_ base: Double, _ order: Double, _ x: Double, _ own: Double, _ next: Double)
    -> Double
  {
    let steps = Int(order.rounded())
    if steps == 0 { return own }
    var (below, above) = (DoubleDouble(own), DoubleDouble(next))
    // Dividing first, 2κ/x might overflow where the product does not.
    let half = x / 2
    for k in stride(from: 1, to: steps, by: 1) {
      if abs(above.high) > 0x1p900 { return simplyRaised(k, steps, base, x, below.high, above.high) }
      let following = DoubleDouble.sum(base, Double(k)) * above / half - below
      (below, above) = (above, following)
      if !above.high.isFinite { return above.high.isNaN ? -.infinity : above.high }
    }
    return above.value
  }

  /// The rest of the steps near the end of the range, where pairs of doubles overflow.
  private static func simplyRaised(
    _ first: Int, _ steps: Int, _ base: Double, _ x: Double, _ below: Double, _ above: Double
  ) -> Double {
    var (below, above) = (below, above)
    for k in stride(from: first, to: steps, by: 1) {
      (below, above) = (above, above / (x / 2) * (base + Double(k)) - below)
      if above.isInfinite { return above }
    }
    return above
  }

  /// √(2/πx)·(P·cos χ − Q·sin χ) and √(2/πx)·(P·sin χ + Q·cos χ) with χ = x − (ν/2 + ¼)π (DLMF 10.17.3, 10.17.4). The angle that
  /// is subtracted is reduced by itself, so that none of x is lost.
  private static func hankel(_ order: Double, _ x: Double) -> Pair {
    var (p, q) = (0.0, 0.0)
    BesselSeries.forEachHankelTerm(order, x) { k, term in
      switch k % 4 {
      case 0: p += term
      case 1: q += term
      case 2: p -= term
      default: q -= term
      }
    }
    let (sine, cosine) = Sine.sineAndCosine(x)
    let quarters = order.truncatingRemainder(dividingBy: 4) / 2
    let (a, b) = (CosinePi.value(quarters), SinePi.value(quarters))
    let size = 1 / (Double.pi.squareRoot() * x.squareRoot())
    // √2 times cosine and sine of (ν/2 + ¼)π.
    let (c, s) = (a - b, a + b)
    let (cosineOfPhase, sineOfPhase) = (cosine * c + sine * s, sine * c - cosine * s)
    return (size * (p * cosineOfPhase - q * sineOfPhase), size * (p * sineOfPhase + q * cosineOfPhase))
  }

  /// The functions of the orders ν and ν + 1, from 2 to 30 for |ν| ≤ ½.
  private static func integrals(_ order: Double, _ x: Double) -> (Pair, Pair) {
    let (own, next) = WaveNodes.neighbours(order, x)
    let (sine, cosine) = Sine.sineAndCosine(x)
    let (a, b) = (CosinePi.value(order / 2), SinePi.value(order / 2))
    // cos and sin of x − νπ/2
    let (c, s) = ((cosine * a + sine * b) / .pi, (sine * a - cosine * b) / .pi)
    // times −i, and −1 for the second: e^(−iπ/2) is −i.
    return (
      (s * own.real + c * own.imaginary, s * own.imaginary - c * own.real),
      (s * next.imaginary - c * next.real, -s * next.real - c * next.imaginary)
    )
  }

  /// Y_ν and Y_(ν+1) for |ν| ≤ ½ and x < 2, by Temme's series.
  private static func temme(_ order: Double, _ x: Double) -> (Double, Double) {
    let start = TemmeStart(order, x)
    var (f, p, q) = (2 / .pi * start.f, start.p / .pi, start.q / .pi)
    // (2/ν)·sin²(νπ/2)
    let factor = order == 0 ? 0 : 2 * SinePi.value(order / 2) * SinePi.value(order / 2) / order
    var (own, next, c) = (f + factor * q, p, 1.0)
    for k in 1...30 {
      let k = Double(k)
      f = (k * f + p + q) / ((k - order) * (k + order))
      p /= k - order
      q /= k + order
      c *= -(x / 2) * (x / 2) / k
      let g = f + factor * q
      own += c * g
      next += c * (p - k * g)
      if abs(c * g) < 0x1p-56 * abs(own), abs(c * k * g) < 0x1p-56 * abs(next) { break }
    }
    return (-own, -next / (x / 2))
  }
}

/// The first terms of Temme's series for Y_ν, and of the one for K_ν (N. Temme, "On the numerical evaluation of the modified
/// Bessel function of the third kind", J. Comput. Phys. 19, 1975), for |ν| ≤ ½: with σ = ν·log(2/x)
///
///     f = νπ/sin νπ·(cosh σ·Γ₁ + sinh σ/σ·log(2/x)·Γ₂),  p = (x/2)^(−ν)·Γ(1 + ν),  q = (x/2)^ν·Γ(1 − ν)
///     Γ₁ = (1/Γ(1 − ν) − 1/Γ(1 + ν))/2ν,  Γ₂ = (1/Γ(1 − ν) + 1/Γ(1 + ν))/2
struct TemmeStart {
  let f: Double
  let p: Double
  let q: Double

  init(_ order: Double, _ x: Double) {
    // The even and the odd terms of 1/Γ(1 + ν).
    let square = order * order
    var (even, odd) = (0.0, 0.0)
    let coefficients = BesselTables.reciprocalGamma
    for k in stride(from: coefficients.count - 1, through: 0, by: -2) {
      even = even * square + coefficients[k]
      if k > 0 { odd = odd * square + coefficients[k - 1] }
    }
    let power = CLibrary.pow(x, order) * .exp2(-order)
    let logarithm = -Double.log(x) + 0.6931471805599453094
    let sigma = order * logarithm
    let quotient = order == 0 ? 1 : .pi * order / SinePi.value(order)
    let (rise, fall) = (1 / power, power)
    let cosh = 0.5 * (rise + fall)
    let sinh =
      abs(sigma) < 1
      ? (sigma == 0 ? logarithm : Double.sinh(sigma) / sigma * logarithm) : 0.5 * (rise - fall) / order
    f = quotient * (sinh * even - cosh * odd)
    p = rise / (even + order * odd)
    q = fall / (even - order * odd)
  }
}
