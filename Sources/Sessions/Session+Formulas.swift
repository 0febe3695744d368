package import AutoDiff
package import Formulas

extension Session {
  /// The formula of an operand, written out as far as `limit` operations.
  package func formula(of operand: Operand, limit: Int) -> Formula {
    switch operand {
    case .constant(let value): Formula(nodes: [.init(.number(value))])
    case .node(let id): formula(of: id, limit: limit)
    }
  }

  /// The formula by which a node is computed; see ``FormulaWriter``.
  package func formula(of root: NodeID, limit: Int) -> Formula {
    FormulaWriter(graph).formula(of: root, limit: limit)
  }
}

extension Session {
  /// What a node computes, for saying where something happens: as it was typed where a statement came to it, and in a
  /// function's own words where it was built by a call, `abs(t - 1) in f(2*x)`.
  package func place(of node: NodeID) -> String {
    let limit = 8
    if let call = call(building: node) {
      let named = zip(call.function.parameters, call.arguments).compactMap { parameter, argument in
        argument.node.map { ($0, parameter) }
      }
      let writer = FormulaWriter(graph, calling: Dictionary(named, uniquingKeysWith: { first, _ in first }))
      let arguments = call.arguments.map { formula(of: $0, limit: limit).description }.joined(separator: ", ")
      let primes = String(repeating: "'", count: call.order)
      return "\(writer.formula(of: node, limit: limit)) in \(call.function.name)\(primes)(\(arguments))"
    }
    var reader = textReader
    if let text = reader.text(of: node), text.moved.isEmpty, text.text.utf8.count <= 60 { return text.text }
    return formula(of: node, limit: limit).description
  }
}

/// Writes nodes of a graph as formulas.
package struct FormulaWriter {
  private let graph: Graph

  /// What some nodes are called here, whatever they are made of.
  private let names: [NodeID: String]

  package init(_ graph: Graph, calling names: [NodeID: String] = [:]) {
    self.graph = graph
    self.names = names
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
        remaining -= 1
        occurrences[next].node = node
        occurrences[next].firstOperand = occurrences.count
        occurrences += node.operands.map { Occurrence(id: unguarded($0)) }
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
    while graph.opcode(of: id) == .guarded, let operand = graph.node(at: id)?.operands.first { id = operand }
    return id
  }

  /// The places in the order of a formula's nodes: operands first.
  private func postfix(_ occurrences: [Occurrence]) -> Formula {
    var formula = Formula()
    var stack: [(place: Int, isReady: Bool)] = [(0, false)]
    while let (place, isReady) = stack.popLast() {
      let occurrence = occurrences[place]
      guard let node = occurrence.node else {
        formula.nodes.append(.init(leaf(occurrence.id, &formula)))
        continue
      }
      if isReady {
        append(operation: node, to: &formula)
      } else {
        stack.append((place, true))
        if node.opcode == .oneMinusSquare { formula.nodes.append(.init(.number(1))) }
        for operand in node.operands.indices.reversed() {
          stack.append((occurrence.firstOperand + operand, false))
        }
      }
    }
    return formula
  }

  /// Appends an operation whose operands stand there. 1 − x², which is one operation, is written as people know it.
  private func append(operation node: Node, to formula: inout Formula) {
    if node.opcode == .oneMinusSquare, let power = BuiltIns.operator(for: .power),
      let minus = BuiltIns.operator(for: .subtract)
    {
      formula.nodes += [.init(.number(2)), .init(.operation(power)), .init(.operation(minus))]
    } else {
      formula.nodes.append(.init(operation(node, &formula)))
    }
  }

  private func leaf(_ id: NodeID, _ formula: inout Formula) -> Formula.Kind {
    if id.isConstant { return .number(graph.cachedValue(of: id)) }
    return (names[id] ?? graph.label(of: id)).map { .name(formula.enter($0)) } ?? .node(id.index)
  }

  private func operation(_ node: Node, _ formula: inout Formula) -> Formula.Kind {
    if let written = BuiltIns.operator(for: node.opcode) { return .operation(written) }
    return .call(of: formula.enter(node.opcode.primitive.name), argumentCount: node.operands.count)
  }
}
