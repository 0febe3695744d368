import RealModule

/// The modified Bessel functions I_ν(x) and K_ν(x) of orders ν ≥ 0 for x > 0, with the factors e^(−x) and e^x or without,
/// and the first two derivatives of those with.
///
/// - For x ≥ 25 and x ≥ ν²/2 by Hankel's series.
/// - I where √(x² + ν²) < 22 by its power series, all of whose terms are positive.
/// - K where x < 1 and ν < 10 by Temme's series for the orders μ and μ + 1 with |μ| ≤ ½, and the recurrence
///   (DLMF 10.29.1) upwards, where it is stable.
/// - The rest by integrals (``Saddle``).
///
/// The derivatives of e^(−x)·I and e^x·K are small beside the terms that the rule gives, e^(−x)·(I′ − I) and e^x·(K′ + K),
/// where x is large: like 1/2x to 1. Of Hankel's series they are those of its terms, of the integrals the same with a factor in
/// the integrand.
enum BesselModified {
  /// I_ν(x), or the derivative of an order from 0 to 2 of e^(−x)·I_ν(x).
  static func first(_ order: Double, _ x: Double, scaled: Bool, derivative: Int = 0) -> Double {
    if x.isInfinite { return scaled ? 0 : x }
    if BesselSeries.isFarOut(order, x) {
      let sum = hankel(order, x, alternating: true, derivative)
      let root = (2 * Double.pi).squareRoot() * x.squareRoot()
      if scaled { return sum / root }
      // The exponential overflows before the quotient.
      let half = Double.exp(x / 2)
      return half / root * sum * half
    }
    if x * x + order * order < 484 {
      let value = series(order, x, derivative)
      return scaled ? value * .exp(-x) : value
    }
    return Saddle(order, x).first(scaled: scaled, derivative)
  }

  /// K_ν(x), or the derivative of an order from 0 to 2 of e^x·K_ν(x).
  static func second(_ order: Double, _ x: Double, scaled: Bool, derivative: Int = 0) -> Double {
    if x.isInfinite { return 0 }
    if BesselSeries.isFarOut(order, x) {
      let sum = hankel(order, x, alternating: false, derivative)
      // The exponential is subnormal before the product is.
      let half = scaled ? 1 : Double.exp(-x / 2)
      return (0.5 * .pi / x).squareRoot() * half * sum * half
    }
    if x < 1, order < 10 {
      let value = recurrence(order, x, derivative)
      return scaled ? value * .exp(x) : value
    }
    return Saddle(order, x).second(scaled: scaled, derivative)
  }

  /// Σ (±1)ᵏ·a_k/xᵏ, or the same of the derivatives of x^(−½−k), times x^½ (DLMF 10.40.1, 10.40.2).
  private static func hankel(_ order: Double, _ x: Double, alternating: Bool, _ derivative: Int) -> Double {
    var sum = 0.0
    BesselSeries.forEachHankelTerm(order, x) { k, term in
      let power = -0.5 - Double(k)
      let factor = derivative == 0 ? 1 : derivative == 1 ? power / x : power / x * (power - 1) / x
      sum += alternating && k % 2 == 1 ? -factor * term : factor * term
    }
    return sum
  }

  /// By the power series of I_ν, I_(ν+1) and I_(ν+2): with I′ = I_(ν+1) + (ν/x)·I (DLMF 10.29.2) the derivatives of e^(−x)·I
  /// are e^(−x) times
  ///
  ///     I_(ν+1) + (ν/x − 1)·I
  ///     I_(ν+2) + ((2ν + 1)/x − 2)·I_(ν+1) + (ν(ν − 1)/x² − 2ν/x + 1)·I
  ///
  /// and each I is (x/2)^ν/Γ(ν + 1) times a sum. From that factor as many x are taken as the quotients have, so that it does not
  /// underflow.
  private static func series(_ order: Double, _ x: Double, _ derivative: Int) -> Double {
    let own = BesselSeries.sum(order, x, modified: true)
    if derivative == 0 { return BesselSeries.leading(order, x) * own.value }
    let taken = order >= 2 && derivative == 2 ? 2 : order >= 1 ? 1 : 0
    // ν·…·(ν − j + 1)/xʲ, over the same for j = taken.
    func falling(_ j: Int) -> DoubleDouble {
      if j < taken { return falling(j + 1) * x / (order - Double(j)) }
      return j == taken ? DoubleDouble(1) : falling(j - 1) * (order - Double(j - 1)) / x
    }
    let factor = BesselSeries.leading(order - Double(taken), x) * (taken == 0 ? 1 : taken == 1 ? 0.5 : 0.25)
    if x < 1e-30 { return besideZero(order, x, factor, taken, derivative) }
    let half = DoubleDouble(x / 2)
    let first = BesselSeries.sum(order, plus: 1, x, modified: true) * half / DoubleDouble.sum(order, 1)
    if derivative == 1 {
      return factor * (falling(0) * (first - own) + falling(1) * own).value
    }
    let second =
      BesselSeries.sum(order, plus: 2, x, modified: true) * half * half / DoubleDouble.sum(order, 1)
      / DoubleDouble.sum(order, 2)
    let middle = first * (DoubleDouble(2 * order) + 1) / x - first * 2
    let terms = falling(0) * (second + middle + own) - falling(1) * own * 2 + falling(2) * own
    return factor * terms.value
  }

