package import Formulas

/// Something that a statement did besides what it was asked for, worth a line.
package enum Notice: Sendable, Equatable {
  /// Definitions that keep using the node that a name stood for before.
  case stillUsesEarlier(users: [String], name: String, earlier: String)

  /// A name that was an input stands for a formula over the old input now.
  case inputBecameDefinition(name: String, earlier: String)

  /// A statement that is written like something else elsewhere.
  case written(Statement.Remark)

  /// A user's function stands before a built-in one.
  case hidesBuiltIn(function: String)

  /// The notice in words.
  package var text: String {
    switch self {
    case .stillUsesEarlier(let users, let name, let earlier):
      "\(users.joined(separator: ", ")) still \(users.count == 1 ? "uses" : "use") the earlier \(name), \(earlier)"
    case .inputBecameDefinition(let name, let earlier):
      "\(name) is a definition now; the input that it was goes on as \(earlier). To change its value, write \(name) := …"
    case .written(let remark): Self.text(of: remark)
    case .hidesBuiltIn(let function):
      "\(function) now means this function; ':delete \(function)' brings back the built-in one"
    }
  }

  private static func text(of remark: Statement.Remark) -> String {
    switch remark {
    case .arrow(let name, let value):
      "this compares \(name) with -\(value); to give it the value, write \(name) = \(value)"
    case .plusMinus(let text):
      "\(text) is a sum, not a value with its uncertainty"
    case .digitsInParentheses(let text, let number, let factor):
      "\(text) is the product \(number)*\(factor), not a value with its uncertainty"
    }
  }
}
