import RealModule

/// √(Σ x²), scaled by the largest operand so that no square overflows or underflows.
enum Hypotenuse: NaryPrimitive {
  static let opcode = Opcode.hypot
  static let name = "hypot"
  static let summary = "the Euclidean norm of all operands"
  static let field = FunctionField.aggregate
  static let hands = "hypot multiplies by each operand over its result"
  static let algebra = Algebra.norm
  static let replaces = [
    Replacement("sqrt(a^2 + b^2)", by: "hypot(a, b)", [.overflow, .slope], isVariadic: true)
  ]
  static let example: [Double] = [3, 4]
  static let minimumCount = 2

  static func value<Operands: RandomAccessCollection<Double>>(_ operands: Operands) -> Double {
    if operands.count == 2, let first = operands.first, let last = operands.last {
      return .hypot(first, last)
    }
    let largest = operands.reduce(0) { Swift.max($0, $1.magnitude) }
    guard largest > 0, largest.isFinite else {
      return operands.contains(where: \.isNaN) && largest.isFinite ? .nan : largest
    }
    // A power of two scales without rounding.
    let exponent = Swift.max(-1022, Swift.min(largest.exponent, 1022))
    let scale = Double(sign: .plus, exponent: -exponent, significand: 1)
    let squares = operands.reduce(0) { $0 + ($1 * scale) * ($1 * scale) }
    return squares.squareRoot() / scale
  }

  // x/h, and 0 at the kink where every operand is 0: the slope of the norm of x and the norm of the others. Of many operands
  // the others are not put together for each of them.
  static func partials<S: Number, Operands: RandomAccessCollection<S>>(
    _ operands: Operands, result: S, _ body: (Int, S) -> Void
  ) {
    if operands.count == 2, let x = operands.first, let y = operands.last {
      body(0, S.apply(NormSlope.self, x, y))
      body(1, S.apply(NormSlope.self, y, x))
      return
    }
    for (position, operand) in zip(0..<operands.count, operands) {
      if operands.count > mostRests {
        body(position, S.apply(StrongDivide.self, operand, result))
      } else {
        let others = zip(0..<operands.count, operands).filter { $0.0 != position }.map(\.1)
        let rest = others.count == 1 ? others[0] : S.apply(Hypotenuse.self, others)
        body(position, S.apply(NormSlope.self, operand, rest))
      }
    }
  }

  private static let mostRests = 8

  static let hasSingularities = true
  static func singularity<Operands: RandomAccessCollection<Double>>(
    at operands: Operands, result: Double
  ) -> Singularity? { result == 0 ? .kink : nil }

  static func expansion(_ operands: [OneSided]) -> OneSided {
    // Scaled by a power of two, so that no square underflows.
    let largest = operands.flatMap(\.terms).reduce(0) { Swift.max($0, abs($1.coefficient)) }
    guard largest > 0 else { return .sqrt(operands.map { $0 * $0 }.reduce(0, +)) }
    let exponent = Swift.max(-1000, Swift.min(largest.exponent, 1000))
    let scale = Double(sign: .plus, exponent: -exponent, significand: 1)
    let squares = operands.map { $0.scaled(by: scale) }.reduce(0) { $0 + $1 * $1 }
    return OneSided.sqrt(squares).scaled(by: 1 / scale)
  }
}

/// x/√(x² + y²), the slope of the norm by x.
///
/// As a function of its own it has slopes in which nothing cancels: by x it is y²/h³, where the rule for quotients would come
/// to 1/h − x²/h³.
enum NormSlope: BinaryPrimitive {
  static let opcode = Opcode.normSlope
  static let name = "norm_slope"
  static let notation = Notation.written("x/hypot(x, y)")
  static let summary = "x/hypot(x, y), the slope of hypot by x"
  static let hands =
    "the slope of hypot multiplies by y^2/hypot(x, y)^3 for x, and by -x*y/hypot(x, y)^3 for y"
  static let accuracy = AccuracyBound(
    because: AccuracyBound.oppositeOverflows,
    beyondSecond: { abs($0[0]) < 1e-150 && abs($0[1]) < 1e-150 })
  static let parameters = ["x", "y"]
  static let example: [Double] = [3, 4]

  static func expanded<S: Number>(_ x: S, _ y: S) -> S? {
    x / S.apply(Hypotenuse.self, Pair(first: x, second: y))
  }
  static func value(_ x: Double, _ y: Double) -> Double {
    if x.isInfinite {
      // On the way to infinity along the axis, or along the diagonal.
      return y.isNaN ? .nan : (y.isInfinite ? 0.5.squareRoot() : 1) * (x < 0 ? -1 : 1)
    }
    return StrongDivide.value(x, .hypot(x, y))
  }

  static func partialLeft<S: Number>(_ x: S, _ y: S, result: S) -> S {
    let other = S.apply(NormSlope.self, y, x)
    return S.apply(StrongDivide.self, other * other, S.hypot(x, y))
  }
  static func partialRight<S: Number>(_ x: S, _ y: S, result: S) -> S {
    -S.apply(StrongDivide.self, result * S.apply(NormSlope.self, y, x), S.hypot(x, y))
  }

  static let hasSingularities = true
  static func singularity(at x: Double, _ y: Double) -> Singularity? { x == 0 && y == 0 ? .jump : nil }

  static func expansion(_ x: OneSided, _ y: OneSided) -> OneSided {
    StrongDivide.expansion(x, Hypotenuse.expansion([x, y]))
  }
}

extension Number {
  /// √(a² + b²), without overflow on the way.
  public static func hypot(_ a: Self, _ b: Self) -> Self {
    apply(Hypotenuse.self, Pair(first: a, second: b))
  }
}
