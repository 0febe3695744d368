import RealModule

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

/// 1 at the largest (or smallest) element of each line and 0 elsewhere, ½ at each of several: the slope of the extreme.
package struct Extremes: LineOperation {
  let isLargest: Bool
  let axis: Axis?
  var notation: ArrayNotation { .call(isLargest ? "ismax" : "ismin", each: axis) }
  let hands = "which one is the extreme does not change with the values"

  package init(isLargest: Bool, each axis: Axis?) { (self.isLargest, self.axis) = (isLargest, axis) }

  func shape(of operands: [Shape]) -> Shape? { OtherFactors(each: axis).shape(of: operands) }

  func elements<S: Number>(_ operands: [ArrayElements<S>], _ shape: Shape) -> [S] {
    eachLine(of: operands[0], axis) { line in
      if line.isEmpty { return line }
      let extreme = isLargest ? S.maximum(line) : S.minimum(line)
      let ties = line.map { S.apply(Equal.self, $0, extreme) }
      let share = S.apply(If.self, S.apply(Greater.self, S.sum(ties), 1), 0.5, 1)
      return zip(line, ties).map { element, isTied in
        S.apply(If.self, S.apply(Equal.self, element, element), isTied * share, S(.nan))
      }
    }
  }

  func compute(_ operands: [ArrayOperand], _ shape: Shape, into result: UnsafeMutablePointer<Double>) {
    let lines = ArrayLines(of: shape, each: axis)
    for line in 0..<lines.count {
      let start = lines.start(of: line)
      let elements = lines.elements(of: line, from: operands[0].start)
      let isBroken = elements.contains(where: \.isNaN)
      let extreme = elements.reduce(isLargest ? -.infinity : .infinity) {
        isLargest ? Swift.max($0, $1) : Swift.min($0, $1)
      }
      let ties = isBroken ? 0 : elements.reduce(0) { $1 == extreme ? $0 + 1 : $0 }
      for position in 0..<lines.length {
        let element = elements[position]
        result[start + position * lines.step] =
          element.isNaN ? .nan : isBroken || element != extreme ? 0 : ties > 1 ? 0.5 : 1
      }
    }
  }

  func passAdjoint(_ backprop: inout ArrayBackprop) {}
}

/// The elements of each line in ascending order.
package struct Sorted: LineOperation {
  let axis: Axis?
  var notation: ArrayNotation { .call("sort", each: axis) }
  let hands = "each element gets the adjoint of the place to which it was moved"

  package init(each axis: Axis?) { self.axis = axis }

  func elements<S: Number>(_ operands: [ArrayElements<S>], _ shape: Shape) -> [S] {
    // Neighbours change places until all are in order.
    eachLine(of: operands[0], axis) { line in
      var line = line
      for round in line.indices {
        for position in stride(from: round % 2, to: line.count - 1, by: 2) {
          let pair = [line[position], line[position + 1]]
          (line[position], line[position + 1]) = (S.minimum(pair), S.maximum(pair))
        }
      }
      return line
    }
  }

  func compute(_ operands: [ArrayOperand], _ shape: Shape, into result: UnsafeMutablePointer<Double>) {
    let sorted = eachLine(of: ArrayElements(shape, Array(operands[0].elements)), axis) { line in
      // Where one is no number, no place is known.
      line.count > 1 && line.contains(where: \.isNaN)
        ? [Double](repeating: .nan, count: line.count) : line.sorted()
    }
    for (position, element) in sorted.enumerated() { result[position] = element }
  }

  func passAdjoint(_ backprop: inout ArrayBackprop) {
    let back = SortedAlong(each: axis, isBack: true)
    backprop.pass(backprop.apply(.sortedAlong(back), backprop.fullAdjoint, backprop.operands[0]), to: 0)
  }
}

/// The first operand moved as sorting moves the second; or, `isBack`, moved back from there.
///
/// Among equal elements the lowest and the highest place belong to each of them by half, the mean of what holds on the two
/// sides of each, and those between to none.
package struct SortedAlong: LineOperation {
  let axis: Axis?
  let isBack: Bool
  var notation: ArrayNotation { .call(isBack ? "unsort" : "sort_along", each: axis) }
  let hands = "places are exchanged as they were by sorting"

  package init(each axis: Axis?, isBack: Bool) { (self.axis, self.isBack) = (axis, isBack) }

  func elements<S: Number>(_ operands: [ArrayElements<S>], _ shape: Shape) -> [S] {
    let lines = ArrayLines(of: shape, each: axis)
    var results = operands[0].elements
    for line in 0..<lines.count {
      let (moved, keys) = (
        lines.elements(of: line, in: operands[0].elements), lines.elements(of: line, in: operands[1].elements)
      )
      let isKnown = S.apply(
        Equal.self, S.sum(keys.map { S.apply(Equal.self, $0, $0) }), S(Double(keys.count)))
      let ranks = keys.map { key in
        (
          lowest: S.sum(keys.map { S.apply(Less.self, $0, key) }),
          ties: S.sum(keys.map { S.apply(Equal.self, $0, key) })
        )
      }
      func weight(_ element: Int, at place: Int) -> S {
        let (lowest, ties) = ranks[element]
        return 0.5
          * (S.apply(Equal.self, lowest, S(Double(place)))
            + S.apply(Equal.self, lowest + ties - 1, S(Double(place))))
      }
      for position in 0..<lines.length {
        let terms = (0..<lines.length).map { other in
          isBack ? weight(position, at: other) ⊙ moved[other] : weight(other, at: position) ⊙ moved[other]
        }
        results[lines.start(of: line) + position * lines.step] = S.apply(
          If.self, isKnown, S.sum(terms), S(.nan))
      }
    }
    return results
  }

  func compute(_ operands: [ArrayOperand], _ shape: Shape, into result: UnsafeMutablePointer<Double>) {
    let lines = ArrayLines(of: shape, each: axis)
    for line in 0..<lines.count {
      let keys = lines.elements(of: line, from: operands[1].start)
      let moved = lines.elements(of: line, from: operands[0].start)
      let results = result + lines.start(of: line)
      if keys.contains(where: \.isNaN) {
        for position in keys.indices { results[position * lines.step] = .nan }
        continue
      }
      let order = keys.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
      for position in keys.indices { results[position * lines.step] = 0 }
      var first = 0
      while first < order.count {
        var last = first
        while last + 1 < order.count, keys[order[last + 1]] == keys[order[first]] { last += 1 }
        for element in order[first...last] {
          if isBack {
            results[element * lines.step] =
              first == last ? moved[first] : 0.5 * moved[first] + 0.5 * moved[last]
          } else if first == last {
            results[first * lines.step] = moved[element]
          } else {
            results[first * lines.step] += 0.5 * moved[element]
            results[last * lines.step] += 0.5 * moved[element]
          }
        }
        first = last + 1
      }
    }
  }

  func passAdjoint(_ backprop: inout ArrayBackprop) {
    let other = SortedAlong(each: axis, isBack: !isBack)
    backprop.pass(backprop.apply(.sortedAlong(other), backprop.fullAdjoint, backprop.operands[1]), to: 0)
  }
}
