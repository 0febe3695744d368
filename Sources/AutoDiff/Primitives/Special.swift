import RealModule

enum ErrorFunction: UnaryPrimitive {
  static let opcode = Opcode.erf
  static let name = "erf"
  static let summary = "the error function"
  static let hands = "erf multiplies by 2/sqrt(pi)*exp(-x^2)"
  static let shape = RealShape(.rising)
  static let accuracy = AccuracyBound.ofCLibrary
  static func value(_ x: Double) -> Double { .erf(x) }
  static func partial<S: Number>(_ x: S, result: S) -> S { S(twoOverRootPi) * S.apply(Gaussian.self, x) }
}

enum ComplementaryErrorFunction: UnaryPrimitive {
  static let opcode = Opcode.erfc
  static let name = "erfc"
  static let summary = "1 - erf(x), accurate for large x"
  static let hands = "erfc multiplies by -2/sqrt(pi)*exp(-x^2)"
  static let shape = RealShape(.falling)
  static let accuracy = AccuracyBound.ofCLibrary
  static func value(_ x: Double) -> Double { .erfc(x) }
  static func partial<S: Number>(_ x: S, result: S) -> S { S(-twoOverRootPi) * S.apply(Gaussian.self, x) }
}

/// e^(−x²), the derivative of the error functions up to a factor.
enum Gaussian: UnaryPrimitive {
  static let opcode = Opcode.gaussian
  static let name = "gaussian"
  static let notation = Notation.written("exp(-x^2)")
  static let summary = "exp(-x^2), accurate for large x"
  static let hands = "exp(-x^2) multiplies by -2x and its result"
  static let shape = RealShape(.risingTo(0))
  static let accuracy = AccuracyBound(
    gridSteps: 1000,
    because:
      "what the grid of subnormal numbers took from a density is multiplied by x or, in the second derivative, x²"
  )
  static func value(_ x: Double) -> Double {
    let (exponential, correction) = factors(x, 1)
    return exponential * correction
  }
  static func partial<S: Number>(_ x: S, result: S) -> S { -2 * x * result }

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
}

/// The inverse of the error function.
///
/// A starting value by M. Giles, "Approximating the erfinv function" (GPU Computing Gems 2, 2010), good to about
/// 1e-7, polished by two Halley steps on erf, or on erfc near ±1, where erf has no digits left. Nearer to ±1 than
/// single precision goes, the start solves erfc(y) ≈ e^(−y²)/(√π·y)·(1 − 1/(2y²)) (DLMF 7.12.1) by iteration.
enum InverseErrorFunction: UnaryPrimitive {
  static let opcode = Opcode.erfinv
  static let name = "erfinv"
  static let summary = "the inverse of erf"
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
}

enum Gamma: UnaryPrimitive {
  static let opcode = Opcode.gamma
  static let name = "gamma"
  static let summary = "the gamma function, (n - 1)! at whole n"
  static let hands = "gamma multiplies by its result and digamma(x)"
  static let shape = RealShape(poles: .wholeNumbers(upTo: 0))
  static let accuracy = AccuracyBound.ofSumsOfCLibrary
  static let example: [Double] = [5]
  static let samples: [ClosedRange<Double>] = [0.2...6.0]
  static func value(_ x: Double) -> Double { .gamma(x) }
  static func partial<S: Number>(_ x: S, result: S) -> S { result * S.digamma(x) }
}

/// x! = Γ(x + 1). At whole numbers it is the product itself, correctly rounded, which the C library's gamma is not.
enum Factorial: UnaryPrimitive {
  static let opcode = Opcode.factorial
  static let name = "!"
  static let aliases = ["factorial"]
  static let summary = "the factorial, gamma(x + 1)"
  static let hands = "a factorial multiplies by its result and digamma(x + 1)"
  static let notation = Notation.postfix
  static let shape = RealShape(poles: .wholeNumbers(upTo: -1))
  static let accuracy = AccuracyBound.ofSums
  static let example: [Double] = [5]
  static let samples: [ClosedRange<Double>] = [-0.8...5.0]

  static func value(_ x: Double) -> Double {
    if let n = Int(exactly: x), products.indices.contains(n) { return products[n] }
    // What rounding lost of x + 1 goes back in by the slope: Γ(s + t) = Γ(s)·(1 + ψ(s)·t) for tiny t.
    let sum = x + 1
    let lost = abs(x) > 1 ? (x - sum) + 1 : (1 - sum) + x
    let gamma = Double.gamma(sum)
    return lost == 0 || !gamma.isFinite || gamma == 0 ? gamma : gamma * (1 + Polygamma.value(0, sum) * lost)
  }

