import RealModule

/// The two real branches of Lambert's W, the inverse of w·e^w: W₀ ≥ −1 for x ≥ −1/e, and W₋₁ ≤ −1 for −1/e ≤ x < 0.
///
/// (R. Corless, G. Gonnet, D. Hare, D. Jeffrey and D. Knuth, "On the Lambert W function", Advances in Computational
/// Mathematics 5, 1996; DLMF 4.13.) What is near the branch point −1/e is a series in p = ±√(2(1 + e·x)); all else is
/// Newton's method on w − x·e^(−w), whose slope there is 1 + w: the last step has an error of e^(−w)'s rounding, divided by
/// 1 + w, and |1 + w| > ½ beyond the series.
enum LambertBranch {
  /// The double nearest to −1/e. It lies 1.2e-17 below it, and stands for it.
  static let branchPoint = -0.36787944117144233

  /// What 1/e is above the double nearest to it.
  private static let branchPointRest = -0x1.ca8a4270fadf5p-57

  /// Coefficients of 1 + W = Σ μₖ·pᵏ, from μ₁ on. The series converges for |p| < √2.
  ///
  ///     μₖ = (k−1)/(k+1)·(μₖ₋₂/2 + αₖ₋₂/4) − αₖ/2 − μₖ₋₁/(k+1),  αₖ = Σ μⱼ·μₖ₊₁₋ⱼ over j = 2…k−1
  ///
  /// with μ₀ = −1, μ₁ = 1, α₀ = 2, α₁ = −1 (Corless et al., (4.23) and (4.24)).
  static let coefficients: [Double] = {
    var (mu, alpha) = ([-1.0, 1], [2.0, -1])
    for k in 2...52 {
      var sum = 0.0
      for j in stride(from: 2, to: k, by: 1) { sum += mu[j] * mu[k + 1 - j] }
      alpha.append(sum)
      let (n, previous) = (Double(k), mu[k - 1] / Double(k + 1))
      mu.append((n - 1) / (n + 1) * (mu[k - 2] / 2 + alpha[k - 2] / 4) - sum / 2 - previous)
    }
    return Array(mu.dropFirst())
  }()

  /// Where the series takes over, and how far from 0 it needs only few terms.
  private static let (farthest, near) = (0.6, 0.06)

  /// |p| at a point from −1/e up, x + 1/e being known to twice as many digits.
  @inline(__always)
  private static func distance(_ x: Double) -> Double {
    (5.43656365691809 * ((x - branchPoint) + branchPointRest)).squareRoot()
  }

  /// 1 + W by the series.
  @inline(__always)
  private static func series(_ p: Double) -> Double {
    coefficients.withUnsafeBufferPointer { coefficients in
      var sum = 0.0
      for k in stride(from: abs(p) < near ? 13 : 50, through: 1, by: -1) { sum = sum * p + coefficients[k] }
      return p + p * (sum * p)
    }
  }

  /// W₀ and 1 + W₀.
  static func principal(_ x: Double) -> (w: Double, onePlus: Double) {
    if x == branchPoint { return (-1, 0) }
    guard x > branchPoint else { return (.nan, .nan) }
    if x == 0 || x == .infinity { return (x, 1 + x) }
    if x < -0.25 {
      let p = distance(x)
      if p < farthest {
        let onePlus = series(p)
        return (onePlus - 1, onePlus)
      }
    }
    let w = polished(start(x), x)
    return (w, 1 + w)
  }

  /// A starting value for W₀.
  private static func start(_ x: Double) -> Double {
    if x < 3 {
      // Some terms of the series, which beyond its circle go wrong slowly; 0 at 0.
      if x < 0 { return x * (1 - x * (1 - 1.5 * x)) * (1 + x * x) }
      let logarithm = Double.log(onePlus: x)
      return logarithm * (1 - .log(onePlus: logarithm) / (2 + logarithm))
    }
    let (first, second) = (Double.log(x), Double.log(.log(x)))
    return first - second + second / first
  }

  /// W₋₁ and 1 + W₋₁.
  static func lower(_ x: Double) -> (w: Double, onePlus: Double) {
    if x == branchPoint { return (-1, 0) }
    if x == 0 { return (-.infinity, -.infinity) }
    guard x > branchPoint, x < 0 else { return (.nan, .nan) }
    if x < -0.25 {
      let p = -distance(x)
      if p > -farthest {
        let onePlus = series(p)
        return (onePlus - 1, onePlus)
      }
    }
    let first = Double.log(-x)
    let second = Double.log(-first)
    let start = x < -0.2 ? -1.8 - 6 * (x + 0.3) : first - second + second / first
    let w = polished(start, x)
    return (w, 1 + w)
  }

  /// Newton's method, with Halley's correction but for the last step.
  private static func polished(_ start: Double, _ x: Double) -> Double {
    var w = start
    for _ in 0..<8 {
      let residue = w - scaledInverse(w, x).value
      let onePlus = 1 + w
      let step = residue / (onePlus - 0.5 * (w + 2) * residue / onePlus)
      w -= step
      if abs(step) <= 1e-6 * abs(w) { break }
    }
    let inverse = scaledInverse(w, x)
    return w - ((w - inverse.high) - inverse.low) / (1 + w)
  }

  /// x·e^(−w), where the exponential alone may be too large for a double.
  @inline(__always)
  private static func scaledInverse(_ w: Double, _ x: Double) -> DoubleDouble {
    if w < -700 {
      let root = Double.exp(-0.5 * w)
      return DoubleDouble(x * root * root)
    }
    return .product(x, .exp(-w))
  }

  /// W₀′ = 1/(x + e^W), which is e^(−W)/(1 + W).
  ///
  /// Of a large W, an error is one of W times its size in the exponential, and none in W/(x·(1 + W)).
  static func principalSlope(_ x: Double) -> Double {
    let (w, onePlus) = principal(x)
    if x == .infinity { return 0 }
    return x > 1 ? (w / onePlus) / x : .exp(-w) / onePlus
  }

  /// W₋₁′ = W/(x·(1 + W)), which is below 0.
  static func lowerSlope(_ x: Double) -> Double {
    let (w, onePlus) = lower(x)
    if x == 0 || x == branchPoint { return -.infinity }
    return (w / onePlus) / x
  }
}
