import Memory

extension Schedule {
  /// Backprop: passes adjoints down from the target, runs in descending order. Allocates nothing.
  ///
  /// `adjoints` need not be cleared; afterwards the slots of inputs hold ∂target/∂input, and those of operations their
  /// adjoints only as far as the sweep needed them. Products are plain ones, so that where 0 meets infinity or NaN the
  /// result is NaN and not 0: a gradient with a NaN in it has to be computed again with the strong product (⊙). All
  /// others are right.
  func sweepReverse<S: Scalar>(
    from target: Int, _ values: CheckedPointer<S>, adjoints: CheckedPointer<S>, partials: CheckedPointer<S>?,
    _ cancellation: Cancellation
  ) throws(Interruption) {
    try clear(adjoints, cancellation)
    adjoints[target] = 1
    try sweepReverse(values, adjoints: adjoints, partials: partials, cancellation)
  }

  /// Clears the adjoints that a reverse sweep needs cleared, those of all targets among them.
  func clear<S: Scalar>(_ adjoints: CheckedPointer<S>, _ cancellation: Cancellation) throws(Interruption) {
    for (position, range) in cleared.enumerated() {
      if position % Self.runsBetweenQuestions == 0 { try cancellation.check() }
      try (adjoints + range.lowerBound).clear(range.count, cancellation)
    }
  }

  /// The same from adjoints that were cleared and then set in the slots of targets.
  func sweepReverse<S: Scalar>(
    _ values: CheckedPointer<S>, adjoints: CheckedPointer<S>, partials: CheckedPointer<S>?,
    _ cancellation: Cancellation
  ) throws(Interruption) {
    try tape.withColumns { (columns) throws(Interruption) in
      let firstOperation = firstOperation
      let operation = EdgeVisitor(
        flow: PlainAdjointFlow(adjoints: adjoints, firstVariable: constantCount), values: SlotNumbers(values),
        partials: partials, lists: columns.lists)
      var loop = OutOfLine(LoopBackprop(operation, columns))
      var single = OutOfLine(operation)
      for (position, run) in runs.enumerated().reversed() {
        if position % Self.runsBetweenQuestions == 0 {
          countRuns(from: position, isDescending: true)
          try cancellation.check()
        }
        let start = Int(run.start)
        let end = start + Int(run.count)
        if run.kind != .sequence {
          loop.base.select(run, firstOperation)
          dispatch(run.opcode, &loop)
        } else if S.self == Double.self {
          // The tightest loop for single operations is kept for the number that matters most.
          sweepSequence(start..<end, operation, columns)
        } else {
          for index in (start..<end).reversed() {
            guard single.base.come(to: firstOperation + index) else { continue }
            single.base.left = columns.left(index)
            single.base.right = columns.right(index)
            dispatch(columns.opcodes[index], &single)
          }
        }
      }
    }
  }

  /// Passes the adjoints of operations on, one after another, with the code for all primitives in one loop.
  @inline(never)
  private func sweepSequence<S: Scalar>(
    _ range: Range<Int>, _ operation: EdgeVisitor<PlainAdjointFlow<S>, SlotNumbers<S>>,
    _ columns: Tape.Columns
  ) {
    var operation = operation
    var index = range.upperBound
    while index > range.lowerBound {
      index &-= 1
      guard operation.come(to: firstOperation &+ index) else { continue }
      operation.left = columns.left(index)
      operation.right = columns.right(index)
      dispatch(columns.opcodes[index], &operation)
    }
  }
}