  /// The same where all sums are 1, with the factor in each quotient, which by itself may be out of range.
  private static func besideZero(
    _ order: Double, _ x: Double, _ factor: Double, _ taken: Int, _ derivative: Int
  ) -> Double {
    func times(_ number: Double, _ quotient: Double) -> Double { number == 0 ? 0 : number * quotient }
    let quotient = factor / x
    switch taken {
    case 0:
      if derivative == 1 { return times(order, quotient) - factor }
      return times(order * (order - 1), quotient / x) - times(2 * order, quotient) + 1.5 * factor
    case 1:
      return derivative == 1 ? factor - factor * x / order : times(order - 1, quotient) - 2 * factor
    default: return factor
    }
  }

  /// By Temme's series and the recurrence. Of e^x·K the first derivative is e^x·((1 − ν/x)·K − K_|ν−1|), and the second
  /// follows from the differential equation: (2 − 1/x) times the first, and (1/x + ν²/x²) times the function.
  private static func recurrence(_ order: Double, _ x: Double, _ derivative: Int) -> Double {
    let value = raised(order, x)
    if derivative == 0 { return value }
    let slope = (1 - order / x) * value - raised(abs(order - 1), x)
    if derivative == 1 { return slope }
    return (2 - 1 / x) * slope + (1 / x + (order / x) * (order / x)) * value
  }

  private static func raised(_ order: Double, _ x: Double) -> Double {
    let steps = Int(order.rounded())
    let (own, next) = temme(order - order.rounded(), x)
    if steps == 0 { return own }
    var (below, above) = (own, next)
    for k in stride(from: 1, to: steps, by: 1) {
      (below, above) = (above, above / (x / 2) * (order - order.rounded() + Double(k)) + below)
    }
    return above
  }

  /// K_ν and K_(ν+1) for |ν| ≤ ½ and x < 1.
  private static func temme(_ order: Double, _ x: Double) -> (Double, Double) {
    let start = TemmeStart(order, x)
    var (f, p, q) = (start.f, 0.5 * start.p, 0.5 * start.q)
    var (own, next, c) = (f, p, 1.0)
    for k in 1...20 {
      let k = Double(k)
      f = (k * f + p + q) / ((k - order) * (k + order))
      p /= k - order
      q /= k + order
      c *= (x / 2) * (x / 2) / k
      own += c * f
      next += c * (p - k * f)
      if c * f < 0x1p-56 * own { break }
    }
    return (own, next / (x / 2))
  }

  /// The integrals of I and K around the saddle points of their exponents.
  ///
  /// In K_ν(x) = ½·∫ e^(νt − x·cosh t) dt (DLMF 10.32.9) the exponent is largest where sinh t = ν/x. From there, with
  /// R = √(x² + ν²) and t = arsinh(ν/x) + s, it is
  ///
  ///     ν·arsinh(ν/x) − R  −  ν·(e^s − 1 − s) − (R − ν)·(cosh s − 1)
  ///
  /// and I_ν(x) = 1/2πi·∫ e^(x·cosh t − νt) dt (DLMF 10.32.12) has its saddle there, too. Its path may go straight up and down,
  /// t = arsinh(ν/x) + iv, and the parts beyond v = ±π are less than e^(−2R) of it:
  ///
  ///     e^(R − ν·arsinh(ν/x))/π·∫ e^(−R·(1 − cos v))·cos(ν·(v − sin v)) dv,   v from 0 to π
  ///
  /// The trapezoidal rule with a step of about ½/√R finds both to all digits (A. Gil, J. Segura and N. Temme, *Numerical Methods for
  /// Special Functions*, 2007, chapter 5). In front stands a large number of which the fraction counts.
  private struct Saddle {
    let order: Double
    let x: Double

