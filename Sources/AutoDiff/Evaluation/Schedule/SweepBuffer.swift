import Memory

/// The memory for a sweep forward and a sweep back with one kind of number: a value and an adjoint for each slot.
final class SweepBuffer<Number: Scalar & BitwiseCopyable> {
  private let valueBlock: Block<Number>
  private let adjointBlock: Block<Number>
  let values: CheckedPointer<Number>
  let adjoints: CheckedPointer<Number>

  /// Memory for a tape or its schedule, with the constants in place and everything else undefined.
  init(_ tape: Tape) {
    valueBlock = Block(capacity: tape.slotCount)
    adjointBlock = Block(capacity: tape.slotCount)
    values = CheckedPointer(valueBlock.elements, count: tape.slotCount)
    adjoints = CheckedPointer(adjointBlock.elements, count: tape.slotCount)
    for (slot, constant) in tape.constants.enumerated() { values[slot] = Number(constant) }
  }
}

/// The memory of an evaluator's sweeps: a buffer for each number that flows and product that is taken, once it was used.
struct SweepBuffers {
  /// How adjoints and tangents are multiplied with partials.
  enum Product {
    /// As usual, by a schedule.
    case plain

    /// By ⊙, in which 0 wins against infinity and NaN, by a tape.
    case strong
  }

  private struct Key: Hashable {
    let number: ObjectIdentifier
    let product: Product
  }

  private var buffers: [Key: AnyObject] = [:]

  /// The buffer for a number and a product, made if there is none yet.
  mutating func buffer<Number>(
    of number: Number.Type, _ product: Product, for tape: Tape, _ cancellation: Cancellation
  ) throws(Interruption) -> SweepBuffer<Number> {
    let key = Key(number: ObjectIdentifier(number), product: product)
    if let known = buffers[key] { return unsafeDowncast(known, to: SweepBuffer<Number>.self) }
    try cancellation.take(tape.slotCount, of: (Number, Number).self)
    let new = SweepBuffer<Number>(tape)
    buffers[key] = new
    return new
  }
}

extension CheckedPointer where Element: Scalar {
  /// Sets so many numbers to zero. Whether to go on is asked as often as in a sweep, since the first touch of memory costs
  /// as much as one.
  @inline(__always)
  func clear(_ count: Int, _ cancellation: Cancellation) throws(Interruption) {
    Work.didPass(count)
    var start = 0
    while count - start > Graph.blockSize {
      (self + start).update(repeating: 0, count: Graph.blockSize)
      start += Graph.blockSize
      try cancellation.check()
    }
    (self + start).update(repeating: 0, count: count - start)
  }
}
