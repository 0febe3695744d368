@testable import AutoDiff
import Foundation
import Testing

/// Every function at every point at which it may be exceptional, from both sides: its one-sided series against its values.
@Suite struct OneSidedTests {
  /// Where functions have kinks, jumps, poles and ends, and where they grow without limit.
  static let points: [Double] = [
    0, 1, -1, 2, -2, 0.5, -0.5, -3, 1.5, LambertBranch.branchPoint, .infinity, -.infinity,
  ]

  /// Functions that have no limit between the poles or waves all the way to −∞, or from which nothing is known there.
  static let undecided: Set<Opcode> = [
    .gamma, .factorial, .lgamma, .digamma, .trigamma, .tan, .sec, .csc, .cot, .zeta,
  ]

  /// Functions whose series at their ends go by powers of 1/log, which are hardly small anywhere.
  static let slow: Set<Opcode> = [
    .erfinv, .lambertw, .lambertwDerivative, .lambertwm1, .lambertwm1Derivative, .li,
  ]

  /// Functions whose series far out have factorials for coefficients.
  static let factorial: Set<Opcode> = [.expint, .ei, .li]

  static let unary = Opcode.operations.filter {
    $0.primitive.maximumCount == 1 && !$0.isFamily && $0 != .detach
  }

  @Test(arguments: unary)
  func seriesAreWhatTheFunctionDoesBesideThePoint(opcode: Opcode) {
    for point in Self.points {
      for sign in point.isInfinite ? [1.0] : [1.0, -1.0] {
        check(opcode, at: point, sign)
      }
    }
  }

