import CKernels
import RealModule

/// σ(x) = 1/(1 + e^(−x)), computed from the side on which the exponential cannot overflow.
enum Sigmoid: UnaryPrimitive {
  static let opcode = Opcode.sigmoid
  static let name = "sigmoid"
  static let summary = "the logistic function 1/(1 + exp(-x))"
  static let field = FunctionField.activation
  static let hands = "sigmoid multiplies by its result and 1 minus its result"
  static let shape = RealShape(.rising)
  static let replaces = [Replacement("1/(1 + exp(x))", by: "sigmoid(-x)", [.overflow])]
  static func definition<S: Number>(_ x: S) -> S? { 1 / (1 + S.exp(-x)) }
  static func composed<S: Number>(with inner: Opcode, of x: S) -> S? {
    inner == .logit ? x : nil
  }
  static let kernels: UnaryKernels? = .sigmoid
  static func value(_ x: Double) -> Double { adrepl_sigmoid(x) }
  // σ(x)·σ(−x), not σ(1 − σ): 1 − σ(x) is 0 from x = 37 on. As a function of its own, so that its slope, which is 0 at 0, is
  // no difference.
  static func partial<S: Number>(_ x: S, result: S) -> S { S.apply(SigmoidDerivative.self, x) }

  static func expansion(_ x: OneSided) -> OneSided {
    x.composed(Self.self) { _ in 1 / (1 + (-x).exponential) }
  }
}

/// σ(x)·σ(−x) = e/(1 + e)² with e = e^(−|x|).
enum SigmoidDerivative: UnaryPrimitive {
  static let opcode = Opcode.sigmoidDerivative
  static let name = "sigmoid_derivative"
  static let notation = Notation.written("sigmoid(x)*sigmoid(-x)")
  static let summary = "sigmoid(x)*sigmoid(-x), the slope of sigmoid"
  static let hands = "the slope of sigmoid multiplies by its result and -tanh(x/2)"
  static let shape = RealShape(.risingTo(0))
  static func expanded<S: Number>(_ x: S) -> S? { S.sigmoid(x) * S.sigmoid(-x) }
  static func definition<S: Number>(_ x: S) -> S? { 1 / ((1 + S.exp(-x)) * (1 + S.exp(x))) }
  static let kernels: UnaryKernels? = .sigmoidDerivative
  static func value(_ x: Double) -> Double { adrepl_sigmoid_slope(x) }
  // σ(−x) − σ(x) = −tanh(x/2)
  static func partial<S: Number>(_ x: S, result: S) -> S { -(result * S.tanh(0.5 * x)) }

  static func expansion(_ x: OneSided) -> OneSided {
    x.composed(Self.self) { _ in .sigmoid(x) * .sigmoid(-x) }
  }
}

enum Logit: UnaryPrimitive {
  static let opcode = Opcode.logit
  static let name = "logit"
  static let summary = "log(x/(1 - x)), the inverse of sigmoid"
  static let field = FunctionField.activation
  static let hands = "logit divides by x*(1 - x)"
  static let shape = RealShape(.rising, domain: .between(0, 1), poles: .at([0, 1]))
  static let accuracy = AccuracyBound(
    because: AccuracyBound.oppositeOverflows,
    beyondSecond: { $0[0] < 1e-150 })
  static let example: [Double] = [0.25]
  static let samples: [ClosedRange<Double>] = [0.05...0.95]
  static func definition<S: Number>(_ x: S) -> S? { S.log(x) - S.log(1 - x) }
  static func composed<S: Number>(with inner: Opcode, of x: S) -> S? {
    inner == .sigmoid ? x : nil
  }
  static func value(_ x: Double) -> Double {
    // Near ½ the quotient is near 1; its distance from 1, (2x − 1)/(1 − x), is exact enough for log1p.
    abs(x - 0.5) < 0.25 ? .log(onePlus: (2 * x - 1) / (1 - x)) : .log(x / (1 - x))
  }
  static func partial<S: Number>(_ x: S, result: S) -> S { S.guarded(1 / (x * (1 - x)), by: result) }

