import CKernels
import RealModule

// The functions of a reciprocal and the reciprocals of functions. Wherever 1/x would be rounded next to a point at which
// that counts, another form of the same function is taken.

/// 1/cosh(x) = 2e/(1 + e²) with e = e^(−|x|), which is still a number where cosh is too large for one.
enum HyperbolicSecant: UnaryPrimitive {
  static let opcode = Opcode.sech
  static let name = "sech"
  static let parity: Parity? = .even
  static let summary = "1/cosh(x)"
  static let field = FunctionField.hyperbolic
  static let hands = "sech multiplies by minus its result and tanh(x)"
  static let shape = RealShape(.risingTo(0))
  static func definition<S: Number>(_ x: S) -> S? { 2 / (S.exp(x) + S.exp(-x)) }
  static func composed<S: Number>(with inner: Opcode, of x: S) -> S? {
    InverseSines.hyperbolic(inner, x).map { 1 / $0.cosine }
  }
  static let kernels: UnaryKernels? = .sech
  static func value(_ x: Double) -> Double { adrepl_sech(x) }
  static func partial<S: Number>(_ x: S, result: S) -> S { -(result * S.tanh(x)) }

  static func expansion(_ x: OneSided) -> OneSided {
    x.composed(Self.self) { _ in 1 / .cosh(x) }
  }
}

/// 1/sinh(x), and far out 2e/(1 − e²) with e = e^(−|x|), where the square counts nothing.
enum HyperbolicCosecant: UnaryPrimitive {
  static let opcode = Opcode.csch
  static let name = "csch"
  static let parity: Parity? = .odd
  static let summary = "1/sinh(x)"
  static let field = FunctionField.hyperbolic
  static let hands = "csch multiplies by minus its result and coth(x)"
  static let shape = RealShape(.falling, poles: .at([0]))
  static let samples: [ClosedRange<Double>] = [0.2...3]
  static func definition<S: Number>(_ x: S) -> S? { 2 / (S.exp(x) - S.exp(-x)) }
  static func composed<S: Number>(with inner: Opcode, of x: S) -> S? {
    InverseSines.hyperbolic(inner, x).map { 1 / $0.sine }
  }
  static func value(_ x: Double) -> Double {
    abs(x) < 20 ? 1 / .sinh(x) : (x < 0 ? -2 : 2) * .exp(-abs(x))
  }
  static func partial<S: Number>(_ x: S, result: S) -> S {
    -(result * S.apply(HyperbolicCotangent.self, x))
  }

  static func expansion(_ x: OneSided) -> OneSided {
    x.isOrdinary ? x.composed(Self.self) : 1 / .sinh(x)
  }
}

enum HyperbolicCotangent: UnaryPrimitive {
  static let opcode = Opcode.coth
  static let name = "coth"
  static let parity: Parity? = .odd
  static let summary = "1/tanh(x)"
  static let field = FunctionField.hyperbolic
  static let hands = "coth multiplies by -csch(x)^2"
  static let shape = RealShape(.falling, poles: .at([0]))
  static let samples = HyperbolicCosecant.samples
  static func definition<S: Number>(_ x: S) -> S? { (S.exp(x) + S.exp(-x)) / (S.exp(x) - S.exp(-x)) }
  static func composed<S: Number>(with inner: Opcode, of x: S) -> S? {
    InverseSines.hyperbolic(inner, x).map { $0.cosine / $0.sine }
  }
  static func value(_ x: Double) -> Double { 1 / .tanh(x) }
  // −1/sinh², not 1 − coth²: the difference is 0 from x = 19 on.
  static func partial<S: Number>(_ x: S, result: S) -> S {
    let cosecant = S.apply(HyperbolicCosecant.self, x)
    return -(cosecant * cosecant)
  }

  static func expansion(_ x: OneSided) -> OneSided {
    x.isOrdinary ? x.composed(Self.self) : 1 / .tanh(x)
  }
}

/// The angle of (±1, √(x² − 1)): acos(1/x), in which 1/x has lost what counts next to ±1.
enum ArcSecant: UnaryPrimitive {
  static let opcode = Opcode.asec
  static let name = "asec"
  static let summary = "the angle in [0, pi] whose secant is x"
  static let field = FunctionField.trigonometric
  static let hands = "asec divides by abs(x)*sqrt(x^2 - 1)"
  static let shape = RealShape(
    .rising, domain: .beyond(1, includesEnds: true), note: "vertical tangents at the ends")
  static let samples: [ClosedRange<Double>] = [1.05...9.0]
  static let example: [Double] = [2]
  static func definition<S: Number>(_ x: S) -> S? { S.acos(1 / x) }
  static func value(_ x: Double) -> Double { .atan2(y: Cathetus.value(x), x: x < 0 ? -1 : 1) }
  static func partial<S: Number>(_ x: S, result: S) -> S {
    1 / S.abs(x) / S.apply(Cathetus.self, x)
  }

