import Platform

/// Memory in large pages, where the system has them on request: what takes gigabytes is filled in half the time, and given
/// back in a hundredth of it.
enum LargeMemory {
  /// From how many bytes on it is worth the while.
  static let leastByteCount = 1 << 20

  /// Address space, which takes memory only where it is touched; nil if the system refuses.
  static func reserve(byteCount: Int) -> UnsafeMutableRawPointer? {
    #if os(Linux)
      let flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE
    #else
      let flags = MAP_PRIVATE | MAP_ANON | MAP_NORESERVE
    #endif
    guard let memory = mmap(nil, byteCount, PROT_READ | PROT_WRITE, flags, -1, 0),
      memory != UnsafeMutableRawPointer(bitPattern: -1)
    else { return nil }
    useLargePages(UnsafeMutableRawBufferPointer(start: memory, count: byteCount))
    return memory
  }

  /// Gives back what was reserved.
  static func release(_ memory: UnsafeMutableRawPointer, byteCount: Int) { munmap(memory, byteCount) }

  /// Asks for large pages in memory that was not touched yet.
  static func useLargePages(_ memory: UnsafeMutableRawBufferPointer) {
    #if os(Linux)
      guard memory.count >= leastByteCount, let start = memory.baseAddress?.alignedUp(toMultipleOf: 4096)
      else { return }
      _ = madvise(start, memory.count - 4096, MADV_HUGEPAGE)
    #endif
  }
}
