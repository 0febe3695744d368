import RealModule

/// What the Bessel functions of all kinds have in common where their order is a number like any other.
enum BesselOrder {
  /// Orders up to this size have values: where the phases and exponents of large ones have all their digits, and the neighbours
  /// of an order are others.
  static let highest = 1e15

  static let domain = "x > 0; n from -1e15 to 1e15"
  static let wholeDomain = "x ≥ 0, or any x for whole n; n from -1e15 to 1e15"

  /// Whether there are functions of this order.
  static func exists(_ order: Double) -> Bool { abs(order) <= highest }

  /// Whether an order is a whole number.
  static func isWhole(_ order: Double) -> Bool { order == order.rounded() }

  /// (−1)ⁿ
  static func sign(_ order: Double) -> Double { order.truncatingRemainder(dividingBy: 2) == 0 ? 1 : -1 }

  /// a·f + b·g, where a factor of 0 wins against infinity.
  static func combination(_ a: Double, _ f: Double, _ b: Double, _ g: Double) -> Double {
    a == 0 ? b * g : b == 0 ? a * f : a * f + b * g
  }

  /// What a function that is no series beside 0 has there, where it starts like a power of the order's size.
  static func end(of order: Double, at x: Double) -> Singularity? {
    x != 0 || isWhole(order) ? nil : order < 1 ? .verticalTangent : .bend
  }
}

/// Jₙ(x), where the order is a number like any other; of a whole number it is ``BesselJMember``.
enum BesselJ: BinaryPrimitive {
  static let opcode = Opcode.besselj
  static let name = "besselj"
  static let summary = "the Bessel function of the first kind of order n"
  static let field = FunctionField.bessel
  static let hands = "besselj multiplies by half the difference of its neighbours"
  static let accuracy = AccuracyBound.ofSums
  static let example: [Double] = [2, 1]
  static let family: Opcode? = BesselJMember.opcode
  static let parameters = ["n", "x"]
  static let domain = BesselOrder.wholeDomain
  static let samples: [ClosedRange<Double>] = [2...2, -3...3]

  /// Below order 0 and x = 0 it reflects (DLMF 10.4.1, 10.4.6 with 10.4.3, 10.11.1).
  static func value(_ order: Double, _ x: Double) -> Double {
    guard BesselOrder.exists(order), !x.isNaN else { return .nan }
    let isWhole = BesselOrder.isWhole(order)
    if x < 0 { return isWhole ? BesselOrder.sign(order) * value(order, -x) : .nan }
    if order < 0 {
      if isWhole { return BesselOrder.sign(order) * value(-order, x) }
      return BesselOrder.combination(
        CosinePi.value(order), value(-order, x), SinePi.value(order), BesselY.value(-order, x))
    }
    if order == 0 || order == 1 { return CLibrary.besselJ(Int32(order), x) }
    return x == 0 ? 0 : BesselOscillating.first(order, x)
  }

  // There is no closed form of the slope by the order.
  static func partialLeft<S: Number>(_ order: S, _ x: S, result: S) -> S { .noDerivative(by: order) }
  // (DLMF 10.6.1)
  static func partialRight<S: Number>(_ order: S, _ x: S, result: S) -> S {
    0.5 * (S.apply(BesselJ.self, order - 1, x) - S.apply(BesselJ.self, order + 1, x))
  }

  static let hasSingularities = true
  static func singularity(at order: Double, _ x: Double) -> Singularity? { BesselOrder.end(of: order, at: x) }
  static func isPole(at operands: [Double]) -> Bool { operands[operands.count - 1].magnitude < 0.5 }

  static func expansion(_ order: OneSided, _ x: OneSided) -> OneSided {
    BesselExpansion.indexed(order, x, Self.self, BesselJMember.self, atZero: BesselExpansion.firstKind) {
      sign, _ in
      sign < 0 ? OneSided(.undefined) : BesselExpansion.oscillating(x)
    }
  }
}

/// Jₙ(x) of a whole order; derivatives of the Bessel functions of the first kind are made of it.
enum BesselJMember: FamilyPrimitive {
  static let opcode = Opcode.besseljMember
  static let name = BesselJ.name
  static let notation = Notation.member
  static let summary = BesselJ.summary
  static let hands = BesselJ.hands
  static let accuracy = BesselJ.accuracy
  static let example = BesselJ.example
  static let domain = BesselJ.domain
  static let samples = BesselJ.samples

  static func value<Operands: RandomAccessCollection<Double>>(_ order: Int, _ operands: Operands) -> Double {
    BesselJ.value(Double(order), operands[operands.startIndex])
  }

