package import AutoDiff
import Formulas

extension Session {
  /// Something that a statement changed, as it was before; or, once it is taken back, as it was after.
  ///
  /// Nodes are never changed, only added, so that what can be taken back is little: the numbers of inputs, and names.
  package enum Change: Sendable {
    /// The value of an input.
    case value(NodeID, NodeValue)

    /// What a variable stood for, with its place; nil where there was none of that name.
    case variable(String, Placed<Environment.Binding>?)

    /// The user's function of that name, with its place.
    case function(String, Placed<Function>?)

    /// When a name was taken away that means something without being told; nil where it never was.
    case removal(Name, Int?)

    /// The name under which a node is shown.
    case label(NodeID, String?)

    /// The place of a further name among those of a node; nil where it was none of them.
    case alias(NodeID, String, place: Int?)

    /// The last result, and the last formula.
    case last(LastResult)
  }

  /// Whether something was changed since the changes were last taken.
  package var hasChanges: Bool { !changes.isEmpty }

  /// Hands over what was changed, in order, and begins anew.
  package func takeChanges(_ body: (Change) -> Void) {
    changes.forEach(body)
    dropChanges()
  }

  /// Puts back everything as it was when the changes were last taken.
  package func takeBackChanges() {
    for change in changes.reversed() { _ = exchange(change) }
    dropChanges()
  }

  /// Forgets what was changed: it was taken back already.
  package func dropChanges() {
    changes.removeAll(keepingCapacity: changes.count < Self.firstMerge)
    nextMerge = Self.firstMerge
  }

  /// Notes what is about to change.
  @inline(__always)
  func note(_ change: @autoclosure () -> Change) {
    if changes.isEmpty { changes.append(.last(lastResult)) }
    if changes.count >= nextMerge { mergeChanges() }
    changes.append(change())
  }

  /// Puts back what a change holds, and gives back what was there instead: the change that undoes this one.
  package func exchange(_ change: Change) -> Change {
    if !callable.isEmpty { callable = [:] }
    switch change {
    case .value(let input, let value):
      defer { graph.setInput(input, to: value) }
      return .value(input, graph.cachedNodeValue(of: input))
    case .variable(let name, let binding):
      defer { environment.restoreVariable(name, binding) }
      return .variable(name, environment.placedVariable(name))
    case .function(let name, let function):
      defer { environment.restoreFunction(name, function) }
      return .function(name, environment.placedFunction(name))
    case .removal(let name, let time):
      defer { environment.setRemoval(of: name, to: time) }
      return .removal(name, environment.removal(of: name))
    case .label(let node, let label):
      defer { graph.setLabel(label, of: node) }
      return .label(node, graph.label(of: node))
    case .alias(let node, let name, let place):
      defer { restoreAlias(name, of: node, at: place) }
      return .alias(node, name, place: aliases[node]?.place(of: name))
    case .last(let result):
      defer { lastResult = result }
      return .last(lastResult)
    }
  }
}

extension Session {
  /// From how many changes on it is looked whether several are about one thing; a loop may make millions.
  static let firstMerge = 1 << 12

  /// Of several changes of one thing keeps the first, which tells how it was before all of them, if it is another now: the
  /// nodes that a loop gave a name to and took it from again have none, as before.
  private func mergeChanges() {
    var seen: Set<Change.Subject> = []
    changes.removeAll { !seen.insert($0.subject).inserted || isAsBefore($0) }
    nextMerge = 2 * max(changes.count, Self.firstMerge)
  }

  /// Whether what a change is about is again, or still, as it was before; false if that would take long to tell.
  private func isAsBefore(_ change: Change) -> Bool {
    switch change {
    case .value(let input, let value): graph.cachedNodeValue(of: input) == value
    case .label(let node, let label): graph.label(of: node) == label
    case .alias(let node, let name, let place): aliases[node]?.place(of: name) == place
    case .variable, .function, .removal, .last: false
    }
  }
}

extension Session.Change {
  /// What a change is about.
  fileprivate enum Subject: Hashable {
    case value(NodeID)
    case variable(String)
    case function(String)
    case removal(Name)
    case label(NodeID)
    case alias(NodeID, String)
    case last
  }

  fileprivate var subject: Subject {
    switch self {
    case .value(let input, _): .value(input)
    case .variable(let name, _): .variable(name)
    case .function(let name, _): .function(name)
    case .removal(let name, _): .removal(name)
    case .label(let node, _): .label(node)
    case .alias(let node, let name, _): .alias(node, name)
    case .last: .last
    }
  }

  /// A name that stands for something else once a change is put back.
  package enum Name: Hashable, Sendable {
    case variable(String)
    case function(String)
  }

  /// The name that stands for something else in a session in which the change was put back.
  package func name(in session: Session) -> Name? {
    switch self {
    case .value(let input, _): session.graph.label(of: input).map { .variable($0) }
    case .variable(let name, _): .variable(name)
    case .function(let name, _): .function(name)
    case .removal, .label, .alias, .last: nil
    }
  }

  /// Whether there was nothing of that name.
  package var isAbsence: Bool {
    switch self {
    case .variable(_, nil), .function(_, nil): true
    case .variable, .function, .value, .removal, .label, .alias, .last: false
    }
  }

  /// The nodes that must stay as long as the change can be taken back.
  package var nodes: [NodeID] {
    switch self {
    case .value(let input, _): [input]
    case .variable(_, let binding): binding?.value.operand.node.map { [$0] } ?? []
    case .function, .removal: []
    case .label(let node, _), .alias(let node, _, _): [node]
    case .last(let result): result.nodes
    }
  }
}

extension Session.Change {
  /// About how many bytes it takes to keep the change.
  package var byteCount: Int {
    let own = MemoryLayout<Self>.stride
    switch self {
    case .value(_, let value): return own + value.byteCount
    case .removal, .label(_, nil), .last: return own
    case .variable(let name, _), .alias(_, let name, _), .label(_, let name?): return own + name.utf8.count
    case .function(let name, let function):
      let nodeCount = function?.value.body.nodes.count ?? 0
      let text = function?.value.bodyText.utf8.count ?? 0
      return own + name.utf8.count + text + nodeCount * MemoryLayout<Formula.Node>.stride
    }
  }
}

extension Session {
  /// About how many bytes the graph, its names and what is remembered of statements and calls take. O(1).
  package var byteCount: Int {
    graph.byteCount + environment.entryCount * 64 + texts.byteCount
      + regions.byteCount
  }
}
