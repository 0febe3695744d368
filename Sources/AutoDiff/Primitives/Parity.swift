/// What a function is of −x.
public enum Parity: Sendable {
  /// The negative.
  case odd
  /// The same.
  case even
}
