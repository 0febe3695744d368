extension [UInt8] {
  /// A part of a statement as one line: every run of blanks and newlines as one blank, and without comments.
  ///
  /// It parses to the same formula, since nothing in a formula is made of blanks.
  ///
  /// - Complexity: O(*n*).
  package func tidyText(of range: SourceRange) -> String {
    let range = range.clamped(to: count)
    var tidy: [UInt8] = []
    tidy.reserveCapacity(range.count)
    var owesBlank = false
    var position = range.lowerBound
    while position < range.upperBound {
      if self[position] == UInt8(ascii: "#") {
        position =
          firstOffset(of: UInt8(ascii: "\n"), from: position, to: range.upperBound) ?? range.upperBound
        continue
      }
      // A byte that is part of no character was no part of a statement either.
      let (scalar, length) = decodeScalar(at: position, end: range.upperBound) ?? (" ", 1)
      if scalar.properties.isWhitespace {
        owesBlank = true
      } else {
        if owesBlank, !tidy.isEmpty { tidy.append(UInt8(ascii: " ")) }
        owesBlank = false
        tidy += self[position..<position + length]
      }
      position += length
    }
    return String(decoding: tidy, as: UTF8.self)
  }
}
