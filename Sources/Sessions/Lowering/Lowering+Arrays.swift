import AutoDiff
package import Formulas
import Memory

/// What stands among the operands without being one: a slice between brackets, a named argument.
///
/// A number that is nothing waits in its place.
struct OperandMark {
  enum Kind {
    case slice(start: Operand?, end: Operand?)
    case axis(Axis)
    case binding(String, Operand)
  }

  /// The place among the operands that wait.
  let place: Int
  let kind: Kind
}

/// The operands of a node, with what stands among them, and how they were typed.
struct LoweredOperands {
  let operands: [Operand]

  /// By place among these operands.
  let marks: [Int: OperandMark.Kind]

  /// The formula, and where in it the node stands.
  let formula: Formula
  let position: Int

  var range: SourceRange { formula.nodes[position].range }

  /// An operand as it was typed. O(length of the formula): for errors.
  func text(_ place: Int) -> String { formula.operandFormulas(of: position)[place].description }
}

extension Lowering {
  /// The shape of what an operand stands for.
  func shape(of operand: Operand) -> Shape {
    switch operand {
    case .constant: .scalar
    case .node(let id), .array(let id): graph.shape(of: id)
    }
  }

  /// An operand with its shape, for errors.
  func described(_ place: Int, of lowered: LoweredOperands) -> ArrayError.Operand {
    ArrayError.Operand(text: lowered.text(place), shape: shape(of: lowered.operands[place]))
  }

  /// The operand that an array operation comes to.
  func apply(_ operation: ArrayOperation, _ operands: [Operand]) -> Operand {
    Operand(graph.node(operation, operands.map { $0.id(in: graph) }), in: graph)
  }

  func constant(_ value: ArrayValue) -> Operand { .array(graph.constant(value)) }

  // MARK: Element by element

  /// The operation of numbers on operands of which one is an array, element by element.
  func lift(_ opcode: Opcode, _ lowered: LoweredOperands) throws(SessionError) -> Operand {
    let operands = lowered.operands
    var met = 0
    var shape = shape(of: operands[0])
    for place in operands.indices.dropFirst() {
      let next = self.shape(of: operands[place])
      guard let larger = shape.meeting(next) else {
        throw SessionError(
          reason: .array(
            .doNotMeet(
              symbol: opcode.primitive.symbol, described(met, of: lowered), described(place, of: lowered))),
          range: lowered.range)
      }
      if larger != shape { met = place }
      shape = larger
    }
    try checkSize(shape, lowered.range)
    note(shape, opcode, lowered)
    if opcode == .log, let shares = logarithmOfShares(operands[0]) { return shares }
    let ids = operands.map { $0.id(in: graph) }
    return Operand(graph.node(opcode, arguments: ids), in: graph)
  }

  /// The logarithm of what softmax gives, which by itself would lose what is below 10⁻³⁰⁸.
  private func logarithmOfShares(_ operand: Operand) -> Operand? {
    guard let node = operand.node, case .softmax(let softmax)? = graph.arrayOperation(of: node),
      let scores = graph.node(at: node)?.operands.first
    else { return nil }
    return apply(.logSoftmax(LogSoftmax(each: softmax.axis)), [Operand(scores, in: graph)])
  }

  /// Remarks on what is legal and likely a slip.
  private func note(_ shape: Shape, _ opcode: Opcode, _ lowered: LoweredOperands) {
    guard callChain.isEmpty, shape.rank > 0, lowered.operands.count == 2 else { return }
    let shapes = lowered.operands.map { self.shape(of: $0) }
    switch opcode {
    case .power:
      if shapes[0].rank == 2, case .constant(-1) = lowered.operands[1] {
        session.noteOnce(.powerOfMatrix(lowered.text(0)))
      }
    case .multiply:
      if shapes[0].rank == 2, shapes[0] == shapes[1], shapes[0].rows == shapes[0].columns {
        session.noteOnce(.productOfSquares(lowered.text(0), lowered.text(1)))
      }
    case .sum:
      if shapes[0].rank > 0, shapes[1].isScalar {
        session.noteOnce(.sumWithNumber(lowered.text(0), lowered.text(1)))
      }
    default: break
    }
  }

  // MARK: Operators

