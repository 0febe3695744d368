import Memory

/// What a sweep does with the local partials: the two modes of differentiation differ in nothing else.
protocol EdgeFlow<Number> {
  /// The number that flows.
  associatedtype Number: Scalar

  /// Comes to an operation; false if its edges need not be looked at.
  mutating func enter(_ slot: Int) -> Bool

  /// Passes along the edge between an operation and one of its operands. The partial is computed only if asked for.
  mutating func pass(_ slot: Int, _ operand: Int, _ partial: @autoclosure () -> Number)

  /// Has passed all the operation's edges.
  mutating func leave(_ slot: Int)
}

/// Forward mode: an operation's tangent is the sum, over its operands, of their tangent times the local partial.
struct TangentFlow<Number: Scalar>: EdgeFlow {
  let tangents: CheckedPointer<Number>
  let firstVariable: Int
  private var sum: Number = 0

  init(tangents: CheckedPointer<Number>, firstVariable: Int) {
    self.tangents = tangents
    self.firstVariable = firstVariable
  }

  @inline(__always) mutating func enter(_ slot: Int) -> Bool {
    sum = 0
    return true
  }

  @inline(__always) mutating func pass(_ slot: Int, _ operand: Int, _ partial: @autoclosure () -> Number) {
    if operand >= firstVariable { sum = sum + tangents[operand].chained(partial()) }
  }

  @inline(__always) mutating func leave(_ slot: Int) { tangents[slot] = sum }
}

/// The product by which the chain rule multiplies, as a type, so that the loops of a sweep are made for it.
protocol ChainProduct {
  /// The product of an adjoint and a local partial.
  static func product<S: Scalar>(_ adjoint: S, _ partial: S) -> S
}

/// That in which zero wins.
enum StrongChainProduct: ChainProduct {
  @inline(__always) static func product<S: Scalar>(_ adjoint: S, _ partial: S) -> S { adjoint ⊙ partial }
}

/// The ordinary one, in which 0 times infinity is NaN.
enum PlainChainProduct: ChainProduct {
  @inline(__always) static func product<S: Scalar>(_ adjoint: S, _ partial: S) -> S { adjoint * partial }
}

/// Backprop with the strong product.
typealias AdjointFlow<Number: Scalar> = ProductFlow<Number, StrongChainProduct>

/// Backprop with the plain product.
typealias PlainAdjointFlow<Number: Scalar> = ProductFlow<Number, PlainChainProduct>

/// Backprop: an operation adds to each operand's adjoint its own adjoint times the local partial.
struct ProductFlow<Number: Scalar, Product: ChainProduct>: EdgeFlow {
  let adjoints: CheckedPointer<Number>
  let firstVariable: Int
  private var adjoint: Number = 0

  init(adjoints: CheckedPointer<Number>, firstVariable: Int) {
    self.adjoints = adjoints
    self.firstVariable = firstVariable
  }

  @inline(__always) mutating func enter(_ slot: Int) -> Bool {
    adjoint = adjoints[slot]
    return !adjoint.isExactlyZero
  }

  @inline(__always) mutating func pass(_ slot: Int, _ operand: Int, _ partial: @autoclosure () -> Number) {
    if operand >= firstVariable {
      adjoints[operand] = adjoints[operand] + Product.product(adjoint, partial())
    }
  }

  @inline(__always) mutating func leave(_ slot: Int) {}
}
