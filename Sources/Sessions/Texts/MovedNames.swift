import AutoDiff
import Formulas

/// Finds the names in a text that mean something else now than when it was typed.
///
/// It knows when each name was last given its meaning, not what the text meant: a name that came to mean the same again by
/// a detour has moved. What it finds out about functions it remembers, for the session as it is now.
struct MovedNames {
  private let session: Session

  /// For functions when something that a call of them means was last changed.
  private var lastChanges: [String: Int] = [:]

  init(in session: Session) { self.session = session }

  /// The names in a formula, each once, that have moved since it was typed. O(its length), and once that of each function
  /// that is called from there.
  mutating func names(in formula: Formula, typedAt time: Int) -> [String] {
    var moved: [String] = []
    var seen: Set<String> = []
    let bound = formula.boundPlaces
    for (place, node) in formula.nodes.enumerated() {
      switch node.kind {
      case .name(let name):
        if bound.contains(place) { continue }
        let name = formula[name]
        if seen.insert(name).inserted, lastChange(ofVariable: name) >= time { moved.append(name) }
      case .node(let number):
        let isGone = number >= session.graph.count || session.graph.isGone(NodeID(number))
        if isGone, seen.insert("%\(number)").inserted { moved.append("%\(number)") }
      case .call(let name, _), .prime(let name, _):
        let name = formula[name]
        if seen.insert(name + "(").inserted, lastChange(ofFunction: name) >= time { moved.append(name) }
      case .number, .operation, .array, .subscript, .slice, .axis, .binding, .loop, .comprehension: break
      }
    }
    return moved
  }

  /// When a variable was given its meaning; 0 where it always had it, and the end of time where it has none, or is another
  /// after each statement.
  private func lastChange(ofVariable name: String) -> Int {
    if let binding = session.environment.placedVariable(name) { return binding.since }
    if BuiltIns.constant(name) != nil { return session.environment.removal(of: .variable(name)) ?? 0 }
    return .max
  }

  /// The same for what a call means: the function itself, and everything that its body speaks of.
  private mutating func lastChange(ofFunction name: String) -> Int {
    if let known = lastChanges[name] { return known }
    // From the called up to the callers; those that call themselves by a detour are called by nobody.
    var open: [(name: String, isDone: Bool)] = [(name, false)]
    while let (name, isDone) = open.popLast() {
      guard let placed = session.environment.placedFunction(name) else {
        lastChanges[name] = lastChangeOfBuiltIn(name)
        continue
      }
      if isDone {
        lastChanges[name] = max(placed.since, lastChange(in: placed.value))
      } else if lastChanges[name] == nil {
        lastChanges[name] = 0
        open.append((name, true))
        open += placed.value.callees.filter { lastChanges[$0] == nil }.map { ($0, false) }
      }
    }
    return lastChanges[name] ?? .max
  }

  private func lastChangeOfBuiltIn(_ name: String) -> Int {
    guard BuiltIns.isFunction(name) else { return .max }
    return session.environment.removal(of: .function(name)) ?? 0
  }

  /// When something that a body speaks of was last changed, what is known of the functions that it calls included.
  private func lastChange(in function: Function) -> Int {
    var last = 0
    let bound = function.body.boundPlaces
    for (place, node) in function.body.nodes.enumerated() {
      switch node.kind {
      case .name(let name):
        if bound.contains(place) { continue }
        let name = function.body[name]
        if !function.parameters.contains(name) { last = max(last, lastChange(ofVariable: name)) }
      case .node(let number):
        if number >= session.graph.count || session.graph.isGone(NodeID(number)) { last = .max }
      case .call(let name, _), .prime(let name, _): last = max(last, lastChanges[function.body[name]] ?? 0)
      case .number, .operation, .array, .subscript, .slice, .axis, .binding, .loop, .comprehension: break
      }
    }
    return last
  }
}

extension Function {
  /// The functions that its body calls, the built-in ones among them.
  var callees: [String] {
    body.nodes.compactMap { node in
      switch node.kind {
      case .call(let name, _), .prime(let name, _): body[name]
      case .number, .name, .node, .operation, .array, .subscript, .slice, .axis, .binding, .loop,
        .comprehension:
        nil
      }
    }
  }
}
