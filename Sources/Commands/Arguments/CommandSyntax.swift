/// What a command takes: the forms in which it is typed, and its options.
package struct CommandSyntax: Sendable {
  /// The arguments of each form, the usual one first.
  let forms: [[CommandArgument]]

  /// The options in the order in which help lists them.
  let options: [CommandOption]

  /// Options of which one excludes the others.
  let exclusions: [OptionExclusion]

  /// Other ways to write the same, without the command's name.
  private let writings: [String]

  /// A command that takes these arguments.
  ///
  /// Where `options` are given, these are all that it has, in the order of help, those that the usage line does not tell
  /// among them.
  init(
    _ arguments: CommandArgument..., or others: [CommandArgument]? = nil, written writings: [String] = [],
    options: [CommandOption]? = nil, excluding exclusions: [OptionExclusion] = []
  ) {
    forms = [arguments] + (others.map { [$0] } ?? [])
    self.writings = writings
    self.options = options ?? arguments.flatMap(\.options)
    self.exclusions = exclusions
  }

  /// How the command is typed: `:grad [target] [: x y …] [--all]`.
  func usage(of name: String) -> String {
    let typed = forms.map { ([":\(name)"] + $0.map(\.usage)).joined(separator: " ") }
    return (typed + writings).joined(separator: "   or   ")
  }

  /// Whether nothing but options may follow the name.
  var isEmpty: Bool { forms.allSatisfy { $0.allSatisfy { !$0.options.isEmpty } } }

  /// Whether the command takes the rest of the line, `;` included.
  var takesWholeLine: Bool {
    forms[0].contains { argument in
      switch argument {
      case .statements, .line: true
      default: false
      }
    }
  }

  /// How many words stand before the statements that it runs; nil if it runs none.
  var wordsBeforeStatements: Int? {
    forms[0].filter { $0.options.isEmpty }.firstIndex { if case .statements = $0 { true } else { false } }
  }

  /// The words that separate clauses.
  var clauseWords: [String] {
    forms.joined().compactMap { if case .clause(let word, _) = $0 { word } else { nil } }
  }
}

extension CommandArgument {
  fileprivate var options: [CommandOption] {
    if case .options(let options, let other) = self { options + (other.map { [$0] } ?? []) } else { [] }
  }
}
