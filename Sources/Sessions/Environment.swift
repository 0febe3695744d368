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

  /// No names.
  init() {}

  /// The names that another holds now. O(n).
  init(copying other: borrowing Environment) {
    bindings = NameTable(copying: other.bindings)
    definitions = NameTable(copying: other.definitions)
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

  /// How many names there are, and places of names that are gone.
  var entryCount: Int { bindings.count + definitions.count }

  mutating func bind(_ name: String, to binding: Binding) { bindings[name] = binding }

  mutating func define(_ function: Function) { definitions[function.name] = function }

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
package struct Function: Sendable {
  package let name: String
  package let parameters: [String]
  package let body: Formula

  /// Whether `diff` occurs in the body.
  let differentiates: Bool

  /// Whether it comes from a saved session, so that its body may call what only derivatives are made of.
  let isSaved: Bool

  package init(name: String, parameters: [String], body: Formula, isSaved: Bool = false) {
    self.isSaved = isSaved
    self.name = name
    self.parameters = parameters
    self.body = body
    differentiates = body.nodes.contains {
      if case .call(let name, _) = $0.kind { body[name] == "diff" } else { false }
    }
  }

  /// `f(u, v)`
  package var heading: String { "\(name)(\(parameters.joined(separator: ", ")))" }

  /// `f(u, v) = u*v + sin(u)`, as it can be typed again.
  package var text: String { "\(heading) = \(body)" }
}
