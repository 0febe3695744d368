/// What an operation on numbers comes to over all elements, each row or each column.
package struct Reduction: ArrayPrimitive {
  /// Over what the operation goes.
  package enum Kind: String, CaseIterable, Sendable {
    case sum, mean, prod, max, min, norm, logsumexp, argmax, argmin
  }

  let kind: Kind
  let axis: Axis?
  var notation: ArrayNotation { .call(kind.rawValue, each: axis) }

  package init(_ kind: Kind, each axis: Axis? = nil) { (self.kind, self.axis) = (kind, axis) }

  var hands: String {
    switch kind {
    case .sum: Sum.hands
    case .mean: Mean.hands
    case .prod: Product.hands
    case .max: Maximum.hands
    case .min: Minimum.hands
    case .norm: "a norm multiplies by each element over the norm"
    case .logsumexp: LogSumExp.hands
    case .argmax, .argmin: "a place does not change with the values"
    }
  }

  func shape(of operands: [Shape]) -> Shape? {
    guard operands.count == 1, axis == nil || operands[0].rank == 2 else { return nil }
    let lines = ArrayLines(of: operands[0], each: axis)
    if lines.length == 0, ![.sum, .prod, .norm].contains(kind) { return nil }
    return axis == nil ? .scalar : .vector(lines.count)
  }

  func elements<S: Number>(_ operands: [ArrayElements<S>], _ shape: Shape) -> [S] {
    let lines = ArrayLines(of: operands[0].shape, each: axis)
    return (0..<lines.count).map { line in
      let elements = lines.elements(of: line, in: operands[0].elements)
      return switch kind {
      case .sum: S.sum(elements)
      case .mean: S.apply(Mean.self, elements)
      case .prod: S.product(elements)
      case .max: S.maximum(elements)
      case .min: S.minimum(elements)
      case .norm: elements.count == 1 ? S.abs(elements[0]) : S.apply(Hypotenuse.self, elements)
      case .logsumexp: S.logsumexp(elements)
      case .argmax: Self.place(in: elements) { S.apply(GreaterOrEqual.self, $0, $1) }
      case .argmin: Self.place(in: elements) { S.apply(LessOrEqual.self, $0, $1) }
      }
    }
  }

  /// The number of the first element that holds against all others; of the first that is no number, where there is one.
  private static func place<S: Number>(in elements: [S], holds: (S, S) -> S) -> S {
    var (best, place): (S, S) = (elements[0], 1)
    for (position, element) in elements.enumerated().dropFirst() {
      let isBetter = S.apply(
        And.self, S.apply(Not.self, holds(best, element)), S.apply(Equal.self, best, best))
      best = S.apply(If.self, isBetter, element, best)
      place = S.apply(If.self, isBetter, S(Double(position + 1)), place)
    }
    return place
  }

  func compute(_ operands: [ArrayOperand], _ shape: Shape, into result: UnsafeMutablePointer<Double>) {
    let operand = operands[0]
    let lines = ArrayLines(of: operand.shape, each: axis)
    if axis == .column, computeColumns(operand, lines, into: result) { return }
    for line in 0..<lines.count {
      let elements = lines.elements(of: line, from: operand.start)
      result[line] = lines.step == 1 ? value(elements.start, elements) : value(elements)
    }
  }

  /// What columns come to, which are gone through row by row; false where that is no gain.
  private func computeColumns(
    _ operand: ArrayOperand, _ lines: ArrayLines, into result: UnsafeMutablePointer<Double>
  ) -> Bool {
    let function: ReductionKernel.OfColumns
    switch kind {
    case .sum, .mean: function = ReductionKernel.sumsOfColumns
    case .max: function = ReductionKernel.largestOfColumns
    case .min: function = ReductionKernel.smallestOfColumns
    default: return false
    }
    function(result, operand.start, lines.length, lines.count, lines.step)
    if kind == .max || kind == .min { return true }
    for line in 0..<lines.count {
      if result[line].isFinite {
        if kind == .mean { result[line] /= Double(lines.length) }
      } else {
        result[line] = value(lines.elements(of: line, from: operand.start))
      }
    }
    return true
  }

  /// The value over elements side by side.
  private func value(_ start: UnsafePointer<Double>, _ elements: LineElements) -> Double {
    switch kind {
    case .sum:
      let sum = ReductionKernel.sum(start, elements.count)
      return sum.isFinite ? sum : value(elements)
    case .mean:
      let sum = ReductionKernel.sum(start, elements.count)
      return sum.isFinite ? sum / Double(elements.count) : value(elements)
    case .norm where elements.count > 1:
      let squares = ReductionKernel.sumOfSquares(start, elements.count)
      // Unless a square overflows, or is so small that digits are lost.
      return squares > 0x1p-900 && squares < .infinity ? squares.squareRoot() : value(elements)
    case .max: return ReductionKernel.largest(start, elements.count)
    case .min: return ReductionKernel.smallest(start, elements.count)
    case .norm, .prod, .logsumexp, .argmax, .argmin: return value(elements)
    }
  }

  /// The value over any elements, one after the other.
  private func value(_ elements: LineElements) -> Double {
    switch kind {
    case .sum: Sum.value(elements)
    case .mean: Mean.value(elements)
    case .prod: Product.value(elements)
    case .max: Maximum.value(elements)
    case .min: Minimum.value(elements)
    case .norm: elements.count == 1 ? elements[0].magnitude : Hypotenuse.value(elements)
    case .logsumexp: LogSumExp.value(elements)
    case .argmax: place(elements) { $0 >= $1 }
    case .argmin: place(elements) { $0 <= $1 }
    }
  }

  private func place(_ elements: LineElements, holds: (Double, Double) -> Bool) -> Double {
    var place = 0
    for position in 1..<max(1, elements.count)
    where !holds(elements[place], elements[position]) && !elements[place].isNaN { place = position }
    return Double(place + 1)
  }

  func passAdjoint(_ backprop: inout ArrayBackprop) {
    let lines = ArrayLines(of: backprop.shapes[0], each: axis)
    let x = backprop.operands[0]
    // One adjoint for each line, which meets its elements.
    let adjoint = backprop.lineAdjoint(backprop.adjoint, each: axis)
    switch kind {
    case .sum: backprop.pass(adjoint, to: 0)
    case .mean: backprop.pass(adjoint / DerivedExpression(Double(lines.length)), to: 0)
    case .prod: backprop.pass(adjoint ⊙ backprop.apply(.otherFactors(OtherFactors(each: axis)), x), to: 0)
    case .max, .min:
      let extremes = Extremes(isLargest: kind == .max, each: axis)
      backprop.pass(adjoint ⊙ backprop.apply(.extremes(extremes), x), to: 0)
    case .norm:
      let norm = backprop.lineAdjoint(backprop.result, each: axis)
      backprop.pass(adjoint ⊙ DerivedExpression.apply(StrongDivide.self, x, norm), to: 0)
    case .logsumexp:
      // All of a matrix is one line.
      let isFlattened = axis == nil && backprop.shapes[0].rank == 2
      let line = isFlattened ? backprop.reshaped(x, to: .vector(lines.length)) : x
      let shares = backprop.apply(.softmax(Softmax(each: axis, isSlope: true)), line)
      backprop.pass(adjoint ⊙ backprop.reshaped(shares, to: backprop.shapes[0]), to: 0)
    case .argmax, .argmin: break
    }
  }
}