  static func expansion(_ x: OneSided) -> OneSided {
    x.isOrdinary && (1 - x).isOrdinary ? x.composed(Self.self) : x.logarithm - (1 - x).logarithm
  }
}

enum Softplus: UnaryPrimitive {
  static let opcode = Opcode.softplus
  static let name = "softplus"
  static let summary = "log(1 + exp(x)) without overflow"
  static let field = FunctionField.activation
  static let hands = "softplus multiplies by sigmoid(x)"
  static let shape = RealShape(.rising)
  static let replaces = [Replacement("log(1 + exp(x))", by: "softplus(x)", [.overflow])]
  static func definition<S: Number>(_ x: S) -> S? { S.log(1 + S.exp(x)) }
  static let kernels: UnaryKernels? = .softplus
  static func value(_ x: Double) -> Double { adrepl_softplus(x) }
  static func partial<S: Number>(_ x: S, result: S) -> S { S.sigmoid(x) }

  static func expansion(_ x: OneSided) -> OneSided {
    x.composed(Self.self) { sign in
      sign < 0 ? .log1p(x.exponential) : x + .log1p((-x).exponential)
    }
  }
}

enum Relu: UnaryPrimitive {
  static let opcode = Opcode.relu
  static let name = "relu"
  static let summary = "max(x, 0); its derivative at the kink is 1/2"
  static let field = FunctionField.activation
  static let hands = "relu is open above 0 and shut below"
  static let shape = RealShape(.rising)
  static let secondOrderStructure = SecondOrderStructure.flat
  static func definition<S: Number>(_ x: S) -> S? { (x + S.abs(x)) / 2 }
  static let arrayKernels: UnaryKernels? = .relu
  static func value(_ x: Double) -> Double { x > 0 || x.isNaN ? x : 0 }
  static func partial<S: Number>(_ x: S, result: S) -> S {
    S.above(x, 0)
  }

  static let hasSingularities = true
  static func singularity(at x: Double) -> Singularity? { x == 0 ? .kink : nil }

  static func expansion(_ x: OneSided) -> OneSided {
    .extreme(x, 0, isLargest: true)
  }
}

enum LeakyRelu: UnaryPrimitive {
  static let opcode = Opcode.leakyRelu
  static let name = "leaky_relu"
  static let summary = "x where x > 0, else 0.01*x"
  static let field = FunctionField.activation
  static let hands = "leaky_relu is open above 0, and lets 0.01 through below"
  static let shape = RealShape(.rising)
  static let example: [Double] = [-2]
  static let secondOrderStructure = SecondOrderStructure.flat
  static func definition<S: Number>(_ x: S) -> S? { 0.505 * x + 0.495 * S.abs(x) }
  static func value(_ x: Double) -> Double { x > 0 ? x : 0.01 * x }
  static func partial<S: Number>(_ x: S, result: S) -> S {
    0.01 + 0.99 * S.above(x, 0)
  }

  static let hasSingularities = true
  static func singularity(at x: Double) -> Singularity? { x == 0 ? .kink : nil }

  static func expansion(_ x: OneSided) -> OneSided {
    x.decided { $0 > 0 ? x : 0.01 * x }
  }
}

enum Elu: UnaryPrimitive {
  static let opcode = Opcode.elu
  static let name = "elu"
  static let summary = "x where x > 0, else exp(x) - 1"
  static let field = FunctionField.activation
  static let hands = "elu is open above 0, and multiplies by exp(x) below"
  static let shape = RealShape(.rising)
  static let example: [Double] = [-1]
  static func value(_ x: Double) -> Double { x > 0 ? x : adrepl_expm1(x) }
  static func partial<S: Number>(_ x: S, result: S) -> S {
    S.guarded(S.select(x, lessThan: 0, S.exp(x), 1), by: result)
  }

  static let hasSingularities = true
  static func singularity(at x: Double) -> Singularity? { x == 0 ? .bend : nil }

  static func expansion(_ x: OneSided) -> OneSided {
    x.decided { $0 > 0 ? x : ExponentialMinusOne.expansion(x) }
  }
}

