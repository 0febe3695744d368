import Memory
import Platform

/// How a `Double` is shown to people.
///
///     let format = NumberFormat(digits: 10)
///     format.string(23)          // 23
///     format.string(0.1 + 0.2)   // 0.3
///     format.string(1.5e-17)     // 1.5e-17
///
/// The rules, in order:
///
/// 1. `nan`, `inf` and `-inf` are themselves, both zeros are `0` (that of an input says its sign itself), and what is not known is `undecided`.
/// 2. An integer below 10¹⁵ is shown in full, however few digits are asked for: it is exact, and people count on it.
/// 3. Other numbers are rounded correctly (to nearest, from the exact binary value) to `digits` significant
///    digits, of which trailing zeros are dropped.
/// 4. They are written out when they are at least 10⁻⁴ and all digits before the point are known, and as
///    `1.5e-17` otherwise: no digit is shown that rounding has taken away.
///
/// Rules 2 and 4 are those of the plain notation. The others write every number but 0 with an exponent: `2.3e1` in
/// scientific notation, `23e0` in engineering notation, whose exponents are multiples of three. There zeros fill the
/// places up to the point where fewer digits are asked for: `200e0`.
///
/// With 17 digits the text reads back as the same number in every notation, except for the sign of a zero.
package struct NumberFormat: Sendable, Hashable {
  /// The significant digits that can be asked for; 17 tell every `Double` from its neighbours.
  package static let digitsRange = 1...17

  /// Where the point stands.
  package enum Notation: String, Sendable, Hashable, CaseIterable {
    /// Where people expect it: `1234.5`, `1.5e-17`.
    case plain
    /// Behind the first digit: `1.2345e3`.
    case scientific
    /// Behind one to three digits, so that the exponent is a multiple of three: `12.345e3`.
    case engineering
  }

  /// The largest number of significant digits to show.
  package let digits: Int

  /// Where the point stands.
  package let notation: Notation

  /// A format of so many significant digits, brought into `digitsRange`.
  package init(digits: Int = 10, notation: Notation = .plain) {
    self.digits = min(max(digits, Self.digitsRange.lowerBound), Self.digitsRange.upperBound)
    self.notation = notation
  }

  /// The number as text.
  ///
  /// - Complexity: O(1), about a microsecond.
  package func string(_ number: Double) -> String {
    if number.isNaN { return number.isUndecided ? "undecided" : "nan" }
    let sign = number < 0 ? "-" : ""
    if number.isInfinite { return sign + "inf" }
    if number == 0 { return "0" }
    if notation == .plain, let integer = Int(exactly: number), integer.magnitude < 1_000_000_000_000_000 {
      return String(integer)
    }
    let decimal = decimal(of: number.magnitude)
    switch notation {
    case .plain: return sign + layOut(decimal)
    case .scientific: return sign + layOut(decimal, wholeDigits: 1)
    case .engineering:
      // The remainder is that of a floor: 1e-4 is 100e-6.
      return sign + layOut(decimal, wholeDigits: ((decimal.exponent % 3) + 3) % 3 + 1)
    }
  }

  /// A number written out in units of a power of ten, however long that gets: in none of the notations, and never with an
  /// exponent, so that numbers of one scale can stand below each other.
  ///
  ///     NumberFormat(digits: 3).writtenOut(-1234.5, inUnitsOf: 6)  // -0.00123
  ///
  /// - Parameters:
  ///   - number: The number; `nan` and infinities are themselves.
  ///   - power: The power of ten that is the unit.
  /// - Returns: The number with `digits` significant digits, of which trailing zeros behind the point are dropped.
  /// - Complexity: O(length of the result).
  func writtenOut(_ number: Double, inUnitsOf power: Int) -> String {
    if !number.isFinite || number == 0 { return string(number) }
    var decimal = decimal(of: number.magnitude)
    decimal.exponent -= power
    return (number < 0 ? "-" : "") + writeOut(decimal)
  }

  /// The power of ten of the first digit of a finite number that is not 0, rounded to `digits`.
  ///
  ///     NumberFormat(digits: 3).exponent(of: 999.9)  // 3
  func exponent(of number: Double) -> Int { decimal(of: number.magnitude).exponent }

  /// A positive number as its significant digits, without trailing zeros, and the power of ten of the first.
  private struct Decimal {
    /// One to `digits` of them.
    var digits: Substring
    /// So the number is d.ddd times 10 to this power.
    var exponent: Int
  }

  /// Rounds a positive finite number.
  ///
  /// The C library's `%e` rounds correctly for any number of digits. Nothing is assumed of its decimal
  /// separator, which an embedding program may have changed with its locale.
  private func decimal(of number: Double) -> Decimal {
    // Long enough for 17 digits, a point, the exponent of any Double, and the final zero.
    var buffer = [CChar](repeating: 0, count: 32)
    _ = withVaList([CInt(digits - 1), number]) { vsnprintf(&buffer, buffer.count, "%.*e", $0) }
    let text = String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    let parts = text.split(separator: "e")
    var digits = parts.first?.filter(\.isWholeNumber)[...] ?? ""
    while digits.last == "0" { digits.removeLast() }
    return Decimal(digits: digits, exponent: parts.dropFirst().first.flatMap { Int($0) } ?? 0)
  }

  /// Writes the digits with their point, or with an exponent.
  private func layOut(_ decimal: Decimal) -> String {
    let isShort = (-4..<digits).contains(decimal.exponent)
    return isShort ? writeOut(decimal) : layOut(decimal, wholeDigits: 1)
  }

  /// Writes the digits with their point, wherever it is.
  private func writeOut(_ decimal: Decimal) -> String {
    let exponent = decimal.exponent
    if exponent < 0 {
      return "0." + String(repeating: "0", count: -exponent - 1) + decimal.digits
    }
    let whole = decimal.digits.prefix(exponent + 1)
    let fraction = decimal.digits.dropFirst(exponent + 1)
    let zeros = String(repeating: "0", count: exponent + 1 - whole.count)
    return whole + zeros + (fraction.isEmpty ? "" : "." + fraction)
  }

  /// Writes the digits with an exponent, and the point behind so many of them.
  private func layOut(_ decimal: Decimal, wholeDigits: Int) -> String {
    let whole = decimal.digits.prefix(wholeDigits)
    let fraction = decimal.digits.dropFirst(wholeDigits)
    let zeros = String(repeating: "0", count: wholeDigits - whole.count)
    return whole + zeros + (fraction.isEmpty ? "" : "." + fraction)
      + "e\(decimal.exponent - wholeDigits + 1)"
  }
}
