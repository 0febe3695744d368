import CKernels
import RealModule

enum Exponential: UnaryPrimitive {
  static let opcode = Opcode.exp
  static let name = "exp"
  static let summary = "e to the power x"
  static let field = FunctionField.exponential
  static let hands = "exp multiplies by its own result"
  static let shape = RealShape(.rising)
  static let replaces = [Replacement("exp(a)/exp(b)", by: "exp(a - b)", [.overflow])]
  static func composed<S: Number>(with inner: Opcode, of x: S) -> S? {
    switch inner {
    case .log1p: 1 + x
    case .softplus: 1 + S.exp(x)
    default: InverseSines.hyperbolic(inner, x).map { $0.sine + $0.cosine }
    }
  }
  static let kernels: UnaryKernels? = .exp
  static func value(_ x: Double) -> Double { adrepl_exp(x) }
  static func partial<S: Number>(_ x: S, result: S) -> S { result }

  static func expansion(_ x: OneSided) -> OneSided {
    x.exponential
  }
}

enum BinaryExponential: UnaryPrimitive {
  static let opcode = Opcode.exp2
  static let name = "exp2"
  static let summary = "2 to the power x"
  static let field = FunctionField.exponential
  static let hands = "exp2 multiplies by its own result and log(2)"
  static let shape = RealShape(.rising)
  static let accuracy = AccuracyBound.ofCLibrary
  static func definition<S: Number>(_ x: S) -> S? { S.exp(x * S.log(2)) }
  static func composed<S: Number>(with inner: Opcode, of x: S) -> S? {
    inner == .log2 ? x : nil
  }
  static func value(_ x: Double) -> Double { .exp2(x) }
  static func partial<S: Number>(_ x: S, result: S) -> S { S(ln2) * result }

  static func expansion(_ x: OneSided) -> OneSided {
    x.composed(Self.self) { _ in (x * .rounded(ln2)).exponential }
  }
}

enum ExponentialMinusOne: UnaryPrimitive {
  static let opcode = Opcode.expm1
  static let name = "expm1"
  static let summary = "exp(x) - 1, accurate for small x"
  static let field = FunctionField.exponential
  static let hands = "expm1 multiplies by exp(x)"
  static let shape = RealShape(.rising)
  static let replaces = [Replacement("exp(x) - 1", by: "expm1(x)", [.cancellation], small: "x")]
  static func definition<S: Number>(_ x: S) -> S? { S.exp(x) - 1 }
  static func composed<S: Number>(with inner: Opcode, of x: S) -> S? {
    inner == .log1p ? x : nil
  }
  static let kernels: UnaryKernels? = .expm1
  static func value(_ x: Double) -> Double { adrepl_expm1(x) }
  // Not result + 1, which cancels for negative x.
  static func partial<S: Number>(_ x: S, result: S) -> S { S.exp(x) }

  static func expansion(_ x: OneSided) -> OneSided {
    x.composed(Self.self) { _ in x.exponential - 1 }
  }
}

enum Logarithm: UnaryPrimitive {
  static let opcode = Opcode.log
  static let name = "log"
  static let aliases = ["ln"]
  static let summary = "the natural logarithm"
  static let field = FunctionField.exponential
  static let hands = "log divides by x"
  static let shape = RealShape(.rising, domain: .above(0), poles: .at([0]))
  static let example: [Double] = [2]
  static let samples: [ClosedRange<Double>] = [0.1...9.0]
  static let kernels: UnaryKernels? = .log
  static func value(_ x: Double) -> Double { adrepl_log(x) }
  static func partial<S: Number>(_ x: S, result: S) -> S { S.guarded(1 / x, by: result) }

  static func expansion(_ x: OneSided) -> OneSided {
    x.logarithm
  }
}

/// log x / log b, as people write it with the base behind the number.
///
/// The quotient rounds three times, and log(125)/log(5) comes to a little more than 3. Where the answer is so near to a
/// multiple of 1/8, and that power of the base is the number, it is that multiple: a whole number, or a root whose power
/// a double holds, such as 3/2 for 8 to base 4. For the bases 2 and 10 the C library has functions.
enum LogarithmToBase: BinaryPrimitive {
  static let opcode = Opcode.logToBase
  static let name = "log"
  static let summary = "the logarithm of x to base b"
  static let field = FunctionField.exponential
  static let hands = "a logarithm divides by x and the logarithm of its base"
  static let accuracy = AccuracyBound(
    because: "a product underflows or overflows on the way where operands are below 1e-150 or above 1e150",
    beyondSecond: { $0.contains { $0 < 1e-150 || $0 > 1e150 } })
  static let parameters = ["x", "b"]
  static let example: [Double] = [125, 5]
  static let domain = "x > 0; b > 0, but not 1"
  static let samples: [ClosedRange<Double>] = [0.1...9.0, 1.5...9.0]

