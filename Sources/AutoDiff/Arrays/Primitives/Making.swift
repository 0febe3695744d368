/// Numbers side by side as a vector, or row by row as a matrix; or vectors of one length one below another as a matrix.
package struct Stack: ArrayPrimitive {
  /// How many rows numbers are put into; 0 for a vector.
  let rows: Int
  var notation: ArrayNotation { .brackets(rows: rows) }
  let hands = "brackets hand each part its own piece of the adjoint"

  package init(rows: Int = 0) { self.rows = rows }

  func shape(of operands: [Shape]) -> Shape? {
    guard let first = operands.first, first.rank < 2, operands.allSatisfy({ $0 == first }) else { return nil }
    if rows > 0 {
      return first.isScalar && operands.count % rows == 0 ? .matrix(rows, operands.count / rows) : nil
    }
    return first.isScalar ? .vector(operands.count) : .matrix(operands.count, first.columns)
  }

  func elements<S: Number>(_ operands: [ArrayElements<S>], _ shape: Shape) -> [S] {
    operands.flatMap(\.elements)
  }

  func compute(_ operands: [ArrayOperand], _ shape: Shape, into result: UnsafeMutablePointer<Double>) {
    var end = result
    for operand in operands {
      end.update(from: operand.start, count: operand.shape.count)
      end += operand.shape.count
    }
  }

  func passAdjoint(_ backprop: inout ArrayBackprop) {
    for position in backprop.operands.indices {
      if backprop.adjointShape.isScalar {
        backprop.pass(backprop.adjoint, to: position)
      } else {
        let (operand, columns) = (backprop.shapes[position], backprop.shape.columns)
        let window =
          operand.isScalar
          ? ArrayWindow(firstRow: position / columns, rows: 1, firstColumn: position % columns, columns: 1)
          : ArrayWindow(firstRow: position, rows: 1, firstColumn: 0, columns: columns)
        let piece = Section(window, of: backprop.shape, as: operand)
        backprop.pass(backprop.apply(.section(piece), backprop.fullAdjoint), to: position)
      }
    }
  }
}

/// A number, a vector or a matrix of one row or column, repeated until it has a shape.
package struct Spread: ArrayPrimitive {
  let target: Shape
  var notation: ArrayNotation { .call("spread", numbers: target.dimensions) }
  let hands = "what was repeated gets the sum of all adjoints"

  package init(to target: Shape) { self.target = target }

  func shape(of operands: [Shape]) -> Shape? {
    operands.count == 1 && operands[0].meeting(target) == target ? target : nil
  }

  func elements<S: Number>(_ operands: [ArrayElements<S>], _ shape: Shape) -> [S] {
    let operand = operands[0]
    let (rowStep, columnStep) = operand.shape.steps(in: shape)
    return (0..<shape.rows).flatMap { row in
      (0..<shape.columns).map { operand.elements[row * rowStep + $0 * columnStep] }
    }
  }

  func compute(_ operands: [ArrayOperand], _ shape: Shape, into result: UnsafeMutablePointer<Double>) {
    let (rowStep, columnStep) = operands[0].shape.steps(in: shape)
    for row in 0..<shape.rows {
      let start = operands[0].start + row * rowStep
      let line = result + row * shape.columns
      if columnStep == 1 {
        line.update(from: start, count: shape.columns)
      } else if shape.columns > 0 {
        line.update(repeating: start[0], count: shape.columns)
      }
    }
  }

  func passAdjoint(_ backprop: inout ArrayBackprop) { backprop.passMet(backprop.adjoint, to: 0) }
}

extension Shape {
  /// How far apart in memory the elements are that stand below and beside each other where a value of this shape is
  /// repeated to fill a larger one.
  @inline(__always)
  func steps(in larger: Shape) -> (row: Int, column: Int) {
    (rows == larger.rows && rank == 2 && rows > 1 ? columns : 0, columns == 1 && larger.columns != 1 ? 0 : 1)
  }
}
