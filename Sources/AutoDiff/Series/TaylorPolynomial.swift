package import Memory

/// A target's derivatives by one input up to some order, as the coefficients of its Taylor polynomial around a point:
///
///     z(x) ≈ Σ coefficients[k]·(x − center)ᵏ
///
/// The coefficient of the power k is the k-th derivative divided by k!.
public struct TaylorPolynomial: Sendable {
  /// The value of the input around which the polynomial stands.
  public let center: Double

  /// The coefficients, that of the power 0 first. At an exceptional point they are the derivatives there, divided by k!: at
  /// a kink the means of those on the two sides.
  public let coefficients: [Double]

  /// The coefficients for smaller and for larger values of the input, where they differ from each other or from the
  /// value at the point; a side on which the target is undefined, or no power series, does not count.
  public let sides: (left: [Double], right: [Double])?

  /// How the target goes on for smaller and for larger values of the input, where one of the two is no power series: with
  /// fractional or negative powers, or logarithms. nil for a side on which it is not defined or not known.
  package let expansions: (left: AsymptoticExpansion?, right: AsymptoticExpansion?)?

  init(
    center: Double, coefficients: [Double], sides: (left: [Double], right: [Double])? = nil,
    expansions: (left: AsymptoticExpansion?, right: AsymptoticExpansion?)? = nil
  ) {
    (self.center, self.coefficients, self.sides, self.expansions) = (center, coefficients, sides, expansions)
  }

  /// The polynomial's value at a point.
  public func value(at x: Double) -> Double {
    coefficients.reversed().reduce(0) { $0 * (x - center) + $1 }
  }
}

extension Graph {
  /// The Taylor polynomial of a target around an input's value.
  ///
  ///     let series = graph.taylorPolynomial(of: .exp(x), by: x, order: 3)  // x is 0
  ///     series?.coefficients  // [1, 1, 0.5, 0.16666666666666666]
  ///
  /// One forward sweep with power series: O(order²) for each operation, and not 2ᵒʳᵈᵉʳ, where derivatives of derivatives
  /// would be taken. For the gamma and Bessel functions and `sinc` it is O(order³), and there are no coefficients beyond
  /// order 10,000 (`sinc`): they are NaN. At an exceptional point two sweeps with one-sided
  /// series take its place, and at an infinity, where series are sums of infinities, the formulas of the derivatives. The result is nil if it takes more memory than `sizeLimit` numbers.
  public func taylorPolynomial(
    of target: Expression, by input: Expression, order: Int, sizeLimit: Int = 1 << 27
  ) -> TaylorPolynomial? {
    uninterrupted { (never) throws(Interruption) in
      try taylorPolynomial(of: target, by: input, order: order, sizeLimit: sizeLimit, never)
    }
  }

  package func taylorPolynomial(
    of target: Expression, by input: Expression, order: Int, sizeLimit: Int = 1 << 27,
    _ cancellation: Cancellation
  ) throws(Interruption) -> TaylorPolynomial? {
    precondition(order >= 0, "the order of a polynomial is not negative")
    let target = id(of: target)
    let center = try value(of: id(of: input), cancellation)
    let tape = try keptTape(for: [target], cancellation)
    let value = try value(of: target, cancellation)
    guard input.graph != nil, let slot = tape.slot(of: input.id) else {
      return TaylorPolynomial(
        center: center, coefficients: [value] + [Double](repeating: 0, count: order))
    }
    guard tape.slotCount <= sizeLimit / (order + 1) else { return nil }
    if center.isFinite, var search = try exceptionalPointSearch(of: target, cancellation),
      search.concerns(input.id),
      let polynomial = try search.taylorPolynomial(by: input.id, at: center, value: value, order: order)
    {
      return polynomial
    }
    if center.isInfinite {
      let coefficients = try tape.coefficients(
        byDerivativesOf: slot, at: tape.inputs.map { cachedValue(of: $0) }, order: order, cancellation)
      return TaylorPolynomial(center: center, coefficients: [value] + coefficients)
    }
    var sweep = try SeriesSweep(tape, order: order, varying: slot, cancellation)
    var coefficients = try sweep.run(inputs: tape.inputs.map { cachedValue(of: $0) }, cancellation)
    coefficients[0] = value
    return TaylorPolynomial(center: center, coefficients: coefficients)
  }
}

