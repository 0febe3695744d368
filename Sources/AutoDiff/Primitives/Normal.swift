import RealModule

/// Φ(x) = erfc(−x/√2)/2, the probability that a standard normal variable is at most x.
enum NormalDistribution: UnaryPrimitive {
  static let opcode = Opcode.normcdf
  static let name = "normcdf"
  static let summary = "the normal distribution function"
  static func value(_ x: Double) -> Double { 0.5 * doubled(x) }
  static func partial<S: Scalar>(_ x: S, result: S) -> S { S.apply(NormalDensity.self, x) }

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
}

/// φ(x) = e^(−x²/2)/√(2π). What rounding x² lost goes back in as a factor, as in ``Gaussian``.
enum NormalDensity: UnaryPrimitive {
  static let opcode = Opcode.normpdf
  static let name = "normpdf"
  static let summary = "exp(-x^2/2)/sqrt(2*pi), the normal density"
  static func value(_ x: Double) -> Double {
    let square = x * x
    guard square.isFinite else { return x.isNaN ? x : 0 }
    let lost = (-square).addingProduct(x, x)
    return inverseRootTwoPi * .exp(-0.5 * square) * (1 - 0.5 * lost)
  }
  static func partial<S: Scalar>(_ x: S, result: S) -> S { -(x ⊙ result) }
}

/// √½, what its double lacks, 1/√(2π) and 2/√π
private let rootHalf = 0.707106781186547524400844362105
private let rootHalfLow = -4.833646656726457e-17
private let inverseRootTwoPi = 0.398942280401432677939946059934
private let twoOverRootPi = 1.128379167095512573896158903122
