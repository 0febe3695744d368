import RealModule

/// e^(−|x|)·Iₙ(x), which does not overflow.
enum BesselIE: BinaryPrimitive {
  static let opcode = Opcode.besselie
  static let name = "besselie"
  static let summary = "exp(-|x|)*besseli(n, x), which does not overflow"
  static let field = FunctionField.bessel
  static let hands = "besselie multiplies by its slope"
  static let accuracy = AccuracyBound.ofSums
  static let example: [Double] = [2, 1]
  static let parameters = ["n", "x"]
  static let domain = BesselOrder.wholeDomain
  static let samples: [ClosedRange<Double>] = [2...2, 0.2...9.0]
  static let isIndexed = true

  static func value(_ order: Double, _ x: Double) -> Double {
    BesselI.value(order, x, scaled: true, derivative: 0)
  }

  // There is no closed form of the slope by the order.
  static func partialLeft<S: Number>(_ order: S, _ x: S, result: S) -> S { .noDerivative(by: order) }
  static func partialRight<S: Number>(_ order: S, _ x: S, result: S) -> S {
    S.apply(BesselIESlope.self, order, x)
  }

  static let hasSingularities = true
  static func singularity(at order: Double, _ x: Double) -> Singularity? {
    ScaledBessel.singularity(at: order, x, derivative: 0)
  }
  static func isPole(at operands: [Double]) -> Bool { BesselI.isPole(at: operands) }

  static func expansion(_ order: OneSided, _ x: OneSided) -> OneSided {
    ScaledBessel.first(order, x, Self.self, derivative: 0)
  }
}

/// The derivative of e^(−|x|)·Iₙ(x) by x. Far out the terms of its rule, e^(−|x|)·(I′ ∓ I), cancel.
enum BesselIESlope: BinaryPrimitive {
  static let opcode = Opcode.besselieSlope
  static let name = "besselie_slope"
  static let notation = Notation.written(
    "(besselie(n - 1, x) + besselie(n + 1, x))/2 - sign(x)*besselie(n, x)")
  static let summary = "the derivative of besselie(n, x) by x"
  static let hands = "the slope of besselie multiplies by its curvature"
  static let accuracy = AccuracyBound.ofSums
  static let example = BesselIE.example
  static let parameters = BesselIE.parameters
  static let domain = BesselIE.domain
  static let samples = BesselIE.samples
  static let isIndexed = true

  static func value(_ order: Double, _ x: Double) -> Double {
    BesselI.value(order, x, scaled: true, derivative: 1)
  }

  static func partialLeft<S: Number>(_ order: S, _ x: S, result: S) -> S { .noDerivative(by: order) }
  static func partialRight<S: Number>(_ order: S, _ x: S, result: S) -> S {
    S.apply(BesselIECurvature.self, order, x)
  }

  static let hasSingularities = true
  static func singularity(at order: Double, _ x: Double) -> Singularity? {
    ScaledBessel.singularity(at: order, x, derivative: 1)
  }
  static func isPole(at operands: [Double]) -> Bool { BesselI.isPole(at: operands) }

  static func expansion(_ order: OneSided, _ x: OneSided) -> OneSided {
    ScaledBessel.first(order, x, Self.self, derivative: 1)
  }
}

/// The second derivative of e^(−|x|)·Iₙ(x) by x.
enum BesselIECurvature: BinaryPrimitive {
  static let opcode = Opcode.besselieCurvature
  static let name = "besselie_curvature"
  static let notation = Notation.written(
    "(besselie(n - 2, x) + 6*besselie(n, x) + besselie(n + 2, x))/4 - sign(x)*(besselie(n - 1, x) + besselie(n + 1, x))"
  )
  static let summary = "the second derivative of besselie(n, x) by x"
  static let hands = "the curvature of besselie multiplies by half the sum of its neighbours, less itself"
  static let accuracy = AccuracyBound(
    value: 16, partial: 64, second: 1000,
    because: "the third derivative of besselie loses a factor of x, the fourth one x²; measured below 25")
  static let example = BesselIE.example
  static let parameters = BesselIE.parameters
  static let domain = BesselIE.domain
  static let samples = BesselIE.samples
  static let isIndexed = true

  static func value(_ order: Double, _ x: Double) -> Double {
    BesselI.value(order, x, scaled: true, derivative: 2)
  }

