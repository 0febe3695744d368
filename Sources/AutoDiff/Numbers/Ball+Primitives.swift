// Functions that are sums, products, powers, exponentials, logarithms, sines and angles by their definitions have the digits of a
// ball; others have those of doubles, and a bound by what they are at the ends.

extension Ball {
  static func apply<P: UnaryPrimitive>(_ primitive: P.Type, _ x: Ball) -> Ball {
    let wide = x.wide(P.opcode) ?? P.expanded(x) ?? P.definition(x)
    return narrower(wide) { ofDoubles([x], isStepped: P.algebra.isStepped) { P.value($0[0]) } }
  }

  static func apply<P: BinaryPrimitive>(_ primitive: P.Type, _ a: Ball, _ b: Ball) -> Ball {
    switch P.algebra {
    case .sum: return a + b
    case .difference: return a - b
    case .product(let isStrong): return isStrong ? a ⊙ b : a * b
    case .quotient(let isStrong): return isStrong && a.isExactlyZero ? 0 : a / b
    case .power:
      if let power = a.raised(to: b), power.isKnown { return power }
    case .guarded: return b.isUndefined ? .undefined : a
    default: break
    }
    if P.comparesOperands { return compared(a, b) { P.value($0, 0) } }
    return narrower(P.expanded(a, b) ?? P.definition(a, b)) {
      ofDoubles([a, b], isStepped: P.algebra.isStepped) { P.value($0[0], $0[1]) }
    }
  }

  static func apply<P: TernaryPrimitive>(_ primitive: P.Type, _ a: Ball, _ b: Ball, _ c: Ball) -> Ball {
    switch P.algebra {
    case .choice(.condition):
      if a.isUndefined { return .undefined }
      return a.isExactlyZero ? c : (a.isPositive || a.isNegative ? b : .unknown)
    case .choice(.clamp): return extreme([extreme([a, b], isLargest: true), c], isLargest: false)
    default:
      return narrower(P.expanded(a, b, c)) {
        ofDoubles([a, b, c], isStepped: P.algebra.isStepped) { P.value($0[0], $0[1], $0[2]) }
      }
    }
  }

  static func apply<P: NaryPrimitive, Operands: RandomAccessCollection<Ball>>(
    _ primitive: P.Type, _ operands: Operands
  ) -> Ball {
    switch P.algebra {
    case .sum: return operands.reduce(0, +)
    case .mean: return operands.reduce(0, +) / Ball(exactly: Double(operands.count))
    case .product: return operands.reduce(1, *)
    case .norm: return operands.reduce(0) { $0 + $1 * $1 }.squareRoot
    case .choice(.largest): return extreme(operands, isLargest: true)
    case .choice(.smallest): return extreme(operands, isLargest: false)
    default:
      return narrower(P.definition(Array(operands))) {
        ofDoubles(Array(operands), isStepped: P.algebra.isStepped) { P.value($0) }
      }
    }
  }

  static func apply<P: FamilyPrimitive, Operands: RandomAccessCollection<Ball>>(
    _ primitive: P.Type, _ member: Int, _ operands: Operands
  ) -> Ball {
    ofDoubles(Array(operands), isStepped: false) { P.value(member, $0) }
  }

  static func select(_ a: Ball, lessThan b: Ball, _ x: Ball, _ y: Ball) -> Ball {
    apply(If.self, compared(a, b) { $0 < 0 ? 1 : 0 }, x, y)
  }
}

// MARK: With all digits

extension Ball {
  /// The functions that others are made of; nil for the others.
  private func wide(_ opcode: Opcode) -> Ball? {
    switch opcode {
    case .negate: -self
    case .abs: isPositive || isExactlyZero ? self : (isNegative ? -self : nil)
    case .detach: self
    case .sqrt: squareRoot
    case .cbrt: isPositive ? cubeRoot : (isNegative ? -(-self).cubeRoot : nil)
    case .exp: exponential
    case .log: logarithm
    case .sin: sineAndCosine.sine
    case .cos: sineAndCosine.cosine
    case .atan: arctangent
    default: nil
    }
  }

  private var cubeRoot: Ball { (logarithm / 3).exponential }

