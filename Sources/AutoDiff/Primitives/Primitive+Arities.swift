/// A function of one operand.
public protocol UnaryPrimitive: Primitive {
  /// The function's value at `x`; NaN outside its domain.
  static func value(_ x: Double) -> Double

  /// The derivative at `x`, where the function's value is `result`.
  static func partial<S: Number>(_ x: S, result: S) -> S

  /// Whether value and derivative share so much work that ``valueAndPartial(_:)`` costs hardly more than the value.
  static var savesPartial: Bool { get }

  /// The value and the derivative at `x`, to the bit as ``value(_:)`` and ``partial(_:result:)`` give them.
  static func valueAndPartial(_ x: Double) -> (value: Double, partial: Double)

  /// The functions that compute many values at once; nil where one after the other is as quick.
  static var kernels: UnaryKernels? { get }

  /// The same for numbers that lie side by side, of which simple arithmetic is quicker many at once, too.
  static var arrayKernels: UnaryKernels? { get }

  /// What kind of exceptional point `x` is, if it is one.
  static func singularity(at x: Double) -> Singularity?

  /// What it makes of an operand just beside a point, on one side of it: by its power series where it has one there, and
  /// in terms of others at poles, ends of its domain, kinks, jumps, and where the operand grows without limit.
  static func expansion(_ x: OneSided) -> OneSided

  /// Where along the number line it is defined, has poles, rises and falls.
  static var shape: RealShape { get }

  /// The function in terms of others that people type, where only derivatives are made of it and algebra goes on with its
  /// terms.
  static func expanded<S: Number>(_ x: S) -> S?

  /// The function by its definition in sums, products, powers, exponentials, logarithms, roots, magnitudes, sines, cosines and
  /// inverse tangents, or in another function of which it is made; nil where there is none. It has the function's value
  /// wherever it has one, but for rounding and overflow on the way.
  static func definition<S: Number>(_ x: S) -> S?

  /// What the function is of −x, where that is the same or the negative.
  static var parity: Parity? { get }

  /// The function of what another one makes of `x`, where that is simpler without the two.
  static func composed<S: Number>(with inner: Opcode, of x: S) -> S?
}

extension UnaryPrimitive {
  /// One operand, called x.
  public static var parameters: [String] { ["x"] }

  /// 0.5
  public static var example: [Double] { [0.5] }

  /// Where ``shape`` says.
  public static var domain: String { shape.words(for: parameters[0]) }

  /// All real numbers, on which nothing is known of rise and fall.
  public static var shape: RealShape { RealShape() }

  /// Beside a pole, infinity is that of the pole.
  public static func isPole(at operands: [Double]) -> Bool { shape.poles.explainInfinity(at: operands[0]) }

  /// By the power series; where the operand grows without limit, nothing is known.
  public static func expansion(_ x: OneSided) -> OneSided { x.composed(Self.self) }

  /// There is no need of other terms.
  public static func expanded<S: Number>(_ x: S) -> S? { nil }

  /// It has no other definition.
  public static func definition<S: Number>(_ x: S) -> S? { nil }

  /// It is something else.
  public static var parity: Parity? { nil }

  /// Nothing is simpler.
  public static func composed<S: Number>(with inner: Opcode, of x: S) -> S? { nil }

  /// None.
  public static var kernels: UnaryKernels? { nil }

  /// Those for any numbers.
  public static var arrayKernels: UnaryKernels? { kernels }

  /// The value and the derivative together cost as much as both.
  public static var savesPartial: Bool { false }

  /// The value, and then the derivative.
  public static func valueAndPartial(_ x: Double) -> (value: Double, partial: Double) {
    let value = value(x)
    return (value, partial(x, result: value))
  }

  /// Every point is an ordinary one.
  public static func singularity(at x: Double) -> Singularity? { nil }

}

/// A function of two operands.
public protocol BinaryPrimitive: Primitive {
  /// The function's value at `(a, b)`; NaN outside its domain.
  static func value(_ a: Double, _ b: Double) -> Double

  /// The partial derivative with respect to the first operand.
  static func partialLeft<S: Number>(_ a: S, _ b: S, result: S) -> S

  /// The partial derivative with respect to the second operand.
  static func partialRight<S: Number>(_ a: S, _ b: S, result: S) -> S

  /// The function that computes many values at once; nil where one after the other is as quick.
  static var arrayKernel: BinaryKernel? { get }

  /// Whether the operands can change places.
  static var isCommutative: Bool { get }

  /// The family of functions whose members the first operand numbers: where that is a whole number, a node is the member.
  static var family: Opcode? { get }

  /// The functions of the first operand alone that the second one selects, where it is one of these numbers: a node is such
  /// a function itself.
  static var branches: [Double: Opcode] { get }

  /// Whether the first operand is an index, such as the order of a Bessel function, by which nobody differentiates: what the rule
  /// is made of has neighbouring ones.
  static var isIndexed: Bool { get }

  /// Whether the function asks on which side of the one operand the other lies.
  static var comparesOperands: Bool { get }

  /// What kind of exceptional point `(a, b)` is, if it is one.
  static func singularity(at a: Double, _ b: Double) -> Singularity?

  /// The same where it matters whether the second operand is a constant.
  static func singularity(at a: Double, _ b: Double, secondVaries: Bool) -> Singularity?

  /// What it makes of operands just beside a point, on one side of it.
  static func expansion(_ a: OneSided, _ b: OneSided) -> OneSided

  /// The function in terms of others, as for one operand.
  static func expanded<S: Number>(_ a: S, _ b: S) -> S?

  /// The function by its definition, as for one operand.
  static func definition<S: Number>(_ a: S, _ b: S) -> S?
}