  static func partialLeft<S: Number>(_ order: S, _ x: S, result: S) -> S { .noDerivative(by: order) }
  // What e^(−|x|)·I′ is of e^(−|x|)·I, it is of all sums of such.
  static func partialRight<S: Number>(_ order: S, _ x: S, result: S) -> S {
    0.5 * (S.apply(BesselIECurvature.self, order - 1, x) + S.apply(BesselIECurvature.self, order + 1, x))
      - S.apply(Sign.self, x) * result
  }

  static let hasSingularities = true
  static func singularity(at order: Double, _ x: Double) -> Singularity? {
    ScaledBessel.singularity(at: order, x, derivative: 2)
  }
  static func isPole(at operands: [Double]) -> Bool { BesselI.isPole(at: operands) }

  static func expansion(_ order: OneSided, _ x: OneSided) -> OneSided {
    ScaledBessel.first(order, x, Self.self, derivative: 2)
  }
}

/// e^x·Kₙ(x), which does not underflow.
enum BesselKE: BinaryPrimitive {
  static let opcode = Opcode.besselke
  static let name = "besselke"
  static let summary = "exp(x)*besselk(n, x), which does not underflow"
  static let field = FunctionField.bessel
  static let hands = "besselke multiplies by its slope"
  static let accuracy = AccuracyBound.ofSums
  static let example: [Double] = [2, 1]
  static let parameters = ["n", "x"]
  static let domain = BesselOrder.domain
  static let samples: [ClosedRange<Double>] = [2...2, 0.5...9.0]
  static let isIndexed = true
  static func isPole(at operands: [Double]) -> Bool { BesselK.isPole(at: operands) }

  static func value(_ order: Double, _ x: Double) -> Double {
    BesselK.value(order, x, scaled: true, derivative: 0)
  }

  static func partialLeft<S: Number>(_ order: S, _ x: S, result: S) -> S { .noDerivative(by: order) }
  static func partialRight<S: Number>(_ order: S, _ x: S, result: S) -> S {
    S.apply(BesselKESlope.self, order, x)
  }

  static func expansion(_ order: OneSided, _ x: OneSided) -> OneSided {
    ScaledBessel.second(order, x, Self.self, derivative: 0)
  }
}

/// The derivative of e^x·Kₙ(x) by x. Far out the terms of its rule, e^x·(K′ + K), cancel.
enum BesselKESlope: BinaryPrimitive {
  static let opcode = Opcode.besselkeSlope
  static let name = "besselke_slope"
  static let notation = Notation.written(
    "besselke(n, x) - (besselke(n - 1, x) + besselke(n + 1, x))/2")
  static let summary = "the derivative of besselke(n, x) by x"
  static let hands = "the slope of besselke multiplies by its curvature"
  static let accuracy = AccuracyBound.ofSums
  static let example = BesselKE.example
  static let parameters = BesselKE.parameters
  static let domain = BesselKE.domain
  static let samples = BesselKE.samples
  static let isIndexed = true
  static func isPole(at operands: [Double]) -> Bool { BesselK.isPole(at: operands) }

  static func value(_ order: Double, _ x: Double) -> Double {
    BesselK.value(order, x, scaled: true, derivative: 1)
  }

  static func partialLeft<S: Number>(_ order: S, _ x: S, result: S) -> S { .noDerivative(by: order) }
  static func partialRight<S: Number>(_ order: S, _ x: S, result: S) -> S {
    S.apply(BesselKECurvature.self, order, x)
  }

  static func expansion(_ order: OneSided, _ x: OneSided) -> OneSided {
    ScaledBessel.second(order, x, Self.self, derivative: 1)
  }
}

/// The second derivative of e^x·Kₙ(x) by x.
enum BesselKECurvature: BinaryPrimitive {
  static let opcode = Opcode.besselkeCurvature
  static let name = "besselke_curvature"
  static let notation = Notation.written(
    "(besselke(n - 2, x) + 6*besselke(n, x) + besselke(n + 2, x))/4 - besselke(n - 1, x) - besselke(n + 1, x)"
  )
  static let summary = "the second derivative of besselke(n, x) by x"
  static let hands = "the curvature of besselke multiplies by itself, less half the sum of its neighbours"
  static let accuracy = AccuracyBound(
    value: 16, partial: 64, second: 1000,
    because: "the third derivative of besselke loses a factor of x, the fourth one x²; measured below 25")
  static let example = BesselKE.example
  static let parameters = BesselKE.parameters
  static let domain = BesselKE.domain
  static let samples = BesselKE.samples
  static let isIndexed = true
  static func isPole(at operands: [Double]) -> Bool { BesselK.isPole(at: operands) }