  /// A power; nil where doubles decide.
  private func raised(to exponent: Ball) -> Ball? {
    if exponent.isExact, let whole = Int(exactly: exponent.center.high), whole.magnitude <= 64 {
      return raised(to: whole)
    }
    if exponent.isExactly(0.5) { return squareRoot }
    return isPositive ? (exponent * logarithm).exponential : nil
  }

  /// A comparison, by −1, 0 or 1 as the first is below, equal to or above the second.
  private static func compared(_ a: Ball, _ b: Ball, _ value: (Double) -> Double) -> Ball {
    let difference = a - b
    if difference.isUndefined { return Ball(exactly: value(.nan)) }
    if difference.isExactlyZero { return Ball(exactly: value(0)) }
    if difference.isPositive { return Ball(exactly: value(1)) }
    return difference.isNegative ? Ball(exactly: value(-1)) : .unknown
  }

  private static func extreme(_ operands: some Collection<Ball>, isLargest: Bool) -> Ball {
    guard var best = operands.first else { return .undefined }
    for operand in operands.dropFirst() {
      let difference = isLargest ? operand - best : best - operand
      if difference.isUndefined { return .undefined }
      guard difference.isKnown else { return .unknown }
      if difference.isPositive {
        best = operand
      } else if !difference.isNegative {
        // Either may be the one.
        let radius = max(best.radius, operand.radius) + difference.center.high.magnitude
        best = Ball(center: best.center, radius: radius)
      }
    }
    return best
  }
}

// MARK: By doubles

extension Ball {
  /// What a function is by its definition, or by doubles where that says more: 1 − erf x is little of erfc x.
  private static func narrower(_ defined: Ball?, _ ofDoubles: () -> Ball) -> Ball {
    guard let defined, defined.isKnown, !defined.isUndefined else { return ofDoubles() }
    if defined.radius <= doublePrecision * defined.center.high.magnitude { return defined }
    let other = ofDoubles()
    return other.radius < defined.radius ? other : defined
  }

  /// A function that is evaluated with doubles: where operands may be others than the nearest doubles, it is bounded by what
  /// it is there.
  private static func ofDoubles(
    _ operands: [Ball], isStepped: Bool, _ value: ([Double]) -> Double
  ) -> Ball {
    if operands.contains(where: \.isUndefined) { return .undefined }
    guard operands.allSatisfy(\.isKnown) else { return .unknown }
    let doubles = operands.map(\.center.high)
    let result = value(doubles)
    var spread = 0.0
    for (place, operand) in operands.enumerated() where !operand.isExact {
      let distance = operand.center.low.magnitude + operand.radius
      for end in [(doubles[place] - distance).nextDown, (doubles[place] + distance).nextUp] {
        var moved = doubles
        moved[place] = end
        let other = value(moved)
        // It is not known whether it is defined.
        if other.isNaN != result.isNaN { return .unknown }
        spread += (other - result).magnitude
      }
    }
    if result.isNaN { return .undefined }
    if isStepped { return spread == 0 ? Ball(exactly: result) : .unknown }
    return Ball(center: DoubleDouble(result), radius: 2 * spread + doublePrecision * result.magnitude)
  }

  /// What functions of doubles are accurate to, in the worst case.
  private static let doublePrecision = 0x1p-42
}

/// A primitive at balls.
struct BallApplication: PrimitiveVisitor {
  let operands: [Ball]
  var member: Int?

  func input() -> Ball { .unknown }
  func unary<P: UnaryPrimitive>(_ primitive: P.Type) -> Ball { .apply(P.self, operands[0]) }
  func binary<P: BinaryPrimitive>(_ primitive: P.Type) -> Ball { .apply(P.self, operands[0], operands[1]) }
  func ternary<P: TernaryPrimitive>(_ primitive: P.Type) -> Ball {
    .apply(P.self, operands[0], operands[1], operands[2])
  }
  func nary<P: NaryPrimitive>(_ primitive: P.Type) -> Ball { .apply(P.self, operands) }
  func family<P: FamilyPrimitive>(_ primitive: P.Type) -> Ball {
    member.map { .apply(P.self, $0, operands) } ?? .unknown
  }
}
