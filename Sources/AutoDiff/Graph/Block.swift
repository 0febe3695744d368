internal import Memory
import Platform

/// Memory for trivial values, which can grow.
///
/// Small blocks come from the allocator. Large ones come straight from the system, in large pages where it has them on
/// request: the first touch of a page costs as much as hundreds of operations, and there are 512 times fewer of them.
/// A block that grows beyond a megabyte is copied once, to a place where address space, not memory, is set aside for all
/// that it can ever hold; from then on growing costs nothing. Where address space is limited none is set aside: the system
/// enlarges the block in small steps, which leaves its pages where they are.
struct Block<Element: BitwiseCopyable>: ~Copyable {
  private(set) var elements: UnsafeMutablePointer<Element>

  /// The number of elements that there is room for.
  private(set) var capacity: Int

  /// The bytes that came straight from the system; 0 if the memory is the allocator's.
  private var mappedByteCount = 0

  /// Undefined memory for so many elements. Running out of memory ends the program, as everywhere in Swift.
  init(capacity: Int) {
    self.capacity = Swift.max(1, capacity)
    let byteCount = self.capacity * MemoryLayout<Element>.stride
    if byteCount >= Self.largeByteCount, let mapped = Self.map(byteCount) {
      (elements, mappedByteCount) = (mapped, byteCount)
    } else {
      elements = Self.resize(nil, self.capacity)
    }
  }

  deinit {
    if mappedByteCount > 0 { munmap(elements, mappedByteCount) } else { free(elements) }
  }

  /// Makes room for at least one element more. Amortised O(1) for each element.
  @inline(never)
  mutating func grow() {
    let larger = MemoryRoom.enlarged(capacity, stride: MemoryLayout<Element>.stride)
    let mostElements = 1 << 30
    if larger * MemoryLayout<Element>.stride >= Self.largeByteCount, mappedByteCount == 0,
      !MemoryRoom.isLimited,
      let mapped = Self.map(mostElements * MemoryLayout<Element>.stride)
    {
      mapped.update(from: elements, count: capacity)
      free(elements)
      (elements, capacity) = (mapped, mostElements)
      mappedByteCount = mostElements * MemoryLayout<Element>.stride
    } else {
      precondition(mappedByteCount == 0, "more than \(mostElements) elements")
      elements = Self.resize(elements, larger)
      capacity = larger
    }
  }

  /// Gives memory back if no more than the first `count` elements are of use any more, and these are few.
  mutating func shrink(to count: Int) {
    let stride = MemoryLayout<Element>.stride
    if mappedByteCount == 0 {
      if (capacity - count) * stride < Self.largeByteCount { return }
      capacity = Swift.max(16, count)
      elements = Self.resize(elements, capacity)
      return
    }
    #if os(Linux)
      let start = UnsafeMutableRawPointer(elements + count).alignedUp(toMultipleOf: 4096)
      let end = UnsafeMutableRawPointer(elements) + mappedByteCount
      _ = madvise(start, end - start, MADV_DONTNEED)
    #endif
  }

  /// Gives the memory of elements that are zero back to the system, as far as it makes whole pages. They are zero when
  /// they are next read.
  func release(_ range: Range<Int>) {
    #if os(Linux)
      if mappedByteCount == 0 { return }
      let page = 4096
      let start = UnsafeMutableRawPointer(elements + range.lowerBound).alignedUp(toMultipleOf: page)
      let byteCount = (UnsafeMutableRawPointer(elements + range.upperBound) - start) / page * page
      if byteCount > 0 { _ = madvise(start, byteCount, MADV_DONTNEED) }
    #endif
  }

  private static var largeByteCount: Int { 1 << 20 }

  private static func resize(_ elements: UnsafeMutablePointer<Element>?, _ capacity: Int)
    -> UnsafeMutablePointer<Element>
  {
    guard let resized = realloc(elements, capacity * MemoryLayout<Element>.stride) else {
      preconditionFailure("out of memory")
    }
    return resized.bindMemory(to: Element.self, capacity: capacity)
  }

  /// Address space that takes memory where it is touched, or nil if the system refuses.
  private static func map(_ byteCount: Int) -> UnsafeMutablePointer<Element>? {
    #if os(Linux)
      let flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE
    #else
      let flags = MAP_PRIVATE | MAP_ANON | MAP_NORESERVE
    #endif
    guard let mapped = mmap(nil, byteCount, PROT_READ | PROT_WRITE, flags, -1, 0),
      mapped != UnsafeMutableRawPointer(bitPattern: -1)
    else { return nil }
    #if os(Linux)
      _ = madvise(mapped, byteCount, MADV_HUGEPAGE)
    #endif
    return mapped.bindMemory(to: Element.self, capacity: byteCount / MemoryLayout<Element>.stride)
  }
}