  static func value(_ order: Double, _ x: Double) -> Double {
    BesselK.value(order, x, scaled: true, derivative: 2)
  }

  static func partialLeft<S: Number>(_ order: S, _ x: S, result: S) -> S { .noDerivative(by: order) }
  // What e^x·K′ is of e^x·K, it is of all sums of such.
  static func partialRight<S: Number>(_ order: S, _ x: S, result: S) -> S {
    result
      - 0.5 * (S.apply(BesselKECurvature.self, order - 1, x) + S.apply(BesselKECurvature.self, order + 1, x))
  }

  static func expansion(_ order: OneSided, _ x: OneSided) -> OneSided {
    ScaledBessel.second(order, x, Self.self, derivative: 2)
  }
}

/// What the scaled functions and their derivatives have in common.
enum ScaledBessel {
  /// What a derivative of e^(−|x|)·Iₙ(x) has at 0. Both Iₙ and its sides begin like |x|ⁿ·(1 − |x|).
  static func singularity(at order: Double, _ x: Double, derivative: Int) -> Singularity? {
    guard x == 0 else { return nil }
    if !BesselOrder.isWhole(order) { return BesselOrder.end(of: order - Double(derivative), at: x) }
    // The first derivative that differs on the two sides.
    switch abs(order) + 1 - Double(derivative) {
    case 1: return .kink
    case 0: return .jump
    case ..<0: return abs(order) == 0 ? .kink : .jump
    default: return .bend
    }
  }

  /// A derivative of e^(−|x|)·I_ν beside 0 and far out. Beside 0 it is a sum of neighbours, each of which is a product.
  static func first<P: BinaryPrimitive>(
    _ order: OneSided, _ x: OneSided, _ primitive: P.Type, derivative: Int
  ) -> OneSided {
    guard let order = order.constantValue?.coefficient else { return OneSided(.undefined) }
    return BesselExpansion.indexed(order, x, P.self, atZero: { besideZero($0, $1, derivative) }) {
      sign, order in
      if sign > 0 { return BesselExpansion.farOut(order, x, decaying: false, derivative: derivative) }
      guard BesselOrder.isWhole(order) else { return OneSided(.undefined) }
      let sign = derivative % 2 == 0 ? BesselOrder.sign(order) : -BesselOrder.sign(order)
      return BesselExpansion.farOut(order, -x, decaying: false, derivative: derivative).scaled(by: sign)
    }
  }

  private static func besideZero(_ order: Double, _ x: OneSided, _ derivative: Int) -> OneSided {
    guard derivative > 0 else {
      let first =
        BesselOrder.isWhole(order)
        ? BesselExpansion.modifiedFirstKind(abs(order), x) : BesselExpansion.modifiedFirstKind(order, x)
      return (-OneSided.abs(x)).exponential * first
    }
    let lower = derivative - 1
    let neighbours = besideZero(order - 1, x, lower) + besideZero(order + 1, x, lower)
    return x.decided {
      0.5 * neighbours - besideZero(order, x, lower).scaled(by: Double($0))
    }
  }

  /// A derivative of e^x·K_ν beside 0 and far out.
  static func second<P: BinaryPrimitive>(
    _ order: OneSided, _ x: OneSided, _ primitive: P.Type, derivative: Int
  ) -> OneSided {
    guard let order = order.constantValue?.coefficient else { return OneSided(.undefined) }
    return BesselExpansion.indexed(order, x, P.self, atZero: { besideZeroSecond($0, $1, derivative) }) {
      sign, order in
      sign < 0
        ? OneSided(.undefined) : BesselExpansion.farOut(order, x, decaying: true, derivative: derivative)
    }
  }

  private static func besideZeroSecond(_ order: Double, _ x: OneSided, _ derivative: Int) -> OneSided {
    guard derivative > 0 else { return x.exponential * BesselExpansion.modifiedSecondKind(order, x) }
    let lower = derivative - 1
    let neighbours = besideZeroSecond(order - 1, x, lower) + besideZeroSecond(order + 1, x, lower)
    return besideZeroSecond(order, x, lower) - 0.5 * neighbours
  }
}
