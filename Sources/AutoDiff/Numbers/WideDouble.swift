/// A double whose exponent has no limits: significand · 2^exponent.
///
/// Where a derivative overflows or underflows on the way, though it does not itself, as that of log(1/x) at 2e-200, the same
/// rules give it with these numbers. The significand is that of a double, so that sums, products and quotients are rounded
/// as those of doubles are; functions are evaluated with doubles as long as operand and result fit into one, and by their
/// exponentials and powers beyond (``WideFunctions``).
struct WideDouble: Scalar, BitwiseCopyable {
  /// In [1, 2) with a sign; or 0, ±∞, NaN, which have the exponent 0.
  let significand: Double
  let exponent: Int

  init(_ value: Double) { self.init(value, times2To: 0) }

  /// value · 2^exponent
  init(_ value: Double, times2To exponent: Int) {
    if value == 0 || !value.isFinite || exponent.magnitude > Self.mostExponent {
      significand = value == 0 || !value.isFinite ? value : (exponent < 0 ? 0 * value : value * .infinity)
      self.exponent = 0
    } else {
      significand = Double(sign: value.sign, exponent: 0, significand: value.significand)
      self.exponent = exponent + Int(value.exponent)
    }
  }

  /// Beyond 2 to this it is infinite or 0.
  private static let mostExponent = 1 << 60

  /// The nearest double, which is ±∞ or 0 beyond their range.
  var double: Double {
    Double(
      sign: significand.sign, exponent: Swift.max(-1100, Swift.min(exponent, 1024)),
      significand: significand.magnitude)
  }

  /// Whether a double holds it without loss.
  var fitsDouble: Bool {
    significand == 0 || !significand.isFinite
      || (exponent <= Double.greatestFiniteMagnitude.exponent
        && exponent >= Double.leastNormalMagnitude.exponent)
  }

  var isExactlyZero: Bool { significand == 0 }

  static func + (a: Self, b: Self) -> Self {
    if a.significand == 0 || !a.significand.isFinite || b.significand == 0 || !b.significand.isFinite {
      if b.significand == 0, a.significand != 0 { return a }
      if a.significand == 0, b.significand != 0 { return b }
      return Self(a.significand + b.significand)
    }
    let (large, small) = a.exponent >= b.exponent ? (a, b) : (b, a)
    let distance = large.exponent - small.exponent
    if distance > Self.mostShift { return large }
    let shifted = Double(
      sign: small.significand.sign, exponent: -distance, significand: small.significand.magnitude)
    return Self(large.significand + shifted, times2To: large.exponent)
  }

  /// What is smaller by more than this many powers of two changes nothing.
  private static let mostShift = 200

  static func - (a: Self, b: Self) -> Self { a + -b }
  static func * (a: Self, b: Self) -> Self {
    Self(a.significand * b.significand, times2To: a.exponent + b.exponent)
  }
  static func / (a: Self, b: Self) -> Self {
    Self(a.significand / b.significand, times2To: a.exponent - b.exponent)
  }
  static prefix func - (a: Self) -> Self { Self(-a.significand, times2To: a.exponent) }
  static func ⊙ (a: Self, b: Self) -> Self { a.isExactlyZero || b.isExactlyZero ? 0 : a * b }

  /// −1, 0 or 1 as a is below, equal to or above b; nil where one of them is NaN.
  static func order(_ a: Self, _ b: Self) -> Int? {
    if a.significand.isNaN || b.significand.isNaN { return nil }
    // The difference of two infinities of one sign is NaN.
    if a.significand == b.significand, a.exponent == b.exponent { return 0 }
    let difference = (a - b).significand
    return difference < 0 ? -1 : (difference > 0 ? 1 : 0)
  }

  static func select(_ a: Self, lessThan b: Self, _ x: Self, _ y: Self) -> Self {
    order(a, b) == -1 ? x : y
  }
}
