import RealModule

enum NormalizedSinc: UnaryPrimitive {
  static let opcode = Opcode.sinc
  static let name = "sinc"
  static let summary = "sin(pi*x)/(pi*x), and 1 at 0"
  static let field = FunctionField.trigonometric
  static let hands = "sinc multiplies by its slope"
  static let replaces = [Replacement("sin(x)/x", by: "sinc(x/pi)", [.indeterminate])]
  static func definition<S: Number>(_ x: S) -> S? { S.sin(S(.pi) * x) / (S(.pi) * x) }
  static func value(_ x: Double) -> Double { SincDerivative.value(0, CollectionOfOne(x)) }
  static func partial<S: Number>(_ x: S, result: S) -> S { S.apply(SincDerivative.self, 1, x) }

  static func expansion(_ x: OneSided) -> OneSided {
    x.composed(Self.self) { _ in .oscillating(like: 1 / x) }
  }
}

/// The n-th derivative of sinc(x) = sin(πx)/(πx); derivatives of sinc are made of it.
enum SincDerivative: FamilyPrimitive {
  static let opcode = Opcode.sincDerivative
  static let name = "sinc_derivative"
  static let notation = Notation.written("sinc'(x)")
  static let summary = "the n-th derivative of sinc at x"
  static let hands = "each derivative of sinc multiplies by the next"
  static let example: [Double] = [1, 0.5]
  static let domain = "n a whole number from 0 to 10000"
  static let samples: [ClosedRange<Double>] = [1...1, -3...3]

  /// With θ = πx and gₙ the n-th derivative by θ, so that the answer is πⁿ·gₙ, differentiating θ·sin(θ)/θ = sin θ
  /// n times gives (Leibniz)
  ///
  ///     θ·gₙ + n·gₙ₋₁ = sin(θ + nπ/2).
  ///
  /// Upwards, a step multiplies the error by n/|θ|; downwards, by |θ|/n. So g climbs from g₀ where |θ| > n + 2, and
  /// else descends from an order at which any start is as good as another (Miller's method): no terms ever cancel.
  static func value<Operands: RandomAccessCollection<Double>>(_ n: Int, _ operands: Operands) -> Double {
    let x = operands[operands.startIndex]
    guard (0...10_000).contains(n), !x.isNaN else { return .nan }
    if x.isInfinite { return 0 }
    let g = quotient(n, .pi * x, SinePi.value(x), CosinePi.value(x))
    // The double nearest to π lacks π·3.898e-17.
    let result = CLibrary.pow(.pi, Double(n)) * g
    return result + result * (Double(n) * 3.898171832519376e-17)
  }

  /// gₙ at θ, whose sine and cosine are known.
  static func quotient(_ n: Int, _ theta: Double, _ sine: Double, _ cosine: Double) -> Double {
    abs(theta) > Double(n) + 2 ? ascending(n, theta, sine, cosine) : descending(n, theta, sine, cosine)
  }

  /// sin(θ + kπ/2)
  private static func wave(_ k: Int, _ sine: Double, _ cosine: Double) -> Double {
    let magnitude = k % 2 == 0 ? sine : cosine
    return k % 4 < 2 ? magnitude : -magnitude
  }

  private static func ascending(_ n: Int, _ theta: Double, _ sine: Double, _ cosine: Double) -> Double {
    var g = sine / theta
    for k in stride(from: 1, through: n, by: 1) {
      g = (wave(k, sine, cosine) - Double(k) * g) / theta
    }
    return g
  }

  private static func descending(_ n: Int, _ theta: Double, _ sine: Double, _ cosine: Double) -> Double {
    // The start is forgotten when |θ|ᵏ/(n+1)(n+2)… is nothing beside gₙ, which is of the order of 1/n or θ/n.
    var (top, remembered) = (n, 1.0)
    while remembered > 0x1p-60 * min(1, abs(theta)) {
      top += 1
      remembered *= abs(theta) / Double(top)
    }
    var g = 0.0
    for k in stride(from: top, to: n, by: -1) { g = (wave(k, sine, cosine) - theta * g) / Double(k) }
    return g
  }

  static func partials<S: Number, Operands: RandomAccessCollection<S>>(
    _ n: Int, _ operands: Operands, result: S, _ body: (_ position: Int, _ partial: S) -> Void
  ) {
    body(0, S.apply(SincDerivative.self, n + 1, operands[operands.startIndex]))
  }

  static func expansion(_ member: Int, _ operands: [OneSided]) -> OneSided {
    operands[0].composed(Self.self, member: member) { _ in .oscillating(like: 1 / operands[0]) }
  }
}
