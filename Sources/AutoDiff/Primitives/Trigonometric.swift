import CKernels
import RealModule

enum Sine: UnaryPrimitive {
  static let opcode = Opcode.sin
  static let name = "sin"
  static let parity: Parity? = .odd
  static let summary = "the sine of x radians"
  static let field = FunctionField.trigonometric
  static let hands = "sin multiplies by cos(x)"
  static let shape = RealShape(.periodic(2 * .pi, greatestAt: .pi / 2, leastAt: -.pi / 2))
  static let accuracy = AccuracyBound(
    partial: 8, because: AccuracyBound.argumentReduction)
  static func composed<S: Number>(with inner: Opcode, of x: S) -> S? {
    InverseSines.circular(inner, x).map { $0.sine }
  }
  static let kernels: UnaryKernels? = .sine
  static func value(_ x: Double) -> Double { adrepl_sine(x) }
  static func partial<S: Number>(_ x: S, result: S) -> S { S.cos(x) }
  static let savesPartial = true
  static func valueAndPartial(_ x: Double) -> (value: Double, partial: Double) {
    let (sine, cosine) = Sine.sineAndCosine(x)
    return (sine, cosine)
  }

  static func expansion(_ x: OneSided) -> OneSided {
    x.composed(Self.self) { _ in .oscillating(.constant, in: x.context) }
  }
}

enum Cosine: UnaryPrimitive {
  static let opcode = Opcode.cos
  static let name = "cos"
  static let parity: Parity? = .even
  static let summary = "the cosine of x radians"
  static let field = FunctionField.trigonometric
  static let hands = "cos multiplies by -sin(x)"
  static let shape = RealShape(.periodic(2 * .pi, greatestAt: 0, leastAt: .pi))
  static let accuracy = AccuracyBound(
    value: 8, because: AccuracyBound.argumentReduction)
  static func composed<S: Number>(with inner: Opcode, of x: S) -> S? {
    InverseSines.circular(inner, x).map { $0.cosine }
  }
  static let kernels: UnaryKernels? = .cosine
  static func value(_ x: Double) -> Double { adrepl_cosine(x) }
  static func partial<S: Number>(_ x: S, result: S) -> S { -S.sin(x) }
  static let savesPartial = true
  static func valueAndPartial(_ x: Double) -> (value: Double, partial: Double) {
    let (sine, cosine) = Sine.sineAndCosine(x)
    return (cosine, -sine)
  }

  static func expansion(_ x: OneSided) -> OneSided {
    x.composed(Self.self) { _ in .oscillating(.constant, in: x.context) }
  }
}

enum Tangent: UnaryPrimitive {
  static let opcode = Opcode.tan
  static let name = "tan"
  static let parity: Parity? = .odd
  static let summary = "the tangent of x radians"
  static let field = FunctionField.trigonometric
  static let hands = "tan multiplies by 1 plus its result squared"
  static let shape = RealShape(.rising, poles: .multiples(of: .pi, plus: .pi / 2))
  static let accuracy = AccuracyBound(
    value: 14, partial: 26, isOfCLibrary: true, because: AccuracyBound.argumentReduction)
  static let samples: [ClosedRange<Double>] = [-1.4...1.4]
  static func definition<S: Number>(_ x: S) -> S? { S.sin(x) / S.cos(x) }
  static func composed<S: Number>(with inner: Opcode, of x: S) -> S? {
    InverseSines.circular(inner, x).map { $0.sine / $0.cosine }
  }
  static func value(_ x: Double) -> Double { .tan(x) }
  // 1/cos² = 1 + tan²: no cancellation, and the tangent is there already.
  static func partial<S: Number>(_ x: S, result: S) -> S { 1 + result * result }

  static func expansion(_ x: OneSided) -> OneSided {
    Cosine.expansion(x).isOrdinary ? x.composed(Self.self) : .sin(x) / .cos(x)
  }
}

enum Secant: UnaryPrimitive {
  static let opcode = Opcode.sec
  static let name = "sec"
  static let parity: Parity? = .even
  static let summary = "1/cos(x)"
  static let field = FunctionField.trigonometric
  static let hands = "sec multiplies by its result and tan(x)"
  static let shape = RealShape(poles: .multiples(of: .pi, plus: .pi / 2))
  static let accuracy = AccuracyBound(
    value: 13, partial: 25, because: AccuracyBound.argumentReduction)
  static let samples = Tangent.samples
  static func definition<S: Number>(_ x: S) -> S? { 1 / S.cos(x) }
  static func composed<S: Number>(with inner: Opcode, of x: S) -> S? {
    InverseSines.circular(inner, x).map { 1 / $0.cosine }
  }
  static func value(_ x: Double) -> Double { 1 / adrepl_cosine(x) }
  static func partial<S: Number>(_ x: S, result: S) -> S { result * S.tan(x) }