  static func partial<S: Number>(_ x: S, result: S) -> S { result * S.digamma(x + 1) }

  /// The factorials that a double can hold, 0! to 170!, each rounded once from the exact product.
  static let products: [Double] = {
    var product = WholeNumber(1)
    return (0...170).map { n in
      if n > 0 { product.multiply(by: UInt32(n)) }
      return product.rounded
    }
  }()

  /// A whole number of any size.
  private struct WholeNumber {
    /// The digits to base 2³², the lowest first; the last one is not 0.
    private var digits: [UInt32]

    init(_ value: UInt32) { digits = [value] }

    mutating func multiply(by factor: UInt32) {
      var carry: UInt64 = 0
      for place in digits.indices {
        carry += UInt64(digits[place]) * UInt64(factor)
        digits[place] = UInt32(truncatingIfNeeded: carry)
        carry >>= 32
      }
      if carry > 0 { digits.append(UInt32(carry)) }
    }

    /// The nearest double: of the highest three digits, at least 65 bits, and of whether anything other than 0 is below.
    var rounded: Double {
      let top = Array(digits.suffix(3).reversed())
      let below = digits.dropLast(3)
      let leading = top.reduce(into: (high: UInt64(0), low: UInt64(0))) { number, digit in
        number = (number.high << 32 | number.low >> 32, number.low << 32 | UInt64(digit))
      }
      if leading.high == 0, below.isEmpty { return Double(leading.low) }
      let shift = 64 - leading.high.leadingZeroBitCount
      var bits = shift == 0 ? leading.low : leading.high << UInt64(64 - shift) | leading.low >> UInt64(shift)
      let lost = leading.low & (1 << UInt64(shift) - 1) != 0 || below.contains { $0 != 0 }
      // A bit below those that a double holds, so that what was left out decides a tie.
      if lost { bits |= 1 }
      return Double(bits) * Double(sign: .plus, exponent: shift + 32 * below.count, significand: 1)
    }
  }
}

enum LogGamma: UnaryPrimitive {
  static let opcode = Opcode.lgamma
  static let name = "lgamma"
  static let summary = "log |gamma(x)|"
  static let hands = "lgamma multiplies by digamma(x)"
  static let shape = RealShape(poles: .wholeNumbers(upTo: 0))
  static let accuracy = AccuracyBound.ofSumsOfCLibrary
  static let example: [Double] = [5]
  static let samples = Gamma.samples
  static func value(_ x: Double) -> Double { .logGamma(x) }
  static func partial<S: Number>(_ x: S, result: S) -> S { S.digamma(x) }

  static let hasSingularities = true
  static func singularity(at x: Double) -> Singularity? {
    x <= 0 && x == x.rounded(.down) ? .undefined : nil
  }
}

enum Digamma: UnaryPrimitive {
  static let opcode = Opcode.digamma
  static let name = "digamma"
  static let summary = "the derivative of lgamma"
  static let hands = "digamma multiplies by trigamma(x)"
  static let algebra = Algebra.polygamma(order: 0, isDifference: false)
  static let shape = RealShape(.rising, poles: .wholeNumbers(upTo: 0))
  static let accuracy = AccuracyBound.ofSums
  static let example: [Double] = [5]
  static let samples = Gamma.samples
  static func value(_ x: Double) -> Double { Polygamma.value(0, x) }
  static func partial<S: Number>(_ x: S, result: S) -> S { S.apply(Trigamma.self, x) }
}

enum Trigamma: UnaryPrimitive {
  static let opcode = Opcode.trigamma
  static let name = "trigamma"
  static let summary = "the second derivative of lgamma"
  static let hands = "trigamma multiplies by polygamma(2, x)"
  static let algebra = Algebra.polygamma(order: 1, isDifference: false)
  static let shape = RealShape(poles: .wholeNumbers(upTo: 0))
  static let accuracy = AccuracyBound.ofSums
  static let example: [Double] = [5]
  static let samples = Gamma.samples
  static func value(_ x: Double) -> Double { Polygamma.value(1, x) }
  static func partial<S: Number>(_ x: S, result: S) -> S { S.apply(Polygamma.self, 2, x) }
}

