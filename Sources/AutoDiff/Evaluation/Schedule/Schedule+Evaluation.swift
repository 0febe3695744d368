extension Schedule {
  /// The forward sweep: computes the slot of every operation. Allocates nothing.
  ///
  /// `values` has a place for each slot; those of constants and inputs hold numbers already. Where `partials` is given,
  /// it takes the partials that come almost for free with a value, for the reverse sweep.
  ///
  /// `goOn` is asked now and then; when it says no, the sweep is broken off and the result is false.
  func evaluate<S: Scalar>(
    _ values: CheckedPointer<S>, partials: CheckedPointer<S>?, while goOn: () -> Bool
  ) -> Bool {
    withColumns { columns in
      var loop = OutOfLine(LoopEvaluation(values: values, partials: partials, columns: columns))
      for (position, run) in runs.enumerated() {
        if position % Self.runsBetweenQuestions == 0, notesRuns(from: position), !goOn() { return false }
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
      return true
    }
  }

  /// Counts the operations of the runs up to the next question, or, going down, of those up to this one: a few of them
  /// take the time of one that is not in a loop of its like. Always true.
  func notesRuns(from position: Int, isDescending: Bool = false) -> Bool {
    let first = isDescending ? max(0, position - Self.runsBetweenQuestions + 1) : position
    let last = isDescending ? position : min(position + Self.runsBetweenQuestions, runs.count) - 1
    Work.did(Int(runs[last].start + runs[last].count - runs[first].start) / 4)
    return true
  }

  /// Computes operations one after another, with the code for all primitives in one loop.
  @inline(never)
  private func evaluateSequence<S: Scalar>(
    _ range: Range<Int>, _ values: CheckedPointer<S>, _ partials: CheckedPointer<S>?,
    _ columns: Columns
  ) {
    var operation = OperationEvaluation(
      values: SlotNumbers(values), partials: partials, lists: columns.lists)
    operation.slot = firstOperation + range.lowerBound
    for index in range {
      operation.left = Int(columns.lefts[index])
      operation.right = Int(columns.rights[index])
      values[operation.slot] = dispatch(columns.opcodes[index], &operation)
      operation.slot &+= 1
    }
  }

  /// The columns opened for a sweep.
  struct Columns {
    let opcodes: CheckedPointer<Opcode>
    let lefts: CheckedPointer<Int32>
    let rights: CheckedPointer<Int32>
    let lists: UnsafeBufferPointer<Int32>
  }

  /// Opens the columns once, and does nothing where there are no operations.
  @inline(__always)
  func withColumns(_ body: (Columns) -> Bool) -> Bool {
    opcodes.withUnsafeBufferPointer { opcodes in
      lefts.withUnsafeBufferPointer { lefts in
        rights.withUnsafeBufferPointer { rights in
          lists.withUnsafeBufferPointer { lists in
            guard let opcodes = CheckedPointer(reading: opcodes), let lefts = CheckedPointer(reading: lefts),
              let rights = CheckedPointer(reading: rights)
            else { return true }
            return body(Columns(opcodes: opcodes, lefts: lefts, rights: rights, lists: lists))
          }
        }
      }
    }
  }
}

/// Computes all operations of a run in one loop.
private struct LoopEvaluation<S: Scalar>: PrimitiveVisitor {
  private let values: CheckedPointer<S>
  private let columns: Schedule.Columns
  private let operation: OperationEvaluation<SlotNumbers<S>>
  private var lefts: CheckedPointer<Int32>
  private var rights: CheckedPointer<Int32>
  private var slot = 0
  private var count = 0
  private var isChain = false
  private var leftStride = Schedule.Stride.any
  private var rightStride = Schedule.Stride.any

  init(
    values: CheckedPointer<S>, partials: CheckedPointer<S>?, columns: Schedule.Columns
  ) {
    self.values = values
    self.columns = columns
    operation = OperationEvaluation(values: SlotNumbers(values), partials: partials, lists: columns.lists)
    lefts = columns.lefts
    rights = columns.rights
  }

  /// Goes to the operations of a run from `start` on.
  @inline(__always)
  mutating func select(_ start: Int, _ run: Schedule.Run, _ firstOperation: Int) {
    lefts = columns.lefts + start
    rights = columns.rights + start
    slot = firstOperation + start
    count = Int(run.count)
    isChain = run.kind == .chain
    (leftStride, rightStride) = (run.leftStride, run.rightStride)
  }

  @inline(__always) func input() {}

  @inline(__always) func unary<P: UnaryPrimitive>(_ primitive: P.Type) {
    forEachOperation { $0.unary(P.self) }
  }

  @inline(__always) func binary<P: BinaryPrimitive>(_ primitive: P.Type) {
    if isChain {
      let (values, rights, count) = (values, rights, count)
      let results = values + slot
      var result = values[slot - 1]
      for index in 0..<count {
        result = S.apply(P.self, result, values[Int(rights[index])])
        results[index] = result
      }
    } else if P.opcode.hasOwnLoops, leftStride != .any {
      strided(P.self)
    } else {
      forEachOperation { $0.binary(P.self) }
    }
  }

  /// The loops over operands of one stride, in which the processor computes several results at once.
  @inline(__always)
  private func strided<P: BinaryPrimitive>(_ primitive: P.Type) {
    let (left, right, results, count) = (
      values + Int(lefts[0]), values + Int(rights[0]), values + slot, count
    )
    if leftStride == .zero {
      let x = left.pointee
      for index in 0..<count { results[index] = S.apply(P.self, x, right[index]) }
    } else if rightStride == .zero {
      let y = right.pointee
      for index in 0..<count { results[index] = S.apply(P.self, left[index], y) }
    } else {
      for index in 0..<count { results[index] = S.apply(P.self, left[index], right[index]) }
    }
  }

  @inline(__always) func ternary<P: TernaryPrimitive>(_ primitive: P.Type) {
    forEachOperation { $0.ternary(P.self) }
  }

  @inline(__always) func nary<P: NaryPrimitive>(_ primitive: P.Type) {
    forEachOperation { $0.nary(P.self) }
  }

  /// Computes one operation after another.
  @inline(__always)
  private func forEachOperation(_ body: (inout OperationEvaluation<SlotNumbers<S>>) -> S) {
    // Copies, since what stands in memory would be read anew after every result that is stored.
    var operation = operation
    let (lefts, rights, values, count) = (lefts, rights, values, count)
    operation.slot = slot
    for index in 0..<count {
      operation.left = Int(lefts[index])
      operation.right = Int(rights[index])
      values[operation.slot] = body(&operation)
      operation.slot &+= 1
    }
  }
}
