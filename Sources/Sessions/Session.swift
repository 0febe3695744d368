package import AutoDiff
package import Formulas

/// A live graph and the names by which a person speaks of it.
///
/// A statement either takes effect as a whole or throws and leaves graph, names and caches as they were.
package final class Session {
  /// The graph that the statements build.
  package let graph = Graph()

  /// What the names stand for.
  package private(set) var environment = Environment()

  /// The last result: what `ans` stands for.
  package private(set) var last: Operand?

  /// Further names of nodes that have more than one; the first is the node's label.
  private var otherNames: [NodeID: [String]] = [:]

  package init() {}

  /// What a statement did.
  package struct Result: Sendable {
    package enum Effect: Sendable {
      case input(name: String, NodeID)
      case definition(name: String, Operand)
      case function(Function)
      case value(Operand)
      case update([(name: String, value: Double)])
    }

    package let effect: Effect
    package let notices: [Notice]
  }

  /// Carries out a statement; a command is not the session's to carry out, and does nothing.
  package func run(_ statement: Statement) throws(SessionError) -> Result {
    switch statement.kind {
    case .assignment(let name, let formula): try assign(name, formula)
    case .update(let names, let formulas): try update(names, formulas)
    case .function(let name, let parameters, let body):
      try define(Function(name: name.text, parameters: parameters.map(\.text), body: body))
    case .expression(let formula): try evaluate(formula)
    case .command: Result(effect: .update([]), notices: [])
    }
  }

  /// Gives a name to what a formula comes to: an input if that is a number, else a definition.
  private func assign(_ name: Statement.Name, _ formula: Formula) throws(SessionError) -> Result {
    let operand = try lower(formula)
    switch operand {
    case .constant(let value): return setInput(name.text, to: value)
    case .node: return define(name.text, as: operand)
    }
  }

  /// Evaluates a formula and remembers it as the last result.
  private func evaluate(_ formula: Formula) throws(SessionError) -> Result {
    let operand = try lower(formula)
    last = operand
    return Result(effect: .value(operand), notices: [])
  }

  /// Defines a function, after checking that every call of it can be built.
  private func define(_ function: Function) throws(SessionError) -> Result {
    let start = graph.checkpoint
    defer { graph.rollBack(to: start) }
    var lowering = lowering()
    try lowering.check(function)
    let isFirst = environment.function(function.name) == nil
    environment.define(function)
    let hides = isFirst && BuiltIns.functionNames.contains(function.name)
    return Result(effect: .function(function), notices: hides ? [.hidesBuiltIn(function: function.name)] : [])
  }

  /// Evaluates all right sides, then stores the numbers in the inputs.
  private func update(_ names: [Statement.Name], _ formulas: [Formula]) throws(SessionError) -> Result {
    let (inputs, operands) = try lowerUpdate(names, formulas)
    let ids = operands.map { $0.id(in: graph) }
    graph.bringUpToDate(ids)
    let values = ids.map { graph.cachedValue(of: $0) }
    for (input, value) in zip(inputs, values) { graph.setInput(input, to: value) }
    return Result(effect: .update(Array(zip(names.map(\.text), values))), notices: [])
  }

  /// The inputs that an update sets and what it sets them to, built but not evaluated.
  func lowerUpdate(
    _ names: [Statement.Name], _ formulas: [Formula]
  ) throws(SessionError) -> (inputs: [NodeID], operands: [Operand]) {
    var inputs: [NodeID] = []
    for name in names { inputs.append(try input(name)) }
    let start = graph.checkpoint
    var lowering = lowering()
    do {
      var operands: [Operand] = []
      for formula in formulas { operands.append(try lowering.lower(formula)) }
      return (inputs, operands)
    } catch {
      graph.rollBack(to: start)
      throw error
    }
  }

  /// Builds a formula into the graph. Names and the last result stay as they are.
  package func lower(_ formula: Formula) throws(SessionError) -> Operand {
    let start = graph.checkpoint
    var lowering = lowering()
    do {
      return try lowering.lower(formula)
    } catch {
      graph.rollBack(to: start)
      throw error
    }
  }

  private func lowering() -> Lowering { Lowering(graph: graph, environment: environment, last: last) }

  /// The value of an operand, computed if it is stale.
  package func value(of operand: Operand) -> Double {
    switch operand {
    case .constant(let value): value
    case .node(let id): graph.value(of: id)
    }
  }
}

// MARK: Names