  /// The operators that are no operations of numbers: `@`, `.T` and `..`.
  mutating func apply(_ id: OperatorID, _ lowered: LoweredOperands) throws(SessionError) -> Operand {
    switch id.row.symbol {
    case "@": return try product(lowered)
    case ".T": return try transposed(lowered)
    case "..": return try range(lowered)
    default: return lowered.operands[0]
    }
  }

  private func product(_ lowered: LoweredOperands) throws(SessionError) -> Operand {
    let shapes = lowered.operands.map { shape(of: $0) }
    guard let shape = ArrayOperation.product(MatrixProduct()).shape(of: shapes) else {
      let (a, b) = (described(0, of: lowered), described(1, of: lowered))
      throw SessionError(
        reason: .array(
          shapes.contains(where: \.isScalar) ? .productOfNumber(a, b) : .productDoesNotFit(a, b)),
        range: lowered.range)
    }
    try checkSize(shape, lowered.range)
    return apply(.product(MatrixProduct()), lowered.operands)
  }

  private func transposed(_ lowered: LoweredOperands) throws(SessionError) -> Operand {
    let operand = lowered.operands[0]
    switch shape(of: operand).rank {
    case 2: return apply(.transpose(Transpose()), [operand])
    case 1:
      if callChain.isEmpty { session.noteOnce(.transposeOfVector(lowered.text(0))) }
      return operand
    default:
      throw SessionError(
        reason: .array(.takes(function: ".T", "a matrix", described(0, of: lowered))), range: lowered.range)
    }
  }

  /// `a..b`: the numbers from a on, up by 1, that do not pass b. The ends are read now.
  private mutating func range(_ lowered: LoweredOperands) throws(SessionError) -> Operand {
    let first = try number(lowered, 0)
    let last = try number(lowered, 1)
    guard first.isFinite, last.isFinite, first <= last else { return constant(ArrayValue([])) }
    // A unit in the last place is no element more or less.
    let steps = ((last - first) * (1 + 0x1p-50)).rounded(.down)
    let count = steps < 0x1p62 ? Int(steps) + 1 : .max
    try checkSize(count, 1, lowered.range)
    return constant(ArrayValue(.vector(count)) { first + Double($0) })
  }

  // MARK: Sizes

  /// What an operand is now, where a number is wanted that does not change any more.
  mutating func number(_ lowered: LoweredOperands, _ place: Int) throws(SessionError) -> Double {
    guard shape(of: lowered.operands[place]).isScalar else {
      throw SessionError(
        reason: .array(.takes(function: "a size", "a number", described(place, of: lowered))),
        range: lowered.range)
    }
    switch lowered.operands[place] {
    case .constant(let value): return value
    case .node(let id), .array(let id):
      try checkIsKnown(id, lowered.range)
      let value = try session.interruptibly { (cancellation) throws(Interruption) in
        try graph.value(of: id, cancellation)
      }
      if callChain.isEmpty { session.noteOnce(.sizeReadNow(lowered.text(place), value: value)) }
      return value
    }
  }

  /// A number of rows, columns or elements.
  mutating func size(_ lowered: LoweredOperands, _ place: Int) throws(SessionError) -> Int {
    let number = try number(lowered, place)
    guard let size = Int(exactly: number), size >= 0 else {
      throw SessionError(reason: .array(.notASize(lowered.text(place), number)), range: lowered.range)
    }
    return size
  }

  func checkSize(_ shape: Shape, _ range: SourceRange) throws(SessionError) {
    try checkSize(shape.rows, shape.columns, range)
  }

  /// Throws if an array of so many rows and columns is more than there is memory for.
  func checkSize(_ rows: Int, _ columns: Int, _ range: SourceRange) throws(SessionError) {
    let bytes = Double(rows) * Double(columns) * 8
    if bytes < 0x1p24 { return }
    // What is computed with an array takes several of its size.
    if bytes < 0x1p60, MemoryRoom.allows(Int(bytes) * 2) { return }
    // The words of the error say what there is not room for.
    MemoryRoom.forgetRefusal()
    throw SessionError(
      reason: .array(.tooLarge(columns == 1 ? .vector(rows) : .matrix(rows, columns), bytes: bytes)),
      range: range)
  }

  // MARK: Brackets

