import RealModule

enum ScaledErrorFunction: UnaryPrimitive {
  static let opcode = Opcode.erfcx
  static let name = "erfcx"
  static let summary = "exp(x^2)*erfc(x), without overflow for large x"
  static let field = FunctionField.error
  static let hands = "erfcx multiplies by its slope"
  static let shape = RealShape(.falling)
  static let replaces = [Replacement("exp(x^2)*erfc(x)", by: "erfcx(x)", [.overflow, .indeterminate])]
  static func definition<S: Number>(_ x: S) -> S? {
    S.exp(x * x) * S.apply(ComplementaryErrorFunction.self, x)
  }
  static func value(_ x: Double) -> Double { ScaledErrorDerivatives.value(0, x) }
  static func partial<S: Number>(_ x: S, result: S) -> S { S.apply(ScaledErrorDerivative.self, 1, x) }

  static func expansion(_ x: OneSided) -> OneSided { ScaledErrorDerivative.expansion(0, [x]) }
}

/// The n-th derivative of erfcx; derivatives of erfcx are made of it, since 2x·erfcx(x) − 2/√π cancels for large x.
enum ScaledErrorDerivative: FamilyPrimitive {
  static let opcode = Opcode.erfcxDerivative
  static let name = "erfcx_derivative"
  static let notation = Notation.written("erfcx'(x)")
  static let summary = "the n-th derivative of erfcx at x"
  static let hands = "each derivative of erfcx multiplies by the next"
  static let accuracy = AccuracyBound.ofSums
  static let example: [Double] = [1, 0.5]
  static let domain = "n a whole number from 0 to 60"
  static let samples: [ClosedRange<Double>] = [1...1, -3...3]

  static func value<Operands: RandomAccessCollection<Double>>(_ n: Int, _ operands: Operands) -> Double {
    ScaledErrorDerivatives.value(n, operands[operands.startIndex])
  }

  static func partials<S: Number, Operands: RandomAccessCollection<S>>(
    _ n: Int, _ operands: Operands, result: S, _ body: (_ position: Int, _ partial: S) -> Void
  ) {
    body(0, S.apply(ScaledErrorDerivative.self, n + 1, operands[operands.startIndex]))
  }

  // At −∞ from w₀(x) = 2·e^(x²) − w₀(−x) by the recurrence of ``ScaledErrorDerivatives``.
  static func expansion(_ member: Int, _ operands: [OneSided]) -> OneSided {
    let x = operands[0]
    return x.composed(Self.self, member: member) { sign in
      guard sign < 0 else { return beyond(member, x) }
      var last = 2 * (x * x).exponential - beyond(0, -x)
      if member == 0 { return last }
      var next = 2 * x * last - 2 / .sqrt(.pi)
      for k in stride(from: 1, to: member, by: 1) {
        (last, next) = (next, 2 * x * next + last.scaled(by: 2 * Double(k)))
      }
      return next
    }
  }

  /// (−1)ⁿ/√π·Σ (−1)ᵏ·(2k + n)!/(4ᵏ·k!·x^(2k+n+1)) where x grows above 0 (DLMF 7.12.1, n times differentiated).
  private static func beyond(_ n: Int, _ x: OneSided) -> OneSided {
    DawsonDerivative.beyond(n, x, square: -1).scaled(by: 2) / .sqrt(.pi)
  }
}

/// erfi(x) = −i·erf(ix) = (2/√π)·e^(x²)·D(x), with Dawson's integral D (DLMF 7.5.1).
enum ImaginaryErrorFunction: UnaryPrimitive {
  static let opcode = Opcode.erfi
  static let name = "erfi"
  static let parity: Parity? = .odd
  static let summary = "the imaginary error function, -i*erf(i*x)"
  static let field = FunctionField.error
  static let hands = "erfi multiplies by 2/sqrt(pi)*exp(x^2)"
  static let shape = RealShape(.rising)
  static let accuracy = AccuracyBound(
    value: 3, because: "e^(x²) and Dawson's integral each are rounded, and so is their product: 3 ulp")
  static func value(_ x: Double) -> Double {
    if x.magnitude < 1e-8 { return twoOverRootPi * x }
    let size = SquareExponential.value(x, times: twoOverRootPi * DawsonDerivatives.value(0, x.magnitude))
    return x < 0 ? -size : size
  }
  static func partial<S: Number>(_ x: S, result: S) -> S {
    S(twoOverRootPi) * S.apply(InverseGaussian.self, x)
  }

