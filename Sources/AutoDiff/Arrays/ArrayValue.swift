/// The numbers of a vector or a matrix, row by row.
///
///     let v = ArrayValue([1, 2, 3])
///     let A = ArrayValue(rows: [[1, 2], [3, 4]])
///     A[1, 0]  // 3
///
/// Values do not change; copies share their memory.
public struct ArrayValue: Hashable, Sendable {
  /// The extents.
  public let shape: Shape

  let storage: ArrayStorage

  init(_ shape: Shape, _ storage: ArrayStorage) { (self.shape, self.storage) = (shape, storage) }

  /// A vector.
  public init(_ elements: [Double]) { self.init(.vector(elements.count), elements) }

  /// A matrix of the rows, which must be equally long.
  public init(rows: [[Double]]) {
    let columns = rows.first?.count ?? 0
    precondition(rows.allSatisfy { $0.count == columns }, "the rows of a matrix are equally long")
    self.init(.matrix(rows.count, columns), rows.flatMap(\.self))
  }

  /// The numbers, row by row, of which there must be as many as the shape says.
  public init(_ shape: Shape, _ elements: [Double]) {
    precondition(elements.count == shape.count, "there are as many elements as the shape says")
    self.init(shape, ArrayStorage(elements))
  }

  /// The same number at every place.
  public init(_ shape: Shape, repeating value: Double) {
    self.init(shape, ArrayStorage(count: shape.count) { $0.initialize(repeating: value, count: shape.count) })
  }

  /// The value of a shape whose elements `element` tells, by their position.
  package init(_ shape: Shape, element: (Int) -> Double) {
    self.init(
      shape,
      ArrayStorage(count: shape.count) { start in
        for position in 0..<shape.count { (start + position).initialize(to: element(position)) }
      })
  }

  /// How many elements there are.
  public var count: Int { storage.count }

  /// The elements, row by row. O(their number).
  public var elements: [Double] { Array(storage.elements) }

  /// The element at a place of a matrix, counted from 0.
  public subscript(row: Int, column: Int) -> Double { storage.elements[row * shape.columns + column] }

  /// The element at a place, counted from 0 and row by row.
  public subscript(position: Int) -> Double { storage.elements[position] }

  /// Gives `body` the elements where they stand, row by row.
  public func withElements<Result>(_ body: (UnsafeBufferPointer<Double>) throws -> Result) rethrows -> Result
  {
    try body(storage.elements)
  }

  /// Whether both have the same shape and the same bits.
  public static func == (a: ArrayValue, b: ArrayValue) -> Bool {
    a.shape == b.shape
      && (a.storage === b.storage
        || a.storage.elements.elementsEqual(b.storage.elements) { $0.bitPattern == $1.bitPattern })
  }

  /// Feeds the shape and the first elements to a hasher.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(shape)
    // The first ones tell most apart.
    for element in storage.elements.prefix(16) { hasher.combine(element.bitPattern) }
  }
}

extension ArrayValue {
  /// The whole numbers that a vector counts up; nil where it does not, and of none.
  package var wholeRange: ClosedRange<Int>? {
    guard shape.rank == 1, count > 0, let first = Int(exactly: self[0]), first.magnitude < 1 << 50,
      self[0].sign == .plus || first != 0,
      (1..<count).allSatisfy({ self[$0] == Double(first + $0) })
    else { return nil }
    return first...first + count - 1
  }
}
