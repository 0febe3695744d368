import CKernels

/// The product of matrices in memory.
///
/// The sum over the inner index is taken in one order, whatever the shapes, the steps and the processor: in blocks of 256, each
/// from 0 on, one product after the other, which are fused where the processor can; then block after block. So neither the
/// number of threads nor the way in which rows are divided among calls changes a bit. Infinities and NaN are those of IEEE 754.
enum MatrixKernel {
  /// How many rows a call should have at least where a product is divided: each call brings the second factor into another order.
  static let rowsWorthACall = 128

  /// How many numbers ``multiply(_:_:_:_:_:_:_:into:rowStep:adding:workspace:)`` takes to work with, 2 MB at most.
  static func workspaceSize(_ m: Int, _ n: Int, _ k: Int) -> Int { adrepl_gemm_workspace(m, n, k) }

  /// Computes the product of an m×k and a k×n matrix, or adds it to what is there.
  ///
  /// Steps are how far rows, and the elements of one, are apart: a transpose has them the other way round, a vector is a matrix
  /// of one row or column. Some rows of the product are the product of these rows of the first factor. The rows of the product
  /// are as far apart as they are long if nothing is said, and stand in neither factor. Who multiplies often hands in a
  /// workspace, room for as many numbers as ``workspaceSize(_:_:_:)`` says.
  ///
  /// - Complexity: O(m·n·k).
  static func multiply(
    _ m: Int, _ n: Int, _ k: Int, _ a: UnsafePointer<Double>, _ aSteps: (row: Int, column: Int),
    _ b: UnsafePointer<Double>, _ bSteps: (row: Int, column: Int), into c: UnsafeMutablePointer<Double>,
    rowStep: Int? = nil, adding: Bool = false, workspace: UnsafeMutablePointer<Double>? = nil
  ) {
    let size = workspaceSize(m, n, k)
    func multiply(_ workspace: UnsafeMutablePointer<Double>?) {
      adrepl_gemm(
        m, n, k, a, aSteps.row, aSteps.column, b, bSteps.row, bSteps.column, c, rowStep ?? n, adding ? 1 : 0,
        workspace)
    }
    if workspace != nil || size == 0 {
      multiply(workspace)
    } else {
      withUnsafeTemporaryAllocation(of: Double.self, capacity: size) { multiply($0.baseAddress) }
    }
  }
}
