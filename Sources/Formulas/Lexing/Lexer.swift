/// Takes a text apart into tokens, one at a time and from any position.
///
/// Blanks are what Unicode calls white space, newlines included: a statement may go over several lines. A
/// comment runs from `#` to the end of its line and may hold anything, invalid bytes too.
///
/// - Complexity: a token costs time in proportion to its length and the blanks before it, and no allocation.
struct Lexer {
  /// The whole text.
  private(set) var text: [UInt8]

  /// Where the part to be read ends.
  private(set) var end: Int

  /// Where the next token is looked for.
  var position: Int

  private let spellings = OperatorSpellings.all

  /// The length of the longest name, and that of any other token, in bytes.
  static let nameLimit = 1000
  static let lengthLimit = 1 << 20

  /// Reads the part of the text in `range`.
  init(_ text: [UInt8], in range: SourceRange) {
    let range = range.clamped(to: text.count)
    self.text = text
    position = range.lowerBound
    end = range.upperBound
  }

  /// Hands the text over and goes to the beginning of the one that it gets for it.
  mutating func exchangeText(for other: inout [UInt8]) {
    swap(&text, &other)
    (position, end) = (0, text.count)
  }

  /// The next token; at the end `.end`, again and again.
  @inline(__always)
  mutating func next() throws(ParseError) -> Token {
    let followsNewline = isAtBlank && skipBlanks()
    let start = position
    let kind = try readKind()
    return Token(kind: kind, range: SourceRange(start, position), followsNewline: followsNewline)
  }

  @inline(__always)
  private mutating func readKind() throws(ParseError) -> Token.Kind {
    guard position < end else { return .end }
    let byte = text[position]
    let known = spellings[byte]
    let isWhole =
      !known.isBeginning || position + 1 == end || !spellings[text[position + 1]].isContinuation
    if isWhole, !known.meaning.isNone { return take(1, .operator(known.meaning)) }
    switch byte {
    case UInt8(ascii: "("): return take(1, .leftParenthesis)
    case UInt8(ascii: ")"): return take(1, .rightParenthesis)
    case UInt8(ascii: "["): return take(1, .leftBracket)
    case UInt8(ascii: "]"): return take(1, .rightBracket)
    case UInt8(ascii: ","): return take(1, .comma)
    case UInt8(ascii: ";"): return take(1, .semicolon)
    case UInt8(ascii: "?"): return take(1, .questionMark)
    case UInt8(ascii: "=") where isWhole: return take(1, .assign)
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      if let value = readShortNumber() { return .number(value) }
      return try limited { lexer throws(ParseError) in try lexer.readNumber() }
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"):
      return try readWord()
    default: return try limited { lexer throws(ParseError) in try lexer.readOther(byte) }
    }
  }

  /// Reads what it takes more than a look at the first byte to tell apart.
  private mutating func readOther(_ byte: UInt8) throws(ParseError) -> Token.Kind {
    for index in spellings.beginning(with: byte) {
      let spelling = spellings[index]
      guard spelling.matches(text, at: position, end: end) else { continue }
      if byte == UInt8(ascii: ".") {
        if let error = tooManyPoints(behind: spelling) { throw error }
        if spelling.endsLikeName, continuesName(at: position + spelling.length) { continue }
      }
      return take(spelling.length, .operator(spelling.meaning))
    }
    switch byte {
    case UInt8(ascii: "="): return take(1, .assign)
    case UInt8(ascii: ":"):
      return peek(1) == UInt8(ascii: "=") ? take(2, .update) : take(1, .colon)
    case UInt8(ascii: "%"): return try readNodeNumber()
    case UInt8(ascii: "."):
      if let next = peek(1), isASCIIDigit(next) { return try readNumber() }
    default: break
    }
    return try readUncommon()
  }

  /// Reads a name, or the operator that is spelled like one.
  @inline(__always)
  private mutating func readWord() throws(ParseError) -> Token.Kind {
    let start = position
    skipRestOfName()
    if position - start > Self.nameLimit {
      throw ParseError(.tooLong(limit: Self.nameLimit), SourceRange(start, position))
    }
    for index in spellings.beginning(with: text[start]) where spellings[index].length == position - start {
      let spelling = spellings[index]
      if spelling.matches(text, at: start, end: position) { return .operator(spelling.meaning) }
    }
    return .name
  }

  /// Reads what begins with a character that is rare: a letter outside ASCII, a superscript, a prime.
  private mutating func readUncommon() throws(ParseError) -> Token.Kind {
    let scalar = try scalar(at: position)
    if scalar.beginsName { return try readWord() }
    if scalar.primeCount != nil { return readPrimes() }
    if scalar.superscriptDigit != nil || scalar == "⁻" { return try readSuperscript() }
    throw ParseError(.unexpectedCharacter(scalar), SourceRange(position, position + UTF8.width(scalar)))
  }

