import RealModule

/// Iₙ(x), where the order is a number like any other; of a whole number it is ``BesselIMember``.
enum BesselI: BinaryPrimitive {
  static let opcode = Opcode.besseli
  static let name = "besseli"
  static let summary = "the modified Bessel function of the first kind of order n"
  static let field = FunctionField.bessel
  static let hands = "besseli multiplies by half the sum of its neighbours"
  static let accuracy = AccuracyBound.ofSums
  static let example: [Double] = [2, 1]
  static let family: Opcode? = BesselIMember.opcode
  static let parameters = ["n", "x"]
  static let domain = BesselOrder.wholeDomain
  static let samples: [ClosedRange<Double>] = [2...2, -3...3]

  static func value(_ order: Double, _ x: Double) -> Double { value(order, x, scaled: false, derivative: 0) }

  /// It, or a derivative of e^(−|x|)·Iₙ(x). Of whole orders the sign of order and operand is a matter of symmetry; others
  /// reflect below 0 (DLMF 10.27.2). Where the two sides of 0 differ, it is their mean.
  static func value(_ order: Double, _ x: Double, scaled: Bool, derivative: Int) -> Double {
    guard BesselOrder.exists(order), !x.isNaN else { return .nan }
    let isWhole = BesselOrder.isWhole(order)
    let sign = derivative % 2 == 0 ? BesselOrder.sign(order) : -BesselOrder.sign(order)
    if x < 0 {
      return isWhole ? sign * value(order, -x, scaled: scaled, derivative: derivative) : .nan
    }
    if isWhole, x == 0 {
      return sign < 0 ? 0 : atZero(abs(order), derivative)
    }
    if isWhole || order > 0 {
      if x == 0 { return power(order, derivative) }
      return BesselModified.first(abs(order), x, scaled: scaled, derivative: derivative)
    }
    // I_−ν = I_ν + (2/π)·sin νπ·K_ν; e^(−x)·K is e^(−2x) times e^x·K.
    let first = value(-order, x, scaled: scaled, derivative: derivative)
    let factor = -2 / Double.pi * SinePi.value(order)
    if derivative == 0 {
      return first + factor * BesselK.value(-order, x, scaled: scaled, derivative: 0)
        * (scaled ? .exp(-2 * x) : 1)
    }
    let second = (0...derivative).map { BesselK.value(-order, x, scaled: true, derivative: $0) }
    let sum =
      derivative == 1 ? second[1] - 2 * second[0] : second[2] - 4 * second[1] + 4 * second[0]
    return first + factor * sum * .exp(-2 * x)
  }

  /// The derivatives of e^(−|x|)·Iₙ(x) at 0 of whole orders.
  private static func atZero(_ order: Double, _ derivative: Int) -> Double {
    switch (derivative, order) {
    case (0, 0): 1
    case (1, 1): 0.5
    case (2, 0): 1.5
    case (2, 2): 0.25
    default: 0
    }
  }

  /// A derivative at 0 of what begins like x^ν there, ν > 0 not being whole.
  private static func power(_ order: Double, _ derivative: Int) -> Double {
    order > Double(derivative) ? 0 : derivative == 2 && order < 1 ? -.infinity : .infinity
  }

  static func partialLeft<S: Number>(_ order: S, _ x: S, result: S) -> S { .noDerivative(by: order) }
  // (DLMF 10.29.1)
  static func partialRight<S: Number>(_ order: S, _ x: S, result: S) -> S {
    0.5 * (S.apply(BesselI.self, order - 1, x) + S.apply(BesselI.self, order + 1, x))
  }

  static let hasSingularities = true
  static func singularity(at order: Double, _ x: Double) -> Singularity? { BesselOrder.end(of: order, at: x) }
  static func isPole(at operands: [Double]) -> Bool { operands[operands.count - 1].magnitude < 0.5 }

  static func expansion(_ order: OneSided, _ x: OneSided) -> OneSided {
    BesselExpansion.indexed(
      order, x, Self.self, BesselIMember.self, atZero: BesselExpansion.modifiedFirstKind,
      atInfinity: { atInfinity($0, $1, x) })
  }

  static func atInfinity(_ sign: Int, _ order: Double, _ x: OneSided) -> OneSided {
    if sign < 0 {
      guard BesselOrder.isWhole(order) else { return OneSided(.undefined) }
      return atInfinity(1, order, -x).scaled(by: BesselOrder.sign(order))
    }
    return x.exponential * BesselExpansion.farOut(order, x, decaying: false)
  }
}

/// Iₙ(x) of a whole order; derivatives of the modified Bessel functions of the first kind are made of it.
enum BesselIMember: FamilyPrimitive {
  static let opcode = Opcode.besseliMember
  static let name = BesselI.name
  static let notation = Notation.member
  static let summary = BesselI.summary
  static let hands = BesselI.hands
  static let accuracy = BesselI.accuracy
  static let example = BesselI.example
  static let domain = BesselI.domain
  static let samples = BesselI.samples

