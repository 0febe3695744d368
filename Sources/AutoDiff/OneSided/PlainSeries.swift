/// A one-sided series whose terms are all powers of t, as most are: the same arithmetic, with nothing in it that is counted
/// as a reference, which is most of what the general one costs.
struct PlainSeries {
  /// The terms, the lowest power first.
  var terms: [Term]

  /// What was left out is of the order of this power.
  var bound: Exponent?

  struct Term: BitwiseCopyable {
    var power: Exponent
    var coefficient: Double
    var error: Double
  }

  init(terms: [Term] = [], bound: Exponent? = nil) { (self.terms, self.bound) = (terms, bound) }

  /// The lowest power that there may be; nil where there is none.
  var lowestPower: Exponent? {
    guard let first = terms.first?.power else { return bound }
    guard let bound else { return first }
    return Exponent.compare(first, bound) <= 0 ? first : bound
  }

  /// The product, with so many terms that are certainly not 0 at most; nil where a coefficient of a power that does not
  /// vanish is beyond the range of doubles.
  static func product(_ a: PlainSeries, _ b: PlainSeries, termCount: Int) -> PlainSeries? {
    guard let first = a.lowestPower, let second = b.lowestPower else { return PlainSeries() }
    var bound = a.bound.map { $0 + second }
    if let other = b.bound.map({ $0 + first }) {
      bound = bound.map { Exponent.compare(other, $0) < 0 ? other : $0 } ?? other
    }
    var result = PlainSeries(bound: bound)
    result.terms.reserveCapacity(a.terms.count + b.terms.count)
    for left in a.terms {
      for right in b.terms {
        let power = left.power + right.power
        // Further terms on the right are smaller still.
        if let bound, Exponent.compare(power, bound) >= 0 { break }
        let (coefficient, error) = OneSided.Term.product(
          (left.coefficient, left.error), (right.coefficient, right.error))
        result.insert(Term(power: power, coefficient: coefficient, error: error))
      }
    }
    return result.normalize(termCount: termCount) ? result : nil
  }

  /// Σ coefficients[k]·dᵏ by Horner's scheme, for d that vanishes; a polynomial, or the beginning of a power series.
  static func composed(
    _ coefficients: [OneSided.Coefficient], with d: PlainSeries, isPolynomial: Bool, termCount: Int
  ) -> PlainSeries? {
    // The first coefficient that is not there is unknown.
    var result = PlainSeries(bound: isPolynomial ? nil : .zero)
    for (value, error) in coefficients.reversed() {
      guard var product = product(result, d, termCount: termCount) else { return nil }
      if value != 0 || error != 0 {
        product.terms.insert(Term(power: .zero, coefficient: value, error: error), at: 0)
      }
      result = product
    }
    return result.normalize(termCount: termCount) ? result : nil
  }

  /// Puts a term in its place; of the same power, coefficients are added.
  @inline(__always)
  private mutating func insert(_ term: Term) {
    var position = terms.count
    while position > 0 {
      let order = Exponent.compare(term.power, terms[position - 1].power)
      if order > 0 { break }
      if order == 0 {
        let known = terms[position - 1]
        let (sum, error) = OneSided.Term.sum(
          (known.coefficient, known.error), (term.coefficient, term.error))
        (terms[position - 1].coefficient, terms[position - 1].error) = (sum, error)
        return
      }
      position -= 1
    }
    terms.insert(term, at: position)
  }

  /// Drops what is exactly 0, and what is more than enough; false where something is too large for a double that matters.
  private mutating func normalize(termCount: Int) -> Bool {
    var (certainCount, kept) = (0, 0)
    for term in terms {
      if let bound, Exponent.compare(term.power, bound) >= 0 { break }
      if term.coefficient == 0, term.error == 0 { continue }
      guard term.coefficient.isFinite, term.error.isFinite else {
        if Exponent.compare(term.power, .zero) <= 0 { return false }
        bound = term.power
        break
      }
      if term.coefficient.magnitude > term.error { certainCount += 1 }
      if certainCount > termCount || kept / 3 >= termCount {
        bound = term.power
        break
      }
      terms[kept] = term
      kept += 1
    }
    terms.removeSubrange(kept...)
    return true
  }
}

extension OneSided {
  /// The series as a plain one; nil if it is none.
  var plain: PlainSeries? {
    guard failure == nil, rough == nil, smooth?.rest == nil, terms.allSatisfy({ $0.growth.rest == nil })
    else {
      return nil
    }
    return PlainSeries(
      terms: terms.map {
        PlainSeries.Term(power: $0.growth.power, coefficient: $0.coefficient, error: $0.error)
      },
      bound: smooth?.power)
  }
}