  // (DLMF 10.6.1)
  static func partials<S: Number, Operands: RandomAccessCollection<S>>(
    _ order: Int, _ operands: Operands, result: S, _ body: (_ position: Int, _ partial: S) -> Void
  ) {
    let x = operands[operands.startIndex]
    body(0, 0.5 * (S.apply(BesselJMember.self, order - 1, x) - S.apply(BesselJMember.self, order + 1, x)))
  }

  static func expansion(_ member: Int, _ operands: [OneSided]) -> OneSided {
    operands[0].composed(Self.self, member: member) { _ in BesselExpansion.oscillating(operands[0]) }
  }
}

/// Yₙ(x), where the order is a number like any other; of a whole number it is ``BesselYMember``.
enum BesselY: BinaryPrimitive {
  static let opcode = Opcode.bessely
  static let name = "bessely"
  static let summary = "the Bessel function of the second kind of order n"
  static let field = FunctionField.bessel
  static let hands = "bessely multiplies by half the difference of its neighbours"
  static let accuracy = AccuracyBound(
    value: 16, partial: 32,
    because:
      "NaN for the derivatives, instead of an infinity, where it is itself too large for a double, and below 1e-150",
    beyondSecond: { $0[1] < 1e-150 })
  static let example: [Double] = [2, 1]
  static let family: Opcode? = BesselYMember.opcode
  static let parameters = ["n", "x"]
  static let domain = BesselOrder.domain
  static let samples: [ClosedRange<Double>] = [2...2, 0.5...9.0]
  static func isPole(at operands: [Double]) -> Bool { operands[operands.count - 1].magnitude < 0.5 }

  /// Below order 0 it reflects (DLMF 10.4.1, 10.4.5 with 10.4.3).
  static func value(_ order: Double, _ x: Double) -> Double {
    guard BesselOrder.exists(order), x >= 0 else { return .nan }
    if order < 0 {
      if BesselOrder.isWhole(order) { return BesselOrder.sign(order) * value(-order, x) }
      return BesselOrder.combination(
        CosinePi.value(order), value(-order, x), -SinePi.value(order), BesselJ.value(-order, x))
    }
    if x == 0 { return -.infinity }
    if order == 0 || order == 1 { return CLibrary.besselY(Int32(order), x) }
    return BesselOscillating.second(order, x)
  }

  static func partialLeft<S: Number>(_ order: S, _ x: S, result: S) -> S { .noDerivative(by: order) }
  // (DLMF 10.6.2) Near 0 the two terms have the same sign, and the second one, which counts, has the order as it is.
  static func partialRight<S: Number>(_ order: S, _ x: S, result: S) -> S {
    S.apply(BesselY.self, order - 1, x) - order / x * result
  }

  static func expansion(_ order: OneSided, _ x: OneSided) -> OneSided {
    BesselExpansion.indexed(order, x, Self.self, BesselYMember.self, atZero: BesselExpansion.secondKind) {
      sign, _ in
      sign < 0 ? OneSided(.undefined) : BesselExpansion.oscillating(x)
    }
  }
}

/// Yₙ(x) of a whole order; derivatives of the Bessel functions of the second kind are made of it.
enum BesselYMember: FamilyPrimitive {
  static let opcode = Opcode.besselyMember
  static let name = BesselY.name
  static let notation = Notation.member
  static let summary = BesselY.summary
  static let hands = BesselY.hands
  static let accuracy = BesselY.accuracy
  static let example = BesselY.example
  static let domain = BesselY.domain
  static let samples = BesselY.samples
  static func isPole(at operands: [Double]) -> Bool { BesselY.isPole(at: operands) }

  static func value<Operands: RandomAccessCollection<Double>>(_ order: Int, _ operands: Operands) -> Double {
    BesselY.value(Double(order), operands[operands.startIndex])
  }

  // (DLMF 10.6.1)
  static func partials<S: Number, Operands: RandomAccessCollection<S>>(
    _ order: Int, _ operands: Operands, result: S, _ body: (_ position: Int, _ partial: S) -> Void
  ) {
    let x = operands[operands.startIndex]
    body(0, 0.5 * (S.apply(BesselYMember.self, order - 1, x) - S.apply(BesselYMember.self, order + 1, x)))
  }

  static func expansion(_ member: Int, _ operands: [OneSided]) -> OneSided {
    let x = operands[0]
    if x.isOrdinary { return x.composed(Self.self, member: member) }
    if x.isInfinite {
      return x.decided { $0 < 0 ? OneSided(.undefined) : BesselExpansion.oscillating(x) }
    }
    return BesselExpansion.secondKind(Double(member), x)
  }
}
