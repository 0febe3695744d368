import RealModule

/// A double that is the value of a short exact number: a quotient of whole numbers, perhaps times a square root, π, e, a
/// logarithm, or the root of π.
package struct ExactNumber: Equatable, Sendable {
  package enum Factor: Equatable, Sendable {
    case one
    /// The square root of a whole number that no square divides.
    case root(Int)
    case pi
    case e
    /// The square root of a whole multiple of π.
    case rootOfPi(Int)
    /// One over it.
    case overRootOfPi(Int)
    /// The logarithm of a whole number.
    case logarithm(Int)
    /// One over it.
    case overLogarithm(Int)
  }

  let rational: Rational
  package let factor: Factor

  package var numerator: Int { rational.numerator }
  package var denominator: Int { rational.denominator }

  private init(_ rational: Rational, _ factor: Factor) { (self.rational, self.factor) = (rational, factor) }

  /// The exact number that a double is, to a few units in the last place; nil where that would be a long one.
  package init?(_ value: Double) {
    if let rational = Rational(exactly: value) ?? Self.short(value) ?? Self.decimal(value) {
      self.init(rational, .one)
      return
    }
    for (constant, factor) in Self.constants {
      if let rational = Self.short(value / constant), (rational.double * constant).isBeside(value) {
        self.init(rational, factor)
        return
      }
    }
    // (p/q)·√n: n·q² is p² times the number's square.
    guard value.isFinite, value.magnitude > 1e-6, value.magnitude < 1e9 else { return nil }
    for n in 2...Self.largestRoot where Self.isSquareFree(n) {
      let root = Double(n).squareRoot()
      if let rational = Self.short(value / root), (rational.double * root).isBeside(value) {
        self.init(rational, .root(n))
        return
      }
    }
    return nil
  }

  private static let largestRoot = 31

  private static let constants: [(Double, Factor)] =
    [(.pi, .pi), (2.718281828459045, .e)]
    + [1, 2, 3, 5, 6, 7].flatMap { n -> [(Double, Factor)] in
      let root = (Double(n) * .pi).squareRoot()
      return [(root, .rootOfPi(n)), (1 / root, .overRootOfPi(n))]
    }
    + [2, 3, 5, 7, 10].flatMap { n -> [(Double, Factor)] in
      [(.log(Double(n)), .logarithm(n)), (1 / .log(Double(n)), .overLogarithm(n))]
    }

  private static func isSquareFree(_ n: Int) -> Bool {
    var divisor = 2
    while divisor * divisor <= n {
      if n % (divisor * divisor) == 0 { return false }
      divisor += 1
    }
    return true
  }

  /// A quotient of numbers up to a thousand that is within a few units in the last place: what was computed with roundings.
  private static func short(_ value: Double) -> Rational? {
    guard value.magnitude >= 1e-3, value.magnitude <= 1e6 else { return nil }
    return Rational(nearest: value, upTo: 1e6, over: 1000) { $0.isBeside($1) }
  }

  /// Whether decimals write the quotient in a few digits, as 0.5 or 2.25.
  package var isDecimal: Bool { rational.isDecimal && denominator <= 1_000_000 }

  /// A number of at most six decimals that is within a few units in the last place.
  private static func decimal(_ value: Double) -> Rational? {
    guard value.isFinite, value.magnitude < 1e9, value.magnitude > 1e-3 else { return nil }
    var power = 10
    for _ in 0..<6 {
      let whole = (value * Double(power)).rounded()
      if (whole / Double(power)).isBeside(value) { return try? Rational(Int(whole), over: power) }
      power *= 10
    }
    return nil
  }

  /// How many numbers, names and operators it takes to write it.
  var size: Int {
    let sign = numerator < 0 ? 1 : 0
    let isPlain = factor == .one
    // A decimal of many digits is longer than two of few.
    if isPlain, denominator == 1 || isDecimal {
      return 1 + sign + (denominator > 1 && numerator.magnitude > 999_999 ? 1 : 0)
    }
    let own: Int
    switch factor {
    case .one: own = 0
    case .pi: own = 1
    case .root, .e, .rootOfPi(1), .logarithm: own = 2
    case .rootOfPi: own = 4
    // A quotient in a product stands better as one below the whole.
    case .overLogarithm, .overRootOfPi(1): return sign + 5 + (denominator == 1 ? 0 : 2)
    case .overRootOfPi: return sign + 7 + (denominator == 1 ? 0 : 2)
    }
    let top = isPlain ? 1 : numerator.magnitude == 1 ? own : own + 2
    return sign + top + (denominator == 1 ? 0 : 3)
  }
}

extension Double {
  /// Whether another number is at most a few units in the last place away.
  fileprivate func isBeside(_ other: Double) -> Bool { (self - other).magnitude <= 4 * other.ulp }
}
