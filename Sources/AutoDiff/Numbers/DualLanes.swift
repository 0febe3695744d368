/// A value and its derivatives in several directions at once.
///
/// It is what ``Dual`` is over `Double`, made for speed: values and partials are computed once for all directions, and
/// products are plain ones. Where 0 meets infinity or NaN, and where a function has a kink, a tangent is NaN although
/// there may be a number in truth, so that whoever finds a NaN computes again with ``Dual``, which knows of zeros that
/// win. Every other result is the same.
struct DualLanes<Tangent: TangentLanes>: Scalar, BitwiseCopyable {
  /// The value.
  var primal: Double

  /// The derivative of the value in each direction.
  var tangent: Tangent

  @inline(__always)
  init(primal: Double, tangent: Tangent) {
    self.primal = primal
    self.tangent = tangent
  }

  static var hasDirection: Bool { true }

  @inline(__always)
  init(_ value: Double) { self.init(primal: value, tangent: .zero) }

  @inline(__always)
  var isExactlyZero: Bool { primal == 0 && tangent.isZero }

  @inline(__always)
  static func apply<P: UnaryPrimitive>(_ primitive: P.Type, _ x: Self) -> Self {
    let (primal, partial) = P.valueAndPartial(x.primal)
    let tangent = x.tangent.scaled(by: partial)
    if P.hasSingularities, !x.tangent.isZero, P.singularity(at: x.primal) != nil {
      return Self(primal: primal, tangent: tangent.scaled(by: .nan))
    }
    return Self(primal: primal, tangent: tangent)
  }

  @inline(__always)
  static func apply<P: BinaryPrimitive>(_ primitive: P.Type, _ a: Self, _ b: Self) -> Self {
    if P.algebra == .sum { return a + b }
    if P.algebra == .difference { return a - b }
    if P.algebra == .product(isStrong: false) { return a * b }
    let primal = P.value(a.primal, b.primal)
    let left = a.tangent.chained(P.partialLeft(a.primal, b.primal, result: primal))
    let tangent = left + b.tangent.chained(P.partialRight(a.primal, b.primal, result: primal))
    if P.hasSingularities, !(a.tangent.isZero && b.tangent.isZero),
      P.singularity(at: a.primal, b.primal) != nil
    {
      return Self(primal: primal, tangent: tangent.scaled(by: .nan))
    }
    return Self(primal: primal, tangent: tangent)
  }

  @inline(__always)
  static func apply<P: TernaryPrimitive>(_ primitive: P.Type, _ a: Self, _ b: Self, _ c: Self) -> Self {
    let primal = P.value(a.primal, b.primal, c.primal)
    let partials = P.partials(a.primal, b.primal, c.primal, result: primal)
    let tangent =
      a.tangent.chained(partials.0) + b.tangent.chained(partials.1) + c.tangent.chained(partials.2)
    if P.hasSingularities, !(a.tangent.isZero && b.tangent.isZero && c.tangent.isZero),
      P.singularity(at: a.primal, b.primal, c.primal) != nil
    {
      return Self(primal: primal, tangent: tangent.scaled(by: .nan))
    }
    return Self(primal: primal, tangent: tangent)
  }

  @inline(__always)
  static func apply<P: NaryPrimitive, Operands: RandomAccessCollection<Self>>(
    _ primitive: P.Type, _ operands: Operands
  ) -> Self {
    let primals = operands.lazy.map { $0.primal }
    let primal = P.value(primals)
    var tangent = Tangent.zero
    P.partials(primals, result: primal) { position, partial in
      let operand = operands[operands.index(operands.startIndex, offsetBy: position)]
      tangent = tangent + operand.tangent.chained(partial)
    }
    if P.hasSingularities, operands.contains(where: { !$0.tangent.isZero }),
      P.singularity(at: primals, result: primal) != nil
    {
      return Self(primal: primal, tangent: tangent.scaled(by: .nan))
    }
    return Self(primal: primal, tangent: tangent)
  }

