import CKernels
import RealModule

enum HyperbolicSine: UnaryPrimitive {
  static let opcode = Opcode.sinh
  static let name = "sinh"
  static let parity: Parity? = .odd
  static let summary = "the hyperbolic sine"
  static let field = FunctionField.hyperbolic
  static let hands = "sinh multiplies by cosh(x)"
  static let shape = RealShape(.rising)
  static let accuracy = AccuracyBound.ofCLibrary
  static func definition<S: Number>(_ x: S) -> S? { (S.exp(x) - S.exp(-x)) / 2 }
  static func composed<S: Number>(with inner: Opcode, of x: S) -> S? {
    InverseSines.hyperbolic(inner, x).map { $0.sine }
  }
  static func value(_ x: Double) -> Double { .sinh(x) }
  static func partial<S: Number>(_ x: S, result: S) -> S { S.cosh(x) }

  static func expansion(_ x: OneSided) -> OneSided {
    x.composed(Self.self) { _ in 0.5 * (x.exponential - (-x).exponential) }
  }
}

enum HyperbolicCosine: UnaryPrimitive {
  static let opcode = Opcode.cosh
  static let name = "cosh"
  static let parity: Parity? = .even
  static let summary = "the hyperbolic cosine"
  static let field = FunctionField.hyperbolic
  static let hands = "cosh multiplies by sinh(x)"
  static let shape = RealShape(.fallingTo(0))
  static let accuracy = AccuracyBound.ofCLibrary
  static func definition<S: Number>(_ x: S) -> S? { (S.exp(x) + S.exp(-x)) / 2 }
  static func composed<S: Number>(with inner: Opcode, of x: S) -> S? {
    InverseSines.hyperbolic(inner, x).map { $0.cosine }
  }
  static func value(_ x: Double) -> Double { .cosh(x) }
  static func partial<S: Number>(_ x: S, result: S) -> S { S.sinh(x) }

  static func expansion(_ x: OneSided) -> OneSided {
    x.composed(Self.self) { _ in 0.5 * (x.exponential + (-x).exponential) }
  }
}

enum HyperbolicTangent: UnaryPrimitive {
  static let opcode = Opcode.tanh
  static let name = "tanh"
  static let parity: Parity? = .odd
  static let summary = "the hyperbolic tangent"
  static let field = FunctionField.hyperbolic
  static let hands = "tanh multiplies by 1 minus its result squared"
  static let shape = RealShape(.rising)
  static func definition<S: Number>(_ x: S) -> S? { (S.exp(x) - S.exp(-x)) / (S.exp(x) + S.exp(-x)) }
  static func composed<S: Number>(with inner: Opcode, of x: S) -> S? {
    InverseSines.hyperbolic(inner, x).map { $0.sine / $0.cosine }
  }
  static let kernels: UnaryKernels? = .tanh
  static func value(_ x: Double) -> Double { adrepl_tanh(x) }
  // sech², not 1 − tanh²: the difference is 0 from x = 19 on.
  static func partial<S: Number>(_ x: S, result: S) -> S {
    let secant = S.apply(HyperbolicSecant.self, x)
    return secant * secant
  }

  static func expansion(_ x: OneSided) -> OneSided {
    x.composed(Self.self) { sign in
      let square = x.scaled(by: -2 * Double(sign)).exponential
      return ((1 - square) / (1 + square)).scaled(by: Double(sign))
    }
  }
}

enum HyperbolicArcSine: UnaryPrimitive {
  static let opcode = Opcode.asinh
  static let name = "asinh"
  static let parity: Parity? = .odd
  static let summary = "the inverse of sinh"
  static let field = FunctionField.hyperbolic
  static let hands = "asinh divides by sqrt(x^2 + 1)"
  static let shape = RealShape(.rising)
  static let accuracy = AccuracyBound.ofCLibrary
  static func definition<S: Number>(_ x: S) -> S? { S.log(x + S.sqrt(x * x + 1)) }
  static func composed<S: Number>(with inner: Opcode, of x: S) -> S? {
    inner == .sinh ? x : nil
  }
  static func value(_ x: Double) -> Double { .asinh(x) }
  // 1/√(1 + x²), by a hypot that does not square.
  static func partial<S: Number>(_ x: S, result: S) -> S { 1 / S.hypot(1, x) }

