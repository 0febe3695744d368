import Formulas
import Sessions

/// Something worth a line besides what a statement or command came to: data, with words beside it.
package struct Remark: Sendable {
  /// What kind of remark it is, in kebab case: stable, for programs.
  package let code: String

  /// The remark in words.
  package let text: String

  /// What the words tell, for programs.
  let members: [(String, JSON)]

  /// Whether it tells of a kink, a jump or the like, where the derivatives are not of the ordinary kind.
  var isKink = false

  init(_ code: String, _ text: String, _ members: [(String, JSON)] = []) {
    (self.code, self.text, self.members) = (code, text, members)
  }

  /// The code and the data, without the words.
  var details: JSON { .object([("code", .string(code))] + members) }
}

extension Remark {
  /// What a statement did besides what it was asked for.
  init(_ notice: Notice) {
    switch notice {
    case .stillUsesEarlier(let users, let name, let earlier):
      self.init(
        "name-moved", notice.text,
        [
          ("name", .string(name)), ("earlier", .string(earlier)),
          ("users", .array(users.map { .string($0) })),
        ])
    case .inputBecameDefinition(let name, let earlier):
      self.init(
        "input-became-definition", notice.text, [("name", .string(name)), ("earlier", .string(earlier))])
    case .written(let remark):
      self.init(remark.code, notice.text, remark.members)
    case .hidesBuiltIn(let function):
      self.init("hides-built-in", notice.text, [("function", .string(function))])
    }
  }

  /// What was forgotten of the history that ':undo' goes back in.
  init(_ loss: UndoHistory.Loss, _ settings: Settings) {
    let left =
      switch loss {
      case .olderSteps(let left): left
      case .everything: 0
      }
    self.init("undo-forgotten", loss.words(settings), [("left", .integer(left))])
  }
}

extension Statement.Remark {
  fileprivate var code: String {
    switch self {
    case .arrow: "comparison-with-negative"
    case .plusMinus: "sum-not-uncertainty"
    case .digitsInParentheses: "product-not-uncertainty"
    }
  }

  fileprivate var members: [(String, JSON)] {
    switch self {
    case .arrow(let name, let value): [("name", .string(name)), ("value", .string(value))]
    case .plusMinus(let text): [("text", .string(text))]
    case .digitsInParentheses(let text, let number, let factor):
      [("text", .string(text)), ("number", .string(number)), ("factor", .string(factor))]
    }
  }
}
