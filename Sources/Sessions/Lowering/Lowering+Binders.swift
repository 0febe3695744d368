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

  /// Where names stand that are bound: what they mean is said beside them. O(*n*) for each part in which there are some.
  var boundPlaces: Set<Int> {
    if !hasBindings { return [] }
    var places: Set<Int> = []
    for position in nodes.indices {
      guard let binder = binder(endingAt: position) else { continue }
      for place in binder.body {
        if case .name(let name) = nodes[place].kind, binder.loops.contains(where: { $0.name == self[name] }) {
          places.insert(place)
        }
      }
    }
    return places
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
    case .call(let name, let count) where count >= 2 && ["sum", "prod"].contains(self[name]):
      // Most calls are none, which their last operand tells.
      guard case .binding = nodes[end - 1].kind else { return nil }
      let operands = operandRanges(of: end)
      let loops = operands.dropFirst().compactMap { binding(at: $0) }
      guard loops.count == count - 1 else { return nil }
      return Binder(
        start: operands[0].lowerBound, end: end, loops: loops, body: operands[0], function: self[name])
    default: return nil
    }
  }

  private func loop(at range: Range<Int>) -> (name: String, list: Range<Int>)? {
    guard case .loop(let name) = nodes[range.upperBound - 1].kind else { return nil }
    return (self[name], range.lowerBound..<range.upperBound - 1)
  }

  private func binding(at range: Range<Int>) -> (name: String, list: Range<Int>)? {
    guard case .binding(let name) = nodes[range.upperBound - 1].kind, self[name] != "seed" else { return nil }
    return (self[name], range.lowerBound..<range.upperBound - 1)
  }

  /// A part of the formula as one of its own.
  func part(_ range: Range<Int>) -> Formula {
    var part = self
    part.nodes = Array(nodes[range])
    return part
  }
}

/// Loops in the making, whose elements are still leaves of which nothing is known.
struct OpenLoops {
  /// The leaves that stand for elements, outermost first, and what they stand for where that are numbers.
  fileprivate(set) var leaves: [(leaf: NodeID, numbers: ArrayValue?)] = []

  /// The leaf whose value was asked for, which there is none of: its loop is written out.
  fileprivate(set) var needed: NodeID?

  /// How deep loops may nest.
  static let depthLimit = 50
}

extension Lowering {
  /// What a part comes to in which names are bound: a loop, whose formula is lowered once.
  ///
  /// Where the formula needs to know an element, for a size or the order of a derivative, or draws random numbers, it is lowered
  /// anew for each.
  mutating func lower(_ binder: Binder, of formula: Formula) throws(SessionError) -> Operand {
    let range = formula.nodes[binder.end].range
    // What was bound outside stays so, and marks of operands that wait are none of the body's.
    let outer = (parameters, marks)
    marks = []
    defer { (parameters, marks) = outer }
    var lists: [Operand] = []
    for loop in binder.loops {
      if case .definition? = environment.variable(loop.name), outer.0[loop.name] == nil,
        binder.function != nil
      {
        throw SessionError(reason: .array(.boundDefinition(loop.name)), range: range)
      }
      lists.append(try list(of: formula.part(loop.list), range))
    }
    let body = formula.part(binder.body)
    if checking != nil {
      for loop in binder.loops { parameters[loop.name] = unknownOperand() }
      _ = try lower(body)
      return unknownOperand()
    }
    guard loops.leaves.count < OpenLoops.depthLimit else {
      throw SessionError(reason: .tooDeep("a loop"), range: range)
    }
    if let loop = try loop(binder, over: lists[...], body, range) { return loop }
    return try writtenOut(binder, lists, body, range)
  }

  // MARK: Loops

  /// The loop over the first list, of what the rest comes to; nil where it must be written out.
  private mutating func loop(
    _ binder: Binder, over lists: ArraySlice<Operand>, _ body: Formula, _ range: SourceRange
  ) throws(SessionError) -> Operand? {
    guard let list = lists.first else { return try lower(body) }
    let name = binder.loops[lists.startIndex].name
    let (start, known, wasBuilding) = (graph.checkpoint, (calls, gradients, cones), isBuilding)
    let leaf = leaf(for: binder, named: name, in: list)
    loops.leaves.append((leaf, list.node == nil ? graph.cachedArray(of: list.id(in: graph)) : nil))
    isBuilding = true
    defer {
      loops.leaves.removeLast()
      (calls, gradients, cones) = known
      isBuilding = wasBuilding
    }
    bind(name, to: .node(leaf))
    let result: Operand?
    do throws(SessionError) {
      result = try loop(binder, over: lists.dropFirst(), body, range)
    } catch {
      graph.rollBack(to: start)
      // What is missing may be the element of another loop.
      if let needed = loops.needed, needed != leaf { throw error }
      loops.needed = nil
      switch error.reason {
      case .array, .invalidOrder: return nil
      default: throw error
      }
    }
    guard let result, !isExceptional(from: start, by: leaf) else {
      graph.rollBack(to: start)
      return nil
    }
    let shape = shape(of: result)
    let isInnerOfTwo = binder.function == nil && binder.loops.count > 1 && lists.count == 1
    if binder.function != "sum", shape.rank == 2 || isInnerOfTwo && !shape.isScalar {
      graph.rollBack(to: start)
      if binder.function == "prod" { return nil }
      throw misshapen(body, shape, binder, range)
    }
    let draft = graph.loopDraft(
      result.id(in: graph), over: leaf, in: list.id(in: graph), named: name,
      addingUp: binder.function == "sum", from: start)
    graph.rollBack(to: start)
    let loop = graph.node(draft)
    guard binder.function == "prod" else { return Operand(loop, in: graph) }
    return apply(
      .reduction(Reduction(.prod, each: shape.isScalar ? nil : .column)), [Operand(loop, in: graph)])
  }

