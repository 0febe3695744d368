/// A growing run of trivial values in memory of its own.
///
/// What an array does besides holding its elements (sharing, checks of uniqueness and bounds) costs more than the
/// graph's operations themselves. Whoever reads a column keeps to its `count`.
struct Column<Element: BitwiseCopyable>: ~Copyable {
  private(set) var elements: UnsafeMutablePointer<Element>
  private(set) var count = 0
  private var capacity: Int

  init() {
    capacity = 16
    elements = .resizable(capacity: 16)
  }

  deinit { CLibrary.release(elements) }

  /// Appends an element. Amortised O(1).
  @inline(__always)
  mutating func append(_ element: Element) {
    if count == capacity { grow() }
    elements[count] = element
    count += 1
  }

  /// Forgets all but the first `count` elements.
  mutating func truncate(to count: Int) { self.count = Swift.min(self.count, count) }

  @inline(never)
  private mutating func grow() {
    elements = elements.resized(to: capacity + capacity / 2)
    capacity += capacity / 2
  }
}

extension UnsafeMutablePointer where Pointee: BitwiseCopyable {
  /// Memory for so many elements, which can be resized and must be given back through `CLibrary`.
  static func resizable(capacity: Int) -> Self {
    CLibrary.resize(nil, toByteCount: capacity * MemoryLayout<Pointee>.stride)
      .bindMemory(to: Pointee.self, capacity: capacity)
  }

  /// The same elements in memory of another size; this pointer is no more.
  func resized(to capacity: Int) -> Self {
    CLibrary.resize(self, toByteCount: capacity * MemoryLayout<Pointee>.stride)
      .bindMemory(to: Pointee.self, capacity: capacity)
  }
}
