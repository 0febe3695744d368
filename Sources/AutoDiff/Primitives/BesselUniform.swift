import RealModule

/// J_ν(x) and Y_ν(x) for large orders, ν ≥ 50, at all x > 0: expansions in 1/ν whose coefficients depend on z = x/ν.
///
/// With t = |√(ν² − x²) − ν·arcosh(ν/x)|, or √(x² − ν²) − ν·arccos(ν/x) where x is the larger one, J behaves like e^(−t) below ν
/// and like a cosine of t above. Away from ν these are Debye's expansions (DLMF 10.19), around it Olver's in Airy functions
/// of (3t/2)^(2/3) (DLMF 10.20). t is computed in pairs of doubles.
enum BesselUniform {
  static func first(_ order: Double, _ x: Double) -> Double {
    let point = Point(order, x)
    if x > 3 * order { return point.waves.first }
    if 3 * x < order {
      return (-point.t).roundedExponential * debye(order / point.root, order, alternating: false)
        / (2 * .pi * point.root).squareRoot()
    }
    let airy = AiryFunctions.first(point.zeta, point.t)
    return point.olver(airy) * (point.isBelow ? (-point.t).roundedExponential : 1)
  }

  static func second(_ order: Double, _ x: Double) -> Double {
    let point = Point(order, x)
    if x > 3 * order { return point.waves.second }
    if 3 * x < order {
      return -point.t.roundedExponential * debye(order / point.root, order, alternating: true)
        / (0.5 * .pi * point.root).squareRoot()
    }
    let airy = AiryFunctions.second(point.zeta, point.t)
    return -point.olver(airy) * (point.isBelow ? point.t.roundedExponential : 1)
  }

  /// What both functions need of an order and an argument.
  private struct Point {
    let order: Double
    let x: Double
    let isBelow: Bool

    /// √|ν² − x²|
    let root: Double

    let t: DoubleDouble

    init(_ order: Double, _ x: Double) {
      (self.order, self.x) = (order, x)
      isBelow = x < order
      let (large, small) = isBelow ? (order, x) : (x, order)
      let root = (DoubleDouble.sum(large, -small) * DoubleDouble.sum(large, small)).squareRoot
      self.root = root.high
      // Beside ν both terms of t are nearly one, which leaves no digits: with r = √|1 − z²| it is ν·(r³/3 ± r⁵/5 + …)
      // below, and the same of tan above.
      let r = root.high / order
      if r < 0.1, r * r * r * order < 1 {
        let s = isBelow ? r * r : -r * r
        let sum = stride(from: 9, through: 1, by: -1).reduce(0.0) { $0 * s + 1 / Double(2 * $1 + 1) }
        t = DoubleDouble(order * r * r * r * sum)
      } else if isBelow {
        t = ((root + order).logarithm - DoubleDouble(x).logarithm) * order - root
      } else if x > 3 * order {
        // √(x² − ν²) − x + ν·arcsin(ν/x): x and νπ/2 are left out.
        t =
          DoubleDouble.arctangent(DoubleDouble(order), root) * order - DoubleDouble.product(order, order)
          / (root + x)
      } else {
        t = root - DoubleDouble.arctangent(root, DoubleDouble(order)) * order
      }
    }

    /// The ζ of Olver's expansion times ν^(2/3), of 2/3·ζ^(3/2) = t/ν.
    var zeta: Double {
      let size = Double.cbrt(1.5 * t.high) * Double.cbrt(1.5 * t.high)
      return isBelow ? size : -size
    }

    /// (4ζ/(1 − z²))^¼·(Ai/ν^⅓·Σ A_k/ν²ᵏ + Ai′/ν^(5/3)·Σ B_k/ν²ᵏ), or the same of Bi.
    func olver(_ airy: AiryFunctions.Pair) -> Double {
      let s = 2 * (x - order) / (x + order)
      let inverseSquare = 1 / (order * order)
      let a =
        1 + inverseSquare
        * (series(BesselTables.a1, s) + inverseSquare
          * (series(BesselTables.a2, s) + inverseSquare * series(BesselTables.a3, s)))
      let b =
        series(BesselTables.b0, s) + inverseSquare
        * (series(BesselTables.b1, s) + inverseSquare
          * (series(BesselTables.b2, s) + inverseSquare * series(BesselTables.b3, s)))
      let third = Double.cbrt(order)
      let size = abs(zeta)
      // 4ζ/(1 − z²), which is 2^(4/3) where z = 1.
      let quotient =
        root == 0
        ? 2.519842099789746329534421214996 : 4 * size / (root / order) / (root / order) / (third * third)
      return quotient.squareRoot().squareRoot()
        * (airy.value / third * a + airy.slope / (third * order) / third * b)
    }

