/// The part of a graph that some targets need, compiled for running it again and again.
///
/// The numbers of a sweep stand in consecutive *slots*: first the constants, then the inputs, then one slot for each
/// operation in evaluation order. Operands are slots, so that a sweep touches nothing but its own arrays. A tape is a
/// value, and stays right whatever is added to the graph later.
package struct Tape: Sendable {
  /// The values of the first slots.
  package var constants: [Double] = []

  /// The graph's inputs that the targets need, one for each slot after the constants.
  package var inputs: [NodeID] = []

  /// The graph's nodes behind the remaining slots, ascending; none in the tape of a schedule, which has another order.
  package var operations: [NodeID] = []

  /// For each operation what it does and its operands: slots, or the start of a list and the number of operands there. That
  /// of a family's member has its number behind them.
  var opcodes: [Opcode] = []
  var lefts: [Int32] = []
  var rights: [Int32] = []
  var lists: [Int32] = []

  /// The slots of the targets.
  package var targets: [Int] = []

  /// Whether some operation cuts derivatives off, so that not everything in the tape is connected.
  var detaches = false

  /// The first slot of an input.
  package var firstInput: Int { constants.count }

  /// The first slot of an operation.
  package var firstOperation: Int { constants.count + inputs.count }

  /// The number of slots.
  package var slotCount: Int { firstOperation + opcodes.count }

  /// No fewer edges than lead from operations to operands.
  var mostEdges: Int { 2 * opcodes.count + lists.count }

  /// The node behind a slot, or nil for a constant's.
  package func node(ofSlot slot: Int) -> NodeID? {
    if slot < constants.count { return nil }
    return slot < firstOperation ? inputs[slot - constants.count] : operations[slot - firstOperation]
  }

  /// The slot of a node, or nil if the targets do not need it. O(log n).
  package func slot(of id: NodeID) -> Int? {
    if let position = inputs.ascendingPosition(of: id) { return constants.count + position }
    return operations.ascendingPosition(of: id).map { firstOperation + $0 }
  }
}

extension Tape {
  /// The number of the member of a family that the operation at `index` is.
  func member(of index: Int) -> Int? {
    opcodes[index].isFamily ? Int(lists[Int(lefts[index]) + Int(rights[index])]) : nil
  }

  /// Calls `body` with each operand's slot of the operation at `index`, in order.
  @inline(__always)
  func forEachOperandSlot(of index: Int, _ body: (Int) -> Void) {
    let (left, right) = (Int(lefts[index]), Int(rights[index]))
    if opcodes[index].usesOperandList {
      for slot in lists[left..<left + right] { body(Int(slot)) }
      return
    }
    body(left)
    // A unary operation has no right operand, and −1 says so.
    if right >= 0 { body(right) }
  }

  /// Whether the slot of some operand of the operation at `index` is of a kind.
  @inline(__always)
  func hasOperand(of index: Int, where isOfKind: (_ slot: Int) -> Bool) -> Bool {
    var hasOne = false
    forEachOperandSlot(of: index) { hasOne = hasOne || isOfKind($0) }
    return hasOne
  }
}
