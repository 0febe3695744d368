package import AutoDiff
package import Formulas
import Memory

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

  func setInput(_ name: String, to value: NodeValue) throws(SessionError) -> Result {
    let old = environment.placedVariable(name)
    // Of another shape it is another input.
    if case .input(let id) = old?.value, graph.shape(of: id) == value.shape {
      setValue(of: id, to: value)
      last = .node(id)
      return Result(effect: .input(name: name, id), notices: [])
    }
    let id = try building { () throws(SessionError) in
      switch value {
      case .number(let number): graph.addInput(number)
      case .array(let array): graph.addInput(array)
      }
    }
    let notices = bind(name, to: .input(id), insteadOf: old)
    return Result(effect: .input(name: name, id), notices: notices)
  }

  /// Gives an input a new value, which can be taken back.
  func setValue(of input: NodeID, to value: NodeValue) {
    if case .array = value, isNoted(input) {
      // How it was is kept already, and an array takes much.
    } else {
      note(.value(input, graph.cachedNodeValue(of: input)))
    }
    graph.setInput(input, to: value)
  }

  /// Whether the value of an input is among the last changes.
  private func isNoted(_ input: NodeID) -> Bool {
    changes.suffix(64).contains { if case .value(input, _) = $0 { true } else { false } }
  }

  func define(_ name: String, as operand: Operand) -> Result {
    // A name for the leaf that it set up itself: `x = x` changes nothing.
    let old = environment.placedVariable(name)
    if case .input(let id) = old?.value, operand == .node(id) {
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
    _ name: String, to binding: Environment.Binding, insteadOf old: Placed<Environment.Binding>?
  ) -> [Notice] {
    note(.variable(name, old))
    if old != nil, !callable.isEmpty { callable = [:] }
    last = binding.operand
    var notices: [Notice] = []
    if let old = old?.value, let node = old.operand.node, binding.operand.node != node {
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
    environment.bind(name, to: binding, since: clock)
    switch binding {
    case .input(let leaf):
      // The leaf is new, and has no other name.
      note(.label(leaf, nil))
      graph.setLabel(name, of: leaf)
    case .definition(.node(let node)): addName(name, to: node)
    case .definition(.constant), .definition(.array): break
    }
    return notices
  }

  private func addName(_ name: String, to node: NodeID) {
    guard let label = graph.label(of: node) else { return setLabel(name, of: node) }
    guard label != name, aliases[node]?.place(of: name) == nil else { return }
    note(.alias(node, name, place: nil))
    aliases[node, default: Aliases()].insert(name, at: nextAlias)
    nextAlias += 1
  }

  private func removeName(_ name: String, from node: NodeID) {
    guard graph.label(of: node) == name else { return removeAlias(name, from: node) }
    let next = aliases[node]?.first?.name
    if let next { removeAlias(next, from: node) }
    setLabel(next, of: node)
    // The next name of a leaf takes it over: somebody must be able to set it.
    if let next, graph.isInput(node) {
      let known = environment.placedVariable(next)
      note(.variable(next, known))
      // It stands for what it stood for.
      environment.bind(next, to: .input(node), since: known?.since ?? clock)
    }
  }

  private func setLabel(_ label: String?, of node: NodeID) {
    note(.label(node, graph.label(of: node)))
    graph.setLabel(label, of: node)
  }

  private func removeAlias(_ name: String, from node: NodeID) {
    guard let place = aliases[node]?.place(of: name) else { return }
    note(.alias(node, name, place: place))
    restoreAlias(name, of: node, at: nil)
  }

  /// Gives a node a further name in its place among them, or, with nil, takes it away.
  func restoreAlias(_ name: String, of node: NodeID, at place: Int?) {
    if let place {
      aliases[node, default: Aliases()].insert(name, at: place)
    } else {
      aliases[node]?.remove(name)
      if aliases[node]?.isEmpty == true { aliases[node] = nil }
    }
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

  /// The names that stand for a node, the one under which it is shown first.
  func names(of id: NodeID) -> [String] {
    let names = (graph.label(of: id).map { [$0] } ?? []) + (aliases[id]?.names ?? [])
    return names.filter { environment.variable($0)?.operand.node == id }
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
    callable = [:]
    clock += 1
    try transaction { () throws(SessionError) in try forget(names) }
  }

  private func forget(_ names: [Statement.Name]) throws(SessionError) {
    // From behind, so that what takes this back comes to them in the order in which they were said.
    for (position, name) in names.reversed().enumerated() {
      if position % Graph.blockSize == Graph.blockSize - 1 {
        try interruptibly(name.range) { (cancellation) throws(Interruption) in try cancellation.check() }
      }
      if let variable = environment.placedVariable(name.text) {
        note(.variable(name.text, variable))
        environment.restoreVariable(name.text, nil)
        if BuiltIns.constant(name.text) != nil { noteRemoval(of: .variable(name.text)) }
        if let node = variable.value.operand.node { removeName(name.text, from: node) }
      }
      if let function = environment.placedFunction(name.text) {
        note(.function(name.text, function))
        environment.restoreFunction(name.text, nil)
        if BuiltIns.isFunction(name.text) { noteRemoval(of: .function(name.text)) }
      }
    }
  }

  /// Notes that a name means again what it means without being told.
  private func noteRemoval(of name: Change.Name) {
    note(.removal(name, environment.removal(of: name)))
    environment.setRemoval(of: name, to: clock)
  }
}