    /// Clenshaw's sum of a Chebyshev series.
    private func series(_ coefficients: [Double], _ s: Double) -> Double {
      var (first, second) = (0.0, 0.0)
      for k in stride(from: coefficients.count - 1, to: 0, by: -1) {
        (first, second) = (2 * s * first - second + coefficients[k], first)
      }
      return s * first - second + coefficients[0]
    }

    /// Debye's expansions beyond ν: √(2/πr)·(C·cos(φ − π/4) + S·sin(φ − π/4)) and so on, φ = x − νπ/2 + t.
    var waves: (first: Double, second: Double) {
      let (c, s) = debyeOscillating(order, order / root)
      let (sine, cosine) = Sine.sineAndCosine(x)
      let quarters = order.truncatingRemainder(dividingBy: 4) / 2
      let (a, b) = (CosinePi.value(quarters), SinePi.value(quarters))
      // √2 times cosine and sine of (ν/2 + ¼)π, then of x less that, then with t.
      let (e, f) = (a - b, a + b)
      let (u, v) = (cosine * e + sine * f, sine * e - cosine * f)
      let (sineOfRest, cosineOfRest) = t.sineAndCosine
      let (cosineOfPhase, sineOfPhase) = (
        u * cosineOfRest - v * sineOfRest, v * cosineOfRest + u * sineOfRest
      )
      let size = 1 / (.pi * root).squareRoot()
      return (size * (c * cosineOfPhase + s * sineOfPhase), size * (c * sineOfPhase - s * cosineOfPhase))
    }
  }

  // MARK: Debye's polynomials

  private static let count = 16

  /// The coefficients of U_k(p)/pᵏ in powers of p² (DLMF 10.41.9), made by their recurrence. In its sums no terms cancel.
  private static let polynomials: [[Double]] = {
    var polynomials = [[1.0]]
    for k in 0..<count {
      var next = [Double](repeating: 0, count: k + 2)
      for (index, c) in polynomials[k].enumerated() {
        let power = Double(k + 2 * index)
        next[index] += c * (power / 2 + 0.125 / (power + 1))
        next[index + 1] -= c * (power / 2 + 0.625 / (power + 3))
      }
      polynomials.append(next)
    }
    return polynomials
  }()

  /// Σ (±1)ᵏ·U_k(p)/νᵏ
  static func debye(_ p: Double, _ order: Double, alternating: Bool) -> Double {
    let step = (alternating ? -p : p) / order
    var (sum, power) = (0.0, 1.0)
    for polynomial in polynomials {
      let term = power * value(polynomial, p * p)
      sum += term
      if abs(term) < 0x1p-58 * abs(sum) { break }
      power *= step
    }
    return sum
  }

  /// The real part and the imaginary one of Σ U_k(ip)/νᵏ, the second negative: Σ (−1)ᵏ… of the even and the odd k.
  private static func debyeOscillating(_ order: Double, _ p: Double) -> (Double, Double) {
    var (even, odd, power) = (0.0, 0.0, 1.0)
    for (k, polynomial) in polynomials.enumerated() {
      let term = power * value(polynomial, -p * p)
      switch k % 4 {
      case 0: even += term
      case 1: odd += term
      case 2: even -= term
      default: odd -= term
      }
      if abs(term) < 0x1p-58 { break }
      power *= p / order
    }
    return (even, odd)
  }

  private static func value(_ polynomial: [Double], _ s: Double) -> Double {
    var sum = 0.0
    for coefficient in polynomial.reversed() { sum = sum * s + coefficient }
    return sum
  }
}
