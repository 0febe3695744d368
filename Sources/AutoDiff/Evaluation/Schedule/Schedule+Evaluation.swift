import Memory

extension Schedule {
  /// The forward sweep: computes the slot of every operation. Allocates nothing.
  ///
  /// `values` has a place for each slot; those of constants and inputs hold numbers already. Where `partials` is given,
  /// it takes the partials that come almost for free with a value, for the reverse sweep.
  func evaluate<S: Scalar>(
    _ values: CheckedPointer<S>, partials: CheckedPointer<S>?, _ cancellation: Cancellation
  ) throws(Interruption) {
    try tape.withColumns { (columns) throws(Interruption) in
      let firstOperation = firstOperation
      var loop = OutOfLine(LoopEvaluation(values: values, partials: partials, columns: columns))
      for (position, run) in runs.enumerated() {
        if position % Self.runsBetweenQuestions == 0 {
          countRuns(from: position)
          try cancellation.check()
        }
        let start = Int(run.start)
        let end = start + Int(run.count)
        if run.kind != .sequence {
          loop.base.select(start, run, firstOperation)
          dispatch(run.opcode, &loop)
        } else if S.self == Double.self {
          // The tightest loop for single operations is kept for the number that matters most.
          evaluateSequence(start..<end, values, partials, columns)
        } else {
          var run = run
          run.count = 1
          for index in start..<end {
            loop.base.select(index, run, firstOperation)
            dispatch(columns.opcodes[index], &loop)
          }
        }
      }
    }
  }

  /// Counts the operations of the runs up to the next question, or, going down, of those up to this one: a few of them
  /// take the time of one that is not in a loop of its like.
  func countRuns(from position: Int, isDescending: Bool = false) {
    let first = isDescending ? max(0, position - Self.runsBetweenQuestions + 1) : position
    let last = isDescending ? position : min(position + Self.runsBetweenQuestions, runs.count) - 1
    Work.did(Int(runs[last].start + runs[last].count - runs[first].start) / 4)
  }

  /// Computes operations one after another, with the code for all primitives in one loop.
  @inline(never)
  private func evaluateSequence<S: Scalar>(
    _ range: Range<Int>, _ values: CheckedPointer<S>, _ partials: CheckedPointer<S>?, _ columns: Tape.Columns
  ) {
    var operation = OperationEvaluation(
      values: SlotNumbers(values), partials: partials, lists: columns.lists)
    operation.slot = firstOperation + range.lowerBound
    for index in range {
      operation.left = columns.left(index)
      operation.right = columns.right(index)
      values[operation.slot] = dispatch(columns.opcodes[index], &operation)
      operation.slot &+= 1
    }
  }
}
