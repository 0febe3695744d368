extension [UInt8] {
  /// The Unicode scalar that begins at `position`, and its length in bytes; nil where the bytes before `end`
  /// are not valid UTF-8: overlong forms, surrogates and cut-off sequences are not.
  func decodeScalar(at position: Int, end: Int) -> (scalar: Unicode.Scalar, length: Int)? {
    let lead = self[position]
    let length: Int
    var value: UInt32
    switch lead {
    case 0..<0x80: return (Unicode.Scalar(lead), 1)
    case 0xC2...0xDF: (length, value) = (2, UInt32(lead & 0x1F))
    case 0xE0...0xEF: (length, value) = (3, UInt32(lead & 0x0F))
    case 0xF0...0xF4: (length, value) = (4, UInt32(lead & 0x07))
    default: return nil
    }
    guard end - position >= length else { return nil }
    for byte in self[position + 1..<position + length] {
      guard byte & 0xC0 == 0x80 else { return nil }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    let smallest: UInt32 = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000
    guard value >= smallest, let scalar = Unicode.Scalar(value) else { return nil }
    return (scalar, length)
  }

  /// The text of a range, which must lie in the array.
  package func string(in range: SourceRange) -> String {
    withUnsafeBufferPointer { String(decoding: $0[range.lowerBound..<range.upperBound], as: UTF8.self) }
  }

  /// The range without ASCII blanks and newlines at its ends.
  package func trimmed(_ range: SourceRange) -> SourceRange {
    var range = range
    while range.lowerBound < range.upperBound, isASCIIBlank(self[range.lowerBound]) { range.lowerBound += 1 }
    while range.lowerBound < range.upperBound, isASCIIBlank(self[range.upperBound - 1]) {
      range.upperBound -= 1
    }
    return range
  }

  /// The text of a range for use in a message: at most `limit` bytes of it, on one line.
  func excerpt(of range: SourceRange, limit: Int = 24) -> String {
    if let text = shortText(of: range, limit: limit) { return text }
    var end = range.lowerBound
    while end < range.upperBound, self[end] != UInt8(ascii: "\n") {
      let length = decodeScalar(at: end, end: range.upperBound)?.length ?? 1
      if end + length - range.lowerBound > limit { break }
      end += length
    }
    return string(in: SourceRange(range.lowerBound, end)) + "…"
  }

  /// The text of a range if it is at most `limit` bytes on one line, so that it can be repeated in a
  /// suggestion.
  func shortText(of range: SourceRange, limit: Int = 24) -> String? {
    guard range.count <= limit, !self[range.lowerBound..<range.upperBound].contains(UInt8(ascii: "\n")) else {
      return nil
    }
    return string(in: range)
  }
}
