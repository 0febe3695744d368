import RealModule

/// Dawson's integral D(x) = e^(−x²)·∫₀ˣ e^(t²) dt and its derivatives.
///
/// From D′ = 1 − 2x·D (DLMF 7.10.2) follows
///
///     Dₙ₊₁ = −2x·Dₙ − 2n·Dₙ₋₁
///
/// of which e^(−x²) and its derivatives are another solution. Below n = x²/2 that one grows from tiny beginnings, upwards,
/// and what rounding mixes in of it grows likewise: by (2x²)ⁿ/n!. So up to x = 4 the recurrence runs with twice as many bits,
/// and beyond runs down: the ratios rₙ = wₙ₊₁/wₙ of the derivatives of w = e^(−x²) + 2i/√π·D, whose imaginary parts have one
/// sign, obey
///
///     rₙ₋₁ = −2n/(2x + rₙ)
///
/// and are smooth in n where n is large. Both are done once, for Taylor series around quarters; from 8 on the
/// asymptotic series (DLMF 7.12.3, differentiated term by term) takes over where it converges as far as that:
///
///     Dₙ = (−1)ⁿ/2·Σ (2k + n)!/(4ᵏ·k!·x^(2k+n+1))
enum DawsonDerivatives {
  /// The highest order of which there is a value: two more than is promised, for its second derivatives.
  static let highestOrder = 62

  static func value(_ n: Int, _ x: Double) -> Double {
    guard (0...highestOrder).contains(n), !x.isNaN else { return .nan }
    let size = x.magnitude
    let value = size < lastCenter ? besideCenter(n, size) : farOut(n, size)
    return x < 0 && n % 2 == 0 ? -value : value
  }

  private static let lastCenter = 8.0

  private static func besideCenter(_ n: Int, _ x: Double) -> Double {
    let index = (4 * x).rounded()
    return coefficients[Int(index)].sum(n, x - index / 4)
  }

  private static func farOut(_ n: Int, _ x: Double) -> Double {
    let scale = 0.5 / x / x
    var (first, rest, term) = (0.5 / x, 0.0, 1.0)
    for k in stride(from: 1, through: n, by: 1) { first *= -Double(k) / x }
    for k in 1...100 {
      let top = Double(2 * k + n)
      let ratio = top * (top - 1) / Double(2 * k) * scale
      if ratio > 1 { return descending(to: n, x) }
      term *= ratio
      rest += term
      if term < 0x1p-56 { break }
    }
    return first + first * rest
  }

  private static let coefficients: [TaylorCoefficients] = (0...Int(4 * lastCenter)).map { index in
    TaylorCoefficients(members(at: Double(index) / 4, through: highestOrder + TaylorCoefficients.termCount))
  }

  private static func members(at x: Double, through n: Int) -> [DoubleDouble] {
    // The integral of e^(t²) over e^(x²), both as power series with positive terms.
    var (term, power, integral) = (DoubleDouble(1), DoubleDouble(0), DoubleDouble(0))
    let square = DoubleDouble.product(x, x)
    for k in 1...300 {
      power = power + term
      integral = integral + term / Double(2 * k - 1)
      term = term * square / Double(k)
    }
    var members = [integral * x / power]
    members.append(members[0] * (-2 * x) + 1)
    let last = x <= 4 ? n : 3
    for k in 1..<last { members.append(members[k] * (-2 * x) - members[k - 1] * Double(2 * k)) }
    if last == n { return members }
    let ratios = ratios(through: n, x)
    var w = Complex(real: .exp(-x * x), imaginary: twoOverRootPi * members[0].high)
    for k in 0..<n {
      w = w * ratios[k]
      if k + 1 >= members.count { members.append(DoubleDouble(w.imaginary / twoOverRootPi)) }
    }
    return members
  }

  private static func descending(to n: Int, _ x: Double) -> Double {
    ratios(through: n, x).reduce(Complex(real: 0, imaginary: value(0, x))) { $0 * $1 }.imaginary
  }

  /// r₀…rₙ₋₁. The first one that is needed is found as a function that hardly changes from one n to the next: with rₙ₋₁ =
  /// rₙ − Δ it is a root of rₙ² + (2x − Δ)·rₙ + 2n − 2xΔ, where Δ is at first 0, and then the difference of the last such
  /// approximations; each is right to a further power of 1/n.
  private static func ratios(through n: Int, _ x: Double) -> [Complex] {
    let levels = 12
    let start = n + 200 + Int(min(2 * x * x, 1e4))
    var stencil = (0...levels).map { k in root(Double(start - k), x, Complex(real: 0, imaginary: 0)) }
    for level in 1...levels {
      for k in 0...(levels - level) {
        stencil[k] = root(Double(start - k), x, stencil[k] - stencil[k + 1])
      }
    }
    var (ratio, ratios) = (stencil[0], [Complex]())
    for k in stride(from: start, to: 0, by: -1) {
      let denominator = Complex(real: 2 * x + ratio.real, imaginary: ratio.imaginary)
      let size = denominator.squaredLength
      let factor = -2 * Double(k) / size
      ratio = Complex(real: factor * denominator.real, imaginary: -factor * denominator.imaginary)
      if k <= n { ratios.append(ratio) }
    }
    return ratios.reversed()
  }

  private static func root(_ n: Double, _ x: Double, _ delta: Complex) -> Complex {
    // −p + √(p² − q), p = x − Δ/2, q = 2n − 2xΔ
    let p = Complex(real: x - delta.real / 2, imaginary: -delta.imaginary / 2)
    let square = p * p
    let rest = Complex(
      real: square.real - 2 * n + 2 * x * delta.real, imaginary: square.imaginary + 2 * x * delta.imaginary)
    let size = rest.squaredLength.squareRoot()
    let imaginary = ((size - rest.real) / 2).squareRoot()
    let root = Complex(real: rest.imaginary / (2 * imaginary), imaginary: imaginary)
    return Complex(real: root.real - p.real, imaginary: root.imaginary - p.imaginary)
  }

  private struct Complex {
    var real: Double
    var imaginary: Double
    var squaredLength: Double { real * real + imaginary * imaginary }
    static func * (a: Complex, b: Complex) -> Complex {
      Complex(
        real: a.real * b.real - a.imaginary * b.imaginary,
        imaginary: a.real * b.imaginary + a.imaginary * b.real)
    }
    static func - (a: Complex, b: Complex) -> Complex {
      Complex(real: a.real - b.real, imaginary: a.imaginary - b.imaginary)
    }
  }
}
