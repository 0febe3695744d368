/// An operation that a node can perform, described by static members of a type that is never instantiated.
///
/// Value, partials, domain and help line of a primitive stand together in one declaration, and everything else
/// (evaluation, sweeps, help, completion, tests, drawings) reads them there. To add a function: declare its type
/// in a family file, add its case to ``Opcode`` and its line to the one `switch` in `Catalogue.swift`.
public protocol Primitive {
  /// The number by which nodes name the primitive.
  static var opcode: Opcode { get }

  /// The name in formulas (`sin`) or the operator's symbol (`+`).
  static var name: String { get }

  /// Other names that formulas may use.
  static var aliases: [String] { get }

  /// How people write what the primitive computes, over its parameters, if only derivatives are made of it: then nobody
  /// calls it by its name. Nil for what people type.
  static var writing: String? { get }

  /// What the function computes, in one line.
  static var summary: String { get }

  /// Where the function is defined, in words.
  static var domain: String { get }

  /// What help calls the operands; the last one may be "…", which stands for any number more.
  static var parameters: [String] { get }

  /// For each operand, an interval inside the domain from which tests and examples may draw; the last one
  /// serves all further operands.
  static var samples: [ClosedRange<Double>] { get }

  /// Operands inside the domain by which help shows what the function does; as many as it takes, or a few.
  static var example: [Double] { get }

  /// Whether there are points at which the function has no derivative of the ordinary kind.
  static var hasSingularities: Bool { get }

  /// Which second derivatives can be other than 0.
  static var curvature: Curvature { get }
}

extension Primitive {
  /// None.
  public static var aliases: [String] { [] }

  /// People type it.
  public static var writing: String? { nil }

  /// All real numbers.
  public static var domain: String { "all real numbers" }

  /// From −3 to 3.
  public static var samples: [ClosedRange<Double>] { [-3...3] }

  /// There are none.
  public static var hasSingularities: Bool { false }

  /// Any.
  public static var curvature: Curvature { .full }
}

extension UnaryPrimitive {
  /// x
  public static var parameters: [String] { ["x"] }

  /// 0.5
  public static var example: [Double] { [0.5] }
}

extension BinaryPrimitive {
  /// a, b
  public static var parameters: [String] { ["a", "b"] }

  /// 2, 3
  public static var example: [Double] { [2, 3] }
}

extension NaryPrimitive {
  /// As many letters as operands must be, and any number more.
  public static var parameters: [String] { ["a", "b"].prefix(minimumCount) + ["…"] }

  /// 1, 2, 3
  public static var example: [Double] { [1, 2, 3] }
}

/// A function of one operand.
public protocol UnaryPrimitive: Primitive {
  /// The function's value at `x`; NaN outside its domain.
  static func value(_ x: Double) -> Double

  /// The derivative at `x`, where the function's value is `result`.
  static func partial<S: Scalar>(_ x: S, result: S) -> S

  /// Whether value and derivative share so much work that ``valueAndPartial(_:)`` costs hardly more than the value.
  static var savesPartial: Bool { get }

  /// The value and the derivative at `x`, to the bit as ``value(_:)`` and ``partial(_:result:)`` give them.
  static func valueAndPartial(_ x: Double) -> (value: Double, partial: Double)

  /// What kind of exceptional point `x` is, if it is one.
  static func singularity(at x: Double) -> Singularity?

  /// The value just beside `x`, on the side where its tangent leads.
  static func value(beside x: Dual<Double>) -> Double
}

extension UnaryPrimitive {
  /// It costs as much as both.
  public static var savesPartial: Bool { false }

  /// The value, and then the derivative.
  public static func valueAndPartial(_ x: Double) -> (value: Double, partial: Double) {
    let value = value(x)
    return (value, partial(x, result: value))
  }

  /// None.
  public static func singularity(at x: Double) -> Singularity? { nil }

