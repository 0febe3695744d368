/// What is wrong with a function at a point where it has no derivative of the ordinary kind.
public enum Singularity: Sendable {
  /// The slopes on the two sides differ.
  case kink

  /// Several operands are the largest, or the smallest.
  case tie

  /// The graph is vertical: an infinite derivative.
  case verticalTangent

  /// The values on the two sides differ.
  case jump

  /// A comparison is about to change its answer.
  case boundary

  /// A comparison has its answer at this very point only.
  case equality

  /// A higher derivative jumps or is infinite, or the function ends.
  case bend

  /// There is neither a derivative nor a limit of it.
  case undefined
}
