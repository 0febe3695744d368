import RealModule

/// −log of the share that softmax gives the right class, for each row of scores (or one vector of them) and its label from 1
/// on. Where the label numbers no column, NaN.
///
/// It is log(1 + Σ e^(zⱼ − z)), over all classes but the right one: nothing is lost where that is far ahead.
package struct CrossEntropy: ArrayPrimitive {
  let notation = ArrayNotation.call("cross_entropy")
  let hands = "each score gets its share, and the right class its share less 1"

  package init() {}

  func shape(of operands: [Shape]) -> Shape? {
    guard operands.count == 2, operands[0].columns > 0 else { return nil }
    let (scores, labels) = (operands[0], operands[1])
    switch scores.rank {
    case 1: return labels.isScalar ? .scalar : nil
    case 2: return labels == .vector(scores.rows) ? labels : nil
    default: return nil
    }
  }

  func elements<S: Number>(_ operands: [ArrayElements<S>], _ shape: Shape) -> [S] {
    labelledRows(operands).map { scores, label in
      choice(of: label, among: scores.count) { right in
        let others = scores.indices.filter { $0 != right }
        if others.isEmpty { return 0 }
        // logsumexp of the differences and 0, as softplus of the others' logsumexp.
        return S.softplus(
          others.count == 1
            ? S.apply(Gap.self, scores[others[0]], scores[right])
            : S.logsumexp(others.map { S.apply(Gap.self, scores[$0], scores[right]) }))
      }
    }
  }

  func compute(_ operands: [ArrayOperand], _ shape: Shape, into result: UnsafeMutablePointer<Double>) {
    let (scores, labels) = (operands[0], operands[1])
    let columns = scores.shape.columns
    for row in 0..<shape.count {
      let line = scores.start + row * columns
      guard let right = LabelNumber(labels.start[row], of: columns)?.position else {
        result[row] = .nan
        continue
      }
      var (largest, isBroken) = (-Double.infinity, false)
      for column in 0..<columns where column != right {
        let difference = Gap.value(line[column], line[right])
        isBroken = isBroken || difference.isNaN
        largest = Swift.max(largest, difference)
      }
      guard !isBroken, largest > -.infinity, largest < .infinity else {
        result[row] = isBroken ? .nan : largest < 0 ? 0 : .infinity
        continue
      }
      let top = Swift.max(largest, 0)
      var sum = 0.0
      for column in 0..<columns where column != right {
        sum += Exponential.value(Gap.value(line[column], line[right]) - top)
      }
      result[row] = top == 0 ? .log(onePlus: sum) : top + .log(sum + Exponential.value(-top))
    }
  }

  func passAdjoint(_ backprop: inout ArrayBackprop) {
    let slope = backprop.apply(
      .crossEntropySlope(CrossEntropySlope()), backprop.operands[0], backprop.operands[1])
    let adjoint = backprop.lineAdjoint(backprop.adjoint, each: backprop.shapes[0].rank == 2 ? .row : nil)
    backprop.pass(adjoint ⊙ slope, to: 0)
  }
}

/// The derivative of the cross-entropy by the scores: the shares of the classes, less 1 for the right one.
package struct CrossEntropySlope: ArrayPrimitive {
  let notation = ArrayNotation.call("cross_entropy_slope")
  let hands = "each score gets its adjoint less the mean adjoint, times its share"

  package init() {}

  func shape(of operands: [Shape]) -> Shape? {
    CrossEntropy().shape(of: operands) == nil ? nil : operands[0]
  }

  func elements<S: Number>(_ operands: [ArrayElements<S>], _ shape: Shape) -> [S] {
    labelledRows(operands).flatMap { scores, label in
      let shares = Softmax(each: nil).elements([ArrayElements(.vector(scores.count), scores)], shape)
      return scores.indices.map { column in
        choice(of: label, among: scores.count) { right in
          right == column ? -S.sum(shares.indices.filter { $0 != right }.map { shares[$0] }) : shares[column]
        }
      }
    }
  }

  func compute(_ operands: [ArrayOperand], _ shape: Shape, into result: UnsafeMutablePointer<Double>) {
    let (scores, labels) = (operands[0], operands[1])
    let columns = shape.columns
    Softmax(each: shape.rank == 2 ? .row : nil).compute([scores], shape, into: result)
    for row in 0..<shape.rows {
      let line = result + row * columns
      guard let right = LabelNumber(labels.start[row], of: columns)?.position else {
        line.update(repeating: .nan, count: columns)
        continue
      }
      // Of the others, so that nothing cancels.
      var others = 0.0
      for column in 0..<columns where column != right { others += line[column] }
      line[right] = -others
    }
  }

  func passAdjoint(_ backprop: inout ArrayBackprop) {
    let axis: Axis? = backprop.shapes[0].rank == 2 ? .row : nil
    let shares = backprop.apply(.softmax(Softmax(each: axis)), backprop.operands[0])
    Softmax.pass(shares, backprop.fullAdjoint, each: axis, &backprop)
  }
}

/// The scores of each row with its label.
private func labelledRows<S: Number>(_ operands: [ArrayElements<S>]) -> [([S], S)] {
  let lines = ArrayLines(of: operands[0].shape, each: operands[0].shape.rank == 2 ? .row : nil)
  return (0..<lines.count).map {
    (lines.elements(of: $0, in: operands[0].elements), operands[1].elements[$0])
  }
}

/// What the label chooses; NaN where it numbers none of so many classes. Nothing is differentiated by it.
private func choice<S: Number>(of label: S, among count: Int, _ result: (Int) -> S) -> S {
  if let known = knownValue(of: label) {
    return LabelNumber(known, of: count).map { result($0.position) } ?? S(.nan)
  }
  return (0..<count).reversed().reduce(S(.nan)) { chosen, position in
    S.apply(
      If.self, S.apply(Equal.self, S.apply(Detach.self, label), S(Double(position + 1))), result(position),
      chosen)
  }
}

/// A class that a label numbers, from 1 on.
private struct LabelNumber {
  /// Counted from 0.
  let position: Int

  init?(_ number: Double, of count: Int) {
    guard let whole = Int(exactly: number), whole >= 1, whole <= count else { return nil }
    position = whole - 1
  }
}
