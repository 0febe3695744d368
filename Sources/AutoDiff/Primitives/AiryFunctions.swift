import RealModule

/// The Airy functions Ai and Bi and their derivatives.
///
/// With t = ⅔·|x|^(3/2), all grow, decay or oscillate like e^t, e^(−t) and cos t, times something smooth. t is a large number
/// of which the fraction counts, so that it is a ``DoubleDouble`` here. The smooth factor comes
///
/// - from Maclaurin's series in as many digits where |x| < 2, and of Bi, where nothing cancels, up to 9.65;
/// - from integrals up to 9.65: those of K_ν(t) and H_ν(t) with ν = ⅓ for the function and ⅔ for the slope (DLMF 9.6.2 to
///   9.6.9), which the trapezoidal rule finds to all digits (``KernelNodes``, ``WaveNodes``);
/// - from the asymptotic series (DLMF 9.7) further out, where t > 20: its terms fall to e^(−2t) before they rise.
enum AiryFunctions {
  /// A function and its derivative.
  typealias Pair = (value: Double, slope: Double)

  static let accuracy = AccuracyBound(
    value: 16, partial: 32,
    because:
      "far to the left the phase has some 5e-32·|x|^1.5 radians of error: 1 ulp at -1e10, all digits at -1e20"
  )

  /// Ai and Ai′.
  static func first(_ x: Double) -> Pair {
    if x.isInfinite { return x > 0 ? (0, 0) : (0, .nan) }
    let t = exponent(x)
    if !(abs(x) <= farthest) { return x > 0 ? (0, 0) : (.nan, .nan) }
    let (value, slope) = first(x, t)
    if x <= 0 { return (value, slope) }
    let decay = (-t).roundedExponential
    return (value * decay, slope * decay)
  }

  /// Bi and Bi′.
  static func second(_ x: Double) -> Pair {
    if x.isInfinite { return x > 0 ? (x, x) : (0, .nan) }
    let t = exponent(x)
    if !(abs(x) <= farthest) { return x > 0 ? (.infinity, .infinity) : (.nan, .nan) }
    let (value, slope) = second(x, t)
    if x <= 0 { return (value, slope) }
    // Where only the exponential is out of range, half of it twice is not.
    let half = (t * 0.5).roundedExponential
    return (value * half * half, slope * half * half)
  }

  /// Further to the left nothing is known of the phase.
  private static let farthest = 1e20

  /// Ai and Ai′ times e^t, where x ≥ 0; as they are for x < 0.
  static func first(_ x: Double, _ t: DoubleDouble) -> Pair {
    if x >= limit { return series(x, t.high, alternating: true) }
    if x >= 2 {
      let (third, twoThirds) = KernelNodes.thirds(t.high)
      let root = x.squareRoot()
      return (root / (.pi * rootOf3) * third, -x / (.pi * rootOf3) * twoThirds)
    }
    if x > -2 {
      // With the t of this very x: both may be rounded, and only what is smooth bears that.
      let growth = x > 0 ? exponent(x).roundedExponential : 1
      let (f, g) = maclaurin(x)
      return (
        ((f.value * c1) - (g.value * c2)).value * growth, ((f.slope * c1) - (g.slope * c2)).value * growth
      )
    }
    return oscillating(-x, t).first
  }

  /// Bi and Bi′ times e^(−t), where x ≥ 0; as they are for x < 0.
  static func second(_ x: Double, _ t: DoubleDouble) -> Pair {
    if x >= limit {
      let (value, slope) = series(x, t.high, alternating: false)
      return (2 * value, 2 * slope)
    }
    if x > -2 {
      let growth = x > 0 ? (-exponent(x)).roundedExponential : 1
      let (f, g) = maclaurin(x)
      return (
        ((f.value * c1) + (g.value * c2)).value * rootOf3 * growth,
        ((f.slope * c1) + (g.slope * c2)).value * rootOf3 * growth
      )
    }
    return oscillating(-x, t).second
  }

  /// ⅔·|x|^(3/2)
  static func exponent(_ x: Double) -> DoubleDouble {
    let size = DoubleDouble(abs(x))
    return size.squareRoot * size * 2 / 3
  }

  private static let limit = 9.65
  private static let rootOf3 = 3.0.squareRoot()
  private static let inverseRootOfPi = 0.564189583547756286948079451561

  /// Ai(0) = 3^(−2/3)/Γ(⅔) and −Ai′(0) = 3^(−1/3)/Γ(⅓)
  private static let c1 = DoubleDouble(high: 0.3550280538878172, low: 2.05233632436212e-17)
  private static let c2 = DoubleDouble(high: 0.2588194037928068, low: -2.522243111610832e-17)

  // MARK: Maclaurin's series