  /// Reads a token that may be long, but not too long to be read at once.
  @inline(never)
  private mutating func limited(
    _ read: (inout Lexer) throws(ParseError) -> Token.Kind
  ) throws(ParseError) -> Token.Kind {
    let (start, textEnd) = (position, end)
    end = min(end, start + Self.lengthLimit)
    defer { end = textEnd }
    let kind = try read(&self)
    // The last character may be cut.
    if end - position < 4, end < textEnd {
      throw ParseError(.tooLong(limit: Self.lengthLimit), SourceRange(start, end))
    }
    return kind
  }

  /// The error for `1...5`, where the first two points stand here and are the range's; nil if there is no third one.
  private func tooManyPoints(behind spelling: OperatorSpelling) -> ParseError? {
    guard spelling.meaning.infix == .range, peek(spelling.length) == UInt8(ascii: ".") else { return nil }
    func isPoint(_ byte: UInt8) -> Bool { byte == UInt8(ascii: ".") }
    let pointsEnd = text[position..<end].firstIndex { !isPoint($0) } ?? end
    // A number or a name on either side, as far as an error shows them.
    let limit = 24
    let before = text[max(0, position - limit)..<position].lastIndex { !isASCIINameByte($0) }
    let start = before.map { $0 + 1 } ?? max(0, position - limit)
    let behind = pointsEnd..<min(end, pointsEnd + limit)
    let last = text[behind].firstIndex { !isASCIINameByte($0) && !isPoint($0) } ?? behind.upperBound
    return ParseError(
      .tooManyPoints(
        left: text.string(in: SourceRange(start, position)),
        right: text.string(in: SourceRange(pointsEnd, last))),
      SourceRange(position, pointsEnd))
  }

  /// Whether a name would go on at a position.
  private func continuesName(at position: Int) -> Bool {
    guard position < end, let (scalar, _) = text.decodeScalar(at: position, end: end) else { return false }
    return scalar.continuesName
  }

  private mutating func readPrimes() -> Token.Kind {
    var count = 0
    while let (scalar, length) = decode(), let primes = scalar.primeCount {
      count += primes
      position += length
    }
    return .prime(count)
  }
}

// MARK: Positions

extension Lexer {
  /// Moves behind a name, if one begins here.
  mutating func skipName() {
    if let (scalar, _) = decode(), scalar.beginsName { skipRestOfName() }
  }

  /// Moves behind the letters, digits and marks with which a name goes on.
  @inline(__always)
  private mutating func skipRestOfName() {
    // One byte more than a name can have, so that it is seen to be too long.
    let end = min(end, position + Self.nameLimit + 1)
    let offset = text.withUnsafeBufferPointer { text in
      var offset = position
      while offset < end, isASCIINameByte(text[offset]) { offset += 1 }
      return offset
    }
    position = offset
    if offset < end, text[offset] >= 0x80 { skipUncommonName(to: end) }
  }

  /// The same where a character outside ASCII comes first.
  private mutating func skipUncommonName(to end: Int) {
    while position < end, let (scalar, length) = decode(), scalar.continuesName { position += length }
  }

  /// Whether a blank or comment may stand here. Mostly not: this is worth asking before anything is skipped.
  private var isAtBlank: Bool {
    guard position < end else { return false }
    let byte = text[position]
    return byte <= UInt8(ascii: "#") || byte >= 0x80
  }

  /// Moves behind blanks and comments; tells whether a newline was among them.
  private mutating func skipBlanks() -> Bool {
    var newline = false
    while position < end {
      switch text[position] {
      case UInt8(ascii: " "):
        position = text.withUnsafeBufferPointer { text in
          var offset = position + 1
          while offset < end, text[offset] == UInt8(ascii: " ") { offset += 1 }
          return offset
        }
      case UInt8(ascii: "\t"), UInt8(ascii: "\r"), 0x0B, 0x0C: position += 1
      case UInt8(ascii: "\n"):
        newline = true
        position += 1
      case UInt8(ascii: "#"):
        position = text.firstOffset(of: UInt8(ascii: "\n"), from: position, to: end) ?? end
      case 0x80...:
        guard let (scalar, length) = decode(), scalar.properties.isWhitespace else { return newline }
        position += length
      default: return newline
      }
    }
    return newline
  }

  /// The byte `distance` behind the current one.
  func peek(_ distance: Int) -> UInt8? {
    position + distance < end ? text[position + distance] : nil
  }

  /// The character at the current position and its length; nil at the end and where the text is not valid.
  func decode() -> (scalar: Unicode.Scalar, length: Int)? {
    position < end ? text.decodeScalar(at: position, end: end) : nil
  }

  /// The character at a position before the end.
  func scalar(at position: Int) throws(ParseError) -> Unicode.Scalar {
    guard let (scalar, _) = text.decodeScalar(at: position, end: end) else {
      throw ParseError(.invalidByte(text[position]), SourceRange(position, position + 1))
    }
    return scalar
  }

  private mutating func take(_ length: Int, _ kind: Token.Kind) -> Token.Kind {
    position += length
    return kind
  }
}
