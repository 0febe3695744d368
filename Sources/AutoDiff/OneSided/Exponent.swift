/// The exponent of a power in a series: a simple fraction as long as it is one, else a number.
///
/// Exponents are added over and over and compared for equality: ⅓ three times is 1. Doubles would be equal only nearly, so
/// fractions are kept as such. Where an exponent is none, as π in `x^pi`, two are the same if they differ by rounding only.
struct Exponent: Sendable {
  /// The numerator, or the bit pattern of a double.
  private let numerator: Int

  /// The denominator, above 0; or 0 where the exponent is a double.
  private let denominator: Int

  /// The whole number `whole`.
  @inline(__always)
  init(whole: Int) {
    numerator = whole
    denominator = 1
  }

  static let zero = Exponent(whole: 0)
  static let one = Exponent(whole: 1)

  /// The simple fraction that a number is within some ulps or its error, or else the number itself.
  ///
  /// Denominators go up to 720, as people type them. A whole number must be met exactly: a negative base has powers only
  /// with those.
  init(_ value: Double, error: Double = 0) {
    if let whole = Int(exactly: value), abs(whole) < Self.most {
      self.init(whole: whole)
      return
    }
    let tolerance = max(4 * value.ulp, error)
    if value.magnitude < 1e6 {
      // Continued fraction: each convergent is the nearest fraction with a denominator of its size.
      var (previous, current) = ((0, 1), (1, 0))
      var rest = value
      while true {
        let whole = rest.rounded(.down)
        guard let digit = Int(exactly: whole), abs(digit) < Self.most else { break }
        let next = (digit * current.0 + previous.0, digit * current.1 + previous.1)
        if next.1 > Self.largestDenominator { break }
        (previous, current) = (current, next)
        if abs(Double(next.0) / Double(next.1) - value) <= tolerance {
          if next.1 == 1 { break }
          self.init(next.0, over: next.1)
          return
        }
        if rest == whole { break }
        rest = 1 / (rest - whole)
      }
    }
    self.init(real: value)
  }

  private init(real value: Double) { self.init(bits: Int(bitPattern: UInt(value.bitPattern)), 0) }

  private init(bits numerator: Int, _ denominator: Int) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// A fraction in lowest terms, or a double where it is not simple.
  private init(_ numerator: Int, over denominator: Int) {
    var (a, b) = (numerator.magnitude, denominator.magnitude)
    while b != 0 { (a, b) = (b, a % b) }
    let divisor = max(1, Int(a))
    let (top, bottom) = (numerator / divisor, denominator / divisor)
    if bottom <= Self.most >> 20, abs(top) < Self.most {
      self.init(bits: top, bottom)
    } else {
      self.init(real: Double(numerator) / Double(denominator))
    }
  }

  private static let largestDenominator = 720
  private static let most = 1 << 40

  /// Up to what part of the larger one two exponents that are no fractions are the same.
  private static let tolerance = 1e-12

  /// The exponent as a double.
  var value: Double {
    denominator == 0
      ? Double(bitPattern: UInt64(UInt(bitPattern: numerator))) : Double(numerator) / Double(denominator)
  }

  @inline(__always) var isZero: Bool { numerator == 0 && denominator != 0 }
  @inline(__always) var isOne: Bool { numerator == 1 && denominator == 1 }

  /// The whole number that it is, if it is one.
  @inline(__always) var whole: Int? { denominator == 1 ? numerator : nil }

  /// Numerator and denominator, if it is a fraction.
  var fraction: (numerator: Int, denominator: Int)? { denominator == 0 ? nil : (numerator, denominator) }

  @inline(__always)
  static func + (a: Exponent, b: Exponent) -> Exponent {
    if a.denominator == 1, b.denominator == 1 { return whole(a.numerator + b.numerator) }
    return sum(a, b)
  }

  private static func whole(_ sum: Int) -> Exponent {
    abs(sum) < most ? Exponent(whole: sum) : Exponent(real: Double(sum))
  }

  private static func sum(_ a: Exponent, _ b: Exponent) -> Exponent {
    if a.denominator != 0, b.denominator != 0 {
      // Both products are below 2⁶⁰.
      return Exponent(
        a.numerator * b.denominator + b.numerator * a.denominator, over: a.denominator * b.denominator)
    }
    let (left, right) = (a.value, b.value)
    let sum = left + right
    return abs(sum) <= tolerance * max(abs(left), abs(right)) ? .zero : Exponent(real: sum)
  }

  static prefix func - (a: Exponent) -> Exponent {
    a.denominator == 0 ? Exponent(real: -a.value) : Exponent(-a.numerator, over: a.denominator)
  }

  static func * (a: Exponent, b: Exponent) -> Exponent {
    if a.isZero || b.isZero { return .zero }
    if a.denominator != 0, b.denominator != 0 {
      let (top, overflows) = a.numerator.multipliedReportingOverflow(by: b.numerator)
      if !overflows { return Exponent(top, over: a.denominator * b.denominator) }
    }
    return Exponent(real: a.value * b.value)
  }

  /// Whether the first is less (−1), the same (0) or more (+1) than the second.
  @inline(__always)
  static func compare(_ a: Exponent, _ b: Exponent) -> Int {
    if a.denominator == b.denominator, a.denominator != 0 {
      return a.numerator < b.numerator ? -1 : (a.numerator == b.numerator ? 0 : 1)
    }
    return compareSlowly(a, b)
  }

  private static func compareSlowly(_ a: Exponent, _ b: Exponent) -> Int {
    if a.denominator != 0, b.denominator != 0 {
      let (left, right) = (a.numerator * b.denominator, b.numerator * a.denominator)
      return left < right ? -1 : (left == right ? 0 : 1)
    }
    let (left, right) = (a.value, b.value)
    if abs(left - right) <= tolerance * max(abs(left), abs(right)) { return 0 }
    return left < right ? -1 : 1
  }
}
