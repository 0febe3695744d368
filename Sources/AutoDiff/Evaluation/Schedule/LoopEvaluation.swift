import Memory

/// Computes all operations of a run in one loop.
struct LoopEvaluation<S: Scalar>: PrimitiveVisitor {
  private let values: CheckedPointer<S>
  private let columns: Tape.Columns
  private let operation: OperationEvaluation<SlotNumbers<S>>
  private var lefts: CheckedPointer<Int32>
  private var rights: CheckedPointer<Int32>
  private var slot = 0
  private var count = 0
  private var isChain = false
  private var leftStride = Schedule.Stride.any
  private var rightStride = Schedule.Stride.any

  init(
    values: CheckedPointer<S>, partials: CheckedPointer<S>?, columns: Tape.Columns
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
    if S.self == Double.self, let kernels = P.kernels {
      inBlocks(P.self, kernels)
    } else {
      forEachOperation { $0.unary(P.self) }
    }
  }

  /// Computes many at once, whose operands are brought together for that.
  private func inBlocks<P: UnaryPrimitive>(_ primitive: P.Type, _ kernels: UnaryKernels) {
    guard let values = values as? CheckedPointer<Double> else { return }
    let partials = P.savesPartial ? operation.partials as? CheckedPointer<Double> : nil
    UnaryKernels.forEachBlock(of: values, at: lefts, count: count) { operands, _, start, size in
      let results = (values + (slot + start)).base
      if let partials, let both = kernels.valuesAndPartials {
        both(results, (partials + (slot + start)).base, operands, size)
      } else {
        kernels.values(results, operands, size)
      }
    }
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
    } else if P.algebra.hasOwnLoops, leftStride != .any {
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

  @inline(__always) func family<P: FamilyPrimitive>(_ primitive: P.Type) {
    forEachOperation { $0.family(P.self) }
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
