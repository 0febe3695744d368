#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A stack of plain values in memory of its own, for the parser's inner loops.
///
/// Adding to an array asks each time whether the array is shared; this cannot be. The memory is kept when the stack is
/// emptied.
struct Stack<Element: BitwiseCopyable>: ~Copyable {
  /// From `malloc`, so that a large stack grows by getting further pages, and none are copied.
  private var memory: UnsafeMutablePointer<Element>
  private var capacity: Int

  /// The number of elements.
  private(set) var count = 0

  /// An empty stack.
  init() {
    (memory, capacity) = (Self.resized(nil, to: 16), 16)
  }

  deinit { free(memory) }

  /// The element on top.
  @inline(__always)
  var last: Element? { count > 0 ? memory[count - 1] : nil }

  /// The elements, the one on top last; good until the stack changes.
  var elements: UnsafeBufferPointer<Element> { UnsafeBufferPointer(start: memory, count: count) }

  /// A copy of the elements; nil if they are many and `goOn`, which is asked now and then, says no.
  @inline(__always)
  func copy(while goOn: () -> Bool) -> [Element]? {
    count <= Self.elementsBetweenQuestions ? Array(elements) : copyInParts(while: goOn)
  }

  @inline(never)
  private func copyInParts(while goOn: () -> Bool) -> [Element]? {
    var isWhole = true
    let copy = [Element](unsafeUninitializedCapacity: count) { buffer, copied in
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

  /// Puts another element in the place of the one on top, if there is one.
  mutating func replaceLast(with element: Element) {
    if count > 0 { memory[count - 1] = element }
  }

  /// Forgets all elements, and the memory of uncommonly many.
  mutating func removeAll() {
    count = 0
    if capacity > Self.keptCapacity { resize(to: Self.keptCapacity) }
  }

  /// How many elements the memory that is kept has room for.
  private static var keptCapacity: Int { 4096 }

  @inline(never)
  private mutating func grow() { resize(to: 2 * capacity) }

  private mutating func resize(to newCapacity: Int) {
    (memory, capacity) = (Self.resized(memory, to: newCapacity), newCapacity)
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
