import RealModule

// A primitive is evaluated with doubles where operands and result fit into one. Beyond, its value is known where it is made
// of powers, exponentials and logarithms; elsewhere it is what doubles give.

extension WideDouble {
  static func apply<P: UnaryPrimitive>(_ primitive: P.Type, _ x: Self) -> Self {
    let value = P.value(x.double)
    if x.fitsDouble, value.isNormal || value.isNaN { return Self(value) }
    // sinh 0 is 0, and nothing was lost: what underflows does so far out.
    if x.fitsDouble, value.isFinite, x.double.magnitude < leastThatUnderflows { return Self(value) }
    return (x.isTiny ? x.besideZero(P.opcode) : x.beyondDoubles(P.opcode)) ?? Self(value)
  }

  static func apply<P: BinaryPrimitive>(_ primitive: P.Type, _ a: Self, _ b: Self) -> Self {
    switch P.opcode {
    case .add: return a + b
    case .subtract: return a - b
    case .multiply: return a * b
    case .divide: return a / b
    case .strongMultiply: return a ⊙ b
    case .strongDivide: return a.isExactlyZero ? 0 : a / b
    default: break
    }
    if P.comparesOperands {
      return order(a, b).map { Self(P.value(Double($0), 0)) } ?? Self(P.value(a.double, b.double))
    }
    let value = P.value(a.double, b.double)
    if a.fitsDouble, b.fitsDouble, value.isNormal || value.isNaN { return Self(value) }
    if P.opcode == .power { return a.raised(to: b) }
    if P.opcode == .guarded { return b.significand.isNaN ? Self(.nan) : a }
    return a.fitsDouble && b.fitsDouble ? Self(value) : scaled(P.self, a, b)
  }

  /// Of angles, only the ratio of the two counts.
  private static func scaled<P: BinaryPrimitive>(_ primitive: P.Type, _ a: Self, _ b: Self) -> Self {
    guard P.opcode == .atan2 else { return Self(P.value(a.double, b.double)) }
    let shift = Swift.max(a.exponent, b.exponent)
    return Self(
      P.value(
        Self(a.significand, times2To: a.exponent - shift).double,
        Self(b.significand, times2To: b.exponent - shift).double))
  }

  static func apply<P: TernaryPrimitive>(_ primitive: P.Type, _ a: Self, _ b: Self, _ c: Self) -> Self {
    switch P.opcode {
    case .if: a.significand.isNaN ? a : (a.isExactlyZero ? c : b)
    case .clamp: extreme([extreme([a, b], isLargest: true), c], isLargest: false)
    default: Self(P.value(a.double, b.double, c.double))
    }
  }

  static func apply<P: NaryPrimitive, Operands: RandomAccessCollection<Self>>(
    _ primitive: P.Type, _ operands: Operands
  ) -> Self {
    switch P.algebra {
    case .sum: return operands.reduce(0, +)
    case .mean: return operands.reduce(0, +) / Self(Double(operands.count))
    case .product: return operands.reduce(1, *)
    case .norm: return operands.reduce(0) { $0 + $1 * $1 }.raised(to: 0.5)
    case .choice(.largest): return extreme(operands, isLargest: true)
    case .choice(.smallest): return extreme(operands, isLargest: false)
    default: return Self(P.value(operands.lazy.map(\.double)))
    }
  }

  static func apply<P: FamilyPrimitive, Operands: RandomAccessCollection<Self>>(
    _ primitive: P.Type, _ member: Int, _ operands: Operands
  ) -> Self {
    Self(P.value(member, operands.lazy.map(\.double)))
  }

  /// Nearer to 0 no function of the catalogue has a value too small for a double but near a zero.
  private static let leastThatUnderflows = 20.0

  private static func extreme(_ operands: some Collection<Self>, isLargest: Bool) -> Self {
    let start = Self(isLargest ? -.infinity : .infinity)
    return operands.reduce(start) { best, operand in
      guard let order = order(operand, best) else { return Self(.nan) }
      return (order > 0) == isLargest && order != 0 ? operand : best
    }
  }
}

extension WideDouble {
  /// A function where operand or result is beyond doubles; nil where nothing better is known than doubles.
  private func beyondDoubles(_ opcode: Opcode) -> Self? {
    switch opcode {
    case .negate: -self
    case .abs: significand < 0 ? -self : self
    case .detach: self
    case .sqrt: raised(to: 0.5)
    case .cbrt: cubeRoot
    case .exp, .expm1: exponential
    case .exp2: (self * Self(.ln2)).exponential
    case .log, .log1p: logarithm
    case .log2: logarithm / Self(.ln2)
    case .log10: logarithm / Self(Double.log(10))
    case .sinh: significand < 0 ? -(-self).exponential / 2 : exponential / 2
    case .cosh: magnitude.exponential / 2
    case .sech: 2 * (-magnitude).exponential
    case .csch: significand < 0 ? -2 * exponential : 2 * (-self).exponential
    case .sigmoid: significand < 0 ? exponential : nil
    case .sigmoidDerivative: (-magnitude).exponential
    case .softplus: significand < 0 ? exponential : nil
    case .gaussian: gaussian(1)
    case .normpdf: gaussian(0.5) / Self((2 * Double.pi).squareRoot())
    case .erfc: significand > 0 ? complementaryError : nil
    case .normcdf: significand < 0 ? (-self / Self(2.0.squareRoot())).complementaryError / 2 : nil
    case .gamma: significand > 0 && fitsDouble ? Self(Double.logGamma(double)).exponential : nil
    case .factorial: significand > 0 && fitsDouble ? Self(Double.logGamma(double + 1)).exponential : nil
    default: nil
    }
  }

