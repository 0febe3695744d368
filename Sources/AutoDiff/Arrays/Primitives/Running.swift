/// The sums of the first one, two, … elements of each line, or of the last ones.
package struct RunningSum: LineOperation {
  let axis: Axis?
  let isReversed: Bool
  var notation: ArrayNotation { .call(isReversed ? "revcumsum" : "cumsum", each: axis) }
  let hands = "each element gets the adjoints of all sums that it is in"

  package init(each axis: Axis?, isReversed: Bool = false) {
    (self.axis, self.isReversed) = (axis, isReversed)
  }

  func elements<S: Number>(_ operands: [ArrayElements<S>], _ shape: Shape) -> [S] {
    eachLine(of: operands[0], axis) { line in
      var line = line
      guard line.count > 1 else { return line }
      for step in 1..<line.count {
        let position = isReversed ? line.count - 1 - step : step
        line[position] = line[isReversed ? position + 1 : position - 1] + line[position]
      }
      return line
    }
  }

  func compute(_ operands: [ArrayOperand], _ shape: Shape, into result: UnsafeMutablePointer<Double>) {
    let lines = ArrayLines(of: shape, each: axis)
    for line in 0..<lines.count {
      var position = lines.start(of: line) + (isReversed ? max(0, lines.length - 1) * lines.step : 0)
      var sum = 0.0
      for number in 0..<lines.length {
        let element = operands[0].start[position]
        sum = number == 0 ? element : sum + element
        result[position] = sum
        position += isReversed ? -lines.step : lines.step
      }
    }
  }

  func passAdjoint(_ backprop: inout ArrayBackprop) {
    let sums = RunningSum(each: axis, isReversed: !isReversed)
    backprop.pass(backprop.apply(.runningSum(sums), backprop.fullAdjoint), to: 0)
  }
}

/// The products of the first one, two, … elements of each line.
package struct RunningProduct: LineOperation {
  let axis: Axis?
  var notation: ArrayNotation { .call("cumprod", each: axis) }
  let hands = "each element gets the adjoints of all products that it is in, times their other factors"

  package init(each axis: Axis?) { self.axis = axis }

  func elements<S: Number>(_ operands: [ArrayElements<S>], _ shape: Shape) -> [S] {
    eachLine(of: operands[0], axis) { line in
      var line = line
      for position in line.indices.dropFirst() { line[position] = line[position - 1] * line[position] }
      return line
    }
  }

  func passAdjoint(_ backprop: inout ArrayBackprop) {
    let x = backprop.operands[0]
    backprop.pullBack(backprop.adjoint, from: Self.composed(x, each: axis, &backprop), to: 0)
  }

  /// The running products by products of elements 1, 2, 4, … places apart, whose rules need no division: nothing is lost at
  /// zeros, and to every order.
  static func composed(
    _ x: DerivedExpression, each axis: Axis?, isReversed: Bool = false, _ backprop: inout ArrayBackprop
  ) -> DerivedExpression {
    let length = ArrayLines(of: backprop.shapes[0], each: axis).length
    var products = x
    var distance = 1
    while distance < length {
      let shifted = backprop.shifted(
        products, by: isReversed ? -distance : distance, each: axis, filling: 1)
      products = products * shifted
      distance *= 2
    }
    return products
  }
}
