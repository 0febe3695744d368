import RealModule

/// The derivatives of e^(x²)·erfc(x).
///
///     wₙ(x) = dⁿ/dxⁿ e^(x²)·erfc(x) = (−2)ⁿ·(2/√π)·∫₀^∞ tⁿ·e^(−t²−2xt) dt
///
/// is (−2)ⁿ·n! times the scaled repeated integral of erfc (DLMF 7.18.2), and has one sign everywhere. So have all terms of
/// the recurrence
///
///     wₙ = 2x·wₙ₋₁ + 2(n − 1)·wₙ₋₂,  w₁ = 2x·w₀ − 2/√π
///
/// upwards for x < 0, and downwards for x > 0, where wₙ is its minimal solution: there the ratios ρₙ = −wₙ/wₙ₋₁ are a
/// continued fraction of positive terms (W. Gautschi, "Recursive computation of the repeated integrals of the error
/// function", 1961),
///
///     ρₙ = 2n/(2x + ρₙ₊₁),  w₀ = (2/√π)/(2x + ρ₁)
///
/// Near 0 it takes too many steps. Below 4 the Taylor series around the next quarter serves, whose coefficients come from
/// the same fraction, once.
enum ScaledErrorDerivatives {
  /// The highest order of which there is a value: two more than is promised, for its second derivatives.
  static let highestOrder = 62

  /// wₙ(x); NaN for orders that are not there.
  static func value(_ n: Int, _ x: Double) -> Double {
    guard (0...highestOrder).contains(n), !x.isNaN else { return .nan }
    if x < 0 { return belowZero(n, x) }
    return x < lastCenter ? besideCenter(n, x) : farOut(n, x)
  }

  // w₀(x) = 2·e^(x²) − w₀(−x)
  private static func belowZero(_ n: Int, _ x: Double) -> Double {
    var last = SquareExponential.value(x, times: 2) - value(0, -x)
    if n == 0 || !last.isFinite { return n % 2 == 0 ? last : -last }
    var next = 2 * x * last - twoOverRootPi
    for k in stride(from: 1, to: n, by: 1) { (last, next) = (next, 2 * x * next + 2 * Double(k) * last) }
    return next
  }

  private static func farOut(_ n: Int, _ x: Double) -> Double {
    var half = halfRatio(n, x)
    var product = 1.0
    for k in stride(from: n, to: 0, by: -1) {
      half = 0.5 * Double(k) / (x + half)
      product *= -2 * half
    }
    return 0.5 * twoOverRootPi / (x + half) * product
  }

  /// ρₙ₊₁/2 for x from 4 on.
  private static func halfRatio(_ n: Int, _ x: Double) -> Double {
    // After N steps the start is forgotten by a factor of about e^(−2x·(√2N − √2n)). It is the fixed point of a step.
    let root = Double(n).squareRoot() + 11 / x
    let start = min(Int(root * root), 200) + 10
    var half = Double(start) / (x + (x * x + Double(2 * start)).squareRoot())
    for k in stride(from: start, to: n, by: -1) { half = 0.5 * Double(k) / (x + half) }
    return half
  }

  /// wₖ/(k!·w₀)·scaleᵏ for k = 0…n and x ≥ 0; the scale is at most about x, or 1.
  static func ratios(
    through n: Int, _ x: Double, scale: Double, into result: UnsafeMutableBufferPointer<Double>
  ) {
    if x < lastCenter {
      let first = value(0, x)
      var factor = 1.0
      for k in 0...n {
        if k > 0 { factor *= scale / Double(k) }
        result[k] = value(k, x) / first * factor
      }
      return
    }
    var half = halfRatio(n, x)
    for k in stride(from: n, to: 0, by: -1) {
      half = 0.5 * Double(k) / (x + half)
      result[k] = -2 * half / Double(k) * scale
    }
    result[0] = 1
    for k in stride(from: 1, through: n, by: 1) { result[k] *= result[k - 1] }
  }

  private static let lastCenter = 4.0

  private static func besideCenter(_ n: Int, _ x: Double) -> Double {
    let index = (4 * x).rounded()
    return coefficients[Int(index)].sum(n, x - index / 4)
  }

  private static let coefficients: [TaylorCoefficients] = (0...Int(4 * lastCenter)).map { index in
    TaylorCoefficients(members(at: Double(index) / 4, through: highestOrder + TaylorCoefficients.termCount))
  }

  /// w₀…wₙ at x ≥ 0, with twice as many bits.
  private static func members(at x: Double, through n: Int) -> [DoubleDouble] {
    if x == 0 {
      return (2...n).reduce(into: [DoubleDouble(1), -DoubleDouble.twoOverRootPi]) { members, k in
        members.append(members[k - 2] * Double(2 * (k - 1)))
      }
    }
    var (ratio, ratios) = (DoubleDouble(0), [DoubleDouble]())
    for k in stride(from: n + 20 + Int(1000 / (x * x)), to: 0, by: -1) {
      ratio = DoubleDouble(Double(2 * k)) / (ratio + 2 * x)
      if k <= n { ratios.append(-ratio) }
    }
    let first = DoubleDouble.twoOverRootPi / (ratio + 2 * x)
    return ratios.reversed().reduce(into: [first]) { $0.append($0[$0.count - 1] * $1) }
  }
}

/// The derivatives of a function at a point, by which it and they are known beside the point.
struct TaylorCoefficients {
  /// How many terms are taken: enough within an eighth for functions that change over distances of 1.
  static let termCount = 20

  private let members: [Double]

  /// What rounding lost of each, which counts in the first term only.
  private let lost: [Double]

  init(_ members: [DoubleDouble]) {
    self.members = members.map(\.high)
    lost = members.map(\.low)
  }

  /// Σ fₙ₊ₖ·dᵏ/k!, the n-th derivative at a distance d from the point.
  func sum(_ n: Int, _ d: Double) -> Double {
    var rest = 0.0
    for k in stride(from: Self.termCount, to: 0, by: -1) { rest = (members[n + k] + rest) * d / Double(k) }
    return members[n] + (lost[n] + rest)
  }
}

/// c·e^(x²), of which rounding the square would cost x² ulp.
enum SquareExponential {
  /// What the square lost is exact by a fused multiply, and goes back in by the slope: e^(s+t) = e^s·(1 + t) for tiny t.
  /// It may be finite where the power alone is too large.
  static func value(_ x: Double, times factor: Double) -> Double {
    let square = x * x
    guard square < 720 else { return x.isNaN ? x : .infinity }
    let lost = (-square).addingProduct(x, x)
    let isLarge = square > 600
    let power = Double.exp(isLarge ? square - 512 : square) * factor
    let result = power.addingProduct(power, lost)
    return isLarge ? result * exponentialOf512 : result
  }

  private static let exponentialOf512 = Double.exp(512)
}
