import RealModule

/// W₀, the inverse of w·e^w for w ≥ −1.
enum LambertW: UnaryPrimitive {
  static let opcode = Opcode.lambertw
  static let name = "lambertw"
  static let summary = "Lambert's W, the w with w*exp(w) = x, from -1 up"
  static let field = FunctionField.zeta
  static let hands = "lambertw divides by x + exp(w), w being its result"
  static let shape = RealShape(.rising, domain: .from(LambertBranch.branchPoint))
  static let example: [Double] = [1]
  static let samples: [ClosedRange<Double>] = [-0.3...9.0]
  static func value(_ x: Double) -> Double { LambertBranch.principal(x).w }
  static func partial<S: Number>(_ x: S, result: S) -> S { S.apply(LambertWDerivative.self, x) }

  static let hasSingularities = true
  static func singularity(at x: Double) -> Singularity? {
    x == LambertBranch.branchPoint ? .verticalTangent : nil
  }

  static func expansion(_ x: OneSided) -> OneSided {
    LambertBranch.expansion(x, isLower: false) ?? x.composed(Self.self)
  }
}

/// W₀′ = 1/(x + e^W) = e^(−W)/(1 + W).
enum LambertWDerivative: UnaryPrimitive {
  static let opcode = Opcode.lambertwDerivative
  static let name = "lambertw_derivative"
  static let notation = Notation.written("1/(x + exp(lambertw(x)))")
  static let summary = "the derivative of lambertw"
  static let hands =
    "1/(x + exp(w)) multiplies by the square of its result and x times its result minus 2"
  static let shape = RealShape(
    .falling, domain: .above(LambertBranch.branchPoint), poles: .at([LambertBranch.branchPoint]))
  static let accuracy = AccuracyBound(partial: 8, because: ofProducts)
  static let example: [Double] = [1]
  static let samples = LambertW.samples
  static func expanded<S: Number>(_ x: S) -> S? { 1 / (x + S.exp(S.apply(LambertW.self, x))) }
  static func value(_ x: Double) -> Double { LambertBranch.principalSlope(x) }

  static let ofProducts = "the derivative has three factors of the value, each with its rounding"

  // Of y = 1/(x + e^W) the denominator has the slope 1 + e^W·W′, in which W′ is y itself, and so e^W·W′ = 1 − x·y.
  static func partial<S: Number>(_ x: S, result: S) -> S { result * (result * (x ⊙ result - 2)) }

  static func expansion(_ x: OneSided) -> OneSided {
    LambertBranch.slopeExpansion(x, isLower: false) ?? x.composed(Self.self)
  }
}

/// W₋₁, the inverse of w·e^w for w ≤ −1.
enum LambertWLower: UnaryPrimitive {
  static let opcode = Opcode.lambertwm1
  static let name = "lambertwm1"
  static let summary = "Lambert's W below -1: the w with w*exp(w) = x"
  static let field = FunctionField.zeta
  static let hands = "lambertwm1 divides by x + exp(w), w being its result"
  static let shape = RealShape(
    .falling, domain: .from(LambertBranch.branchPoint, below: 0), poles: .at([0]))
  static let accuracy = AccuracyBound(
    because: "the slope is beyond the range of doubles, and so is its derivative's sign, below 1e-305",
    beyondSecond: { abs($0[0]) < 1e-305 })
  static let example: [Double] = [-0.25]
  static let samples: [ClosedRange<Double>] = [-0.22...(-0.18)]
  static func value(_ x: Double) -> Double { LambertBranch.lower(x).w }
  static func partial<S: Number>(_ x: S, result: S) -> S { S.apply(LambertWLowerDerivative.self, x) }

  static let hasSingularities = true
  static func singularity(at x: Double) -> Singularity? { LambertW.singularity(at: x) }

  static func expansion(_ x: OneSided) -> OneSided {
    LambertBranch.expansion(x, isLower: true) ?? x.composed(Self.self) { _ in OneSided(.undefined) }
  }
}

/// W₋₁′ = 1/(x + e^W) = W/(x·(1 + W)).
enum LambertWLowerDerivative: UnaryPrimitive {
  static let opcode = Opcode.lambertwm1Derivative
  static let name = "lambertwm1_derivative"
  static let notation = Notation.written("1/(x + exp(lambertwm1(x)))")
  static let summary = "the derivative of lambertwm1"
  static let hands = LambertWDerivative.hands
  static let shape = RealShape(
    .risingTo(-0.2706705664732254), domain: .between(LambertBranch.branchPoint, 0),
    poles: .at([LambertBranch.branchPoint, 0]))
  static let accuracy = AccuracyBound(
    partial: 8, because: LambertWDerivative.ofProducts, beyondSecond: { abs($0[0]) < 1e-100 })
  static let example = LambertWLower.example
  static let samples = LambertWLower.samples
  static func expanded<S: Number>(_ x: S) -> S? { 1 / (x + S.exp(S.apply(LambertWLower.self, x))) }
  static func value(_ x: Double) -> Double { LambertBranch.lowerSlope(x) }

