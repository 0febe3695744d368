import RealModule

/// The sizes of the coefficients of a power series, free of their changes of sign, and what they tell of its radius.
struct CoefficientSizes {
  /// From how many powers before a coefficient the ratios come.
  let step: Int

  /// The logarithms of the sizes by power, nil where there is none.
  private let logarithms: [Double?]

  private let coefficients: [Double]

  /// The first power that counts: the first quarter of the coefficients does not.
  private static func start(_ coefficients: [Double]) -> Int { (coefficients.count - 1) / 4 }

  /// The magnitudes, if each coefficient and the one a step before it are both 0, or always of equal or always of
  /// opposite sign.
  init?(steady coefficients: [Double], step: Int) {
    var isEqual: Bool?
    let powers = max(step, Self.start(coefficients))..<max(step, coefficients.count)
    for k in powers where coefficients[k] != 0 || coefficients[k - step] != 0 {
      guard coefficients[k] != 0, coefficients[k - step] != 0 else { return nil }
      let isEqualHere = (coefficients[k] > 0) == (coefficients[k - step] > 0)
      guard isEqual ?? isEqualHere == isEqualHere else { return nil }
      isEqual = isEqualHere
    }
    guard isEqual != nil else { return nil }
    self.step = step
    self.coefficients = coefficients
    logarithms = coefficients.map { $0 == 0 ? nil : .log($0.magnitude) }
  }

  /// Square roots of c_k² − c_{k+s}·c_{k−s}, if all of them are more than rounding, and the signs both change and stay.
  init?(swinging coefficients: [Double], step: Int) {
    var logarithms = [Double?](repeating: nil, count: max(0, coefficients.count - step))
    var (changes, stays) = (0, 0)
    let start = Self.start(coefficients)
    for k in logarithms.indices.dropFirst(step) {
      let (before, here, after) = (coefficients[k - step], coefficients[k], coefficients[k + step])
      if here == 0 {
        if before == 0 && after == 0 { continue }
        if before != 0, after != 0, (before > 0) != (after > 0) {
          logarithms[k] = 0.5 * (.log(before.magnitude) + .log(after.magnitude))
          changes += 1
          continue
        }
      } else {
        let product = before / here * (after / here)
        if product.isFinite, 1 - product > 1e-9 * (1 + product.magnitude) {
          logarithms[k] = .log(here.magnitude) + 0.5 * .log(1 - product)
          if k >= start, (after > 0) != (here > 0) { changes += 1 } else if k >= start { stays += 1 }
          continue
        }
      }
      if k >= start { return nil }
    }
    guard changes >= 2, stays >= 2 else { return nil }
    (self.step, self.coefficients, self.logarithms) = (step, coefficients, logarithms)
  }

  /// What the ratios tell, if they agree to this part of themselves.
  ///
  /// From the ratios q at the powers k and j ≈ k/2, for each k of the upper half, come two estimates: (k·q_k −
  /// j·q_j)/(k − j) is 1/R where q lies on a line over 1/k, and log(q_j/q_k)/log(k/j) is β where q falls as k^(−β). Of
  /// a series with a finite radius the latter falls as 1/k. The bounds come from trials with functions whose
  /// singularities are known. Where estimates of 1/R agree, the coefficients only seem to fall as a power.
  func radius(agreement: Double) -> TaylorPolynomial.Radius {
    let top = logarithms.count - 1
    func ratio(_ k: Int) -> Double? {
      guard k >= step, let here = logarithms[k], let before = logarithms[k - step] else { return nil }
      return .exp((here - before) / Double(step))
    }
    var inverses: [Double] = []
    var slopes: [Double] = []
    var lastRatio = 0.0
    for k in (top / 2 + 1)..<max(top / 2 + 1, top + 1) {
      let j = k - step * max(1, (k + step) / (2 * step))
      guard j > 0, let q = ratio(k), let earlier = ratio(j) else { continue }
      inverses.append((Double(k) * q - Double(j) * earlier) / Double(k - j))
      slopes.append(.log(earlier / q) / .log(Double(k) / Double(j)))
      lastRatio = q
    }
    guard inverses.count >= 4, let low = inverses.min(), let high = inverses.max(), let last = inverses.last,
      let flattest = slopes.min(), let steepest = slopes.max()
    else { return .unknown }
    let (mean, drift) = (inverses.mean, inverses.drift)
    let laterSlope = slopes.suffix(slopes.count / 2).mean
    let isPowerLaw = laterSlope > 0.85 * (laterSlope - slopes.drift)
    if low > 0, high - low <= agreement * min(1, Double(top) / 30) * mean, drift.magnitude <= 0.02 * mean,
      last > 0.6 * lastRatio, laterSlope.magnitude < 0.3 || !isPowerLaw
    {
      // Half means are a quarter of the powers apart: the drift that is to come is about twice theirs.
      let radius = 1 / (mean + 2 * drift)
      return isRounding(within: radius) ? .unknown : .about(radius)
    }
    // As close together as this they are those of (1 − x/R)^(−n), which climb for long before they feel R.
    if low > 0, high - low <= 0.01 * mean {
      return isRounding(within: 1 / mean) ? .unknown : .about(1 / mean)
    }
    let falls = low <= 0 || high - low > 0.1 * mean
    return top >= 20 && isPowerLaw && falls && flattest > 0.3 && steepest - flattest < 0.5
      ? .unlimited : .unknown
  }

  /// Whether the terms at this distance may be the rounding of much larger ones, as after 0/0 nearby.
  private func isRounding(within radius: Double) -> Bool {
    let terms = coefficients.enumerated().map {
      $1 == 0 ? -.infinity : .log($1.magnitude) + Double($0) * .log(radius)
    }
    let later = terms.dropFirst(terms.count / 2).max() ?? 0
    return later < (terms.max() ?? 0) - 25
  }
}

extension Collection<Double> {
  fileprivate var mean: Double { reduce(0, +) / Double(count) }

  /// By how much the mean of the later half is more than that of the earlier half.
  fileprivate var drift: Double { suffix(count / 2).mean - prefix(count / 2).mean }
}