/// x/(1 + |x|). Its slope is 1 at 0 from both sides; that of the slope changes there.
enum Softsign: UnaryPrimitive {
  static let opcode = Opcode.softsign
  static let name = "softsign"
  static let summary = "x/(1 + abs(x))"
  static let field = FunctionField.activation
  static let hands = "softsign divides by (1 + abs(x))^2"
  static let shape = RealShape(.rising)
  static func definition<S: Number>(_ x: S) -> S? { x / (1 + S.abs(x)) }
  static func value(_ x: Double) -> Double { x.isInfinite ? Sign.value(x) : x / (1 + abs(x)) }
  static func partial<S: Number>(_ x: S, result: S) -> S {
    let share = 1 / (1 + S.abs(x))
    return share * share
  }

  static let hasSingularities = true
  static func singularity(at x: Double) -> Singularity? { x == 0 ? .bend : nil }

  static func expansion(_ x: OneSided) -> OneSided {
    x / (1 + .abs(x))
  }
}

enum Silu: UnaryPrimitive {
  static let opcode = Opcode.silu
  static let name = "silu"
  static let aliases = ["swish"]
  static let summary = "x*sigmoid(x)"
  static let field = FunctionField.activation
  static let hands = "silu multiplies by sigmoid(x) plus x times the slope of sigmoid"
  static let accuracy = AccuracyBound(
    partial: 8, gridSteps: 1000,
    because:
      "the terms of the derivative nearly cancel around -1; and those that are subnormal far out, as for gaussian"
  )
  static func definition<S: Number>(_ x: S) -> S? { x / (1 + S.exp(-x)) }
  static func value(_ x: Double) -> Double {
    // Where σ(x) = e^x leaves the normal numbers before the product does, in two factors.
    if x < -700, x.isFinite { return x * .exp(x / 2) * .exp(x / 2) }
    return x ⊙ Sigmoid.value(x)
  }
  // σ(x) + x·σ′(x)
  static func partial<S: Number>(_ x: S, result: S) -> S {
    S.sigmoid(x) + x ⊙ S.apply(SigmoidDerivative.self, x)
  }

  static func expansion(_ x: OneSided) -> OneSided {
    x.composed(Self.self) { _ in x * .sigmoid(x) }
  }
}

/// x·Φ(x) with Φ the normal distribution function.
enum Gelu: UnaryPrimitive {
  static let opcode = Opcode.gelu
  static let name = "gelu"
  static let summary = "x times the normal distribution function at x"
  static let field = FunctionField.activation
  static let hands = "gelu multiplies by normcdf(x) plus x times normpdf(x)"
  static let accuracy = AccuracyBound(
    partial: 8, gridSteps: 1000,
    because:
      "the terms of the derivative nearly cancel around -1; and those that are subnormal far out, as for gaussian"
  )
  static func definition<S: Number>(_ x: S) -> S? { x * S.apply(NormalDistribution.self, x) }
  static func value(_ x: Double) -> Double {
    let doubled = NormalDistribution.doubled(x)
    // Far out Φ leaves the normal numbers before its product with x does.
    return x < -1 && x.isFinite ? 0.5 * x * doubled : x ⊙ (0.5 * doubled)
  }
  // Φ(x) + x·φ(x)
  static func partial<S: Number>(_ x: S, result: S) -> S {
    S.apply(NormalDistribution.self, x) + x ⊙ S.apply(NormalDensity.self, x)
  }

  static func expansion(_ x: OneSided) -> OneSided {
    x.composed(Self.self) { _ in x * NormalDistribution.expansion(x) }
  }
}

extension Number {
  /// The logistic function 1/(1 + e^(−x)).
  public static func sigmoid(_ x: Self) -> Self { apply(Sigmoid.self, x) }

  /// `log(1 + exp(x))`, without overflow.
  public static func softplus(_ x: Self) -> Self { apply(Softplus.self, x) }

  /// `max(x, 0)`.
  public static func relu(_ x: Self) -> Self { apply(Relu.self, x) }
}
