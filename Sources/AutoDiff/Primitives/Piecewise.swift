import RealModule

// Where a function has a kink or a jump, its partial is the mean of the one-sided derivatives: what a central
// difference tends to, and the only choice that stays right where kinks cancel, as in relu(x) − relu(−x).

enum AbsoluteValue: UnaryPrimitive {
  static let opcode = Opcode.abs
  static let name = "abs"
  static let parity: Parity? = .even
  static let summary = "the absolute value; at the kink the slope is 0"
  static let hands = "abs multiplies by the sign of x"
  static let shape = RealShape(.fallingTo(0))
  static let example: [Double] = [-3]
  static let secondOrderStructure = SecondOrderStructure.flat
  static let arrayKernels: UnaryKernels? = .abs
  static func value(_ x: Double) -> Double { x.magnitude }
  static func partial<S: Number>(_ x: S, result: S) -> S { S.side(of: x) }

  static let hasSingularities = true
  static func singularity(at x: Double) -> Singularity? { x == 0 ? .kink : nil }

  static func expansion(_ x: OneSided) -> OneSided {
    x.magnitude
  }
}

enum Sign: UnaryPrimitive {
  static let opcode = Opcode.sign
  static let name = "sign"
  static let summary = "-1, 0 or 1"
  static let hands = "sign is constant between its jumps: nothing is handed down"
  static let algebra = Algebra.step
  static let flatness = "is constant between its jumps"
  static let shape = RealShape(.rising)
  static let squared: StepSquare? = .one
  static let example: [Double] = [-3]
  static let secondOrderStructure = SecondOrderStructure.flat
  static func value(_ x: Double) -> Double { x > 0 ? 1 : (x < 0 ? -1 : x) }
  static func partial<S: Number>(_ x: S, result: S) -> S { S.guarded(0, by: result) }

  static let hasSingularities = true
  static func singularity(at x: Double) -> Singularity? { x == 0 ? .jump : nil }

  static func expansion(_ x: OneSided) -> OneSided {
    x.decided { OneSided(Double($0)) }
  }
}

enum Floor: UnaryPrimitive {
  static let opcode = Opcode.floor
  static let name = "floor"
  static let summary = "the largest whole number not above x"
  static let hands = "floor is constant between its jumps: nothing is handed down"
  static let algebra = Algebra.step
  static let flatness = "is constant between its jumps"
  static let shape = RealShape(.rising)
  static let example: [Double] = [2.7]
  static let secondOrderStructure = SecondOrderStructure.flat
  static func value(_ x: Double) -> Double { x.rounded(.down) }
  static func partial<S: Number>(_ x: S, result: S) -> S { S.guarded(0, by: result) }

  static let hasSingularities = true
  static func singularity(at x: Double) -> Singularity? { x.isWhole ? .jump : nil }

  // Beside a whole number the rest says on which side.
  static func expansion(_ x: OneSided) -> OneSided {
    switch x.place {
    case .failed(let failure): return OneSided(failure)
    case .infinite: return x + .oscillating(.constant, in: x.context)
    case .near(let center, let error, let rest):
      let nearest = center.rounded()
      guard abs(center - nearest) <= error else { return OneSided(center.rounded(.down)) }
      return rest.decided { OneSided($0 < 0 ? nearest - 1 : nearest) }.marked(error > 0)
    }
  }
}

enum Ceiling: UnaryPrimitive {
  static let opcode = Opcode.ceil
  static let name = "ceil"
  static let summary = "the smallest whole number not below x"
  static let hands = "ceil is constant between its jumps: nothing is handed down"
  static let algebra = Algebra.step
  static let flatness = "is constant between its jumps"
  static let shape = RealShape(.rising)
  static let example: [Double] = [2.7]
  static let secondOrderStructure = SecondOrderStructure.flat
  static func value(_ x: Double) -> Double { x.rounded(.up) }
  static func partial<S: Number>(_ x: S, result: S) -> S { S.guarded(0, by: result) }

  static let hasSingularities = true
  static func singularity(at x: Double) -> Singularity? { x.isWhole ? .jump : nil }

  static func expansion(_ x: OneSided) -> OneSided {
    -Floor.expansion(-x)
  }
}

enum Round: UnaryPrimitive {
  static let opcode = Opcode.round
  static let name = "round"
  static let summary = "the nearest whole number, halves away from zero"
  static let hands = "round is constant between its jumps: nothing is handed down"
  static let algebra = Algebra.step
  static let flatness = "is constant between its jumps"
  static let shape = RealShape(.rising)
  static let example: [Double] = [2.7]
  static let secondOrderStructure = SecondOrderStructure.flat
  static func value(_ x: Double) -> Double { x.rounded(.toNearestOrAwayFromZero) }
  static func partial<S: Number>(_ x: S, result: S) -> S { S.guarded(0, by: result) }

  static let hasSingularities = true
  static func singularity(at x: Double) -> Singularity? { x.isHalf ? .jump : nil }

