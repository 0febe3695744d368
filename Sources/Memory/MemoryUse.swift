import Platform

/// How much memory the process takes at a moment, in bytes.
struct MemoryUse: Sendable {
  var addressSpace: Int
  var resident: Int
  var data: Int

  /// What the system counts now; nil where it does not say. A system call, a microsecond.
  static var now: MemoryUse? {
    var bytes: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0, 0, 0, 0, 0)
    return withUnsafeMutableBytes(of: &bytes) { buffer in
      let count = pread(statistics, buffer.baseAddress, buffer.count, 0)
      if count <= 0 { return nil }
      // Pages: all, those in memory, those shared with others, code, none, data and stack.
      var pages = (0, 0, 0, 0, 0, 0)
      withUnsafeMutableBytes(of: &pages) { pages in
        let pages = pages.assumingMemoryBound(to: Int.self)
        var field = 0
        for byte in buffer.prefix(count) where field < pages.count {
          if byte == UInt8(ascii: " ") {
            field += 1
          } else if byte >= UInt8(ascii: "0") {
            pages[field] = 10 * pages[field] + Int(byte - UInt8(ascii: "0"))
          }
        }
      }
      return MemoryUse(
        addressSpace: pages.0 * pageSize, resident: pages.1 * pageSize, data: pages.5 * pageSize)
    }
  }

  /// Kept open: to open it takes longer than to read it.
  private static let statistics = open("/proc/self/statm", O_RDONLY | O_CLOEXEC)

  private static let pageSize = Int(sysconf(Int32(_SC_PAGESIZE)))
}

/// The beginning of a small file; nil if there is no such file.
func beginning(ofFile path: String) -> String? {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  if descriptor < 0 { return nil }
  defer { close(descriptor) }
  return withUnsafeTemporaryAllocation(byteCount: 2048, alignment: 1) { buffer in
    let count = read(descriptor, buffer.baseAddress, buffer.count)
    return count < 0 ? nil : String(decoding: buffer.prefix(count), as: UTF8.self)
  }
}
