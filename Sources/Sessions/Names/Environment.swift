package import AutoDiff
package import Formulas

/// The names of a session: what each variable and each function stands for.
///
/// Variables and functions have separate namespaces. Names live here, not in the graph, whose nodes never change:
/// giving a name a new meaning moves the name.
package struct Environment: ~Copyable {
  /// What a variable stands for.
  package enum Binding: Sendable {
    /// A leaf that the name set up, and that assigning a number to the name changes in place.
    case input(NodeID)

    /// A node, or a number, that the name was given to.
    case definition(Operand)

    /// What the name comes to in a formula.
    package var operand: Operand {
      switch self {
      case .input(let id): .node(id)
      case .definition(let operand): operand
      }
    }

    /// Whether the name set up the leaf that it stands for.
    package var isInput: Bool {
      if case .input = self { true } else { false }
    }
  }

  private var bindings = NameTable<Binding>()
  private var definitions = NameTable<Function>()

  /// When names were last taken away that mean something without being told, and so mean that again.
  private var removals: [Session.Change.Name: Int] = [:]

  /// No names.
  init() {}

  /// The names that another holds now. O(n).
  init(copying other: borrowing Environment) {
    bindings = NameTable(copying: other.bindings)
    definitions = NameTable(copying: other.definitions)
    removals = other.removals
  }

  /// What a variable stands for, or nil.
  package func variable(_ name: String) -> Binding? { bindings[name] }

  /// The user's function of that name, or nil.
  package func function(_ name: String) -> Function? { definitions[name] }

  /// All variables in the order in which they were first given. O(n).
  package var variables: [(name: String, binding: Binding)] {
    bindings.elements.map { ($0.name, $0.value) }
  }

  /// All of the user's functions in the order in which they were first given. O(n).
  package var functions: [Function] { definitions.elements.map { $0.value } }

  /// The names of all variables, in order. O(n).
  package var variableNames: [String] { bindings.elements.map { $0.name } }

  /// The names of the user's functions, in order. O(n).
  package var functionNames: [String] { definitions.elements.map { $0.name } }

  /// The times since when variables stand for what they do. O(n).
  var definitionTimes: [Int] { bindings.elements.map { $0.since } }

  /// How many names there are, and places of names that are gone.
  var entryCount: Int { bindings.count + definitions.count }

  mutating func bind(_ name: String, to binding: Binding, since time: Int) {
    bindings.set(name, to: binding, since: time)
  }

  mutating func define(_ function: Function, since time: Int) {
    definitions.set(function.name, to: function, since: time)
  }

  /// When a name was taken away that means something without being told; nil if it never was.
  func removal(of name: Session.Change.Name) -> Int? { removals[name] }

  mutating func setRemoval(of name: Session.Change.Name, to time: Int?) { removals[name] = time }

  /// What a variable stands for, with its place among the variables.
  func placedVariable(_ name: String) -> Placed<Binding>? { bindings.placed(name) }

  /// The user's function of that name, with its place among the functions.
  func placedFunction(_ name: String) -> Placed<Function>? { definitions.placed(name) }

  /// Puts a variable back as it was, or, with nil, forgets it.
  mutating func restoreVariable(_ name: String, _ binding: Placed<Binding>?) {
    bindings.restore(name, binding)
  }

  /// Puts a function back as it was, or, with nil, forgets it.
  mutating func restoreFunction(_ name: String, _ function: Placed<Function>?) {
    definitions.restore(name, function)
  }
}

/// A function that the user defined. A call builds its body into the graph.
///
/// It is kept in many places, as in the notes of what was changed, and so is one reference.
package struct Function: Sendable {
  private let storage: Storage

  private final class Storage: Sendable {
    let name: String
    let parameters: [String]
    let body: Formula
    let bodyText: String
    let differentiates: Bool

    let isSaved: Bool

    init(
      name: String, parameters: [String], body: Formula, bodyText: String, differentiates: Bool, isSaved: Bool
    ) {
      (self.name, self.parameters, self.body) = (name, parameters, body)
      (self.bodyText, self.differentiates, self.isSaved) = (bodyText, differentiates, isSaved)
    }
  }

  /// A function; without `text`, its body is shown as it could be typed.
  package init(
    name: String, parameters: [String], body: Formula, text: String? = nil, isSaved: Bool = false
  ) {
    storage = Storage(
      name: name, parameters: parameters, body: body, bodyText: text ?? body.description,
      differentiates: body.nodes.contains {
        if case .call(let name, _) = $0.kind { body[name] == "diff" } else { false }
      }, isSaved: isSaved)
  }

  package var name: String { storage.name }
  package var parameters: [String] { storage.parameters }
  package var body: Formula { storage.body }

  /// The body as it was typed, or could have been.
  package var bodyText: String { storage.bodyText }

  /// Whether `diff` occurs in the body.
  var differentiates: Bool { storage.differentiates }

  /// Whether it comes from a saved session, so that its body may call what only derivatives are made of.
  var isSaved: Bool { storage.isSaved }

  /// `f(u, v)`
  package var heading: String { "\(name)(\(parameters.joined(separator: ", ")))" }

  /// `f(u, v) = u*v + sin(u)`, as it was typed.
  package var text: String { "\(heading) = \(bodyText)" }
}