extension BinaryPrimitive {
  /// Two operands, called a and b.
  public static var parameters: [String] { ["a", "b"] }

  /// None.
  public static var arrayKernel: BinaryKernel? { nil }

  /// 2, 3
  public static var example: [Double] { [2, 3] }

  /// The operands keep their places.
  public static var isCommutative: Bool { false }

  /// The operands are numbers like any others.
  public static var family: Opcode? { nil }

  /// The second operand is a number like any other.
  public static var branches: [Double: Opcode] { [:] }

  /// Where the first operand numbers the members of a family.
  public static var isIndexed: Bool { family != nil }

  /// An index.
  public static var operandsWithoutDerivative: [Int] { isIndexed ? [0] : [] }

  /// Each operand counts for itself.
  public static var comparesOperands: Bool { false }

  /// Every point is an ordinary one.
  public static func singularity(at a: Double, _ b: Double) -> Singularity? { nil }

  /// There is no need of other terms.
  public static func expanded<S: Number>(_ a: S, _ b: S) -> S? { nil }

  /// It has no other definition.
  public static func definition<S: Number>(_ a: S, _ b: S) -> S? { nil }

  /// It does not matter.
  public static func singularity(at a: Double, _ b: Double, secondVaries: Bool) -> Singularity? {
    singularity(at: a, b)
  }

}

/// A function of three operands.
public protocol TernaryPrimitive: Primitive {
  /// The function's value at `(a, b, c)`; NaN outside its domain.
  static func value(_ a: Double, _ b: Double, _ c: Double) -> Double

  /// The partial derivatives with respect to the three operands.
  static func partials<S: Number>(_ a: S, _ b: S, _ c: S, result: S) -> (S, S, S)

  /// What kind of exceptional point `(a, b, c)` is, if it is one.
  static func singularity(at a: Double, _ b: Double, _ c: Double) -> Singularity?

  /// What it makes of operands just beside a point, on one side of it.
  static func expansion(_ a: OneSided, _ b: OneSided, _ c: OneSided) -> OneSided

  /// The function in terms of others, as for one operand.
  static func expanded<S: Number>(_ a: S, _ b: S, _ c: S) -> S?

  /// The function by its definition, as for one operand.
  static func definition<S: Number>(_ a: S, _ b: S, _ c: S) -> S?
}

extension TernaryPrimitive {
  /// There is no need of other terms.
  public static func expanded<S: Number>(_ a: S, _ b: S, _ c: S) -> S? { nil }

  /// It has no other definition.
  public static func definition<S: Number>(_ a: S, _ b: S, _ c: S) -> S? { nil }

  /// Every point is an ordinary one.
  public static func singularity(at a: Double, _ b: Double, _ c: Double) -> Singularity? { nil }

}

/// A function of any number of operands, from ``minimumCount`` up.
public protocol NaryPrimitive: Primitive {
  /// The least number of operands that a call must have.
  static var minimumCount: Int { get }

  /// The function's value at `operands`.
  static func value<Operands: RandomAccessCollection<Double>>(_ operands: Operands) -> Double

  /// Hands `body` every operand's position and partial derivative, in order. Costs O(number of operands).
  static func partials<S: Number, Operands: RandomAccessCollection<S>>(
    _ operands: Operands, result: S, _ body: (_ position: Int, _ partial: S) -> Void
  )

  /// What kind of exceptional point `operands` are, where the value is `result`, if they are one.
  static func singularity<Operands: RandomAccessCollection<Double>>(
    at operands: Operands, result: Double
  ) -> Singularity?

  /// What it makes of operands just beside a point, on one side of it.
  static func expansion(_ operands: [OneSided]) -> OneSided

  /// The function by its definition, as for one operand.
  static func definition<S: Number>(_ operands: [S]) -> S?
}

extension NaryPrimitive {
  /// It has no other definition.
  public static func definition<S: Number>(_ operands: [S]) -> S? { nil }

  /// As many letters as operands must be, and any number more.
  public static var parameters: [String] { ["a", "b"].prefix(minimumCount) + ["…"] }

  /// 1, 2, 3
  public static var example: [Double] { [1, 2, 3] }

  /// One operand is enough.
  public static var minimumCount: Int { 1 }

  /// Every point is an ordinary one.
  public static func singularity<Operands: RandomAccessCollection<Double>>(
    at operands: Operands, result: Double
  ) -> Singularity? { nil }

}

/// A family of functions, one for each whole number: Jₙ(x), the n-th derivative of something.
///
/// The number of the member belongs to what a node is, like its opcode; it is no operand, and nothing is differentiated by
/// it. A rule names the neighbours.
public protocol FamilyPrimitive: Primitive {
  /// How many operands each member has.
  static var operandCount: Int { get }

  /// The value of a member at `operands`; NaN outside its domain, and for numbers that no member has.
  static func value<Operands: RandomAccessCollection<Double>>(_ member: Int, _ operands: Operands) -> Double

  /// Hands `body` every operand's position and partial derivative, in order.
  static func partials<S: Number, Operands: RandomAccessCollection<S>>(
    _ member: Int, _ operands: Operands, result: S, _ body: (_ position: Int, _ partial: S) -> Void
  )

  /// What a member makes of operands just beside a point, on one side of it.
  static func expansion(_ member: Int, _ operands: [OneSided]) -> OneSided

  /// A member in terms of others, as for functions of one operand.
  static func expanded<S: Number>(_ member: Int, _ operands: [S]) -> S?
}

extension FamilyPrimitive {
  /// There is no need of other terms.
  public static func expanded<S: Number>(_ member: Int, _ operands: [S]) -> S? { nil }

  /// One operand.
  public static var operandCount: Int { 1 }

  /// The member's number n, and x.
  public static var parameters: [String] { ["n", "x"] }
}
