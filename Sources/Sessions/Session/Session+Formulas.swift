package import AutoDiff
package import Formulas

extension Session {
  /// The formula of an operand, written out as far as `limit` operations.
  package func formula(of operand: Operand, limit: Int) -> Formula {
    switch operand {
    case .constant(let value): Formula(nodes: [.init(.number(value))])
    case .array(let id): Formula(array: graph.cachedArray(of: id))
    case .node(let id): formula(of: id, limit: limit)
    }
  }

  /// The formula by which a node is computed; see ``FormulaWriter``. With exact numbers 0.333… is 1/3.
  package func formula(of root: NodeID, limit: Int, hasExactNumbers: Bool = false) -> Formula {
    let constants = hasExactNumbers ? writableConstants : nil
    return FormulaWriter(graph, exactNumbersWith: constants).formula(of: root, limit: limit)
  }

  /// The names of constants that still mean what they do.
  package var writableConstants: Set<String> { Set([Formula.pi].filter { environment.variable($0) == nil }) }
}

extension Session {
  /// What a node computes, for saying where something happens: as it was typed where a statement came to it, and in a
  /// function's own words where it was built by a call, `abs(t - 1) in f(2*x)`.
  package func place(of node: NodeID) -> String {
    if let call = call(building: node) {
      let limit = Self.fewOperations
      let named = zip(call.function.parameters, call.arguments).compactMap { parameter, argument in
        argument.node.map { ($0, parameter) }
      }
      let writer = FormulaWriter(graph, calling: Dictionary(named, uniquingKeysWith: { first, _ in first }))
      let arguments = call.arguments.map { formula(of: $0, limit: limit).description }.joined(separator: ", ")
      let primes = String(repeating: "'", count: call.order)
      return "\(writer.formula(of: node, limit: limit)) in \(call.function.name)\(primes)(\(arguments))"
    }
    return shortFormula(of: node)
  }

  /// What a node computes in a few words: as it was typed, if that is short and its names mean the same still, else as a
  /// formula of a few operations.
  package func shortFormula(of node: NodeID) -> String {
    var reader = textReader
    let text = reader.text(of: node)
    if let text, text.moved.isEmpty, text.text.utf8.count <= Self.longestWords { return text.text }
    return formula(of: node, limit: Self.fewOperations).description
  }

  private static let fewOperations = 8
  private static let longestWords = 60
}

