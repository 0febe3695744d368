/// A number over which primitives state their rules: with arithmetic, the primitives themselves, and branches as data.
///
/// Every primitive states its partial derivatives once, over an abstract `Number`. What is computed is then a choice of
/// number: with `Double` values and gradients, with ``Dual`` directional derivatives, with ``Expression`` the derivative
/// as a new piece of graph. Numbers that flow through sweeps in memory are ``Scalar`` besides.
///
/// A conforming type says how a primitive acts on it (`apply`, one method for each arity) and, where it can do
/// better than the default, how it branches and multiplies. Arithmetic and the named functions
/// (`Self.sin(x)`, `Self.exp(x)`, …) follow from those.
public protocol Number: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral
where FloatLiteralType == Double, IntegerLiteralType == Int64 {
  /// The constant `value`: it depends on nothing, so that its derivative is zero.
  init(_ value: Double)

  /// Whether the number carries a direction, by which ``select(_:lessThan:_:_:)`` decides between equal values.
  static var hasDirection: Bool { get }

  /// The primitive of one operand, at `x`.
  static func apply<P: UnaryPrimitive>(_ primitive: P.Type, _ x: Self) -> Self

  /// The primitive of two operands, at `(a, b)`.
  static func apply<P: BinaryPrimitive>(_ primitive: P.Type, _ a: Self, _ b: Self) -> Self

  /// The primitive of three operands, at `(a, b, c)`.
  static func apply<P: TernaryPrimitive>(_ primitive: P.Type, _ a: Self, _ b: Self, _ c: Self) -> Self

  /// The primitive of any number of operands, at `operands`.
  static func apply<P: NaryPrimitive, Operands: RandomAccessCollection<Self>>(
    _ primitive: P.Type, _ operands: Operands
  ) -> Self

  /// A member of a family, at `operands`.
  static func apply<P: FamilyPrimitive, Operands: RandomAccessCollection<Self>>(
    _ primitive: P.Type, _ member: Int, _ operands: Operands
  ) -> Self

  /// A branch as data: `a < b ? x : y`, for numbers that cannot answer an `if` of the host language.
  static func select(_ a: Self, lessThan b: Self, _ x: Self, _ y: Self) -> Self

  /// The sum of two numbers.
  static func + (a: Self, b: Self) -> Self

  /// The difference of two numbers.
  static func - (a: Self, b: Self) -> Self

  /// The product of two numbers.
  static func * (a: Self, b: Self) -> Self

  /// The quotient of two numbers.
  static func / (a: Self, b: Self) -> Self

  /// The negated number.
  static prefix func - (a: Self) -> Self

  /// The product in which zero wins: 0 where either factor is 0, even against infinity and NaN.
  ///
  /// The chain rule multiplies with it, so that a branch that is not taken, or an operand that does not matter,
  /// contributes exactly nothing. Because zero wins from either side, the product along a path does not depend
  /// on the order of its factors, and forward and reverse mode agree.
  static func ⊙ (a: Self, b: Self) -> Self
}

/// The product in which zero wins; see ``Number/⊙(_:_:)``.
infix operator ⊙ : MultiplicationPrecedence

extension Number {
  /// Equal values are equal in every direction.
  public static var hasDirection: Bool { false }

  /// The constant that a literal such as `0.5` stands for.
  public init(floatLiteral value: Double) { self.init(value) }

  /// The constant that a literal such as `2` stands for.
  public init(integerLiteral value: Int64) { self.init(Double(value)) }

  /// A member of a family of functions of one operand, at `x`.
  @inline(__always)
  public static func apply<P: FamilyPrimitive>(_ primitive: P.Type, _ member: Int, _ x: Self) -> Self {
    apply(P.self, member, CollectionOfOne(x))
  }

  /// The sum, as the primitive gives it.
  public static func + (a: Self, b: Self) -> Self { apply(Add.self, a, b) }

  /// The difference, as the primitive gives it.
  public static func - (a: Self, b: Self) -> Self { apply(Subtract.self, a, b) }

  /// The product, as the primitive gives it.
  public static func * (a: Self, b: Self) -> Self { apply(Multiply.self, a, b) }

  /// The quotient, as the primitive gives it.
  public static func / (a: Self, b: Self) -> Self { apply(Divide.self, a, b) }

  /// The negated number, as the primitive gives it.
  public static prefix func - (a: Self) -> Self { apply(Negate.self, a) }

  /// The product in which zero wins, as the primitive gives it.
  public static func ⊙ (a: Self, b: Self) -> Self { apply(StrongMultiply.self, a, b) }

  /// What stands for a derivative by an operand by which there is none: NaN, and so are its own derivatives by the operand.
  public static func noDerivative(by operand: Self) -> Self { Self(.nan) * operand }

  /// The branch as a comparison and a choice.
  public static func select(_ a: Self, lessThan b: Self, _ x: Self, _ y: Self) -> Self {
    apply(If.self, apply(Less.self, a, b), x, y)
  }
}
