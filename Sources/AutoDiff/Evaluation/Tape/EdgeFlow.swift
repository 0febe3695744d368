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

/// Backprop: an operation adds to each operand's adjoint its own adjoint times the local partial.
struct AdjointFlow<Number: Scalar>: EdgeFlow {
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
    if operand >= firstVariable { adjoints[operand] = adjoints[operand] + adjoint ⊙ partial() }
  }

  @inline(__always) mutating func leave(_ slot: Int) {}
}

/// Backprop with plain products, in which 0 times infinity is NaN.
struct PlainAdjointFlow<Number: Scalar>: EdgeFlow {
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
    if operand >= firstVariable { adjoints[operand] = adjoints[operand] + adjoint * partial() }
  }

  @inline(__always) mutating func leave(_ slot: Int) {}
}
