internal import Memory
import Platform

/// A stack of plain values in memory of its own, for the parser's inner loops.
///
/// Adding to an array asks each time whether the array is shared; this cannot be. The memory is kept when the stack is
/// emptied, unless it is uncommonly much. A stack that grows beyond a megabyte is copied once, to a place where address
/// space, not memory, is set aside for all that it will hold; where address space is limited, the system enlarges it in
/// small steps.
struct Stack<Element: BitwiseCopyable>: ~Copyable {
  private var memory: UnsafeMutablePointer<Element>
  private var capacity: Int

  /// Whether the memory was reserved; if not, it is the allocator's.
  private var isReserved = false

  /// The number of elements.
  private(set) var count = 0

  /// An empty stack.
  init() {
    (memory, capacity) = (Self.resized(nil, to: 16), 16)
  }

  deinit { Self.release(memory, isReserved: isReserved) }

  /// The element on top.
  @inline(__always)
  var last: Element? { count > 0 ? memory[count - 1] : nil }

  /// The elements, the one on top last; good until the stack changes.
  var elements: UnsafeBufferPointer<Element> { UnsafeBufferPointer(start: memory, count: count) }

  /// A copy of the elements; nil if they are many and there is no memory for them, or `goOn`, which is asked now and then,
  /// says no.
  @inline(__always)
  func copy(while goOn: () -> Bool) -> [Element]? {
    count <= Self.elementsBetweenQuestions ? Array(elements) : copyInParts(while: goOn)
  }

  @inline(never)
  private func copyInParts(while goOn: () -> Bool) -> [Element]? {
    guard MemoryRoom.allows(count, of: Element.self) else { return nil }
    var isWhole = true
    let copy = [Element](unsafeUninitializedCapacity: count) { buffer, copied in
      LargeMemory.useLargePages(UnsafeMutableRawBufferPointer(buffer))
      while isWhole, copied < count {
        let part = copied..<min(copied + Self.elementsBetweenQuestions, count)
        _ = buffer[part].initialize(fromContentsOf: elements[part])
        copied = part.upperBound
        isWhole = copied == count || goOn()
      }
    }
    return isWhole ? copy : nil
  }

  private static var elementsBetweenQuestions: Int { 1 << 15 }

  /// Puts an element on top. Amortised O(1).
  @inline(__always)
  mutating func push(_ element: Element) {
    if count == capacity { grow() }
    memory[count] = element
    count += 1
  }

  /// Takes the element on top off, if there is one.
  @inline(__always)
  mutating func pop() -> Element? {
    if count == 0 { return nil }
    count -= 1
    return memory[count]
  }

  /// Puts elements on top, the last one topmost.
  mutating func push(contentsOf elements: some Collection<Element>) {
    for element in elements { push(element) }
  }

  /// Puts another element in the place of the one on top, if there is one.
  mutating func replaceLast(with element: Element) {
    if count > 0 { memory[count - 1] = element }
  }

  /// Forgets all elements, and the memory of uncommonly many.
  mutating func removeAll() {
    count = 0
    if capacity > Self.keptCapacity { self = Stack() }
  }

  /// How many elements the memory that is kept has room for.
  private static var keptCapacity: Int { 4096 }

  /// How many bytes of address space are set aside.
  private static var reservedByteCount: Int { 1 << 36 }

  @inline(never)
  private mutating func grow() {
    let stride = MemoryLayout<Element>.stride
    let larger = MemoryRoom.enlarged(capacity, stride: stride)
    if !isReserved, larger * stride > LargeMemory.leastByteCount, !MemoryRoom.isLimited,
      let reserved = LargeMemory.reserve(byteCount: Self.reservedByteCount)
    {
      let place = reserved.bindMemory(to: Element.self, capacity: Self.reservedByteCount / stride)
      place.update(from: memory, count: count)
      free(memory)
      (memory, capacity, isReserved) = (place, Self.reservedByteCount / stride, true)
    } else {
      precondition(!isReserved, "a stack holds at most \(Self.reservedByteCount) bytes")
      (memory, capacity) = (Self.resized(memory, to: larger), larger)
    }
  }

  private static func release(_ memory: UnsafeMutablePointer<Element>, isReserved: Bool) {
    if isReserved { LargeMemory.release(memory, byteCount: reservedByteCount) } else { free(memory) }
  }

  private static func resized(
    _ memory: UnsafeMutablePointer<Element>?, to capacity: Int
  ) -> UnsafeMutablePointer<Element> {
    guard let resized = realloc(memory, capacity * MemoryLayout<Element>.stride) else {
      fatalError("out of memory for a stack of \(capacity) elements")
    }
    return resized.assumingMemoryBound(to: Element.self)
  }
}
