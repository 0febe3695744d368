import RealModule

/// e^x over the sum of the exponentials of the line: shares that add to 1.
package struct Softmax: LineOperation {
  package let axis: Axis?

  /// Whether it stands for the slopes of logsumexp, which are 0 where several elements are all −∞, and 1 of a single one; the
  /// shares of nothing are none.
  let isSlope: Bool
  var notation: ArrayNotation { .call("softmax", each: axis) }
  let hands = "each share gets its adjoint less the mean adjoint, times the share"

  package init(each axis: Axis?, isSlope: Bool = false) { (self.axis, self.isSlope) = (axis, isSlope) }

  func shape(of operands: [Shape]) -> Shape? {
    operands.count == 1 && operands[0].rank == (axis == nil ? 1 : 2) ? operands[0] : nil
  }

  func elements<S: Number>(_ operands: [ArrayElements<S>], _ shape: Shape) -> [S] {
    eachLine(of: operands[0], axis) { line in
      if line.isEmpty { return line }
      if isSlope, line.count == 1 { return [1] }
      let largest = S.maximum(line)
      // Infinite ones share what there is. Among finite ones the largest is e⁰ = 1.
      let isInfinite = S.apply(Equal.self, largest, S(.infinity))
      let exponentials = line.map { element in
        S.apply(
          If.self, isInfinite, S.apply(Equal.self, element, S(.infinity)),
          S.exp(element - S.apply(Detach.self, largest)))
      }
      let total = S.sum(exponentials)
      if !isSlope { return exponentials.map { $0 / total } }
      let isNothing = S.apply(Equal.self, largest, S(-.infinity))
      return exponentials.map { S.apply(If.self, isNothing, 0, $0 / total) }
    }
  }

  func compute(_ operands: [ArrayOperand], _ shape: Shape, into result: UnsafeMutablePointer<Double>) {
    let lines = ArrayLines(of: shape, each: axis)
    for line in 0..<lines.count {
      let elements = lines.elements(of: line, from: operands[0].start)
      let results = result + lines.start(of: line)
      let largest =
        lines.step == 1 ? ReductionKernel.largest(elements.start, lines.length) : Maximum.value(elements)
      if isSlope, largest == -.infinity || lines.length == 1 {
        for position in 0..<lines.length { results[position * lines.step] = lines.length == 1 ? 1 : 0 }
        continue
      }
      for position in 0..<lines.length {
        let element = elements[position]
        // Infinite ones share what there is.
        results[position * lines.step] =
          largest == .infinity ? (element == .infinity ? 0 : -.infinity) : element - largest
      }
      if lines.step == 1 {
        UnaryKernels.exp.values(results, results, lines.length)
      } else {
        for position in 0..<lines.length {
          results[position * lines.step] = Exponential.value(results[position * lines.step])
        }
      }
      let total =
        lines.step == 1
        ? ReductionKernel.sum(results, lines.length)
        : Sum.value(lines.elements(of: line, from: result))
      for position in 0..<lines.length { results[position * lines.step] /= total }
    }
  }

  func passAdjoint(_ backprop: inout ArrayBackprop) {
    Self.pass(backprop.result, backprop.fullAdjoint, each: axis, &backprop)
  }

  /// p⊙(ȳ − Σ p⊙ȳ), with one sum for each line.
  static func pass(
    _ shares: DerivedExpression, _ adjoint: DerivedExpression, each axis: Axis?,
    _ backprop: inout ArrayBackprop
  ) {
    let sum = backprop.apply(.reduction(Reduction(.sum, each: axis)), shares ⊙ adjoint)
    backprop.pass(shares ⊙ (adjoint - backprop.lineAdjoint(sum, each: axis)), to: 0)
  }
}

/// log(softmax(x)) without loss: x less the logsumexp of its line.
package struct LogSoftmax: LineOperation {
  let axis: Axis?
  var notation: ArrayNotation { .call("log_softmax", each: axis) }
  let hands = "each element gets its adjoint less its share of all of them"

  package init(each axis: Axis?) { self.axis = axis }

  func shape(of operands: [Shape]) -> Shape? { Softmax(each: axis).shape(of: operands) }

  func elements<S: Number>(_ operands: [ArrayElements<S>], _ shape: Shape) -> [S] {
    eachLine(of: operands[0], axis) { line in
      if line.isEmpty { return line }
      let isNowhere = S.apply(Equal.self, S.maximum(line), S(-.infinity))
      return line.indices.map { position in
        let others = line.indices.filter { $0 != position }.map {
          S.apply(Gap.self, line[$0], line[position])
        }
        if others.isEmpty { return 0 }
        // What the others add to 1 may be far below 2⁻⁵³.
        let share = -S.softplus(others.count == 1 ? others[0] : S.logsumexp(others))
        return S.apply(If.self, isNowhere, S(.nan), share)
      }
    }
  }

  func compute(_ operands: [ArrayOperand], _ shape: Shape, into result: UnsafeMutablePointer<Double>) {
    let lines = ArrayLines(of: shape, each: axis)
    for line in 0..<lines.count {
      let elements = lines.elements(of: line, from: operands[0].start)
      let results = result + lines.start(of: line)
      let largest = Maximum.value(elements)
      if lines.length == 1 {
        results[0] = 0
        continue
      }
      // The largest one is e⁰ = 1, and what the others add to it may be far below 2⁻⁵³.
      var (others, isLargestSeen) = (0.0, false)
      for element in elements {
        if element == largest, !isLargestSeen {
          isLargestSeen = true
        } else {
          others += Exponential.value(element - largest)
        }
      }
      let rest = Double.log(onePlus: others)
      let ties = largest == .infinity ? elements.reduce(0) { $1 == largest ? $0 + 1 : $0 } : 1
      for position in 0..<lines.length {
        let element = elements[position]
        results[position * lines.step] =
          largest == .infinity
          ? (element == largest ? -Double.log(Double(ties)) : -.infinity) : (element - largest) - rest
      }
    }
  }

  func passAdjoint(_ backprop: inout ArrayBackprop) {
    let adjoint = backprop.fullAdjoint
    let sum = backprop.apply(.reduction(Reduction(.sum, each: axis)), adjoint)
    let shares = backprop.apply(.softmax(Softmax(each: axis)), backprop.operands[0])
    backprop.pass(adjoint - backprop.lineAdjoint(sum, each: axis) ⊙ shares, to: 0)
  }
}
