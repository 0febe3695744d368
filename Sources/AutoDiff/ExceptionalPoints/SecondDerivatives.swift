package import Memory

/// The second derivatives of a target at an exceptional point, and what is wrong with them.
package struct SecondDerivatives: Sendable {
  /// For pairs of inputs by which the rules cannot tell it, the derivative by the second of the partial by the first.
  var entries: [InputPair: Double] = [:]

  /// What is exceptional along single inputs, at order 2.
  package var points: [ExceptionalPoint] = []

  /// Pairs of which the partial by the first has two sides, as the second input leaves the point.
  package var sidedPartials: [SidedPartial] = []

  /// Pairs whose derivatives depend on the order.
  package var asymmetries: [(first: NodeID, second: NodeID, forth: Double, back: Double)] = []

  /// A direction in which the target bends otherwise than the entries say.
  package var misfit: DirectionalMisfit?

  struct InputPair: Hashable, Sendable {
    let first: NodeID
    let second: NodeID
  }

  /// The partial by an input, which has a kink or a jump along another one.
  package struct SidedPartial: Sendable {
    package let first: NodeID
    package let second: NodeID

    /// Whether the partial itself differs on the two sides; else its derivative does.
    package let isJump: Bool
    package let left: Double
    package let right: Double

    fileprivate init?(_ mixed: MixedDerivative, _ first: NodeID, _ second: NodeID) {
      guard mixed.kind == .kink || mixed.kind == .jump else { return nil }
      (self.first, self.second, isJump) = (first, second, mixed.kind == .jump)
      (left, right) =
        isJump
        ? (mixed.left.value.number, mixed.right.value.number)
        : (mixed.left.derivative.number, mixed.right.derivative.number)
    }
  }
}

/// A direction in which a target goes otherwise than its derivatives along the axes say, so that there is no derivative.
package struct DirectionalMisfit: Sendable {
  /// The direction, by its component for each input.
  package let direction: [(input: NodeID, component: Double)]

  /// The derivative of the target in this direction, on the right side.
  package let derivative: Double

  /// What the derivatives along the axes come to.
  package let expected: Double

  /// Which derivative it is.
  package let order: Int
}

extension ExceptionalPointSearch {
  /// The second derivatives by pairs of inputs of which at least one meets an exceptional node.
  ///
  /// Mixed ones are what they are by definition: the derivative along one input of the partial by another, with each of the
  /// two going either way. Eight sweeps for each pair.
  mutating func secondDerivatives(
    by inputs: [NodeID], pairs: [(NodeID, NodeID)], gradient: [NodeID: Double],
    ruled: (NodeID, NodeID) -> Double
  ) throws(Interruption) -> SecondDerivatives {
    var found = SecondDerivatives()
    let own = try answers(by: inputs, order: 2) { ruled($0, $0) }
    found.points = own.points
    for (input, derivative) in own.derivatives {
      found.entries[.init(first: input, second: input)] = derivative
    }
    var isComplete = true
    for (first, second) in pairs where first != second {
      guard concerns(first) || concerns(second) else {
        if let wide = try wideDerivative(by: first, second, ruled(first, second)) {
          found.entries[.init(first: first, second: second)] = wide
          found.entries[.init(first: second, second: first)] = wide
        }
        continue
      }
      guard hasTime else {
        isComplete = false
        break
      }
      let ways = (
        forth: try mixed(first, second, slope: gradient[first] ?? 0),
        back: try mixed(second, first, slope: gradient[second] ?? 0)
      )
      guard let way = ways.forth, let other = ways.back else {
        if let wide = try wideDerivative(by: first, second, ruled(first, second)) {
          found.entries[.init(first: first, second: second)] = wide
          found.entries[.init(first: second, second: first)] = wide
        }
        continue
      }
      let partials = [(way, first, second), (other, second, first)].compactMap(
        SecondDerivatives.SidedPartial.init)
      found.sidedPartials += partials.prefix(1)
      // One way there may be no partial to begin with, as by x at 0 of y·log(x).
      let forth = way.value.isNaN ? other.value : way.value
      let back = other.value.isNaN ? way.value : other.value
      let isSymmetric =
        forth.agrees(with: back) || (forth.isNaN && back.isNaN)
      if !isSymmetric { found.asymmetries.append((first, second, forth, back)) }
      let rule = ruled(first, second)
      if isSymmetric, rule.agrees(with: forth) { continue }
      found.entries[.init(first: first, second: second)] = forth
      found.entries[.init(first: second, second: first)] = back
    }
    guard isComplete, found.asymmetries.isEmpty, found.sidedPartials.isEmpty, found.points.isEmpty else {
      return found
    }
    found.misfit = try misfit(by: inputs, order: 2) { direction in
      var sum = 0.0
      for (first, a) in direction {
        for (second, b) in direction {
          let entry = found.entries[.init(first: first, second: second)] ?? ruled(first, second)
          sum += a * b * entry
        }
      }
      return sum
    }
    return found
  }