  static func expansion(_ x: OneSided) -> OneSided {
    x.decided { $0 < 0 ? -Floor.expansion(0.5 - x) : Floor.expansion(x + 0.5) }
  }
}

enum Truncate: UnaryPrimitive {
  static let opcode = Opcode.trunc
  static let name = "trunc"
  static let summary = "x without its fraction"
  static let hands = "trunc is constant between its jumps: nothing is handed down"
  static let algebra = Algebra.step
  static let flatness = "is constant between its jumps"
  static let shape = RealShape(.rising)
  static let example: [Double] = [2.7]
  static let secondOrderStructure = SecondOrderStructure.flat
  static func value(_ x: Double) -> Double { x.rounded(.towardZero) }
  static func partial<S: Number>(_ x: S, result: S) -> S { S.guarded(0, by: result) }

  static let hasSingularities = true
  static func singularity(at x: Double) -> Singularity? { x.isWhole && x != 0 ? .jump : nil }

  static func expansion(_ x: OneSided) -> OneSided {
    x.decided { $0 < 0 ? -Floor.expansion(-x) : Floor.expansion(x) }
  }
}

/// x − y·⌊x/y⌋, computed from the exact remainder.
enum Modulo: BinaryPrimitive {
  static let opcode = Opcode.mod
  static let name = "mod"
  static let summary = "x - y*floor(x/y), which has the sign of y"
  static let hands = "mod hands its adjoint to x, and to y minus as many times as y goes into x"
  static let example: [Double] = [7, 3]
  static let secondOrderStructure = SecondOrderStructure.flat
  static let parameters = ["x", "y"]
  static let domain = "y not 0"
  static let samples: [ClosedRange<Double>] = [-3...3, 0.7...2.0]

  static func definition<S: Number>(_ a: S, _ b: S) -> S? { a - b * S.apply(Floor.self, a / b) }
  static func value(_ x: Double, _ y: Double) -> Double {
    let remainder = x.truncatingRemainder(dividingBy: y)
    return remainder != 0 && (remainder < 0) != (y < 0) ? remainder + y : remainder
  }

  static func partialLeft<S: Number>(_ x: S, _ y: S, result: S) -> S { S.guarded(1, by: result) }
  static func partialRight<S: Number>(_ x: S, _ y: S, result: S) -> S {
    S.apply(Round.self, (result - x) / y)
  }

  static let hasSingularities = true
  static func singularity(at x: Double, _ y: Double) -> Singularity? { value(x, y) == 0 ? .jump : nil }

  // Where the quotient tends to a whole number n, x − n·y says on which side of it x is: there terms cancel that a
  // quotient only bounds.
  static func expansion(_ x: OneSided, _ y: OneSided) -> OneSided {
    // Of two numbers that are known the remainder is exact.
    if let left = x.constantValue, let right = y.constantValue, left.error == 0, right.error == 0 {
      return OneSided(value(left.coefficient, right.coefficient), error: 0)
    }
    let quotient = x / y
    guard case .near(let center, let error, _) = quotient.place, abs(center - center.rounded()) <= error
    else {
      return x - y * Floor.expansion(quotient)
    }
    let rest = x - y * OneSided(center.rounded())
    return y.decided { sign in rest.decided { $0 == 0 || $0 == sign ? rest : rest + y } }.marked(error > 0)
  }
}

/// x − y·trunc(x/y), the exact remainder.
enum Remainder: BinaryPrimitive {
  static let opcode = Opcode.rem
  static let name = "rem"
  static let summary = "x - y*trunc(x/y), which has the sign of x"
  static let hands = "rem hands its adjoint to x, and to y minus as many times as y goes into x"
  static let example: [Double] = [-7, 3]
  static let secondOrderStructure = SecondOrderStructure.flat
  static let parameters = ["x", "y"]
  static let domain = Modulo.domain
  static let samples = Modulo.samples

  static func definition<S: Number>(_ a: S, _ b: S) -> S? { a - b * S.apply(Truncate.self, a / b) }
  static func value(_ x: Double, _ y: Double) -> Double { x.truncatingRemainder(dividingBy: y) }

  static func partialLeft<S: Number>(_ x: S, _ y: S, result: S) -> S { S.guarded(1, by: result) }
  static func partialRight<S: Number>(_ x: S, _ y: S, result: S) -> S {
    S.apply(Round.self, (result - x) / y)
  }

  // At 0 it is x.
  static let hasSingularities = true
  static func singularity(at x: Double, _ y: Double) -> Singularity? {
    x != 0 && value(x, y) == 0 ? .jump : nil
  }

  static func expansion(_ x: OneSided, _ y: OneSided) -> OneSided {
    y.decided { second in
      if second == 0 { return OneSided(.undefined) }
      let size = second < 0 ? -y : y
      return x.decided { $0 < 0 ? -Modulo.expansion(-x, size) : Modulo.expansion(x, size) }
    }
  }
}

