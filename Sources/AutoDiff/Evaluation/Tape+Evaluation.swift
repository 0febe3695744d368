extension Tape {
  /// The forward sweep over values: computes the slot of every operation, for any kind of number.
  ///
  /// `values` has a place for each slot; those of constants and inputs hold numbers already. Allocates nothing. It is broken
  /// off when `goOn` says no.
  func evaluate<S: Scalar>(_ values: UnsafeMutablePointer<S>, while goOn: () -> Bool = { true }) {
    opcodes.withUnsafeBufferPointer { opcodes in
      lefts.withUnsafeBufferPointer { lefts in
        rights.withUnsafeBufferPointer { rights in
          lists.withUnsafeBufferPointer { lists in
            var visitor = OutOfLine(
              OperationEvaluation(values: SlotNumbers(values), partials: nil, lists: lists))
            var slot = firstOperation
            for index in opcodes.indices {
              if index % Graph.blockSize == 0, !goOn() { break }
              visitor.base.left = Int(lefts[index])
              visitor.base.right = Int(rights[index])
              values[slot] = dispatch(opcodes[index], &visitor)
              slot += 1
            }
          }
        }
      }
    }
  }

  /// Every slot's number, for inputs given in the tape's order; a missing one is NaN.
  package func values<S: Scalar>(at inputs: [S], while goOn: () -> Bool = { true }) -> [S] {
    var values = constants.map { S($0) }
    for position in self.inputs.indices {
      values.append(position < inputs.count ? inputs[position] : S(.nan))
    }
    values.append(contentsOf: repeatElement(0, count: operations.count))
    values.withUnsafeMutableBufferPointer { buffer in
      if let base = buffer.baseAddress { evaluate(base, while: goOn) }
    }
    return values
  }
}
