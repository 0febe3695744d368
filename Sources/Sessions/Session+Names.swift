package import AutoDiff
package import Formulas

extension Session {
  /// The leaf that a name set up.
  package func input(_ name: Statement.Name) throws(SessionError) -> NodeID {
    if let number = Int(name.text.dropFirst()), name.text.first == "%", number < graph.count, number >= 0,
      graph.isInput(NodeID(number))
    {
      return NodeID(number)
    }
    switch environment.variable(name.text) {
    case .input(let id): return id
    case .definition(.node(let id)) where graph.isInput(id):
      throw SessionError(
        reason: .notAnInput(name.text, .alias(of: graph.label(of: id) ?? id.description)), range: name.range)
    case .definition:
      throw SessionError(reason: .notAnInput(name.text, .definition), range: name.range)
    case nil:
      let isName =
        name.text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" } && name.text.first?.isNumber == false
      throw SessionError(reason: .notAnInput(name.text, isName ? .unknown : .noName), range: name.range)
    }
  }

  /// The node that a name stands for, as a variable to differentiate by: an input, or a node that is held as if it were one.
  package func variable(_ name: Statement.Name) throws(SessionError) -> NodeID {
    if name.text.first == "%", let number = Int(name.text.dropFirst()) {
      guard number >= 0, number < graph.count, !graph.isGone(NodeID(number)) else {
        throw SessionError(
          reason: number >= 0 && number < graph.count
            ? .nodeIsGone(number) : .noSuchNode(number, count: graph.count),
          range: name.range)
      }
      return NodeID(number)
    }
    if let operand = environment.variable(name.text)?.operand {
      if let node = operand.node { return node }
      throw SessionError(reason: .differentiatedByNumber, range: name.range)
    }
    if BuiltIns.constant(name.text) != nil || Double(name.text) != nil {
      throw SessionError(reason: .differentiatedByNumber, range: name.range)
    }
    if environment.function(name.text) != nil || BuiltIns.functionNames.contains(name.text) {
      throw SessionError(reason: .differentiatedByFunction(name.text), range: name.range)
    }
    return try input(name)
  }

  func setInput(_ name: String, to value: Double) throws(SessionError) -> Result {
    let old = environment.variable(name)
    if case .input(let id) = old {
      setValue(of: id, to: value)
      last = .node(id)
      return Result(effect: .input(name: name, id), notices: [])
    }
    let start = graph.checkpoint
    let id = graph.addInput(value)
    try rollBackIfInterrupted(to: start)
    let notices = bind(name, to: .input(id), insteadOf: old)
    return Result(effect: .input(name: name, id), notices: notices)
  }

  /// Gives an input a new value, which can be taken back.
  func setValue(of input: NodeID, to value: Double) {
    note(.value(input, graph.cachedValue(of: input)))
    graph.setInput(input, to: value)
  }

  func define(_ name: String, as operand: Operand) -> Result {
    // A name for the leaf that it set up itself: `x = x` changes nothing.
    let old = environment.variable(name)
    if case .input(let id) = old, operand == .node(id) {
      return Result(effect: .input(name: name, id), notices: [])
    }
    // A leaf that has lost its name takes this one, and can be set by it.
    if case .node(let id) = operand, graph.isInput(id), graph.label(of: id) == nil {
      return Result(effect: .input(name: name, id), notices: bind(name, to: .input(id), insteadOf: old))
    }
    let notices = bind(name, to: .definition(operand), insteadOf: old)
    return Result(effect: .definition(name: name, operand), notices: notices)
  }

  /// Moves a name to what it stands for from now on, and tells who keeps using what it stood for.
  private func bind(
    _ name: String, to binding: Environment.Binding, insteadOf old: Environment.Binding?
  ) -> [Notice] {
    note(.variable(name, old))
    last = binding.operand
    var notices: [Notice] = []
    if let old, let node = old.operand.node, binding.operand.node != node {
      let wasLabel = graph.label(of: node) == name
      removeName(name, from: node)
      let earlier = graph.label(of: node) ?? node.description
      if old.isInput, !binding.isInput {
        notices.append(.inputBecameDefinition(name: name, earlier: earlier))
      } else if wasLabel {
        let users = definitionsUsing(node)
        if !users.isEmpty { notices.append(.stillUsesEarlier(users: users, name: name, earlier: earlier)) }
      }
    }
    environment.bind(name, to: binding)
    switch binding {
    case .input(let leaf):
      // The leaf is new, and has no other name.
      note(.labels(leaf, label: nil, others: []))
      graph.setLabel(name, of: leaf)
    case .definition(.node(let node)): addName(name, to: node)
    case .definition(.constant): break
    }
    return notices
  }

  private func addName(_ name: String, to node: NodeID) {
    noteLabels(of: node)
    guard let label = graph.label(of: node) else { return graph.setLabel(name, of: node) }
    if label != name, otherNames[node]?.contains(name) != true { otherNames[node, default: []].append(name) }
  }

  private func removeName(_ name: String, from node: NodeID) {
    noteLabels(of: node)
    otherNames[node]?.removeAll { $0 == name }
    if graph.label(of: node) == name {
      let next = otherNames[node]?.isEmpty == false ? otherNames[node]?.removeFirst() : nil
      graph.setLabel(next, of: node)
      // The next name of a leaf takes it over: somebody must be able to set it.
      if let next, graph.isInput(node) {
        note(.variable(next, environment.variable(next)))
        environment.bind(next, to: .input(node))
      }
    }
    if otherNames[node]?.isEmpty == true { otherNames[node] = nil }
  }

  /// The names of the nearest nodes that are computed from `node`, up to a handful; a large graph is not searched to
  /// its end.
  private func definitionsUsing(_ node: NodeID) -> [String] {
    var names: [String] = []
    var seen: Set<NodeID> = [node]
    var queue = [node]
    var next = 0
    while next < queue.count, names.count < 5, seen.count < 1000 {
      for user in graph.users(of: queue[next]) where seen.insert(user).inserted {
        if let label = graph.label(of: user) { names.append(label) } else { queue.append(user) }
      }
      next += 1
    }
    return names
  }

  /// Forgets the variables and functions of these names; the nodes stay, since others may use them. If one of the names
  /// does not exist, none is forgotten.
  package func delete(_ names: [Statement.Name]) throws(SessionError) {
    for name in names
    where environment.variable(name.text) == nil && environment.function(name.text) == nil {
      let known = environment.variableNames + environment.functionNames
      throw SessionError(
        reason: .notDefined(name.text, nearest: Suggestion.nearest(to: name.text, among: known)),
        range: name.range)
    }
    note(.names(environment.variables, environment.functions))
    for name in names {
      let variable = environment.removeVariable(name.text)
      _ = environment.removeFunction(name.text)
      if let node = variable?.operand.node { removeName(name.text, from: node) }
    }
  }
}
