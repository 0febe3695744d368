import Memory

/// What a target tends to from one side of a point, and its derivatives there, in the direction in which they are asked for.
package struct SidedLimit: Sendable {
  /// The limits of the value, of the derivative, and so on up to the order that was asked for.
  package let limits: [Limit]

  /// Whether something was taken for 0 that is 0 within rounding only.
  package let isWithinRounding: Bool

  /// A limit, or why there is none.
  package enum Limit: Sendable, Equatable {
    /// A number, or ±∞; with how far it may be off.
    case number(Double, error: Double = 0)

    /// The function is not defined on this side.
    case undefined

    /// Whether there is a limit is not known: the function oscillates, or too much cancels.
    case undecided

    /// Doubles are too small for what comes up on the way.
    case overflow

    /// The limit as a double: NaN where there is none, ``Swift/Double/undecidedNumber`` where it is not known.
    package var number: Double {
      switch self {
      case .number(let value, _): value
      case .undefined: .nan
      case .undecided, .overflow: .undecidedNumber
      }
    }
  }

  /// The limit of the value.
  package var value: Limit { limits[0] }

  /// The limit of the highest derivative that was asked for.
  package var derivative: Limit { limits[limits.count - 1] }

  /// Whether there is a function on this side.
  package var isDefined: Bool { value != .undefined }
}

extension SidedLimit {
  /// What a series comes to, whose t grows to the right (+1) or to the left (−1).
  init(_ series: OneSided, sign: Double, order: Int) {
    isWithinRounding = series.isWithinRounding || (series.terms.first.map { !$0.isCertain } ?? false)
    limits = (0...order).map { order in
      let turn = order % 2 == 0 ? 1 : sign
      switch series.derivativeLimit(order: order) {
      case .success(let limit):
        // Nothing is left of cos(1e16), up to rounding.
        let isKnown = limit.error <= max(1e-3, 0.01 * limit.value.magnitude)
        return isKnown ? .number(turn * limit.value + 0, error: limit.error) : .undecided
      case .failure(.undefined): return .undefined
      case .failure(.overflow): return .overflow
      case .failure(.undecided), .failure(.needsMoreTerms): return .undecided
      }
    }
  }
}

extension SidedLimit {
  /// The mean of two functions, which has no limit where one of them has none.
  init(meanOf a: SidedLimit, _ b: SidedLimit) {
    isWithinRounding = a.isWithinRounding || b.isWithinRounding
    limits = zip(a.limits, b.limits).map { a, b in
      switch (a, b) {
      case (.number(let one, let error), .number(let other, let otherError)):
        .number(one == other ? one : one / 2 + other / 2, error: max(error, otherError))
      case (.overflow, _), (_, .overflow): .overflow
      case (.undefined, _), (_, .undefined): .undefined
      default: .undecided
      }
    }
  }
}

extension SidedLimit.Limit {
  /// Whether two limits are the same number, up to rounding. `scale` is the size of what they came about from.
  package func isSame(as other: SidedLimit.Limit, scale: Double = 0) -> Bool {
    guard case .number(let a, let e) = self, case .number(let b, let f) = other else { return self == other }
    if a == b { return true }
    guard a.isFinite, b.isFinite else { return false }
    return (a - b).magnitude <= e + f + Self.rounding * max(a.magnitude, b.magnitude, scale)
  }

  /// Up to what part of them two numbers are the same: they are sums of products that were rounded in different orders.
  private static let rounding = 1e-12
}

extension Double {
  /// Whether two numbers are the same limit, up to rounding.
  package func agrees(with other: Double) -> Bool {
    SidedLimit.Limit.number(self).isSame(as: .number(other))
  }
}
