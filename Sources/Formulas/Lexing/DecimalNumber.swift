/// The digits of a decimal number as they are read, and its value where that takes one exact operation.
///
/// A decimal `m·10^k` with `m` below 2^53 and `|k|` at most 22 is the quotient or product of two doubles that
/// are exact, hence correctly rounded (Clinger, *How to Read Floating Point Numbers Accurately*, 1990). That
/// is almost every number that people type; the others go the slow way.
struct DecimalNumber {
  /// The digits as a whole number, unless there were too many.
  private var mantissa: UInt64 = 0

  /// The power of ten that the mantissa is to be multiplied by.
  private var exponent = 0

  /// Whether the mantissa has dropped digits.
  private var isTruncated = false

  /// Exponents are cut off here, far outside what a double can hold, so that no sum of them overflows.
  static let exponentLimit = 1 << 40

  /// Whether every digit was zero.
  var isZero: Bool { mantissa == 0 }

  /// Takes in a digit, 0 to 9, before the point.
  mutating func append(digit: UInt8) {
    guard mantissa < 1 << 59 else {
      isTruncated = true
      return
    }
    mantissa = mantissa * 10 + UInt64(digit)
  }

  /// Takes in a digit behind the point.
  mutating func append(fractionDigit digit: UInt8) {
    append(digit: digit)
    exponent -= 1
  }

  /// Multiplies by a power of ten.
  mutating func shift(by power: Int) { exponent += power }

  /// The value, if one operation gives it correctly rounded.
  var exactValue: Double? {
    guard !isTruncated, mantissa <= 1 << 53 else { return nil }
    let value = Double(mantissa)
    if exponent == 0 { return value }
    guard abs(exponent) < Self.powersOfTen.count else { return nil }
    return exponent < 0 ? value / Self.powersOfTen[-exponent] : value * Self.powersOfTen[exponent]
  }

  /// The powers of ten that a double holds exactly.
  private static let powersOfTen: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    1e19,
    1e20, 1e21, 1e22,
  ]
}
