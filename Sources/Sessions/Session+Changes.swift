package import AutoDiff

extension Session {
  /// Something that a statement changed, as it was before; or, once it is taken back, as it was after.
  ///
  /// Nodes are never changed, only added, so that what can be taken back is little: the numbers of inputs, and names.
  package enum Change: Sendable {
    /// The value of an input.
    case value(NodeID, Double)

    /// What a variable stood for; nil where there was none of that name.
    case variable(String, Environment.Binding?)

    /// The user's function of that name.
    case function(String, Function?)

    /// The name under which a node is shown, and its other names.
    case labels(NodeID, label: String?, others: [String])

    /// All names, in their order.
    case names([(name: String, binding: Environment.Binding)], [Function])

    /// The last result.
    case last(Operand?)
  }

  /// Whether something was changed since the changes were last taken.
  package var hasChanges: Bool { !changes.isEmpty }

  /// Hands over what was changed, in order, and begins anew; false if it was too much to be kept.
  package func takeChanges(_ body: (Change) -> Void) -> Bool {
    let isWhole = changes.count < Self.changeLimit
    if isWhole { changes.forEach(body) }
    dropChanges()
    return isWhole
  }

  /// Puts back everything as it was when the changes were last taken.
  package func takeBackChanges() {
    for change in changes.reversed() { _ = exchange(change) }
    dropChanges()
  }

  /// A moment to which a statement can be taken back.
  package struct Moment {
    fileprivate let checkpoint: Graph.Checkpoint
    fileprivate let last: Operand?
  }

  /// The present moment. O(1).
  package var moment: Moment { Moment(checkpoint: graph.checkpoint, last: last) }

  /// Puts everything back as it was at an earlier moment at which there were no changes to take. What was built since is
  /// gone, and nobody else may speak of it.
  package func takeBack(to moment: Moment) {
    takeBackChanges()
    last = moment.last
    graph.rollBack(to: moment.checkpoint)
  }

  /// Forgets what was changed: it was taken back already.
  package func dropChanges() {
    changes.removeAll(keepingCapacity: changes.count < Self.firstMerge)
    nextMerge = Self.firstMerge
  }

  /// Notes what is about to change.
  @inline(__always)
  func note(_ change: @autoclosure () -> Change) {
    if changes.isEmpty { changes.append(.last(last)) }
    if changes.count >= nextMerge { mergeChanges() }
    if changes.count < Self.changeLimit { changes.append(change()) }
  }

  /// Notes the names of a node, which are about to change.
  func noteLabels(of node: NodeID) {
    note(.labels(node, label: graph.label(of: node), others: otherNames[node] ?? []))
  }

  /// Puts back what a change holds, and gives back what was there instead: the change that undoes this one.
  package func exchange(_ change: Change) -> Change {
    switch change {
    case .value(let input, let value):
      defer { graph.setInput(input, to: value) }
      return .value(input, graph.cachedValue(of: input))
    case .variable(let name, let binding):
      let old = environment.variable(name)
      if let binding { environment.bind(name, to: binding) } else { _ = environment.removeVariable(name) }
      return .variable(name, old)
    case .function(let name, let function):
      let old = environment.function(name)
      if let function { environment.define(function) } else { _ = environment.removeFunction(name) }
      return .function(name, old)
    case .labels(let node, let label, let others):
      let old = Change.labels(node, label: graph.label(of: node), others: otherNames[node] ?? [])
      graph.setLabel(label, of: node)
      otherNames[node] = others.isEmpty ? nil : others
      return old
    case .names(let variables, let functions):
      defer { environment = Environment(variables: variables, functions: functions) }
      return .names(environment.variables, environment.functions)
    case .last(let operand):
      defer { last = operand }
      return .last(last)
    }
  }
}

extension Session {
  /// From how many changes on it is looked whether several are about one thing; a loop may make millions.
  static let firstMerge = 1 << 12

  /// How many changes one statement or command may make and still be taken back.
  static let changeLimit = 1 << 20

  /// Of several changes of one thing keeps the first, which tells how it was before all of them.
  private func mergeChanges() {
    var seen: Set<Change.Subject> = []
    changes.removeAll { !seen.insert($0.subject).inserted }
    nextMerge = 2 * max(changes.count, Self.firstMerge)
  }
}

extension Session.Change {
  /// What a change is about.
  fileprivate enum Subject: Hashable {
    case value(NodeID)
    case variable(String)
    case function(String)
    case labels(NodeID)
    case names
    case last
  }

  fileprivate var subject: Subject {
    switch self {
    case .value(let input, _): .value(input)
    case .variable(let name, _): .variable(name)
    case .function(let name, _): .function(name)
    case .labels(let node, _, _): .labels(node)
    case .names: .names
    case .last: .last
    }
  }

  /// A name that stands for something else once a change is put back.
  package enum Name: Hashable, Sendable {
    case variable(String)
    case function(String)
  }

  /// The names that stand for something else in a session in which the change was put back, in the place of another.
  package func names(insteadOf other: Session.Change, in session: Session) -> [Name] {
    switch self {
    case .value(let input, _): return session.graph.label(of: input).map { [.variable($0)] } ?? []
    case .variable(let name, _): return [.variable(name)]
    case .function(let name, _): return [.function(name)]
    case .names(let variables, let functions):
      guard case .names(let oldVariables, let oldFunctions) = other else { return [] }
      let names = Set(variables.map { Name.variable($0.name) } + functions.map { .function($0.name) })
      let old = Set(oldVariables.map { Name.variable($0.name) } + oldFunctions.map { .function($0.name) })
      let all = (variables + oldVariables).map { Name.variable($0.name) }
      return (all + (functions + oldFunctions).map { .function($0.name) })
        .filter { names.contains($0) != old.contains($0) }
    case .labels, .last: return []
    }
  }

  /// The nodes that must stay as long as the change can be taken back.
  package var nodes: [NodeID] {
    switch self {
    case .value(let input, _): [input]
    case .variable(_, let binding): binding?.operand.node.map { [$0] } ?? []
    case .function: []
    case .labels(let node, _, _): [node]
    case .names(let variables, _): variables.compactMap(\.binding.operand.node)
    case .last(let operand): operand?.node.map { [$0] } ?? []
    }
  }
}
