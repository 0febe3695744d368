import CKernels

/// Sums and extremes of many numbers, to the same bits on every processor with fused multiply-add and for any number of threads.
///
/// Sums are taken in blocks of ``blockSize`` numbers, in sixteen places each; of the sums of blocks neighbours are added, then
/// neighbouring pairs, and so on. The sum of a power of two of blocks, from a multiple of that on, is a part of the whole sum, so
/// that threads can each have some. Of n numbers the error is below (256 + log₂ n)·2⁻⁵³ of the sum of magnitudes.
enum ReductionKernel {
  /// How many numbers are summed up before their sum is added to others.
  static let blockSize = 4096

  /// The sum; 0 of none.
  static func sum(_ numbers: UnsafePointer<Double>, _ count: Int) -> Double { adrepl_sum(numbers, count) }

  /// The sum of squares.
  static func sumOfSquares(_ numbers: UnsafePointer<Double>, _ count: Int) -> Double {
    adrepl_sum_of_squares(numbers, count)
  }

  /// The sum of products.
  static func dot(_ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>, _ count: Int) -> Double {
    adrepl_dot(a, b, count)
  }

  /// The largest number, NaN if one is: what ``Maximum`` gives.
  static func largest(_ numbers: UnsafePointer<Double>, _ count: Int) -> Double {
    adrepl_largest(numbers, count)
  }

  /// The smallest number, NaN if one is: what ``Minimum`` gives.
  static func smallest(_ numbers: UnsafePointer<Double>, _ count: Int) -> Double {
    adrepl_smallest(numbers, count)
  }

  /// Takes where a result for each column goes, the matrix, its rows and columns, and how far apart rows are.
  typealias OfColumns =
    @convention(c) @Sendable (UnsafeMutablePointer<Double>?, UnsafePointer<Double>?, Int, Int, Int) -> Void

  /// The sum of each column, row after row in blocks of 256 rows, as a product of matrices has it.
  static let sumsOfColumns: OfColumns = adrepl_sums_of_columns

  /// The sum of the squares of each column, in the same order.
  static let sumsOfSquaresOfColumns: OfColumns = adrepl_sums_of_squares_of_columns

  /// The largest number of each column.
  static let largestOfColumns: OfColumns = adrepl_largest_of_columns

  /// The smallest number of each column.
  static let smallestOfColumns: OfColumns = adrepl_smallest_of_columns
}
