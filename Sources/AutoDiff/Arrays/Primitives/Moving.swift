/// The matrix with rows and columns exchanged.
package struct Transpose: ArrayPrimitive {
  let notation = ArrayNotation.symbol(".T")
  let hands = "a transpose hands the transposed adjoint down"

  package init() {}

  func shape(of operands: [Shape]) -> Shape? {
    operands.count == 1 && operands[0].rank == 2 ? .matrix(operands[0].columns, operands[0].rows) : nil
  }

  func elements<S: Number>(_ operands: [ArrayElements<S>], _ shape: Shape) -> [S] {
    (0..<shape.rows).flatMap { row in (0..<shape.columns).map { operands[0][$0, row] } }
  }

  func compute(_ operands: [ArrayOperand], _ shape: Shape, into result: UnsafeMutablePointer<Double>) {
    let (rows, columns) = (shape.columns, shape.rows)
    // In squares that stay in the nearest cache.
    let side = 32
    for firstRow in stride(from: 0, to: rows, by: side) {
      for firstColumn in stride(from: 0, to: columns, by: side) {
        for row in firstRow..<min(rows, firstRow + side) {
          for column in firstColumn..<min(columns, firstColumn + side) {
            result[column * rows + row] = operands[0].start[row * columns + column]
          }
        }
      }
    }
  }

  func passAdjoint(_ backprop: inout ArrayBackprop) {
    backprop.pass(
      backprop.adjointShape.isScalar
        ? backprop.adjoint : backprop.apply(.transpose(self), backprop.fullAdjoint), to: 0)
  }
}

/// The same elements, row by row, in another shape.
package struct Reshape: ArrayPrimitive {
  let target: Shape
  let notation: ArrayNotation
  let hands = "the adjoint goes back into the old shape"

  /// With the name of the function by which it was asked for: `col(v)`, `row(v)` and `flatten(A)` are such shapes.
  package init(to target: Shape, written name: String = "reshape") {
    self.target = target
    notation = .call(name, numbers: name == "reshape" ? target.dimensions : [])
  }

  func shape(of operands: [Shape]) -> Shape? {
    operands.count == 1 && operands[0].count == target.count ? target : nil
  }

  func elements<S: Number>(_ operands: [ArrayElements<S>], _ shape: Shape) -> [S] { operands[0].elements }

  func compute(_ operands: [ArrayOperand], _ shape: Shape, into result: UnsafeMutablePointer<Double>) {
    result.update(from: operands[0].start, count: shape.count)
  }

  func passAdjoint(_ backprop: inout ArrayBackprop) {
    backprop.pass(
      backprop.adjointShape.isScalar
        ? backprop.adjoint : backprop.reshaped(backprop.fullAdjoint, to: backprop.shapes[0]), to: 0)
  }
}

/// Vectors end to end, or matrices side by side (each row is joined) or one below another (each column is).
package struct Concatenation: ArrayPrimitive {
  let axis: Axis?
  var notation: ArrayNotation { .call("concat", each: axis) }
  let hands = "what was joined gets its own piece of the adjoint"

  package init(each axis: Axis?) { self.axis = axis }

  func shape(of operands: [Shape]) -> Shape? {
    guard let first = operands.first else { return nil }
    let rows = operands.reduce(0) { $0 + $1.rows }
    let columns = operands.reduce(0) { $0 + $1.columns }
    switch axis {
    case nil: return operands.allSatisfy { $0.rank <= 1 } ? .vector(columns) : nil
    case .row:
      return operands.allSatisfy { $0.rank == 2 && $0.rows == first.rows }
        ? .matrix(first.rows, columns) : nil
    case .column:
      return operands.allSatisfy { $0.rank == 2 && $0.columns == first.columns }
        ? .matrix(rows, first.columns) : nil
    }
  }

  func elements<S: Number>(_ operands: [ArrayElements<S>], _ shape: Shape) -> [S] {
    guard axis == .row else { return operands.flatMap(\.elements) }
    return (0..<shape.rows).flatMap { row in
      operands.flatMap { operand in (0..<operand.shape.columns).map { operand[row, $0] } }
    }
  }

  func compute(_ operands: [ArrayOperand], _ shape: Shape, into result: UnsafeMutablePointer<Double>) {
    var end = result
    for row in 0..<(axis == .row ? shape.rows : 1) {
      for operand in operands {
        let count = axis == .row ? operand.shape.columns : operand.shape.count
        end.update(from: operand.start + row * count, count: count)
        end += count
      }
    }
  }

  func passAdjoint(_ backprop: inout ArrayBackprop) {
    var (row, column) = (0, 0)
    for (position, shape) in backprop.shapes.enumerated() {
      let window = ArrayWindow(
        firstRow: row, rows: shape.rows, firstColumn: column, columns: shape.columns)
      if axis == .column { row += shape.rows } else { column += shape.columns }
      backprop.pass(
        backprop.adjointShape.isScalar
          ? backprop.adjoint
          : backprop.apply(.section(Section(window, of: backprop.shape, as: shape)), backprop.fullAdjoint),
        to: position)
    }
  }
}