/// Elements of a line in memory.
struct LineElements: RandomAccessCollection {
  let start: UnsafePointer<Double>
  let step: Int
  let count: Int

  var startIndex: Int { 0 }
  var endIndex: Int { count }
  subscript(position: Int) -> Double {
    @inline(__always) get { start[position * step] }
  }
}

/// For each element the product of all others of its line: the slope of the product.
package struct OtherFactors: ArrayPrimitive {
  let axis: Axis?
  var notation: ArrayNotation { .call("prod_others", each: axis) }
  let hands = "each factor but one takes part"

  package init(each axis: Axis?) { self.axis = axis }

  func shape(of operands: [Shape]) -> Shape? {
    operands.count == 1 && !operands[0].isScalar && (axis == nil || operands[0].rank == 2) ? operands[0] : nil
  }

  func elements<S: Number>(_ operands: [ArrayElements<S>], _ shape: Shape) -> [S] {
    eachLine(of: operands[0], axis) { line in
      var others = [S](repeating: 1, count: line.count)
      Product.partials(line, result: 1) { position, partial in others[position] = partial }
      return others
    }
  }

  func passAdjoint(_ backprop: inout ArrayBackprop) {
    // As products of the factors before and behind, which have rules of their own.
    let x = backprop.operands[0]
    let before = backprop.shifted(
      RunningProduct.composed(x, each: axis, &backprop), by: 1, each: axis, filling: 1)
    let after = backprop.shifted(
      RunningProduct.composed(x, each: axis, isReversed: true, &backprop), by: -1, each: axis, filling: 1)
    backprop.pullBack(backprop.adjoint, from: before * after, to: 0)
  }
}

/// Applies a function to each line of an array.
func eachLine<S>(of operand: ArrayElements<S>, _ axis: Axis?, _ body: ([S]) -> [S]) -> [S] {
  let lines = ArrayLines(of: operand.shape, each: axis)
  var results = operand.elements
  for line in 0..<lines.count {
    for (position, result) in body(lines.elements(of: line, in: operand.elements)).enumerated() {
      results[lines.start(of: line) + position * lines.step] = result
    }
  }
  return results
}
