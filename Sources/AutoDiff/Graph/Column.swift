/// A growing run of trivial values in memory of its own.
///
/// What an array does besides holding its elements (sharing, checks of uniqueness and bounds) costs more than the
/// graph's operations themselves. Whoever reads a column keeps to its `count`, which debug builds check.
struct Column<Element: BitwiseCopyable>: ~Copyable {
  private var block = Block<Element>(capacity: 16)
  private(set) var count = 0

  /// The elements, valid until the next one is appended.
  @inline(__always)
  var elements: CheckedPointer<Element> { CheckedPointer(block.elements, count: count) }

  /// Appends an element. Amortised O(1).
  @inline(__always)
  mutating func append(_ element: Element) {
    if count == block.capacity { block.grow() }
    block.elements[count] = element
    count += 1
  }

  /// Gives the memory of elements that are zero back to the system, as far as it makes whole pages.
  func release(_ range: Range<Int>) { block.release(range) }

  /// Forgets all but the first `count` elements.
  mutating func truncate(to count: Int) { self.count = Swift.min(self.count, count) }

  /// Gives back the memory of elements that were forgotten, where it is much.
  mutating func shrink() { block.shrink(to: count) }
}