  static func expansion(_ x: OneSided) -> OneSided {
    Cosine.expansion(x).isOrdinary ? x.composed(Self.self) : 1 / .cos(x)
  }
}

enum Cosecant: UnaryPrimitive {
  static let opcode = Opcode.csc
  static let name = "csc"
  static let parity: Parity? = .odd
  static let summary = "1/sin(x)"
  static let field = FunctionField.trigonometric
  static let hands = "csc multiplies by minus its result and cot(x)"
  static let shape = RealShape(poles: .multiples(of: .pi, plus: 0))
  static let accuracy = AccuracyBound(
    partial: 8, because: AccuracyBound.argumentReduction)
  static let samples: [ClosedRange<Double>] = [0.2...2.9]
  static func definition<S: Number>(_ x: S) -> S? { 1 / S.sin(x) }
  static func composed<S: Number>(with inner: Opcode, of x: S) -> S? {
    InverseSines.circular(inner, x).map { 1 / $0.sine }
  }
  static func value(_ x: Double) -> Double { 1 / adrepl_sine(x) }
  static func partial<S: Number>(_ x: S, result: S) -> S { -(result * S.apply(Cotangent.self, x)) }

  static func expansion(_ x: OneSided) -> OneSided {
    Sine.expansion(x).isOrdinary ? x.composed(Self.self) : 1 / .sin(x)
  }
}

enum Cotangent: UnaryPrimitive {
  static let opcode = Opcode.cot
  static let name = "cot"
  static let parity: Parity? = .odd
  static let summary = "1/tan(x)"
  static let field = FunctionField.trigonometric
  static let hands = "cot multiplies by minus 1 minus its result squared"
  static let shape = RealShape(.falling, poles: .multiples(of: .pi, plus: 0))
  static let accuracy = AccuracyBound(
    value: 8, because: AccuracyBound.argumentReduction)
  static let samples = Cosecant.samples
  static func definition<S: Number>(_ x: S) -> S? { S.cos(x) / S.sin(x) }
  static func composed<S: Number>(with inner: Opcode, of x: S) -> S? {
    InverseSines.circular(inner, x).map { $0.cosine / $0.sine }
  }
  static func value(_ x: Double) -> Double { 1 / .tan(x) }
  static func partial<S: Number>(_ x: S, result: S) -> S { -(1 + result * result) }

  static func expansion(_ x: OneSided) -> OneSided {
    Sine.expansion(x).isOrdinary ? x.composed(Self.self) : .cos(x) / .sin(x)
  }
}

enum ArcSine: UnaryPrimitive {
  static let opcode = Opcode.asin
  static let name = "asin"
  static let parity: Parity? = .odd
  static let summary = "the angle in [-pi/2, pi/2] whose sine is x"
  static let field = FunctionField.trigonometric
  static let hands = "asin divides by sqrt(1 - x^2)"
  static let shape = RealShape(.rising, domain: .within(-1, 1), note: "vertical tangents at the ends")
  static let accuracy = AccuracyBound.ofCLibrary
  static let samples: [ClosedRange<Double>] = [-0.95...0.95]
  static func definition<S: Number>(_ x: S) -> S? { S.atan(x / S.sqrt(1 - x * x)) }
  static func value(_ x: Double) -> Double { .asin(x) }
  // (1 − x)(1 + x), not 1 − x²: the factors are exact near ±1, where the square loses every digit.
  static func partial<S: Number>(_ x: S, result: S) -> S { 1 / S.sqrt(S.oneMinusSquare(x)) }

  static let hasSingularities = true
  static func singularity(at x: Double) -> Singularity? { x.magnitude == 1 ? .verticalTangent : nil }

  // At the ends by the half angle: asin(1 − u) = π/2 − 2·asin √(u/2).
  static func expansion(_ x: OneSided) -> OneSided {
    for sign in [1.0, -1.0] {
      let u = 1 - x.scaled(by: sign)
      if u.isInfinitesimal { return (.pi / 2 - 2 * expansion(.sqrt(0.5 * u))).scaled(by: sign) }
    }
    return x.composed(Self.self) { _ in OneSided(.undefined) }
  }
}