  /// `[a, b, c]`, or with rows `[a, b; c, d]`.
  func array(rows: Int, _ lowered: LoweredOperands) throws(SessionError) -> Operand {
    let operands = lowered.operands
    if operands.isEmpty { return constant(ArrayValue([])) }
    let shapes = operands.map { shape(of: $0) }
    if rows > 0, shapes.contains(where: { !$0.isScalar }) {
      throw SessionError(
        reason: .array(.arrayInRows(operands.indices.map { lowered.text($0) })), range: lowered.range)
    }
    if let place = shapes.firstIndex(where: { $0 != shapes[0] }) {
      let (a, b) = (described(0, of: lowered), described(place, of: lowered))
      let areVectors = a.shape.rank == 1 && b.shape.rank == 1
      throw SessionError(
        reason: .array(areVectors ? .rowsDiffer(a, b) : .doNotStack(a, b)), range: lowered.range)
    }
    if shapes[0].rank == 2 {
      throw SessionError(
        reason: .array(
          .takes(function: "a pair of brackets", "numbers or vectors", described(0, of: lowered))),
        range: lowered.range)
    }
    // Numbers alone, which may be very many, take no way through the pool of constants.
    let numbers = operands.compactMap { if case .constant(let value) = $0 { value } else { nil } }
    if numbers.count == operands.count {
      return constant(
        ArrayValue(rows > 0 ? .matrix(rows, numbers.count / rows) : .vector(numbers.count), numbers))
    }
    return apply(.stack(Stack(rows: rows)), operands)
  }

  // MARK: Subscripts

  /// A subscript of one dimension.
  private enum Place {
    case range(Range<Int>)
    case index(Int)
    case gather(Operand)

    var isIndex: Bool { if case .index = self { true } else { false } }
    var range: Range<Int>? {
      switch self {
      case .range(let range): range
      case .index(let index): index..<index + 1
      case .gather: nil
      }
    }
  }

  /// `v[2]`, `A[1, ..]`, `v[[3, 1]]`.
  mutating func element(_ lowered: LoweredOperands) throws(SessionError) -> Operand {
    let base = lowered.operands[0]
    let shape = shape(of: base)
    let count = lowered.operands.count - 1
    if shape.isScalar {
      throw SessionError(reason: .array(.indexOfNumber(described(0, of: lowered))), range: lowered.range)
    }
    guard count <= shape.rank else {
      throw SessionError(reason: .array(.tooManyIndices(described(0, of: lowered))), range: lowered.range)
    }
    let extents = shape.dimensions
    var places: [Place] = []
    for dimension in 0..<count { places.append(try place(dimension, of: extents[dimension], lowered)) }
    if shape.rank == 1 { return pick(places[0], from: base, .column) }
    let rows = places[0]
    let columns = count > 1 ? places[1] : .range(0..<shape.columns)
    if let rowRange = rows.range, let columnRange = columns.range {
      let section = Section(
        rows: rowRange, isRow: rows.isIndex, columns: columnRange, isColumn: columns.isIndex, of: shape)
      return apply(.section(section), [base])
    }
    let picked = pick(rows, from: base, .row)
    if case .range(let range) = columns, range.count == shape.columns { return picked }
    return pick(columns, from: picked, .column)
  }

  /// One dimension of a vector or matrix by a subscript.
  private func pick(_ place: Place, from base: Operand, _ axis: Axis) -> Operand {
    let shape = shape(of: base)
    guard let range = place.range else {
      guard case .gather(let indices) = place else { return base }
      return apply(.gather(Gather(shape.rank == 2 ? axis : nil)), [base, indices])
    }
    let isRow = axis == .row && shape.rank == 2
    let section = Section(
      rows: isRow ? range : 0..<shape.rows, isRow: isRow && place.isIndex,
      columns: isRow ? 0..<shape.columns : range, isColumn: !isRow && place.isIndex, of: shape)
    return apply(.section(section), [base])
  }

