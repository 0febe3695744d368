import RealModule

/// Ai(x), the solution of y″ = x·y that vanishes far out.
enum AiryAi: UnaryPrimitive {
  static let opcode = Opcode.airyAi
  static let name = "airy_ai"
  static let summary = "the Airy function Ai, which vanishes for large x"
  static let field = FunctionField.bessel
  static let hands = "airy_ai multiplies by airy_ai'(x)"
  static let accuracy = AiryFunctions.accuracy
  static let samples: [ClosedRange<Double>] = [-6.0...3.0]
  static func value(_ x: Double) -> Double { AiryFunctions.first(x).value }
  static func partial<S: Number>(_ x: S, result: S) -> S { S.apply(AiryAiDerivative.self, x) }

  static func expansion(_ x: OneSided) -> OneSided {
    x.composed(Self.self) { AiryExpansion.first($0, x, isSlope: false) }
  }
}

/// Ai′(x).
enum AiryAiDerivative: UnaryPrimitive {
  static let opcode = Opcode.airyAiDerivative
  static let name = "airy_ai_derivative"
  static let notation = Notation.written("airy_ai'(x)")
  static let summary = "the derivative of airy_ai"
  static let hands = "airy_ai'(x) multiplies by x*airy_ai(x)"
  static let accuracy = AiryFunctions.accuracy
  static let samples = AiryAi.samples
  static func value(_ x: Double) -> Double { AiryFunctions.first(x).slope }
  // (DLMF 9.2.1)
  static func partial<S: Number>(_ x: S, result: S) -> S { x ⊙ S.apply(AiryAi.self, x) }

  static func expansion(_ x: OneSided) -> OneSided {
    x.composed(Self.self) { AiryExpansion.first($0, x, isSlope: true) }
  }
}

/// Bi(x), a solution of y″ = x·y that grows for large x, and far to the left oscillates a quarter of a wave away from Ai.
enum AiryBi: UnaryPrimitive {
  static let opcode = Opcode.airyBi
  static let name = "airy_bi"
  static let summary = "the Airy function Bi, which grows for large x"
  static let field = FunctionField.bessel
  static let hands = "airy_bi multiplies by airy_bi'(x)"
  static let accuracy = AiryFunctions.accuracy
  static let samples = AiryAi.samples
  static func value(_ x: Double) -> Double { AiryFunctions.second(x).value }
  static func partial<S: Number>(_ x: S, result: S) -> S { S.apply(AiryBiDerivative.self, x) }

  static func expansion(_ x: OneSided) -> OneSided {
    x.composed(Self.self) { AiryExpansion.second($0, x, isSlope: false) }
  }
}

/// Bi′(x).
enum AiryBiDerivative: UnaryPrimitive {
  static let opcode = Opcode.airyBiDerivative
  static let name = "airy_bi_derivative"
  static let notation = Notation.written("airy_bi'(x)")
  static let summary = "the derivative of airy_bi"
  static let hands = "airy_bi'(x) multiplies by x*airy_bi(x)"
  static let accuracy = AiryFunctions.accuracy
  static let samples = AiryAi.samples
  static func value(_ x: Double) -> Double { AiryFunctions.second(x).slope }
  // (DLMF 9.2.1)
  static func partial<S: Number>(_ x: S, result: S) -> S { x ⊙ S.apply(AiryBi.self, x) }

  static func expansion(_ x: OneSided) -> OneSided {
    x.composed(Self.self) { AiryExpansion.second($0, x, isSlope: true) }
  }
}

/// What the Airy functions do where their operand grows without limit.
enum AiryExpansion {
  /// e^(−t)/(2√π·x^¼)·Σ (−1)ᵏ·u_k/tᵏ on the right, or the slope (DLMF 9.7.5, 9.7.6).
  static func first(_ sign: Int, _ x: OneSided, isSlope: Bool) -> OneSided {
    sign < 0
      ? oscillating(x, isSlope: isSlope)
      : series(x, isSlope: isSlope, growing: false).scaled(by: isSlope ? -0.5 : 0.5)
  }

  /// e^t/(√π·x^¼)·Σ u_k/tᵏ on the right, or the slope (DLMF 9.7.7, 9.7.8).
  static func second(_ sign: Int, _ x: OneSided, isSlope: Bool) -> OneSided {
    sign < 0 ? oscillating(x, isSlope: isSlope) : series(x, isSlope: isSlope, growing: true)
  }

  private static func oscillating(_ x: OneSided, isSlope: Bool) -> OneSided {
    .oscillating(like: (-x).raised(to: Exponent(isSlope ? 0.25 : -0.25)))
  }

  private static func series(_ x: OneSided, isSlope: Bool, growing: Bool) -> OneSided {
    let t = x.raised(to: Exponent(1.5)) * 2 / 3
    var coefficients: [OneSided.Coefficient] = []
    for k in 0...(x.context?.termCount ?? 1) {
      let value = AiryFunctions.coefficient(k, isSlope: isSlope) * (growing || k % 2 == 0 ? 1 : -1)
      coefficients.append((value, value.isShort ? 0 : Double(4 * k + 1) * value.ulp))
    }
    let root = x.raised(to: Exponent(isSlope ? 0.25 : -0.25))
    let exponential = growing ? t.exponential : (-t).exponential
    return exponential * root / OneSided.sqrt(.pi) * .composed(coefficients, with: 1 / t)
  }
}