  @inline(__always)
  static func apply<P: FamilyPrimitive, Operands: RandomAccessCollection<Self>>(
    _ primitive: P.Type, _ member: Int, _ operands: Operands
  ) -> Self {
    let primals = operands.lazy.map { $0.primal }
    let primal = P.value(member, primals)
    var tangent = Tangent.zero
    P.partials(member, primals, result: primal) { position, partial in
      let operand = operands[operands.index(operands.startIndex, offsetBy: position)]
      tangent = tangent + operand.tangent.chained(partial)
    }
    return Self(primal: primal, tangent: tangent)
  }

  // The operators are written out, so that a loop over them has no calls in it.

  @inline(__always)
  static func + (a: Self, b: Self) -> Self {
    Self(primal: a.primal + b.primal, tangent: a.tangent + b.tangent)
  }

  @inline(__always)
  static func - (a: Self, b: Self) -> Self {
    Self(primal: a.primal - b.primal, tangent: a.tangent - b.tangent)
  }

  @inline(__always)
  static func * (a: Self, b: Self) -> Self {
    Self(
      primal: a.primal * b.primal, tangent: a.tangent.scaled(by: b.primal) + b.tangent.scaled(by: a.primal))
  }

  @inline(__always)
  static prefix func - (a: Self) -> Self { Self(primal: -a.primal, tangent: .zero - a.tangent) }

  /// The branch by value. Where the values tie the directions decide, each for itself, which lanes cannot do
  /// unless all agree: the tangent is NaN then.
  @inline(__always)
  static func select(_ a: Self, lessThan b: Self, _ x: Self, _ y: Self) -> Self {
    if a.primal != b.primal { return a.primal < b.primal ? x : y }
    if (a.tangent - b.tangent).isZero { return y }
    return Self(primal: y.primal, tangent: y.tangent.scaled(by: .nan))
  }
}

/// The derivatives in several directions: a number for one, or a SIMD vector.
protocol TangentLanes: Sendable, BitwiseCopyable {
  /// No derivative in any direction.
  static var zero: Self { get }

  /// The sum, direction by direction.
  static func + (a: Self, b: Self) -> Self

  /// The difference, direction by direction.
  static func - (a: Self, b: Self) -> Self

  /// All derivatives times one factor.
  func scaled(by factor: Double) -> Self

  /// Whether every derivative is 0.
  var isZero: Bool { get }

  /// The number of directions.
  static var laneCount: Int { get }

  /// The derivative in one of the directions.
  subscript(lane lane: Int) -> Double { get set }
}

extension TangentLanes {
  /// One step of the chain rule; the partial is not computed where nothing depends on it.
  @inline(__always)
  func chained(_ partial: @autoclosure () -> Double) -> Self { isZero ? .zero : scaled(by: partial()) }
}

extension Double: TangentLanes {
  @inline(__always) func scaled(by factor: Double) -> Double { self * factor }
  static var laneCount: Int { 1 }
  @inline(__always) subscript(lane lane: Int) -> Double {
    get { self }
    set { self = newValue }
  }
}

extension SIMD4: TangentLanes where Scalar == Double {
  @inline(__always) func scaled(by factor: Double) -> Self { self * factor }
  @inline(__always) var isZero: Bool { self == .zero }
  static var laneCount: Int { 4 }
  @inline(__always) subscript(lane lane: Int) -> Double {
    get { self[lane] }
    set { self[lane] = newValue }
  }
}

extension SIMD8: TangentLanes where Scalar == Double {
  @inline(__always) func scaled(by factor: Double) -> Self { self * factor }
  @inline(__always) var isZero: Bool { self == .zero }
  static var laneCount: Int { 8 }
  @inline(__always) subscript(lane lane: Int) -> Double {
    get { self[lane] }
    set { self[lane] = newValue }
  }
}
