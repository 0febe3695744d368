import RealModule

/// Li₂(x) = −∫ log(1 − s)/s ds from 0 to x, Σ xᵏ/k² for |x| ≤ 1.
enum Dilogarithm: UnaryPrimitive {
  static let opcode = Opcode.polylog2
  static let name = "polylog2"
  static let summary = "the dilogarithm Li2, the sum of x^k/k^2"
  static let field = FunctionField.zeta
  static let hands = "polylog2 multiplies by -log(1 - x)/x"
  static let shape = RealShape(.rising, domain: .upTo(1))
  static let samples: [ClosedRange<Double>] = [-3...0.9]
  static func value(_ x: Double) -> Double { DilogarithmValues.value(x) }
  static func partial<S: Number>(_ x: S, result: S) -> S { S.apply(DilogarithmDerivative.self, 1, x) }

  static let hasSingularities = true
  static func singularity(at x: Double) -> Singularity? { x == 1 ? .verticalTangent : nil }

  // At 1 and at −∞ by reflection (DLMF 25.12.6, 25.12.4).
  static func expansion(_ x: OneSided) -> OneSided {
    let sixth = OneSided.pi * .pi / 6
    let u = 1 - x
    if u.isInfinitesimal {
      return u.isZero ? sixth : sixth - x.logarithm * u.logarithm - u.composed(Self.self)
    }
    return x.composed(Self.self) { sign in
      if sign > 0 { return OneSided(.undefined) }
      let logarithm = (-x).logarithm
      return -(sixth + 0.5 * logarithm * logarithm + (1 / x).composed(Self.self))
    }
  }
}

/// The n-th derivative of Li₂.
enum DilogarithmDerivative: FamilyPrimitive {
  static let opcode = Opcode.polylog2Derivative
  static let name = "polylog2_derivative"
  static let notation = Notation.written("polylog2'(x)")
  static let summary = "the n-th derivative of polylog2 at x"
  static let hands = "each derivative of polylog2 multiplies by the next"
  static let accuracy = AccuracyBound.ofSums
  static let example: [Double] = [1, 0.5]
  static let domain = "n a whole number from 0 to 60; x < 1"
  static let samples: [ClosedRange<Double>] = [1...1, -3...0.9]
  static func isPole(at operands: [Double]) -> Bool { operands[1] == 1 }

  static func value<Operands: RandomAccessCollection<Double>>(_ n: Int, _ operands: Operands) -> Double {
    let x = operands[operands.startIndex]
    return n == 0 ? Dilogarithm.value(x) : DilogarithmValues.derivative(n, x)
  }

  static func partials<S: Number, Operands: RandomAccessCollection<S>>(
    _ n: Int, _ operands: Operands, result: S, _ body: (_ position: Int, _ partial: S) -> Void
  ) {
    body(0, S.apply(DilogarithmDerivative.self, n + 1, operands[operands.startIndex]))
  }

  // At the ends ℓ = −log(1 − x)/x itself, and then x·ℓ⁽ᵏ⁾ + k·ℓ⁽ᵏ⁻¹⁾ = (k − 1)!/(1 − x)ᵏ.
  static func expansion(_ member: Int, _ operands: [OneSided]) -> OneSided {
    let x = operands[0]
    if member == 0 { return Dilogarithm.expansion(x) }
    guard (1...DilogarithmValues.highestOrder).contains(member) else { return OneSided(.undefined) }
    let u = 1 - x
    guard x.isInfinite || u.isInfinitesimal else { return x.composed(Self.self, member: member) }
    var (result, power) = (-u.logarithm / x, OneSided(1))
    for k in stride(from: 1, to: member, by: 1) {
      power = (k == 1 ? power : power.scaled(by: Double(k - 1))) / u
      result = (power - result.scaled(by: Double(k))) / x
    }
    return result
  }
}
