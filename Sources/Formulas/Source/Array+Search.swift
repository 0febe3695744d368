#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

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
}
