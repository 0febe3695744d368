import Memory

/// The forward sweep with power series flowing through it.
struct SeriesSweep: ~Copyable {
  private let tape: Tape
  private let order: Int
  private var functions: SeriesFunctions

  /// The coefficients of all slots: of those that vary to the order, of the others the constant term.
  private let block: Block<Double>
  private let offsets: [Int]
  private let varies: [Bool]
  private var counts: [Int]

  /// A sweep over a tape to an order, for a series in the slot of an input.
  init(
    _ tape: Tape, order: Int, varying input: Int, _ cancellation: Cancellation
  ) throws(Interruption) {
    try cancellation.take(tape.slotCount * (order + 4), of: Double.self)
    (self.tape, self.order) = (tape, order)
    functions = SeriesFunctions(order: order)
    let varies = tape.slots(dependingOn: input)
    var size = 0
    offsets = varies.map { isVarying in
      defer { size += isVarying ? order + 1 : 1 }
      return size
    }
    self.varies = varies
    counts = [Int](repeating: 1, count: tape.slotCount)
    block = Block(capacity: size)
  }

  /// The coefficients of the target, for an input that goes on from its value. At an exceptional point they mean nothing.
  mutating func run(inputs: [Double], _ cancellation: Cancellation) throws(Interruption) -> [Double] {
    for (slot, constant) in tape.constants.enumerated() { block.elements[offsets[slot]] = constant }
    for (position, value) in inputs.enumerated() {
      let slot = tape.firstInput + position
      block.elements[offsets[slot]] = value
      if varies[slot], order > 0 {
        block.elements[offsets[slot] + 1] = 1
        counts[slot] = 2
      }
    }
    var work = 0
    for index in tape.opcodes.indices {
      let slot = tape.firstOperation + index
      var operands: [PowerSeries] = []
      tape.forEachOperandSlot(of: index) { operands.append(series($0)) }
      counts[slot] = functions.apply(
        tape.opcodes[index], member: tape.member(of: index), operands, isConstant: !varies[slot],
        into: block.elements + offsets[slot])
      work += order * order + 16
      if work > 1_000_000 {
        work = 0
        try cancellation.check()
      }
    }
    let result = series(tape.targets[0])
    return (0...order).map { result[$0] }
  }

  private func series(_ slot: Int) -> PowerSeries {
    PowerSeries(block.elements + offsets[slot], count: counts[slot])
  }
}
