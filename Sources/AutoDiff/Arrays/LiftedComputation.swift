extension Graph {
  /// How many elements a part has where an operation is divided among threads.
  private static let partLength = 1 << 14

  /// Computes an operation of numbers element by element, on operands whose shapes meet in that of the result.
  func computeLifted(
    _ opcode: Opcode, member: Int?, _ operands: [ArrayOperand], _ shape: Shape,
    into result: UnsafeMutablePointer<Double>
  ) {
    // Where all are as large, or numbers, everything is one row.
    let isEven = operands.allSatisfy { $0.shape.isScalar || $0.shape.count == shape.count }
    let (rows, columns) = isEven ? (1, shape.count) : (shape.rows, shape.columns)
    let steps = operands.map { operand -> (row: Int, column: Int) in
      operand.shape.isScalar ? (0, 0) : isEven ? (0, 1) : operand.shape.steps(in: shape)
    }
    // Long rows are divided among threads.
    let (partLength, parts) =
      columns > Threads.operationsWorthAThread
      ? (Self.partLength, (columns + Self.partLength - 1) / Self.partLength) : (columns, 1)
    func compute(part number: Int) {
      let row = number / parts
      let first = number % parts * partLength
      let count = min(partLength, columns - first)
      func line(_ place: Int) -> LineElements {
        LineElements(
          start: operands[place].start + row * steps[place].row + first * steps[place].column,
          step: steps[place].column, count: count)
      }
      var visitor = OutOfLine(
        LiftedRow(
          first: line(0), second: operands.count > 1 ? line(1) : line(0),
          others: operands.count > 2 ? operands.indices.dropFirst(2).map(line) : [],
          operandCount: operands.count, member: member ?? 0, result: result + (row * columns + first),
          count: count))
      dispatch(opcode, &visitor)
    }
    if parts > 1 {
      Threads.inParts(rows * parts) { number, _ in compute(part: number) }
    } else {
      for row in 0..<rows { compute(part: row) }
    }
  }
}

/// Computes a row of an operation of numbers.
struct LiftedRow: PrimitiveVisitor {
  /// The first operands, and those behind them. They stand apart so that a row of one or two takes no memory of its own.
  let first: LineElements
  let second: LineElements
  let others: [LineElements]
  let operandCount: Int

  /// The number of a family's member.
  let member: Int
  let result: UnsafeMutablePointer<Double>
  let count: Int

  private var operands: [LineElements] { operandCount == 1 ? [first] : [first, second] + others }

  func input() {}

  func unary<P: UnaryPrimitive>(_ primitive: P.Type) {
    if first.step == 1, let kernels = P.arrayKernels {
      kernels.values(result, first.start, count)
      return
    }
    for index in 0..<count { result[index] = P.value(first[index]) }
  }

  func binary<P: BinaryPrimitive>(_ primitive: P.Type) {
    if let kernel = P.arrayKernel {
      kernel.values(result, first.start, first.step, second.start, second.step, count)
      return
    }
    if second.step == 0, P.opcode == .power, first.step == 1, second[0] == 2 {
      UnaryKernels.square.values(result, first.start, count)
      return
    }
    for index in 0..<count { result[index] = P.value(first[index], second[index]) }
  }

  func ternary<P: TernaryPrimitive>(_ primitive: P.Type) {
    let third = others[0]
    for index in 0..<count { result[index] = P.value(first[index], second[index], third[index]) }
  }

  func nary<P: NaryPrimitive>(_ primitive: P.Type) {
    if operandCount == 2, let kernel = P.opcode.kernelOfTwo {
      kernel.values(result, first.start, first.step, second.start, second.step, count)
      return
    }
    let operands = operands
    for index in 0..<count { result[index] = P.value(operands.lazy.map { $0[index] }) }
  }

  func family<P: FamilyPrimitive>(_ primitive: P.Type) {
    let operands = operands
    for index in 0..<count { result[index] = P.value(member, operands.lazy.map { $0[index] }) }
  }
}

extension Opcode {
  /// The function that computes a primitive of any number of operands for two of them, many at once.
  fileprivate var kernelOfTwo: BinaryKernel? {
    switch self {
    case .max: .maximum
    case .min: .minimum
    default: nil
    }
  }
}
