extension Tape {
  /// The forward sweep over values: computes the slot of every operation, for any kind of number.
  ///
  /// `values` has a place for each slot; those of constants and inputs hold numbers already. Allocates nothing. It is broken
  /// off when `goOn` says no, and the result is false then.
  func evaluate<S: Scalar>(_ values: CheckedPointer<S>, while goOn: () -> Bool) -> Bool {
    opcodes.withUnsafeBufferPointer { opcodes in
      lefts.withUnsafeBufferPointer { lefts in
        rights.withUnsafeBufferPointer { rights in
          lists.withUnsafeBufferPointer { lists in
            var visitor = OutOfLine(
              OperationEvaluation(values: SlotNumbers(values), partials: nil, lists: lists))
            var slot = firstOperation
            for index in opcodes.indices {
              if index % Graph.blockSize == 0, Work.notes(blockAt: index, of: opcodes.count), !goOn() {
                return false
              }
              visitor.base.left = Int(lefts[index])
              visitor.base.right = Int(rights[index])
              values[slot] = dispatch(opcodes[index], &visitor)
              slot += 1
            }
            return true
          }
        }
      }
    }
  }

  /// Every slot's number, for inputs given in the tape's order; a missing one is NaN.
  package func values<S: Scalar>(at inputs: [S]) -> [S] { values(at: inputs) { true } ?? [] }

  /// The same; nil if it was broken off since `goOn` said no.
  func values<S: Scalar>(at inputs: [S], while goOn: () -> Bool) -> [S]? {
    if !goOn() { return nil }
    var values: [S] = []
    values.reserveCapacity(slotCount)
    values.append(contentsOf: constants.lazy.map { S($0) })
    for position in self.inputs.indices {
      values.append(position < inputs.count ? inputs[position] : S(.nan))
    }
    while values.count < slotCount {
      if !goOn() { return nil }
      values.append(contentsOf: repeatElement(0, count: min(Graph.blockSize, slotCount - values.count)))
    }
    let isDone = values.withUnsafeMutableBufferPointer { buffer in
      CheckedPointer(buffer).map { evaluate($0, while: goOn) } ?? true
    }
    return isDone ? values : nil
  }
}