  static func definition<S: Number>(_ x: S, _ b: S) -> S? { S.log(x) / S.log(b) }
  static func value(_ x: Double, _ b: Double) -> Double {
    if b == 2 { return .log2(x) }
    if b == 10 { return .log10(x) }
    guard b > 0, b != 1 else { return .nan }
    let quotient = Double.log(x) / .log(b)
    let multiple = (quotient * 8).rounded() / 8
    let isNear = abs(quotient - multiple) <= 4 * multiple.ulp
    return isNear && CLibrary.pow(b, multiple) == x ? multiple : quotient
  }

  static func partialLeft<S: Number>(_ x: S, _ b: S, result: S) -> S {
    S.guarded(1 / (x * S.log(b)), by: result)
  }
  static func partialRight<S: Number>(_ x: S, _ b: S, result: S) -> S { -(result / (b * S.log(b))) }

  static func expansion(_ x: OneSided, _ b: OneSided) -> OneSided {
    x.logarithm / b.logarithm
  }
}

enum BinaryLogarithm: UnaryPrimitive {
  static let opcode = Opcode.log2
  static let name = "log2"
  static let summary = "the logarithm to base 2"
  static let field = FunctionField.exponential
  static let hands = "log2 divides by x and log(2)"
  static let shape = RealShape(.rising, domain: .above(0), poles: .at([0]))
  static let accuracy = AccuracyBound.ofCLibrary
  static let example: [Double] = [8]
  static let samples: [ClosedRange<Double>] = [0.1...9.0]
  static func definition<S: Number>(_ x: S) -> S? { S.log(x) / S.log(2) }
  static func composed<S: Number>(with inner: Opcode, of x: S) -> S? {
    inner == .exp2 ? x : nil
  }
  static func value(_ x: Double) -> Double { .log2(x) }
  static func partial<S: Number>(_ x: S, result: S) -> S { S.guarded(S(1 / ln2) / x, by: result) }

  static func expansion(_ x: OneSided) -> OneSided {
    x.isOrdinary ? x.composed(Self.self) : x.logarithm / .rounded(ln2)
  }
}

enum DecimalLogarithm: UnaryPrimitive {
  static let opcode = Opcode.log10
  static let name = "log10"
  static let summary = "the logarithm to base 10"
  static let field = FunctionField.exponential
  static let hands = "log10 divides by x and log(10)"
  static let shape = RealShape(.rising, domain: .above(0), poles: .at([0]))
  static let accuracy = AccuracyBound.ofCLibrary
  static let example: [Double] = [1000]
  static let samples: [ClosedRange<Double>] = [0.1...9.0]
  static func definition<S: Number>(_ x: S) -> S? { S.log(x) / S.log(10) }
  static func value(_ x: Double) -> Double { .log10(x) }
  static func partial<S: Number>(_ x: S, result: S) -> S { S.guarded(S(1 / ln10) / x, by: result) }

  static func expansion(_ x: OneSided) -> OneSided {
    x.isOrdinary ? x.composed(Self.self) : x.logarithm / .rounded(ln10)
  }
}

enum LogarithmOnePlus: UnaryPrimitive {
  static let opcode = Opcode.log1p
  static let name = "log1p"
  static let summary = "log(1 + x), accurate for small x"
  static let field = FunctionField.exponential
  static let hands = "log1p divides by 1 + x"
  static let shape = RealShape(.rising, domain: .above(-1), poles: .at([-1]))
  static let replaces = [Replacement("log(1 + x)", by: "log1p(x)", [.cancellation], small: "x")]
  static let samples: [ClosedRange<Double>] = [-0.9...3.0]
  static func definition<S: Number>(_ x: S) -> S? { S.log(1 + x) }
  static func composed<S: Number>(with inner: Opcode, of x: S) -> S? {
    inner == .expm1 ? x : nil
  }
  static let kernels: UnaryKernels? = .log1p
  static func value(_ x: Double) -> Double { adrepl_log1p(x) }
  static func partial<S: Number>(_ x: S, result: S) -> S { S.guarded(1 / (1 + x), by: result) }

  static func expansion(_ x: OneSided) -> OneSided {
    (1 + x).isOrdinary ? x.composed(Self.self) : (1 + x).logarithm
  }
}

