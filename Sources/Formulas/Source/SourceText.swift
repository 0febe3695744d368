/// A text that statements are parsed from, with what it takes to say where in it something stands.
package struct SourceText: Sendable {
  /// The text in UTF-8; it may hold invalid bytes.
  package let bytes: [UInt8]

  /// What the text is called in messages: a path, `<stdin>`, `-e`.
  package let name: String

  /// The number of the text's first line.
  package let firstLine: Int

  /// A text whose first line is line number `firstLine` of `name`.
  package init(_ bytes: [UInt8], name: String, firstLine: Int = 1) {
    self.bytes = bytes
    self.name = name
    self.firstLine = firstLine
  }

  /// Where a range stands: its line, its columns, and the text around it.
  ///
  /// A range over several lines is told by its first line, up to that line's end. An empty range has
  /// `endColumn` equal to `column`. A place inside a character, such as its combining mark, is the
  /// character's.
  ///
  /// Columns of a very long line count scalar values where a character has several.
  ///
  /// - Complexity: O(*n*) in the length of the text up to the end of the line.
  package func location(of range: SourceRange) -> SourceLocation {
    let range = range.clamped(to: bytes.count)
    let newline = UInt8(ascii: "\n")
    var (line, lineStart) = (firstLine, 0)
    while let end = bytes.firstOffset(of: newline, from: lineStart, to: range.lowerBound) {
      (line, lineStart) = (line + 1, end + 1)
    }
    var lineEnd = bytes.firstOffset(of: newline, from: range.lowerBound, to: bytes.count) ?? bytes.count
    if lineEnd > lineStart, bytes[lineEnd - 1] == UInt8(ascii: "\r") { lineEnd -= 1 }

    // What is up to and including the character at the place.
    let place = range.lowerBound
    let hasCharacter = place < lineEnd
    let scalar = hasCharacter ? bytes.decodeScalar(at: place, end: lineEnd) : nil
    let placeEnd = hasCharacter ? place + (scalar?.length ?? 1) : lineEnd
    let column = characterCount(lineStart..<placeEnd) + (hasCharacter ? 0 : 1)
    let end = min(range.upperBound, lineEnd)
    // Of a long line, the part around the place.
    let textStart = cut(min(place, lineEnd) - Self.excerptLength, within: lineStart..<lineEnd)
    let textEnd = cut(place + Self.excerptLength, within: lineStart..<lineEnd)
    return SourceLocation(
      line: line,
      column: column,
      endColumn: end > place ? characterCount(lineStart..<end) + 1 : column,
      text: String(decoding: bytes[textStart..<textEnd], as: UTF8.self),
      textColumn: column - characterCount(textStart..<placeEnd) + (hasCharacter ? 1 : 0),
      isCutOff: textEnd < lineEnd)
  }

  /// How many bytes of a line are told on each side of a place.
  private static let excerptLength = 4096

  /// The length of the longest part whose characters are told apart, which takes a hundred times as long.
  private static let longestCount = 1 << 18

  /// The number of characters, as they are displayed, in a part of the text that has no newline.
  private func characterCount(_ part: Range<Int>) -> Int {
    // All bits together: a loop without an early end is many times as fast.
    let bits = bytes.withUnsafeBufferPointer { $0[part].reduce(0) { $0 | $1 } }
    if bits < 0x80 { return part.count }
    if part.count > Self.longestCount {
      return bytes.withUnsafeBufferPointer { $0[part].reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) } }
    }
    return String(decoding: bytes[part], as: UTF8.self).count
  }

  /// The place in a line that is nearest to this one and at which the line can be cut: not within a scalar value.
  private func cut(_ place: Int, within line: Range<Int>) -> Int {
    if place <= line.lowerBound { return line.lowerBound }
    if place >= line.upperBound { return line.upperBound }
    let candidates = place..<min(place + 4, line.upperBound)
    return candidates.first { bytes[$0] & 0xC0 != 0x80 } ?? place
  }
}

/// Where something stands in a text, counted from 1.
package struct SourceLocation: Hashable, Sendable {
  /// The line.
  package let line: Int

  /// The column of the first character, counted in characters.
  package let column: Int

  /// The column behind the last character.
  package let endColumn: Int

  /// The line's text without its newline, invalid bytes replaced by U+FFFD; of a very long line, a few thousand
  /// characters around the place.
  package let text: String

  /// The column of the text's first character.
  package let textColumn: Int

  /// Whether the line goes on behind the text.
  package let isCutOff: Bool
}
