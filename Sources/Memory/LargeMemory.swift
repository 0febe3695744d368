import Platform

/// Memory that comes straight from the system, in large pages where it has them on request: what takes gigabytes is filled
/// in half the time, and given back in a hundredth of it.
package enum LargeMemory {
  /// From how many bytes on it is worth the while.
  package static let leastByteCount = 1 << 20

  /// Address space, which takes memory only where it is touched, and is zero there; nil if the system refuses.
  package static func reserve(byteCount: Int) -> UnsafeMutableRawPointer? {
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
  package static func release(_ memory: UnsafeMutableRawPointer, byteCount: Int) { munmap(memory, byteCount) }

  /// Gives the memory back that stands in a part of what was reserved, as far as it makes whole pages, and keeps the
  /// address space. The part is zero when it is next read; macOS keeps the memory and what is in it.
  package static func discard(_ part: UnsafeMutableRawBufferPointer) {
    #if os(Linux)
      guard let start = part.baseAddress?.alignedUp(toMultipleOf: pageSize),
        let end = part.baseAddress.map({ $0 + part.count })
      else { return }
      let byteCount = (end - start) / pageSize * pageSize
      if byteCount > 0 { _ = madvise(start, byteCount, MADV_DONTNEED) }
    #endif
  }

  /// Asks for large pages in memory that was not touched yet.
  package static func useLargePages(_ memory: UnsafeMutableRawBufferPointer) {
    #if os(Linux)
      guard memory.count >= leastByteCount, let start = memory.baseAddress?.alignedUp(toMultipleOf: pageSize)
      else { return }
      _ = madvise(start, memory.count - pageSize, MADV_HUGEPAGE)
    #endif
  }

  /// What is asked of the system begins and ends between pages.
  private static var pageSize: Int { 4096 }
}
