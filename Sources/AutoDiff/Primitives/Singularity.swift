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

  /// There is neither a derivative nor a limit of it.
  case undefined

  /// Whether a function has it only where its operand crosses the point: at rest there, it is not known which side counts.
  var needsDirection: Bool {
    switch self {
    case .verticalTangent, .jump, .boundary, .equality: true
    case .kink, .tie, .undefined: false
    }
  }
}
