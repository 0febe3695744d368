import Memory

/// The offsets of the bytes of a text that stand outside `"quotes"` and comments.
///
/// A quote that is not closed on its line is an ordinary character. The newline that ends a comment is plain.
struct PlainBytes {
  private let text: [UInt8]
  private let end: Int
  private var position: Int
  private var pace = ReadingPace()

  /// Up to here no quote is closed any more.
  private var unquotedEnd = 0

  /// Where the content so far ends: what is quoted belongs to it, comments and blanks do not.
  private(set) var contentEnd: Int

  /// The plain bytes of the text in `range`, which must lie in it.
  init(_ text: [UInt8], in range: SourceRange) {
    self.text = text
    position = range.lowerBound
    contentEnd = range.lowerBound
    end = range.upperBound
  }

  /// The offset of the next plain byte; nil at the end. In a long text it may be stopped, and throws then.
  @inline(__always)
  mutating func next(_ cancellation: Cancellation) throws(ParseError) -> Int? {
    while position < end {
      try pace.ask(at: position, cancellation)
      switch text[position] {
      case UInt8(ascii: "#"): position = endOfLine()
      case UInt8(ascii: "\"") where position >= unquotedEnd: skipQuotes()
      case let byte:
        position += 1
        if !isASCIIBlank(byte) { contentEnd = position }
        return position - 1
      }
    }
    return nil
  }

  /// Moves behind the bytes that mean nothing to who looks for separators; returns whether there were any.
  ///
  /// It only has to be fast: what it leaves, ``next(while:)`` gives.
  mutating func skipOrdinary() -> Bool {
    let start = position
    let offset = text.withUnsafeBufferPointer { text in
      var offset = start
      let end = Swift.min(end, start + Self.longestRun)
      while offset < end, Self.isOrdinary(text[offset]) { offset += 1 }
      return offset
    }
    if offset == start { return false }
    position = offset
    contentEnd = offset
    return true
  }

  /// How many ordinary bytes are skipped at once at most, so that there is time to ask.
  private static var longestRun: Int { 1 << 18 }

  /// Whether a byte is no blank, quote, comment, parenthesis, bracket or separator.
  @inline(__always)
  private static func isOrdinary(_ byte: UInt8) -> Bool {
    byte >= 64 ? byte != UInt8(ascii: "[") && byte != UInt8(ascii: "]") : others & (1 &<< UInt64(byte)) == 0
  }

  /// The bits of the bytes below 64 that are none.
  @inline(__always)
  private static var others: UInt64 {
    let blanks = bit(" ") | (bit(" ") - 1)
    return blanks | bit("\"") | bit("#") | bit("(") | bit(")") | bit(":") | bit(";") | bit("?")
  }

  @inline(__always)
  private static func bit(_ character: Unicode.Scalar) -> UInt64 { 1 &<< UInt64(character.value) }

  /// Moves behind the quotes that begin here, or finds that nothing closes them.
  private mutating func skipQuotes() {
    let quote = text.firstOffset(of: UInt8(ascii: "\""), from: position + 1, to: end)
    let newline = text.firstOffset(of: UInt8(ascii: "\n"), from: position + 1, to: quote ?? end)
    if newline == nil, let quote {
      position = quote + 1
      contentEnd = position
    } else {
      unquotedEnd = newline ?? end
    }
  }

  private func endOfLine() -> Int {
    text.firstOffset(of: UInt8(ascii: "\n"), from: position, to: end) ?? end
  }
}