/// ψ⁽ⁿ⁾(x), the (n+1)-th derivative of log Γ(x); derivatives of the gamma family are made of it.
enum Polygamma: BinaryPrimitive {
  static let opcode = Opcode.polygamma
  static let name = "polygamma"
  static let summary = "the n-th derivative of digamma at x"
  static let hands = "each polygamma multiplies by the next"
  static let algebra = Algebra.polygamma(order: nil, isDifference: false)
  static let accuracy = AccuracyBound.ofSums
  static func isPole(at operands: [Double]) -> Bool { true }
  static let example: [Double] = [1, 2]
  static let parameters = ["n", "x"]
  static let domain = "n a whole number from 0 to 60; x not 0 or a negative whole number"
  static let samples: [ClosedRange<Double>] = [1...1, 0.2...6.0]

  /// The highest order of which there is a value: two more than is promised, for its second derivatives.
  static let highestOrder = 62

  /// Bernoulli numbers B₂, B₄, …, B₂₄.
  private static let bernoulli: [Double] = [
    1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30, 5.0 / 66, -691.0 / 2730, 7.0 / 6, -3617.0 / 510, 43867.0 / 798,
    -174611.0 / 330, 854513.0 / 138, -236364091.0 / 2730,
  ]

  /// Below 0 they reflect (DLMF 5.5.4, 5.15.6), so that no recurrence climbs from there:
  ///
  ///     ψ⁽ⁿ⁾(x) = (−1)ⁿ·ψ⁽ⁿ⁾(1 − x) − π·dⁿ/dxⁿ cot(πx)
  ///
  /// There is no limit at −∞, between poles all the way.
  static func value(_ order: Double, _ x: Double) -> Double {
    guard let n = Int(exactly: order), (0...highestOrder).contains(n), !x.isNaN else { return .nan }
    if x <= 0 {
      if x == x.rounded(.down) { return .nan }
      switch n {
      case 0: return digamma(1 - x) - .pi * CosinePi.value(x) / SinePi.value(x)
      case 1:
        let sine = SinePi.value(x) / .pi
        return 1 / (sine * sine) - combination(1, 1 - x, log: 0, power: whole)
      default:
        let reflected = combination(n, 1 - x, log: 0, power: whole)
        return (n % 2 == 0 ? reflected : -reflected) - cotangentDerivative(n, x)
      }
    }
    return n == 0 ? digamma(x) : combination(n, x, log: 0, power: whole)
  }

  /// π·dⁿ/dxⁿ cot(πx) for n ≥ 2 and x < 0.
  ///
  /// The reflection itself gives it at the distances from the poles on the two sides, where ψ⁽ⁿ⁾ has all its digits:
  /// (−1)ⁿ·ψ⁽ⁿ⁾(1 − r) − ψ⁽ⁿ⁾(r), r being what x is above a whole number. For even n the two have different signs, and cancel
  /// about halfway; as powers r^(−n−1) they do so the nearer the higher n is. There it is a polynomial in the cotangent,
  /// which is small: with c = cot θ,
  ///
  ///     dⁿ/dθⁿ cot θ = (−1)ⁿ·P_n(c),  P_0 = c,  P_{n+1} = (1 + c²)·P_n′
  ///
  /// whose coefficients are all positive and whose powers are all odd or all even.
  private static func cotangentDerivative(_ n: Int, _ x: Double) -> Double {
    // Both are exact, but for r where x is a tiny bit below 0, and there ψ⁽ⁿ⁾(r) counts nothing.
    let above = x - x.rounded(.down)
    let below = x.rounded(.up) - x
    let isEven = n % 2 == 0
    guard isEven, Double(n + 1) * (below - above).magnitude < 0.5 else {
      let right = combination(n, above, log: 0, power: whole)
      let left = combination(n, below, log: 0, power: whole)
      return (isEven ? left : -left) - right
    }
    let cotangent = CosinePi.value(x) / SinePi.value(x)
    var polynomial = [0.0, 1]
    for _ in 0..<n {
      var next = [Double](repeating: 0, count: polynomial.count + 1)
      for (power, coefficient) in polynomial.enumerated().dropFirst() {
        next[power - 1] += Double(power) * coefficient
        next[power + 1] += Double(power) * coefficient
      }
      polynomial = next
    }
    let value = polynomial.reversed().reduce(0) { $0 * cotangent + $1 }
    // The double nearest to π lacks π·3.898e-17.
    let scale = CLibrary.pow(.pi, Double(n + 1))
    return value * (scale + scale * (Double(n + 1) * 3.898171832519376e-17))
  }

