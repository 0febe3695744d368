/// A number that flows through the sweeps of a graph, one in each slot.
///
/// Beyond what rules need of a ``Number``, sweeps ask whether an adjoint need be handed on at all, and take the derivative
/// along with the value where that is almost free.
public protocol Scalar: Number {
  /// Whether the number is known to be zero whatever the inputs are, derivatives included.
  var isExactlyZero: Bool { get }

  /// The primitive of one operand at `x`, with its derivative there.
  static func applyWithPartial<P: UnaryPrimitive>(_ primitive: P.Type, _ x: Self) -> (
    value: Self, partial: Self
  )
}

extension Scalar {
  /// The value, and then the derivative.
  public static func applyWithPartial<P: UnaryPrimitive>(
    _ primitive: P.Type, _ x: Self
  ) -> (value: Self, partial: Self) {
    let value = apply(P.self, x)
    return (value, P.partial(x, result: value))
  }
}