enum ArcCosine: UnaryPrimitive {
  static let opcode = Opcode.acos
  static let name = "acos"
  static let summary = "the angle in [0, pi] whose cosine is x"
  static let field = FunctionField.trigonometric
  static let hands = "acos divides by -sqrt(1 - x^2)"
  static let shape = RealShape(.falling, domain: .within(-1, 1), note: "vertical tangents at the ends")
  static let accuracy = AccuracyBound.ofCLibrary
  static let samples = ArcSine.samples
  static func definition<S: Number>(_ x: S) -> S? { S(.pi) / 2 - S.atan(x / S.sqrt(1 - x * x)) }
  static func value(_ x: Double) -> Double { .acos(x) }
  static func partial<S: Number>(_ x: S, result: S) -> S { -(1 / S.sqrt(S.oneMinusSquare(x))) }

  static let hasSingularities = true
  static func singularity(at x: Double) -> Singularity? { x.magnitude == 1 ? .verticalTangent : nil }

  // At the ends by the half angle: acos(1 − u) = 2·asin √(u/2).
  static func expansion(_ x: OneSided) -> OneSided {
    let (below, above) = (1 - x, 1 + x)
    if below.isInfinitesimal { return 2 * ArcSine.expansion(.sqrt(0.5 * below)) }
    if above.isInfinitesimal { return .pi - 2 * ArcSine.expansion(.sqrt(0.5 * above)) }
    return x.composed(Self.self) { _ in OneSided(.undefined) }
  }
}

enum ArcTangent: UnaryPrimitive {
  static let opcode = Opcode.atan
  static let name = "atan"
  static let parity: Parity? = .odd
  static let summary = "the angle in (-pi/2, pi/2) whose tangent is x"
  static let field = FunctionField.trigonometric
  static let hands = "atan divides by 1 + x^2"
  static let shape = RealShape(.rising)
  static let accuracy = AccuracyBound.ofCLibrary
  static func value(_ x: Double) -> Double { .atan(x) }
  // 1/(1 + x²) as (1/hypot(1, x))²: the square of x may overflow where the derivative is still a number.
  static func partial<S: Number>(_ x: S, result: S) -> S {
    let cosine = 1 / S.hypot(1, x)
    return cosine * cosine
  }

  static func expansion(_ x: OneSided) -> OneSided {
    x.composed(Self.self) { OneSided.pi.scaled(by: 0.5 * Double($0)) - expansion(1 / x) }
  }
}

enum ArcTangent2: BinaryPrimitive {
  static let opcode = Opcode.atan2
  static let name = "atan2"
  static let summary = "the angle of the point (x, y)"
  static let field = FunctionField.trigonometric
  static let hands =
    "atan2 hands x/(x^2 + y^2) times its adjoint to y, and -y/(x^2 + y^2) times its adjoint to x"
  static let accuracy = AccuracyBound(
    isOfCLibrary: true,
    because: "a product underflows or overflows on the way where operands are below 1e-150",
    beyondSecond: { $0.contains { $0 != 0 && abs($0) < 1e-150 } })
  static let example: [Double] = [1, 2]
  static let parameters = ["y", "x"]
  static let domain = "not (0, 0)"
  static let samples: [ClosedRange<Double>] = [0.2...3.0, -3...3]
  static func value(_ y: Double, _ x: Double) -> Double { .atan2(y: y, x: x) }
  // x/h² and −y/h², divided twice by h = hypot(x, y): its square overflows and underflows.
  static func partialLeft<S: Number>(_ y: S, _ x: S, result: S) -> S {
    let h = S.hypot(x, y)
    return x / h / h
  }
  static func partialRight<S: Number>(_ y: S, _ x: S, result: S) -> S {
    let h = S.hypot(x, y)
    return -(y / h / h)
  }

  // Over the origin the angle jumps, and across the negative x axis too.
  static let hasSingularities = true
  static func singularity(at y: Double, _ x: Double) -> Singularity? {
    if y != 0 { return nil }
    return x == 0 ? .undefined : (x < 0 ? .jump : nil)
  }

  // By the quotient that does not grow, and where both are 0 there is nothing.
  static func expansion(_ y: OneSided, _ x: OneSided) -> OneSided {
    y.decided { vertical in
      x.decided { horizontal in
        if vertical == 0 {
          return horizontal == 0 ? OneSided(.undefined) : (horizontal > 0 ? 0 : .pi)
        }
        let quarter = OneSided.pi.scaled(by: 0.5 * Double(vertical))
        if horizontal == 0 { return quarter }
        let quotient = x / y
        if !quotient.isInfinite { return quarter - ArcTangent.expansion(quotient) }
        let angle = ArcTangent.expansion(y / x)
        return horizontal > 0 ? angle : angle + 2 * quarter
      }
    }
  }
}

