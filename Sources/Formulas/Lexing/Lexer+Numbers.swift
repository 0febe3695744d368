extension Lexer {
  /// Reads a number that is a few digits and nothing else, as most are; else reads nothing and returns nil.
  @inline(__always)
  mutating func readShortNumber() -> Double? {
    var value: UInt32 = 0
    var offset = position
    let limit = min(end, position + 10)
    var next: UInt8 = 0
    text.withUnsafeBufferPointer { text in
      while offset < limit {
        next = text[offset]
        let digit = next &- UInt8(ascii: "0")
        if digit > 9 { break }
        value = value &* 10 &+ UInt32(digit)
        offset += 1
      }
    }
    if offset < limit {
      if next == UInt8(ascii: ".") || isASCIINameByte(next) { return nil }
    } else if offset == position + 10 {
      return nil
    }
    position = offset
    return Double(value)
  }

  /// Reads `3`, `3.5`, `.5`, `5.`, `1e-3`, `1_000_000`, `0x1F`.
  ///
  /// Before `..` it ends: `1..5` is a range from 1 to 5. An `e` belongs to the number only where an exponent follows: `2e3` is 2000, `2e` is 2·e. A number that a
  /// double cannot hold is an error in both directions: it would become infinity or, no less wrong to divide
  /// by, zero.
  mutating func readNumber() throws(ParseError) -> Token.Kind {
    let start = position
    if text[start] == UInt8(ascii: "0"), let x = peek(1), x | 0x20 == UInt8(ascii: "x") {
      return try readHexadecimal()
    }
    var decimal = DecimalNumber()
    while let digit = try readDigit(decimalDigit, from: start) { decimal.append(digit: digit) }
    if peek(0) == UInt8(ascii: "."), !isAtRange {
      position += 1
      while let digit = try readDigit(decimalDigit, from: start) { decimal.append(fractionDigit: digit) }
      if peek(0) == UInt8(ascii: "."), !isAtRange {
        throw malformed(.secondPoint, from: start, through: position + 1)
      }
    }
    try readExponent(into: &decimal, from: start)
    return .number(try value(decimal, SourceRange(start, position)))
  }

  /// Whether the two points of a range stand here, before which a number ends.
  private var isAtRange: Bool { peek(0) == UInt8(ascii: ".") && peek(1) == UInt8(ascii: ".") }

  private mutating func readExponent(into decimal: inout DecimalNumber, from start: Int) throws(ParseError) {
    guard let e = peek(0), e | 0x20 == UInt8(ascii: "e") else { return }
    let sign = peek(1)
    let isSigned = sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+")
    guard let first = peek(isSigned ? 2 : 1), isASCIIDigit(first) else { return }
    position += isSigned ? 2 : 1
    var exponent = 0
    while let digit = try readDigit(decimalDigit, from: start) {
      exponent = min(exponent * 10 + Int(digit), DecimalNumber.exponentLimit)
    }
    decimal.shift(by: sign == UInt8(ascii: "-") ? -exponent : exponent)
  }

  private mutating func readHexadecimal() throws(ParseError) -> Token.Kind {
    let start = position
    position += 2
    var bits: UInt64 = 0
    var isZero = true
    while let digit = try readDigit(hexadecimalDigit, from: start) {
      // High bits may be lost: then the digits are read again, below.
      bits = bits << 4 | UInt64(digit)
      if digit != 0 { isZero = false }
    }
    guard position > start + 2 else { throw malformed(.noHexadecimalDigits, from: start, through: position) }
    if position - start <= 2 + 13 { return .number(Double(bits)) }
    return .number(try slowValue(SourceRange(start, position), isZero: isZero))
  }

  /// Reads a digit, and the `_` before it where that stands between two digits; nil where the digits end.
  private mutating func readDigit(
    _ value: (UInt8) -> UInt8?, from start: Int
  ) throws(ParseError) -> UInt8? {
    if peek(0) == UInt8(ascii: "_") {
      guard position > start, value(text[position - 1]) != nil, peek(1).flatMap(value) != nil else {
        throw malformed(.separator, from: start, through: position + 1)
      }
      position += 1
    }
    guard let digit = peek(0).flatMap(value) else { return nil }
    position += 1
    return digit
  }

  private func malformed(_ problem: ParseError.NumberProblem, from start: Int, through end: Int) -> ParseError
  {
    let range = SourceRange(start, end)
    return ParseError(.malformedNumber(text.excerpt(of: range), problem), range)
  }
}

// MARK: Values

extension Lexer {
  private func value(_ decimal: DecimalNumber, _ range: SourceRange) throws(ParseError) -> Double {
    if let value = decimal.exactValue { return value }
    return try slowValue(range, isZero: decimal.isZero)
  }

  /// The correctly rounded value of a number of any length.
  private func slowValue(_ range: SourceRange, isZero: Bool) throws(ParseError) -> Double {
    let digits = text[range.lowerBound..<range.upperBound].filter { $0 != UInt8(ascii: "_") }
    var literal = String(decoding: digits, as: UTF8.self)
    if digits.last == UInt8(ascii: ".") { literal += "0" }
    return try inRange(Double(literal) ?? .infinity, isZero: isZero, range)
  }

  private func inRange(_ value: Double, isZero: Bool, _ range: SourceRange) throws(ParseError) -> Double {
    if isZero { return 0 }
    if value.isInfinite { throw ParseError(.numberTooLarge(text.excerpt(of: range)), range) }
    if value == 0 { throw ParseError(.numberTooSmall(text.excerpt(of: range)), range) }
    return value
  }

  /// Reads the exponent `²³` or `⁻¹`; the sign is kept even at zero.
  mutating func readSuperscript() throws(ParseError) -> Token.Kind {
    let start = position
    var isNegative = false
    if let (scalar, length) = decode(), scalar == "⁻" {
      isNegative = true
      position += length
    }
    var digits: [UInt8] = []
    while let (scalar, length) = decode(), let digit = scalar.superscriptDigit {
      digits.append(UInt8(ascii: "0") + digit)
      position += length
    }
    let range = SourceRange(start, position)
    guard !digits.isEmpty else { throw ParseError(.superscriptWithoutDigits, range) }
    let magnitude = Double(String(decoding: digits, as: UTF8.self)) ?? .infinity
    if magnitude.isInfinite { throw ParseError(.numberTooLarge(text.excerpt(of: range)), range) }
    return .superscript(isNegative ? -magnitude : magnitude)
  }

  /// Reads `%7`. A number that no `Int` holds is the largest one: there is no such node either.
  mutating func readNodeNumber() throws(ParseError) -> Token.Kind {
    let start = position
    position += 1
    var number = 0
    while let digit = peek(0).flatMap(decimalDigit) {
      let (product, overflow) = number.multipliedReportingOverflow(by: 10)
      let (sum, carry) = product.addingReportingOverflow(Int(digit))
      number = overflow || carry ? .max : sum
      position += 1
    }
    guard position > start + 1 else {
      throw ParseError(.missingNodeNumber, SourceRange(start, position))
    }
    return .node(number)
  }
}

/// The value of a decimal digit.
private func decimalDigit(_ byte: UInt8) -> UInt8? {
  isASCIIDigit(byte) ? byte - UInt8(ascii: "0") : nil
}

/// The value of a hexadecimal digit.
private func hexadecimalDigit(_ byte: UInt8) -> UInt8? {
  if let digit = decimalDigit(byte) { return digit }
  let letter = (byte | 0x20) &- UInt8(ascii: "a")
  return letter < 6 ? letter + 10 : nil
}
