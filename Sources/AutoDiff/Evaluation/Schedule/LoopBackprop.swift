import Memory

/// Passes the adjoints of all operations of a run on to their operands in one loop.
struct LoopBackprop<S: Scalar>: PrimitiveVisitor {
  typealias Operation = EdgeVisitor<PlainAdjointFlow<S>, SlotNumbers<S>>

  private let values: CheckedPointer<S>
  private let adjoints: CheckedPointer<S>
  private let columns: Tape.Columns
  private let operation: Operation
  private var lefts: CheckedPointer<Int32>
  private var rights: CheckedPointer<Int32>
  private var left = Schedule.Contribution.add
  private var right = Schedule.Contribution.add
  private var leftStride = Schedule.Stride.any
  private var rightStride = Schedule.Stride.any
  private var slot = 0
  private var count = 0
  private var isChain = false

  init(_ operation: Operation, _ columns: Tape.Columns) {
    self.operation = operation
    self.columns = columns
    (values, adjoints) = (operation.values.start, operation.flow.adjoints)
    (lefts, rights) = (columns.lefts, columns.rights)
  }

  /// Goes to a run.
  @inline(__always)
  mutating func select(_ run: Schedule.Run, _ firstOperation: Int) {
    lefts = columns.lefts + Int(run.start)
    rights = columns.rights + Int(run.start)
    (left, right) = (run.left, run.right)
    (leftStride, rightStride) = (run.leftStride, run.rightStride)
    slot = firstOperation + Int(run.start)
    count = Int(run.count)
    isChain = run.kind == .chain
  }

  @inline(__always) func input() {}

  @inline(__always) func unary<P: UnaryPrimitive>(_ primitive: P.Type) {
    guard P.algebra.hasOwnLoops else {
      if S.self == Double.self, let partials = P.kernels?.partials {
        inBlocks(partials)
      } else {
        forEachOperation { $0.unary(P.self) }
      }
      return
    }
    if left == .store { unary(P.self, First.self) } else { unary(P.self, Further.self) }
  }

  /// Computes the partials of many at once.
  private func inBlocks(_ partials: UnaryKernels.Function) {
    guard let values = values as? CheckedPointer<Double>, let adjoints = adjoints as? CheckedPointer<Double>
    else { return }
    let firstVariable = operation.flow.firstVariable
    UnaryKernels.forEachBlock(of: values, at: lefts, count: count) { operands, slopes, start, size in
      partials(slopes, operands, size)
      for index in 0..<size {
        let operand = Int(lefts[start + index])
        guard operand >= firstVariable else { continue }
        adjoints[operand] += adjoints[slot + start + index] * slopes[index]
      }
    }
  }

  @inline(__always)
  private func unary<P: UnaryPrimitive, Left: ContributionRule>(_ primitive: P.Type, _ left: Left.Type) {
    let (lefts, values, adjoints, count) = (lefts, values, adjoints, count)
    let (results, own) = (values + slot, adjoints + slot)
    for index in 0..<count {
      let operand = Int(lefts[index])
      Left.contribute(own[index] * P.partial(values[operand], result: results[index]), to: &adjoints[operand])
    }
  }

  @inline(__always) func binary<P: BinaryPrimitive>(_ primitive: P.Type) {
    guard P.algebra.hasOwnLoops else {
      forEachOperation { $0.binary(P.self) }
      return
    }
    switch (left, right) {
    case (.none, .none): break
    case (.none, .store): binary(P.self, Nothing.self, First.self)
    case (.none, .add): binary(P.self, Nothing.self, Further.self)
    case (.store, .none): binary(P.self, First.self, Nothing.self)
    case (.store, .store): binary(P.self, First.self, First.self)
    case (.store, .add): binary(P.self, First.self, Further.self)
    case (.add, .none): binary(P.self, Further.self, Nothing.self)
    case (.add, .store): binary(P.self, Further.self, First.self)
    case (.add, .add): binary(P.self, Further.self, Further.self)
    }
  }

  @inline(__always)
  private func binary<P: BinaryPrimitive, Left: ContributionRule, Right: ContributionRule>(
    _ primitive: P.Type, _ left: Left.Type, _ right: Right.Type
  ) {
    if isChain {
      chain(P.self, Left.self, Right.self)
      return
    }
    if leftStride != .any {
      strided(P.self, Left.self, Right.self)
      return
    }
    // Copies, since what stands in memory would be read anew after every contribution that is stored.
    let (lefts, rights, values, adjoints, count) = (lefts, rights, values, adjoints, count)
    let (results, own) = (values + slot, adjoints + slot)
    for index in 0..<count {
      let (a, b) = (Int(lefts[index]), Int(rights[index]))
      let (x, y, result, adjoint) = (values[a], values[b], results[index], own[index])
      if Left.matters {
        Left.contribute(adjoint * P.partialLeft(x, y, result: result), to: &adjoints[a])
      }
      if Right.matters {
        Right.contribute(adjoint * P.partialRight(x, y, result: result), to: &adjoints[b])
      }
    }
  }