  // log(x + √(x² + 1)), with 2x taken out.
  static func expansion(_ x: OneSided) -> OneSided {
    x.composed(Self.self) { sign in
      let size = x.scaled(by: Double(sign))
      let root = OneSided.sqrt(1 + 1 / (size * size))
      let factor = 0.5 * (1 + root)
      return ((2 * size).logarithm + factor.logarithm).scaled(by: Double(sign))
    }
  }
}

enum HyperbolicArcCosine: UnaryPrimitive {
  static let opcode = Opcode.acosh
  static let name = "acosh"
  static let summary = "the inverse of cosh"
  static let field = FunctionField.hyperbolic
  static let hands = "acosh divides by sqrt(x^2 - 1)"
  static let shape = RealShape(.rising, domain: .from(1), note: "vertical tangent at 1")
  static let accuracy = AccuracyBound.ofCLibrary
  static let example: [Double] = [2]
  static let samples: [ClosedRange<Double>] = [1.05...9.0]
  static func definition<S: Number>(_ x: S) -> S? { S.log(x + S.sqrt(x * x - 1)) }
  static func composed<S: Number>(with inner: Opcode, of x: S) -> S? {
    inner == .cosh ? S.abs(x) : nil
  }
  static func value(_ x: Double) -> Double { .acosh(x) }
  // 1/√(x² − 1): since cosh² − sinh² = 1, the root is x·tanh(arcosh x), which is exact near 1 and cannot overflow.
  static func partial<S: Number>(_ x: S, result: S) -> S { 1 / (x * S.tanh(result)) }

  static let hasSingularities = true
  static func singularity(at x: Double) -> Singularity? { x == 1 ? .verticalTangent : nil }

  // Next to 1 by the half argument: acosh(1 + u) = 2·asinh √(u/2); far out as log(x + √(x² − 1)), with 2x taken out.
  static func expansion(_ x: OneSided) -> OneSided {
    let u = x - 1
    if u.isInfinitesimal { return 2 * HyperbolicArcSine.expansion(.sqrt(0.5 * u)) }
    return x.composed(Self.self) { sign in
      if sign < 0 { return OneSided(.undefined) }
      let root = OneSided.sqrt(1 - 1 / (x * x))
      let factor = 0.5 * (1 + root)
      return (2 * x).logarithm + factor.logarithm
    }
  }
}

enum HyperbolicArcTangent: UnaryPrimitive {
  static let opcode = Opcode.atanh
  static let name = "atanh"
  static let parity: Parity? = .odd
  static let summary = "the inverse of tanh"
  static let field = FunctionField.hyperbolic
  static let hands = "atanh divides by 1 - x^2"
  static let shape = RealShape(.rising, domain: .between(-1, 1), poles: .at([-1, 1]))
  static let accuracy = AccuracyBound.ofCLibrary
  static let samples: [ClosedRange<Double>] = [-0.95...0.95]
  static func definition<S: Number>(_ x: S) -> S? { (S.log(1 + x) - S.log(1 - x)) / 2 }
  static func composed<S: Number>(with inner: Opcode, of x: S) -> S? {
    inner == .tanh ? x : nil
  }
  static func value(_ x: Double) -> Double { .atanh(x) }
  static func partial<S: Number>(_ x: S, result: S) -> S {
    S.guarded(1 / S.oneMinusSquare(x), by: result)
  }

  // At the ends as ½·log((1 + x)/(1 − x)).
  static func expansion(_ x: OneSided) -> OneSided {
    let (below, above) = (1 - x, 1 + x)
    if below.isInfinitesimal || above.isInfinitesimal { return 0.5 * (above.logarithm - below.logarithm) }
    return x.composed(Self.self) { _ in OneSided(.undefined) }
  }
}

extension Number {
  /// The hyperbolic sine of `x`.
  public static func sinh(_ x: Self) -> Self { apply(HyperbolicSine.self, x) }

  /// The hyperbolic cosine of `x`.
  public static func cosh(_ x: Self) -> Self { apply(HyperbolicCosine.self, x) }

  /// The hyperbolic tangent of `x`.
  public static func tanh(_ x: Self) -> Self { apply(HyperbolicTangent.self, x) }

  /// The inverse hyperbolic sine of `x`.
  public static func asinh(_ x: Self) -> Self { apply(HyperbolicArcSine.self, x) }

  /// The inverse hyperbolic cosine of `x`.
  public static func acosh(_ x: Self) -> Self { apply(HyperbolicArcCosine.self, x) }

  /// The inverse hyperbolic tangent of `x`.
  public static func atanh(_ x: Self) -> Self { apply(HyperbolicArcTangent.self, x) }
}
