import Platform

/// Memory for trivial values, which can grow.
///
/// Small blocks come from the allocator. Large ones come straight from the system, in large pages where it has them on
/// request: the first touch of a page costs as much as hundreds of operations, and there are 512 times fewer of them.
/// A block that grows beyond a megabyte is copied once, to a place where address space, not memory, is set aside for all
/// that it can ever hold; from then on growing costs nothing. Where address space is limited none is set aside: the system
/// enlarges the block in small steps, which leaves its pages where they are.
///
/// It is public, and so are ``Column`` and ``Stack``, though no product has this module: the compiler specialises and inlines
/// nothing of `package` access in other modules, `@inlinable` or not, and an unspecialised `append` costs many times as much.
public struct Block<Element: BitwiseCopyable>: ~Copyable {
  /// The elements, as many as there is room for; valid until the block grows or shrinks.
  public private(set) var elements: UnsafeMutablePointer<Element>

  /// The number of elements that there is room for.
  public private(set) var capacity: Int

  /// The bytes that came straight from the system; 0 if the memory is the allocator's.
  private var reservedByteCount = 0

  /// Undefined memory for so many elements. Running out of memory ends the program, as everywhere in Swift.
  public init(capacity: Int) {
    self.capacity = Swift.max(1, capacity)
    let byteCount = self.capacity * MemoryLayout<Element>.stride
    if byteCount >= LargeMemory.leastByteCount, let reserved = LargeMemory.reserve(byteCount: byteCount) {
      elements = reserved.bindMemory(to: Element.self, capacity: self.capacity)
      reservedByteCount = byteCount
    } else {
      elements = Self.resized(nil, self.capacity)
    }
  }

  deinit {
    if reservedByteCount > 0 {
      LargeMemory.release(elements, byteCount: reservedByteCount)
    } else {
      free(elements)
    }
  }

  /// Makes room for at least one element more. Amortised O(1) for each element.
  @inline(never)
  public mutating func grow() {
    let stride = MemoryLayout<Element>.stride
    let larger = MemoryRoom.enlarged(capacity, stride: stride)
    if larger * stride >= LargeMemory.leastByteCount, reservedByteCount == 0, !MemoryRoom.isLimited,
      let reserved = LargeMemory.reserve(byteCount: Self.mostByteCount)
    {
      let place = reserved.bindMemory(to: Element.self, capacity: Self.mostByteCount / stride)
      place.update(from: elements, count: capacity)
      free(elements)
      (elements, capacity, reservedByteCount) = (place, Self.mostByteCount / stride, Self.mostByteCount)
    } else {
      precondition(reservedByteCount == 0, "more than \(Self.mostByteCount) bytes")
      (elements, capacity) = (Self.resized(elements, larger), larger)
    }
  }

  /// Gives memory back if no more than the first `count` elements are of use any more, and these are few.
  public mutating func shrink(to count: Int) {
    assert(count <= capacity)
    if reservedByteCount == 0 {
      if (capacity - count) * MemoryLayout<Element>.stride < LargeMemory.leastByteCount { return }
      capacity = Swift.max(16, count)
      elements = Self.resized(elements, capacity)
      return
    }
    release(count..<capacity)
  }

  /// Gives the memory of elements that are zero back to the system, as far as it makes whole pages. They are zero when
  /// they are next read.
  public func release(_ range: Range<Int>) {
    assert(range.upperBound <= capacity)
    if reservedByteCount == 0 { return }
    LargeMemory.discard(
      UnsafeMutableRawBufferPointer(
        UnsafeMutableBufferPointer(start: elements + range.lowerBound, count: range.count)))
  }

  /// The bytes of address space that are set aside for all that a block can ever hold. Where no more is to be had, computations
  /// were told so long before.
  private static var mostByteCount: Int { 1 << 36 }

  private static func resized(
    _ elements: UnsafeMutablePointer<Element>?, _ capacity: Int
  ) -> UnsafeMutablePointer<Element> {
    guard let resized = realloc(elements, capacity * MemoryLayout<Element>.stride) else {
      preconditionFailure("out of memory")
    }
    return resized.bindMemory(to: Element.self, capacity: capacity)
  }
}
