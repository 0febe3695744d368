import RealModule

enum Negate: UnaryPrimitive {
  static let opcode = Opcode.negate
  static let name = "-"
  static let summary = "the number with its sign changed"
  static let hands = "a minus sign turns the adjoint round"
  static let algebra = Algebra.negation
  static let notation = Notation.prefix
  static let shape = RealShape(.falling)
  static let secondOrderStructure = SecondOrderStructure.flat
  static let arrayKernels: UnaryKernels? = .negate
  static func value(_ x: Double) -> Double { -x }
  static func partial<S: Number>(_ x: S, result: S) -> S { -1 }

  static func expansion(_ x: OneSided) -> OneSided {
    .negated(x)
  }
}

enum Add: BinaryPrimitive {
  static let opcode = Opcode.add
  static let name = "+"
  static let summary = "the sum"
  static let hands = "a sum hands its adjoint to both"
  static let algebra = Algebra.sum
  static let notation = Notation.infix(isTight: false)
  static let secondOrderStructure = SecondOrderStructure.flat
  static let isCommutative = true
  static let arrayKernel: BinaryKernel? = .add
  static func value(_ a: Double, _ b: Double) -> Double { a + b }
  static func partialLeft<S: Number>(_ a: S, _ b: S, result: S) -> S { 1 }
  static func partialRight<S: Number>(_ a: S, _ b: S, result: S) -> S { 1 }

  static func expansion(_ a: OneSided, _ b: OneSided) -> OneSided {
    .sum(a, b)
  }
}

enum Subtract: BinaryPrimitive {
  static let opcode = Opcode.subtract
  static let name = "-"
  static let summary = "the difference"
  static let hands =
    "a difference hands its adjoint to the first operand, and with the sign changed to the second"
  static let algebra = Algebra.difference
  static let notation = Notation.infix(isTight: false)
  static let secondOrderStructure = SecondOrderStructure.flat
  static let arrayKernel: BinaryKernel? = .subtract
  static func value(_ a: Double, _ b: Double) -> Double { a - b }
  static func partialLeft<S: Number>(_ a: S, _ b: S, result: S) -> S { 1 }
  static func partialRight<S: Number>(_ a: S, _ b: S, result: S) -> S { -1 }

  static func expansion(_ a: OneSided, _ b: OneSided) -> OneSided {
    .sum(a, .negated(b))
  }
}

/// The difference that is 0 between equal infinities; derivatives of sums of exponentials are made of it.
enum Gap: BinaryPrimitive {
  static let opcode = Opcode.gap
  static let name = "gap"
  static let notation = Notation.written("a - b")
  static let summary = "the difference, and 0 between equal infinities"
  static let hands = Subtract.hands
  static let algebra = Algebra.difference
  static let secondOrderStructure = SecondOrderStructure.flat
  static func value(_ a: Double, _ b: Double) -> Double { a == b ? 0 : a - b }
  static func partialLeft<S: Number>(_ a: S, _ b: S, result: S) -> S { 1 }
  static func partialRight<S: Number>(_ a: S, _ b: S, result: S) -> S { -1 }
  static func expansion(_ a: OneSided, _ b: OneSided) -> OneSided { Subtract.expansion(a, b) }
}

enum Multiply: BinaryPrimitive {
  static let opcode = Opcode.multiply
  static let name = "*"
  static let summary = "the product"
  static let hands = "a product swaps: each factor gets the other's value"
  static let algebra = Algebra.product(isStrong: false)
  static let notation = Notation.infix(isTight: true)
  static let flatness = "has a factor of 0"
  static let secondOrderStructure = SecondOrderStructure.mixed
  static let isCommutative = true
  static let arrayKernel: BinaryKernel? = .multiply
  static func value(_ a: Double, _ b: Double) -> Double { a * b }
  static func partialLeft<S: Number>(_ a: S, _ b: S, result: S) -> S { b }
  static func partialRight<S: Number>(_ a: S, _ b: S, result: S) -> S { a }

  static func expansion(_ a: OneSided, _ b: OneSided) -> OneSided {
    .product(a, b)
  }
}

/// The factor of the chain rule. People cannot type it: it comes into a graph with derivatives, and is written
/// as an ordinary product, from which it differs only where one factor is 0 and the other infinite or undefined.
enum StrongMultiply: BinaryPrimitive {
  static let opcode = Opcode.strongMultiply
  static let name = "strong_product"
  static let notation = Notation.written("a*b")
  static let summary = "the product in which 0 wins, even against infinity"
  static let hands = "a product swaps: each factor gets the other's value"
  static let algebra = Algebra.product(isStrong: true)
  static let symbol = "*"
  static let flatness = "has a factor of 0"
  static let secondOrderStructure = SecondOrderStructure.mixed
  static let isCommutative = true
  static let arrayKernel: BinaryKernel? = .strongMultiply
  static func value(_ a: Double, _ b: Double) -> Double { a ⊙ b }
  static func partialLeft<S: Number>(_ a: S, _ b: S, result: S) -> S { b }
  static func partialRight<S: Number>(_ a: S, _ b: S, result: S) -> S { a }