    /// √(x² + ν²), and less ν.
    let root: Double
    let excess: Double

    /// arsinh(ν/x)
    let place: Double

    /// ν·arsinh(ν/x) − (R − x), the logarithm of the factor of e^x·K.
    let tilt: DoubleDouble

    init(_ order: Double, _ x: Double) {
      (self.order, self.x) = (order, x)
      let root = (DoubleDouble.product(x, x) + DoubleDouble.product(order, order)).squareRoot
      self.root = root.high
      excess = x / (root.high + order) * x
      // For x far above ν the logarithm is small and exact, for x far below the sum is.
      let place = (root + order).logarithm - DoubleDouble(x).logarithm
      self.place = place.high
      tilt = place * order - DoubleDouble.product(order, order) / (root + x)
    }

    /// K: its nodes to the right and to the left at the same time.
    func second(scaled: Bool, _ derivative: Int) -> Double {
      let step = min(0.14, 0.54 / root.squareRoot())
      // e^(kh) − 1 − kh by steps, in which nothing cancels, and the same for −h.
      let first = Self.rest(step)
      let firstLeft = Self.rest(-step)
      let (rise, fall) = (step + first, firstLeft - step)
      var (right, left, sum) = (0.0, 0.0, 0.5 * weight(0, derivative))
      var total = 2 * sum
      for k in 1...400 {
        let s = Double(k) * step
        let last = s - step
        right = right * (1 + rise) + first + last * rise
        left = left * (1 + fall) + firstLeft - last * fall
        let cosh = 0.5 * (right + left) * excess
        let (exponent, exponentLeft) = (order * right + cosh, order * left + cosh)
        if exponentLeft > 42, exponent > 42 { break }
        sum = 0
        if exponent < 45 { sum += .exp(-exponent) * weight(s, derivative) }
        if exponentLeft < 45 { sum += .exp(-exponentLeft) * weight(-s, derivative) }
        total += sum
      }
      return times((scaled ? tilt : tilt - x), 0.5 * step * total)
    }

    /// e^h − 1 − h for a small h.
    private static func rest(_ h: Double) -> Double {
      var sum = 1.0
      for k in stride(from: 14.0, through: 3, by: -1) { sum = 1 + h / k * sum }
      return 0.5 * h * h * sum
    }

    /// (1 − cosh t)ⁿ
    private func weight(_ s: Double, _ n: Int) -> Double {
      if n == 0 { return 1 }
      let half = Double.sinh(0.5 * (place + s))
      return n == 1 ? -2 * half * half : 4 * half * half * half * half
    }

    /// A number times an exponential, which by itself may be out of range.
    private func times(_ exponent: DoubleDouble, _ number: Double) -> Double {
      let half = (exponent * 0.5).roundedExponential
      return half == 0 ? 0 : half * number * half
    }

    /// I
    func first(scaled: Bool, _ derivative: Int) -> Double {
      let step = 0.5 / root.squareRoot()
      let tilted = order / x
      if tilted.isInfinite { return 0 }
      let coshMinusOne = order / (root + x) * tilted
      var total = 0.0
      for k in 0...400 {
        let v = Double(k) * step
        if v > .pi { break }
        let (sine, cosine) = Sine.sineAndCosine(0.5 * v)
        let fall = 2 * sine * sine
        if root * fall > 42 { break }
        let size = (k == 0 ? 0.5 : 1) * Double.exp(-root * fall)
        let wave = Sine.sineAndCosine(order * Self.excess(v, 2 * sine * cosine))
        if derivative == 0 {
          total += size * wave.cosine
          continue
        }
        // (cosh t − 1)ⁿ·e^(−iν(v − sin v))
        let (real, imaginary) = (coshMinusOne - (root / x) * fall, tilted * 2 * sine * cosine)
        let (a, b) =
          derivative == 1 ? (real, imaginary) : (real * real - imaginary * imaginary, 2 * real * imaginary)
        total += size * (a * wave.cosine + b * wave.sine)
      }
      return times(scaled ? -tilt : -tilt + x, step / .pi * total)
    }

    /// v − sin v, of both.
    private static func excess(_ v: Double, _ sine: Double) -> Double {
      if v > 1 { return v - sine }
      let s = v * v
      var sum = 1.0
      for k in stride(from: 9.0, through: 2, by: -1) { sum = 1 - s / (2 * k * (2 * k + 1)) * sum }
      return v * s / 6 * sum
    }
  }
}
