import RealModule

enum ErrorFunction: UnaryPrimitive {
  static let opcode = Opcode.erf
  static let name = "erf"
  static let parity: Parity? = .odd
  static let summary = "the error function"
  static let field = FunctionField.error
  static let hands = "erf multiplies by 2/sqrt(pi)*exp(-x^2)"
  static let shape = RealShape(.rising)
  static let accuracy = AccuracyBound.ofCLibrary
  static func composed<S: Number>(with inner: Opcode, of x: S) -> S? {
    inner == .erfinv ? x : nil
  }
  static func value(_ x: Double) -> Double { .erf(x) }
  static func partial<S: Number>(_ x: S, result: S) -> S { S(twoOverRootPi) * S.apply(Gaussian.self, x) }

  static func expansion(_ x: OneSided) -> OneSided {
    x.composed(Self.self) {
      (1 - ComplementaryErrorFunction.beyond(x.scaled(by: Double($0)))).scaled(by: Double($0))
    }
  }
}

enum ComplementaryErrorFunction: UnaryPrimitive {
  static let opcode = Opcode.erfc
  static let name = "erfc"
  static let summary = "1 - erf(x), accurate for large x"
  static let field = FunctionField.error
  static let hands = "erfc multiplies by -2/sqrt(pi)*exp(-x^2)"
  static let shape = RealShape(.falling)
  static let accuracy = AccuracyBound.ofCLibrary
  static func definition<S: Number>(_ x: S) -> S? { 1 - S.apply(ErrorFunction.self, x) }
  static func value(_ x: Double) -> Double { .erfc(x) }
  static func partial<S: Number>(_ x: S, result: S) -> S { S(-twoOverRootPi) * S.apply(Gaussian.self, x) }

  static func expansion(_ x: OneSided) -> OneSided {
    x.composed(Self.self) { $0 > 0 ? beyond(x) : 2 - beyond(-x) }
  }

  /// e^(−x²)/(x·√π)·Σ (−1)ᵏ·(2k − 1)!!/(2x²)ᵏ where x grows without limit (DLMF 7.12.1).
  static func beyond(_ x: OneSided) -> OneSided {
    let square = x * x
    return (-square).exponential / (x * .sqrt(.pi)) * correction(1 / square)
  }

  /// The sum, of 1/x².
  static func correction(_ inverseSquare: OneSided) -> OneSided {
    var coefficients: [OneSided.Coefficient] = [(1, 0)]
    for k in 1...(inverseSquare.context?.termCount ?? 1) {
      let value = -coefficients[k - 1].value * Double(2 * k - 1) / 2
      coefficients.append((value, value.isShort ? 0 : Double(k) * value.ulp))
    }
    return .composed(coefficients, with: inverseSquare)
  }
}

/// e^(−x²), the derivative of the error functions up to a factor.
enum Gaussian: UnaryPrimitive {
  static let opcode = Opcode.gaussian
  static let name = "gaussian"
  static let notation = Notation.written("exp(-x^2)")
  static let summary = "exp(-x^2), accurate for large x"
  static let hands = "exp(-x^2) multiplies by -2x and its result"
  static let shape = RealShape(.risingTo(0))
  static let accuracy = AccuracyBound.ofDensities
  static func expanded<S: Number>(_ x: S) -> S? { S.exp(-S.power(x, 2)) }
  static func value(_ x: Double) -> Double {
    let (exponential, correction) = factors(x, 1)
    return exponential * correction
  }
  static func partial<S: Number>(_ x: S, result: S) -> S { -2 * (x ⊙ result) }

  /// Two factors of e^(−c·x²), where c is a power of two.
  ///
  /// Rounding x² costs c·x²/2 ulp of the result. What the square lost is exact by a fused multiply, and goes back in
  /// as the second factor: e^(−s−t) = e^(−s)·(1 − t) for tiny t.
  static func factors(_ x: Double, _ c: Double) -> (exponential: Double, correction: Double) {
    let square = x * x
    guard square.isFinite else { return (x.isNaN ? x : 0, 1) }
    let lost = (-square).addingProduct(x, x)
    return (.exp(-c * square), 1 - c * lost)
  }

  static func expansion(_ x: OneSided) -> OneSided {
    x.composed(Self.self) { _ in (-(x * x)).exponential }
  }
}

/// The inverse of the error function.
///
/// A starting value by M. Giles, "Approximating the erfinv function" (GPU Computing Gems 2, 2010), good to about
/// 1e-7, polished by two Halley steps on erf, or on erfc near ±1, where erf has no digits left. Nearer to ±1 than
/// single precision goes, the start solves erfc(y) ≈ e^(−y²)/(√π·y)·(1 − 1/(2y²)) (DLMF 7.12.1) by iteration.
enum InverseErrorFunction: UnaryPrimitive {
  static let opcode = Opcode.erfinv
  static let name = "erfinv"
  static let parity: Parity? = .odd
  static let summary = "the inverse of erf"
  static let field = FunctionField.error
  static let hands = "erfinv divides by 2/sqrt(pi)*exp(-y^2), y being its result"
  static let shape = RealShape(.rising, domain: .between(-1, 1), poles: .at([-1, 1]))
  static let accuracy = AccuracyBound(
    partial: 27,
    because: "1/erf′(y) with y rounded has 2y² times its relative error: 27 at 1 - 2⁻⁵³, 8 at 0.99999")
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
    if w > 16 {
      let logarithm = Double.log((1 - x) * Double.pi.squareRoot())
      return (0..<4).reduce(w.squareRoot()) { y, _ in
        (Double.log((1 - 0.5 / (y * y)) / y) - logarithm).squareRoot()
      }
    }
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

  static func partial<S: Number>(_ x: S, result: S) -> S {
    1 / (S(twoOverRootPi) * S.apply(Gaussian.self, result))
  }

  // At the ends erfc(y) = u is solved for w = y² by iteration: from erfc(y) = e^(−w)/√(πw)·S(1/w) follows
  //
  //     w = −log(u·√π) − ½·log w + log S(1/w)
  //
  // Each round is right to a further power of 1/w.
  static func expansion(_ x: OneSided) -> OneSided {
    for sign in [1.0, -1.0] {
      let u = 1 - x.scaled(by: sign)
      guard u.isInfinitesimal else { continue }
      let start = -(u * .sqrt(.pi)).logarithm
      var square = start
      for _ in 0..<(x.context?.termCount ?? 1) {
        square = start - 0.5 * square.logarithm + ComplementaryErrorFunction.correction(1 / square).logarithm
      }
      return OneSided.sqrt(square).scaled(by: sign)
    }
    return x.composed(Self.self) { _ in OneSided(.undefined) }
  }
}

/// 2/√π
let twoOverRootPi = 1.128379167095512573896158903122