  /// The loops over operands of one stride, in which the processor takes several at once.
  @inline(__always)
  private func strided<P: BinaryPrimitive, Left: ContributionRule, Right: ContributionRule>(
    _ primitive: P.Type, _ left: Left.Type, _ right: Right.Type
  ) {
    let (a, b, count) = (Int(lefts[0]), Int(rights[0]), count)
    let (x, y, results) = (values + a, values + b, values + slot)
    let (toLeft, toRight, own) = (adjoints + a, adjoints + b, adjoints + slot)
    if leftStride == .zero {
      let x = x.pointee
      var sum = toLeft.pointee
      for index in 0..<count {
        let (y, result, adjoint) = (y[index], results[index], own[index])
        if Left.matters { Left.contribute(adjoint * P.partialLeft(x, y, result: result), to: &sum) }
        if Right.matters {
          Right.contribute(adjoint * P.partialRight(x, y, result: result), to: &toRight[index])
        }
      }
      if Left.matters { toLeft.pointee = sum }
    } else if rightStride == .zero {
      let y = y.pointee
      var sum = toRight.pointee
      for index in 0..<count {
        let (x, result, adjoint) = (x[index], results[index], own[index])
        if Left.matters {
          Left.contribute(adjoint * P.partialLeft(x, y, result: result), to: &toLeft[index])
        }
        if Right.matters { Right.contribute(adjoint * P.partialRight(x, y, result: result), to: &sum) }
      }
      if Right.matters { toRight.pointee = sum }
    } else if a == b {
      for index in 0..<count {
        let (x, result, adjoint) = (x[index], results[index], own[index])
        var sum = toLeft[index]
        if Left.matters { Left.contribute(adjoint * P.partialLeft(x, x, result: result), to: &sum) }
        if Right.matters { Right.contribute(adjoint * P.partialRight(x, x, result: result), to: &sum) }
        toLeft[index] = sum
      }
    } else {
      for index in 0..<count {
        let (x, y, result, adjoint) = (x[index], y[index], results[index], own[index])
        if Left.matters {
          Left.contribute(adjoint * P.partialLeft(x, y, result: result), to: &toLeft[index])
        }
        if Right.matters {
          Right.contribute(adjoint * P.partialRight(x, y, result: result), to: &toRight[index])
        }
      }
    }
  }

  /// The adjoint runs down the chain without being written on the way.
  @inline(__always)
  private func chain<P: BinaryPrimitive, Left: ContributionRule, Right: ContributionRule>(
    _ primitive: P.Type, _ left: Left.Type, _ right: Right.Type
  ) {
    let (rights, values, adjoints, slot) = (rights, values, adjoints, slot)
    let (results, own) = (values + slot, adjoints + slot)
    var adjoint = own[count - 1]
    var index = count
    while index > 0 {
      index -= 1
      let b = Int(rights[index])
      let (x, y, result) = (values[slot + index - 1], values[b], results[index])
      if Right.matters {
        Right.contribute(adjoint * P.partialRight(x, y, result: result), to: &adjoints[b])
      }
      var previous = adjoints[slot + index - 1]
      Left.contribute(adjoint * P.partialLeft(x, y, result: result), to: &previous)
      adjoint = previous
    }
    adjoints[slot - 1] = adjoint
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

  /// Visits one operation after another; all contributions are added.
  @inline(__always)
  private func forEachOperation(_ body: (inout Operation) -> Void) {
    var operation = operation
    let (lefts, rights, count) = (lefts, rights, count)
    for index in 0..<count {
      operation.left = Int(lefts[index])
      operation.right = Int(rights[index])
      operation.come(to: slot &+ index)
      body(&operation)
    }
  }
}

/// What becomes of a contribution, as a type, so that loops are made for each kind.
private protocol ContributionRule {
  /// Whether there is an adjoint at all.
  static var matters: Bool { get }

  /// Stores or adds the contribution.
  static func contribute<S: Scalar>(_ contribution: S, to adjoint: inout S)
}

/// The operand is a constant.
private enum Nothing: ContributionRule {
  static var matters: Bool { false }
  static func contribute<S: Scalar>(_ contribution: S, to adjoint: inout S) {}
}

/// The first contribution to an adjoint.
private enum First: ContributionRule {
  static var matters: Bool { true }
  static func contribute<S: Scalar>(_ contribution: S, to adjoint: inout S) { adjoint = contribution }
}

/// A contribution that is not the first.
private enum Further: ContributionRule {
  static var matters: Bool { true }
  static func contribute<S: Scalar>(_ contribution: S, to adjoint: inout S) {
    adjoint = adjoint + contribution
  }
}
