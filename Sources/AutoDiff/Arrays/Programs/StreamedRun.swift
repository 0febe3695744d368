/// A product of a matrix with a vector, a run over what it gives, and a product of the transposed matrix with what the run gives:
/// one pass over the rows of the matrix, as value and gradient of a fit need it.
///
/// Its results have the bits that they have one after the other: the sums of the second product are taken in blocks of 256 rows,
/// which are added in their order.
final class StreamedRun {
  private let run: FusedRun
  private let front: Product
  private let back: Product
  private let product: MatrixProduct

  /// A product of a matrix, of which the rows are gone through.
  private struct Product {
    let matrix: ArrayOperand
    let vector: ArrayOperand
    let result: UnsafeMutablePointer<Double>
  }

  /// For each block of rows the sums of the second product.
  private let sums: UnsafeMutablePointer<Double>
  private let blockCount: Int

  init(
    _ streamed: ProgramPlan.Streamed, _ plan: ProgramPlan, _ pointers: [UnsafeMutablePointer<Double>]
  ) {
    func operand(_ slot: Int) -> ArrayOperand {
      ArrayOperand(shape: plan.shapes[slot], start: UnsafePointer(pointers[slot]))
    }
    run = FusedRun(streamed.run, plan, pointers, isPartOfLarger: true)
    let matrix = operand(streamed.matrix)
    front = Product(matrix: matrix, vector: operand(streamed.vector), result: pointers[streamed.product])
    back = Product(matrix: matrix, vector: operand(streamed.seed), result: pointers[streamed.result])
    product = streamed.back
    blockCount = (matrix.shape.rows + MatrixKernel.blockSize - 1) / MatrixKernel.blockSize
    sums = .allocate(capacity: max(1, blockCount * matrix.shape.columns))
    sums.initialize(repeating: 0, count: max(1, blockCount * matrix.shape.columns))
  }

  deinit { sums.deallocate() }

  func execute() {
    let (rows, columns) = (front.matrix.shape.rows, front.matrix.shape.columns)
    let matrix = front.matrix.start
    let tileSize = FusedRun.tileSize
    run.inParts((rows + tileSize - 1) / tileSize) { tile, worker in
      let first = tile * tileSize
      let count = min(tileSize, rows - first)
      MatrixKernel.multiplyAlone(
        count, columns, matrix + first * columns, (columns, 1), front.vector.start, into: front.result + first
      )
      run.compute(tile: tile, worker)
      for start in stride(from: first, to: first + count, by: MatrixKernel.blockSize) {
        MatrixKernel.multiplyAlone(
          columns, min(MatrixKernel.blockSize, first + count - start), matrix + start * columns, (1, columns),
          back.vector.start + start, into: sums + start / MatrixKernel.blockSize * columns)
      }
    }
    run.end()
    MatrixKernel.addUp(sums, blockCount, columns, 1, into: back.result, rowStep: 1)
    // Where a zero wins against infinity, the sums are taken anew.
    if product.isStrong, (0..<columns).contains(where: { back.result[$0].isNaN }) {
      product.compute([back.matrix, back.vector], .vector(columns), into: back.result)
    }
  }
}
