/// A stack of plain values in memory of its own, for the parser's inner loops.
///
/// Adding to an array asks each time whether the array is shared; this cannot be. The memory is kept when the stack is
/// emptied.
struct Stack<Element: BitwiseCopyable>: ~Copyable {
  private var memory: UnsafeMutablePointer<Element>
  private var capacity: Int

  /// The number of elements.
  private(set) var count = 0

  /// An empty stack.
  init() {
    capacity = 16
    memory = .allocate(capacity: capacity)
  }

  deinit { memory.deallocate() }

  /// The element on top.
  @inline(__always)
  var last: Element? { count > 0 ? memory[count - 1] : nil }

  /// The elements, the one on top last; good until the stack changes.
  var elements: UnsafeBufferPointer<Element> { UnsafeBufferPointer(start: memory, count: count) }

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
    let newMemory = UnsafeMutablePointer<Element>.allocate(capacity: newCapacity)
    newMemory.update(from: memory, count: count)
    memory.deallocate()
    (memory, capacity) = (newMemory, newCapacity)
  }
}
