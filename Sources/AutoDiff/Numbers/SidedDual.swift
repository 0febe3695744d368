/// A value and its derivative just beside a point, on the side where a direction leads.
///
/// It is ``Dual`` over `Double`, except where a function has a kink or a jump: there the value and the slope are those
/// on this side, not the ones at the point itself. A sweep with such numbers gives one-sided derivatives, and backprop
/// over them one-sided second derivatives.
struct SidedDual: Scalar, BitwiseCopyable {
  /// The value at the point, seen from this side.
  var primal: Double

  /// The derivative in the direction.
  var tangent: Double

  /// Whether the number changes along the direction at all, be its derivative 0.
  private(set) var isMoving: Bool

  /// Whether the side was certain: a tangent of 0 does not tell on which side of a jump the next values lie.
  private(set) var isDecided = true

  /// The number `primal` at the point, moving with `tangent`.
  init(primal: Double, tangent: Double) {
    (self.primal, self.tangent) = (primal, tangent)
    isMoving = tangent != 0
  }

  init(_ value: Double) { self.init(primal: value, tangent: 0) }

  private init(_ primal: Double, _ tangent: Double, isMoving: Bool, isDecided: Bool) {
    (self.primal, self.tangent, self.isMoving, self.isDecided) = (primal, tangent, isMoving, isDecided)
  }

  static var hasDirection: Bool { true }
  var isExactlyZero: Bool { primal == 0 && !isMoving }

  private var dual: Dual<Double> { Dual(primal: primal, tangent: tangent) }

  static func apply<P: UnaryPrimitive>(_ primitive: P.Type, _ x: Self) -> Self {
    guard x.isMoving else { return Self(P.value(x.primal)) }
    guard P.hasSingularities else {
      let value = P.value(x.primal)
      return x.moved(to: value, x.tangent ⊙ P.partial(x.primal, result: value))
    }
    let value = P.value(beside: x.dual)
    let slope = x.tangent ⊙ P.partial(x.dual, result: Dual(value)).primal
    let isOpen = x.tangent == 0 && P.singularity(at: x.primal)?.needsDirection == true
    return Self(value, slope, isMoving: isOpen || !P.algebra.isStepped, isDecided: x.isDecided && !isOpen)
  }

  static func apply<P: BinaryPrimitive>(_ primitive: P.Type, _ a: Self, _ b: Self) -> Self {
    guard a.isMoving || b.isMoving else { return Self(P.value(a.primal, b.primal)) }
    let isDecided = a.isDecided && b.isDecided
    guard P.hasSingularities else {
      let value = P.value(a.primal, b.primal)
      let slope =
        a.tangent ⊙ P.partialLeft(a.primal, b.primal, result: value)
        + b.tangent ⊙ P.partialRight(a.primal, b.primal, result: value)
      return Self(value, slope, isMoving: true, isDecided: isDecided)
    }
    let value = P.value(beside: a.dual, b.dual)
    let slope =
      a.tangent ⊙ P.partialLeft(a.dual, b.dual, result: Dual(value)).primal
      + b.tangent ⊙ P.partialRight(a.dual, b.dual, result: Dual(value)).primal
    let isOpen =
      a.tangent == b.tangent && P.singularity(at: a.primal, b.primal)?.needsDirection == true
    return Self(
      value, slope, isMoving: isOpen || !P.algebra.isStepped, isDecided: isDecided && !isOpen)
  }

  static func apply<P: TernaryPrimitive>(_ primitive: P.Type, _ a: Self, _ b: Self, _ c: Self) -> Self {
    guard a.isMoving || b.isMoving || c.isMoving else {
      return Self(P.value(a.primal, b.primal, c.primal))
    }
    let value = P.value(beside: a.dual, b.dual, c.dual)
    let partials = P.partials(a.dual, b.dual, c.dual, result: Dual(value))
    let slope =
      a.tangent ⊙ partials.0.primal + b.tangent ⊙ partials.1.primal
      + c.tangent ⊙ partials.2.primal
    // A branch that is not taken leaves nothing open.
    let isDecided =
      a.isDecided && (b.isDecided || partials.1.primal == 0) && (c.isDecided || partials.2.primal == 0)
    return Self(value, slope, isMoving: true, isDecided: isDecided)
  }

  static func apply<P: NaryPrimitive, Operands: RandomAccessCollection<Self>>(
    _ primitive: P.Type, _ operands: Operands
  ) -> Self {
    let value = P.value(operands.lazy.map(\.primal))
    guard operands.contains(where: \.isMoving) else { return Self(value) }
    let duals = operands.lazy.map(\.dual)
    let isDecided = operands.allSatisfy(\.isDecided)
    if let slope = P.slope(beside: duals, result: value) {
      return Self(value, slope, isMoving: true, isDecided: isDecided)
    }
    var slope = 0.0
    P.partials(duals, result: Dual(value)) { position, partial in
      let operand = operands[operands.index(operands.startIndex, offsetBy: position)]
      slope += operand.tangent ⊙ partial.primal
    }
    return Self(value, slope, isMoving: true, isDecided: isDecided)
  }

  static func apply<P: FamilyPrimitive, Operands: RandomAccessCollection<Self>>(
    _ primitive: P.Type, _ member: Int, _ operands: Operands
  ) -> Self {
    let primals = operands.lazy.map(\.primal)
    let value = P.value(member, primals)
    guard operands.contains(where: \.isMoving) else { return Self(value) }
    var slope = 0.0
    P.partials(member, primals, result: value) { position, partial in
      let operand = operands[operands.index(operands.startIndex, offsetBy: position)]
      slope += operand.tangent ⊙ partial
    }
    return Self(value, slope, isMoving: true, isDecided: operands.allSatisfy(\.isDecided))
  }

  static func select(_ a: Self, lessThan b: Self, _ x: Self, _ y: Self) -> Self {
    a.primal < b.primal || (a.primal == b.primal && a.tangent < b.tangent) ? x : y
  }

  private func moved(to value: Double, _ slope: Double) -> Self {
    Self(value, slope, isMoving: true, isDecided: isDecided)
  }
}