extension Session {
  /// The leaf that a name set up.
  package func input(_ name: Statement.Name) throws(SessionError) -> NodeID {
    switch environment.variable(name.text) {
    case .input(let id): return id
    case .definition(.node(let id)) where graph.isInput(id):
      throw SessionError(
        reason: .notAnInput(name.text, .alias(of: graph.label(of: id) ?? id.description)), range: name.range)
    case .definition:
      throw SessionError(reason: .notAnInput(name.text, .definition), range: name.range)
    case nil:
      throw SessionError(reason: .notAnInput(name.text, .unknown), range: name.range)
    }
  }

  private func setInput(_ name: String, to value: Double) -> Result {
    if case .input(let id) = environment.variable(name) {
      graph.setInput(id, to: value)
      last = .node(id)
      return Result(effect: .input(name: name, id), notices: [])
    }
    let id = graph.addInput(value)
    let notices = bind(name, to: .input(id))
    return Result(effect: .input(name: name, id), notices: notices)
  }

  private func define(_ name: String, as operand: Operand) -> Result {
    // A name for the leaf that it set up itself: `x = x` changes nothing.
    if case .input(let id) = environment.variable(name), operand == .node(id) {
      return Result(effect: .input(name: name, id), notices: [])
    }
    return Result(
      effect: .definition(name: name, operand), notices: bind(name, to: .definition(operand)))
  }

  /// Moves a name to what it stands for from now on, and tells who keeps using what it stood for.
  private func bind(_ name: String, to binding: Environment.Binding) -> [Notice] {
    last = binding.operand
    var notices: [Notice] = []
    if let old = environment.variable(name), let node = old.operand.node, binding.operand.node != node {
      removeName(name, from: node)
      let earlier = graph.label(of: node) ?? node.description
      if old.isInput, !binding.isInput {
        notices.append(.inputBecameDefinition(name: name, earlier: earlier))
      } else {
        let users = definitionsUsing(node)
        if !users.isEmpty { notices.append(.stillUsesEarlier(users: users, name: name, earlier: earlier)) }
      }
    }
    environment.bind(name, to: binding)
    if let node = binding.operand.node { addName(name, to: node) }
    return notices
  }

  private func addName(_ name: String, to node: NodeID) {
    guard let label = graph.label(of: node) else { return graph.setLabel(name, of: node) }
    if label != name, otherNames[node]?.contains(name) != true { otherNames[node, default: []].append(name) }
  }

  private func removeName(_ name: String, from node: NodeID) {
    otherNames[node]?.removeAll { $0 == name }
    if graph.label(of: node) == name {
      let next = otherNames[node]?.isEmpty == false ? otherNames[node]?.removeFirst() : nil
      graph.setLabel(next, of: node)
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

  /// Forgets a variable and a function of that name; the nodes stay, since others may use them.
  package func delete(_ name: Statement.Name) throws(SessionError) {
    let variable = environment.removeVariable(name.text)
    let function = environment.removeFunction(name.text)
    if let node = variable?.operand.node { removeName(name.text, from: node) }
    if variable == nil, function == nil {
      let known = Array(environment.variableNames) + environment.functionNames
      throw SessionError(
        reason: .notDefined(name.text, nearest: Suggestion.nearest(to: name.text, among: known)),
        range: name.range)
    }
  }
}

// MARK: Going back

extension Session {
  /// A session at one moment: its names, the graph's size and the values of the inputs.
  package struct Snapshot {
    fileprivate let environment: Environment
    fileprivate let last: Operand?
    fileprivate let otherNames: [NodeID: [String]]
    fileprivate let graph: Graph.Checkpoint
    fileprivate let labels: [NodeID: String]
    fileprivate let inputs: [(id: NodeID, value: Double)]
  }

  /// The session as it is now. O(number of nodes).
  package var snapshot: Snapshot {
    Snapshot(
      environment: environment, last: last, otherNames: otherNames, graph: graph.checkpoint,
      labels: graph.allLabels,
      inputs: graph.inputValues)
  }

  /// Puts everything back as it was at an earlier moment. O(number of nodes).
  package func restore(_ snapshot: Snapshot) {
    environment = snapshot.environment
    last = snapshot.last
    otherNames = snapshot.otherNames
    graph.rollBack(to: snapshot.graph)
    graph.allLabels = snapshot.labels
    for (id, value) in snapshot.inputs { graph.setInput(id, to: value) }
  }
}