  /// ψ(x) for x > 0. Between 1 and 2, where the series below would cancel, its distance from the root x₀ = 1.4616…
  /// (in three parts) times a function that is nearly 1 (J. Maddock, Boost.Math; |error| < 2e-17).
  private static func digamma(_ x: Double) -> Double {
    if x < 1 { return digamma(x + 1) - 1 / x }
    if x > 3 { return combination(0, x, log: .log(raised(0, x)), power: whole) }
    if x > 2 { return digamma(x - 1) + 1 / (x - 1) }
    let distance = x - 0x1.762d8634p0 - 0x1.6be3f6ep-32 - 0x1.a9c8865e0a4fp-64
    let numerator: [Double] = [
      -0.0020713321167745952, -0.045251321448739056, -0.28919126444774784, -0.65031853770896507,
      -0.32555031186804491, 0.25479851061131551,
    ]
    let denominator: [Double] = [
      -0.55789841321675513e-6, 0.0021284987017821144, 0.054151797245674225, 0.43593529692665969,
      1.4606242909763515, 2.0767117023730469, 1,
    ]
    func polynomial(_ coefficients: [Double]) -> Double { coefficients.reduce(0) { $0 * (x - 1) + $1 } }
    return distance * 0.99558162689208984 + distance * (polynomial(numerator) / polynomial(denominator))
  }

  /// The argument after the recurrence has raised it so far that the asymptotic series has converged.
  static func raised(_ n: Int, _ argument: Double) -> Double {
    assert(argument > 0, "what is not above 0 may be far below it")
    var x = argument
    while x < Double(n) + 15 { x += 1 }
    return x
  }

  /// ψ⁽ⁿ⁾ as a linear combination of a logarithm, for n = 0, and of whole negative powers:
  ///
  ///     ψ(x) = log x − 1/2x − Σ B₂ₖ/(2k x²ᵏ)
  ///     ψ⁽ⁿ⁾(x) = (−1)ⁿ⁺¹ [(n−1)!/xⁿ + n!/2xⁿ⁺¹ + Σ B₂ₖ (2k+n−1)!/((2k)! x²ᵏ⁺ⁿ)]
  ///
  /// (DLMF 5.11.2, 5.15.8), for x from n + 15 on, to which ψ⁽ⁿ⁾(x) = ψ⁽ⁿ⁾(x+1) − (−1)ⁿ n!/xⁿ⁺¹ (DLMF 5.15.5) raises
  /// it. `power(x, m)` is xᵐ, or the difference of two such powers, which gives that of two polygammas: no terms of
  /// different sign meet in either.
  static func combination(
    _ n: Int, _ argument: Double, log: Double, power: (Double, Int) -> Double
  ) -> Double {
    var sum = 0.0
    forEachTerm(n, argument, from: Double(n) + 15) { factor, x, exponent in sum += factor * power(x, exponent)
    }
    return n == 0 ? log - sum : n % 2 == 0 ? -sum : sum
  }

  /// The powers of that combination with their factors, without the sign, for an argument that is raised to a bound. The
  /// last one is of the argument in the logarithm. No more than twice the bound and a few: an argument further below 0
  /// has to be reflected.
  @inline(__always)
  static func forEachTerm(
    _ n: Int, _ argument: Double, from bound: Double,
    _ body: (_ factor: Double, _ x: Double, _ exponent: Int) -> Void
  ) {
    var factorial = 1.0  // n!
    for k in stride(from: 2, through: n, by: 1) { factorial *= Double(k) }

    assert(argument >= -bound || argument.isNaN, "what is far below 0 has too many powers")
    var x = argument
    while x < bound {
      body(factorial, x, -(n + 1))
      x += 1
    }
    var coefficient = factorial / 2 * Double(n + 1)  // (2k+n−1)!/(2k)! for k = 1
    for (index, number) in bernoulli.enumerated() {
      let k = Double(2 * (index + 1))
      body(number * coefficient, x, -(n + 2 * (index + 1)))
      coefficient *= (k + Double(n)) * (k + Double(n) + 1) / ((k + 1) * (k + 2))
    }
    body(factorial / 2, x, -(n + 1))
    if n > 0 { body(factorial / Double(n), x, -n) }
  }

  private static func whole(_ x: Double, _ exponent: Int) -> Double {
    exponent == -1 ? 1 / x : CLibrary.pow(x, Double(exponent))
  }

