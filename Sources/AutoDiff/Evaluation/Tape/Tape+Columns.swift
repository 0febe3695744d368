import Memory

extension Tape {
  /// The operations opened for a sweep: what each does, and the slots of its operands.
  struct Columns: OperationSequence {
    let firstSlot: Int
    let count: Int
    let opcodes: CheckedPointer<Opcode>
    let lefts: CheckedPointer<Int32>
    let rights: CheckedPointer<Int32>
    let lists: UnsafeBufferPointer<Int32>

    @inline(__always) func left(_ index: Int) -> Int { Int(lefts[index]) }
    @inline(__always) func right(_ index: Int) -> Int { Int(rights[index]) }
  }

  /// Opens the columns once for a whole sweep, and does nothing where there are no operations.
  @inline(__always)
  func withColumns(_ body: (Columns) throws(Interruption) -> Void) throws(Interruption) {
    try opcodes.withUnsafeBufferPointer { (opcodes) throws(Interruption) in
      try lefts.withUnsafeBufferPointer { (lefts) throws(Interruption) in
        try rights.withUnsafeBufferPointer { (rights) throws(Interruption) in
          try lists.withUnsafeBufferPointer { (lists) throws(Interruption) in
            let count = opcodes.count
            guard let opcodes = CheckedPointer(reading: opcodes), let lefts = CheckedPointer(reading: lefts),
              let rights = CheckedPointer(reading: rights)
            else { return }
            try body(
              Columns(
                firstSlot: firstOperation, count: count, opcodes: opcodes, lefts: lefts, rights: rights,
                lists: lists))
          }
        }
      }
    }
  }
}
