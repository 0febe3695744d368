/// The product of matrices and vectors: sums of products of rows and columns.
///
/// Of two vectors it is their dot product, a number.
package struct MatrixProduct: ArrayPrimitive {
  /// Whether a zero wins against infinity and NaN, as in the chain rule.
  let isStrong: Bool

  /// Whether the first and the second matrix are read as if rows and columns were exchanged. Programs do so in place of a
  /// transpose; formulas never.
  var isTransposed = (left: false, right: false)

  let notation = ArrayNotation.symbol("@")
  let hands = "a product hands each side the adjoint times the other, transposed"

  package init(isStrong: Bool = false) { self.isStrong = isStrong }

  package static func == (a: MatrixProduct, b: MatrixProduct) -> Bool {
    a.isStrong == b.isStrong && a.isTransposed == b.isTransposed
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(isStrong)
    hasher.combine(isTransposed.left)
    hasher.combine(isTransposed.right)
  }

  func shape(of operands: [Shape]) -> Shape? {
    guard operands.count == 2 else { return nil }
    let a = isTransposed.left ? operands[0].exchanged : operands[0]
    let b = isTransposed.right ? operands[1].exchanged : operands[1]
    switch (a.rank, b.rank) {
    case (1, 1): return a.columns == b.columns ? .scalar : nil
    case (1, 2): return a.columns == b.rows ? .vector(b.columns) : nil
    case (2, 1): return a.columns == b.columns ? .vector(a.rows) : nil
    case (2, 2): return a.columns == b.rows ? .matrix(a.rows, b.columns) : nil
    default: return nil
    }
  }

  /// The extents of the product as one of matrices, and how far apart rows and columns of both stand.
  private struct Extents {
    let rows: Int
    let inner: Int
    let columns: Int
    let left: (row: Int, column: Int)
    let right: (row: Int, column: Int)
  }

  private func extents(_ a: Shape, _ b: Shape) -> Extents {
    let (first, second) = (isTransposed.left ? a.exchanged : a, isTransposed.right ? b.exchanged : b)
    return Extents(
      rows: first.rows, inner: first.columns, columns: b.rank == 1 ? 1 : second.columns,
      left: isTransposed.left ? (1, a.columns) : (a.columns, 1),
      right: b.rank == 1 ? (1, 1) : isTransposed.right ? (1, b.columns) : (b.columns, 1))
  }

  func elements<S: Number>(_ operands: [ArrayElements<S>], _ shape: Shape) -> [S] {
    let (a, b) = (operands[0], operands[1])
    let extents = extents(a.shape, b.shape)
    return (0..<extents.rows).flatMap { row in
      (0..<extents.columns).map { column in
        let terms = (0..<extents.inner).map { index -> S in
          let (left, right) = (
            a.elements[row * extents.left.row + index * extents.left.column],
            b.elements[index * extents.right.row + column * extents.right.column]
          )
          return isStrong ? left ⊙ right : left * right
        }
        return terms.count == 1 ? terms[0] : S.sum(terms)
      }
    }
  }

  func compute(_ operands: [ArrayOperand], _ shape: Shape, into result: UnsafeMutablePointer<Double>) {
    let (a, b) = (operands[0], operands[1])
    let extents = extents(a.shape, b.shape)
    if a.shape.rank == 1, b.shape.rank == 1 {
      result.pointee = ReductionKernel.dot(a.start, b.start, extents.inner)
    } else {
      MatrixKernel.multiply(
        extents.rows, extents.columns, extents.inner, a.start, extents.left, b.start, extents.right,
        into: result)
    }
    if isStrong { mend(extents, a, b, into: result) }
  }

  /// Computes anew what is no number, with the product in which zero wins.
  private func mend(
    _ extents: Extents, _ a: ArrayOperand, _ b: ArrayOperand, into result: UnsafeMutablePointer<Double>
  ) {
    // Where one is no number, their sum is none.
    if !ReductionKernel.sum(result, extents.rows * extents.columns).isNaN { return }
    for row in 0..<extents.rows {
      for column in 0..<extents.columns where result[row * extents.columns + column].isNaN {
        var sum = 0.0
        for index in 0..<extents.inner {
          sum +=
            a.start[row * extents.left.row + index * extents.left.column]
            ⊙ b.start[index * extents.right.row + column * extents.right.column]
        }
        result[row * extents.columns + column] = sum
      }
    }
  }

  func passAdjoint(_ backprop: inout ArrayBackprop) {
    let (a, b) = (backprop.operands[0], backprop.operands[1])
    let adjoint = backprop.fullAdjoint
    switch (backprop.shapes[0].rank, backprop.shapes[1].rank) {
    case (1, 1):
      backprop.pass(adjoint ⊙ b, to: 0)
      backprop.pass(adjoint ⊙ a, to: 1)
    case (1, 2):
      backprop.pass(backprop.product(b, adjoint), to: 0)
      backprop.pass(backprop.outer(a, adjoint), to: 1)
    case (2, 1):
      backprop.pass(backprop.outer(adjoint, b), to: 0)
      backprop.pass(backprop.product(backprop.transposed(a), adjoint), to: 1)
    default:
      backprop.pass(backprop.product(adjoint, backprop.transposed(b)), to: 0)
      backprop.pass(backprop.product(backprop.transposed(a), adjoint), to: 1)
    }
  }
}

/// The matrix of all products of the elements of two vectors.
package struct OuterProduct: ArrayPrimitive {
  let notation = ArrayNotation.call("outer")
  let hands = "each vector gets the adjoint times the other"

  package init() {}

  func shape(of operands: [Shape]) -> Shape? {
    operands.count == 2 && operands.allSatisfy { $0.rank == 1 }
      ? .matrix(operands[0].columns, operands[1].columns) : nil
  }

  func elements<S: Number>(_ operands: [ArrayElements<S>], _ shape: Shape) -> [S] {
    operands[0].elements.flatMap { a in operands[1].elements.map { a * $0 } }
  }

  func compute(_ operands: [ArrayOperand], _ shape: Shape, into result: UnsafeMutablePointer<Double>) {
    let (a, b) = (operands[0].start, operands[1].start)
    for row in 0..<shape.rows {
      let factor = a[row]
      let line = result + row * shape.columns
      for column in 0..<shape.columns { line[column] = factor * b[column] }
    }
  }

  func passAdjoint(_ backprop: inout ArrayBackprop) {
    let (a, b) = (backprop.operands[0], backprop.operands[1])
    let adjoint = backprop.fullAdjoint
    backprop.pass(backprop.product(adjoint, b), to: 0)
    backprop.pass(backprop.product(backprop.transposed(adjoint), a), to: 1)
  }
}
