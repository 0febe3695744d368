/// The extents of a value: those of a number, a vector or a matrix.
///
/// A vector has no orientation. Beside a matrix it stands as one of its rows, so that it counts as 1×n here.
public struct Shape: Hashable, Sendable {
  /// How many dimensions there are: 0 for a number, 1 for a vector, 2 for a matrix.
  public let rank: Int

  /// The number of rows; 1 for numbers and vectors.
  public let rows: Int

  /// The number of columns, which is that of a vector's elements; 1 for a number.
  public let columns: Int

  private init(rank: Int, rows: Int, columns: Int) {
    (self.rank, self.rows, self.columns) = (rank, rows, columns)
  }

  /// The shape of a single number.
  public static let scalar = Shape(rank: 0, rows: 1, columns: 1)

  /// The shape of a vector of so many elements, at least 0.
  public static func vector(_ count: Int) -> Shape { Shape(rank: 1, rows: 1, columns: count) }

  /// The shape of a matrix of so many rows and columns, at least 0.
  public static func matrix(_ rows: Int, _ columns: Int) -> Shape {
    Shape(rank: 2, rows: rows, columns: columns)
  }

  /// The extents, outermost first.
  public var dimensions: [Int] { rank == 0 ? [] : rank == 1 ? [columns] : [rows, columns] }

  /// The shape with rows and columns exchanged.
  var exchanged: Shape { rank == 2 ? .matrix(columns, rows) : self }

  /// The number of elements; shapes whose count is no `Int` are never made of what is in memory.
  public var count: Int { rows &* columns }

  /// Whether it is that of a number.
  @inline(__always)
  public var isScalar: Bool { rank == 0 }

  /// The shape in which values of both meet element by element; nil where they do not fit.
  ///
  /// A number meets anything; a vector meets each row of a matrix with as many columns; of two matrices each extent is
  /// equal, or 1 in one of them.
  public func meeting(_ other: Shape) -> Shape? {
    if self == other || other.isScalar { return self }
    if isScalar { return other }
    if rank == 1 || other.rank == 1 {
      return columns == other.columns && rank != other.rank ? .matrix(max(rows, other.rows), columns) : nil
    }
    guard let rows = Self.meeting(rows, other.rows), let columns = Self.meeting(columns, other.columns) else {
      return nil
    }
    return .matrix(rows, columns)
  }

  private static func meeting(_ a: Int, _ b: Int) -> Int? { a == b || b == 1 ? a : a == 1 ? b : nil }

  /// The shape in which values of all of these meet; nil where they do not fit.
  static func meeting(_ shapes: some Sequence<Shape>) -> Shape? {
    var result = Shape.scalar
    for shape in shapes {
      guard let met = result.meeting(shape) else { return nil }
      result = met
    }
    return result
  }
}

extension Shape: CustomStringConvertible {
  /// `784×128` for a matrix, `3` for a vector, `number`.
  public var description: String {
    rank == 0 ? "number" : rank == 1 ? "\(columns)" : "\(rows)×\(columns)"
  }
}
