extension Tape {
  /// The forward sweep over values: computes the slot of every operation, for any kind of number.
  ///
  /// `values` has a place for each slot; those of constants and inputs hold numbers already. Allocates nothing.
  func evaluate<S: Scalar>(_ values: UnsafeMutablePointer<S>) {
    opcodes.withUnsafeBufferPointer { opcodes in
      lefts.withUnsafeBufferPointer { lefts in
        rights.withUnsafeBufferPointer { rights in
          lists.withUnsafeBufferPointer { lists in
            var visitor = OutOfLine(OperationEvaluation(values: values, partials: nil, lists: lists))
            var slot = firstOperation
            for index in opcodes.indices {
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
  package func values<S: Scalar>(at inputs: [S]) -> [S] {
    var values = constants.map { S($0) }
    for position in self.inputs.indices {
      values.append(position < inputs.count ? inputs[position] : S(.nan))
    }
    values.append(contentsOf: repeatElement(0, count: operations.count))
    values.withUnsafeMutableBufferPointer { buffer in
      if let base = buffer.baseAddress { evaluate(base) }
    }
    return values
  }
}

/// Computes an operation from the numbers in its operands' slots.
struct OperationEvaluation<S: Scalar>: PrimitiveVisitor {
  let values: UnsafeMutablePointer<S>

  /// Where to put the partials that come almost for free with a value, if they are wanted.
  let partials: UnsafeMutablePointer<S>?
  let lists: UnsafeBufferPointer<Int32>

  /// The operation's own slot, for its partial, and its operands.
  var slot = 0
  var left = 0
  var right = 0

  @inline(__always) func input() -> S { S(.nan) }
  @inline(__always) func unary<P: UnaryPrimitive>(_ primitive: P.Type) -> S {
    if P.savesPartial, let partials {
      let (value, partial) = S.applyWithPartial(P.self, values[left])
      partials[slot] = partial
      return value
    }
    return S.apply(P.self, values[left])
  }
  @inline(__always) func binary<P: BinaryPrimitive>(_ primitive: P.Type) -> S {
    S.apply(P.self, values[left], values[right])
  }
  @inline(__always) func ternary<P: TernaryPrimitive>(_ primitive: P.Type) -> S {
    S.apply(P.self, values[Int(lists[left])], values[Int(lists[left + 1])], values[Int(lists[left + 2])])
  }
  @inline(__always) func nary<P: NaryPrimitive>(_ primitive: P.Type) -> S {
    S.apply(P.self, SlotOperands(numbers: values, slots: lists[left..<left + right]))
  }
}

/// The numbers in the slots that a list names, as a collection.
struct SlotOperands<Number>: RandomAccessCollection {
  let numbers: UnsafeMutablePointer<Number>
  let slots: Slice<UnsafeBufferPointer<Int32>>
  var startIndex: Int { slots.startIndex }
  var endIndex: Int { slots.endIndex }
  subscript(position: Int) -> Number { numbers[Int(slots[position])] }
}
