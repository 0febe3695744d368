/// What a primitive is in the algebra of formulas: which identities of sums, products and powers hold for it.
///
/// Whoever can do better with a sum or a product than apply the rule of its derivative goes by this: power series,
/// derivatives of high order, simplification, loops over several operations at once.
public enum Algebra: Sendable, Equatable {
  /// None that is made use of: the derivative's rule says everything.
  case function

  /// −x
  case negation

  /// The sum of all operands.
  case sum

  /// a − b
  case difference

  /// The sum of all operands, divided by their number.
  case mean

  /// The product of all operands; a strong one is that in which 0 wins (`StrongMultiply`).
  case product(isStrong: Bool)

  /// a/b; a strong one is that in which a numerator of 0 wins.
  case quotient(isStrong: Bool)

  /// aᵇ
  case power

  /// x to this constant power.
  case root(exponent: Double)

  /// The root of the sum of squares.
  case norm

  /// a·log b
  case weightedLogarithm

  /// The first operand, where the others are numbers.
  case guarded

  /// One of the operands.
  case choice(Choice)

  /// Constant wherever it does not jump.
  case step

  /// ψ⁽ⁿ⁾(x), of this order or of the one that its index says; or the difference ψ⁽ⁿ⁾(a + b) − ψ⁽ⁿ⁾(a).
  case polygamma(order: Int?, isDifference: Bool)

  /// How one of several operands is chosen.
  public enum Choice: Sendable {
    /// The second where the first is true, else the third.
    case condition

    /// The first, as far as it stays between the second and the third.
    case clamp

    /// The largest.
    case largest

    /// The smallest.
    case smallest
  }

  /// Whether the primitive is constant wherever it does not jump.
  @inline(__always)
  var isStepped: Bool { if case .step = self { true } else { false } }

  /// Whether an operation is so cheap that backprop has a loop for it and each kind of contribution. All others are done by
  /// one loop, which adds.
  @inline(__always)
  var hasOwnLoops: Bool {
    switch self {
    case .negation, .sum, .difference, .product(isStrong: false), .quotient(isStrong: false): true
    case .function, .mean, .product, .quotient, .power, .root, .norm, .weightedLogarithm, .guarded, .choice,
      .step, .polygamma:
      false
    }
  }

  /// Whether it is a product, strong or not.
  package var isProduct: Bool { if case .product = self { true } else { false } }

  /// Whether it is a quotient, strong or not.
  package var isQuotient: Bool { if case .quotient = self { true } else { false } }

  /// Whether it is one of those that the derivatives of the gamma function are made of.
  var isPolygamma: Bool { if case .polygamma = self { true } else { false } }
}

/// What the square of a step is.
///
/// The product of two means is not the mean of two products: at the point where a step jumps, its square is what it is on
/// both sides, and not the square of the step's own value there.
public enum StepSquare: Sendable {
  /// 1, as that of a sign.
  case one

  /// The step itself, as that of one from 0 to 1.
  case itself
}