/// log(eᵃ + eᵇ) = max(a, b) + log(1 + e^(−|a−b|)), which never overflows on the way.
enum LogAddExp: BinaryPrimitive {
  static let opcode = Opcode.logaddexp
  static let name = "logaddexp"
  static let summary = "log(exp(a) + exp(b)) without overflow"
  static let field = FunctionField.exponential
  static let hands = "logaddexp shares its adjoint out in proportion to exp(a) and exp(b)"
  static let accuracy = AccuracyBound(
    partial: 350, second: 350,
    because: "of a - b, rounded, the partial is e^x at the far end: a relative error of x·2⁻⁵³")

  static func definition<S: Number>(_ a: S, _ b: S) -> S? { S.log(S.exp(a) + S.exp(b)) }
  static func value(_ a: Double, _ b: Double) -> Double {
    // Equal infinities have no difference; equal numbers need none.
    if a == b { return a + ln2 }
    return max(a, b) + .log(onePlus: .exp(-abs(a - b)))
  }

  // eᵃ/(eᵃ + eᵇ) = σ(a − b)
  static func partialLeft<S: Number>(_ a: S, _ b: S, result: S) -> S {
    S.sigmoid(S.apply(Gap.self, a, b))
  }
  static func partialRight<S: Number>(_ a: S, _ b: S, result: S) -> S {
    S.sigmoid(S.apply(Gap.self, b, a))
  }

  static func expansion(_ a: OneSided, _ b: OneSided) -> OneSided {
    LogSumExp.expansion([a, b])
  }
}

enum XLogY: BinaryPrimitive {
  static let opcode = Opcode.xlogy
  static let name = "xlogy"
  static let summary = "x*log(y), and 0 where x is 0"
  static let field = FunctionField.exponential
  static let hands = "xlogy hands log(y) times its adjoint to x, and x/y times its adjoint to y"
  static let algebra = Algebra.weightedLogarithm
  static let replaces = [Replacement("x*log(y)", by: "xlogy(x, y)", [.indeterminate])]
  static func isPole(at operands: [Double]) -> Bool { operands[1] == 0 }
  static let secondOrderStructure = SecondOrderStructure.linearInFirst
  static let parameters = ["x", "y"]
  static let domain = "y > 0, or x = 0"
  static let samples: [ClosedRange<Double>] = [-3...3, 0.1...9.0]
  static func value(_ x: Double, _ y: Double) -> Double { x == 0 && !y.isNaN ? 0 : x * .log(y) }
  static func partialLeft<S: Number>(_ x: S, _ y: S, result: S) -> S { S.log(y) }
  static func partialRight<S: Number>(_ x: S, _ y: S, result: S) -> S {
    S.guarded(S.apply(StrongDivide.self, x, y), by: result)
  }

  static let hasSingularities = true
  static func singularity(at x: Double, _ y: Double) -> Singularity? {
    x == 0 && y <= 0 ? .verticalTangent : nil
  }

  static func expansion(_ x: OneSided, _ y: OneSided) -> OneSided {
    if x.isZero { return y.failure == .undefined ? y : 0 }
    return x * y.logarithm
  }
}

/// ln 2 and ln 10, rounded to double.
let ln2 = 0.693147180559945309417232121458
private let ln10 = 2.302585092994045684017991454684

extension Number {
  /// e to the power `x`.
  public static func exp(_ x: Self) -> Self { apply(Exponential.self, x) }

  /// 2 to the power `x`.
  public static func exp2(_ x: Self) -> Self { apply(BinaryExponential.self, x) }

  /// `exp(x) - 1`, accurate for small `x`.
  public static func expm1(_ x: Self) -> Self { apply(ExponentialMinusOne.self, x) }

  /// The natural logarithm of `x`.
  public static func log(_ x: Self) -> Self { apply(Logarithm.self, x) }

  /// The logarithm of `x` to base 2.
  public static func log2(_ x: Self) -> Self { apply(BinaryLogarithm.self, x) }

  /// The logarithm of `x` to base 10.
  public static func log10(_ x: Self) -> Self { apply(DecimalLogarithm.self, x) }

  /// `log(1 + x)`, accurate for small `x`.
  public static func log1p(_ x: Self) -> Self { apply(LogarithmOnePlus.self, x) }

  /// `log(exp(a) + exp(b))`, without overflow.
  public static func logaddexp(_ a: Self, _ b: Self) -> Self { apply(LogAddExp.self, a, b) }

  /// `x * log(y)`, and 0 where `x` is 0.
  public static func xlogy(_ x: Self, _ y: Self) -> Self { apply(XLogY.self, x, y) }
}
