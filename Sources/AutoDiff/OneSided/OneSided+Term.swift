import RealModule

// Arithmetic on terms: each coefficient carries a bound on its error, which grows only where an operation was inexact.

extension OneSided.Term {
  /// Adds another coefficient of the same growth.
  mutating func add(_ other: OneSided.Term) {
    (coefficient, error) = Self.sum((coefficient, error), (other.coefficient, other.error))
  }

  /// The sum of two coefficients; by two-sum (D. Knuth, *The Art of Computer Programming* 2, 4.2.2) it is known whether
  /// that was exact.
  @inline(__always)
  static func sum(_ a: OneSided.Coefficient, _ b: OneSided.Coefficient) -> OneSided.Coefficient {
    let sum = a.value + b.value
    let part = sum - a.value
    let isExact = (a.value - (sum - part)) + (b.value - part) == 0
    return (sum, a.error + b.error + (isExact ? 0 : rounding * sum.magnitude))
  }

  /// The product of two terms, which has this growth.
  static func product(_ a: OneSided.Term, _ b: OneSided.Term, _ growth: Growth) -> OneSided.Term {
    let (coefficient, error) = product((a.coefficient, a.error), (b.coefficient, b.error))
    return OneSided.Term(growth: growth, coefficient: coefficient, error: error)
  }

  /// The product of two coefficients; by a fused one it is known whether that was exact. What underflows is no zero.
  @inline(__always)
  static func product(_ a: OneSided.Coefficient, _ b: OneSided.Coefficient) -> OneSided.Coefficient {
    let product = a.value * b.value
    if product.magnitude < smallest, a.value != 0, b.value != 0 { return (.nan, .nan) }
    var error = a.value.magnitude * b.error + b.value.magnitude * a.error + a.error * b.error
    if (-product).addingProduct(a.value, b.value) != 0 { error += rounding * product.magnitude }
    return (product, error)
  }

  /// The quotient of two coefficients.
  func divided(by divisor: OneSided.Term, _ growth: Growth) -> OneSided.Term {
    let quotient = coefficient / divisor.coefficient
    let size = divisor.coefficient.magnitude
    var error = error / size + quotient.magnitude * divisor.error / size
    if (-coefficient).addingProduct(quotient, divisor.coefficient) != 0 {
      error += Self.rounding * quotient.magnitude
    }
    if quotient.magnitude < Self.smallest, coefficient != 0 {
      return OneSided.Term(growth: growth, coefficient: .nan, error: .nan)
    }
    return OneSided.Term(growth: growth, coefficient: quotient, error: error)
  }

  /// The term to a power; nil where a negative one has no such power.
  func raised(to exponent: Exponent) -> OneSided.Term? {
    let y = exponent.value
    if coefficient < 0, exponent.whole == nil { return nil }
    let power: Double
    if exponent.fraction.map({ $0 == (1, 2) }) ?? false {
      power = coefficient.squareRoot()
    } else if exponent.fraction.map({ $0 == (1, 3) }) ?? false {
      power = .root(coefficient, 3)
    } else {
      power = CLibrary.pow(coefficient, y)
    }
    let isExact = error == 0 && coefficient.isShort && power.isShort
    let own = isExact ? 0 : 4 * Self.rounding * power.magnitude
    return OneSided.Term(
      growth: growth.raised(to: exponent), coefficient: power,
      error: own + (y * power / coefficient).magnitude * error)
  }

  /// Half an ulp of 1, by which a rounded result may be off.
  static let rounding = 0x1p-53

  /// Below it products lose digits, and with them the way to tell a zero.
  private static let smallest = 0x1p-1000
}

extension Double {
  /// Whether the number has so few binary digits that it is hardly the result of rounding: a whole number, a half.
  var isShort: Bool { self == 0 || significandBitPattern.trailingZeroBitCount >= 30 }
}