  /// Whether derivatives newer than a moment may not be what their formulas say, as they can be told outside of loops only; those by
  /// the element itself are taken by the rules.
  private func isExceptional(from start: Graph.Checkpoint, by leaf: NodeID) -> Bool {
    graph.derivativeNotes(from: start).contains { note in
      guard note.variable != leaf else { return false }
      guard let target = note.target else { return true }
      return
        (try? session.interruptibly { (cancellation) throws(Interruption) in
          try graph.canBeExceptional(target, cancellation)
        }) ?? true
    }
  }

  /// What stands for an element: in a sum or product the session's input of that name, if there is one, wherever the formula
  /// reaches it.
  private func leaf(for binder: Binder, named name: String, in list: Operand) -> NodeID {
    let shape = shape(of: list)
    let element: Shape = shape.rank == 2 ? .vector(shape.columns) : .scalar
    if binder.function != nil, parameters[name] == nil, case .input(let input)? = environment.variable(name),
      graph.shape(of: input) == element
    {
      return input
    }
    return element.isScalar ? graph.addInput(.nan) : graph.addInput(ArrayValue(element, repeating: .nan))
  }

  /// Throws where the value of a node is wanted that depends on an element of a loop.
  mutating func checkIsKnown(_ id: NodeID, _ range: SourceRange) throws(SessionError) {
    if loops.leaves.isEmpty || id.isConstant { return }
    let below = try cone(of: id)
    guard let leaf = loops.leaves.last(where: { below.containsAscending($0.leaf) })?.leaf else { return }
    throw needing(leaf, range)
  }

  /// Throws where something is done that is done anew for each element of a loop.
  mutating func checkIsOutsideOfLoops(_ range: SourceRange) throws(SessionError) {
    guard let leaf = loops.leaves.last?.leaf else { return }
    throw needing(leaf, range)
  }

  /// What is thrown where the number is wanted that a leaf stands for. Nobody reads it: the loop is written out.
  private mutating func needing(_ leaf: NodeID, _ range: SourceRange) -> SessionError {
    loops.needed = leaf
    return SessionError(reason: .array(.loopOverNumber("")), range: range)
  }

  /// The numbers that an element of a loop stands for; nil where a node is none, or they are not known.
  func numbers(ofElement id: NodeID) -> ArrayValue? {
    loops.leaves.last { $0.leaf == id }?.numbers
  }

  // MARK: Written out

  /// The body once for each element, in brackets, or added up, or multiplied.
  private mutating func writtenOut(
    _ binder: Binder, _ lists: [Operand], _ body: Formula, _ range: SourceRange
  ) throws(SessionError) -> Operand {
    var results: [Operand] = []
    try collect(&results, of: binder, lists[...], body, range)
    let isMatrix = binder.function == nil && lists.count > 1
    return try gathered(
      results, binder, rows: isMatrix ? graph.extent(of: lists[0].id(in: graph)) : 0, body, range)
  }

  /// Appends what the body comes to for all elements of the lists that are left.
  private mutating func collect(
    _ results: inout [Operand], of binder: Binder, _ lists: ArraySlice<Operand>, _ body: Formula,
    _ range: SourceRange
  ) throws(SessionError) {
    guard let list = lists.first else {
      results.append(try lower(body))
      return
    }
    for element in elements(of: list) {
      bind(binder.loops[lists.startIndex].name, to: element)
      try collect(&results, of: binder, lists.dropFirst(), body, range)
    }
    try checkGrowth(range)
  }

  private mutating func bind(_ name: String, to operand: Operand) {
    parameters[name] = operand
    calls = [:]
  }

  /// What is gone through.
  private mutating func list(of formula: Formula, _ range: SourceRange) throws(SessionError) -> Operand {
    let operand = try lower(formula)
    if checking == nil, shape(of: operand).isScalar {
      throw SessionError(reason: .array(.loopOverNumber(formula.description)), range: range)
    }
    return operand
  }

  /// The numbers of a list, or the rows of a matrix.
  private func elements(of list: Operand) -> [Operand] {
    let shape = shape(of: list)
    if shape.rank == 1 {
      if case .array(let id) = list { return graph.cachedArray(of: id).elements.map { .constant($0) } }
      return (0..<shape.count).map {
        apply(.section(Section(rows: 0..<1, columns: $0..<$0 + 1, isColumn: true, of: shape)), [list])
      }
    }
    return (0..<shape.rows).map {
      apply(.section(Section(rows: $0..<$0 + 1, isRow: true, columns: 0..<shape.columns, of: shape)), [list])
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
    if shape.rank == 2 || binder.loops.count > 1 && !shape.isScalar {
      throw misshapen(body, shape, binder, range)
    }
    if results.isEmpty { return constant(ArrayValue([])) }
    let numbers = results.compactMap { if case .constant(let value) = $0 { value } else { nil } }
    if numbers.count == results.count {
      return constant(
        ArrayValue(rows > 0 ? .matrix(rows, numbers.count / rows) : .vector(numbers.count), numbers))
    }
    return apply(.stack(Stack(rows: rows)), results)
  }

  /// The error of what does not stack.
  private func misshapen(
    _ body: Formula, _ shape: Shape, _ binder: Binder, _ range: SourceRange
  ) -> SessionError {
    let operand = ArrayError.Operand(text: body.description, shape: shape)
    return SessionError(
      reason: .array(
        binder.loops.count > 1
          ? .bodyOfTwoLoops(operand)
          : .takes(function: "a pair of brackets", "numbers or vectors", operand)), range: range)
  }
}
