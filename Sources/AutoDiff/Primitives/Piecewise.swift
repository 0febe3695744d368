import RealModule

// Where a function has a kink or a jump, its partial is the mean of the one-sided derivatives: what a central
// difference tends to, and the only choice that stays right where kinks cancel, as in relu(x) − relu(−x).

enum AbsoluteValue: UnaryPrimitive {
  static let opcode = Opcode.abs
  static let name = "abs"
  static let summary = "the absolute value; its derivative at the kink is 0"
  static func value(_ x: Double) -> Double { x.magnitude }
  static func partial<S: Scalar>(_ x: S, result: S) -> S { S.sign(x) }
}

enum Sign: UnaryPrimitive {
  static let opcode = Opcode.sign
  static let name = "sign"
  static let summary = "-1, 0 or 1"
  static func value(_ x: Double) -> Double { x > 0 ? 1 : (x < 0 ? -1 : x) }
  static func partial<S: Scalar>(_ x: S, result: S) -> S { 0 }
}

enum Floor: UnaryPrimitive {
  static let opcode = Opcode.floor
  static let name = "floor"
  static let summary = "the largest whole number not above x"
  static func value(_ x: Double) -> Double { x.rounded(.down) }
  static func partial<S: Scalar>(_ x: S, result: S) -> S { 0 }
}

enum Ceiling: UnaryPrimitive {
  static let opcode = Opcode.ceil
  static let name = "ceil"
  static let summary = "the smallest whole number not below x"
  static func value(_ x: Double) -> Double { x.rounded(.up) }
  static func partial<S: Scalar>(_ x: S, result: S) -> S { 0 }
}

enum Round: UnaryPrimitive {
  static let opcode = Opcode.round
  static let name = "round"
  static let summary = "the nearest whole number, halves away from zero"
  static func value(_ x: Double) -> Double { x.rounded(.toNearestOrAwayFromZero) }
  static func partial<S: Scalar>(_ x: S, result: S) -> S { 0 }
}

enum Truncate: UnaryPrimitive {
  static let opcode = Opcode.trunc
  static let name = "trunc"
  static let summary = "x without its fraction"
  static func value(_ x: Double) -> Double { x.rounded(.towardZero) }
  static func partial<S: Scalar>(_ x: S, result: S) -> S { 0 }
}

/// x − y·⌊x/y⌋, computed from the exact remainder.
enum Modulo: BinaryPrimitive {
  static let opcode = Opcode.mod
  static let name = "mod"
  static let summary = "x - y*floor(x/y), which has the sign of y"
  static let parameters = ["x", "y"]
  static let domain = "y not 0"
  static let samples: [ClosedRange<Double>] = [-3...3, 0.7...2.0]

  static func value(_ x: Double, _ y: Double) -> Double {
    let remainder = x.truncatingRemainder(dividingBy: y)
    return remainder != 0 && (remainder < 0) != (y < 0) ? remainder + y : remainder
  }

  static func partialLeft<S: Scalar>(_ x: S, _ y: S, result: S) -> S { 1 }
  static func partialRight<S: Scalar>(_ x: S, _ y: S, result: S) -> S {
    S.apply(Round.self, (result - x) / y)
  }
}

enum Clamp: TernaryPrimitive {
  static let opcode = Opcode.clamp
  static let name = "clamp"
  static let summary = "x, but not below low and not above high"
  static let parameters = ["x", "low", "high"]
  static let domain = "low ≤ high"
  static let samples: [ClosedRange<Double>] = [-3...3, -2...(-1), 1...2]

  static func value(_ x: Double, _ low: Double, _ high: Double) -> Double {
    if x.isNaN || low.isNaN || high.isNaN { return .nan }
    return min(max(x, low), high)
  }

  // Steps that are ½ on the boundary: x inside, low where x is below it, high where x is above it.
  static func partials<S: Scalar>(_ x: S, _ low: S, _ high: S, result: S) -> (S, S, S) {
    let above = 0.5 * (1 + S.sign(x - high))
    let below = 0.5 * (1 + S.sign(low - x))
    return (1 - above - below, below, above)
  }
}

/// The branch of `if(c, a, b)`: `a` where c is not 0, NaN where c is NaN.
enum If: TernaryPrimitive {
  static let opcode = Opcode.if
  static let name = "if"
  static let aliases = ["where"]
  static let summary = "a where c is not 0, else b"
  static let parameters = ["c", "a", "b"]
  static let samples: [ClosedRange<Double>] = [1...2, -3...3]
  static func value(_ c: Double, _ a: Double, _ b: Double) -> Double {
    c.isNaN ? c : (c != 0 ? a : b)
  }
  static func partials<S: Scalar>(_ c: S, _ a: S, _ b: S, result: S) -> (S, S, S) {
    (0, S.apply(If.self, c, 1, 0), S.apply(If.self, c, 0, 1))
  }
}

extension Scalar {
  /// The absolute value of `x`.
  public static func abs(_ x: Self) -> Self { apply(AbsoluteValue.self, x) }

  /// −1, 0 or 1.
  public static func sign(_ x: Self) -> Self { apply(Sign.self, x) }

  /// `a` where `condition` is not 0, else `b`.
  public static func choose(_ condition: Self, _ a: Self, _ b: Self) -> Self {
    apply(If.self, condition, a, b)
  }
}
