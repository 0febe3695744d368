import Platform

extension [UInt8] {
  /// The offset of the first byte with this value from `start` up to, not including, `end`, or nil. O(*n*), a second
  /// for many gigabytes.
  func firstOffset(of byte: UInt8, from start: Int, to end: Int) -> Int? {
    let (start, end) = (Swift.max(0, start), Swift.min(end, count))
    guard start < end else { return nil }
    return withUnsafeBytes { bytes -> Int? in
      guard let base = bytes.baseAddress, let found = memchr(base + start, Int32(byte), end - start) else {
        return nil
      }
      return base.distance(to: UnsafeRawPointer(found))
    }
  }

  /// Whether the bytes of a range are those of a range of another array; both must lie in theirs. O(*n*).
  package func hasSame(_ range: SourceRange, as other: [UInt8], _ otherRange: SourceRange) -> Bool {
    let count = range.upperBound - range.lowerBound
    guard count == otherRange.upperBound - otherRange.lowerBound else { return false }
    return withUnsafeBytes { bytes in
      other.withUnsafeBytes { others in
        guard let start = bytes.baseAddress, let otherStart = others.baseAddress else { return count == 0 }
        return memcmp(start + range.lowerBound, otherStart + otherRange.lowerBound, count) == 0
      }
    }
  }
}
