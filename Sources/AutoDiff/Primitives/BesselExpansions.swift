import RealModule

/// What the Bessel functions of all kinds do beside 0 and where their operand grows without limit.
enum BesselExpansion {
  /// 1/√|x| times what oscillates.
  static func oscillating(_ x: OneSided) -> OneSided { .oscillating(like: 1 / .sqrt(.abs(x))) }

  /// A function whose first operand is an order: that of its member, if it is a whole one.
  static func indexed<P: BinaryPrimitive, Member: FamilyPrimitive>(
    _ order: OneSided, _ x: OneSided, _ primitive: P.Type, _ member: Member.Type,
    atZero: (_ order: Double, _ x: OneSided) -> OneSided,
    atInfinity: (_ sign: Int, _ order: Double) -> OneSided
  ) -> OneSided {
    guard let order = order.constantValue?.coefficient else { return OneSided(.undefined) }
    if let number = Int32(exactly: order) { return Member.expansion(Int(number), [x]) }
    return indexed(order, x, P.self, atZero: atZero, atInfinity: atInfinity)
  }

  /// The same of any order.
  static func indexed<P: BinaryPrimitive>(
    _ order: Double, _ x: OneSided, _ primitive: P.Type,
    atZero: (_ order: Double, _ x: OneSided) -> OneSided,
    atInfinity: (_ sign: Int, _ order: Double) -> OneSided
  ) -> OneSided {
    if x.isOrdinary || x.isInfinite || x.isZero {
      return x.composed(P.self, index: order) { atInfinity($0, order) }
    }
    return atZero(order, x)
  }

  /// J_ν beside 0.
  static func firstKind(_ order: Double, _ x: OneSided) -> OneSided { power(order, x, modified: false) }

  /// I_ν beside 0.
  static func modifiedFirstKind(_ order: Double, _ x: OneSided) -> OneSided {
    power(order, x, modified: true)
  }

  /// (x/2)^ν/Γ(ν + 1)·Σ (∓x²/4)ᵏ/(k!·(ν + 1)·…·(ν + k)) (DLMF 10.2.2, 10.25.2), of a whole order ν ≥ 0 or one that is not whole.
  private static func power(_ order: Double, _ x: OneSided, modified: Bool) -> OneSided {
    let half = 0.5 * x
    let first = 1 / Double.gamma(order + 1)
    guard first.isFinite, first != 0 else { return OneSided(.overflow) }
    var coefficients: [OneSided.Coefficient] = [(first, 16 * first.ulp)]
    for k in 1...(x.context?.termCount ?? 1) {
      let factor = Double(k) * (order + Double(k))
      let value = coefficients[k - 1].value / (modified ? factor : -factor)
      coefficients.append((value, Double(k + 16) * value.ulp))
    }
    let sum = OneSided.composed(coefficients, with: half * half)
    return order == 0 ? sum : half.raised(to: Exponent(order)) * sum
  }

  /// Y_ν beside 0.
  static func secondKind(_ order: Double, _ x: OneSided) -> OneSided {
    guard BesselOrder.isWhole(order) else {
      // (J_ν·cos νπ − J_−ν)/sin νπ (DLMF 10.2.3)
      let difference = OneSided.rounded(CosinePi.value(order)) * firstKind(order, x) - firstKind(-order, x)
      return difference / OneSided.rounded(SinePi.value(order))
    }
    let value = logarithmic(abs(order), x, modified: false).scaled(by: 2) / .pi
    return order < 0 ? value.scaled(by: BesselOrder.sign(order)) : value
  }

  /// K_ν beside 0.
  static func modifiedSecondKind(_ order: Double, _ x: OneSided) -> OneSided {
    guard BesselOrder.isWhole(order) else {
      // π/2·(I_−ν − I_ν)/sin νπ (DLMF 10.27.4)
      let difference = modifiedFirstKind(-order, x) - modifiedFirstKind(order, x)
      return 0.5 * OneSided.pi * difference / OneSided.rounded(SinePi.value(order))
    }
    return logarithmic(abs(order), x, modified: true).scaled(by: -BesselOrder.sign(order))
  }

  /// Of a whole order n ≥ 0, with f = J or I and q = ∓x²/4 (DLMF 10.8.1, 10.31.1):
  ///
  ///     log(x/2)·f_n(x) − ½·(±x/2)^(−n)·Σ (n − k − 1)!/k!·(−q)ᵏ − ½·(x/2)ⁿ·Σ (ψ(k + 1) + ψ(n + k + 1))/(k!·(n + k)!)·qᵏ
  ///
  /// the first sum over k < n.
  private static func logarithmic(_ order: Double, _ x: OneSided, modified: Bool) -> OneSided {
    guard order < 100, let n = Int(exactly: order) else { return OneSided(.overflow) }
    let half = 0.5 * x
    let square = half * half
    // (n + k)! and H_(n+k) for k = 0.
    let factorial = Factorial.products[n]
    var (denominator, low) = (factorial, 0.0)
    var high = (0..<n).reduce(0.0) { $0 + 1 / Double($1 + 1) }
    var coefficients: [OneSided.Coefficient] = []
    for k in 0...(x.context?.termCount ?? 1) {
      if k > 0 {
        low += 1 / Double(k)
        high += 1 / Double(n + k)
        denominator *= Double(k) * Double(n + k)
      }
      let value = (low + high - 2 * BesselY0.eulerGamma) / denominator
      coefficients.append((modified || k % 2 == 0 ? value : -value, Double(k + n + 8) * value.ulp))
    }
    let power = n == 0 ? OneSided(1) : half.raised(to: Exponent(whole: n))
    let first = modified ? modifiedFirstKind(order, x) : firstKind(order, x)
    let regular = half.logarithm * first - 0.5 * power * .composed(coefficients, with: square)
    if n == 0 { return regular }
    var finite: [OneSided.Coefficient] = []
    for k in 0..<n {
      let value = Factorial.products[n - k - 1] / Factorial.products[k]
      finite.append((modified && k % 2 == 1 ? -value : value, value.isShort ? 0 : value.ulp))
    }
    let pole = OneSided.composed(finite, with: square, isPolynomial: true) / power
    return regular - pole.scaled(by: modified && n % 2 == 1 ? -0.5 : 0.5)
  }

  /// √(π/2x)·Σ a_k/xᵏ, or Σ (−1)ᵏ·a_k/xᵏ over √(2πx), where x grows without limit (DLMF 10.40.1, 10.40.2): e^x·K_ν and e^(−x)·I_ν,
  /// or derivatives of them.
  static func farOut(_ order: Double, _ x: OneSided, decaying: Bool, derivative: Int = 0) -> OneSided {
    let inverse = 1 / x
    var coefficients: [OneSided.Coefficient] = []
    var term = 1.0
    for k in 0...(x.context?.termCount ?? 1) {
      if k > 0 {
        let odd = Double(2 * k - 1)
        term *= (2 * order - odd) * (2 * order + odd) / (8 * Double(k)) * (decaying ? 1 : -1)
      }
      let value = (0..<derivative).reduce(term) { $0 * (-0.5 - Double(k) - Double($1)) }
      coefficients.append((value, value.isShort ? 0 : Double(3 * k + 2) * value.ulp))
    }
    let root = decaying ? OneSided.sqrt(0.5 * .pi * inverse) : OneSided.sqrt(inverse / (2 * .pi))
    let power = derivative == 0 ? OneSided(1) : inverse.raised(to: Exponent(whole: derivative))
    return root * power * .composed(coefficients, with: inverse)
  }
}
