/// What stands after a command's name, as far as completing it goes.
package enum ArgumentKind: Sendable, Equatable {
  /// Nothing.
  case nothing

  /// A formula; names of inputs after a colon.
  case formula

  /// A formula over what is known of a node.
  case condition

  /// Names of inputs, and then a formula.
  case inputs

  /// Names of anything that the session defined.
  case names

  /// The name of a file.
  case file

  /// A statement, after a number of words.
  case statement(after: Int)

  /// A setting, and then its value.
  case setting

  /// A topic of help.
  case topic

  /// One of some words, or a formula.
  case words([String])
}

extension CommandSyntax {
  /// What stands after the command's name, as far as completing it goes.
  package var argumentKind: ArgumentKind {
    if let count = wordsBeforeStatements { return .statement(after: count) }
    let arguments = forms[0].filter { if case .options = $0 { false } else { true } }
    switch arguments.first {
    case nil, .count, .text: return .nothing
    case .file: return .file
    case .condition: return .condition
    case .seeds: return .inputs
    case .name, .names: return .names
    case .topic: return .topic
    case .setting: return .setting
    default: break
    }
    let words = forms.joined().compactMap { if case .word(_, let words) = $0 { words } else { nil } }
    return words.first.map { .words($0) } ?? .formula
  }
}
