/// A pointer to so many elements, which somebody else owns: of a column of nodes, or of the slots of a sweep.
///
/// Sweeps and columns go without the checks that an array makes at every access. In a debug build they are made here, so
/// that tests and the fuzzer find an index that is out of bounds; in a release build this is the pointer alone.
public struct CheckedPointer<Element> {
  /// The first element.
  public let base: UnsafeMutablePointer<Element>

  #if DEBUG
    @usableFromInline let count: Int
  #endif

  /// A pointer to the first of `count` elements.
  @inlinable @inline(__always)
  public init(_ base: UnsafeMutablePointer<Element>, count: Int) {
    self.base = base
    #if DEBUG
      self.count = count
    #endif
  }

  /// A pointer to the elements of a buffer; nil if that has no memory.
  @inlinable @inline(__always)
  public init?(_ buffer: UnsafeMutableBufferPointer<Element>) {
    guard let base = buffer.baseAddress else { return nil }
    self.init(base, count: buffer.count)
  }

  /// The same where nothing is written.
  @inlinable @inline(__always)
  public init?(reading buffer: UnsafeBufferPointer<Element>) {
    self.init(UnsafeMutableBufferPointer(mutating: buffer))
  }

  /// The element at a place, which must be one of the elements.
  @inlinable @inline(__always)
  public subscript(index: Int) -> Element {
    unsafeAddress {
      check(index)
      return UnsafePointer(base + index)
    }
    nonmutating unsafeMutableAddress {
      check(index)
      return base + index
    }
  }

  /// The first element.
  @inlinable @inline(__always)
  public var pointee: Element {
    get { self[0] }
    nonmutating set { self[0] = newValue }
  }

  /// The elements from a place on.
  @inlinable @inline(__always)
  public static func + (pointer: Self, offset: Int) -> Self {
    #if DEBUG
      assert(offset >= 0 && offset <= pointer.count, "\(offset) of \(pointer.count) elements")
      return Self(pointer.base + offset, count: pointer.count - offset)
    #else
      return Self(pointer.base + offset, count: 0)
    #endif
  }

  /// Sets the first `count` elements to one value.
  @inlinable @inline(__always)
  public func update(repeating value: Element, count: Int) {
    checkEnd(count)
    base.update(repeating: value, count: count)
  }

  /// Sets the first `count` elements to those of another run.
  @inlinable @inline(__always)
  public func update(from other: Self, count: Int) {
    checkEnd(count)
    other.checkEnd(count)
    base.update(from: other.base, count: count)
  }

  @inlinable @inline(__always)
  func check(_ index: Int) {
    #if DEBUG
      assert(index >= 0 && index < count, "element \(index) of \(count)")
    #endif
  }

  @inlinable @inline(__always)
  func checkEnd(_ end: Int) {
    #if DEBUG
      assert(end >= 0 && end <= count, "the first \(end) elements of \(count)")
    #endif
  }
}
