import Memory

/// A point at which a target has no derivative of the ordinary kind along some inputs, with what there is instead.
///
/// Such a point is told only where the target feels it: relu(x) − relu(−x) is smooth at 0, though neither relu is.
package struct ExceptionalPoint: Sendable {
  /// What is exceptional.
  package let kind: Kind

  /// The nodes that it comes from, at most a few, ascending.
  package let nodes: [NodeID]

  /// For the inputs along which it is felt what the target does on both sides, and the derivative that is answered.
  package let sides: [Sides]

  /// Which derivative it is about.
  package let order: Int

  /// Whether several operands of a node are the largest there, or the smallest.
  package var isTie = false

  /// How many inputs were not looked at any more, since it would have taken long.
  package var unsearchedCount = 0

  /// What a target does along an input, or another direction.
  package struct Sides: Sendable {
    /// The input; nil for a direction in several.
    package let input: NodeID?
    package let left: SidedLimit
    package let right: SidedLimit

    /// The derivative that is answered: NaN where there is none, and ``Swift/Double/undecidedNumber`` where it is not known.
    package let derivative: Double
  }

  /// What there can be instead of a derivative.
  package enum Kind: Sendable, Equatable {
    /// The derivatives on the two sides differ.
    case kink

    /// The values on the two sides differ.
    case jump

    /// The value grows without limit.
    case pole

    /// The derivative grows without limit, to the same infinity on both sides.
    case verticalTangent

    /// The derivative grows without limit, to one infinity on the left and to the other on the right.
    case cusp

    /// The value at the point is another than the limit on both sides, or there is nothing but that value.
    case isolatedValue

    /// The function ends there, or a condition is about to change its answer.
    case boundary

    /// What happens there is not known.
    case undecided
  }
}

extension ExceptionalPoint.Kind {
  /// What the two sides of a value make of its derivative.
  ///
  /// The kind is nil where both sides and the value agree. The derivative is what both sides say; the mean of the two at a
  /// kink, which is what a central difference tends to; at a jump the one beside the value, the mean where the value is on
  /// neither side, and none where it is infinite; and that of the only side where the function ends.
  static func judged(
    _ left: SidedLimit, _ right: SidedLimit, value: Double
  ) -> (kind: ExceptionalPoint.Kind?, derivative: Double) {
    let own = SidedLimit.Limit.number(value)
    if left.value == .undecided || right.value == .undecided {
      return (.undecided, .undecidedNumber)
    }
    switch (left.isDefined, right.isDefined) {
    case (false, false): return (.isolatedValue, .nan)
    case (false, true): return end(right, own)
    case (true, false): return end(left, own)
    case (true, true): break
    }
    if left.derivative == .undecided || right.derivative == .undecided {
      return (.undecided, .undecidedNumber)
    }
    let (a, b) = (left.derivative.number, right.derivative.number)
    let isSame = left.derivative.isSame(as: right.derivative)
    let common = isSame ? mean(a, b) : .nan
    if left.value.number.isInfinite || right.value.number.isInfinite {
      return (.pole, common)
    }
    let (leftFits, rightFits) = (left.value.isSame(as: own), right.value.isSame(as: own))
    if !leftFits || !rightFits {
      let kind: ExceptionalPoint.Kind = left.value.isSame(as: right.value) ? .isolatedValue : .jump
      if isSame { return (kind, common) }
      if leftFits || rightFits { return (kind, leftFits ? a : b) }
      return (kind, value.isInfinite ? .nan : mean(a, b))
    }
    if isSame { return (common.isInfinite ? .verticalTangent : nil, common) }
    if a.isInfinite, b.isInfinite { return (.cusp, .nan) }
    return (a.isInfinite || b.isInfinite ? .verticalTangent : .kink, mean(a, b))
  }

  /// What the only side says.
  private static func end(
    _ side: SidedLimit, _ own: SidedLimit.Limit
  ) -> (kind: ExceptionalPoint.Kind?, derivative: Double) {
    let derivative = side.derivative.number
    if side.derivative == .undecided { return (.undecided, .undecidedNumber) }
    if side.value.number.isInfinite { return (.pole, derivative) }
    if !side.value.isSame(as: own) { return (.isolatedValue, derivative) }
    return (derivative.isInfinite ? .verticalTangent : .boundary, derivative)
  }

  /// The mean of two numbers that are not infinities of different signs.
  private static func mean(_ a: Double, _ b: Double) -> Double { a == b ? a : a / 2 + b / 2 }
}
