import RealModule

/// Φ(x) = erfc(−x/√2)/2, the probability that a standard normal variable is at most x.
enum NormalDistribution: UnaryPrimitive {
  static let opcode = Opcode.normcdf
  static let name = "normcdf"
  static let summary = "the normal distribution function"
  static let field = FunctionField.error
  static let hands = "normcdf multiplies by the density, normpdf(x)"
  static let shape = RealShape(.rising)
  static func definition<S: Number>(_ x: S) -> S? {
    S.apply(ComplementaryErrorFunction.self, -x / S.sqrt(2)) / 2
  }
  static func value(_ x: Double) -> Double { 0.5 * doubled(x) }
  static func partial<S: Number>(_ x: S, result: S) -> S { S.apply(NormalDensity.self, x) }

  /// 2·Φ(x).
  ///
  /// Far below 0, a relative error δ of erfc's argument s = −x/√2 is one of 2s²δ of the result. What rounding s lost
  /// is known from a fused multiply, and goes back in by the slope: erfc(s + t) = erfc(s) − (2/√π)·e^(−s²)·t.
  static func doubled(_ x: Double) -> Double {
    let s = -rootHalf * x
    guard s > 1, s < 30 else { return .erfc(s) }
    let lost = (-s).addingProduct(-rootHalf, x) - rootHalfLow * x
    return .erfc(s) - twoOverRootPi * lost * Gaussian.value(s)
  }

  static func expansion(_ x: OneSided) -> OneSided {
    x.composed(Self.self) { _ in 0.5 * ComplementaryErrorFunction.expansion(-x * .rounded(0.5.squareRoot())) }
  }
}

/// φ(x) = e^(−x²/2)/√(2π).
enum NormalDensity: UnaryPrimitive {
  static let opcode = Opcode.normpdf
  static let name = "normpdf"
  static let summary = "exp(-x^2/2)/sqrt(2*pi), the normal density"
  static let field = FunctionField.error
  static let hands = "normpdf multiplies by -x and its result"
  static let shape = RealShape(.risingTo(0))
  static let accuracy = AccuracyBound.ofDensities
  static func definition<S: Number>(_ x: S) -> S? { S.exp(-x * x / 2) / S.sqrt(2 * S(.pi)) }
  static func value(_ x: Double) -> Double {
    let (exponential, correction) = Gaussian.factors(x, 0.5)
    return inverseRootTwoPi * exponential * correction
  }
  static func partial<S: Number>(_ x: S, result: S) -> S { -(x ⊙ result) }

  static func expansion(_ x: OneSided) -> OneSided {
    x.composed(Self.self) { _ in (-0.5 * x * x).exponential / .sqrt(2 * .pi) }
  }
}

/// √½, what its double lacks, and 1/√(2π)
let rootHalf = 0.707106781186547524400844362105
private let rootHalfLow = -4.833646656726457e-17
private let inverseRootTwoPi = 0.398942280401432677939946059934
