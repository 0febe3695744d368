/// A half-open range of UTF-8 offsets in a text.
package struct SourceRange: Hashable, Sendable, BitwiseCopyable {
  /// The offset of the first byte.
  package var lowerBound: Int

  /// The offset behind the last byte.
  package var upperBound: Int

  /// The range from `lowerBound` up to, not including, `upperBound`.
  package init(_ lowerBound: Int, _ upperBound: Int) {
    self.lowerBound = lowerBound
    self.upperBound = upperBound
  }

  /// The number of bytes.
  package var count: Int { max(0, upperBound - lowerBound) }

  /// Whether there is no byte in it.
  package var isEmpty: Bool { count == 0 }

  /// The part of the range that lies in `0..<length`, however the range was come by.
  func clamped(to length: Int) -> SourceRange {
    let lower = min(max(0, lowerBound), length)
    return SourceRange(lower, min(max(lower, upperBound), length))
  }
}