  static func partialLeft<S: Number>(_ order: S, _ x: S, result: S) -> S { S(.nan) }
  static func partialRight<S: Number>(_ order: S, _ x: S, result: S) -> S {
    S.apply(Polygamma.self, order + 1, x)
  }
}

/// ψ⁽ⁿ⁾(a + b) − ψ⁽ⁿ⁾(a); derivatives of the beta functions are made of it.
enum PolygammaDifference: TernaryPrimitive {
  static let opcode = Opcode.polygammaDifference
  static let name = "polygamma_difference"
  static let notation = Notation.written("polygamma(n, a + b) - polygamma(n, a)")
  static let summary = "polygamma(n, a + b) - polygamma(n, a), b small"
  static let hands = "each difference of polygammas multiplies by the next"
  static let algebra = Algebra.polygamma(order: nil, isDifference: true)
  static let accuracy = AccuracyBound.ofSums
  static let example: [Double] = [1, 2, 0.5]
  static let parameters = ["n", "a", "b"]
  static let domain = "n a whole number from 0 to 60; a > 0, b > 0"
  static let samples: [ClosedRange<Double>] = [1...1, 0.2...6.0]

  /// The difference of two sums is the sum of their terms' differences, and those do not cancel in the form
  /// (x + b)ᵐ − xᵐ = xᵐ·((1 + b/x)ᵐ − 1).
  static func value(_ order: Double, _ a: Double, _ b: Double) -> Double {
    guard let n = Int(exactly: order), (0...Polygamma.highestOrder).contains(n), a > 0, b > 0, b.isFinite
    else {
      return Polygamma.value(order, a + b) - Polygamma.value(order, a)
    }
    return Polygamma.combination(n, a, log: .log(onePlus: b / Polygamma.raised(n, a))) { x, exponent in
      let m = Double(exponent)
      return CLibrary.pow(x, m) * .expMinusOne(m * .log(onePlus: b / x))
    }
  }

  static func partials<S: Number>(_ order: S, _ a: S, _ b: S, result: S) -> (S, S, S) {
    let slope = S.apply(Polygamma.self, order + 1, a + b)
    return (S(.nan), S.apply(PolygammaDifference.self, order + 1, a, b), slope)
  }
}

enum LogBeta: BinaryPrimitive {
  static let opcode = Opcode.lbeta
  static let name = "lbeta"
  static let summary = "log |beta(a, b)|"
  static let hands = "lbeta multiplies by digamma of its operand minus digamma of the sum"
  static let accuracy = AccuracyBound.ofSums
  static func isPole(at operands: [Double]) -> Bool { operands.contains { $0 <= 0 } }
  static let domain = "a > 0, b > 0"
  static let samples: [ClosedRange<Double>] = [0.2...6.0]

  /// From 10 on, log Γ is Stirling's formula, whose large terms cancel by hand (A. Didonato and A. Morris, "Algorithm
  /// 708", 1992, `betaln`); with s the smaller and l the larger operand, and ρ the formula's remainder,
  ///
  ///     log Β = log Γ(s) + s − s·log(s+l) + (l−½)·log(1−s/(s+l)) + ρ(l) − ρ(s+l)
  ///           = ½·log(2π/l) + (s−½)·log(s/(s+l)) + l·log(1−s/(s+l)) + ρ(s) + ρ(l) − ρ(s+l)   for s ≥ 10
  static func value(_ a: Double, _ b: Double) -> Double {
    let (small, large) = a < b ? (a, b) : (b, a)
    guard large >= 10, small > 0 else {
      let beta = Beta.quotient(a, b)
      return beta.isNormal ? .log(abs(beta)) : .logGamma(a) + .logGamma(b) - .logGamma(a + b)
    }
    if large.isInfinite { return -large }
    let sum = small + large
    if small < 10 { return .logGamma(small) - small * .log(sum) + rest(small, large) }
    let power = 0.5 * Double.log(2 * .pi / large) + (small - 0.5) * .log(small / sum)
    let shrinking = large * .log(onePlus: -small / sum)
    return power + shrinking + remainders(small, large)
  }

  /// ρ(s) + ρ(l) − ρ(s + l)
  static func remainders(_ small: Double, _ large: Double) -> Double {
    remainder(small) + remainder(large) - remainder(small + large)
  }

  /// What log Β is beside log Γ(s) − s·log(s+l), for s < 10 ≤ l: of the order of s²/l.
  static func rest(_ small: Double, _ large: Double) -> Double {
    let sum = small + large
    return small + (large - 0.5) * .log(onePlus: -small / sum) + (remainder(large) - remainder(sum))
  }