  static func expansion(_ x: OneSided) -> OneSided {
    x.composed(Self.self) { _ in 2 * (x * x).exponential * DawsonIntegral.expansion(x) / .sqrt(.pi) }
  }
}

/// e^(x²), the derivative of erfi up to a factor.
enum InverseGaussian: UnaryPrimitive {
  static let opcode = Opcode.inverseGaussian
  static let name = "inverse_gaussian"
  static let notation = Notation.written("exp(x^2)")
  static let summary = "exp(x^2), accurate for large x"
  static let hands = "exp(x^2) multiplies by 2x and its result"
  static let shape = RealShape(.fallingTo(0))
  static let samples: [ClosedRange<Double>] = [-2...2]
  static func expanded<S: Number>(_ x: S) -> S? { S.exp(S.power(x, 2)) }
  static func value(_ x: Double) -> Double { SquareExponential.value(x, times: 1) }
  static func partial<S: Number>(_ x: S, result: S) -> S { 2 * x * result }

  static func expansion(_ x: OneSided) -> OneSided {
    x.composed(Self.self) { _ in (x * x).exponential }
  }
}

enum DawsonIntegral: UnaryPrimitive {
  static let opcode = Opcode.dawson
  static let name = "dawson"
  static let parity: Parity? = .odd
  static let summary = "Dawson's integral, exp(-x^2) times the integral of exp(t^2) from 0 to x"
  static let field = FunctionField.error
  static let hands = "dawson multiplies by its slope"
  static func value(_ x: Double) -> Double { DawsonDerivatives.value(0, x) }
  static func partial<S: Number>(_ x: S, result: S) -> S { S.apply(DawsonDerivative.self, 1, x) }

  static func expansion(_ x: OneSided) -> OneSided { DawsonDerivative.expansion(0, [x]) }
}

/// The n-th derivative of Dawson's integral; derivatives of it are made of it, since 1 − 2x·D(x) cancels for large x.
enum DawsonDerivative: FamilyPrimitive {
  static let opcode = Opcode.dawsonDerivative
  static let name = "dawson_derivative"
  static let notation = Notation.written("dawson'(x)")
  static let summary = "the n-th derivative of dawson at x"
  static let hands = "each derivative of dawson multiplies by the next"
  static let accuracy = AccuracyBound.ofSums
  static let example: [Double] = [1, 0.5]
  static let domain = ScaledErrorDerivative.domain
  static let samples: [ClosedRange<Double>] = [1...1, -3...3]

  static func value<Operands: RandomAccessCollection<Double>>(_ n: Int, _ operands: Operands) -> Double {
    DawsonDerivatives.value(n, operands[operands.startIndex])
  }

  static func partials<S: Number, Operands: RandomAccessCollection<S>>(
    _ n: Int, _ operands: Operands, result: S, _ body: (_ position: Int, _ partial: S) -> Void
  ) {
    body(0, S.apply(DawsonDerivative.self, n + 1, operands[operands.startIndex]))
  }

  static func expansion(_ member: Int, _ operands: [OneSided]) -> OneSided {
    let x = operands[0]
    return x.composed(Self.self, member: member) { _ in beyond(member, x, square: 1) }
  }

  /// (−1)ⁿ/2·Σ sᵏ·(2k + n)!/(4ᵏ·k!·x^(2k+n+1)) where x grows without limit, for s = ±1.
  static func beyond(_ n: Int, _ x: OneSided, square sign: Double) -> OneSided {
    var first = 0.5
    for k in stride(from: 1, through: n, by: 1) { first *= -Double(k) }
    var coefficients: [OneSided.Coefficient] = [(first, first.isShort ? 0 : Double(n) * first.ulp)]
    for k in 1...(x.context?.termCount ?? 1) {
      let top = Double(2 * k + n)
      let value = coefficients[k - 1].value * sign * top * (top - 1) / Double(4 * k)
      coefficients.append((value, value.isShort ? 0 : Double(4 * k + n) * value.ulp))
    }
    let inverse = 1 / x
    return inverse.raised(to: Exponent(whole: n + 1)) * .composed(coefficients, with: inverse * inverse)
  }
}