  /// The value at `x` itself.
  public static func value(beside x: Dual<Double>) -> Double { value(x.primal) }
}

/// A function of two operands.
public protocol BinaryPrimitive: Primitive {
  /// The function's value at `(a, b)`; NaN outside its domain.
  static func value(_ a: Double, _ b: Double) -> Double

  /// The partial derivative with respect to the first operand.
  static func partialLeft<S: Scalar>(_ a: S, _ b: S, result: S) -> S

  /// The partial derivative with respect to the second operand.
  static func partialRight<S: Scalar>(_ a: S, _ b: S, result: S) -> S

  /// Whether the operands can change places.
  static var isCommutative: Bool { get }

  /// What kind of exceptional point `(a, b)` is, if it is one.
  static func singularity(at a: Double, _ b: Double) -> Singularity?

  /// The value just beside `(a, b)`, on the side where their tangents lead.
  static func value(beside a: Dual<Double>, _ b: Dual<Double>) -> Double
}

extension BinaryPrimitive {
  /// They cannot.
  public static var isCommutative: Bool { false }

  /// None.
  public static func singularity(at a: Double, _ b: Double) -> Singularity? { nil }

  /// The value at `(a, b)` itself.
  public static func value(beside a: Dual<Double>, _ b: Dual<Double>) -> Double { value(a.primal, b.primal) }
}

/// A function of three operands.
public protocol TernaryPrimitive: Primitive {
  /// The function's value at `(a, b, c)`; NaN outside its domain.
  static func value(_ a: Double, _ b: Double, _ c: Double) -> Double

  /// The partial derivatives with respect to the three operands.
  static func partials<S: Scalar>(_ a: S, _ b: S, _ c: S, result: S) -> (S, S, S)

  /// What kind of exceptional point `(a, b, c)` is, if it is one.
  static func singularity(at a: Double, _ b: Double, _ c: Double) -> Singularity?

  /// The value just beside `(a, b, c)`, on the side where their tangents lead.
  static func value(beside a: Dual<Double>, _ b: Dual<Double>, _ c: Dual<Double>) -> Double
}

extension TernaryPrimitive {
  /// None.
  public static func singularity(at a: Double, _ b: Double, _ c: Double) -> Singularity? { nil }

  /// The value at `(a, b, c)` itself.
  public static func value(beside a: Dual<Double>, _ b: Dual<Double>, _ c: Dual<Double>) -> Double {
    value(a.primal, b.primal, c.primal)
  }
}

/// A function of any number of operands, from ``minimumCount`` up.
public protocol NaryPrimitive: Primitive {
  /// The least number of operands that a call must have.
  static var minimumCount: Int { get }

  /// The function's value at `operands`.
  static func value<Operands: RandomAccessCollection<Double>>(_ operands: Operands) -> Double

  /// Hands `body` every operand's position and partial derivative, in order. Costs O(number of operands).
  static func partials<S: Scalar, Operands: RandomAccessCollection<S>>(
    _ operands: Operands, result: S, _ body: (_ position: Int, _ partial: S) -> Void
  )

  /// What kind of exceptional point `operands` are, where the value is `result`, if they are one.
  static func singularity<Operands: RandomAccessCollection<Double>>(
    at operands: Operands, result: Double
  ) -> Singularity?

  /// The derivative just beside an exceptional point, in the direction of the tangents, where the partials do not give it.
  static func slope<Operands: RandomAccessCollection<Dual<Double>>>(beside operands: Operands, result: Double)
    -> Double?
}

extension NaryPrimitive {
  /// One operand.
  public static var minimumCount: Int { 1 }

  /// None.
  public static func singularity<Operands: RandomAccessCollection<Double>>(
    at operands: Operands, result: Double
  ) -> Singularity? { nil }

  /// The partials give it.
  public static func slope<Operands: RandomAccessCollection<Dual<Double>>>(
    beside operands: Operands, result: Double
  ) -> Double? { nil }
}
