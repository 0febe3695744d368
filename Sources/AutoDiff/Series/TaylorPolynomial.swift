package import Memory

/// The derivatives of a target up to some order, as the coefficients of its Taylor polynomial around a point:
///
///     z(x) ≈ Σ coefficients[k]·(x − center)ᵏ
///
/// The coefficient of the power k is the k-th derivative divided by k!.
public struct TaylorPolynomial: Sendable {
  /// The value of the input around which the polynomial stands.
  public let center: Double

  /// The coefficients, that of the power 0 first. At a kink the means of those on the two sides.
  public let coefficients: [Double]

  /// The coefficients for smaller and for larger values of the input, where they differ from each other or from the
  /// value at the point; a side on which the target is undefined does not count.
  public let sides: (left: [Double], right: [Double])?

  /// Whether it was not known on which side of an exceptional point some function is, as when its operand is x − x.
  package let isUndecided: Bool

  init(
    center: Double, coefficients: [Double], sides: (left: [Double], right: [Double])? = nil,
    isUndecided: Bool = false
  ) {
    (self.center, self.coefficients, self.sides, self.isUndecided) = (
      center, coefficients, sides, isUndecided
    )
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
  /// order 60 (`sinc`) and 1,000 (the Bessel functions): they are NaN. The result is nil if it takes
  /// more memory than `sizeLimit` numbers.
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
    let search = TaylorSearch(tape, slot, order: order, inputs: tape.inputs.map { cachedValue(of: $0) })
    return try search.polynomial(value: value, cancellation)
  }
}

/// The way to a Taylor polynomial: from the right, and at exceptional points from the left as well.
struct TaylorSearch {
  let tape: Tape
  let slot: Int
  let order: Int
  let inputs: [Double]

  init(_ tape: Tape, _ slot: Int, order: Int, inputs: [Double]) {
    (self.tape, self.slot, self.order, self.inputs) = (tape, slot, order, inputs)
  }

  func polynomial(value: Double, _ cancellation: Cancellation) throws(Interruption) -> TaylorPolynomial {
    let center = inputs[slot - tape.firstInput]
    var right = try side(1, cancellation)
    if !right.meetsSingularity {
      right.coefficients[0] = value
      return TaylorPolynomial(center: center, coefficients: right.coefficients)
    }
    var left = try side(-1, cancellation)
    for k in stride(from: 1, through: order, by: 2) { left.coefficients[k] = -left.coefficients[k] + 0 }
    // The function ends at a side outside its domain.
    if left.coefficients[0].isNaN { left = right }
    if right.coefficients[0].isNaN { right = left }
    let pairs = zip(left.coefficients, right.coefficients)
    var coefficients = pairs.map { $0 == $1 ? $0 : 0.5 * $0 + 0.5 * $1 }
    coefficients[0] = value
    let isSame = pairs.allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) }
    let isContinuous = isSame && (right.coefficients[0] == value || value.isNaN)
    return TaylorPolynomial(
      center: center, coefficients: coefficients,
      sides: isContinuous ? nil : (left.coefficients, right.coefficients),
      isUndecided: left.isOpen || right.isOpen)
  }

  /// The target on one side of the point.
  private struct Side {
    /// The coefficients by powers of the distance.
    var coefficients: [Double]
    var meetsSingularity: Bool
    var isOpen: Bool
  }

  private func side(_ direction: Double, _ cancellation: Cancellation) throws(Interruption) -> Side {
    var longer = order
    while true {
      var sweep = try SeriesSweep(tape, order: longer, varying: slot, cancellation)
      let coefficients = try sweep.run(inputs: inputs, direction: direction, cancellation)
      let encounters = sweep.encounters
      let known = coefficients.prefix(order + 1)
      // Roots of what begins with 0 lose powers, and a side may show in higher ones: some more to begin with help.
      let isEnough = !encounters.isOpen && (encounters.missing == 0 || !known.contains(where: \.isNaN))
      if isEnough || longer > 2 * order + 8 {
        return Side(
          coefficients: Array(known), meetsSingularity: encounters.singularity, isOpen: encounters.isOpen)
      }
      longer += max(2, encounters.missing, longer - order)
    }
  }
}
