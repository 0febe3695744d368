package import AutoDiff
package import Formulas

/// The names of a session: what each variable and each function stands for.
///
/// Variables and functions have separate namespaces. Names live here, not in the graph, whose nodes never change:
/// giving a name a new meaning moves the name.
package struct Environment {
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

  private var bindings: [String: (binding: Binding, order: Int)] = [:]
  private var definitions: [String: (function: Function, order: Int)] = [:]
  private var nextOrder = 0

  /// What a variable stands for, or nil.
  package func variable(_ name: String) -> Binding? { bindings[name]?.binding }

  /// The user's function of that name, or nil.
  package func function(_ name: String) -> Function? { definitions[name]?.function }

  /// All variables in the order in which they were first given. O(n log n).
  package var variables: [(name: String, binding: Binding)] {
    bindings.sorted { $0.value.order < $1.value.order }.map { ($0.key, $0.value.binding) }
  }

  /// All of the user's functions in the order in which they were first given. O(n log n).
  package var functions: [Function] {
    definitions.values.sorted { $0.order < $1.order }.map(\.function)
  }

  /// The names of all variables, in no order.
  package var variableNames: some Collection<String> { bindings.keys }

  /// The names of the user's functions, in no order.
  package var functionNames: some Collection<String> { definitions.keys }

  mutating func bind(_ name: String, to binding: Binding) {
    let order = bindings[name]?.order ?? takeOrder()
    bindings[name] = (binding, order)
  }

  mutating func define(_ function: Function) {
    let order = definitions[function.name]?.order ?? takeOrder()
    definitions[function.name] = (function, order)
  }

  mutating func removeVariable(_ name: String) -> Binding? { bindings.removeValue(forKey: name)?.binding }

  mutating func removeFunction(_ name: String) -> Function? {
    definitions.removeValue(forKey: name)?.function
  }

  private mutating func takeOrder() -> Int {
    nextOrder += 1
    return nextOrder
  }
}

/// A function that the user defined. A call builds its body into the graph.
package struct Function: Sendable {
  package let name: String
  package let parameters: [String]
  package let body: Formula

  /// Whether `diff` occurs in the body.
  let differentiates: Bool

  package init(name: String, parameters: [String], body: Formula) {
    self.name = name
    self.parameters = parameters
    self.body = body
    differentiates = body.nodes.contains {
      if case .call("diff", _) = $0.kind { true } else { false }
    }
  }

  /// `f(u, v) = u*v + sin(u)`, as it can be typed again.
  package var text: String { "\(name)(\(parameters.joined(separator: ", "))) = \(body)" }
}
