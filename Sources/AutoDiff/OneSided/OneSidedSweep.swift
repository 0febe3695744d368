import Memory

/// The forward sweep with one-sided series flowing through it: what every slot of a tape does just beside the point, as the
/// inputs leave it in a direction.
struct OneSidedSweep {
  /// The series of all slots.
  private(set) var series: [OneSided]

  /// Sweeps over a tape with the values of its slots at the point, as some inputs leave it along a direction.
  init(
    _ tape: Tape, _ values: [Double], along direction: [(slot: Int, component: Double)],
    in context: ExpansionContext, _ cancellation: Cancellation
  ) throws(Interruption) {
    var seeds: [Int: OneSided] = [:]
    for (slot, component) in direction where component != 0 {
      seeds[slot] = OneSided(values[slot], direction: component, in: context)
    }
    try self.init(tape, values, seeds: seeds, cancellation)
  }

  /// The same where some slots are given series; they may be operations, which are held as if they were inputs.
  ///
  /// What does not move is constant: an input exactly, and an operation up to the rounding of its value. O(number of
  /// slots), a microsecond or so for each that moves.
  init(
    _ tape: Tape, _ values: [Double], seeds: [Int: OneSided], _ cancellation: Cancellation
  ) throws(Interruption) {
    try cancellation.take(tape.slotCount, of: OneSided.self)
    series = []
    series.reserveCapacity(tape.slotCount)
    var moves = [Bool](repeating: false, count: tape.slotCount)
    for slot in seeds.keys { moves[slot] = true }
    for slot in 0..<tape.firstOperation {
      series.append(seeds[slot] ?? OneSided(values[slot], error: 0))
    }
    for index in tape.opcodes.indices {
      if index % Self.blockSize == 0 { try cancellation.check() }
      let slot = tape.firstOperation + index
      if let seed = seeds[slot] {
        series.append(seed)
        continue
      }
      var visitor = ExpansionVisitor(member: tape.member(of: index))
      tape.forEachOperandSlot(of: index) {
        visitor.operands.append(series[$0])
        moves[slot] = moves[slot] || moves[$0]
      }
      let opcode = tape.opcodes[index]
      if !moves[slot] || opcode.cuts {
        moves[slot] = false
        let value = values[slot]
        series.append(OneSided(value, error: value.isShort ? 0 : value.ulp))
      } else {
        series.append(dispatch(opcode, &visitor))
      }
    }
  }

  static let blockSize = 256
}

/// The expansion of a primitive.
private struct ExpansionVisitor: PrimitiveVisitor {
  let member: Int?
  var operands: [OneSided] = []

  init(member: Int?) { self.member = member }

  func input() -> OneSided { OneSided(.undecided) }
  func unary<P: UnaryPrimitive>(_ primitive: P.Type) -> OneSided { P.expansion(operands[0]) }
  func binary<P: BinaryPrimitive>(_ primitive: P.Type) -> OneSided { P.expansion(operands[0], operands[1]) }
  func ternary<P: TernaryPrimitive>(_ primitive: P.Type) -> OneSided {
    P.expansion(operands[0], operands[1], operands[2])
  }
  func nary<P: NaryPrimitive>(_ primitive: P.Type) -> OneSided { P.expansion(operands) }
  func family<P: FamilyPrimitive>(_ primitive: P.Type) -> OneSided {
    member.map { P.expansion($0, operands) } ?? OneSided(.undecided)
  }
}
