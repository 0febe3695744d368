/// A value and its derivative in one direction: `primal + tangent·ε` with `ε² = 0`.
///
/// Arithmetic on duals is forward mode: seed the tangent of an input with 1, evaluate, and the tangent of the
/// result is the derivative with respect to that input.
///
///     let x = Dual(primal: 3.0, tangent: 1)
///     let z = x * x + 4 * x
///     // z.primal == 21, z.tangent == 10
///
/// Duals nest: the `Base` may be a dual itself, which gives second derivatives. No rule is written here; a dual
/// takes every derivative from the primitive's own partials.
public struct Dual<Base: Scalar>: Scalar {
  /// The value.
  public var primal: Base

  /// The derivative of the value in the seeded direction.
  public var tangent: Base

  /// The dual number `primal + tangent·ε`.
  public init(primal: Base, tangent: Base) {
    self.primal = primal
    self.tangent = tangent
  }

  /// It does: the tangent.
  public static var hasDirection: Bool { true }

  /// The constant `value`, whose tangent is zero.
  @inline(__always)
  public init(_ value: Double) {
    self.init(primal: Base(value), tangent: 0)
  }

  /// Whether value and tangent are both known to be zero.
  @inline(__always)
  public var isExactlyZero: Bool { primal.isExactlyZero && tangent.isExactlyZero }

  /// `P(x + ẋε) = P(x) + P′(x)·ẋ ε`.
  @inline(__always)
  public static func apply<P: UnaryPrimitive>(_ primitive: P.Type, _ x: Self) -> Self {
    if P.savesPartial, !x.tangent.isExactlyZero {
      let (primal, partial) = Base.applyWithPartial(P.self, x.primal)
      return Self(primal: primal, tangent: x.tangent ⊙ partial)
    }
    let primal = Base.apply(P.self, x.primal)
    return Self(primal: primal, tangent: x.tangent.chained(P.partial(x.primal, result: primal)))
  }

  /// `P(a + ȧε, b + ḃε) = P(a, b) + (∂P/∂a·ȧ + ∂P/∂b·ḃ) ε`.
  @inline(__always)
  public static func apply<P: BinaryPrimitive>(_ primitive: P.Type, _ a: Self, _ b: Self) -> Self {
    let primal = Base.apply(P.self, a.primal, b.primal)
    let left = a.tangent.chained(P.partialLeft(a.primal, b.primal, result: primal))
    let right = b.tangent.chained(P.partialRight(a.primal, b.primal, result: primal))
    return Self(primal: primal, tangent: left + right)
  }

  /// The total derivative over three operands.
  @inline(__always)
  public static func apply<P: TernaryPrimitive>(_ primitive: P.Type, _ a: Self, _ b: Self, _ c: Self) -> Self
  {
    let primal = Base.apply(P.self, a.primal, b.primal, c.primal)
    let partials = P.partials(a.primal, b.primal, c.primal, result: primal)
    let tangent =
      a.tangent.chained(partials.0) + b.tangent.chained(partials.1) + c.tangent.chained(partials.2)
    return Self(primal: primal, tangent: tangent)
  }

  /// The total derivative over all operands.
  @inline(__always)
  public static func apply<P: NaryPrimitive, Operands: RandomAccessCollection<Self>>(
    _ primitive: P.Type, _ operands: Operands
  ) -> Self {
    let primals = operands.lazy.map { $0.primal }
    let primal = Base.apply(P.self, primals)
    var tangent: Base = 0
    P.partials(primals, result: primal) { position, partial in
      let operand = operands[operands.index(operands.startIndex, offsetBy: position)]
      tangent = tangent + operand.tangent.chained(partial)
    }
    return Self(primal: primal, tangent: tangent)
  }

  /// The total derivative of the member over all operands.
  @inline(__always)
  public static func apply<P: FamilyPrimitive, Operands: RandomAccessCollection<Self>>(
    _ primitive: P.Type, _ member: Int, _ operands: Operands
  ) -> Self {
    let primals = operands.lazy.map { $0.primal }
    let primal = Base.apply(P.self, member, primals)
    var tangent: Base = 0
    P.partials(member, primals, result: primal) { position, partial in
      let operand = operands[operands.index(operands.startIndex, offsetBy: position)]
      tangent = tangent + operand.tangent.chained(partial)
    }
    return Self(primal: primal, tangent: tangent)
  }

  /// Duals are ordered by value and, where the values tie, by tangent: the branch that the direction leads into.
  @inline(__always)
  public static func select(_ a: Self, lessThan b: Self, _ x: Self, _ y: Self) -> Self {
    func choose(_ x: Base, _ y: Base) -> Base {
      let tied = Base.select(a.tangent, lessThan: b.tangent, x, y)
      let notLess = Base.select(b.primal, lessThan: a.primal, y, tied)
      return Base.select(a.primal, lessThan: b.primal, x, notLess)
    }
    return Self(primal: choose(x.primal, y.primal), tangent: choose(x.tangent, y.tangent))
  }
}

extension Dual: BitwiseCopyable where Base: BitwiseCopyable {}
extension Dual: Sendable where Base: Sendable {}
extension Dual: Equatable where Base: Equatable {}

extension Scalar {
  /// One step of the chain rule: this derivative times a local partial, which is not computed at all where the
  /// derivative is known to be zero.
  @inline(__always)
  func chained(_ partial: @autoclosure () -> Self) -> Self {
    isExactlyZero ? 0 : self ⊙ partial()
  }
}
