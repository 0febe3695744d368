/// A formula that a function computes where the formula itself fails, and what to write instead.
///
/// Names in it stand for anything, and for the same thing wherever they stand again; numbers stand for themselves.
public struct Replacement: Sendable {
  /// The formula that fails: `log(1 + exp(x))`.
  public let formula: String

  /// What to write: `softplus(x)`.
  public let remedy: String

  /// How the formula fails.
  public let failures: Set<Failure>

  /// Whether its sum may have any number of terms like the first, each of which becomes an operand.
  public let isVariadic: Bool

  /// The name of what must be near 0 for digits to be lost.
  public let smallName: String?

  /// Ways to fail.
  public enum Failure: Sendable {
    /// An operation on the way is too large for a double, though the result is not.
    case overflow

    /// An operand of a logarithm is too small for a double, though the result is not.
    case underflow

    /// It is 0·∞ or 0/0 where the function has a value.
    case indeterminate

    /// The digits of an operand that is near 0 are lost on the way.
    case cancellation

    /// Its slope is infinite or undefined where that of the function is not.
    case slope
  }

  /// A formula with its remedy.
  public init(
    _ formula: String, by remedy: String, _ failures: Set<Failure>, isVariadic: Bool = false,
    small name: String? = nil
  ) {
    (self.formula, self.remedy, self.failures) = (formula, remedy, failures)
    (self.isVariadic, smallName) = (isVariadic, name)
  }
}