  /// log Γ(x) − (x − ½)·log x + x − ½·log 2π = Σ B₂ₖ/(2k(2k−1)x²ᵏ⁻¹) for x ≥ 10 (DLMF 5.11.1).
  private static func remainder(_ x: Double) -> Double {
    let coefficients: [Double] = [
      -3617.0 / 122400, 1.0 / 156, -691.0 / 360360, 1.0 / 1188, -1.0 / 1680, 1.0 / 1260, -1.0 / 360, 1.0 / 12,
    ]
    return coefficients.reduce(0) { $0 / x / x + $1 } / x
  }

  // ψ(a) − ψ(a + b)
  static func partialLeft<S: Number>(_ a: S, _ b: S, result: S) -> S {
    -S.apply(PolygammaDifference.self, 0, a, b)
  }
  static func partialRight<S: Number>(_ a: S, _ b: S, result: S) -> S {
    -S.apply(PolygammaDifference.self, 0, b, a)
  }
}

enum Beta: BinaryPrimitive {
  static let opcode = Opcode.beta
  static let name = "beta"
  static let summary = "the beta function, gamma(a)*gamma(b)/gamma(a + b)"
  static let hands = "beta multiplies by its result and digamma of its operand minus digamma of the sum"
  static let accuracy = AccuracyBound(
    value: 16, partial: 32,
    because: "the mixed partial is a difference of large terms when both operands are tiny",
    beyondSecond: { $0[0] < 1e-6 && $0[1] < 1e-6 })
  static func isPole(at operands: [Double]) -> Bool { operands.contains { $0 <= 0 } }
  static let domain = LogBeta.domain
  static let samples = LogBeta.samples

  static func value(_ a: Double, _ b: Double) -> Double {
    // The gamma functions themselves overflow at 171.6; their logarithms cost accuracy, so they come last.
    let direct = quotient(a, b)
    if direct.isNormal { return direct }
    let (small, large) = a < b ? (a, b) : (b, a)
    guard small > 0, large >= 10, (a + b).isFinite else { return .exp(LogBeta.value(a, b)) }
    if small < 10 {
      return .gamma(small) * CLibrary.pow(small + large, -small) * .exp(LogBeta.rest(small, large))
    }
    let powers = power(small, large, small - 0.5) * power(large, small, large)
    return (2 * .pi / large).squareRoot() * powers * .exp(LogBeta.remainders(small, large))
  }

  /// (x/(x+y))^e for x, y > 0. What rounding lost of the base is exact, but multiplied by e in the power, so that it
  /// goes back in: (b·(1+δ))^e = b^e·e^(eδ) for tiny δ.
  private static func power(_ x: Double, _ y: Double, _ exponent: Double) -> Double {
    let (sum, lost) = exactSum(x, y)
    let base = x / sum
    let residue = x.addingProduct(-base, sum) - base * lost
    return CLibrary.pow(base, exponent) * .exp(exponent * residue / x)
  }

  /// a + b rounded, and what rounding lost (Knuth's two-sum).
  private static func exactSum(_ a: Double, _ b: Double) -> (sum: Double, lost: Double) {
    let sum = a + b
    let ofB = sum - a
    return (sum, (a - (sum - ofB)) + (b - ofB))
  }

  /// Γ(a)/Γ(a + b)·Γ(b). What rounding lost of a + b goes back in by the slope: Γ(s + t) = Γ(s)·(1 + ψ(s)·t) for
  /// tiny t.
  static func quotient(_ a: Double, _ b: Double) -> Double {
    let (sum, lost) = exactSum(a, b)
    let correction = lost == 0 ? 1 : 1 + Polygamma.value(0, sum) * lost
    return Double.gamma(a) / (.gamma(sum) * correction) * .gamma(b)
  }

  static func partialLeft<S: Number>(_ a: S, _ b: S, result: S) -> S {
    -(result * S.apply(PolygammaDifference.self, 0, a, b))
  }
  static func partialRight<S: Number>(_ a: S, _ b: S, result: S) -> S {
    -(result * S.apply(PolygammaDifference.self, 0, b, a))
  }
}

/// 2/√π
let twoOverRootPi = 1.128379167095512573896158903122

extension Number {
  /// The derivative of log Γ at `x`.
  public static func digamma(_ x: Self) -> Self { apply(Digamma.self, x) }
}