/// A rectangle of an array: an element, a row, some columns.
package struct Section: ArrayPrimitive {
  let window: ArrayWindow
  let source: Shape
  let target: Shape
  let hands = "what is not in the piece gets 0"

  init(_ window: ArrayWindow, of source: Shape, as target: Shape) {
    (self.window, self.source, self.target) = (window, source, target)
  }

  /// The rows and columns of the ranges, counted from 0, in an array of a shape; a dimension that an index picks is left out of
  /// the result.
  package init(
    rows: Range<Int>, isRow: Bool = false, columns: Range<Int>, isColumn: Bool = false, of source: Shape
  ) {
    self.init(
      ArrayWindow(
        firstRow: rows.lowerBound, rows: rows.count, firstColumn: columns.lowerBound, columns: columns.count),
      of: source,
      as: source.rank < 2
        ? (isColumn ? .scalar : .vector(columns.count))
        : isRow && isColumn
          ? .scalar
          : isRow
            ? .vector(columns.count)
            : isColumn ? .vector(rows.count) : .matrix(rows.count, columns.count))
  }

  var notation: ArrayNotation {
    // A dimension that the result does not have was picked by an index.
    let picksRow =
      source.rank == 2
      && (target.isScalar || (target.rank == 1 && window.columns == target.count && window.rows == 1))
    let picksColumn = target.isScalar || (source.rank == 2 && target.rank == 1 && !picksRow)
    let rows = subscripted(window.firstRow, window.rows, of: source.rows, isIndex: picksRow)
    let columns = subscripted(window.firstColumn, window.columns, of: source.columns, isIndex: picksColumn)
    if source.rank < 2 { return .window([columns]) }
    return .window(columns == .all ? [rows] : [rows, columns])
  }

  private func subscripted(
    _ first: Int, _ count: Int, of whole: Int, isIndex: Bool
  ) -> ArrayNotation.Subscript {
    if isIndex { return .index(first + 1) }
    return count == whole || count == 0 ? .all : .range(first + 1...first + count)
  }

  func shape(of operands: [Shape]) -> Shape? { operands == [source] ? target : nil }

  func elements<S: Number>(_ operands: [ArrayElements<S>], _ shape: Shape) -> [S] {
    (0..<window.rows).flatMap { row in
      (0..<window.columns).map { operands[0][window.firstRow + row, window.firstColumn + $0] }
    }
  }

  func compute(_ operands: [ArrayOperand], _ shape: Shape, into result: UnsafeMutablePointer<Double>) {
    window.forEachRow(inColumns: source.columns) { outer, inner, count in
      (result + inner).update(from: operands[0].start + outer, count: count)
    }
  }

  func passAdjoint(_ backprop: inout ArrayBackprop) {
    backprop.pass(
      backprop.apply(.pad(Pad(window, of: source, from: target)), backprop.fullAdjoint), to: 0)
  }
}

