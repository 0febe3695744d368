import RealModule

enum ErrorFunction: UnaryPrimitive {
  static let opcode = Opcode.erf
  static let name = "erf"
  static let summary = "the error function"
  static func value(_ x: Double) -> Double { .erf(x) }
  static func partial<S: Scalar>(_ x: S, result: S) -> S { S(twoOverRootPi) * S.apply(Gaussian.self, x) }
}

enum ComplementaryErrorFunction: UnaryPrimitive {
  static let opcode = Opcode.erfc
  static let name = "erfc"
  static let summary = "1 - erf(x), accurate for large x"
  static func value(_ x: Double) -> Double { .erfc(x) }
  static func partial<S: Scalar>(_ x: S, result: S) -> S { S(-twoOverRootPi) * S.apply(Gaussian.self, x) }
}

/// e^(−x²), the derivative of the error functions up to a factor.
///
/// Rounding x² costs x²/2 ulp of the result. What the square lost is exact by a fused multiply, and goes back in
/// as a factor: e^(−s−t) = e^(−s)·(1 − t) for tiny t.
enum Gaussian: UnaryPrimitive {
  static let opcode = Opcode.gaussian
  static let name = "gaussian"
  static let summary = "exp(-x^2), accurate for large x"
  static func value(_ x: Double) -> Double {
    let square = x * x
    guard square.isFinite else { return x.isNaN ? x : 0 }
    let lost = (-square).addingProduct(x, x)
    return Double.exp(-square) * (1 - lost)
  }
  static func partial<S: Scalar>(_ x: S, result: S) -> S { -2 * x * result }
}

/// The inverse of the error function.
///
/// A starting value by M. Giles, "Approximating the erfinv function" (GPU Computing Gems 2, 2010), good to about
/// 1e-7, polished by two Halley steps on erf, or on erfc near ±1, where erf has no digits left.
enum InverseErrorFunction: UnaryPrimitive {
  static let opcode = Opcode.erfinv
  static let name = "erfinv"
  static let summary = "the inverse of erf"
  static let domain = "-1 < x < 1"
  static let samples: [ClosedRange<Double>] = [-0.95...0.95]

  static func value(_ x: Double) -> Double {
    let magnitude = abs(x)
    guard magnitude < 1 else { return magnitude == 1 ? x * .infinity : .nan }
    if magnitude < 1e-8 { return x / twoOverRootPi }
    var y = start(magnitude)
    for _ in 0..<2 {
      let residual = magnitude < 0.5 ? .erf(y) - magnitude : (1 - magnitude) - .erfc(y)
      let step = residual / (twoOverRootPi * Gaussian.value(y))
      y -= step / (1 + y * step)
    }
    return x < 0 ? -y : y
  }

  private static func start(_ x: Double) -> Double {
    var w = -Double.log((1 - x) * (1 + x))
    let coefficients: [Double]
    if w < 5 {
      w -= 2.5
      coefficients = [
        2.81022636e-08, 3.43273939e-07, -3.5233877e-06, -4.39150654e-06, 0.00021858087, -0.00125372503,
        -0.00417768164, 0.246640727, 1.50140941,
      ]
    } else {
      w = w.squareRoot() - 3
      coefficients = [
        -0.000200214257, 0.000100950558, 0.00134934322, -0.00367342844, 0.00573950773, -0.0076224613,
        0.00943887047, 1.00167406, 2.83297682,
      ]
    }
    return coefficients.reduce(0) { $0 * w + $1 } * x
  }

  static func partial<S: Scalar>(_ x: S, result: S) -> S {
    1 / (S(twoOverRootPi) * S.apply(Gaussian.self, result))
  }
}

enum Gamma: UnaryPrimitive {
  static let opcode = Opcode.gamma
  static let name = "gamma"
  static let summary = "the gamma function, (n - 1)! at whole n"
  static let domain = "x not 0 or a negative whole number"
  static let samples: [ClosedRange<Double>] = [0.2...6.0]
  static func value(_ x: Double) -> Double { .gamma(x) }
  static func partial<S: Scalar>(_ x: S, result: S) -> S { result * S.digamma(x) }
}

enum LogGamma: UnaryPrimitive {
  static let opcode = Opcode.lgamma
  static let name = "lgamma"
  static let summary = "log |gamma(x)|"
  static let domain = Gamma.domain
  static let samples = Gamma.samples
  static func value(_ x: Double) -> Double { .logGamma(x) }
  static func partial<S: Scalar>(_ x: S, result: S) -> S { S.digamma(x) }
}

enum Digamma: UnaryPrimitive {
  static let opcode = Opcode.digamma
  static let name = "digamma"
  static let summary = "the derivative of lgamma"
  static let domain = Gamma.domain
  static let samples = Gamma.samples
  static func value(_ x: Double) -> Double { Polygamma.value(0, x) }
  static func partial<S: Scalar>(_ x: S, result: S) -> S { S.apply(Trigamma.self, x) }
}

enum Trigamma: UnaryPrimitive {
  static let opcode = Opcode.trigamma
  static let name = "trigamma"
  static let summary = "the second derivative of lgamma"
  static let domain = Gamma.domain
  static let samples = Gamma.samples
  static func value(_ x: Double) -> Double { Polygamma.value(1, x) }
  static func partial<S: Scalar>(_ x: S, result: S) -> S { S.apply(Polygamma.self, 2, x) }
}

