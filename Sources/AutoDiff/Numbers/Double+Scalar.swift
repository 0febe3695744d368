extension Double: Scalar {
  /// Whether the number is 0 or −0.
  @inlinable
  public var isExactlyZero: Bool { self == 0 }

  /// The value of the primitive at `x`.
  @inline(__always)
  public static func apply<P: UnaryPrimitive>(_ primitive: P.Type, _ x: Double) -> Double {
    P.value(x)
  }

  /// The value of the primitive at `(a, b)`.
  @inline(__always)
  public static func apply<P: BinaryPrimitive>(_ primitive: P.Type, _ a: Double, _ b: Double) -> Double {
    P.value(a, b)
  }

  /// The value of the primitive at `(a, b, c)`.
  @inline(__always)
  public static func apply<P: TernaryPrimitive>(
    _ primitive: P.Type, _ a: Double, _ b: Double, _ c: Double
  ) -> Double {
    P.value(a, b, c)
  }

  /// The value of the primitive at `operands`.
  @inline(__always)
  public static func apply<P: NaryPrimitive, Operands: RandomAccessCollection<Double>>(
    _ primitive: P.Type, _ operands: Operands
  ) -> Double {
    P.value(operands)
  }

  /// The value of the member at `operands`.
  @inline(__always)
  public static func apply<P: FamilyPrimitive, Operands: RandomAccessCollection<Double>>(
    _ primitive: P.Type, _ member: Int, _ operands: Operands
  ) -> Double {
    P.value(member, operands)
  }

  /// The primitive's value and derivative at `x`, computed together where that saves work.
  @inline(__always)
  public static func applyWithPartial<P: UnaryPrimitive>(
    _ primitive: P.Type, _ x: Double
  ) -> (value: Double, partial: Double) {
    P.valueAndPartial(x)
  }

  /// `a < b ? x : y`.
  @inline(__always)
  public static func select(_ a: Double, lessThan b: Double, _ x: Double, _ y: Double) -> Double {
    a < b ? x : y
  }

  /// The product in which zero wins.
  @inline(__always)
  public static func ⊙ (a: Double, b: Double) -> Double {
    a == 0 || b == 0 ? 0 : a * b
  }
}
