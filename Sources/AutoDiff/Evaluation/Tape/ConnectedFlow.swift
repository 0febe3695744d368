import Memory

/// A flow down from a target that keeps to what the target is connected to: an operation that cuts derivatives off passes
/// nothing on, and what nothing was passed to is not come to.
///
/// Zero and not connected are two answers: a connection leads on through operations whose adjoint is 0.
struct ConnectedFlow<Base: EdgeFlow>: EdgeFlow {
  typealias Number = Base.Number
  var base: Base

  /// For each slot whether the target is connected to it.
  let connected: CheckedPointer<Bool>

  /// The slots of inputs that were come to, in descending order: those of a graph, whose inputs stand among its
  /// operations.
  private(set) var inputs: [Int] = []

  private let opcodes: CheckedPointer<Opcode>
  private let firstSlot: Int
  private let firstVariable: Int
  private var baseMatters = false

  init(
    _ base: Base, connected: CheckedPointer<Bool>, over operations: some OperationSequence, firstVariable: Int
  ) {
    (self.base, self.connected, self.firstVariable) = (base, connected, firstVariable)
    (opcodes, firstSlot) = (operations.opcodes, operations.firstSlot)
  }

  @inline(__always) mutating func enter(_ slot: Int) -> Bool {
    guard connected[slot] else { return false }
    let opcode = opcodes[slot - firstSlot]
    if opcode == .input { inputs.append(slot) }
    if opcode == .input || opcode.cuts { return false }
    baseMatters = base.enter(slot)
    return true
  }

  @inline(__always) mutating func pass(_ slot: Int, _ operand: Int, _ partial: @autoclosure () -> Number) {
    if operand >= firstVariable { connected[operand] = true }
    if baseMatters { base.pass(slot, operand, partial()) }
  }

  @inline(__always) mutating func leave(_ slot: Int) { if baseMatters { base.leave(slot) } }
}
