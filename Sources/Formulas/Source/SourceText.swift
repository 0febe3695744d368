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

  /// Where a range stands: its line, its columns, and the text of that line.
  ///
  /// A range over several lines is told by its first line, up to that line's end. An empty range has
  /// `endColumn` equal to `column`. A place inside a character, such as its combining mark, is the
  /// character's.
  ///
  /// - Complexity: O(*n*) in the length of the text up to the end of the line.
  package func location(of range: SourceRange) -> SourceLocation {
    let range = range.clamped(to: bytes.count)
    let newline = UInt8(ascii: "\n")
    let before = bytes[..<range.lowerBound]
    let lineStart = before.lastIndex(of: newline).map { $0 + 1 } ?? 0
    var lineEnd = bytes[range.lowerBound...].firstIndex(of: newline) ?? bytes.count
    if lineEnd > lineStart, bytes[lineEnd - 1] == UInt8(ascii: "\r") { lineEnd -= 1 }

    let column: Int
    if range.lowerBound < lineEnd {
      let scalarLength = bytes.decodeScalar(at: range.lowerBound, end: lineEnd)?.length ?? 1
      column = characterCount(lineStart..<range.lowerBound + scalarLength)
    } else {
      column = characterCount(lineStart..<lineEnd) + 1
    }
    let end = min(range.upperBound, lineEnd)
    return SourceLocation(
      line: firstLine + before.count { $0 == newline },
      column: column,
      endColumn: end > range.lowerBound ? characterCount(lineStart..<end) + 1 : column,
      lineText: String(decoding: bytes[lineStart..<lineEnd], as: UTF8.self))
  }

  /// The number of characters, as they are displayed, in a part of the text.
  private func characterCount(_ part: Range<Int>) -> Int {
    String(decoding: bytes[part], as: UTF8.self).count
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

  /// The line's text without its newline, invalid bytes replaced by U+FFFD.
  package let lineText: String
}
