/// What ends the search for a form of a formula: it would take more work, or larger numbers, than a formula that people read.
enum FormLimit: Error { case exceeded }

/// A quotient of two whole numbers, exactly, in lowest terms.
struct Rational: Hashable, Sendable {
  let numerator: Int
  /// Above 0.
  let denominator: Int

  init(_ whole: Int) { (numerator, denominator) = (whole, 1) }

  init(_ numerator: Int, over denominator: Int) throws(FormLimit) {
    guard denominator != 0, numerator != .min, denominator != .min else { throw .exceeded }
    let divisor = Self.commonDivisor(numerator.magnitude, denominator.magnitude)
    let sign = denominator < 0 ? -1 : 1
    self.numerator = sign * numerator / Int(divisor)
    self.denominator = Int(denominator.magnitude / divisor)
  }

  /// A double that is the nearest one to a quotient of small numbers; nil for others.
  init?(exactly value: Double) {
    guard value.magnitude < 1e15 else { return nil }
    self.init(nearest: value, upTo: 0x1p53, over: Self.largestDenominator) { $0 == $1 }
  }

  /// The first convergent of a double's continued fraction that is near enough; nil where its numbers become too large.
  init?(
    nearest value: Double, upTo largest: Double, over largestDenominator: Double,
    _ isNear: (Double, Double) -> Bool
  ) {
    guard value.isFinite else { return nil }
    var (p0, q0, p1, q1) = (0.0, 1.0, 1.0, 0.0)
    var rest = value.magnitude
    while true {
      let whole = rest.rounded(.down)
      (p0, p1) = (p1, whole * p1 + p0)
      (q0, q1) = (q1, whole * q1 + q0)
      guard q1 <= largestDenominator, p1 <= largest else { return nil }
      if isNear(p1 / q1, value.magnitude) {
        (numerator, denominator) = (Int(value < 0 ? -p1 : p1), Int(q1))
        return
      }
      rest = 1 / (rest - whole)
    }
  }

  /// A random double is no quotient of numbers up to here; what people type is.
  private static let largestDenominator = 1e6

  static let zero = Rational(0)
  static let one = Rational(1)
  static let half = Rational(unchecked: 1, 2)

  private init(unchecked numerator: Int, _ denominator: Int) {
    (self.numerator, self.denominator) = (numerator, denominator)
  }

  var isWhole: Bool { denominator == 1 }
  var isNegative: Bool { numerator < 0 }

  /// Whether its decimals end.
  var isDecimal: Bool {
    var rest = denominator
    for divisor in [2, 5] { while rest % divisor == 0 { rest /= divisor } }
    return rest == 1
  }

  var double: Double { Double(numerator) / Double(denominator) }

  static func + (a: Rational, b: Rational) throws(FormLimit) -> Rational {
    if a.isWhole, b.isWhole { return Rational(try sum(a.numerator, b.numerator)) }
    let divisor = Int(commonDivisor(a.denominator.magnitude, b.denominator.magnitude))
    let left = try product(a.numerator, b.denominator / divisor)
    let right = try product(b.numerator, a.denominator / divisor)
    return try Rational(sum(left, right), over: product(a.denominator, b.denominator / divisor))
  }

  static prefix func - (a: Rational) -> Rational { Rational(unchecked: -a.numerator, a.denominator) }

  static func - (a: Rational, b: Rational) throws(FormLimit) -> Rational { try a + -b }

  static func * (a: Rational, b: Rational) throws(FormLimit) -> Rational {
    if a.isWhole, b.isWhole { return Rational(try product(a.numerator, b.numerator)) }
    let first = try Rational(a.numerator, over: b.denominator)
    let second = try Rational(b.numerator, over: a.denominator)
    return try Rational(
      product(first.numerator, second.numerator), over: product(first.denominator, second.denominator))
  }

  static func / (a: Rational, b: Rational) throws(FormLimit) -> Rational { try a * b.inverse }

  var inverse: Rational {
    get throws(FormLimit) { try Rational(denominator, over: numerator) }
  }

  func power(_ exponent: Int) throws(FormLimit) -> Rational {
    guard exponent.magnitude <= 1000 else { throw .exceeded }
    let base = exponent < 0 ? try inverse : self
    var result = Rational.one
    for _ in 0..<exponent.magnitude { result = try result * base }
    return result
  }

  /// The largest whole number that is not above.
  var floor: Int {
    let quotient = numerator / denominator
    return numerator < 0 && quotient * denominator != numerator ? quotient - 1 : quotient
  }

  static func < (a: Rational, b: Rational) -> Bool {
    if a.denominator == b.denominator { return a.numerator < b.numerator }
    return a.double < b.double
  }

  /// The largest rational of which both are whole multiples.
  static func commonDivisor(_ a: Rational, _ b: Rational) throws(FormLimit) -> Rational {
    let top = Int(commonDivisor(a.numerator.magnitude, b.numerator.magnitude))
    let divisor = Int(commonDivisor(a.denominator.magnitude, b.denominator.magnitude))
    return try Rational(top, over: product(a.denominator / divisor, b.denominator))
  }

  static func commonDivisor(_ a: UInt, _ b: UInt) -> UInt {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return max(a, 1)
  }

  private static func sum(_ a: Int, _ b: Int) throws(FormLimit) -> Int {
    let (sum, isTooLarge) = a.addingReportingOverflow(b)
    if isTooLarge || sum.magnitude >= 1 << 62 { throw .exceeded }
    return sum
  }

  private static func product(_ a: Int, _ b: Int) throws(FormLimit) -> Int {
    let (product, isTooLarge) = a.multipliedReportingOverflow(by: b)
    if isTooLarge || product.magnitude >= 1 << 62 { throw .exceeded }
    return product
  }
}
