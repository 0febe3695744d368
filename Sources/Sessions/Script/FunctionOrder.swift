import AutoDiff
import Formulas

/// The order in which functions are written so that each can be defined when its turn comes.
///
/// A function looks up what it calls when it is called, so what it calls may have been defined after it, or anew with
/// other parameters. To keep its place among the names it is written twice then: first as 0, and again when everything
/// that it calls is there.
struct FunctionOrder {
  /// The functions as they are to be defined, one after another.
  private(set) var definitions: [Function] = []

  /// Which of the definitions are there for the place only.
  private(set) var placeholders: Set<Int> = []

  /// The functions that cannot be called any more, and so not be defined either, with the reason.
  private(set) var lost: [(function: Function, problem: SessionError)] = []

  /// The functions that are defined as they are.
  private var written: Set<String>
  private let session: Session

  /// Finds the order for the functions of a session, of which some are `defined` already, and are not among the definitions;
  /// of others, which are `held`, there is a placeholder already. The time is that of defining them all.
  init(of session: Session, defined: Set<String> = [], held: Set<String> = []) {
    self.session = session
    written = defined
    var waiting: [Function] = []
    for function in session.environment.functions where !defined.contains(function.name) {
      if let problem = session.problem(with: function) {
        lost.append((function, problem))
      } else if held.contains(function.name) {
        waiting.append(function)
      } else if calls(of: function).allSatisfy({ written.contains($0.name) }) {
        define(function)
      } else {
        placeholders.insert(definitions.count)
        definitions.append(function.placeholder)
        waiting.append(function)
      }
    }
    for function in waiting { defineWithCalls(function) }
  }

  private mutating func define(_ function: Function) {
    written.insert(function.name)
    definitions.append(function)
  }

  /// Defines a function after those that it calls. What can be called is not nested deeper than `Lowering.depthLimit`.
  private mutating func defineWithCalls(_ function: Function) {
    if written.contains(function.name) { return }
    for other in calls(of: function) { defineWithCalls(other) }
    define(function)
  }

  /// The user's functions that a function calls itself.
  private func calls(of function: Function) -> [Function] {
    function.callees.compactMap { session.environment.function($0) }
  }
}

extension Function {
  /// A function of its name and parameters that is 0, and keeps its place.
  var placeholder: Function {
    Function(name: name, parameters: parameters, body: Formula(nodes: [.init(.number(0))]))
  }
}