/// ψ⁽ⁿ⁾(x), the (n+1)-th derivative of log Γ(x); derivatives of the gamma family are made of it.
enum Polygamma: BinaryPrimitive {
  static let opcode = Opcode.polygamma
  static let name = "polygamma"
  static let summary = "the n-th derivative of digamma at x"
  static let parameters = ["n", "x"]
  static let domain = "n a whole number from 0 to 60; x not 0 or a negative whole number"
  static let samples: [ClosedRange<Double>] = [1...1, 0.2...6.0]

  /// Bernoulli numbers B₂, B₄, …, B₂₄.
  private static let bernoulli: [Double] = [
    1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30, 5.0 / 66, -691.0 / 2730, 7.0 / 6, -3617.0 / 510, 43867.0 / 798,
    -174611.0 / 330, 854513.0 / 138, -236364091.0 / 2730,
  ]

  /// For x > 0 the recurrence ψ⁽ⁿ⁾(x) = ψ⁽ⁿ⁾(x+1) − (−1)ⁿ n!/xⁿ⁺¹ (DLMF 5.15.5) raises the argument until the
  /// asymptotic series (DLMF 5.15.8, 5.11.2) has converged. Below 0, digamma and trigamma reflect (DLMF 5.5.4,
  /// 5.15.6); the higher orders climb by the recurrence, which is why they are NaN far below 0.
  static func value(_ order: Double, _ x: Double) -> Double {
    guard let n = Int(exactly: order), (0...60).contains(n), !x.isNaN else { return .nan }
    if x <= 0 {
      if x == x.rounded(.down) { return .nan }
      switch n {
      case 0: return positive(0, 1 - x) - .pi * CosinePi.value(x) / SinePi.value(x)
      case 1:
        let sine = SinePi.value(x) / .pi
        return 1 / (sine * sine) - positive(1, 1 - x)
      default: if x < -100_000 { return .nan }
      }
    }
    return positive(n, x)
  }

  /// The series above, for x > 0 and, by the recurrence, for x not too far below it.
  private static func positive(_ n: Int, _ argument: Double) -> Double {
    var factorial = 1.0  // n!
    for k in stride(from: 2, through: n, by: 1) { factorial *= Double(k) }
    let sign: Double = n % 2 == 0 ? -1 : 1  // (−1)ⁿ⁺¹

    var x = argument
    var shifted = 0.0
    while x < Double(n) + 15 {
      shifted += whole(x, -(n + 1))
      x += 1
    }
    // ψ = log x − 1/2x − Σ B₂ₖ/(2k x²ᵏ);  ψ⁽ⁿ⁾ = ±[(n−1)!/xⁿ + n!/2xⁿ⁺¹ + Σ B₂ₖ (2k+n−1)!/((2k)! x²ᵏ⁺ⁿ)]
    var tail = 0.0
    var coefficient = factorial / 2 * whole(x, -(n + 2)) * Double(n + 1)  // (n+1)!/2!·x^−(n+2)
    for (index, number) in bernoulli.enumerated() {
      let k = Double(2 * (index + 1))
      tail += number * coefficient
      coefficient *= (k + Double(n)) * (k + Double(n) + 1) / ((k + 1) * (k + 2)) / (x * x)
    }
    if n == 0 {
      return Double.log(x) - 0.5 / x - tail - shifted
    }
    let leading = factorial / Double(n) * whole(x, -n) + factorial / 2 * whole(x, -(n + 1))
    return sign * (leading + tail + factorial * shifted)
  }

  private static func whole(_ x: Double, _ exponent: Int) -> Double { CLibrary.pow(x, Double(exponent)) }

  static func partialLeft<S: Scalar>(_ order: S, _ x: S, result: S) -> S { S(.nan) }
  static func partialRight<S: Scalar>(_ order: S, _ x: S, result: S) -> S {
    S.apply(Polygamma.self, order + 1, x)
  }
}

enum LogBeta: BinaryPrimitive {
  static let opcode = Opcode.lbeta
  static let name = "lbeta"
  static let summary = "log |beta(a, b)|"
  static let domain = "a > 0, b > 0"
  static let samples: [ClosedRange<Double>] = [0.2...6.0]

  static func value(_ a: Double, _ b: Double) -> Double {
    .logGamma(a) + .logGamma(b) - .logGamma(a + b)
  }

  static func partialLeft<S: Scalar>(_ a: S, _ b: S, result: S) -> S { S.digamma(a) - S.digamma(a + b) }
  static func partialRight<S: Scalar>(_ a: S, _ b: S, result: S) -> S { S.digamma(b) - S.digamma(a + b) }
}

enum Beta: BinaryPrimitive {
  static let opcode = Opcode.beta
  static let name = "beta"
  static let summary = "the beta function, gamma(a)*gamma(b)/gamma(a + b)"
  static let domain = LogBeta.domain
  static let samples = LogBeta.samples

  static func value(_ a: Double, _ b: Double) -> Double {
    // The gamma functions themselves overflow at 171.6; their logarithms cost accuracy, so they come second.
    let direct = Double.gamma(a) / .gamma(a + b) * .gamma(b)
    return direct.isNormal ? direct : .exp(LogBeta.value(a, b))
  }

  static func partialLeft<S: Scalar>(_ a: S, _ b: S, result: S) -> S {
    result * (S.digamma(a) - S.digamma(a + b))
  }
  static func partialRight<S: Scalar>(_ a: S, _ b: S, result: S) -> S {
    result * (S.digamma(b) - S.digamma(a + b))
  }
}

/// 2/√π
private let twoOverRootPi = 1.128379167095512573896158903122

extension Scalar {
  /// The derivative of log Γ at `x`.
  public static func digamma(_ x: Self) -> Self { apply(Digamma.self, x) }
}
