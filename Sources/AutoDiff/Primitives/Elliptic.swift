/// K(m) = ∫ dθ/√(1 − m·sin²θ) from 0 to π/2.
enum EllipticK: UnaryPrimitive {
  static let opcode = Opcode.ellipk
  static let name = "ellipk"
  static let summary = "the complete elliptic integral of the first kind, m = k^2"
  static let field = FunctionField.integral
  static let hands = "ellipk multiplies by its slope, (ellipe(m)/(1 - m) - ellipk(m))/(2m)"
  static let parameters = ["m"]
  static let shape = RealShape(.rising, domain: .below(1), poles: .at([1]))
  static let samples: [ClosedRange<Double>] = [-3...0.9]
  static func value(_ m: Double) -> Double { EllipticValues.integrals(m).k }
  static func partial<S: Number>(_ m: S, result: S) -> S { S.apply(EllipticKDerivative.self, 1, m) }

  static func expansion(_ m: OneSided) -> OneSided { EllipticKDerivative.expansion(0, [m]) }
}

/// E(m) = ∫ √(1 − m·sin²θ) dθ from 0 to π/2.
enum EllipticE: UnaryPrimitive {
  static let opcode = Opcode.ellipe
  static let name = "ellipe"
  static let summary = "the complete elliptic integral of the second kind, m = k^2"
  static let field = FunctionField.integral
  static let hands = "ellipe multiplies by its slope, (ellipe(m) - ellipk(m))/(2m)"
  static let parameters = ["m"]
  static let shape = RealShape(.falling, domain: .upTo(1))
  static let samples: [ClosedRange<Double>] = [-3...0.9]
  static func value(_ m: Double) -> Double { EllipticValues.integrals(m).e }
  static func partial<S: Number>(_ m: S, result: S) -> S { S.apply(EllipticEDerivative.self, 1, m) }

  static let hasSingularities = true
  static func singularity(at m: Double) -> Singularity? { m == 1 ? .verticalTangent : nil }

  static func expansion(_ m: OneSided) -> OneSided { EllipticEDerivative.expansion(0, [m]) }
}

/// The n-th derivative of K.
enum EllipticKDerivative: FamilyPrimitive {
  static let opcode = Opcode.ellipkDerivative
  static let name = "ellipk_derivative"
  static let notation = Notation.written("ellipk'(m)")
  static let summary = "the n-th derivative of ellipk at m"
  static let hands = "each derivative of ellipk multiplies by the next"
  static let accuracy = AccuracyBound(
    value: 32, partial: 32, because: "from the third on, derivatives come from a recurrence: 17 at order 8")
  static let example: [Double] = [1, 0.5]
  static let parameters = ["n", "m"]
  static let domain = "n a whole number from 0 to 60; m < 1"
  static let samples: [ClosedRange<Double>] = [1...1, -3...0.9]
  static func isPole(at operands: [Double]) -> Bool { operands[1] == 1 }

  static func value<Operands: RandomAccessCollection<Double>>(_ n: Int, _ operands: Operands) -> Double {
    EllipticValues.derivative(n, operands[operands.startIndex], isSecondKind: false)
  }

  static func partials<S: Number, Operands: RandomAccessCollection<S>>(
    _ n: Int, _ operands: Operands, result: S, _ body: (_ position: Int, _ partial: S) -> Void
  ) {
    body(0, S.apply(EllipticKDerivative.self, n + 1, operands[operands.startIndex]))
  }

  static func expansion(_ member: Int, _ operands: [OneSided]) -> OneSided {
    let m = operands[0]
    return EllipticExpansion.atEnd(m, member, isSecondKind: false) ?? m.composed(Self.self, member: member)
  }
}

/// The n-th derivative of E.
enum EllipticEDerivative: FamilyPrimitive {
  static let opcode = Opcode.ellipeDerivative
  static let name = "ellipe_derivative"
  static let notation = Notation.written("ellipe'(m)")
  static let summary = "the n-th derivative of ellipe at m"
  static let hands = "each derivative of ellipe multiplies by the next"
  static let accuracy = EllipticKDerivative.accuracy
  static let example: [Double] = [1, 0.5]
  static let parameters = ["n", "m"]
  static let domain = EllipticKDerivative.domain
  static let samples: [ClosedRange<Double>] = [1...1, -3...0.9]
  static func isPole(at operands: [Double]) -> Bool { operands[1] == 1 }

