import RealModule

/// E₁(x) = ∫ e^(−s)/s ds from x to ∞.
enum ExponentialIntegralE1: UnaryPrimitive {
  static let opcode = Opcode.expint
  static let name = "expint"
  static let summary = "the exponential integral E1, of exp(-s)/s from x to infinity"
  static let field = FunctionField.integral
  static let hands = "expint multiplies by -exp(-x)/x"
  static let shape = RealShape(.falling, domain: .above(0), poles: .at([0]))
  static let samples: [ClosedRange<Double>] = [0.2...6.0]
  static func value(_ x: Double) -> Double { ExponentialIntegralValues.e1(x) }
  static func partial<S: Number>(_ x: S, result: S) -> S {
    S.guarded(S.apply(ExponentialQuotient.self, -x), by: result)
  }

  // Far out e^(−x)/x·Σ (−1)ᵏ·k!/xᵏ (DLMF 6.12.1).
  static func expansion(_ x: OneSided) -> OneSided {
    if x.isOrdinary { return x.composed(Self.self) }
    if x.isInfinite { return x.decided { $0 < 0 ? OneSided(.undefined) : -ExponentialIntegral.beyond(-x) } }
    return -ExponentialIntegral.nearZero(x.logarithm, from: 1, step: 1, -x, times: -x)
  }
}

/// Ei(x), the principal value of the integral of e^s/s from −∞ to x.
enum ExponentialIntegral: UnaryPrimitive {
  static let opcode = Opcode.ei
  static let name = "Ei"
  static let summary = "the exponential integral of exp(s)/s up to x"
  static let field = FunctionField.integral
  static let hands = "Ei multiplies by exp(x)/x"
  static let shape = RealShape(poles: .at([0]))
  static func value(_ x: Double) -> Double { ExponentialIntegralValues.ei(x) }
  static func partial<S: Number>(_ x: S, result: S) -> S { S.apply(ExponentialQuotient.self, x) }

  static func expansion(_ x: OneSided) -> OneSided {
    if x.isOrdinary { return x.composed(Self.self) }
    return x.isInfinite ? beyond(x) : nearZero(x.magnitude.logarithm, from: 1, step: 1, x, times: x)
  }

  /// e^x/x·Σ k!/xᵏ where x grows without limit (DLMF 6.12.2).
  static func beyond(_ x: OneSided) -> OneSided {
    var coefficients: [OneSided.Coefficient] = [(1, 0)]
    for k in 1...(x.context?.termCount ?? 1) {
      let value = coefficients[k - 1].value * Double(k)
      coefficients.append((value, value.isShort ? 0 : Double(k) * value.ulp))
    }
    let inverse = 1 / x
    return x.exponential * inverse * .composed(coefficients, with: inverse)
  }

  /// γ + log |x| + Σ ±xᵏ/(k·k!) over k = first, first + step, …, of the power xᶠⁱʳˢᵗ and ±xˢᵗᵉᵖ, where x vanishes (DLMF 6.6).
  static func nearZero(
    _ logarithm: OneSided, from first: Int, step: Int, _ power: OneSided, times factor: OneSided
  ) -> OneSided {
    var (coefficients, factorial) = ([OneSided.Coefficient](), 1.0)
    for index in 0...(factor.context?.termCount ?? 1) {
      let k = first + index * step
      for j in max(2, k - step + 1)...max(2, k) where j <= k { factorial *= Double(j) }
      let value = 1 / (Double(k) * factorial)
      coefficients.append((value, value.isShort ? 0 : Double(k + 1) * value.ulp))
    }
    return .rounded(BesselY0.eulerGamma) + logarithm + power * .composed(coefficients, with: factor)
  }
}

/// e^x/x, the derivative of Ei, which has a value up to 716.3, beyond the exponential itself.
enum ExponentialQuotient: UnaryPrimitive {
  static let opcode = Opcode.exponentialQuotient
  static let name = "exponential_quotient"
  static let notation = Notation.written("exp(x)/x")
  static let summary = "exp(x)/x, wherever it has a value"
  static let hands = "exp(x)/x multiplies by its result and 1 - 1/x"
  static let shape = RealShape(poles: .at([0]))
  static func expanded<S: Number>(_ x: S) -> S? { S.exp(x) / x }
  static func value(_ x: Double) -> Double { ExponentialIntegralValues.exponentialQuotient(x) }
  static func partial<S: Number>(_ x: S, result: S) -> S { result * (1 - 1 / x) }

  static func expansion(_ x: OneSided) -> OneSided {
    x.isOrdinary ? x.composed(Self.self) : x.exponential / x
  }
}

