/// Which second derivatives of a primitive can be other than 0, kinks aside.
///
/// It is declared beside the rule, and tells which inputs of a formula interact (``SparsityPattern``). To say too much
/// costs time; to say too little would lose entries of a Hessian.
public enum SecondOrderStructure: Sendable {
  /// The derivative itself is 0 everywhere: nothing passes.
  case severed

  /// None: linear, or linear piece by piece.
  case flat

  /// Those by two different operands, as in a product.
  case mixed

  /// All but the one by the first operand twice, as in a quotient.
  case linearInFirst

  /// Any of them.
  case full

  /// Whether the second derivative by two operands, given by their indices, can be other than 0.
  func couples(_ first: Int, _ second: Int) -> Bool {
    switch self {
    case .severed, .flat: false
    case .mixed: first != second
    case .linearInFirst: first != 0 || second != 0
    case .full: true
    }
  }

  /// Whether there are second derivatives at all.
  var isCurved: Bool { self != .severed && self != .flat }
}
