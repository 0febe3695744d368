import AutoDiff
import Formulas
import Memory

/// A part of a formula in which a name stands for one number after the other.
struct Binder {
  /// The first and the last of its nodes.
  let start: Int
  let end: Int

  /// What the name goes through, and the name.
  let loops: [(name: String, list: Range<Int>)]

  /// What is computed for each.
  let body: Range<Int>

  /// `sum` or `prod`; nil for brackets.
  let function: String?
}

extension Formula {
  /// Whether names are bound in it. O(*n*).
  var hasBindings: Bool {
    nodes.contains {
      switch $0.kind {
      case .loop, .binding: true
      default: false
      }
    }
  }

  /// The outermost parts in which names are bound, in order. O(*n*) for each that holds others.
  var binders: [Binder] {
    var binders: [Binder] = []
    // From behind: what encloses others comes first.
    var position = nodes.count - 1
    while position >= 0 {
      if let binder = binder(endingAt: position) {
        binders.append(binder)
        position = binder.start - 1
      } else {
        position -= 1
      }
    }
    return binders.reversed()
  }

  private func binder(endingAt end: Int) -> Binder? {
    switch nodes[end].kind {
    case .comprehension:
      let operands = operandRanges(of: end)
      guard let body = operands.last else { return nil }
      let loops = operands.dropLast().compactMap { loop(at: $0) }
      return Binder(start: operands[0].lowerBound, end: end, loops: loops, body: body, function: nil)
    case .call(let name, 2) where ["sum", "prod"].contains(self[name]):
      let operands = operandRanges(of: end)
      guard case .binding(let bound) = nodes[operands[1].upperBound - 1].kind, self[bound] != "seed" else {
        return nil
      }
      let list = operands[1].lowerBound..<operands[1].upperBound - 1
      return Binder(
        start: operands[0].lowerBound, end: end, loops: [(self[bound], list)], body: operands[0],
        function: self[name])
    default: return nil
    }
  }

  private func loop(at range: Range<Int>) -> (name: String, list: Range<Int>)? {
    guard case .loop(let name) = nodes[range.upperBound - 1].kind else { return nil }
    return (self[name], range.lowerBound..<range.upperBound - 1)
  }

  /// A part of the formula as one of its own.
  func part(_ range: Range<Int>) -> Formula {
    var part = self
    part.nodes = Array(nodes[range])
    return part
  }
}

extension Lowering {
  /// What a part comes to in which names are bound: the body once for each number, in brackets, or added up, or multiplied.
  mutating func lower(_ binder: Binder, of formula: Formula) throws(SessionError) -> Operand {
    let range = formula.nodes[binder.end].range
    // What was bound outside stays so, and marks of operands that wait are none of the body's.
    let outer = (parameters, marks)
    marks = []
    defer { (parameters, marks) = outer }
    var lists: [[Operand]] = []
    for loop in binder.loops {
      if case .definition? = environment.variable(loop.name), outer.0[loop.name] == nil,
        binder.function != nil
      {
        throw SessionError(reason: .array(.boundDefinition(loop.name)), range: range)
      }
      lists.append(try elements(of: formula.part(loop.list), range))
    }
    let body = formula.part(binder.body)
    if checking != nil {
      for loop in binder.loops { parameters[loop.name] = unknownOperand() }
      _ = try lower(body)
      return unknownOperand()
    }
    var results: [Operand] = []
    for first in lists[0] {
      try bind(binder.loops[0].name, to: first)
      if lists.count == 1 {
        results.append(try lower(body))
      } else {
        for second in lists[1] {
          try bind(binder.loops[1].name, to: second)
          results.append(try lower(body))
        }
      }
      try checkGrowth(range)
    }
    return try gathered(results, binder, rows: lists.count > 1 ? lists[0].count : 0, body, range)
  }

  private mutating func bind(_ name: String, to operand: Operand) throws(SessionError) {
    parameters[name] = operand
    calls = [:]
  }

  /// The numbers of a list, or the rows of a matrix.
  private mutating func elements(of list: Formula, _ range: SourceRange) throws(SessionError) -> [Operand] {
    let operand = try lower(list)
    if checking != nil { return [unknownOperand()] }
    let shape = shape(of: operand)
    switch shape.rank {
    case 0: throw SessionError(reason: .array(.loopOverNumber(list.description)), range: range)
    case 1:
      if case .array(let id) = operand { return graph.cachedArray(of: id).elements.map { .constant($0) } }
      return (0..<shape.count).map {
        apply(.section(Section(rows: 0..<1, columns: $0..<$0 + 1, isColumn: true, of: shape)), [operand])
      }
    default:
      return (0..<shape.rows).map {
        apply(
          .section(Section(rows: $0..<$0 + 1, isRow: true, columns: 0..<shape.columns, of: shape)), [operand])
      }
    }
  }

  private mutating func gathered(
    _ results: [Operand], _ binder: Binder, rows: Int, _ body: Formula, _ range: SourceRange
  ) throws(SessionError) -> Operand {
    let shapes = results.map { self.shape(of: $0) }
    let shape = shapes.first ?? .scalar
    if let other = shapes.first(where: { $0 != shape }) {
      throw SessionError(
        reason: .array(
          .doNotStack(
            ArrayError.Operand(text: body.description, shape: shape),
            ArrayError.Operand(text: "another time", shape: other))), range: range)
    }
    if let function = binder.function {
      let opcode: Opcode = function == "sum" ? .sum : .prod
      if results.isEmpty { return .constant(function == "sum" ? 0 : 1) }
      if results.count == 1 { return results[0] }
      return shape.isScalar
        ? apply(opcode, results)
        : Operand(graph.node(opcode, arguments: results.map { $0.id(in: graph) }), in: graph)
    }
    if binder.loops.count > 1, !shape.isScalar {
      throw SessionError(
        reason: .array(.bodyOfTwoLoops(ArrayError.Operand(text: body.description, shape: shape))),
        range: range)
    }
    if shape.rank == 2 {
      throw SessionError(
        reason: .array(
          .takes(
            function: "a pair of brackets", "numbers or vectors",
            ArrayError.Operand(text: body.description, shape: shape))),
        range: range)
    }
    if results.isEmpty { return constant(ArrayValue([])) }
    let numbers = results.compactMap { if case .constant(let value) = $0 { value } else { nil } }
    if numbers.count == results.count {
      return constant(
        ArrayValue(rows > 0 ? .matrix(rows, numbers.count / rows) : .vector(numbers.count), numbers))
    }
    return apply(.stack(Stack(rows: rows)), results)
  }
}
