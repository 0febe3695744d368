/// A number like the others: primitives say themselves what they make of it (`expansion`), and rules can be run on it.
extension OneSided: Number {
  /// The constant `value`, exactly.
  public init(_ value: Double) { self.init(value, error: 0) }

  /// It does: t, which is above 0.
  public static var hasDirection: Bool { true }

  /// What the primitive makes of a series.
  public static func apply<P: UnaryPrimitive>(_ primitive: P.Type, _ x: Self) -> Self { P.expansion(x) }

  /// What the primitive makes of two series.
  public static func apply<P: BinaryPrimitive>(_ primitive: P.Type, _ a: Self, _ b: Self) -> Self {
    P.expansion(a, b)
  }

  /// What the primitive makes of three series.
  public static func apply<P: TernaryPrimitive>(_ primitive: P.Type, _ a: Self, _ b: Self, _ c: Self) -> Self
  {
    P.expansion(a, b, c)
  }

  /// What the primitive makes of any number of series.
  public static func apply<P: NaryPrimitive, Operands: RandomAccessCollection<Self>>(
    _ primitive: P.Type, _ operands: Operands
  ) -> Self { P.expansion(Array(operands)) }

  /// What a member of a family makes of series.
  public static func apply<P: FamilyPrimitive, Operands: RandomAccessCollection<Self>>(
    _ primitive: P.Type, _ member: Int, _ operands: Operands
  ) -> Self { P.expansion(member, Array(operands)) }

  /// The branch that is taken for small t.
  public static func select(_ a: Self, lessThan b: Self, _ x: Self, _ y: Self) -> Self {
    (a - b).decided { $0 < 0 ? x : y }
  }
}

extension OneSided {
  /// A number that is rounded to a double.
  static func rounded(_ value: Double) -> OneSided { OneSided(value, error: value.ulp) }

  static var pi: OneSided { rounded(.pi) }

  /// 1/x, as far as it stays bounded: what functions do that oscillate ever less.
  static func oscillating(like size: OneSided) -> OneSided {
    guard size.failure == nil, let growth = size.size else { return OneSided(.undecided) }
    return .oscillating(growth, in: size.context)
  }

  /// Whether it tends to a number that is certainly not 0.
  var isOrdinary: Bool {
    guard case .near(let center, let error, _) = place else { return false }
    return center.magnitude > error
  }

  /// |x|. Where the sign is not known, what bounds x bounds it too.
  var magnitude: OneSided {
    if failure == nil, cleaned.terms.isEmpty { return self }
    return decided { $0 < 0 ? OneSided.negated(self) : self }
  }

  /// The larger or the smaller of two; where they are equal as far as is known, one of them with what is not known.
  static func extreme(_ a: OneSided, _ b: OneSided, isLargest: Bool) -> OneSided {
    let difference = a - b
    if let failure = difference.failure { return OneSided(failure) }
    let series = difference.cleaned
    if series.terms.isEmpty {
      return OneSided(
        a.terms, smooth: stronger(a.smooth, series.smooth), rough: stronger(a.rough, series.rough),
        in: a.context ?? b.context, isWithinRounding: series.isWithinRounding || a.isWithinRounding)
    }
    return difference.decided { ($0 > 0) == isLargest ? a : b }
  }
}
