import CKernels

/// The product of matrices in memory.
///
/// The sum over the inner index is taken in one order, whatever the shapes, the steps and the processor: in blocks of 256, each
/// from 0 on, one product after the other, which are fused where the processor can; then block after block. So neither the
/// number of threads nor the way in which rows are divided among calls changes a bit. Infinities and NaN are those of IEEE 754.
enum MatrixKernel {
  /// How many products are added up at a time.
  static let blockSize = 256

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
    let step = rowStep ?? n
    if workspace == nil, let parts = Parts(m, n, k) {
      parts.multiply(a, aSteps, b, bSteps, into: c, step, adding)
      return
    }
    let size = workspaceSize(m, n, k)
    func multiply(_ workspace: UnsafeMutablePointer<Double>?) {
      adrepl_gemm(
        m, n, k, a, aSteps.row, aSteps.column, b, bSteps.row, bSteps.column, c, step, adding ? 1 : 0,
        workspace)
    }
    if workspace != nil || size == 0 {
      multiply(workspace)
    } else {
      withUnsafeTemporaryAllocation(of: Double.self, capacity: size) { multiply($0.baseAddress) }
    }
  }
}

extension MatrixKernel {
  /// Adds up the products of blocks of the inner index, m×n numbers each, in their order: what a single call comes to.
  static func addUp(
    _ sums: UnsafePointer<Double>, _ blocks: Int, _ m: Int, _ n: Int, into c: UnsafeMutablePointer<Double>,
    rowStep: Int, adding: Bool = false
  ) {
    for block in 0..<blocks {
      for row in 0..<m {
        for column in 0..<n {
          let sum = sums[(block * m + row) * n + column]
          if block == 0, !adding {
            c[row * rowStep + column] = sum
          } else {
            c[row * rowStep + column] += sum
          }
        }
      }
    }
  }

  /// The product of a matrix and a vector whose elements are side by side, by the thread that asks for it.
  static func multiplyAlone(
    _ m: Int, _ k: Int, _ a: UnsafePointer<Double>, _ aSteps: (row: Int, column: Int),
    _ x: UnsafePointer<Double>, into y: UnsafeMutablePointer<Double>
  ) {
    adrepl_gemm(m, 1, k, a, aSteps.row, aSteps.column, x, 1, 1, y, 1, 0, nil)
  }
}

/// A product that is worth several threads, in parts.
private struct Parts {
  private let (m, n, k): (Int, Int, Int)

  /// What is divided: rows or columns of the product, or, of few of them, the sums over the inner index.
  private let division: Division

  private enum Division { case rows, columns, sums }

  /// How many rows or columns a part has at least: those of a large matrix make up for bringing the other factor into order.
  private static let fewest = 32

  /// nil where the product is too small, or there is one thread.
  init?(_ m: Int, _ n: Int, _ k: Int) {
    let threads = Threads.limit
    let (size, overflow) = m.multipliedReportingOverflow(by: n)
    // Products with a vector wait for memory, others compute.
    let least = (m == 1 || n == 1 ? 1 : 16) * Threads.operationsWorthAThread
    guard threads > 1, !overflow, Double(size) * Double(k) > Double(least) else { return nil }
    if m >= n, m >= Self.fewest * threads {
      division = .rows
    } else if n >= Self.fewest * threads {
      division = .columns
    } else if size <= MatrixKernel.blockSize, k >= 2 * MatrixKernel.blockSize * threads {
      division = .sums
    } else if max(m, n) >= 2 {
      division = m >= n ? .rows : .columns
    } else {
      return nil
    }
    (self.m, self.n, self.k) = (m, n, k)
  }

  func multiply(
    _ a: UnsafePointer<Double>, _ aSteps: (row: Int, column: Int), _ b: UnsafePointer<Double>,
    _ bSteps: (row: Int, column: Int), into c: UnsafeMutablePointer<Double>, _ step: Int, _ adding: Bool
  ) {
    func whole(
      _ m: Int, _ n: Int, _ k: Int, _ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>,
      into c: UnsafeMutablePointer<Double>, _ step: Int, _ adding: Bool
    ) {
      withUnsafeTemporaryAllocation(of: Double.self, capacity: MatrixKernel.workspaceSize(m, n, k) + 1) {
        adrepl_gemm(
          m, n, k, a, aSteps.row, aSteps.column, b, bSteps.row, bSteps.column, c, step, adding ? 1 : 0,
          $0.baseAddress)
      }
    }
    switch division {
    case .rows:
      divide(m) { part in
        whole(
          part.count, n, k, a + part.lowerBound * aSteps.row, b, into: c + part.lowerBound * step, step,
          adding)
      }
    case .columns:
      divide(n) { part in
        whole(
          m, part.count, k, a, b + part.lowerBound * bSteps.column, into: c + part.lowerBound, step, adding)
      }
    case .sums:
      let blocks = (k + MatrixKernel.blockSize - 1) / MatrixKernel.blockSize
      withUnsafeTemporaryAllocation(of: Double.self, capacity: blocks * m * n) { sums in
        guard let sums = sums.baseAddress else { return }
        divide(blocks) { part in
          for block in part {
            let first = block * MatrixKernel.blockSize
            whole(
              m, n, min(MatrixKernel.blockSize, k - first), a + first * aSteps.column, b + first * bSteps.row,
              into: sums + block * m * n, n, false)
          }
        }
        MatrixKernel.addUp(sums, blocks, m, n, into: c, rowStep: step, adding: adding)
      }
    }
  }

  /// As many parts as there are threads, of about as many rows, columns or blocks each.
  private func divide(_ count: Int, _ body: (Range<Int>) -> Void) {
    let parts = min(Threads.limit, count)
    Threads.inParts(parts) { part, _ in
      // Whole groups of rows keep the kernel's vectors full.
      let start = part * count / parts / 8 * 8
      let end = part == parts - 1 ? count : (part + 1) * count / parts / 8 * 8
      if start < end { body(start..<end) }
    }
  }
}