  static func value<Operands: RandomAccessCollection<Double>>(_ n: Int, _ operands: Operands) -> Double {
    EllipticValues.derivative(n, operands[operands.startIndex], isSecondKind: true)
  }

  static func partials<S: Number, Operands: RandomAccessCollection<S>>(
    _ n: Int, _ operands: Operands, result: S, _ body: (_ position: Int, _ partial: S) -> Void
  ) {
    body(0, S.apply(EllipticEDerivative.self, n + 1, operands[operands.startIndex]))
  }

  static func expansion(_ member: Int, _ operands: [OneSided]) -> OneSided {
    let m = operands[0]
    return EllipticExpansion.atEnd(m, member, isSecondKind: true) ?? m.composed(Self.self, member: member)
  }
}

/// K and E and their derivatives at the ends of their domain: Σ uʲ⁺ˢ·(pⱼ·log u + qⱼ), u being 1 − m, or its inverse far below.
private struct EllipticExpansion {
  private var p: [Double]
  private var q: [Double]
  private var shift: Double

  /// K or E, or a derivative, where m tends to 1 or to −∞; nil elsewhere.
  static func atEnd(_ m: OneSided, _ order: Int, isSecondKind: Bool) -> OneSided? {
    let u = 1 - m
    let count = (m.context?.termCount ?? 1) + 2
    if u.isInfinitesimal {
      if u.isZero { return isSecondKind && order == 0 ? 1 : OneSided(.undefined) }
      var series = EllipticExpansion(count + order, isSecondKind)
      for _ in 0..<order { series.differentiate(raising: -1) }
      return series.sum(u, sign: order % 2 == 0 ? 1 : -1)
    }
    guard m.isInfinite else { return nil }
    return m.decided { sign in
      if sign > 0 { return OneSided(.undefined) }
      // K(m) = √u·K(1 − u) and E(m) = E(1 − u)/√u with u = 1/(1 − m) (DLMF 19.7.2), and u′ = u².
      var series = EllipticExpansion(count, isSecondKind)
      series.shift = isSecondKind ? -0.5 : 0.5
      for _ in 0..<order { series.differentiate(raising: 1) }
      return series.sum(1 / u, sign: 1)
    }
  }

  /// K or E around 1 (DLMF 19.12.1, 19.12.2): the coefficients of uʲ in
  ///
  ///     K = Σ (½)ⱼ²/j!²·uʲ·(dⱼ − ½·log u),  E = 1 + ½·Σ (½)ⱼ(3/2)ⱼ/((2)ⱼj!)·uʲ⁺¹·(dⱼ − 1/((2j+1)(2j+2)) − ½·log u)
  ///
  /// with d₀ = 2·log 2 and dⱼ₊₁ = dⱼ − 1/((j+1)(2j+1)).
  private init(_ count: Int, _ isSecondKind: Bool) {
    var d = 2 * ln2
    var factor = isSecondKind ? 0.5 : 1
    (p, q, shift) = (isSecondKind ? [0] : [], isSecondKind ? [1] : [], 0)
    for j in 0..<count {
      let j = Double(j)
      p.append(-0.5 * factor)
      q.append(factor * (isSecondKind ? d - 1 / ((2 * j + 1) * (2 * j + 2)) : d))
      d -= 2 / ((2 * j + 1) * (2 * j + 2))
      factor *= (j + 0.5) * (isSecondKind ? (j + 1.5) / ((j + 2) * (j + 1)) : (j + 0.5) / ((j + 1) * (j + 1)))
    }
  }

  /// The derivative by u, of which the powers go down, or that times u².
  private mutating func differentiate(raising step: Double) {
    for j in p.indices {
      let power = Double(j) + shift
      q[j] = q[j] * power + p[j]
      p[j] *= power
    }
    shift += step
  }

  private func sum(_ u: OneSided, sign: Double) -> OneSided {
    func series(_ coefficients: [Double]) -> OneSided {
      let noted = coefficients.enumerated().map { j, value in
        OneSided.Coefficient(sign * value, value.isShort && abs(value) < 4 ? 0 : Double(4 + j) * value.ulp)
      }
      return .composed(noted, with: u)
    }
    let power = u.raised(to: Exponent(shift, error: 0))
    return power * (series(p) * u.logarithm + series(q))
  }
}
