import RealModule

/// The complete elliptic integrals K(m) and E(m) and their derivatives, by the arithmetic-geometric mean.
///
/// With a₀ = 1, g₀ = √(1 − m), the means of both again and again, and cₙ² = aₙ² − gₙ² (DLMF 19.8.5, 19.8.6),
///
///     K = π/(2·AGM),  E = K·(1 − m/2 − σ),  σ = Σ 2ⁿ⁻¹·cₙ² over n ≥ 1
///
/// Derivatives as differences of K and E cancel at 0 and at 1. They are made of integrals (E. Jahnke, F. Emde and F. Lösch,
/// *Tafeln höherer Funktionen*, 1960; DLMF 19.2.6 for D), in which Δ² = 1 − m·sin²θ and θ goes from 0 to π/2:
///
///     D = ∫ sin²θ/Δ dθ = (K − E)/m,    B = ∫ cos²θ/Δ dθ = K − D,
///     C = ∫ sin²θ·cos²θ/Δ³ dθ = (D − B)/m,    S = ∫ sin⁴θ/Δ³ dθ = (D − C)/(1 − m)
///
/// as ∂K/∂m = B/(2(1 − m)), ∂E/∂m = −D/2, ∂B/∂m = C/2 and ∂D/∂m = S/2. All of them are K times an expression in σ/m², which
/// does not cancel at 0: c₁/m = 1/(2(1 + g₀)), and cₙ₊₁ = cₙ²/(4aₙ₊₁). Near 1 and far below 0 what cancels is a logarithm
/// times the result, and that is computed to twice as many digits.
enum EllipticValues {
  /// K and σ/m².
  private static func mean(_ m: Double) -> (k: DoubleDouble, sigma: DoubleDouble) {
    let first = (DoubleDouble(1) - DoubleDouble(m)).squareRoot
    var (a, g) = ((DoubleDouble(1) + first).scaled(by: 0.5), first.squareRoot)
    let ratio = DoubleDouble(0.25) / a  // cₙ/m
    var square = ratio * ratio
    var (sum, factor) = (square, 1.0)
    for _ in 0..<20 {
      let next = (a + g).scaled(by: 0.5)
      let ratio = square * m / next.scaled(by: 4)
      square = ratio * ratio
      factor *= 2
      let part = square.scaled(by: factor)
      sum = sum + part
      if part.high <= 0x1p-100 * sum.high {
        a = next
        break
      }
      (a, g) = (next, (a * g).squareRoot)
    }
    return (DoubleDouble.pi.scaled(by: 0.5) / a, sum)
  }

  /// What the derivatives are made of; see above.
  struct Integrals {
    let k, e, d, b, c, s: Double
  }

  /// All integrals for a parameter up to 1.
  static func integrals(_ m: Double) -> Integrals {
    guard m < 1 else {
      return m == 1
        ? Integrals(k: .infinity, e: 1, d: .infinity, b: 1, c: .infinity, s: .infinity)
        : Integrals(k: .nan, e: .nan, d: .nan, b: .nan, c: .nan, s: .nan)
    }
    if m < farBelow { return asymptotic(-m) }
    let (k, sigma) = mean(m)
    let half = DoubleDouble(0.5)
    let part = sigma * m
    let d = k * (half + part)
    return Integrals(
      k: k.value, e: (k * (DoubleDouble(1) - (half + part) * m)).value, d: d.value,
      b: (k * (half - part)).value, c: (k * sigma).value * 2,
      s: (k * (half + part - sigma.scaled(by: 2)) / (DoubleDouble(1) - DoubleDouble(m))).value)
  }

  /// Below this number the first terms for large negative parameters are all that a double holds.
  private static let farBelow = -1e20

  /// With L = log(4·√|m|): K ≈ L/√|m| and E ≈ √|m| (DLMF 19.12.1, 19.12.2 and 19.7.2).
  private static func asymptotic(_ size: Double) -> Integrals {
    if size == .infinity { return Integrals(k: 0, e: size, d: 0, b: 0, c: 0, s: 0) }
    let (logarithm, root) = (0.5 * Double.log(size) + 2 * ln2, size.squareRoot())
    return Integrals(
      k: logarithm / root, e: root, d: 1 / root, b: (logarithm - 1) / root,
      c: (logarithm - 2) / root / size, s: 1 / root / size)
  }

  /// The highest order of which there is a derivative.
  static let highestOrder = 60

  /// The n-th derivative of K, or of E.
  ///
  /// From the third on by the differential equations (DLMF 19.4.8, 19.4.9), differentiated n times:
  ///
  ///     m(1−m)·yₙ₊₂ + bₙ·yₙ₊₁ − aₙ·yₙ = 0,  aₙ = (n+½)², bₙ = (n+1)(1−2m) for K;
  ///                                         aₙ = n²−¼, bₙ = n(1−2m) + 1−m for E
  ///
  /// The other solutions grow as m⁻ⁿ where these grow as (1−m)⁻ⁿ. So they climb for m > 0.45, and far below 0, where
  /// the two are alike. Between, the quotients yₙ₊₁/yₙ descend from an order at which any start is as good as another (Miller).
  static func derivative(_ n: Int, _ m: Double, isSecondKind: Bool) -> Double {
    guard (0...highestOrder).contains(n) else { return .nan }
    let parts = integrals(m)
    if n == 0 { return isSecondKind ? parts.e : parts.k }
    let rest = 1 - m
    let first = isSecondKind ? -0.5 * parts.d : 0.5 * parts.b / rest
    if n == 1 { return first }
    let second = isSecondKind ? -0.25 * parts.s : 0.25 * parts.c / rest + 0.5 * parts.b / rest / rest
    if n == 2 { return second }
    if m == .infinity || m.isNaN { return .nan }
    if m == -.infinity { return 0 }
    // aₙ and bₙ/m, or bₙ itself for a unit of 1
    func factors(_ n: Int, unit: Double) -> (a: Double, b: Double) {
      let (n, inverse) = (Double(n), 1 / unit)
      let slope = inverse - 2 * (m / unit)
      return isSecondKind
        ? ((n - 0.5) * (n + 0.5), n * slope + (inverse - m / unit))
        : ((n + 0.5) * (n + 0.5), (n + 1) * slope)
    }
    if m > 0.45 || m < -20 {
      var (y, next) = (first, second)
      for k in 1..<(n - 1) {
        let (a, b) = factors(k, unit: m)
        (y, next) = (next, (a / m * y - b * next) / rest)
      }
      return next
    }
    let top = n + (m > 0.3 ? 200 : 60) + (Int(exactly: (45 * max(0, -m)).rounded()) ?? 0)
    var ratio = Double(top + 1) / rest
    var product = second
    for k in stride(from: top, through: 2, by: -1) {
      let (a, b) = factors(k, unit: 1)
      ratio = a / (b + m * rest * ratio)
      if k < n { product *= ratio }
    }
    return product
  }
}
