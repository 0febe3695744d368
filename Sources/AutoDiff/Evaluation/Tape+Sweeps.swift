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

extension Tape {
  /// Forward mode: passes tangents up from the inputs, operations in ascending order.
  ///
  /// `tangents` holds the seeds in the inputs' slots, and afterwards every operation's derivative in their direction.
  func sweepForward<S: Scalar>(
    _ values: UnsafeMutablePointer<S>, tangents: UnsafeMutablePointer<S>
  ) {
    var flow = TangentFlow(tangents: tangents, firstVariable: constants.count)
    sweep(values, &flow, ascending: true)
  }

  /// Backprop: passes adjoints down from the targets, operations in descending order.
  ///
  /// `adjoints` holds the seed in each target's slot and zeros elsewhere, and afterwards every slot's adjoint.
  func sweepReverse<S: Scalar>(
    _ values: UnsafeMutablePointer<S>, adjoints: UnsafeMutablePointer<S>
  ) {
    var flow = AdjointFlow(adjoints: adjoints, firstVariable: constants.count)
    sweep(values, &flow, ascending: false)
  }

  /// Passes every edge once, with the local partials at `values`.
  func sweep<Flow: EdgeFlow>(
    _ values: UnsafeMutablePointer<Flow.Number>, _ flow: inout Flow, ascending: Bool
  ) {
    opcodes.withUnsafeBufferPointer { opcodes in
      lefts.withUnsafeBufferPointer { lefts in
        rights.withUnsafeBufferPointer { rights in
          lists.withUnsafeBufferPointer { lists in
            var visitor = OutOfLine(EdgeVisitor(flow: flow, values: values, partials: nil, lists: lists))
            for step in opcodes.indices {
              let index = ascending ? step : opcodes.count - 1 - step
              guard visitor.base.come(to: firstOperation + index) else { continue }
              visitor.base.left = Int(lefts[index])
              visitor.base.right = Int(rights[index])
              dispatch(opcodes[index], &visitor)
              visitor.base.flow.leave(firstOperation + index)
            }
            flow = visitor.base.flow
          }
        }
      }
    }
  }
}

/// Hands the flow an operation's edges with their local partials.
struct EdgeVisitor<Flow: EdgeFlow>: PrimitiveVisitor {
  typealias S = Flow.Number
  var flow: Flow
  let values: UnsafeMutablePointer<S>

  /// The partials that were computed along with values, where they were.
  let partials: UnsafeMutablePointer<S>?
  let lists: UnsafeBufferPointer<Int32>
  var left = 0
  var right = 0
  private var slot = 0

  init(
    flow: Flow, values: UnsafeMutablePointer<S>, partials: UnsafeMutablePointer<S>?,
    lists: UnsafeBufferPointer<Int32>
  ) {
    self.flow = flow
    self.values = values
    self.partials = partials
    self.lists = lists
  }

  /// Comes to the operation of a slot; false if its edges need not be looked at.
  @inline(__always) @discardableResult
  mutating func come(to slot: Int) -> Bool {
    self.slot = slot
    return flow.enter(slot)
  }

  @inline(__always) func input() {}

  @inline(__always) mutating func unary<P: UnaryPrimitive>(_ primitive: P.Type) {
    if P.savesPartial, let partials {
      flow.pass(slot, left, partials[slot])
    } else {
      let (x, result) = (values[left], values[slot])
      flow.pass(slot, left, P.partial(x, result: result))
    }
  }

  @inline(__always) mutating func binary<P: BinaryPrimitive>(_ primitive: P.Type) {
    let (a, b, result) = (values[left], values[right], values[slot])
    flow.pass(slot, left, P.partialLeft(a, b, result: result))
    flow.pass(slot, right, P.partialRight(a, b, result: result))
  }

  @inline(__always) mutating func ternary<P: TernaryPrimitive>(_ primitive: P.Type) {
    let (a, b, c) = (Int(lists[left]), Int(lists[left + 1]), Int(lists[left + 2]))
    let partials = P.partials(values[a], values[b], values[c], result: values[slot])
    flow.pass(slot, a, partials.0)
    flow.pass(slot, b, partials.1)
    flow.pass(slot, c, partials.2)
  }

  @inline(__always) mutating func nary<P: NaryPrimitive>(_ primitive: P.Type) {
    let slots = lists[left..<left + right]
    P.partials(SlotOperands(numbers: values, slots: slots), result: values[slot]) { position, partial in
      flow.pass(slot, Int(slots[slots.startIndex + position]), partial)
    }
  }
}

/// Forward mode: an operation's tangent is the sum, over its operands, of their tangent times the local partial.
struct TangentFlow<Number: Scalar>: EdgeFlow {
  let tangents: UnsafeMutablePointer<Number>
  let firstVariable: Int
  private var sum: Number = 0

  init(tangents: UnsafeMutablePointer<Number>, firstVariable: Int) {
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
  let adjoints: UnsafeMutablePointer<Number>
  let firstVariable: Int
  private var adjoint: Number = 0

  init(adjoints: UnsafeMutablePointer<Number>, firstVariable: Int) {
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
  let adjoints: UnsafeMutablePointer<Number>
  let firstVariable: Int
  private var adjoint: Number = 0

  init(adjoints: UnsafeMutablePointer<Number>, firstVariable: Int) {
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
