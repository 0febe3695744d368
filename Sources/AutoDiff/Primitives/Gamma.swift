import RealModule

enum Gamma: UnaryPrimitive {
  static let opcode = Opcode.gamma
  static let name = "gamma"
  static let summary = "the gamma function, (n - 1)! at whole n"
  static let field = FunctionField.gamma
  static let hands = "gamma multiplies by its result and digamma(x)"
  static let shape = RealShape(poles: .wholeNumbers(upTo: 0))
  static let accuracy = AccuracyBound.ofSumsOfCLibrary
  static let example: [Double] = [5]
  static let samples: [ClosedRange<Double>] = [0.2...6.0]
  static func value(_ x: Double) -> Double { .gamma(x) }
  static func partial<S: Number>(_ x: S, result: S) -> S { result * S.digamma(x) }

  // At the poles from Γ(1 + d) = (d − n)·…·(d − 1)·d·Γ(d − n), far out by Stirling's formula. At −∞ there are poles all the way.
  static func expansion(_ x: OneSided) -> OneSided {
    if let (order, d) = LogGamma.pole(x) {
      return (1 + d).composed(Self.self) / LogGamma.risingProduct(order, d)
    }
    return x.composed(Self.self) { $0 > 0 ? LogGamma.stirling(x).exponential : OneSided(.undecided) }
  }
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

  static func definition<S: Number>(_ x: S) -> S? { S.apply(Gamma.self, x + 1) }
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
      for index in digits.indices {
        carry += UInt64(digits[index]) * UInt64(factor)
        digits[index] = UInt32(truncatingIfNeeded: carry)
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

  static func expansion(_ x: OneSided) -> OneSided { Gamma.expansion(x + 1) }
}

enum LogGamma: UnaryPrimitive {
  static let opcode = Opcode.lgamma
  static let name = "lgamma"
  static let summary = "log |gamma(x)|"
  static let field = FunctionField.gamma
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

  static func expansion(_ x: OneSided) -> OneSided {
    if let (order, d) = pole(x) {
      return (1 + d).composed(Self.self) - risingProduct(order, d).magnitude.logarithm
    }
    return x.composed(Self.self) { $0 > 0 ? stirling(x) : OneSided(.undecided) }
  }

  /// n and the rest where x tends to the pole −n.
  static func pole(_ x: OneSided) -> (order: Int, rest: OneSided)? {
    guard case .near(let center, let error, let rest) = x.place else { return nil }
    let nearest = center.rounded()
    guard nearest <= 0, abs(center - nearest) <= error, let order = Int(exactly: -nearest) else { return nil }
    return (order, rest.marked(center != nearest))
  }

  /// d·(d − 1)·…·(d − n); not more than there are doubles for.
  static func risingProduct(_ order: Int, _ d: OneSided) -> OneSided {
    if order > Self.mostFactors { return OneSided(.overflow) }
    return (0...order).reduce(1) { product, k in product * (d - OneSided(Double(k))) }
  }

  private static let mostFactors = 170

  /// (x − ½)·log x − x + ½·log 2π + Σ B₂ₖ/(2k·(2k − 1)·x^(2k−1)) where x grows without limit (DLMF 5.11.1).
  static func stirling(_ x: OneSided) -> OneSided {
    let coefficients = Polygamma.asymptoticBernoulli(x.context?.termCount ?? 1).enumerated().map {
      k, number in
      let order = Double(2 * (k + 1))
      return OneSided.Coefficient(number.value / (order * (order - 1)), number.error)
    }
    let sum = OneSided.composed(coefficients, with: 1 / (x * x)) / x
    return (x - 0.5) * x.logarithm - x + 0.5 * (2 * OneSided.pi).logarithm + sum
  }
}

enum Digamma: UnaryPrimitive {
  static let opcode = Opcode.digamma
  static let name = "digamma"
  static let summary = "the derivative of lgamma"
  static let field = FunctionField.gamma
  static let hands = "digamma multiplies by trigamma(x)"
  static let algebra = Algebra.polygamma(order: 0, isDifference: false)
  static let shape = RealShape(.rising, poles: .wholeNumbers(upTo: 0))
  static let accuracy = AccuracyBound.ofSums
  static let example: [Double] = [5]
  static let samples = Gamma.samples
  static func value(_ x: Double) -> Double { Polygamma.value(0, x) }
  static func partial<S: Number>(_ x: S, result: S) -> S { S.apply(Trigamma.self, x) }

  static func expansion(_ x: OneSided) -> OneSided { PolygammaMember.expansion(0, [x]) }
}

enum Trigamma: UnaryPrimitive {
  static let opcode = Opcode.trigamma
  static let name = "trigamma"
  static let summary = "the second derivative of lgamma"
  static let field = FunctionField.gamma
  static let hands = "trigamma multiplies by polygamma(2, x)"
  static let algebra = Algebra.polygamma(order: 1, isDifference: false)
  static let shape = RealShape(poles: .wholeNumbers(upTo: 0))
  static let accuracy = AccuracyBound.ofSums
  static let example: [Double] = [5]
  static let samples = Gamma.samples
  static func value(_ x: Double) -> Double { Polygamma.value(1, x) }
  static func partial<S: Number>(_ x: S, result: S) -> S { S.apply(PolygammaMember.self, 2, x) }

  static func expansion(_ x: OneSided) -> OneSided { PolygammaMember.expansion(1, [x]) }
}

extension Number {
  /// The derivative of log Γ at `x`.
  public static func digamma(_ x: Self) -> Self { apply(Digamma.self, x) }
}