  /// The derivative along `second` of the partial by `first`; nil where doubles are too small for what comes up.
  ///
  /// The partial is that of both its sides, as a central difference finds it.
  private mutating func mixed(
    _ first: NodeID, _ second: NodeID, slope: Double
  ) throws(Interruption) -> MixedDerivative? {
    var sides: [SidedLimit] = []
    for sign in [-1.0, 1.0] {
      var partials: [SidedLimit] = []
      for other in [-1.0, 1.0] {
        guard let partial = try partial(by: (first, other), along: (second, sign)) else { return nil }
        partials.append(SidedLimit(partial, sign: sign, order: 1))
      }
      let side = SidedLimit(meanOf: partials[0], partials[1])
      if side.limits.contains(.overflow) { return nil }
      sides.append(side)
    }
    // Where there is no partial to begin with, it has no derivative.
    if slope.isNaN { return MixedDerivative(value: .nan, kind: nil, left: sides[0], right: sides[1]) }
    let (kind, value) = ExceptionalPoint.Kind.judged(sides[0], sides[1], value: slope)
    return MixedDerivative(value: value, kind: kind, left: sides[0], right: sides[1])
  }

  /// The partial beside the point, with as many terms as it takes; nil if that takes too long.
  private mutating func partial(
    by first: (input: NodeID, sign: Double), along second: (input: NodeID, sign: Double)
  ) throws(Interruption) -> OneSided? {
    guard let input = tape.slot(of: first.input), let moving = tape.slot(of: second.input) else { return nil }
    var found: OneSided?
    for context in contexts {
      count(2)
      let partial = try OneSidedSweep.partial(
        of: tape, values, by: (input, first.sign), along: (moving, second.sign), in: context, cancellation)
      found = partial
      if !partial.needsMoreTerms(order: 1) { break }
    }
    return found
  }
}

extension ExceptionalPointSearch {
  /// A direction in which the target goes otherwise than its derivatives along the axes say; nil where none is found.
  ///
  /// The direction is a generic one, of distinct primes: what holds along the axes and their diagonals by symmetry hardly
  /// holds there. That it fits proves nothing, as no line does.
  package mutating func misfit(
    by inputs: [NodeID], order: Int, expected: ([(input: NodeID, component: Double)]) -> Double
  ) throws(Interruption) -> DirectionalMisfit? {
    let concerned = inputs.filter { concerns($0) }
    guard concerned.count > 1 else { return nil }
    let generic = zip(concerned, Primes()).map { (input: $0, component: Double($1)) }
    guard let misfit = try misfit(along: generic, order, expected(generic)) else { return nil }
    // What is easier to read, if it shows the same.
    let diagonal = concerned.map { (input: $0, component: 1.0) }
    return try self.misfit(along: diagonal, order, expected(diagonal)) ?? misfit
  }

  private mutating func misfit(
    along direction: [(input: NodeID, component: Double)], _ order: Int, _ expected: Double
  ) throws(Interruption) -> DirectionalMisfit? {
    guard expected.isFinite, hasTime, let answer = try answer(along: direction, order: order) else {
      return nil
    }
    for side in [answer.right, answer.left] {
      let derivative = side.derivative
      if derivative == .undecided || derivative == .overflow || !side.isDefined { continue }
      if derivative.isSame(as: .number(expected), scale: direction.reduce(0) { max($0, abs($1.component)) }) {
        continue
      }
      return DirectionalMisfit(
        direction: direction, derivative: derivative.number, expected: expected, order: order)
    }
    return nil
  }
}

/// 2, 3, 5, 7, …
private struct Primes: Sequence, IteratorProtocol {
  private var known: [Int] = []

  mutating func next() -> Int? {
    var candidate = (known.last ?? 1) + 1
    while known.contains(where: { candidate % $0 == 0 }) { candidate += 1 }
    known.append(candidate)
    return candidate
  }
}

/// A mixed second derivative, with what the partial does on both sides of the point.
private struct MixedDerivative {
  let value: Double
  let kind: ExceptionalPoint.Kind?
  let left: SidedLimit
  let right: SidedLimit
}