  static let hasSingularities = true
  static func singularity(at x: Double) -> Singularity? { x.magnitude == 1 ? .verticalTangent : nil }

  static func expansion(_ x: OneSided) -> OneSided {
    let isOrdinary = Cathetus.expansion(x).isOrdinary
    return isOrdinary ? x.composed(Self.self) : ArcCosine.expansion(1 / x)
  }
}

/// √(x² − 1), by factors that are exact next to ±1 and do not overflow; the slopes of asec and acsc are made of it.
enum Cathetus: UnaryPrimitive {
  static let opcode = Opcode.cathetus
  static let name = "cathetus"
  static let notation = Notation.written("sqrt(x^2 - 1)")
  static let summary = "sqrt(x^2 - 1), accurate near 1 and -1"
  static let hands = "sqrt(x^2 - 1) multiplies by x over its result"
  static let accuracy = AccuracyBound(
    because:
      "far out, where it is nearly |x|, its second derivative is a difference of two that nearly cancel",
    beyondSecond: { abs($0[0]) > 2 })
  static let shape = RealShape(
    domain: .beyond(1, includesEnds: true), note: "vertical tangents at the ends")
  static let samples = ArcSecant.samples
  static let example: [Double] = [2]
  static func expanded<S: Number>(_ x: S) -> S? { S.sqrt(S.power(x, 2) - 1) }
  static func value(_ x: Double) -> Double { (abs(x) - 1).squareRoot() * (abs(x) + 1).squareRoot() }
  static func partial<S: Number>(_ x: S, result: S) -> S { x / result }

  static let hasSingularities = true
  static func singularity(at x: Double) -> Singularity? { ArcSecant.singularity(at: x) }

  static func expansion(_ x: OneSided) -> OneSided {
    .sqrt((x - 1) * (x + 1))
  }
}

/// asin(1/x) by the same triangle.
enum ArcCosecant: UnaryPrimitive {
  static let opcode = Opcode.acsc
  static let name = "acsc"
  static let summary = "the angle in [-pi/2, pi/2] whose cosecant is x"
  static let field = FunctionField.trigonometric
  static let hands = "acsc divides by -abs(x)*sqrt(x^2 - 1)"
  static let shape = RealShape(
    .falling, domain: .beyond(1, includesEnds: true), note: "vertical tangents at the ends")
  static let samples = ArcSecant.samples
  static let example: [Double] = [2]
  static func definition<S: Number>(_ x: S) -> S? { S.asin(1 / x) }
  static func value(_ x: Double) -> Double { .atan2(y: x < 0 ? -1 : 1, x: Cathetus.value(x)) }
  static func partial<S: Number>(_ x: S, result: S) -> S {
    -(1 / S.abs(x) / S.apply(Cathetus.self, x))
  }

  static let hasSingularities = true
  static func singularity(at x: Double) -> Singularity? { ArcSecant.singularity(at: x) }

  static func expansion(_ x: OneSided) -> OneSided {
    let isOrdinary = Cathetus.expansion(x).isOrdinary
    return isOrdinary ? x.composed(Self.self) : ArcSine.expansion(1 / x)
  }
}

/// atan(1/x), which jumps at 0, from −π/2 to π/2.
enum ArcCotangent: UnaryPrimitive {
  static let opcode = Opcode.acot
  static let name = "acot"
  static let summary = "atan(1/x), and pi/2 at 0, where it jumps"
  static let field = FunctionField.trigonometric
  static let hands = "acot divides by -(1 + x^2)"
  static func definition<S: Number>(_ x: S) -> S? { S.atan(1 / x) }
  static func value(_ x: Double) -> Double { x == 0 ? .pi / 2 : .atan(1 / x) }
  static func partial<S: Number>(_ x: S, result: S) -> S {
    let sine = 1 / S.hypot(1, x)
    return -(sine * sine)
  }

  static let hasSingularities = true
  static func singularity(at x: Double) -> Singularity? { x == 0 ? .jump : nil }

  static func expansion(_ x: OneSided) -> OneSided {
    if x.isOrdinary { return x.composed(Self.self) }
    return x.isZero ? .pi / 2 : ArcTangent.expansion(1 / x)
  }
}