/// li(x) = Ei(log x).
enum LogarithmicIntegral: UnaryPrimitive {
  static let opcode = Opcode.li
  static let name = "li"
  static let summary = "the logarithmic integral, of 1/log(s) from 0 to x"
  static let field = FunctionField.integral
  static let hands = "li divides by log(x)"
  static let shape = RealShape(domain: .from(0), poles: .at([1]))
  static let accuracy = AccuracyBound(
    because: "1/x overflows on the way where x is below 1e-305", beyondSecond: { $0[0] < 1e-305 })
  static let example: [Double] = [2]
  static let samples: [ClosedRange<Double>] = [1.2...9.0]
  static func value(_ x: Double) -> Double { ExponentialIntegralValues.li(x) }
  static func partial<S: Number>(_ x: S, result: S) -> S { S.guarded(1 / S.log(x), by: result) }

  static let hasSingularities = true
  static func singularity(at x: Double) -> Singularity? { x == 0 ? .bend : nil }

  static func expansion(_ x: OneSided) -> OneSided {
    if x.isOrdinary, !(x - 1).isInfinitesimal { return x.composed(Self.self) }
    return x.isZero ? x : ExponentialIntegral.expansion(x.logarithm)
  }
}

/// Si(x) = ∫ sin(s)/s ds from 0 to x.
enum SineIntegral: UnaryPrimitive {
  static let opcode = Opcode.si
  static let name = "Si"
  static let parity: Parity? = .odd
  static let summary = "the sine integral, of sin(s)/s from 0 to x"
  static let field = FunctionField.integral
  static let hands = "Si multiplies by sin(x)/x"
  static func value(_ x: Double) -> Double { ExponentialIntegralValues.si(x) }
  static func partial<S: Number>(_ x: S, result: S) -> S { S.apply(SineIntegralDerivative.self, 1, x) }

  static func expansion(_ x: OneSided) -> OneSided {
    x.composed(Self.self) { sign in
      OneSided.rounded(Double(sign) * .pi / 2) + .oscillating(like: 1 / x)
    }
  }
}

/// The n-th derivative of Si, that of order n − 1 of sin(x)/x.
enum SineIntegralDerivative: FamilyPrimitive {
  static let opcode = Opcode.siDerivative
  static let name = "si_derivative"
  static let notation = Notation.written("Si'(x)")
  static let summary = "the n-th derivative of Si at x"
  static let hands = "each derivative of Si multiplies by the next"
  static let example: [Double] = [1, 0.5]
  static let domain = "n a whole number from 0 to 60"
  static let samples: [ClosedRange<Double>] = [1...1, -3...3]

  static func value<Operands: RandomAccessCollection<Double>>(_ n: Int, _ operands: Operands) -> Double {
    let x = operands[operands.startIndex]
    guard (1...60).contains(n), !x.isNaN else { return n == 0 ? SineIntegral.value(x) : .nan }
    if x.isInfinite { return 0 }
    let (sine, cosine) = Sine.sineAndCosine(x)
    return SincDerivative.quotient(n - 1, x, sine, cosine)
  }

  static func partials<S: Number, Operands: RandomAccessCollection<S>>(
    _ n: Int, _ operands: Operands, result: S, _ body: (_ position: Int, _ partial: S) -> Void
  ) {
    body(0, S.apply(SineIntegralDerivative.self, n + 1, operands[operands.startIndex]))
  }

  static func expansion(_ member: Int, _ operands: [OneSided]) -> OneSided {
    if member == 0 { return SineIntegral.expansion(operands[0]) }
    return operands[0].composed(Self.self, member: member) { _ in .oscillating(like: 1 / operands[0]) }
  }
}

/// Ci(x), minus the integral of cos(s)/s from x to ∞.
enum CosineIntegral: UnaryPrimitive {
  static let opcode = Opcode.ci
  static let name = "Ci"
  static let summary = "the cosine integral, minus that of cos(s)/s from x to infinity"
  static let field = FunctionField.integral
  static let hands = "Ci multiplies by cos(x)/x"
  static let shape = RealShape(domain: .above(0), poles: .at([0]))
  static let samples: [ClosedRange<Double>] = [0.2...9.0]
  static func value(_ x: Double) -> Double { ExponentialIntegralValues.ci(x) }
  static func partial<S: Number>(_ x: S, result: S) -> S { S.guarded(S.cos(x) / x, by: result) }

  static func expansion(_ x: OneSided) -> OneSided {
    if x.isOrdinary { return x.composed(Self.self) }
    if x.isInfinite { return x.decided { $0 < 0 ? OneSided(.undefined) : .oscillating(like: 1 / x) } }
    let square = -(x * x)
    return ExponentialIntegral.nearZero(x.logarithm, from: 2, step: 2, square, times: square)
  }
}
