import Memory

/// What differences say about a derivative.
package struct DerivativeCheck: Sendable {
  /// The derivative in question.
  package let derivative: Double

  /// The best estimate by differences, if there is any.
  package let estimate: DifferenceEstimate?

  /// The slope of the Taylor remainder: 2 or more is right, 1 is wrong, nil is noise.
  package let remainderSlope: Double?

  /// About how much rounding may change the function's value.
  package let noise: Double

  /// What it comes to.
  package internal(set) var verdict: Verdict

  /// Whether a derivative is right.
  package enum Verdict: Sendable, Equatable {
    /// It is, up to a difference relative to it; of a derivative of 0 to the slopes nearby, or to 1 if they are smaller.
    case agrees(Double)

    /// It is not.
    case disagrees

    /// There is none of the ordinary kind.
    case exceptional(ExceptionalPoint.Kind)

    /// Differences cannot tell.
    case undecidable(Reason)
  }

  /// Why differences cannot tell.
  package enum Reason: Sendable, Equatable {
    /// The value is NaN or infinite.
    case undefinedValue

    /// The derivative is NaN or infinite.
    case undefinedDerivative

    /// The function is undefined on both sides.
    case undefinedAround

    /// Rounding hides the slope, or what differs.
    case noise

    /// The derivative changes within the smallest step that rounding leaves.
    case unresolved
  }
}

extension DerivativeCheck {
  /// Compares a derivative with differences of the function.
  ///
  /// A derivative is right if it agrees with one of the good estimates, and wrong only if it is far from all of them,
  /// so that a step which is too large for the function does no harm. `derivativeBeside` gives the derivative at other
  /// points, as far as it is known: what bends within the smallest useful step is not resolved by differences.
  init(
    _ derivative: Double, of function: PointFunction,
    derivativeBeside: ((Double) throws(Interruption) -> Double)? = nil
  ) throws(Interruption) {
    self.derivative = derivative
    noise = function.noise(of: function.value)
    guard function.value.isFinite else {
      (estimate, remainderSlope, verdict) = (nil, nil, .undecidable(.undefinedValue))
      return
    }
    let estimates = try function.estimates()
    // That a tableau seems to converge may be an accident; another one must come to the same.
    let confirmed = estimates.indices.filter { position in
      estimates.indices.contains { $0 != position && estimates[position].isConfirmed(by: estimates[$0]) }
    }
    let candidates = confirmed.isEmpty ? estimates : confirmed.map { estimates[$0] }
    let best = candidates.min { $0.error < $1.error }
    guard let best else {
      (estimate, remainderSlope, verdict) = (nil, nil, .undecidable(.undefinedAround))
      return
    }
    guard derivative.isFinite else {
      (estimate, remainderSlope, verdict) = (nil, nil, .undecidable(.undefinedDerivative))
      return
    }
    let remainderSlope = try function.remainderSlope(of: derivative)
    // A tableau's own error is good to a factor of ten or so, hence the tens and hundreds.
    let good = candidates.filter { $0.error <= max(100 * best.error, 1e-8 * abs($0.value)) }
    let agreeing = good.filter { abs($0.value - derivative) <= 10 * $0.error }
    func distance(_ estimate: DifferenceEstimate) -> Double {
      max(abs(estimate.value - derivative), estimate.error)
    }
    if let nearest = agreeing.min(by: { distance($0) < distance($1) }) {
      estimate = nearest
      let scale = max(abs(derivative), abs(nearest.value))
      let isFlat = nearest.value == 0 && derivative == 0
      // What is small beside a derivative of 0 is measured by the slopes farther away.
      let reaches = derivative == 0 ? estimates.map(\.reach) : [nearest.reach]
      let slope =
        try reaches.map { (reach) throws(Interruption) in try function.slopeNearby(reach) }.max() ?? 0
      let relative = distance(nearest) / (derivative == 0 ? max(1, slope) : abs(derivative))
      // Two digits in common are the least that says something.
      let isClose = isFlat || nearest.error <= 1e-3 * max(scale, slope) && relative <= 0.01
      verdict = isClose ? .agrees(max(relative, .ulpOfOne)) : .undecidable(.noise)
      // A remainder that goes down like the step itself is then one of rounding.
      self.remainderSlope = remainderSlope.flatMap { isClose && $0 < Self.leastOfRight ? nil : $0 }
      return
    }
    estimate = best
    // At steps so large that what is wrong does not count yet, a remainder says nothing of it.
    self.remainderSlope = remainderSlope.flatMap { $0 < Self.leastOfRight ? $0 : nil }
    let gap = abs(best.value - derivative)
    let witnesses = good.filter { abs($0.value - best.value) <= 0.01 * gap }
    if gap <= 100 * best.error || witnesses.count < 2 {
      verdict = .undecidable(.noise)
      return
    }
    let reach = witnesses.map(\.reach).min() ?? 0
    verdict = .disagrees
    if let derivativeBeside,
      try function.changes(derivativeBeside, by: 0.1 * gap, from: derivative, within: reach)
    {
      verdict = .undecidable(.unresolved)
    }
  }
}

extension DerivativeCheck {
  /// From which slope on a remainder goes down like the square of the step, and not like the step.
  private static let leastOfRight = 1.5
}

extension PointFunction {
  /// A slope of the function at some distance, which says how large a derivative might be.
  fileprivate func slopeNearby(_ reach: Double) throws(Interruption) -> Double {
    let slopes = try [point + reach, point - reach].map { (x) throws(Interruption) in
      abs((try evaluate(x) - value) / reach)
    }
    return slopes.filter(\.isFinite).max() ?? 0
  }

  /// Whether a derivative changes within some distance from the point.
  fileprivate func changes(
    _ derivative: (Double) throws(Interruption) -> Double, by tolerance: Double, from own: Double,
    within reach: Double
  ) throws(Interruption) -> Bool {
    var step = reach
    while step >= 4 * point.ulp, step > reach * 1e-20 {
      for other in [point - step, point + step] where try evaluate(other).isFinite {
        let there = try derivative(other)
        if !(abs(there - own) <= tolerance) { return true }
      }
      step /= 8
    }
    return false
  }
}

extension DifferenceEstimate {
  /// Whether another estimate that is not much worse comes to the same.
  fileprivate func isConfirmed(by other: DifferenceEstimate) -> Bool {
    other.error <= 1000 * error && abs(other.value - value) <= 10 * (error + other.error)
  }
}
