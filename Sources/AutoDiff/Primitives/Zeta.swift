import RealModule

/// Riemann's zeta function of a real number.
enum Zeta: UnaryPrimitive {
  static let opcode = Opcode.zeta
  static let name = "zeta"
  static let summary = "Riemann's zeta function, the sum of 1/k^x"
  static let field = FunctionField.zeta
  static let hands = "zeta multiplies by its slope"
  static let shape = RealShape(poles: .at([1]))
  static let accuracy = AccuracyBound.ofSums
  static let example: [Double] = [2]
  static let samples: [ClosedRange<Double>] = [1.2...9.0]
  static func value(_ x: Double) -> Double { ZetaValues.value(0, x) }
  static func partial<S: Number>(_ x: S, result: S) -> S { S.apply(ZetaDerivative.self, 1, x) }

  static func expansion(_ x: OneSided) -> OneSided { ZetaDerivative.expansion(0, [x]) }
}

/// The n-th derivative of ζ.
enum ZetaDerivative: FamilyPrimitive {
  static let opcode = Opcode.zetaDerivative
  static let name = "zeta_derivative"
  static let notation = Notation.written("zeta'(x)")
  static let summary = "the n-th derivative of zeta at x"
  static let hands = "each derivative of zeta multiplies by the next"
  static let accuracy = AccuracyBound.ofSums
  static let example: [Double] = [1, 2]
  static let domain = "n a whole number from 0 to 60; x not 1"
  static let samples: [ClosedRange<Double>] = [1...1, 1.2...9.0]
  static func isPole(at operands: [Double]) -> Bool { operands[1] == 1 }

  static func value<Operands: RandomAccessCollection<Double>>(_ n: Int, _ operands: Operands) -> Double {
    ZetaValues.value(n, operands[operands.startIndex])
  }

  static func partials<S: Number, Operands: RandomAccessCollection<S>>(
    _ n: Int, _ operands: Operands, result: S, _ body: (_ position: Int, _ partial: S) -> Void
  ) {
    body(0, S.apply(ZetaDerivative.self, n + 1, operands[operands.startIndex]))
  }

  // At −∞ it swings between ever higher waves.
  static func expansion(_ member: Int, _ operands: [OneSided]) -> OneSided {
    let x = operands[0]
    guard (0...ZetaValues.highestOrder).contains(member) else { return OneSided(.undefined) }
    let d = x - 1
    if d.isInfinitesimal { return aroundPole(member, d) }
    return x.composed(Self.self, member: member) { $0 > 0 ? beyond(member, x) : OneSided(.undecided) }
  }

  /// (−1)ⁿ·n!/dⁿ⁺¹ + dⁿ/ddⁿ Σ eⱼ·dʲ
  private static func aroundPole(_ n: Int, _ d: OneSided) -> OneSided {
    let count = d.context?.termCount ?? 1
    let coefficients = ZetaValues.coefficients.enumerated().dropFirst(n).prefix(count + 1).map { j, value in
      let factor = stride(from: j, to: j - n, by: -1).reduce(value) { $0 * Double($1) }
      return OneSided.Coefficient(factor, Double(n + 1) * factor.ulp)
    }
    let factorial = stride(from: 2, through: n, by: 1).reduce(n % 2 == 0 ? 1.0 : -1) { $0 * Double($1) }
    let pole = d.raised(to: Exponent(whole: -n - 1)).scaled(by: factorial)
    return coefficients.isEmpty ? pole : pole + .composed(Array(coefficients), with: d)
  }

  /// Σ (−log k)ⁿ·k⁻ˣ up to as many terms as are kept; the next one bounds the others.
  private static func beyond(_ n: Int, _ x: OneSided) -> OneSided {
    let count = x.context?.termCount ?? 1
    func power(_ k: Int) -> OneSided {
      let logarithm = OneSided.rounded(-Double.log(Double(k)))
      return (x * logarithm).exponential * logarithm.raised(to: Exponent(whole: n))
    }
    let sum = (2...(count + 1)).reduce(n == 0 ? OneSided(1) : 0) { $0 + power($1) }
    return sum + OneSided([], smooth: power(count + 2).size, in: x.context)
  }
}