/// Writes nodes of a graph as formulas.
package struct FormulaWriter {
  private let graph: Graph

  /// What some nodes are called here, whatever they are made of.
  private let names: [NodeID: String]

  /// The names of constants that may be written; nil where numbers are written by their digits only.
  private let constants: Set<String>?

  package init(
    _ graph: Graph, calling names: [NodeID: String] = [:], exactNumbersWith constants: Set<String>? = nil
  ) {
    (self.graph, self.names, self.constants) = (graph, names, constants)
  }

  /// The formula by which a node is computed, from the graph, as it can be typed again.
  ///
  /// It goes down to inputs and to nodes that have names, and stops after `limit` operations: what is below then
  /// stands as `%7`. Operations nearer to the node are written out first. O(limit), however large the graph.
  package func formula(of root: NodeID, limit: Int) -> Formula {
    var occurrences = [Occurrence(id: unguarded(root))]
    var remaining = max(1, limit)
    var next = 0
    while next < occurrences.count, remaining > 0 {
      let id = occurrences[next].id
      if let node = graph.node(at: id), !node.isInput,
        next == 0 || (node.label == nil && names[id] == nil)
      {
        let places = operandPlaces(of: node)
        remaining -= max(1, places.count - 1)
        occurrences[next].node = node
        occurrences[next].firstOperand = occurrences.count
        occurrences += places.map { Occurrence(id: unguarded(node.arguments[$0])) }
      }
      next += 1
    }
    return postfix(occurrences)
  }

  /// A place of the formula, with the node that is written out there.
  private struct Occurrence {
    let id: NodeID
    var node: Node?
    var firstOperand = 0
  }

  /// The node behind one that only carries a domain along.
  private func unguarded(_ id: NodeID) -> NodeID {
    var id = id
    while graph.opcode(of: id).algebra == .guarded, let operand = graph.node(at: id)?.operands.first {
      id = operand
    }
    return id
  }

  /// The operands of an operation in the order in which its formula holds them: what only derivatives are made of is
  /// written in other operations, and may hold one several times or not at all.
  private func operandPlaces(of node: Node) -> [Int] {
    if let writing = loopWriting(of: node) {
      return writing.nodes.compactMap { operand(of: $0, in: writing) }
    }
    guard let writing = writing(of: node) else { return Array(node.arguments.indices) }
    return writing.nodes.compactMap { place(of: $0, in: writing, of: node) }
  }

  /// The operand that a node of a written operation stands for; nil for the others.
  private func place(of part: Formula.Node, in writing: Formula, of node: Node) -> Int? {
    guard case .name(let name) = part.kind else { return nil }
    return node.opcode.primitive.parameters.firstIndex(of: writing[name])
  }

  /// How a loop is written; nil for other nodes.
  private func loopWriting(of node: Node) -> Formula? {
    guard let loop = node.operation?.loop else { return nil }
    return LoopWriting(of: loop, node.operands, in: graph, exactNumbersWith: constants).formula
  }

  /// The operand that a part of a loop's formula stands for; nil for the others.
  private func operand(of part: Formula.Node, in writing: Formula) -> Int? {
    if case .name(let name) = part.kind { LoopWriting.operand(named: writing[name]) } else { nil }
  }

  /// How people write an operation that only derivatives are made of; nil for those that they type, and where the number of
  /// a member, which is the order of a derivative, is none.
  private func writing(of node: Node) -> Formula? {
    guard let writing = BuiltIns.writing(of: node.opcode) else { return nil }
    let isPrime = writing.nodes.contains { if case .prime = $0.kind { true } else { false } }
    return isPrime && node.isMember && order(of: node) == nil ? nil : writing
  }

  /// The order of the derivative that a member of a family is.
  private func order(of node: Node) -> Int32? {
    guard let first = node.arguments.first, first.isConstant else { return nil }
    return Int32(exactly: graph.cachedValue(of: first))
  }

  /// What is still to be written.
  private enum Step {
    case place(Int)
    case part(Formula.Node, of: Formula, Node)
    case operation(Node)

    /// A part of how an array operation is written.
    case kind(Formula.Kind)
    case end(ArrayNotation, operandCount: Int)

    /// A part of how a loop is written.
    case copy(Formula.Node, of: Formula)
  }

  /// The places in the order of a formula's nodes: operands first.
  private func postfix(_ occurrences: [Occurrence]) -> Formula {
    var formula = Formula()
    var steps = [Step.place(0)]
    while let step = steps.popLast() {
      switch step {
      case .place(let place):
        let occurrence = occurrences[place]
        guard let node = occurrence.node else {
          if let array = graph.constantArray(occurrence.id) {
            formula.append(Formula(array: array))
            continue
          }
          if !appendExactly(occurrence.id, to: &formula) {
            formula.nodes.append(.init(leaf(occurrence.id, &formula)))
          }
          continue
        }
        steps += self.steps(of: node, firstOperand: occurrence.firstOperand).reversed()
      case .operation(let node): formula.nodes.append(.init(operation(node, &formula)))
      case .kind(let kind): formula.nodes.append(.init(kind))
      case .end(let notation, let count): formula.end(notation, operandCount: count)
      case .copy(let part, let writing): formula.append(part, of: writing)
      case .part(let part, let writing, let node): append(part, of: writing, for: node, to: &formula)
      }
    }
    return formula
  }

  /// What an operation is written as, its operands at their places.
  private func steps(of node: Node, firstOperand: Int) -> [Step] {
    if let writing = loopWriting(of: node) {
      var next = firstOperand
      return writing.nodes.map { part in
        guard operand(of: part, in: writing) != nil else { return .copy(part, of: writing) }
        defer { next += 1 }
        return .place(next)
      }
    }
    if let notation = node.operation?.notation {
      var steps = node.operands.indices.map { Step.place(firstOperand + $0) }
      // What is taken whole stands before the index.
      if case .index(let whole) = notation, whole > 0 {
        steps.insert(.kind(.slice(hasStart: false, hasEnd: false)), at: 1)
      }
      return steps + [.end(notation, operandCount: node.operands.count)]
    }
    guard let writing = writing(of: node) else {
      return node.arguments.indices.map { .place(firstOperand + $0) } + [.operation(node)]
    }
    var next = firstOperand
    return writing.nodes.map { part in
      guard place(of: part, in: writing, of: node) != nil else { return .part(part, of: writing, node) }
      defer { next += 1 }
      return .place(next)
    }
  }

  /// Appends a part of a written operation whose operands stand there. What is subtracted is left out where it is 0.
  private func append(
    _ part: Formula.Node, of writing: Formula, for node: Node, to formula: inout Formula
  ) {
    switch part.kind {
    case .call(let name, let count):
      formula.nodes.append(.init(.call(formula.enter(writing[name]), argumentCount: count)))
    case .prime(let name, let own):
      // That of a member is its number.
      let order = node.isMember ? order(of: node) ?? own : own
      formula.nodes.append(.init(.prime(formula.enter(writing[name]), order: order)))
    case .operation(let id) where id == BuiltIns.operator(for: .subtract):
      if case .number(0) = formula.nodes.last?.kind {
        formula.nodes.removeLast()
      } else {
        formula.nodes.append(.init(part.kind))
        formula.foldNumbers()
      }
    case .operation(let id) where id == BuiltIns.operator(for: .add):
      formula.nodes.append(.init(part.kind))
      formula.foldNumbers()
    case .number, .name, .node, .operation, .array, .subscript, .slice, .axis, .binding, .loop,
      .comprehension:
      formula.nodes.append(.init(part.kind))
    }
  }

  /// Appends a number as the exact one that it is; false for others.
  private func appendExactly(_ id: NodeID, to formula: inout Formula) -> Bool {
    guard let constants, id.isConstant else { return false }
    return formula.appendExactly(graph.cachedValue(of: id), constants: constants)
  }

  private func leaf(_ id: NodeID, _ formula: inout Formula) -> Formula.Kind {
    if id.isConstant { return .number(graph.cachedValue(of: id)) }
    return (names[id] ?? graph.label(of: id)).map { .name(formula.enter($0)) } ?? .node(id.index)
  }

  private func operation(_ node: Node, _ formula: inout Formula) -> Formula.Kind {
    if let written = BuiltIns.operator(for: node.opcode) { return .operation(written) }
    return .call(of: formula.enter(node.opcode.primitive.name), argumentCount: node.arguments.count)
  }
}
