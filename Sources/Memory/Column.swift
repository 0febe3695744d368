/// A growing run of trivial values in memory of its own.
///
/// What an array does besides holding its elements (sharing, checks of uniqueness and bounds) costs more than the
/// graph's operations themselves. Whoever reads a column keeps to its `count`, which
/// debug builds check.
public struct Column<Element: BitwiseCopyable>: ~Copyable {
  @usableFromInline var block: Block<Element>
  @usableFromInline var filled = 0

  /// An empty column.
  public init() { block = Block(capacity: 16) }

  /// The number of elements.
  @inlinable @inline(__always)
  public var count: Int { filled }

  /// The elements, valid until the next one is appended.
  @inlinable @inline(__always)
  public var elements: CheckedPointer<Element> { CheckedPointer(block.elements, count: filled) }

  /// Appends an element. Amortised O(1).
  @inlinable @inline(__always)
  public mutating func append(_ element: Element) {
    if count == block.capacity { block.grow() }
    (block.elements + count).initialize(to: element)
    filled += 1
  }

  /// Gives the memory of elements that are zero back to the system, as far as it makes whole pages.
  public func release(_ range: Range<Int>) { block.release(range) }

  /// Forgets all but the first `count` elements.
  public mutating func truncate(to count: Int) { filled = Swift.min(filled, count) }

  /// Gives back the memory of elements that were forgotten, where it is much.
  public mutating func shrink() { block.shrink(to: count) }
}
