/// The real numbers at which a function of one operand is defined: an interval, or all numbers outside of one.
public struct RealDomain: Sendable, Equatable {
  /// The lower end.
  public let lower: Double

  /// The upper end.
  public let upper: Double

  /// Whether the function has a value at the lower end itself.
  public let includesLower: Bool

  /// Whether the function has a value at the upper end itself.
  public let includesUpper: Bool

  /// Whether the domain is what lies beyond the ends, and not what lies between them.
  public let isOutside: Bool

  private init(
    _ lower: Double, _ upper: Double, includes: (lower: Bool, upper: Bool), isOutside: Bool = false
  ) {
    (self.lower, self.upper, self.isOutside) = (lower, upper, isOutside)
    (includesLower, includesUpper) = includes
  }

  /// All real numbers.
  public static let all = RealDomain(-.infinity, .infinity, includes: (true, true))

  /// The numbers above a bound.
  public static func above(_ bound: Double) -> RealDomain {
    RealDomain(bound, .infinity, includes: (false, true))
  }

  /// A number and those above it.
  public static func from(_ bound: Double) -> RealDomain {
    RealDomain(bound, .infinity, includes: (true, true))
  }

  /// The numbers below a bound.
  public static func below(_ bound: Double) -> RealDomain {
    RealDomain(-.infinity, bound, includes: (true, false))
  }

  /// A number and those below it.
  public static func upTo(_ bound: Double) -> RealDomain {
    RealDomain(-.infinity, bound, includes: (true, true))
  }

  /// The numbers between two others, which do not belong to them.
  public static func between(_ lower: Double, _ upper: Double) -> RealDomain {
    RealDomain(lower, upper, includes: (false, false))
  }

  /// The numbers above one bound up to another, which belongs to them.
  public static func above(_ lower: Double, upTo upper: Double) -> RealDomain {
    RealDomain(lower, upper, includes: (false, true))
  }

  /// The numbers from one up to another, which does not belong to them.
  public static func from(_ lower: Double, below upper: Double) -> RealDomain {
    RealDomain(lower, upper, includes: (true, false))
  }

  /// The numbers from one to another.
  public static func within(_ lower: Double, _ upper: Double) -> RealDomain {
    RealDomain(lower, upper, includes: (true, true))
  }

  /// The numbers above a bound and those below its negative, the two included or not.
  public static func beyond(_ bound: Double, includesEnds: Bool) -> RealDomain {
    RealDomain(-bound, bound, includes: (includesEnds, includesEnds), isOutside: true)
  }

  /// Whether a number belongs to the domain; NaN does not.
  public func contains(_ x: Double) -> Bool {
    if x == lower { return includesLower }
    if x == upper { return includesUpper }
    return isOutside ? x < lower || x > upper : lower < x && x < upper
  }

  /// The ends, as far as there are some, ascending.
  public var ends: [Double] { [lower, upper].filter(\.isFinite) }

  /// The domain in words, for an operand of this name: `x > 0`, `-1 < x < 1`, `x ≤ -1 or x ≥ 1`.
  public func words(for name: String) -> String {
    let (low, high) = (Self.text(lower), Self.text(upper))
    switch (lower.isFinite, upper.isFinite) {
    case (false, false): return "all real numbers"
    case (true, false): return "\(name) \(includesLower ? "≥" : ">") \(low)"
    case (false, true): return "\(name) \(includesUpper ? "≤" : "<") \(high)"
    case (true, true) where isOutside:
      return "\(name) \(includesLower ? "≤" : "<") \(low) or \(name) \(includesUpper ? "≥" : ">") \(high)"
    case (true, true):
      return "\(low) \(includesLower ? "≤" : "<") \(name) \(includesUpper ? "≤" : "<") \(high)"
    }
  }

  /// A formula that is true inside the domain, for an operand written so; nil where everything is inside. What lies between
  /// two numbers is taken without them: the function has no derivative there.
  public func condition(on operand: String) -> String? {
    let (low, high) = (Self.text(lower), Self.text(upper))
    if isOutside { return "abs(\(operand)) \(includesUpper ? ">=" : ">") \(high)" }
    switch (lower.isFinite, upper.isFinite) {
    case (false, false): return nil
    case (true, false): return "\(operand) \(includesLower ? ">=" : ">") \(low)"
    case (false, true): return "\(operand) \(includesUpper ? "<=" : "<") \(high)"
    case (true, true) where lower == -upper: return "abs(\(operand)) < \(high)"
    case (true, true): return "\(operand) > \(low) and \(operand) < \(high)"
    }
  }

  /// A bound without a fraction that says nothing, and by its name where it has one.
  private static func text(_ bound: Double) -> String {
    if bound == LambertBranch.branchPoint { return "-1/e" }
    return Int(exactly: bound).map { "\($0)" } ?? "\(bound)"
  }
}
