/// What stands after a command's name, as far as completing it goes.
package enum ArgumentKind: Sendable, Equatable {
  /// Nothing.
  case nothing

  /// A formula; names of inputs after a colon.
  case formula

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

  /// What a usage line such as `:load FILE` tells.
  init(usage: String) {
    let words = usage.split(separator: " ").dropFirst().prefix { $0 != "or" }
      .filter { !$0.hasPrefix("[--") && !$0.hasPrefix("--") }
    if words.isEmpty {
      self = .nothing
    } else if let position = words.firstIndex(where: { $0.hasPrefix("statement") }) {
      self = .statement(after: position)
    } else if words.first.map({ $0.contains("FILE") }) == true {
      self = .file
    } else {
      self = .formula
    }
  }
}
