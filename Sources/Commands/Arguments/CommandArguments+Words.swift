import Memory
import Formulas

extension CommandArguments {
  static let blanks: [UInt8] = [.init(ascii: " "), .init(ascii: "\t"), .init(ascii: "\n")]

  /// How many words are found between two questions whether to go on.
  private static let wordsBetweenQuestions = 4096

  /// The stretches between separators that stand neither in brackets nor in a word in quotes. O(*n*).
  static func words(
    in bytes: [UInt8], _ range: SourceRange, separators: [UInt8] = blanks, _ cancellation: Cancellation
  ) throws(Interruption) -> [Word] {
    let quote = UInt8(ascii: "\"")
    var words: [Word] = []
    var brackets = Brackets(bytes, range)
    var position = range.lowerBound
    while position < range.upperBound {
      if separators.contains(bytes[position]) {
        position += 1
        continue
      }
      if words.count % wordsBetweenQuestions == wordsBetweenQuestions - 1 { try cancellation.check() }
      let start = position
      guard bytes[start] == quote else {
        while position < range.upperBound, !separators.contains(bytes[position]) {
          position = brackets.end(at: position)
        }
        words.append(Word(text: text(bytes, start..<position), range: SourceRange(start, position)))
        continue
      }
      position += 1
      while position < range.upperBound, bytes[position] != quote { position += 1 }
      let content = start + 1..<position
      let isClosed = position < range.upperBound
      if isClosed { position += 1 }
      words.append(
        Word(text: text(bytes, content), range: SourceRange(start, position), isClosed: isClosed))
    }
    return words
  }

  private static func text(_ bytes: [UInt8], _ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  /// The parts of a stretch between separators that do not stand in brackets, up to so many. O(*n*).
  static func parts(
    of bytes: [UInt8], _ range: SourceRange, separators: [UInt8], atMost limit: Int
  ) -> [SourceRange] {
    var parts: [SourceRange] = []
    var brackets = Brackets(bytes, range)
    var (start, position) = (range.lowerBound, range.lowerBound)
    while position < range.upperBound, parts.count < limit - 1 {
      if separators.contains(bytes[position]) {
        parts.append(SourceRange(start, position))
        start = position + 1
      }
      position = brackets.end(at: position)
    }
    return parts + [SourceRange(start, range.upperBound)]
  }

  /// Finds where brackets end. One that is never closed is a character like any other.
  private struct Brackets {
    private let bytes: [UInt8]
    private let range: SourceRange

    /// Whether all brackets from here on are taken for characters: one of them was not closed.
    private var areIgnored = false

    init(_ bytes: [UInt8], _ range: SourceRange) {
      (self.bytes, self.range) = (bytes, range)
    }

    /// Where what begins at a position ends: behind the closing bracket where it is an opening one, else behind the byte.
    mutating func end(at start: Int) -> Int {
      guard !areIgnored, Self.opening.contains(bytes[start]) else { return start + 1 }
      var depth = 0
      for position in start..<range.upperBound {
        if Self.opening.contains(bytes[position]) { depth += 1 }
        if Self.closing.contains(bytes[position]) { depth -= 1 }
        if depth == 0 { return position + 1 }
      }
      areIgnored = true
      return start + 1
    }

    private static let opening: [UInt8] = [.init(ascii: "("), .init(ascii: "["), .init(ascii: "{")]
    private static let closing: [UInt8] = [.init(ascii: ")"), .init(ascii: "]"), .init(ascii: "}")]
  }
}
