/// How a primitive reads in text.
public enum Notation: Sendable, Equatable {
  /// By its name and operands in brackets: `sin(x)`.
  case call

  /// By its name between the operands: `a + b`, or `a*b` where it binds tighter than a sum.
  case infix(isTight: Bool)

  /// By its name before the operand: `-x`.
  case prefix

  /// By its name behind the operand: `x!`.
  case postfix

  /// As a call of its family, with the member's number before the operands: `besselj(2, x)`. People type the family's name.
  case member

  /// By this formula over its parameters: only derivatives are made of it, and nobody types its name.
  case written(String)
}
