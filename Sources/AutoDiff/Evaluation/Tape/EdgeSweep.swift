import Memory

/// Operations in evaluation order with the slots of their operands: those of a tape, or the nodes of a graph, whose slots
/// are their numbers.
protocol OperationSequence {
  /// The slot of the first operation; the others follow one after another.
  var firstSlot: Int { get }

  /// The number of operations.
  var count: Int { get }

  /// For each operation what it does.
  var opcodes: CheckedPointer<Opcode> { get }

  /// The operands of those operations that have more than two.
  var lists: UnsafeBufferPointer<Int32> { get }

  /// The slots of an operation's operands, or where its list begins and how long it is.
  func left(_ index: Int) -> Int
  func right(_ index: Int) -> Int
}

/// Passes every edge of some operations once, with the local partials at `numbers`, and returns the flow as it is then.
///
/// This is the one walk of differentiation: forward mode ascends, reverse mode descends, and the flow is what they do.
@inline(__always)
func sweepEdges<Operations: OperationSequence, Numbers: NumberSource, Flow: EdgeFlow>(
  of operations: Operations, _ numbers: Numbers, _ flow: Flow, ascending: Bool, _ cancellation: Cancellation
) throws(Interruption) -> Flow where Numbers.Number == Flow.Number {
  let count = operations.count
  var visitor = OutOfLine(
    EdgeVisitor(flow: flow, values: numbers, partials: nil, lists: operations.lists))
  for step in 0..<count {
    try cancellation.check(at: step, of: count)
    let index = ascending ? step : count - 1 - step
    let slot = operations.firstSlot + index
    guard visitor.base.come(to: slot) else { continue }
    visitor.base.left = operations.left(index)
    visitor.base.right = operations.right(index)
    dispatch(operations.opcodes[index], &visitor)
    visitor.base.flow.leave(slot)
  }
  return visitor.base.flow
}