enum Clamp: TernaryPrimitive {
  static let opcode = Opcode.clamp
  static let name = "clamp"
  static let summary = "x, but not below low and not above high"
  static let hands = "clamp routes its adjoint to the operand that it lets through"
  static let algebra = Algebra.choice(.clamp)
  static let example: [Double] = [1.5, 0, 1]
  static let secondOrderStructure = SecondOrderStructure.flat
  static let parameters = ["x", "low", "high"]
  static let domain = "low ≤ high"
  static let samples: [ClosedRange<Double>] = [-3...3, -2...(-1), 1...2]

  static func definition<S: Number>(_ a: S, _ b: S, _ c: S) -> S? { S.minimum([S.maximum([a, b]), c]) }
  static func value(_ x: Double, _ low: Double, _ high: Double) -> Double {
    if x.isNaN || low.isNaN || high.isNaN { return .nan }
    return min(max(x, low), high)
  }

  // Those of min(max(x, low), high), with steps that are ½ on the boundary: the value is high where low is above it.
  static func partials<S: Number>(_ x: S, _ low: S, _ high: S, result: S) -> (S, S, S) {
    let ofX = S.above(x, low) - S.above(x, S.maximum(Pair(first: low, second: high)))
    let ofHigh = S.above(S.maximum(Pair(first: x, second: low)), high)
    return (ofX, 1 - ofX - ofHigh, ofHigh)
  }

  static let hasSingularities = true
  static func singularity(at x: Double, _ low: Double, _ high: Double) -> Singularity? {
    if low < high { return x == low || x == high ? .kink : nil }
    return low == high && x <= low ? .kink : nil
  }

  static func expansion(_ x: OneSided, _ low: OneSided, _ high: OneSided) -> OneSided {
    .extreme(.extreme(x, low, isLargest: true), high, isLargest: false)
  }
}

/// The branch of `if(c, a, b)`: `a` where c is not 0, NaN where c is NaN.
enum If: TernaryPrimitive {
  static let opcode = Opcode.if
  static let name = "if"
  static let aliases = ["where"]
  static let summary = "a where c is not 0, else b"
  static let hands = "if routes its adjoint to the branch that is taken"
  static let algebra = Algebra.choice(.condition)
  static let flatness = "takes the other branch"
  static func relevantOperands(at operands: [Double]) -> [Int]? {
    operands[0].isNaN ? [0] : [operands[0] != 0 ? 1 : 2]
  }
  static let example: [Double] = [1, 2, 3]
  static let secondOrderStructure = SecondOrderStructure.flat
  static let parameters = ["c", "a", "b"]
  static let samples: [ClosedRange<Double>] = [1...2, -3...3]
  static func value(_ c: Double, _ a: Double, _ b: Double) -> Double {
    c.isNaN ? c : (c != 0 ? a : b)
  }
  static func partials<S: Number>(_ c: S, _ a: S, _ b: S, result: S) -> (S, S, S) {
    // With a direction, c counts as 0 only where it stays 0.
    let truth = S.hasDirection ? S.guarded(1 - S.areTied(c, 0), by: c) : c
    return (S.guarded(0, by: c), S.apply(If.self, truth, 1, 0), S.apply(If.self, truth, 0, 1))
  }

  static let hasSingularities = true
  static func singularity(at c: Double, _ a: Double, _ b: Double) -> Singularity? { c == 0 ? .equality : nil }

  // Only the branch that is taken counts; where that is not known, both if they are the same.
  static func expansion(_ c: OneSided, _ a: OneSided, _ b: OneSided) -> OneSided {
    let chosen = c.decided { $0 != 0 ? a : b }
    guard c.failure != .undefined, chosen.failure == .undecided, (a - b).isZero else { return chosen }
    return a
  }
}

extension Double {
  /// Whether the number has no fraction. Those that are too large to have one do not count: nothing lies beside them.
  fileprivate var isWhole: Bool { magnitude < 0x1p52 && self == rounded(.down) }

  /// Whether the number lies in the middle between two whole ones.
  fileprivate var isHalf: Bool { magnitude < 0x1p52 && self - rounded(.down) == 0.5 }
}

extension Number {
  /// The absolute value of `x`.
  public static func abs(_ x: Self) -> Self { apply(AbsoluteValue.self, x) }

  /// −1, 0 or 1.
  public static func sign(_ x: Self) -> Self { apply(Sign.self, x) }

  /// −1, 0 or 1, and where `x` is 0, the side on which its direction leads, if the number has one.
  static func side(of x: Self) -> Self {
    hasDirection ? select(x, lessThan: 0, -1, select(0, lessThan: x, 1, x)) : sign(x)
  }

  /// 1 where `a` and `b` are equal and, if the number has a direction, stay so; else 0.
  static func areTied(_ a: Self, _ b: Self) -> Self {
    let equal = apply(Equal.self, a, b)
    return hasDirection ? select(a, lessThan: b, 0, select(b, lessThan: a, 0, equal)) : equal
  }

  /// `a` where `condition` is not 0, else `b`.
  public static func choose(_ condition: Self, _ a: Self, _ b: Self) -> Self {
    apply(If.self, condition, a, b)
  }
}