  /// Two solutions of y″ = x·y with their slopes, f = 1 + x³/6 + … and g = x + x⁴/12 + … (DLMF 9.4.1).
  private static func maclaurin(_ x: Double) -> (
    (value: DoubleDouble, slope: DoubleDouble), (value: DoubleDouble, slope: DoubleDouble)
  ) {
    let square = DoubleDouble.product(x, x)
    let cube = square * x
    let count = min(coefficients.count, 12 + Int(3 * abs(x)))
    var (f, g, df, dg) = (DoubleDouble(0), DoubleDouble(0), DoubleDouble(0), DoubleDouble(0))
    for k in stride(from: count - 1, through: 0, by: -1) {
      let (a, b) = coefficients[k]
      f = f * cube + a
      g = g * cube + b
      // Of a·x³ᵏ the slope is 3k·a·x³ᵏ⁻¹, of b·x³ᵏ⁺¹ it is (3k + 1)·b·x³ᵏ.
      if k > 0 { df = df * cube + a * Double(3 * k) }
      dg = dg * cube + b * Double(3 * k + 1)
    }
    return ((f, df * square), (g * x, dg))
  }

  /// The coefficients of x³ᵏ in f and of x³ᵏ⁺¹ in g.
  private static let coefficients: [(DoubleDouble, DoubleDouble)] = {
    var (a, b) = (DoubleDouble(1), DoubleDouble(1))
    return (0..<44).map { k in
      if k > 0 {
        a = a / Double(3 * k * (3 * k - 1))
        b = b / Double(3 * k * (3 * k + 1))
      }
      return (a, b)
    }
  }()

  // MARK: Far out

  /// u_k and v_k (DLMF 9.7.2).
  private static let asymptotic: [(u: Double, v: Double)] = {
    var u = 1.0
    return [(1, 1)]
      + (1...40).map { k in
        let k = Double(k)
        u *= (6 * k - 5) * (6 * k - 3) * (6 * k - 1) / (216 * k * (2 * k - 1))
        return (u, -u * (6 * k + 1) / (6 * k - 1))
      }
  }()

  /// e^(±t) times the decaying solution, or half of the growing one (DLMF 9.7.5 to 9.7.8).
  private static func series(_ x: Double, _ t: Double, alternating: Bool) -> Pair {
    let step = (alternating ? -1 : 1) / t
    var (value, slope, power) = (0.0, 0.0, 1.0)
    for (u, v) in asymptotic {
      value += u * power
      slope += v * power
      if abs(v * power) < 0x1p-60 { break }
      power *= step
    }
    let root = x.squareRoot().squareRoot()
    let factor = 0.5 * inverseRootOfPi
    return (factor * value / root, (alternating ? -factor : factor) * slope * root)
  }

  /// u_k, or v_k, for any k.
  static func coefficient(_ k: Int, isSlope: Bool) -> Double {
    let (u, v) = asymptotic[min(k, asymptotic.count - 1)]
    return isSlope ? v : u
  }

  // MARK: Left of 0

  /// All at −z.
  private static func oscillating(_ z: Double, _ t: DoubleDouble) -> (first: Pair, second: Pair) {
    let (sine, cosine) = t.sineAndCosine
    if z >= limit {
      let (p, q, ps, qs) = amplitudes(t.high)
      // Of t − π/4.
      let (s, c) = ((sine - cosine) * 0.5.squareRoot(), (sine + cosine) * 0.5.squareRoot())
      let root = z.squareRoot().squareRoot()
      let (value, slope) = (inverseRootOfPi / root, inverseRootOfPi * root)
      return (
        (value * (c * p + s * q), slope * (s * ps - c * qs)),
        (value * (c * q - s * p), slope * (c * ps + s * qs))
      )
    }
    let (third, twoThirds) = WaveNodes.thirds(t.high)
    let (value, slope) = (z.squareRoot() / (.pi * rootOf3), z / (.pi * rootOf3))
    return (
      (
        value * (sine * third.real + cosine * third.imaginary),
        -slope * (cosine * twoThirds.real - sine * twoThirds.imaginary)
      ),
      (
        value * (cosine * third.real - sine * third.imaginary),
        slope * (sine * twoThirds.real + cosine * twoThirds.imaginary)
      )
    )
  }

  /// Σ (−1)ᵏ·u₂ₖ/t²ᵏ and Σ (−1)ᵏ·u₂ₖ₊₁/t²ᵏ⁺¹, and the same of v.
  private static func amplitudes(_ t: Double) -> (p: Double, q: Double, ps: Double, qs: Double) {
    var (p, q, ps, qs, power) = (0.0, 0.0, 0.0, 0.0, 1.0)
    for k in stride(from: 0, to: asymptotic.count - 1, by: 2) {
      let (even, odd) = (asymptotic[k], asymptotic[k + 1])
      p += even.u * power
      ps += even.v * power
      q += odd.u * power / t
      qs += odd.v * power / t
      if abs(odd.v * power) < 0x1p-60 * t { break }
      power *= -1 / t / t
    }
    return (p, q, ps, qs)
  }
}
