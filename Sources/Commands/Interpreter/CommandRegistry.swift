import Formulas
import Sessions

/// All commands there are.
package enum CommandRegistry {
  /// The commands, in the order in which help lists them. A new one takes a line here.
  package static let commands: [any Command] = [
    GradCommand(), BackpropCommand(), ForwardCommand(), DiffCommand(), HessianCommand(),
    JacobianCommand(), TaylorCommand(), LimitCommand(), ExplainCommand(), CheckCommand(), EqualCommand(),
    WhyCommand(),
    FormCommand.simplify, FormCommand.expand, FormCommand.factor,
    GraphCommand(), PlotCommand(), TableCommand(), NodesCommand(), NodeCommand(), VarsCommand(),
    CacheCommand(),
    CostCommand(),
    CleanCommand(),
    FindCommand(), NeedsCommand(), FeedsCommand(), PathCommand(), CutsCommand(), WhatIfCommand(),
    DepthCommand(), SensitivityCommand(), RoundingCommand(), SharedCommand(), HotCommand(),
    RepeatCommand(), TimeCommand(), EchoCommand(), AssertCommand(),
    HistoryCommand(), UndoCommand(), RedoCommand(), EditCommand(), SetCommand(), DeleteCommand(),
    ResetCommand(), SaveCommand(), LoadCommand(), TranscriptCommand(), HelpCommand(), TutorialCommand(),
    QuitCommand(),
  ]

  /// The commands that a word after a colon may stand for: the one of that name, the one of which it is a short form, or
  /// all whose names begin so.
  ///
  /// Scripts and kept sessions of version 0.1 hold beginnings of names that were unique then. They keep their meaning
  /// for good; commands that came later get what is left.
  static func commands(named word: String) -> [any Command] {
    if let exact = commands.first(where: { $0.name == word || $0.shortNames.contains(word) }) {
      return [exact]
    }
    let matches = commands.filter { $0.name.hasPrefix(word) }
    let first = matches.filter { firstNames.contains($0.name) }
    return first.count == 1 ? first : matches
  }

  /// The names of the commands of version 0.1.
  private static let firstNames: Set<String> = [
    "assert", "backprop", "cache", "check", "clean", "cost", "delete", "diff", "echo", "edit", "explain",
    "forward", "grad",
    "graph", "help", "hessian", "history", "jacobian", "load", "node", "nodes", "quit", "redo", "repeat",
    "reset", "save",
    "set", "taylor", "time", "transcript", "tutorial", "undo", "vars", "why",
  ]

  /// The command of that name, or the only one whose name begins so.
  /// Hints repeat what stands behind it, `rest`.
  static func command(named name: Statement.Name, before rest: String = "") throws -> any Command {
    let matches = commands(named: name.text)
    if matches.count == 1 { return matches[0] }
    if matches.count > 1 {
      throw CommandError(.ambiguousCommand(name.text, matches.map(\.name)), at: name.range)
    }
    // What another tool calls so comes before what is spelled so.
    let hint = ForeignWord.hint(for: name.text, as: .command, rest: rest)
    // ':gradients' means ':grad'.
    let nearest =
      commands.map(\.name).filter { name.text.hasPrefix($0) && $0.count > 2 }.max { $0.count < $1.count }
      ?? Suggestion.nearest(to: name.text, among: commands.map(\.name))
    throw CommandError(.unknownCommand(name.text, hint: hint, nearest: nearest), at: name.range)
  }
}
