import Memory

/// The forward sweep with one-sided series flowing through it: what every slot of a tape does just beside the point, as the
/// inputs leave it in a direction.
struct OneSidedSweep {
  /// The series of the slots that move; nil for the others.
  private var moved: [OneSided?]

  /// The values of all slots at the point, and how many of them are inputs and constants, which are exact.
  private let values: [Double]
  private let exactCount: Int

  /// What a slot does beside the point: what does not move is constant, an input exactly, and an operation up to the
  /// rounding of its value.
  subscript(slot: Int) -> OneSided { moved[slot] ?? Self.constant(values[slot], isExact: slot < exactCount) }

  /// Whether a slot moves at all.
  func moves(_ slot: Int) -> Bool { moved[slot] != nil }

  /// The number that something is which does not move.
  static func constant(_ value: Double, isExact: Bool) -> OneSided {
    OneSided(value, error: isExact || value.isShort ? 0 : value.ulp)
  }

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
  /// O(number of slots): some nanoseconds for each, and a microsecond or so for each that moves.
  ///
  /// A limit is about values: where it `isLimit`, what is cut off from differentiation goes along, and constants that are
  /// hardly typed to their last digit, as π and 0.1, are known up to their rounding.
  init(
    _ tape: Tape, _ values: [Double], seeds: [Int: OneSided], isLimit: Bool = false,
    _ cancellation: Cancellation
  ) throws(Interruption) {
    try cancellation.take(tape.slotCount, of: OneSided?.self)
    self.values = values
    exactCount = isLimit ? 0 : tape.firstOperation
    moved = [OneSided?](repeating: nil, count: tape.slotCount)
    for (slot, seed) in seeds { moved[slot] = seed }
    for index in tape.opcodes.indices {
      if index % Self.blockSize == 0 { try cancellation.check() }
      let slot = tape.firstOperation + index
      if moved[slot] != nil || !tape.hasOperand(of: index, where: { moved[$0] != nil }) { continue }
      // What is cut off stays what it is.
      if tape.opcodes[index].cuts {
        if isLimit { moved[slot] = self[Int(tape.lefts[index])] }
        continue
      }
      var visitor = ExpansionVisitor(member: tape.member(of: index))
      var slots: [Int] = []
      tape.forEachOperandSlot(of: index) { slots.append($0) }
      visitor.operands = slots.map { self[$0] }
      visitor.isSame = slots.count == 2 && slots[0] == slots[1]
      moved[slot] = dispatch(tape.opcodes[index], &visitor)
    }
  }

  static let blockSize = 256
}

/// The expansion of a primitive.
private struct ExpansionVisitor: PrimitiveVisitor {
  let member: Int?
  var operands: [OneSided] = []

  /// Whether there are two operands, which are the same: what is left out of a series cancels with itself.
  var isSame = false

  init(member: Int?) { self.member = member }

  func input() -> OneSided { OneSided(.undecided) }
  func unary<P: UnaryPrimitive>(_ primitive: P.Type) -> OneSided { P.expansion(operands[0]) }
  func binary<P: BinaryPrimitive>(_ primitive: P.Type) -> OneSided {
    let (a, b) = (operands[0], operands[1])
    if isSame, a.failure == nil {
      if P.comparesOperands { return OneSided(P.value(0, 0)) }
      if P.algebra == .difference { return 0 }
      if P.algebra.isQuotient, case .term = a.leading { return 1 }
    }
    return P.expansion(a, b)
  }
  func ternary<P: TernaryPrimitive>(_ primitive: P.Type) -> OneSided {
    P.expansion(operands[0], operands[1], operands[2])
  }
  func nary<P: NaryPrimitive>(_ primitive: P.Type) -> OneSided { P.expansion(operands) }
  func family<P: FamilyPrimitive>(_ primitive: P.Type) -> OneSided {
    member.map { P.expansion($0, operands) } ?? OneSided(.undecided)
  }
}