  static func expansion(_ a: OneSided, _ b: OneSided) -> OneSided {
    a.isZero || b.isZero ? 0 : .product(a, b)
  }
}

enum Divide: BinaryPrimitive {
  static let opcode = Opcode.divide
  static let name = "/"
  static let summary = "the quotient"
  static let hands =
    "a quotient divides by the divisor, and for the divisor once more, times the negative result"
  static let algebra = Algebra.quotient(isStrong: false)
  static let notation = Notation.infix(isTight: true)
  static func isPole(at operands: [Double]) -> Bool { operands[1] == 0 }
  static let secondOrderStructure = SecondOrderStructure.linearInFirst
  static let domain = "divisor not 0"
  static let samples: [ClosedRange<Double>] = [-3...3, 0.5...4.0]
  static let arrayKernel: BinaryKernel? = .divide
  static func value(_ a: Double, _ b: Double) -> Double { a / b }
  static func partialLeft<S: Number>(_ a: S, _ b: S, result: S) -> S { 1 / b }
  // −(a/b)/b, not −a/b²: the square overflows and underflows where the derivative does not.
  static func partialRight<S: Number>(_ a: S, _ b: S, result: S) -> S { -(result / b) }

  static func expansion(_ a: OneSided, _ b: OneSided) -> OneSided {
    .quotient(a, b)
  }
}

/// The quotient in which a numerator of 0 wins; like ``StrongMultiply`` it comes with derivatives only.
enum StrongDivide: BinaryPrimitive {
  static let opcode = Opcode.strongDivide
  static let name = "strong_quotient"
  static let notation = Notation.written("a/b")
  static let summary = "the quotient in which a numerator of 0 wins, even against 0"
  static let hands =
    "a quotient divides by the divisor, and for the divisor once more, times the negative result"
  static let algebra = Algebra.quotient(isStrong: true)
  static let symbol = "/"
  static func isPole(at operands: [Double]) -> Bool { operands[1] == 0 }
  static let secondOrderStructure = SecondOrderStructure.linearInFirst
  static let domain = Divide.domain
  static let samples = Divide.samples
  static let arrayKernel: BinaryKernel? = .strongDivide
  static func value(_ a: Double, _ b: Double) -> Double { a == 0 ? 0 : a / b }
  static func partialLeft<S: Number>(_ a: S, _ b: S, result: S) -> S { 1 / b }
  static func partialRight<S: Number>(_ a: S, _ b: S, result: S) -> S {
    -S.apply(StrongDivide.self, result, b)
  }

  static func expansion(_ a: OneSided, _ b: OneSided) -> OneSided {
    a.isZero ? 0 : .quotient(a, b)
  }
}

/// Powers. Small whole exponents and ½ take the exact operation, everything else the C library's `pow`, which is
/// correct to less than one ulp and exact where the result is representable.
enum Power: BinaryPrimitive {
  static let opcode = Opcode.power
  static let name = "^"
  static let aliases = ["pow"]
  static let summary = "a to the power b; 0^0 is 1"
  static let hands =
    "a power multiplies by the exponent and the next lower power; the exponent gets the result times log of the base"
  static let algebra = Algebra.power
  static let notation = Notation.infix(isTight: true)
  static let accuracy = AccuracyBound.ofCLibrary
  static func isPole(at operands: [Double]) -> Bool { operands[0] == 0 }
  static let domain = "a > 0, or b a whole number"
  static let samples: [ClosedRange<Double>] = [0.2...3.0, -3...3]

  static func value(_ a: Double, _ b: Double) -> Double {
    if b == 2 { return a * a }
    if b == 1 { return a }
    if b == -1 { return 1 / a }
    if b == 3, abs(a) < 0x1p300 { return a * a * a }
    return CLibrary.pow(a, b)
  }

  // b·a^(b−1). The strong product keeps b = 0 at 0, where a^(−1) may be infinite.
  static func partialLeft<S: Number>(_ a: S, _ b: S, result: S) -> S { b ⊙ S.power(a, b - 1) }

  // a^b·log a. At a = 0 < b that is its limit 0; at (0, 0) it is −∞, from both sides: 0^b falls from ∞ over 1 to 0.
  static func partialRight<S: Number>(_ a: S, _ b: S, result: S) -> S { S.apply(XLogY.self, result, a) }

  static let hasSingularities = true
  static func singularity(at a: Double, _ b: Double) -> Singularity? {
    guard a == 0, b >= 0 else { return nil }
    if b == 0 { return .undefined }
    return b < 1 ? .verticalTangent : (b == b.rounded(.down) ? nil : .bend)
  }
  // Below 0 there are whole powers only.
  static func singularity(at a: Double, _ b: Double, secondVaries: Bool) -> Singularity? {
    singularity(at: a, b) ?? (secondVaries && a <= 0 ? .bend : nil)
  }