  // As of W₀′.
  static func partial<S: Number>(_ x: S, result: S) -> S { result * (result * (x * result - 2)) }

  static func expansion(_ x: OneSided) -> OneSided {
    LambertBranch.slopeExpansion(x, isLower: true) ?? x.composed(Self.self) { _ in OneSided(.undefined) }
  }
}

/// The branch of Lambert's W that is numbered 0 or −1, where its number is one like any other; of a constant it is ``LambertW``
/// or ``LambertWLower``.
enum LambertWOfBranch: BinaryPrimitive {
  static let opcode = Opcode.lambertwOfBranch
  static let name = "lambertw"
  static let summary = "Lambert's W on branch 0, from -1 up, or -1, below"
  static let field = FunctionField.zeta
  static let hands = "lambertw divides by x + exp(w), w being its result"
  static let example: [Double] = [-0.25, -1]
  static let branches: [Double: Opcode] = [0: LambertW.opcode, -1: LambertWLower.opcode]
  static let parameters = ["x", "k"]
  static let domain = "k = 0 and x ≥ -1/e, or k = -1 and -1/e ≤ x < 0"
  static let samples: [ClosedRange<Double>] = [-0.22...(-0.18), -1...(-1)]
  static func isPole(at operands: [Double]) -> Bool { operands == [0, -1] }

  static func value(_ x: Double, _ branch: Double) -> Double {
    switch branch {
    case 0: LambertW.value(x)
    case -1: LambertWLower.value(x)
    default: .nan
    }
  }

  static func partialLeft<S: Number>(_ x: S, _ branch: S, result: S) -> S {
    .select(
      branch, lessThan: -0.5, S.apply(LambertWLowerDerivative.self, x), S.apply(LambertWDerivative.self, x))
  }
  // There are only whole branches, and so no slope by their number.
  static let operandsWithoutDerivative = [1]
  static func partialRight<S: Number>(_ x: S, _ branch: S, result: S) -> S { .noDerivative(by: branch) }

  static let hasSingularities = true
  static func singularity(at x: Double, _ branch: Double) -> Singularity? { LambertW.singularity(at: x) }

  static func expansion(_ x: OneSided, _ branch: OneSided) -> OneSided {
    switch branch.constantValue?.coefficient ?? .nan {
    case 0: LambertW.expansion(x)
    case -1: LambertWLower.expansion(x)
    default: OneSided(.undefined)
    }
  }
}

extension LambertBranch {
  /// A branch at its ends: the branch point, 0 for the lower and ∞ for the upper one; nil elsewhere.
  static func expansion(_ x: OneSided, isLower: Bool) -> OneSided? {
    if let p = root(x, isLower) { return series(from: 0, p) }
    return isAtEnd(x, isLower) ? logarithmic(x, isLower) : nil
  }

  /// Its slope there: e^(−W)/(1 + W), or W/(x·(1 + W)).
  static func slopeExpansion(_ x: OneSided, isLower: Bool) -> OneSided? {
    if let p = root(x, isLower) { return (-series(from: 0, p)).exponential / series(from: 1, p) }
    guard isAtEnd(x, isLower) else { return nil }
    let w = logarithmic(x, isLower)
    return w / (x * (1 + w))
  }

  /// p = ±√(2(1 + e·x)) where x tends to −1/e. The double that is next to it stands for it.
  private static func root(_ x: OneSided, _ isLower: Bool) -> OneSided? {
    guard case .near(let center, let error, let rest) = x.place, abs(center - branchPoint) <= error else {
      return nil
    }
    let p = OneSided.sqrt(rest * .rounded(2 * 2.718281828459045)).placed(in: x.context)
    return isLower ? -p : p
  }

  /// W = −1 + Σ μₖ·pᵏ, or W + 1.
  private static func series(from first: Int, _ p: OneSided) -> OneSided {
    let constant = OneSided.Coefficient(first == 0 ? -1 : 0, 0)
    let others = coefficients.prefix(p.context?.termCount ?? 1).map {
      OneSided.Coefficient($0, $0.isShort ? 0 : 4 * $0.ulp)
    }
    return .composed([constant] + others, with: p)
  }

  private static func isAtEnd(_ x: OneSided, _ isLower: Bool) -> Bool {
    isLower ? x.isInfinitesimal && x.constantValue == nil : x.isInfinite
  }

  // From w·e^w = x follows w = log(x/w), which is solved by iteration: each round is right to a further power of 1/w. Below 0
  // the sign of both is changed.
  private static func logarithmic(_ x: OneSided, _ isLower: Bool) -> OneSided {
    let start = (isLower ? -x : x).logarithm
    var w = start
    for _ in 0..<(x.context?.termCount ?? 1) { w = start - (isLower ? -w : w).logarithm }
    return w
  }
}