  private func check(_ opcode: Opcode, at point: Double, _ sign: Double) {
    let context = ExpansionContext(termCount: 12)
    let operand: OneSided
    // Far enough out for asymptotic series, near enough for power series.
    let t = point.isInfinite ? 0x1p-5 : (point == LambertBranch.branchPoint ? 0x1p-11 : 0x1p-7)
    let x: Double
    if point.isInfinite {
      let direction: Double = point < 0 ? -1 : 1
      operand = OneSided(
        [OneSided.Term(growth: Growth.variable.inverse, coefficient: direction, error: 0)], in: context)
      x = direction / t
    } else {
      operand = OneSided(point, direction: sign, in: context)
      x = point + sign * t
    }
    var visitor = UnaryExpansion(operand: operand)
    let series = dispatch(opcode, &visitor)
    let value = opcode.value(at: [x])
    let place: Comment = "\(opcode) at \(point), side \(sign): \(series.terms)"
    switch series.failure {
    case .undefined?: #expect(value.isNaN, place)
    case .undecided?: #expect(point.isInfinite && Self.undecided.contains(opcode), place)
    case .needsMoreTerms?, .overflow?: Issue.record(place)
    case nil:
      if value.isNaN {
        Issue.record(place)
        return
      }
      let sum = series.value(at: t)
      // What is left out is of the order of its bound; a series of 12 terms has coefficients of moderate size.
      let largest = Self.factorial.contains(opcode) ? 1e11 : 100
      let left =
        largest * (series.smooth.map { $0.value(at: t) } ?? 0) + 2
        * (series.rough.map { $0.value(at: t) } ?? 0)
      #expect(
        sum == value || abs(sum - value) <= 1e-11 * abs(value) + left, "\(place): \(sum), not \(value)")
      if series.rough == nil, !Self.slow.contains(opcode) {
        #expect(left <= 1e-6 * max(1, abs(value)), place)
      }
    }
  }

  /// Members of families at 0, at their poles and far out.
  @Test(arguments: [
    (Opcode.polygammaMember, 0), (.polygammaMember, 1), (.polygammaMember, 3), (.besseljMember, 0),
    (.besseljMember, 2), (.sincDerivative, 1), (.sincDerivative, 2), (.siDerivative, 1), (.siDerivative, 3),
    (.ellipkDerivative, 1), (.ellipkDerivative, 3), (.ellipeDerivative, 1), (.ellipeDerivative, 3),
    (.zetaDerivative, 1), (.zetaDerivative, 3), (.polylog2Derivative, 1), (.polylog2Derivative, 3),
  ])
  func seriesOfMembersAreWhatTheyDo(opcode: Opcode, member: Int) {
    for point in [0, -1, -3, 2, 0.5, 1] {
      for sign in [1.0, -1.0] {
        let context = ExpansionContext(termCount: 12)
        var visitor = UnaryExpansion(
          operand: OneSided(point, direction: sign, in: context), member: member)
        let series = dispatch(opcode, &visitor)
        let (t, place): (Double, Comment) = (0x1p-7, "\(opcode) \(member) at \(point), side \(sign)")
        let value = opcode.value(at: [Double(member), point + sign * t])
        #expect(series.failure == nil || series.failure == .undefined && value.isNaN, place)
        if value.isNaN { continue }
        #expect(abs(series.value(at: t) - value) <= 1e-10 * abs(value) + 1e-13, place)
      }
    }
  }

  /// Functions of an order, on both sides of 0, at an ordinary point and far out.
  @Test(
    arguments: Opcode.operations.filter { $0.isIndexed && !$0.algebra.isPolygamma },
    [-2, -0.5, 0, 1, 2, 0.25, 2.5, 5])
  func seriesOfFunctionsOfAnOrderAreWhatTheyDo(opcode: Opcode, order: Double) {
    for (point, sign) in [(0.0, 1.0), (0, -1), (2, 1), (0.5, -1), (-3, 1), (.infinity, 1), (-.infinity, -1)] {
      let context = ExpansionContext(termCount: 12)
      let t = point.isInfinite ? 0x1p-6 : 0x1p-7
      let operand =
        point.isInfinite
        ? OneSided(
          [OneSided.Term(growth: Growth.variable.inverse, coefficient: sign, error: 0)], in: context)
        : OneSided(point, direction: sign, in: context)
      var visitor = BinaryExpansion(left: OneSided(order), right: operand)
      let series = dispatch(opcode, &visitor)
      let value = opcode.value(order, point.isInfinite ? sign / t : point + sign * t)
      let place: Comment = "\(opcode) of order \(order) at \(point), side \(sign)"
      if series.failure == .undefined {
        #expect(value.isNaN, place)
        continue
      }
      #expect(series.failure == nil, place)
      let left = 2 * (series.rough.map { $0.value(at: t) } ?? 0)
      #expect(abs(series.value(at: t) - value) <= 1e-10 * abs(value) + left, place)
    }
  }

  /// Both operands go at once.
  @Test(arguments: [
    (Opcode.power, 0.0, 2.0), (.power, 0, 0), (.power, 0, 0.5), (.power, 1, 0), (.power, 2, -1),
    (.atan2, 0, 1),
    (.atan2, 0, -1), (.atan2, 1, 0), (.atan2, -1, 0), (.mod, 3, 1.5), (.mod, 0, 1), (.xlogy, 0, 0),
    (.xlogy, 1, 0),
    (.logToBase, 0, 2), (.logToBase, 2, 1), (.logaddexp, 0, 0), (.beta, 0, 1), (.beta, 1, 0), (.lbeta, 0, 2),
    (.divide, 0, 0), (.divide, 1, 0), (.less, 1, 1), (.above, 1, 1), (.and, 0, 1), (.or, 0, 0),
    (.equal, 1, 1),
  ])
  func seriesOfTwoOperandsAreWhatTheyDo(opcode: Opcode, a: Double, b: Double) {
    for (left, right) in [(1.0, 2.0), (1, -1), (-1, 1), (-2, -1), (1, 0), (0, 1), (0, -1), (-1, 0)] {
      let context = ExpansionContext(termCount: 12)
      var visitor = BinaryExpansion(
        left: OneSided(a, direction: left, in: context), right: OneSided(b, direction: right, in: context))
      let series = dispatch(opcode, &visitor)
      let t = 0x1p-9
      let value = opcode.value(at: [a + left * t, b + right * t])
      let place: Comment = "\(opcode) at (\(a), \(b)) along (\(left), \(right))"
      if series.failure == .undefined {
        #expect(value.isNaN || value.isInfinite, place)
      } else {
        #expect(series.failure == nil, place)
        let smooth = series.smooth.map { $0.value(at: t) } ?? 0
        #expect(abs(series.value(at: t) - value) <= 1e-10 * abs(value) + 1e4 * smooth, place)
      }
    }
  }

  /// Forms that nothing but more than powers and logarithms hold.
  @Test(
    arguments: [
      ("log(cosh(1/x))*x", 1.0, -0.6931471805599453), ("log(x)*x", 0, -.infinity),
      ("1/log(x)", 0, -.infinity),
      ("x^x", 1, -.infinity), ("(1 + x)^(1/x)", 2.718281828459045, -1.3591409142295225),
      ("exp(-1/x^2)", 0, 0),
      ("x*sin(1/x)*x", 0, 0), ("1/gamma(1/x)", 0, 0), ("erfinv(1 - exp(-1/x))*sqrt(x)", 1, -.infinity),
      ("x*log(log(1/x))", 0, .infinity), ("acosh(1/x)*x", 0, .infinity), ("log(normcdf(-1/x))*x^2", -0.5, 0),
    ] as [(String, Double, Double)])
  func transseriesAreClosed(name: String, value: Double, slope: Double) {
    let context = ExpansionContext(termCount: 6)
    let x = OneSided(0, direction: 1, in: context)
    let series = Self.formulas[name]?(x)
    guard let series, case .success(let limit) = series.limit, case .success(let rate) = series.slope else {
      Issue.record("\(name): \(String(describing: series))")
      return
    }
    #expect(abs(limit.value - value) < 1e-12, "\(name): \(limit)")
    #expect(rate.value == slope || abs(rate.value - slope) < 1e-10, "\(name): \(rate)")
  }

  private static let formulas: [String: @Sendable (OneSided) -> OneSided] = [
    "log(cosh(1/x))*x": { .log(.cosh(1 / $0)) * $0 }, "log(x)*x": { .log($0) * $0 },
    "1/log(x)": { 1 / .log($0) }, "x^x": { .power($0, $0) }, "(1 + x)^(1/x)": { .power(1 + $0, 1 / $0) },
    "exp(-1/x^2)": { .exp(-(1 / ($0 * $0))) }, "x*sin(1/x)*x": { $0 * .sin(1 / $0) * $0 },
    "1/gamma(1/x)": { 1 / .apply(Gamma.self, 1 / $0) },
    "erfinv(1 - exp(-1/x))*sqrt(x)": {
      .apply(InverseErrorFunction.self, 1 - .exp(-(1 / $0))) * .sqrt($0)
    },
    "x*log(log(1/x))": { $0 * .log(.log(1 / $0)) },
    "acosh(1/x)*x": { .apply(HyperbolicArcCosine.self, 1 / $0) * $0 },
    "log(normcdf(-1/x))*x^2": { .log(.apply(NormalDistribution.self, -(1 / $0))) * $0 * $0 },
  ]

  @Test func whatCancelsWithinRoundingIsMarkedAndNotTakenForSomething() {
    let context = ExpansionContext(termCount: 6)
    let x = OneSided(.pi, direction: 1, in: context)
    // ½(t − 1.2e-16)²: neither the rounding of cos nor the tiny slope behind it decides.
    let root = OneSided.sqrt(1 + .cos(x))
    guard case .success(let slope) = root.slope else {
      Issue.record("\(root)")
      return
    }
    #expect(root.isWithinRounding && abs(slope.value - 0.5.squareRoot()) < 1e-12)
    // The sine itself is what it is.
    #expect(OneSided.abs(.sin(x)).isWithinRounding == false)
  }
}