  static func expansion(_ a: OneSided, _ b: OneSided) -> OneSided {
    a.raised(to: b)
  }
}

enum SquareRoot: UnaryPrimitive {
  static let opcode = Opcode.sqrt
  static let name = "sqrt"
  static let summary = "the square root"
  static let hands = "a root divides by twice its result"
  static let algebra = Algebra.root(exponent: 0.5)
  static let shape = RealShape(.rising, domain: .from(0), note: "vertical tangent at 0")
  static let example: [Double] = [4]
  static let samples: [ClosedRange<Double>] = [0.1...9.0]
  static let arrayKernels: UnaryKernels? = .sqrt
  static func value(_ x: Double) -> Double { x.squareRoot() }
  static func partial<S: Number>(_ x: S, result: S) -> S { 0.5 / result }

  static let hasSingularities = true
  static func singularity(at x: Double) -> Singularity? { x == 0 ? .verticalTangent : nil }

  static func expansion(_ x: OneSided) -> OneSided {
    x.raised(to: Exponent(0.5))
  }
}

enum CubeRoot: UnaryPrimitive {
  static let opcode = Opcode.cbrt
  static let name = "cbrt"
  static let parity: Parity? = .odd
  static let summary = "the cube root, of negative numbers too"
  static let hands = "a cube root divides by three times the square of its result"
  static let algebra = Algebra.root(exponent: 1.0 / 3)
  static let shape = RealShape(.rising, note: "vertical tangent at 0")
  static let accuracy = AccuracyBound.ofCLibrary
  static let example: [Double] = [8]
  static let samples: [ClosedRange<Double>] = [0.1...9.0]
  static func value(_ x: Double) -> Double { .root(x, 3) }
  static func partial<S: Number>(_ x: S, result: S) -> S { 1 / (3 * result * result) }

  static let hasSingularities = true
  static func singularity(at x: Double) -> Singularity? { x == 0 ? .verticalTangent : nil }

  static func expansion(_ x: OneSided) -> OneSided {
    let third = Exponent(1.0 / 3)
    return x.decided { $0 < 0 ? -(-x).raised(to: third) : x.raised(to: third) }
  }
}

/// The value with its derivative cut: what depends on an input only through `detach` is not connected to it.
enum Detach: UnaryPrimitive {
  static let opcode = Opcode.detach
  static let name = "detach"
  static let summary = "the value with its derivative cut"
  static let hands = "detach hands nothing down"
  static let shape = RealShape(.rising)
  static let example: [Double] = [3]
  static let secondOrderStructure = SecondOrderStructure.severed
  static func value(_ x: Double) -> Double { x }
  static func partial<S: Number>(_ x: S, result: S) -> S { 0 }

  // Along a series it stays what it is at the point.
  static func expansion(_ x: OneSided) -> OneSided {
    guard case .near(let value, let error, _) = x.place else { return OneSided(.undecided) }
    return OneSided(value, error: error)
  }
}

/// The first operand where the second is a number, NaN where it is not.
///
/// Outside a function's domain there is no derivative, though its formula may give one: 1/x is a number at −1,
/// where log is not. Derivatives carry the domain along through this primitive, which people cannot type and
/// which is written as its first operand alone.
enum Guard: BinaryPrimitive {
  static let opcode = Opcode.guarded
  static let name = "guarded"
  static let notation = Notation.written("a")
  static let summary = "the first operand, undefined where the second one is"
  static let hands = "a guard hands its adjoint to the first operand"
  static let algebra = Algebra.guarded
  static let secondOrderStructure = SecondOrderStructure.flat
  static let arrayKernel: BinaryKernel? = .guarded
  static func value(_ a: Double, _ b: Double) -> Double { b.isNaN ? b : a }
  static func partialLeft<S: Number>(_ a: S, _ b: S, result: S) -> S { S.guarded(1, by: b) }
  static func partialRight<S: Number>(_ a: S, _ b: S, result: S) -> S { 0 }

  static func expansion(_ a: OneSided, _ b: OneSided) -> OneSided {
    b.failure == .undefined ? b : a
  }
}

extension Number {
  /// The square root of `x`.
  public static func sqrt(_ x: Self) -> Self { apply(SquareRoot.self, x) }

  /// The real cube root of `x`.
  public static func cbrt(_ x: Self) -> Self { apply(CubeRoot.self, x) }

  /// `a` to the power `b`.
  public static func power(_ a: Self, _ b: Self) -> Self { apply(Power.self, a, b) }

  /// The value of `x`, taken as a constant when differentiating.
  public static func detach(_ x: Self) -> Self { apply(Detach.self, x) }

  /// `a`, or NaN where `witness` is NaN.
  static func guarded(_ a: Self, by witness: Self) -> Self { apply(Guard.self, a, witness) }
}
