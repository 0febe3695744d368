/// A number of some thirty digits that is known up to an error bound: all numbers whose distance from `center` is at most
/// `radius`.
///
/// Two formulas whose balls at a point have no number in common differ there, however little. The rules for the radius are
/// those of midpoint-radius arithmetic (F. Johansson, "Arb: efficient arbitrary-precision midpoint-radius interval
/// arithmetic", 2017), to first order. Constants are the exact numbers that they are written for: 0.1 is 1/10.
struct Ball: Scalar, BitwiseCopyable {
  /// NaN where the number does not exist.
  let center: DoubleDouble

  /// ∞ where nothing is known of the number.
  let radius: Double

  init(center: DoubleDouble, radius: Double) {
    if center.high.isNaN && radius == 0 {
      (self.center, self.radius) = (DoubleDouble(.nan), 0)
    } else if center.high.isFinite, radius.isFinite {
      (self.center, self.radius) = (center, radius)
    } else {
      (self.center, self.radius) = (DoubleDouble(0), .infinity)
    }
  }

  init(_ value: Double) {
    guard value != value.rounded(), let exact = ExactNumber(value) else {
      self.init(center: DoubleDouble(value), radius: 0)
      return
    }
    self = Ball(exact)
  }

  /// A double, and no number that is written for it.
  init(exactly value: Double) { self.init(center: DoubleDouble(value), radius: 0) }

  private init(_ number: ExactNumber) {
    let rational = Ball(exactly: Double(number.numerator)) / Ball(exactly: Double(number.denominator))
    func of(_ n: Int) -> Ball { Ball(exactly: Double(n)) }
    switch number.factor {
    case .one: self = rational
    case .root(let n): self = rational * of(n).squareRoot
    case .pi: self = rational * .pi
    case .e: self = rational * Ball(exactly: 1).exponential
    case .rootOfPi(let n): self = rational * (of(n) * .pi).squareRoot
    case .overRootOfPi(let n): self = rational / (of(n) * .pi).squareRoot
    case .logarithm(let n): self = rational * of(n).logarithm
    case .overLogarithm(let n): self = rational / of(n).logarithm
    }
  }

  static let pi = Ball(center: .pi, radius: .pi * precision)

  /// The number of which nothing is known.
  static let unknown = Ball(center: DoubleDouble(0), radius: .infinity)

  /// No number.
  static let undefined = Ball(center: DoubleDouble(.nan), radius: 0)

  var isUndefined: Bool { center.high.isNaN }
  var isKnown: Bool { radius.isFinite }

  /// Whether it is this double and no other number.
  func isExactly(_ value: Double) -> Bool { radius == 0 && center.high == value && center.low == 0 }

  /// Whether it is one double and no other number.
  var isExact: Bool { radius == 0 && center.low == 0 }

  var isExactlyZero: Bool { isExactly(0) }

  /// Whether all its numbers are above 0.
  var isPositive: Bool { isKnown && center.high > radius }

  /// Whether all its numbers are below 0.
  var isNegative: Bool { isKnown && -center.high > radius }

  /// Whether no number is in both.
  func isApart(from other: Ball) -> Bool {
    if isUndefined || other.isUndefined {
      return isUndefined != other.isUndefined && isKnown && other.isKnown
    }
    guard isKnown, other.isKnown else { return false }
    return (center - other.center).high.magnitude > Self.margin * (radius + other.radius)
  }

  /// How much of the bounds is left for what is of second order in them.
  private static let margin = 4.0

  /// What sums and products round by, relatively, with room to spare: two doubles have 106 bits.
  static let precision = 0x1p-98

  /// Below this, the lower half of a product is lost.
  private static let smallest = 0x1p-960

  /// The result of an operation that is rounded.
  private static func rounded(_ center: DoubleDouble, radius: Double) -> Ball {
    let size = center.high.magnitude
    let lost = size < smallest && size != 0 ? smallest : 0
    return Ball(center: center, radius: radius + precision * size + lost)
  }

  /// What an operation gives that needs numbers: nothing where one of them does not exist, or is not known.
  private static func combined(_ a: Ball, _ b: Ball, _ body: () -> Ball) -> Ball {
    if a.isUndefined || b.isUndefined { return undefined }
    return a.isKnown && b.isKnown ? body() : unknown
  }

  static func + (a: Ball, b: Ball) -> Ball {
    combined(a, b) { rounded(a.center + b.center, radius: a.radius + b.radius) }
  }
  static func - (a: Ball, b: Ball) -> Ball { a + -b }
  static prefix func - (a: Ball) -> Ball { Ball(center: -a.center, radius: a.radius) }
  static func * (a: Ball, b: Ball) -> Ball {
    combined(a, b) {
      let (p, q) = (a.center.high.magnitude, b.center.high.magnitude)
      return rounded(a.center * b.center, radius: p * b.radius + q * a.radius + a.radius * b.radius)
    }
  }
  static func / (a: Ball, b: Ball) -> Ball {
    combined(a, b) {
      let least = b.center.high.magnitude - b.radius
      guard least > 0 else { return unknown }
      let quotient = a.center / b.center
      return rounded(quotient, radius: (a.radius + quotient.high.magnitude * b.radius) / least)
    }
  }
  static func ⊙ (a: Ball, b: Ball) -> Ball { a.isExactlyZero || b.isExactlyZero ? 0 : a * b }
}

// MARK: Functions

extension Ball {
  /// A function where the radius grows by at most `slope`.
  private func mapped(_ center: DoubleDouble, slope: Double) -> Ball {
    Self.rounded(center, radius: slope * radius + Self.functionPrecision * (center.high.magnitude + 1))
  }

  /// What functions round by.
  private static let functionPrecision = 0x1p-88

  var squareRoot: Ball {
    if isUndefined || isNegative { return .undefined }
    if isExactlyZero { return 0 }
    guard isPositive else { return .unknown }
    let root = center.squareRoot
    return Self.rounded(root, radius: radius / root.high + Self.functionPrecision * root.high)
  }

  var exponential: Ball {
    if isUndefined { return .undefined }
    guard isKnown, center.high.magnitude < 690, radius < 1 else { return .unknown }
    let power = center.exponential
    return Self.rounded(power, radius: power.high * (2 * radius + Self.functionPrecision))
  }

  var logarithm: Ball {
    if isUndefined || isNegative { return .undefined }
    guard isPositive else { return .unknown }
    return mapped(center.logarithm, slope: 1 / (center.high - radius))
  }

  /// The sine, and the cosine.
  var sineAndCosine: (sine: Ball, cosine: Ball) {
    if isUndefined { return (.undefined, .undefined) }
    guard isKnown, let (sine, cosine) = center.wideSineAndCosine else { return (.unknown, .unknown) }
    let turned = Ball(center: center, radius: radius + Self.precision * center.high.magnitude)
    return (turned.mapped(sine, slope: 1), turned.mapped(cosine, slope: 1))
  }

  var arctangent: Ball {
    if isUndefined { return .undefined }
    guard isKnown else { return .unknown }
    let angle = DoubleDouble.arctangent(center.high < 0 ? -center : center, DoubleDouble(1))
    return mapped(center.high < 0 ? -angle : angle, slope: 1)
  }

  /// The product of so many times the number.
  func raised(to exponent: Int) -> Ball {
    let product = (0..<exponent.magnitude).reduce(1 as Ball) { product, _ in product * self }
    return exponent < 0 ? 1 / product : product
  }
}