  static func value<Operands: RandomAccessCollection<Double>>(_ order: Int, _ operands: Operands) -> Double {
    BesselI.value(Double(order), operands[operands.startIndex])
  }

  // (DLMF 10.29.1)
  static func partials<S: Number, Operands: RandomAccessCollection<S>>(
    _ order: Int, _ operands: Operands, result: S, _ body: (_ position: Int, _ partial: S) -> Void
  ) {
    let x = operands[operands.startIndex]
    body(0, 0.5 * (S.apply(BesselIMember.self, order - 1, x) + S.apply(BesselIMember.self, order + 1, x)))
  }

  static func expansion(_ member: Int, _ operands: [OneSided]) -> OneSided {
    operands[0].composed(Self.self, member: member) { BesselI.atInfinity($0, Double(member), operands[0]) }
  }
}

/// Kₙ(x), where the order is a number like any other; of a whole number it is ``BesselKMember``.
enum BesselK: BinaryPrimitive {
  static let opcode = Opcode.besselk
  static let name = "besselk"
  static let summary = "the modified Bessel function of the second kind of order n"
  static let field = FunctionField.bessel
  static let hands = "besselk multiplies by minus half the sum of its neighbours"
  static let accuracy = AccuracyBound(
    value: 16, partial: 32, because: AccuracyBound.oppositeOverflows, beyondSecond: { $0[1] < 1e-150 })
  static let example: [Double] = [2, 1]
  static let family: Opcode? = BesselKMember.opcode
  static let parameters = ["n", "x"]
  static let domain = BesselOrder.domain
  static let samples: [ClosedRange<Double>] = [2...2, 0.5...6.0]
  static func isPole(at operands: [Double]) -> Bool { operands[operands.count - 1].magnitude < 0.5 }

  static func value(_ order: Double, _ x: Double) -> Double { value(order, x, scaled: false, derivative: 0) }

  /// It, or a derivative of e^x·Kₙ(x).
  static func value(_ order: Double, _ x: Double, scaled: Bool, derivative: Int) -> Double {
    guard BesselOrder.exists(order), x >= 0 else { return .nan }
    if x == 0 { return derivative % 2 == 0 ? .infinity : -.infinity }
    return BesselModified.second(abs(order), x, scaled: scaled, derivative: derivative)
  }

  static func partialLeft<S: Number>(_ order: S, _ x: S, result: S) -> S { .noDerivative(by: order) }
  // (DLMF 10.29.2) For orders above 0 the terms have one sign, and the one that counts near 0 has the order as it is.
  static func partialRight<S: Number>(_ order: S, _ x: S, result: S) -> S {
    -(S.apply(BesselK.self, order - 1, x) + order / x * result)
  }

  static func expansion(_ order: OneSided, _ x: OneSided) -> OneSided {
    BesselExpansion.indexed(
      order, x, Self.self, BesselKMember.self, atZero: BesselExpansion.modifiedSecondKind,
      atInfinity: { atInfinity($0, $1, x) })
  }

  static func atInfinity(_ sign: Int, _ order: Double, _ x: OneSided) -> OneSided {
    if sign < 0 { return OneSided(.undefined) }
    return (-x).exponential * BesselExpansion.farOut(order, x, decaying: true)
  }
}

/// Kₙ(x) of a whole order; derivatives of the modified Bessel functions of the second kind are made of it.
enum BesselKMember: FamilyPrimitive {
  static let opcode = Opcode.besselkMember
  static let name = BesselK.name
  static let notation = Notation.member
  static let summary = BesselK.summary
  static let hands = BesselK.hands
  static let accuracy = BesselK.accuracy
  static let example = BesselK.example
  static let domain = BesselK.domain
  static let samples = BesselK.samples
  static func isPole(at operands: [Double]) -> Bool { BesselK.isPole(at: operands) }

  static func value<Operands: RandomAccessCollection<Double>>(_ order: Int, _ operands: Operands) -> Double {
    BesselK.value(Double(order), operands[operands.startIndex])
  }

  // (DLMF 10.29.1)
  static func partials<S: Number, Operands: RandomAccessCollection<S>>(
    _ order: Int, _ operands: Operands, result: S, _ body: (_ position: Int, _ partial: S) -> Void
  ) {
    let x = operands[operands.startIndex]
    body(0, -0.5 * (S.apply(BesselKMember.self, order - 1, x) + S.apply(BesselKMember.self, order + 1, x)))
  }

  static func expansion(_ member: Int, _ operands: [OneSided]) -> OneSided {
    let x = operands[0]
    if x.isOrdinary { return x.composed(Self.self, member: member) }
    if x.isInfinite { return x.decided { BesselK.atInfinity($0, Double(member), x) } }
    return BesselExpansion.modifiedSecondKind(Double(member), x)
  }
}
