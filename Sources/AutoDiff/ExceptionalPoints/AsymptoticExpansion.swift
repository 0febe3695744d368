/// How a function goes on from a point on one side: Σ c·exp(E)·tᵖ·ℓ^q·ℓ₂^r, t being the distance from the point,
/// ℓ = log(1/t) and ℓ₂ = log ℓ. The dominating term stands first.
package struct AsymptoticExpansion: Sendable {
  package let terms: [Term]

  /// Whether that is all, and not the beginning of a series.
  package let isExact: Bool

  /// From which power of t on nothing is known, since something oscillates.
  private let roughPower: Double?

  /// A term of it.
  package struct Term: Sendable {
    package let coefficient: Double
    package let power: Power
    package let logPower: Power
    package let logLogPower: Power

    /// E, whose terms are all infinite.
    package let exponent: [Term]

    /// Whether the term is its coefficient.
    package var isConstant: Bool {
      power.value == 0 && logPower.value == 0 && logLogPower.value == 0 && exponent.isEmpty
    }
  }

  /// An exponent, and the fraction that it is, if it is one.
  package struct Power: Sendable, Equatable {
    package let value: Double
    package let numerator: Int
    package let denominator: Int

    /// The whole number that it is, if it is one.
    package var whole: Int? { denominator == 1 ? numerator : nil }
  }
}

extension AsymptoticExpansion {
  /// The terms of a series that are certain, as far as its bounds leave them; nil where there is no series.
  init?(_ series: OneSided) {
    if series.failure != nil { return nil }
    let cleaned = series.cleaned
    terms = cleaned.terms.filter(\.isCertain).map { Term($0.growth, $0.coefficient) }
    isExact = cleaned.bound == nil
    roughPower = cleaned.rough?.power.value
  }

  /// The coefficients of the powers up to an order, if there are no others; O(number of terms).
  func coefficients(order: Int) -> [Double]? {
    if let roughPower, roughPower <= Double(order) { return nil }
    var coefficients = [Double](repeating: 0, count: order + 1)
    for term in terms {
      guard let power = term.power.whole, term.logPower.value == 0, term.logLogPower.value == 0,
        term.exponent.isEmpty
      else {
        // What vanishes faster than any power that is asked for does not count.
        if term.power.value > Double(order), term.exponent.isEmpty { continue }
        return nil
      }
      if power < 0 { return nil }
      if power <= order { coefficients[power] = term.coefficient }
    }
    return coefficients
  }
}

extension AsymptoticExpansion.Term {
  fileprivate init(_ growth: Growth, _ coefficient: Double) {
    self.coefficient = coefficient
    power = AsymptoticExpansion.Power(growth.power)
    logPower = AsymptoticExpansion.Power(growth.logPower)
    logLogPower = AsymptoticExpansion.Power(growth.logLogPower)
    exponent = growth.exponential.map { AsymptoticExpansion.Term($0.growth, $0.coefficient) }
  }
}

extension AsymptoticExpansion.Power {
  fileprivate init(_ exponent: Exponent) {
    value = exponent.value
    (numerator, denominator) = exponent.fraction ?? (0, 0)
  }
}
