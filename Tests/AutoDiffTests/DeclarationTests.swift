@testable import AutoDiff
import Testing

/// What primitives declare beside their rules, against what they compute.
@Suite struct DeclarationTests {
  static let functionsOfOneOperand = Opcode.operations.filter { $0.primitive.maximumCount == 1 }

  /// Points all along the number line, fine near 0 and coarse far out, none of them a simple number.
  static let line: [Double] = (-400...400).map { step in
    let x = Double(step) / 40 + 0.00123
    return x < -3 || x > 3 ? x * 3 : x
  }

  @Test(arguments: functionsOfOneOperand)
  func aFunctionIsDefinedWhereItsShapeSays(opcode: Opcode) throws {
    let shape = try #require(opcode.primitive.shape)
    for x in Self.line {
      let value = opcode.value(x)
      #expect(value.isNaN == !shape.domain.contains(x), "\(opcode) at \(x) is \(value)")
    }
    for end in shape.domain.ends {
      let value = opcode.value(end)
      let isPole = shape.poles.nearest(to: end) == end
      #expect(shape.domain.contains(end) ? value.isFinite : isPole, "\(opcode) at \(end) is \(value)")
    }
  }

  @Test(arguments: functionsOfOneOperand)
  func aFunctionIsLargeNearItsPolesAndNowhereElse(opcode: Opcode) throws {
    let shape = try #require(opcode.primitive.shape)
    for x in [-5.2, -2.1, -1.1, -0.2, 0.3, 1.2, 4.9] {
      guard let pole = shape.poles.nearest(to: x) else { continue }
      let beside = [pole - 1e-9, pole + 1e-9].filter(shape.domain.contains).map { opcode.value($0).magnitude }
      let away = opcode.value(pole + 0.25).magnitude
      // A logarithm grows slowly, and what has fallen off between two poles starts low.
      for value in beside {
        #expect(value > 4 && (value > 4 * away || !(away < 1)), "\(opcode) near \(pole) is \(value)")
      }
      let isPole = opcode.primitive.declaration.isPole(at: [pole])
      #expect(isPole)
    }
  }

  @Test(arguments: functionsOfOneOperand)
  func aFunctionRisesAndFallsAsItsShapeSays(opcode: Opcode) throws {
    let shape = try #require(opcode.primitive.shape)
    let points = Self.line.filter(shape.domain.contains)
    for (a, b) in zip(points, points.dropFirst()) {
      let (before, after) = (opcode.value(a), opcode.value(b))
      if let pole = shape.poles.nearest(to: (a + b) / 2), a <= pole, pole <= b { continue }
      if shape.domain.isOutside, (a < 0) != (b < 0) { continue }
      let (isUp, isDown) = (after >= before, after <= before)
      let message = "\(opcode) from \(a) to \(b): \(before) to \(after)"
      switch shape.course {
      case .unknown: break
      case .rising: #expect(isUp, "\(message)")
      case .falling: #expect(isDown, "\(message)")
      case .fallingTo(let least): #expect(b <= least ? isDown : a < least || isUp, "\(message)")
      case .risingTo(let greatest): #expect(b <= greatest ? isUp : a < greatest || isDown, "\(message)")
      case .periodic(let period, let greatest, let least):
        #expect(before <= opcode.value(greatest) && before >= opcode.value(least), "\(message)")
        #expect(abs(opcode.value(a + period) - before) < 1e-12, "\(message)")
        #expect((greatest - least).magnitude * 2 == period)
      }
    }
  }

  @Test(arguments: Opcode.operations)
  func aStepIsConstantAndNothingElseIs(opcode: Opcode) {
    let primitive = opcode.primitive
    let center = primitive.samples.map { ($0.lowerBound + $0.upperBound) / 2 + 0.1234567 }
    let points = (0..<(primitive.maximumCount ?? 3)).map {
      center[min($0, center.count - 1)] + Double($0) / 10
    }
    let moved = points.enumerated().map { $1 + 1e-6 * Double($0 + 1) }
    let isConstant = opcode.value(at: points) == opcode.value(at: moved)
    if opcode.algebra.isStepped {
      #expect(isConstant)
    } else if primitive.parameters.first != "n" {
      #expect(!isConstant, "\(opcode) at \(points)")
    }
  }

  /// Two steps away from the jump, where the product of two means is no matter.
  @Test(arguments: Opcode.operations.filter { $0.primitive.declaration.squared != nil })
  func theSquareOfAStepIsWhatItSays(opcode: Opcode) {
    for x in [-2.0, 3] {
      let step = opcode.primitive.maximumCount == 1 ? opcode.value(x) : opcode.value(x, 0)
      let square = opcode.primitive.declaration.squared == .one ? 1 : step
      #expect(step * step == square)
    }
  }

  @Test(arguments: Opcode.allCases)
  func theWayBackIsOneClause(opcode: Opcode) {
    let hands = opcode.primitive.hands
    #expect(hands.count > 10 && hands.count <= 130 && hands.last != ".", "\(opcode): \(hands)")
  }

  @Test(arguments: Opcode.operations)
  func otherTermsHaveTheSameValue(opcode: Opcode) {
    let samples = opcode.primitive.samples
    for fraction in [0.15, 0.4, 0.6, 0.85] {
      let point = (0..<(opcode.primitive.maximumCount ?? 2)).map { place in
        let sample = samples[min(place, samples.count - 1)]
        return sample.lowerBound + fraction * (sample.upperBound - sample.lowerBound)
      }
      var form = ExpandedValue(point: point)
      guard let value = dispatch(opcode, &form) else { continue }
      expectSame(value, opcode.value(at: point), "\(opcode) at \(point)")
    }
    guard opcode.primitive.maximumCount == 1 else { return }
    for inner in Opcode.operations where inner.primitive.maximumCount == 1 {
      for x in [-1.5, 0.25, 0.5, 1.5] {
        var form = ExpandedValue(point: [x], inner: inner)
        guard let value = dispatch(opcode, &form), !inner.value(x).isNaN else { continue }
        expectSame(value, opcode.value(inner.value(x)), "\(opcode) of \(inner) at \(x)")
      }
    }
  }

  private func expectSame(_ value: Double, _ wanted: Double, _ message: String) {
    if value.isNaN, wanted.isNaN { return }
    #expect(abs(value - wanted) < 1e-14 * max(1, abs(wanted)), "\(message)")
  }
}

/// A function in other terms, as a number.
private struct ExpandedValue: PrimitiveVisitor {
  let point: [Double]
  var inner: Opcode?

  func input() -> Double? { nil }
  func unary<P: UnaryPrimitive>(_ primitive: P.Type) -> Double? {
    inner.map { P.composed(with: $0, of: point[0]) } ?? P.expanded(point[0])
  }
  func binary<P: BinaryPrimitive>(_ primitive: P.Type) -> Double? { P.expanded(point[0], point[1]) }
  func ternary<P: TernaryPrimitive>(_ primitive: P.Type) -> Double? {
    P.expanded(point[0], point[1], point[2])
  }
  func nary<P: NaryPrimitive>(_ primitive: P.Type) -> Double? { nil }
  func family<P: FamilyPrimitive>(_ primitive: P.Type) -> Double? {
    Int(exactly: point[0]).flatMap { P.expanded($0, Array(point.dropFirst())) }
  }
}
