import Memory

/// Where a sweep finds the numbers of operands: by slot in a tape's memory, by node number in a graph's.
protocol NumberSource<Number> {
  associatedtype Number: Scalar

  /// The number of a slot or node.
  subscript(index: Int) -> Number { get }
}

/// The numbers in the slots of a tape.
struct SlotNumbers<Number: Scalar>: NumberSource {
  let start: CheckedPointer<Number>

  init(_ start: CheckedPointer<Number>) { self.start = start }

  @inline(__always)
  subscript(slot: Int) -> Number { start[slot] }
}

/// The values of a graph's nodes, and of its constants, whose numbers are below zero.
struct GraphNumbers: NumberSource {
  let values: CheckedPointer<Double>
  let constants: CheckedPointer<Double>

  @inline(__always)
  subscript(index: Int) -> Double { index < 0 ? constants[~index] : values[index] }
}

/// Computes an operation from the numbers in its operands' slots.
struct OperationEvaluation<Numbers: NumberSource>: PrimitiveVisitor {
  typealias S = Numbers.Number
  let values: Numbers

  /// Where to put the partials that come almost for free with a value, if they are wanted.
  let partials: CheckedPointer<S>?
  let lists: UnsafeBufferPointer<Int32>

  /// The operation's own slot, for its partial, and its operands.
  var slot = 0
  var left = 0
  var right = 0

  @inline(__always) func input() -> S { S(.nan) }
  @inline(__always) func unary<P: UnaryPrimitive>(_ primitive: P.Type) -> S {
    if P.savesPartial, let partials {
      let (value, partial) = S.applyWithPartial(P.self, values[left])
      partials[slot] = partial
      return value
    }
    return S.apply(P.self, values[left])
  }
  @inline(__always) func binary<P: BinaryPrimitive>(_ primitive: P.Type) -> S {
    S.apply(P.self, values[left], values[right])
  }
  @inline(__always) func ternary<P: TernaryPrimitive>(_ primitive: P.Type) -> S {
    S.apply(P.self, values[Int(lists[left])], values[Int(lists[left + 1])], values[Int(lists[left + 2])])
  }
  @inline(__always) func nary<P: NaryPrimitive>(_ primitive: P.Type) -> S {
    S.apply(P.self, SlotOperands(numbers: values, slots: lists[left..<left + right]))
  }
  @inline(__always) func family<P: FamilyPrimitive>(_ primitive: P.Type) -> S {
    let member = Int(lists[left + right])
    return S.apply(P.self, member, SlotOperands(numbers: values, slots: lists[left..<left + right]))
  }
}

/// The numbers in the slots that a list names, as a collection.
struct SlotOperands<Numbers: NumberSource>: RandomAccessCollection {
  let numbers: Numbers
  let slots: Slice<UnsafeBufferPointer<Int32>>
  var startIndex: Int { slots.startIndex }
  var endIndex: Int { slots.endIndex }
  subscript(position: Int) -> Numbers.Number { numbers[Int(slots[position])] }
}

/// Finds what kind of exceptional point an operation is at.
struct SingularityVisitor<Numbers: NumberSource>: PrimitiveVisitor where Numbers.Number == Double {
  let values: Numbers
  let lists: UnsafeBufferPointer<Int32>

  /// The operation's own slot and its operands.
  var slot = 0
  var left = 0
  var right = 0

  /// The slot of the first number that is no constant.
  private let firstVariable: Int

  init(_ values: Numbers, _ lists: UnsafeBufferPointer<Int32>, firstVariable: Int = 0) {
    self.values = values
    self.lists = lists
    self.firstVariable = firstVariable
  }

  func input() -> Singularity? { nil }
  func unary<P: UnaryPrimitive>(_ primitive: P.Type) -> Singularity? { P.singularity(at: values[left]) }
  func binary<P: BinaryPrimitive>(_ primitive: P.Type) -> Singularity? {
    P.singularity(at: values[left], values[right], secondVaries: right >= firstVariable)
  }
  func ternary<P: TernaryPrimitive>(_ primitive: P.Type) -> Singularity? {
    P.singularity(
      at: values[Int(lists[left])], values[Int(lists[left + 1])], values[Int(lists[left + 2])])
  }
  func nary<P: NaryPrimitive>(_ primitive: P.Type) -> Singularity? {
    P.singularity(
      at: SlotOperands(numbers: values, slots: lists[left..<left + right]), result: values[slot])
  }
  func family<P: FamilyPrimitive>(_ primitive: P.Type) -> Singularity? { nil }
}

/// Hands the flow an operation's edges with their local partials.
struct EdgeVisitor<Flow: EdgeFlow, Numbers: NumberSource>: PrimitiveVisitor
where Numbers.Number == Flow.Number {
  typealias S = Flow.Number
  var flow: Flow
  let values: Numbers

  /// The partials that were computed along with values, where they were.
  let partials: CheckedPointer<S>?
  let lists: UnsafeBufferPointer<Int32>
  var left = 0
  var right = 0
  private var slot = 0

  init(
    flow: Flow, values: Numbers, partials: CheckedPointer<S>?,
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

  @inline(__always) mutating func family<P: FamilyPrimitive>(_ primitive: P.Type) {
    let member = Int(lists[left + right])
    let slots = lists[left..<left + right]
    let operands = SlotOperands(numbers: values, slots: slots)
    P.partials(member, operands, result: values[slot]) { position, partial in
      flow.pass(slot, Int(slots[slots.startIndex + position]), partial)
    }
  }
}