/// asinh(√(1 − x²)/x): acosh(1/x), in which 1/x has lost what counts next to 1.
enum HyperbolicArcSecant: UnaryPrimitive {
  static let opcode = Opcode.asech
  static let name = "asech"
  static let summary = "the inverse of sech, from 0 up"
  static let field = FunctionField.hyperbolic
  static let hands = "asech divides by -x*sqrt(1 - x^2)"
  static let shape = RealShape(
    .falling, domain: .above(0, upTo: 1), poles: .at([0]), note: "vertical tangent at 1")
  static let accuracy = AccuracyBound(
    because: AccuracyBound.oppositeOverflows,
    beyondSecond: { $0[0] < 1e-150 })
  static let samples: [ClosedRange<Double>] = [0.05...0.95]
  static func definition<S: Number>(_ x: S) -> S? { S.apply(HyperbolicArcCosine.self, 1 / x) }
  static func value(_ x: Double) -> Double {
    if x < 0 { return .nan }
    let root = ((1 - x) * (1 + x)).squareRoot()
    // Where 1/x may be too large, 1 + √(1 − x²) is 2.
    return x < 0x1p-1000 ? ln2 - .log(x) : .asinh(root / x)
  }
  static func partial<S: Number>(_ x: S, result: S) -> S {
    // tanh(asech(x)) is √(1 − x²), exact near 1 and nothing outside the domain.
    -(1 / (x * S.tanh(result)))
  }

  static let hasSingularities = true
  static func singularity(at x: Double) -> Singularity? { x == 1 ? .verticalTangent : nil }

  static func expansion(_ x: OneSided) -> OneSided {
    let isOrdinary = x.isOrdinary && (1 - x).isOrdinary
    return isOrdinary ? x.composed(Self.self) : HyperbolicArcCosine.expansion(1 / x)
  }
}

/// asinh(1/x)
enum HyperbolicArcCosecant: UnaryPrimitive {
  static let opcode = Opcode.acsch
  static let name = "acsch"
  static let summary = "the inverse of csch"
  static let field = FunctionField.hyperbolic
  static let hands = "acsch divides by -abs(x)*sqrt(x^2 + 1)"
  static let shape = RealShape(.falling, poles: .at([0]))
  static let samples: [ClosedRange<Double>] = [0.2...3]
  static func definition<S: Number>(_ x: S) -> S? { S.apply(HyperbolicArcSine.self, 1 / x) }
  static func value(_ x: Double) -> Double {
    // Where 1/x may be too large, 1 + √(1 + x²) is 2.
    if x != 0, abs(x) < 0x1p-1000 { return (x < 0 ? -1 : 1) * (ln2 - .log(abs(x))) }
    return .asinh(1 / x)
  }
  static func partial<S: Number>(_ x: S, result: S) -> S { -(1 / S.abs(x) / S.hypot(1, x)) }

  static func expansion(_ x: OneSided) -> OneSided {
    x.isOrdinary ? x.composed(Self.self) : HyperbolicArcSine.expansion(1 / x)
  }
}

/// ½·log(1 + 2/(x − 1)): atanh(1/x), in which 1/x has lost what counts next to ±1.
enum HyperbolicArcCotangent: UnaryPrimitive {
  static let opcode = Opcode.acoth
  static let name = "acoth"
  static let summary = "the inverse of coth"
  static let field = FunctionField.hyperbolic
  static let hands = "acoth divides by 1 - x^2"
  static let shape = RealShape(.falling, domain: .beyond(1, includesEnds: false), poles: .at([-1, 1]))
  static let samples: [ClosedRange<Double>] = [1.05...9.0]
  static let example: [Double] = [2]
  static func definition<S: Number>(_ x: S) -> S? { S.apply(HyperbolicArcTangent.self, 1 / x) }
  static func value(_ x: Double) -> Double {
    let size = abs(x)
    if size < 1 { return .nan }
    let result = 0.5 * Double.log(onePlus: 2 / (size - 1))
    return x < 0 ? -result : result
  }
  static func partial<S: Number>(_ x: S, result: S) -> S {
    S.guarded(S.apply(HyperbolicArcCotangentDerivative.self, x), by: result)
  }

  static func expansion(_ x: OneSided) -> OneSided {
    let isOrdinary = ((x - 1) * (x + 1)).isOrdinary
    return isOrdinary ? x.composed(Self.self) : HyperbolicArcTangent.expansion(1 / x)
  }
}

/// 1/(1 − x²), by factors that are exact near ±1, one after the other, since their product overflows where this is not 0.
enum HyperbolicArcCotangentDerivative: UnaryPrimitive {
  static let opcode = Opcode.acothDerivative
  static let name = "acoth_derivative"
  static let notation = Notation.written("1/(1 - x^2)")
  static let summary = "1/(1 - x^2), the slope of acoth"
  static let hands = "the slope of acoth multiplies by 2x and its result squared"
  static let shape = RealShape(poles: .at([-1, 1]))
  static let samples = HyperbolicArcCotangent.samples
  static let example: [Double] = [2]
  static func expanded<S: Number>(_ x: S) -> S? { 1 / (1 - S.power(x, 2)) }
  static func value(_ x: Double) -> Double { 1 / (1 - x) / (1 + x) }
  static func partial<S: Number>(_ x: S, result: S) -> S { 2 * x * result * result }

  static func expansion(_ x: OneSided) -> OneSided {
    1 / ((1 - x) * (1 + x))
  }
}
