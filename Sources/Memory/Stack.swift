/// A stack of plain values in memory of its own, for inner loops.
///
/// Adding to an array asks each time whether the array is shared; this cannot be. The memory is kept when the stack is
/// emptied, unless it is uncommonly much.
public struct Stack<Element: BitwiseCopyable>: ~Copyable {
  @usableFromInline var block: Block<Element>
  @usableFromInline var filled = 0

  /// An empty stack.
  public init() { block = Block(capacity: 16) }

  /// The number of elements.
  @inlinable @inline(__always)
  public var count: Int { filled }

  /// The element on top.
  @inlinable @inline(__always)
  public var last: Element? { count > 0 ? block.elements[count - 1] : nil }

  /// The elements, the one on top last; good until the stack changes.
  @inlinable
  public var elements: UnsafeBufferPointer<Element> {
    UnsafeBufferPointer(start: block.elements, count: count)
  }

  /// A copy of the elements; nil if they are many and there is no memory for them, or `goOn`, which is asked now and then,
  /// says no.
  @inlinable @inline(__always)
  public func copy(while goOn: () -> Bool) -> [Element]? {
    count <= Self.elementsBetweenQuestions ? Array(elements) : copyInParts(while: goOn)
  }

  @usableFromInline @inline(never)
  func copyInParts(while goOn: () -> Bool) -> [Element]? {
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

  @inlinable static var elementsBetweenQuestions: Int { 1 << 15 }

  /// Puts an element on top. Amortised O(1).
  @inlinable @inline(__always)
  public mutating func push(_ element: Element) {
    if count == block.capacity { block.grow() }
    (block.elements + count).initialize(to: element)
    filled += 1
  }

  /// Takes the element on top off, if there is one.
  @inlinable @inline(__always)
  public mutating func pop() -> Element? {
    if count == 0 { return nil }
    filled -= 1
    return block.elements[count]
  }

  /// Puts elements on top, the last one topmost.
  @inlinable
  public mutating func push(contentsOf elements: some Collection<Element>) {
    for element in elements { push(element) }
  }

  /// Puts another element in the place of the one on top, if there is one.
  @inlinable
  public mutating func replaceLast(with element: Element) {
    if count > 0 { (block.elements + count - 1).initialize(to: element) }
  }

  /// Forgets all elements, and the memory of uncommonly many.
  @inlinable
  public mutating func removeAll() {
    filled = 0
    if block.capacity > Self.keptCapacity { block = Block(capacity: 16) }
  }

  /// How many elements the memory that is kept has room for.
  @inlinable static var keptCapacity: Int { 4096 }
}
