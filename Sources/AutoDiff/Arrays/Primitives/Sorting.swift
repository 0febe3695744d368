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
