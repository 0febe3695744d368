/// The offsets of the bytes of a text that stand outside `"quotes"` and comments.
///
/// A quote that is not closed on its line is an ordinary character. The newline that ends a comment is plain.
struct PlainBytes: Sequence, IteratorProtocol {
  private let text: [UInt8]
  private let end: Int
  private var position: Int

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

  /// The offset of the next plain byte; nil at the end.
  mutating func next() -> Int? {
    while position < end {
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
  /// It only has to be fast: what it leaves, ``next()`` gives.
  mutating func skipOrdinary() -> Bool {
    let start = position
    let offset = text.withUnsafeBufferPointer { text in
      var offset = start
      while offset < end, Self.isOrdinary(text[offset]) { offset += 1 }
      return offset
    }
    if offset == start { return false }
    position = offset
    contentEnd = offset
    return true
  }

  /// Whether a byte is no blank, quote, comment, parenthesis or separator.
  @inline(__always)
  private static func isOrdinary(_ byte: UInt8) -> Bool {
    byte >= 64 || others & (1 &<< UInt64(byte)) == 0
  }

  /// The bits of the bytes that are none: all of them are below 64.
  @inline(__always)
  private static var others: UInt64 {
    let blanks = bit(" ") | (bit(" ") - 1)
    return blanks | bit("\"") | bit("#") | bit("(") | bit(")") | bit(":") | bit(";") | bit("?")
  }

  @inline(__always)
  private static func bit(_ character: Unicode.Scalar) -> UInt64 { 1 &<< UInt64(character.value) }

  /// Moves behind the quotes that begin here, or finds that nothing closes them.
  private mutating func skipQuotes() {
    let stop =
      text[position + 1..<end].firstIndex { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\n") } ?? end
    if stop < end, text[stop] == UInt8(ascii: "\"") {
      position = stop + 1
      contentEnd = position
    } else {
      unquotedEnd = stop
    }
  }

  private func endOfLine() -> Int {
    text[position..<end].firstIndex(of: UInt8(ascii: "\n")) ?? end
  }
}