  private mutating func place(
    _ dimension: Int, of extent: Int, _ lowered: LoweredOperands
  ) throws(SessionError) -> Place {
    let operand = lowered.operands[dimension + 1]
    switch lowered.marks[dimension + 1] {
    case .slice(let start, let end):
      let first =
        try start.map { (start) throws(SessionError) in try sliceEnd(start, dimension, lowered, extent) } ?? 1
      let last =
        try end.map { (end) throws(SessionError) in try sliceEnd(end, dimension, lowered, extent) } ?? extent
      if first > last { return .range(0..<0) }
      try check(first, of: extent, dimension, lowered)
      try check(last, of: extent, dimension, lowered)
      return .range(first - 1..<last)
    case .axis, .binding:
      throw SessionError(
        reason: .array(.unknownKeyword(function: "a subscript", "each")), range: lowered.range)
    case nil: break
    }
    switch operand {
    case .constant(let value):
      guard let index = Int(exactly: value) else {
        throw SessionError(
          reason: .array(.indexIsNoWholeNumber(lowered.text(dimension + 1))), range: lowered.range)
      }
      try check(index, of: extent, dimension, lowered)
      return .index(index > 0 ? index - 1 : extent + index)
    case .node(let id), .array(let id):
      guard graph.shape(of: id).rank < 2 else {
        throw SessionError(
          reason: .array(.takes(function: "a subscript", "numbers", described(dimension + 1, of: lowered))),
          range: lowered.range)
      }
      if graph.shape(of: id).rank == 1, graph.opcode(of: id).isComparison {
        throw SessionError(
          reason: .array(
            .indexIsCondition(described(0, of: lowered), condition: lowered.text(dimension + 1))),
          range: lowered.range)
      }
      if let indices = graph.constantArray(id) ?? numbers(ofElement: id) {
        for value in indices.elements {
          guard let index = Int(exactly: value) else {
            throw SessionError(
              reason: .array(.indexIsNoWholeNumber(SessionScript.text(of: value))), range: lowered.range)
          }
          try check(index, of: extent, dimension, lowered)
        }
      }
      return .gather(operand)
    }
  }

  /// The end of a slice, which is read now, counted from 1 and without a sign.
  private mutating func sliceEnd(
    _ end: Operand, _ dimension: Int, _ lowered: LoweredOperands, _ extent: Int
  ) throws(SessionError) -> Int {
    let value: Double
    switch end {
    case .constant(let number): value = number
    case .node(let id), .array(let id):
      try checkIsKnown(id, lowered.range)
      value =
        graph.shape(of: id).isScalar
        ? try session.interruptibly { (cancellation) throws(Interruption) in
          try graph.value(of: id, cancellation)
        } : .nan
      if callChain.isEmpty { session.noteOnce(.sizeReadNow(lowered.text(dimension + 1), value: value)) }
    }
    guard let index = Int(exactly: value) else {
      throw SessionError(
        reason: .array(.indexIsNoWholeNumber(lowered.text(dimension + 1))), range: lowered.range)
    }
    if index < 0, index >= -extent { return extent + index + 1 }
    return index
  }

  private func check(
    _ index: Int, of extent: Int, _ dimension: Int, _ lowered: LoweredOperands
  ) throws(SessionError) {
    if index != 0, index.magnitude <= extent.magnitude { return }
    let array = described(0, of: lowered)
    if index == 0 {
      throw SessionError(reason: .array(.indexIsZero(array)), range: lowered.range)
    }
    let what = array.shape.rank == 1 ? "element" : dimension == 0 ? "row" : "column"
    throw SessionError(
      reason: .array(.indexBeyondEnd(array, count: extent, what: extent == 1 ? what : what + "s")),
      range: lowered.range)
  }
}

extension Opcode {
  /// Whether it gives 1 and 0 for true and false.
  var isComparison: Bool {
    switch self {
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual, .and, .or, .not: true
    default: false
    }
  }
}

extension Formula {
  /// The operands of a node, each as a formula. O(length of the formula).
  package func operandFormulas(of position: Int) -> [Formula] { operandRanges(of: position).map { part($0) } }

  /// Where the nodes of each operand stand. O(length of the operands).
  func operandRanges(of position: Int) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var end = position
    for _ in 0..<operandCount(of: nodes[position]) {
      let start = start(ofOperandEndingAt: end)
      ranges.append(start..<end)
      end = start
    }
    return ranges.reversed()
  }

  /// Where the operand begins that ends before a place.
  private func start(ofOperandEndingAt end: Int) -> Int {
    var waiting = 1
    var index = end
    while waiting > 0, index > 0 {
      index -= 1
      waiting += operandCount(of: nodes[index]) - 1
    }
    return index
  }
}
