/// What operations on whole lines have in common: the result has the shape of the operand.
protocol LineOperation: ArrayPrimitive {
  /// The lines: all elements of a vector, or each row or column of a matrix.
  var axis: Axis? { get }
}

extension LineOperation {
  func shape(of operands: [Shape]) -> Shape? {
    guard let first = operands.first, operands.allSatisfy({ $0 == first }) else { return nil }
    return first.rank == (axis == nil ? 1 : 2) ? first : nil
  }
}
