enum BesselJ0: UnaryPrimitive {
  static let opcode = Opcode.besselj0
  static let name = "besselj0"
  static let summary = "the Bessel function of the first kind of order 0"
  static let field = FunctionField.bessel
  static let hands = "besselj0 multiplies by -besselj1(x)"
  static let accuracy = AccuracyBound.ofSumsOfCLibrary
  static func value(_ x: Double) -> Double { CLibrary.besselJ(0, x) }
  static func partial<S: Number>(_ x: S, result: S) -> S { -S.apply(BesselJ1.self, x) }

  static func expansion(_ x: OneSided) -> OneSided {
    x.composed(Self.self) { _ in .oscillating(like: 1 / .sqrt(.abs(x))) }
  }
}

enum BesselJ1: UnaryPrimitive {
  static let opcode = Opcode.besselj1
  static let name = "besselj1"
  static let summary = "the Bessel function of the first kind of order 1"
  static let field = FunctionField.bessel
  static let hands = "besselj1 multiplies by half of besselj0(x) - besselj(2, x)"
  static let accuracy = AccuracyBound.ofSumsOfCLibrary
  static func value(_ x: Double) -> Double { CLibrary.besselJ(1, x) }
  // (J₀ − J₂)/2 (DLMF 10.6.1), which unlike J₀ − J₁/x needs no care at 0.
  static func partial<S: Number>(_ x: S, result: S) -> S {
    0.5 * (S.apply(BesselJ0.self, x) - S.apply(BesselJMember.self, 2, x))
  }

  static func expansion(_ x: OneSided) -> OneSided {
    x.composed(Self.self) { _ in .oscillating(like: 1 / .sqrt(.abs(x))) }
  }
}

enum BesselY0: UnaryPrimitive {
  static let opcode = Opcode.bessely0
  static let name = "bessely0"
  static let summary = "the Bessel function of the second kind of order 0"
  static let field = FunctionField.bessel
  static let hands = "bessely0 multiplies by -bessely1(x)"
  static let shape = RealShape(domain: .above(0), poles: .at([0]))
  static let accuracy = AccuracyBound.ofSumsOfCLibrary
  static let samples: [ClosedRange<Double>] = [0.2...9.0]
  static func value(_ x: Double) -> Double { CLibrary.besselY(0, x) }
  static func partial<S: Number>(_ x: S, result: S) -> S { -S.apply(BesselY1.self, x) }

  // At 0 (2/π)·(log(x/2) + γ)·J₀(x) + (2/π)·Σ (−1)ᵏ⁺¹·H_k/(k!)²·(x/2)²ᵏ (DLMF 10.8.2).
  static func expansion(_ x: OneSided) -> OneSided {
    if x.isOrdinary { return x.composed(Self.self) }
    if x.isInfinite {
      return x.decided { $0 < 0 ? OneSided(.undefined) : .oscillating(like: 1 / .sqrt(x)) }
    }
    let half = 0.5 * x
    var (coefficients, harmonic, factorial) = ([OneSided.Coefficient(0, 0)], 0.0, 1.0)
    for k in 1...(x.context?.termCount ?? 1) {
      harmonic += 1 / Double(k)
      factorial *= Double(k)
      let value = (k % 2 == 0 ? -1 : 1) * harmonic / factorial / factorial
      coefficients.append((value, Double(k) * value.ulp))
    }
    let logarithm = half.logarithm + .rounded(eulerGamma)
    return 2 / OneSided.pi
      * (logarithm * BesselJ0.expansion(x) + .composed(coefficients, with: half * half))
  }

  /// Euler's constant γ.
  static let eulerGamma = 0.577215664901532860606512090082
}

enum BesselY1: UnaryPrimitive {
  static let opcode = Opcode.bessely1
  static let name = "bessely1"
  static let summary = "the Bessel function of the second kind of order 1"
  static let field = FunctionField.bessel
  static let hands = "bessely1 multiplies by bessely0(x) minus its result over x"
  static let shape = RealShape(domain: .above(0), poles: .at([0]))
  static let accuracy = AccuracyBound(
    value: 16, partial: 32, isOfCLibrary: true,
    because: AccuracyBound.oppositeOverflows,
    beyondSecond: { $0[0] < 1e-150 })
  static let samples: [ClosedRange<Double>] = [0.2...9.0]
  static func value(_ x: Double) -> Double { CLibrary.besselY(1, x) }
  // Y₀ − Y₁/x (DLMF 10.6.2); near 0 the two terms have the same sign.
  static func partial<S: Number>(_ x: S, result: S) -> S { S.apply(BesselY0.self, x) - result / x }

  // At 0 −2/(πx) + (2/π)·log(x/2)·J₁(x) − (1/π)·Σ (−1)ᵏ·(ψ(k+1) + ψ(k+2))/(k!·(k+1)!)·(x/2)²ᵏ⁺¹ (DLMF 10.8.1).
  static func expansion(_ x: OneSided) -> OneSided {
    if x.isOrdinary { return x.composed(Self.self) }
    if x.isInfinite {
      return x.decided { $0 < 0 ? OneSided(.undefined) : .oscillating(like: 1 / .sqrt(x)) }
    }
    let half = 0.5 * x
    var (coefficients, harmonic, factorials) = ([OneSided.Coefficient](), 0.0, 1.0)
    for k in 0...(x.context?.termCount ?? 1) {
      if k > 0 {
        harmonic += 1 / Double(k)
        factorials *= Double(k) * Double(k + 1)
      }
      // ψ(k + 1) = H_k − γ
      let digammas = 2 * harmonic + 1 / Double(k + 1) - 2 * BesselY0.eulerGamma
      let value = (k % 2 == 0 ? 1 : -1) * digammas / factorials
      coefficients.append((value, Double(k + 4) * value.ulp))
    }
    let sum = half * .composed(coefficients, with: half * half)
    return (2 * half.logarithm * BesselJ1.expansion(x) - 2 / x - sum) / .pi
  }
}