extension Tape {
  /// The coefficients from order 1 on, as the formulas of the derivatives give them: on a copy of the target in a graph of
  /// its own.
  fileprivate func coefficients(
    byDerivativesOf slot: Int, at point: [Double], order: Int, _ cancellation: Cancellation
  ) throws(Interruption) -> [Double] {
    if order == 0 { return [] }
    let copy = Graph()
    let inputs = point.map { copy.input($0) }
    let target = try values(at: inputs, cancellation)[targets[0]]
    let derivatives = try copy.symbolicDerivatives(
      of: target, by: inputs[slot - firstInput], orders: 1...order, cancellation)
    var factorial = 1.0
    return try derivatives.enumerated().map { (position, derivative) throws(Interruption) in
      factorial *= Double(position + 1)
      return try copy.value(of: copy.id(of: derivative), cancellation) / factorial
    }
  }
}

extension ExceptionalPointSearch {
  /// The polynomial from what the target does on both sides; nil where doubles are too small for what comes up.
  fileprivate mutating func taylorPolynomial(
    by input: NodeID, at center: Double, value: Double, order: Int
  ) throws(Interruption) -> TaylorPolynomial? {
    let (left, right) = (try beside(input, sign: -1, order), try beside(input, sign: 1, order))
    if left.failure == .overflow || right.failure == .overflow { return nil }
    let expansions = (left: AsymptoticExpansion(left), right: AsymptoticExpansion(right))
    var plain = (
      left: expansions.left?.coefficients(order: order), right: expansions.right?.coefficients(order: order)
    )
    for k in stride(from: 1, through: order, by: 2) { plain.left?[k].negate() }
    let isPlain =
      (plain.left != nil || left.failure == .undefined) && (plain.right != nil || right.failure == .undefined)
      && (plain.left ?? plain.right) != nil
    guard isPlain, let first = plain.left ?? plain.right, let second = plain.right ?? plain.left else {
      let coefficients = Self.derivatives(left, right, value: value, order: order)
      return TaylorPolynomial(center: center, coefficients: coefficients, expansions: expansions)
    }
    let pairs = zip(first, second).map {
      $0.agrees(with: $1) ? ($1, $1) : ($0, $1)
    }
    var coefficients = pairs.map { $0 == $1 ? $0 : 0.5 * $0 + 0.5 * $1 }
    let isContinuous =
      pairs.allSatisfy { $0 == $1 } && second[0].agrees(with: value)
    coefficients[0] = value
    return TaylorPolynomial(
      center: center, coefficients: coefficients.map { $0 + 0 },
      sides: isContinuous ? nil : (pairs.map { $0.0 + 0 }, pairs.map { $0.1 + 0 }))
  }

  /// The target on one side, to so many powers.
  private mutating func beside(
    _ input: NodeID, sign: Double, _ order: Int
  ) throws(Interruption) -> OneSided {
    guard let slot = tape.slot(of: input), let target = tape.targets.first else {
      return OneSided(.undecided)
    }
    var termCount = order + 2
    while true {
      let context = ExpansionContext(termCount: termCount)
      count(1)
      let sweep = try OneSidedSweep(tape, values, along: [(slot, sign)], in: context, cancellation)
      let series = sweep[target]
      if series.rough != nil { return series }
      let isEnough =
        series.failure != .needsMoreTerms && (series.smooth.map { $0.power.value > Double(order) } ?? true)
      if isEnough || termCount > 4 * order + 24 { return series }
      termCount *= 2
    }
  }

  /// The derivatives at the point, divided by the factorials of their orders.
  private static func derivatives(_ left: OneSided, _ right: OneSided, value: Double, order: Int) -> [Double]
  {
    var coefficients = [value]
    var factorial = 1.0
    for k in stride(from: 1, through: order, by: 1) {
      factorial *= Double(k)
      let (_, derivative) = ExceptionalPoint.Kind.judged(
        SidedLimit(left, sign: -1, order: k), SidedLimit(right, sign: 1, order: k), value: value)
      coefficients.append(derivative / factorial)
    }
    return coefficients
  }
}
