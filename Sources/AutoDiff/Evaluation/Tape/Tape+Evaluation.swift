package import Memory

extension Tape {
  /// The forward sweep over values: computes the slot of every operation, for any kind of number.
  ///
  /// `values` has a place for each slot; those of constants and inputs hold numbers already. Allocates nothing.
  func evaluate<S: Scalar>(
    _ values: CheckedPointer<S>, _ cancellation: Cancellation
  ) throws(Interruption) {
    try withColumns { (columns) throws(Interruption) in
      let count = opcodes.count
      var visitor = OutOfLine(
        OperationEvaluation(values: SlotNumbers(values), partials: nil, lists: columns.lists))
      var slot = firstOperation
      for index in 0..<count {
        try cancellation.check(at: index, of: count)
        visitor.base.left = columns.left(index)
        visitor.base.right = columns.right(index)
        values[slot] = dispatch(columns.opcodes[index], &visitor)
        slot += 1
      }
    }
  }

  /// Every slot's number, for inputs given in the tape's order; a missing one is NaN.
  package func values<S: Scalar>(at inputs: [S], _ cancellation: Cancellation) throws(Interruption) -> [S] {
    try cancellation.check()
    var values: [S] = []
    values.reserveCapacity(slotCount)
    values.append(contentsOf: constants.lazy.map { S($0) })
    for position in self.inputs.indices {
      values.append(position < inputs.count ? inputs[position] : S(.nan))
    }
    while values.count < slotCount {
      try cancellation.check()
      values.append(contentsOf: repeatElement(0, count: min(Graph.blockSize, slotCount - values.count)))
    }
    try values.withUnsafeMutableBufferPointer { (buffer) throws(Interruption) in
      if let values = CheckedPointer(buffer) { try evaluate(values, cancellation) }
    }
    return values
  }
}
