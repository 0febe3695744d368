import Memory

/// A flow down from a target that keeps to what the target is connected to: an operation that cuts derivatives off passes
/// nothing on, and what nothing was passed to is not come to.
///
/// Zero and not connected are two answers: a connection leads on through operations whose adjoint is 0.
struct ConnectedFlow<Base: EdgeFlow>: EdgeFlow {
  typealias Number = Base.Number
  var base: Base

  /// For each place whether the target is connected to it.
  let connected: CheckedPointer<Bool>

  /// The places of inputs that were come to, in descending order: those of a graph, whose inputs stand among its
  /// operations.
  private(set) var inputs: [Int] = []

  private let opcodes: CheckedPointer<Opcode>
  private let firstPlace: Int
  private let firstVariable: Int
  private var baseMatters = false

  init(
    _ base: Base, connected: CheckedPointer<Bool>, over operations: some OperationSequence, firstVariable: Int
  ) {
    (self.base, self.connected, self.firstVariable) = (base, connected, firstVariable)
    (opcodes, firstPlace) = (operations.opcodes, operations.firstPlace)
  }

  @inline(__always) mutating func enter(_ place: Int) -> Bool {
    guard connected[place] else { return false }
    let opcode = opcodes[place - firstPlace]
    if opcode == .input { inputs.append(place) }
    if opcode == .input || opcode.cuts { return false }
    baseMatters = base.enter(place)
    return true
  }

  @inline(__always) mutating func pass(_ place: Int, _ operand: Int, _ partial: @autoclosure () -> Number) {
    if operand >= firstVariable { connected[operand] = true }
    if baseMatters { base.pass(place, operand, partial()) }
  }

  @inline(__always) mutating func leave(_ place: Int) { if baseMatters { base.leave(place) } }
}