/// 1 − x², of which the derivatives of the inverse functions are made.
///
/// Near ±1 the square has lost what counts, and the factors (1 − x)(1 + x) have not. As a function of its own it has the
/// derivative −2x; that of the factors, (1 − x) − (1 + x), has no digits of a small x.
enum OneMinusSquare: UnaryPrimitive {
  static let opcode = Opcode.oneMinusSquare
  static let name = "one_minus_square"
  static let notation = Notation.written("1 - x^2")
  static let summary = "1 - x^2, accurate near 1 and -1"
  static let hands = "1 - x^2 multiplies by -2x"
  static let shape = RealShape(.risingTo(0))
  static func expanded<S: Number>(_ x: S) -> S? { 1 - S.power(x, 2) }
  static func value(_ x: Double) -> Double { x.magnitude < 0.5 ? 1 - x * x : (1 - x) * (1 + x) }
  static func partial<S: Number>(_ x: S, result: S) -> S { -2 * x }

  static func expansion(_ x: OneSided) -> OneSided {
    (1 - x) * (1 + x)
  }
}

/// sin(πx), exact at the multiples of ½ whatever their size.
enum SinePi: UnaryPrimitive {
  static let opcode = Opcode.sinpi
  static let name = "sinpi"
  static let summary = "sin(pi*x), exact where x is a multiple of 1/2"
  static let field = FunctionField.trigonometric
  static let hands = "sinpi multiplies by pi and cospi(x)"
  static let shape = RealShape(.periodic(2, greatestAt: 0.5, leastAt: -0.5))

  static func definition<S: Number>(_ x: S) -> S? { S.sin(S(.pi) * x) }
  static func value(_ x: Double) -> Double {
    guard x.isFinite else { return .nan }
    // The remainder is exact and lies in [−1, 1]; folding at ±½ is exact as well.
    let r = x.remainder(dividingBy: 2)
    let magnitude = abs(r) > 0.5 ? 1 - abs(r) : abs(r)
    let result: Double = magnitude <= 0.25 ? .sin(.pi * magnitude) : .cos(.pi * (0.5 - magnitude))
    return r < 0 ? -result : result
  }

  static func partial<S: Number>(_ x: S, result: S) -> S { S(.pi) * S.apply(CosinePi.self, x) }

  static func expansion(_ x: OneSided) -> OneSided {
    x.composed(Self.self) { _ in .oscillating(.constant, in: x.context) }
  }
}

/// cos(πx), exact at the multiples of ½ whatever their size.
enum CosinePi: UnaryPrimitive {
  static let opcode = Opcode.cospi
  static let name = "cospi"
  static let summary = "cos(pi*x), exact where x is a multiple of 1/2"
  static let field = FunctionField.trigonometric
  static let hands = "cospi multiplies by -pi and sinpi(x)"
  static let shape = RealShape(.periodic(2, greatestAt: 0, leastAt: 1))

  static func definition<S: Number>(_ x: S) -> S? { S.cos(S(.pi) * x) }
  static func value(_ x: Double) -> Double {
    guard x.isFinite else { return .nan }
    let r = abs(x.remainder(dividingBy: 2))
    // cos(πr) = sin(π(½ − r)), whose argument is exact for r ≥ ¼.
    return r <= 0.25 ? .cos(.pi * r) : SinePi.value(0.5 - r)
  }

  static func partial<S: Number>(_ x: S, result: S) -> S { S(-.pi) * S.apply(SinePi.self, x) }

  static func expansion(_ x: OneSided) -> OneSided {
    x.composed(Self.self) { _ in .oscillating(.constant, in: x.context) }
  }
}

extension Number {
  /// The sine of `x` radians.
  public static func sin(_ x: Self) -> Self { apply(Sine.self, x) }

  /// The cosine of `x` radians.
  public static func cos(_ x: Self) -> Self { apply(Cosine.self, x) }

  /// The tangent of `x` radians.
  public static func tan(_ x: Self) -> Self { apply(Tangent.self, x) }

  /// The angle in [−π/2, π/2] whose sine is `x`.
  public static func asin(_ x: Self) -> Self { apply(ArcSine.self, x) }

  /// The angle in [0, π] whose cosine is `x`.
  public static func acos(_ x: Self) -> Self { apply(ArcCosine.self, x) }

  /// The angle in (−π/2, π/2) whose tangent is `x`.
  public static func atan(_ x: Self) -> Self { apply(ArcTangent.self, x) }

  /// The angle of the point (`x`, `y`).
  public static func atan2(_ y: Self, _ x: Self) -> Self { apply(ArcTangent2.self, y, x) }

  /// `1 - x * x`, accurate near 1 and −1.
  static func oneMinusSquare(_ x: Self) -> Self { apply(OneMinusSquare.self, x) }
}
