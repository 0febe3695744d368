#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How a `Double` is shown to people.
///
///     let format = NumberFormat(digits: 10)
///     format.string(23)          // 23
///     format.string(0.1 + 0.2)   // 0.3
///     format.string(1.5e-17)     // 1.5e-17
///
/// The rules, in order:
///
/// 1. `nan`, `inf` and `-inf` are themselves, and both zeros are `0`.
/// 2. An integer below 10¹⁵ is shown in full, however few digits are asked for: it is exact, and people count on it.
/// 3. Other numbers are rounded correctly (to nearest, from the exact binary value) to `digits` significant
///    digits, of which trailing zeros are dropped.
/// 4. They are written out when they are at least 10⁻⁴ and all digits before the point are known, and as
///    `1.5e-17` otherwise: no digit is shown that rounding has taken away.
///
/// With 17 digits the text reads back as the same number, except for the sign of a zero.
package struct NumberFormat: Sendable, Hashable {
  /// The significant digits that can be asked for; 17 tell every `Double` from its neighbours.
  package static let digitsRange = 1...17

  /// The largest number of significant digits to show.
  package let digits: Int

  /// A format of so many significant digits, brought into `digitsRange`.
  package init(digits: Int = 10) {
    self.digits = min(max(digits, Self.digitsRange.lowerBound), Self.digitsRange.upperBound)
  }

  /// The number as text.
  ///
  /// - Complexity: O(1), about a microsecond.
  package func string(_ number: Double) -> String {
    if number.isNaN { return "nan" }
    let sign = number < 0 ? "-" : ""
    if number.isInfinite { return sign + "inf" }
    if let integer = Int(exactly: number), integer.magnitude < 1_000_000_000_000_000 {
      return String(integer)
    }
    return sign + layOut(decimal(of: number.magnitude))
  }

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
    let exponent = decimal.exponent
    if exponent < -4 || exponent >= digits {
      let fraction = decimal.digits.dropFirst()
      return decimal.digits.prefix(1) + (fraction.isEmpty ? "" : "." + fraction) + "e\(exponent)"
    }
    if exponent < 0 {
      return "0." + String(repeating: "0", count: -exponent - 1) + decimal.digits
    }
    let whole = decimal.digits.prefix(exponent + 1)
    let fraction = decimal.digits.dropFirst(exponent + 1)
    let zeros = String(repeating: "0", count: exponent + 1 - whole.count)
    return whole + zeros + (fraction.isEmpty ? "" : "." + fraction)
  }
}