  /// Whether a function that is x beside 0 is x to the last digit.
  private var isTiny: Bool { significand != 0 && significand.isFinite && exponent < -60 }

  /// A function of a number that is tiny, perhaps too much so for a double; nil where its value is that at 0.
  private func besideZero(_ opcode: Opcode) -> Self? {
    switch opcode {
    case .expm1, .log1p, .sin, .tan, .asin, .atan, .sinh, .tanh, .asinh, .atanh, .softsign, .lambertw: self
    case .csc, .cot, .csch, .coth, .gamma: 1 / self
    case .negate, .abs, .detach, .sqrt, .cbrt, .log, .log2, .log10: beyondDoubles(opcode)
    default: nil
    }
  }

  /// The root of the significand, with what the exponent leaves when it is divided by three.
  private var cubeRoot: Self {
    guard significand != 0, significand.isFinite else { return Self(CubeRoot.value(significand)) }
    let rest = ((exponent % 3) + 3) % 3
    return Self(CubeRoot.value(significand * Double(1 << rest)), times2To: (exponent - rest) / 3)
  }

  private var magnitude: Self { significand < 0 ? -self : self }

  /// e^x: with x = n·log 2 + r it is 2ⁿ·eʳ. What the product with log 2 loses is far below an ulp of r, by a second double.
  var exponential: Self {
    guard !significand.isNaN, significand != 0 else { return Self(.exp(significand)) }
    guard exponent < 60, significand.isFinite else { return Self(significand < 0 ? 0 : .infinity) }
    let x = double
    let n = (x / .ln2).rounded()
    let r = x.addingProduct(-n, .ln2) - n * Self.lostOfLn2
    return Self(.exp(r), times2To: Int(n))
  }

  private static let lostOfLn2 = 2.3190468138462996e-17

  /// log x = log m + e·log 2.
  var logarithm: Self {
    guard significand > 0, significand.isFinite else { return Self(.log(significand)) }
    return Self(Double.log(significand) + Double(exponent) * .ln2)
  }

  /// x^y. Whole and half exponents are products and roots; others go by the logarithm.
  func raised(to power: Self) -> Self {
    let y = power.double
    if y.isNaN || significand.isNaN { return Self(.nan) }
    if y == 0.5 { return squareRoot }
    if let whole = Int(exactly: y), whole.magnitude <= Self.mostMultiplications {
      let product = (0..<whole.magnitude).reduce(Self(1)) { product, _ in product * self }
      return whole < 0 ? 1 / product : product
    }
    guard significand > 0, significand.isFinite, y.isFinite else { return Self(Power.value(double, y)) }
    return (power * logarithm).exponential
  }

  private static let mostMultiplications = 64

  private var squareRoot: Self {
    guard significand > 0, significand.isFinite else { return Self(significand.squareRoot()) }
    let isOdd = exponent % 2 != 0
    return Self(
      (isOdd ? 2 * significand : significand).squareRoot(), times2To: (isOdd ? exponent - 1 : exponent) / 2)
  }

  /// e^(−c·x²), c being a power of two; what rounding x² loses goes back in.
  private func gaussian(_ c: Double) -> Self {
    guard exponent < 500, exponent > -500, significand.isFinite else {
      return exponent < 0 ? 1 : Self(significand.isNaN ? .nan : 0)
    }
    let x = double
    let lost = (-(x * x)).addingProduct(x, x)
    return Self(-c * (x * x)).exponential * Self(.exp(-c * lost))
  }

  /// erfc far out: e^(−x²)/(x·√π)·(1 − 1/(2x²) + 3/(4x⁴) − …) (DLMF 7.12.1), of which at x = 26 each term is a hundredth of
  /// the one before.
  private var complementaryError: Self {
    let inverse = 1 / (2 * double * double)
    var (sum, term) = (1.0, 1.0)
    for k in 1...8 {
      term *= -Double(2 * k - 1) * inverse
      sum += term
    }
    return gaussian(1) * Self(sum) / (self * Self(Double.pi.squareRoot()))
  }
}

extension Double {
  /// log 2
  fileprivate static let ln2 = 0.693147180559945309417232121458
}