/// Zeros with the operand in a rectangle of them: what a slice was taken from, seen from its adjoint.
package struct Pad: ArrayPrimitive {
  let window: ArrayWindow
  let target: Shape
  let source: Shape
  let hands = "what stands in the zeros gets its piece of the adjoint"

  init(_ window: ArrayWindow, of target: Shape, from source: Shape) {
    (self.window, self.target, self.source) = (window, target, source)
  }

  /// The rectangle that begins at a place, counted from 0, of zeros of a shape.
  package init(_ source: Shape, row: Int, column: Int, of target: Shape) {
    self.init(
      ArrayWindow(firstRow: row, rows: source.rows, firstColumn: column, columns: source.columns),
      of: target, from: source)
  }

  var notation: ArrayNotation {
    .call(
      "pad",
      numbers: target.dimensions
        + (target.rank == 2 ? [window.firstRow + 1, window.firstColumn + 1] : [window.firstColumn + 1]))
  }

  func shape(of operands: [Shape]) -> Shape? {
    operands.count == 1 && operands[0].count == window.count ? target : nil
  }

  func elements<S: Number>(_ operands: [ArrayElements<S>], _ shape: Shape) -> [S] {
    var elements = [S](repeating: 0, count: shape.count)
    window.forEachRow(inColumns: shape.columns) { outer, inner, count in
      for index in 0..<count { elements[outer + index] = operands[0].elements[inner + index] }
    }
    return elements
  }

  func compute(_ operands: [ArrayOperand], _ shape: Shape, into result: UnsafeMutablePointer<Double>) {
    result.update(repeating: 0, count: shape.count)
    window.forEachRow(inColumns: shape.columns) { outer, inner, count in
      (result + outer).update(from: operands[0].start + inner, count: count)
    }
  }

  func passAdjoint(_ backprop: inout ArrayBackprop) {
    backprop.pass(
      backprop.adjointShape.isScalar
        ? backprop.adjoint
        : backprop.apply(.section(Section(window, of: target, as: source)), backprop.fullAdjoint), to: 0)
  }
}

/// The diagonal of a matrix.
package struct Diagonal: ArrayPrimitive {
  let notation = ArrayNotation.call("diag")
  let hands = "the adjoint goes onto the diagonal"

  package init() {}

  func shape(of operands: [Shape]) -> Shape? {
    operands.count == 1 && operands[0].rank == 2 ? .vector(min(operands[0].rows, operands[0].columns)) : nil
  }

  func elements<S: Number>(_ operands: [ArrayElements<S>], _ shape: Shape) -> [S] {
    (0..<shape.count).map { operands[0][$0, $0] }
  }

  func compute(_ operands: [ArrayOperand], _ shape: Shape, into result: UnsafeMutablePointer<Double>) {
    for index in 0..<shape.count {
      result[index] = operands[0].start[index * (operands[0].shape.columns + 1)]
    }
  }

  func passAdjoint(_ backprop: inout ArrayBackprop) {
    let matrix = backprop.apply(
      .diagonalMatrix(DiagonalMatrix(rows: backprop.shapes[0].rows, columns: backprop.shapes[0].columns)),
      backprop.fullAdjoint)
    backprop.pass(matrix, to: 0)
  }
}

/// A matrix of zeros with a vector on its diagonal.
package struct DiagonalMatrix: ArrayPrimitive {
  let rows: Int
  let columns: Int
  var notation: ArrayNotation { .call("diag", numbers: rows == columns ? [] : [rows, columns]) }
  let hands = "the vector gets the diagonal of the adjoint"

  package init(rows: Int, columns: Int) { (self.rows, self.columns) = (rows, columns) }

  func shape(of operands: [Shape]) -> Shape? {
    operands == [.vector(min(rows, columns))] ? .matrix(rows, columns) : nil
  }

  func elements<S: Number>(_ operands: [ArrayElements<S>], _ shape: Shape) -> [S] {
    var elements = [S](repeating: 0, count: shape.count)
    for (index, element) in operands[0].elements.enumerated() { elements[index * (columns + 1)] = element }
    return elements
  }

  func compute(_ operands: [ArrayOperand], _ shape: Shape, into result: UnsafeMutablePointer<Double>) {
    result.update(repeating: 0, count: shape.count)
    for (index, element) in operands[0].elements.enumerated() { result[index * (columns + 1)] = element }
  }

  func passAdjoint(_ backprop: inout ArrayBackprop) {
    backprop.pass(
      backprop.adjointShape.isScalar
        ? backprop.adjoint : backprop.apply(.diagonal(Diagonal()), backprop.fullAdjoint), to: 0)
  }
}
