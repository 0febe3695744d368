/// A product of a number and of powers: `3/2*x*sin(y)^2`.
struct Monomial {
  /// The number, as a fraction: 1/3 stays what it is.
  var coefficient: Fraction

  /// The factors in ascending order of their bases' ranks, each base once; no exponent is 0.
  var factors: [Factor]

  /// Whether the product is 0 where one of its factors is, even if another is infinite or undefined there, as in the
  /// products that derivatives are made of (``StrongMultiply``).
  var isStrong = false

  /// A power of a node with a constant exponent.
  struct Factor: Hashable {
    let base: NodeID

    /// The base's place in a product: plain names before functions, and those before functions of functions.
    let rank: Int
    var exponent = 1.0
  }

  init(_ coefficient: Fraction, _ factors: [Factor] = [], isStrong: Bool = false) {
    self.coefficient = coefficient
    self.factors = factors
    self.isStrong = isStrong
  }

  /// The sum of the exponents, by which people order the terms of a sum.
  var degree: Double { factors.reduce(0) { $0 + $1.exponent } }

  /// The product, or nil where it would not be the same: where an exponent would have to be rounded, or where the number
  /// is too large or too small for a double.
  func times(_ other: Monomial) -> Monomial? {
    let number = coefficient * other.coefficient
    guard number.isOrdinary || coefficient == 0 || other.coefficient == 0 else { return nil }
    var factors: [Factor] = []
    var (left, right) = (self.factors[...], other.factors[...])
    while let first = left.first, let second = right.first {
      if first.base == second.base {
        guard let exponent = first.exponent.sum(with: second.exponent) else { return nil }
        if exponent != 0 { factors.append(Factor(base: first.base, rank: first.rank, exponent: exponent)) }
        (left, right) = (left.dropFirst(), right.dropFirst())
      } else if first.rank < second.rank {
        factors.append(first)
        left = left.dropFirst()
      } else {
        factors.append(second)
        right = right.dropFirst()
      }
    }
    return Monomial(number, factors + left + right, isStrong: isStrong || other.isStrong)
  }

  /// The power with a constant exponent, or nil where it is not a monomial with the same values wherever this one to
  /// that power has any: √(x²) is not x. Nor where an exponent would have to be rounded.
  func power(_ exponent: Double) -> Monomial? {
    let isWhole = exponent == exponent.rounded(.down) && exponent.magnitude <= 64
    let isPlain = coefficient == 1 && factors.count == 1 && factors[0].exponent == 1
    guard isWhole || isPlain else { return nil }
    if exponent == 0 { return Monomial(1) }
    guard let number = isPlain ? 1 : coefficient.power(Int(exponent)) else { return nil }
    var power = Monomial(number, isStrong: isStrong)
    for factor in factors {
      let product = factor.exponent * exponent
      guard (-product).addingProduct(factor.exponent, exponent) == 0 else { return nil }
      power.factors.append(Factor(base: factor.base, rank: factor.rank, exponent: product))
    }
    return power
  }
}

extension Double {
  /// The sum of two finite numbers, or nil if it is not a double.
  fileprivate func sum(with other: Double) -> Double? {
    let sum = self + other
    let part = sum - self
    return (self - (sum - part)) + (other - part) == 0 ? sum : nil
  }
}

/// A quotient of two numbers. As long as both are whole it is exact and in lowest terms: 0.5/3 is 1/6. What is over 1 stays
/// as it was written, 0.5.
struct Fraction: Equatable, ExpressibleByIntegerLiteral {
  private(set) var numerator: Double
  private(set) var denominator: Double

  init(_ numerator: Double, _ denominator: Double = 1) {
    var (numerator, denominator) = (numerator, denominator)
    for _ in 0..<10 where denominator != 1 && !(Self.isWhole(numerator) && Self.isWhole(denominator)) {
      (numerator, denominator) = (2 * numerator, 2 * denominator)
    }
    if Self.isWhole(numerator), Self.isWhole(denominator), denominator != 0 {
      let divisor = Self.commonDivisor(numerator.magnitude, denominator.magnitude)
      let sign: Double = denominator < 0 ? -1 : 1
      self.numerator = sign * numerator / divisor
      self.denominator = sign * denominator / divisor
    } else {
      self.numerator = numerator / denominator
      self.denominator = 1
    }
  }

  init(integerLiteral value: Int) { self.init(Double(value)) }

  /// Whether no digit is lost to the range of doubles.
  var isOrdinary: Bool { numerator.isNormal && denominator.isNormal }

  static func * (a: Fraction, b: Fraction) -> Fraction {
    Fraction(a.numerator * b.numerator, a.denominator * b.denominator)
  }

  static func + (a: Fraction, b: Fraction) -> Fraction {
    Fraction(
      a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator)
  }

  static prefix func - (a: Fraction) -> Fraction { Fraction(-a.numerator, a.denominator) }

  /// The whole power, or nil if it leaves the whole numbers that a double holds.
  func power(_ exponent: Int) -> Fraction? {
    var result: Fraction = 1
    let factor = exponent < 0 ? Fraction(denominator, numerator) : self
    for _ in 0..<abs(exponent) { result = result * factor }
    let isExact = Self.isWhole(result.numerator) && Self.isWhole(result.denominator)
    return isExact && numerator != 0 ? result : nil
  }

  private static func isWhole(_ number: Double) -> Bool {
    number.magnitude <= 0x1p53 && number == number.rounded(.down)
  }

  private static func commonDivisor(_ a: Double, _ b: Double) -> Double {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a.truncatingRemainder(dividingBy: b)) }
    return a == 0 ? 1 : a
  }
}
