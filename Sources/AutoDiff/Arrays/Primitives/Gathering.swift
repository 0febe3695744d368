/// Elements of a vector, or rows or columns of a matrix, at places that the second operand numbers from 1, or from the end
/// with −1. Where there is none of that number, NaN.
package struct Gather: ArrayPrimitive {
  /// nil for elements of a vector, `.row` for rows of a matrix, `.column` for its columns.
  let axis: Axis?
  var notation: ArrayNotation { .index(whole: axis == .column ? 1 : 0) }
  let hands = "each place gets the adjoints of all that were taken from it"

  package init(_ axis: Axis?) { self.axis = axis }

  func shape(of operands: [Shape]) -> Shape? {
    guard operands.count == 2, operands[1].rank <= 1, (operands[0].rank == 2) == (axis != nil),
      !operands[0].isScalar
    else { return nil }
    let (array, indices) = (operands[0], operands[1])
    switch axis {
    case nil: return indices
    case .row: return indices.isScalar ? .vector(array.columns) : .matrix(indices.count, array.columns)
    case .column: return indices.isScalar ? .vector(array.rows) : .matrix(array.rows, indices.count)
    }
  }

  func elements<S: Number>(_ operands: [ArrayElements<S>], _ shape: Shape) -> [S] {
    let (array, indices) = (operands[0], operands[1].elements)
    switch axis {
    case nil: return indices.map { pick(array.elements, $0) }
    case .row:
      return indices.flatMap { index in
        (0..<array.shape.columns).map { column in
          pick((0..<array.shape.rows).map { array[$0, column] }, index)
        }
      }
    case .column:
      return (0..<array.shape.rows).flatMap { row in
        indices.map { index in pick((0..<array.shape.columns).map { array[row, $0] }, index) }
      }
    }
  }

  /// The element at a place that a number tells.
  private func pick<S: Number>(_ elements: [S], _ place: S) -> S {
    if let known = knownValue(of: place) {
      return PlaceNumber(known, in: elements.count).map { elements[$0.position] } ?? S(.nan)
    }
    var picked = S(.nan)
    for (position, element) in elements.enumerated().reversed() {
      picked = S.apply(If.self, isPlace(place, position, of: elements.count), element, picked)
    }
    return picked
  }

  func compute(_ operands: [ArrayOperand], _ shape: Shape, into result: UnsafeMutablePointer<Double>) {
    let (array, indices) = (operands[0], operands[1].elements)
    let (rows, columns) = (array.shape.rows, array.shape.columns)
    for (number, index) in indices.enumerated() {
      let place = PlaceNumber(index, in: axis == .row ? rows : columns)?.position
      switch axis {
      case nil: result[number] = place.map { array.start[$0] } ?? .nan
      case .row:
        if let place {
          (result + number * columns).update(from: array.start + place * columns, count: columns)
        } else {
          (result + number * columns).update(repeating: .nan, count: columns)
        }
      case .column:
        for row in 0..<rows {
          result[row * indices.count + number] = place.map { array.start[row * columns + $0] } ?? .nan
        }
      }
    }
  }

  func passAdjoint(_ backprop: inout ArrayBackprop) {
    let scatter = Scatter(to: backprop.shapes[0], axis)
    backprop.pass(backprop.apply(.scatter(scatter), backprop.fullAdjoint, backprop.operands[1]), to: 0)
  }
}

/// Zeros of a shape, to which the elements, rows or columns of the first operand are added at the places that the second numbers.
package struct Scatter: ArrayPrimitive {
  let target: Shape
  let axis: Axis?
  var notation: ArrayNotation { .call("scatter", numbers: target.dimensions, each: axis) }
  let hands = "what was added gets the adjoint of its place"

  package init(to target: Shape, _ axis: Axis?) { (self.target, self.axis) = (target, axis) }

  func shape(of operands: [Shape]) -> Shape? {
    operands.count == 2 && Gather(axis).shape(of: [target, operands[1]]) == operands[0] ? target : nil
  }

  func elements<S: Number>(_ operands: [ArrayElements<S>], _ shape: Shape) -> [S] {
    let indices = operands[1].elements
    return (0..<shape.rows).flatMap { row in
      (0..<shape.columns).map { column in
        let position = axis == .row ? row : column
        let extent = axis == .row ? shape.rows : shape.columns
        let terms = indices.enumerated().compactMap { (number, index) -> S? in
          let element =
            switch axis {
            case nil: operands[0].elements[number]
            case .row: operands[0].elements[number * shape.columns + column]
            case .column: operands[0].elements[row * indices.count + number]
            }
          if let known = knownValue(of: index) {
            return PlaceNumber(known, in: extent)?.position == position ? element : nil
          }
          return S.apply(If.self, isPlace(index, position, of: extent), element, 0)
        }
        return terms.count == 1 ? terms[0] : S.sum(terms)
      }
    }
  }

  func compute(_ operands: [ArrayOperand], _ shape: Shape, into result: UnsafeMutablePointer<Double>) {
    let (source, indices) = (operands[0].start, operands[1].elements)
    let (rows, columns) = (shape.rows, shape.columns)
    result.update(repeating: 0, count: shape.count)
    for (number, index) in indices.enumerated() {
      guard let place = PlaceNumber(index, in: axis == .row ? rows : columns)?.position else { continue }
      switch axis {
      case nil: result[place] += source[number]
      case .row:
        for column in 0..<columns { result[place * columns + column] += source[number * columns + column] }
      case .column:
        for row in 0..<rows { result[row * columns + place] += source[row * indices.count + number] }
      }
    }
  }

  func passAdjoint(_ backprop: inout ArrayBackprop) {
    backprop.pass(
      backprop.apply(.gather(Gather(axis)), backprop.fullAdjoint, backprop.operands[1]), to: 0)
  }
}

/// A place that a number tells: from 1 on, or from the end.
struct PlaceNumber {
  /// Counted from 0.
  let position: Int

  /// nil where there is no such place among so many.
  init?(_ number: Double, in count: Int) {
    guard let whole = Int(exactly: number), whole != 0, whole.magnitude <= count.magnitude else { return nil }
    position = whole > 0 ? whole - 1 : count + whole
  }
}

/// Whether a number tells the place at `position` among `count`. Nothing is differentiated by it.
private func isPlace<S: Number>(_ number: S, _ position: Int, of count: Int) -> S {
  let number = S.apply(Detach.self, number)
  return S.apply(
    Or.self, S.apply(Equal.self, number, S(Double(position + 1))),
    S.apply(Equal.self, number, S(Double(position - count))))
}

/// The value of a number that depends on nothing, and is no more than a value.
func knownValue<S: Number>(of number: S) -> Double? {
  if let number = number as? Double { return number }
  if let expression = number as? Expression, expression.graph == nil { return expression.constant }
  return nil
}