/// The expansion of a function of one operand, or of a member of a family.
private struct UnaryExpansion: PrimitiveVisitor {
  let operand: OneSided
  var member = 0

  func input() -> OneSided { operand }
  func unary<P: UnaryPrimitive>(_ primitive: P.Type) -> OneSided { P.expansion(operand) }
  func binary<P: BinaryPrimitive>(_ primitive: P.Type) -> OneSided { operand }
  func ternary<P: TernaryPrimitive>(_ primitive: P.Type) -> OneSided { operand }
  func nary<P: NaryPrimitive>(_ primitive: P.Type) -> OneSided { P.expansion([operand]) }
  func family<P: FamilyPrimitive>(_ primitive: P.Type) -> OneSided { P.expansion(member, [operand]) }
}

/// The expansion of a function of two operands.
private struct BinaryExpansion: PrimitiveVisitor {
  let left: OneSided
  let right: OneSided

  func input() -> OneSided { left }
  func unary<P: UnaryPrimitive>(_ primitive: P.Type) -> OneSided { left }
  func binary<P: BinaryPrimitive>(_ primitive: P.Type) -> OneSided { P.expansion(left, right) }
  func ternary<P: TernaryPrimitive>(_ primitive: P.Type) -> OneSided { left }
  func nary<P: NaryPrimitive>(_ primitive: P.Type) -> OneSided { P.expansion([left, right]) }
  func family<P: FamilyPrimitive>(_ primitive: P.Type) -> OneSided { left }
}

extension OneSided {
  /// The sum of the terms at a distance from the point.
  fileprivate func value(at t: Double) -> Double {
    terms.reversed().reduce(0) { $0 + $1.coefficient * $1.growth.value(at: t) }
  }
}

extension Growth {
  fileprivate func value(at t: Double) -> Double {
    let logarithm = -log(t)
    let exponent = exponential.reduce(0) { $0 + $1.coefficient * $1.growth.value(at: t) }
    return exp(exponent) * pow(t, power.value) * pow(logarithm, logPower.value)
      * pow(log(logarithm), logLogPower.value)
  }
}
