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
    elements = .allocate(capacity: 16)
  }

  deinit { elements.deallocate() }

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
    elements = elements.moved(count, to: capacity + capacity / 2)
    capacity += capacity / 2
  }
}

extension UnsafeMutablePointer {
  /// The first `count` elements in a new allocation of `capacity`; the old one is freed.
  func moved(_ count: Int, to capacity: Int) -> Self {
    let new = Self.allocate(capacity: capacity)
    new.moveInitialize(from: self, count: count)
    deallocate()
    return new
  }
}
