/// The operands that wait for their operation while a formula is lowered, in memory of the caller's.
struct OperandStack {
  private let memory: UnsafeMutableBufferPointer<Operand>
  private(set) var count = 0

  /// An empty stack. The memory must have room for as many operands as will ever wait.
  init(_ memory: UnsafeMutableBufferPointer<Operand>) { self.memory = memory }

  /// The operand on top.
  var last: Operand? { count > 0 ? memory[count - 1] : nil }

  mutating func push(_ operand: Operand) {
    memory.initializeElement(at: count, to: operand)
    count += 1
  }

  mutating func pop() -> Operand? {
    if count == 0 { return nil }
    count -= 1
    return memory[count]
  }

  /// Takes the last `number` operands off, or as many as there are, in the order in which they were put on.
  mutating func pop(_ number: Int) -> [Operand] {
    let taken = min(max(0, number), count)
    count -= taken
    return Array(memory[count..<count + taken])
  }
}
