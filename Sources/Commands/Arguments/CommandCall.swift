import Formulas

/// A command with its arguments, cut out of a text.
struct CommandCall {
  let command: any Command
  let arguments: CommandArguments

  /// Where its name stands.
  private let nameRange: SourceRange

  /// Whether a `;` ends it, so that it prints nothing.
  let isQuiet: Bool

  /// Whether a file is written, which can fail after everything else is done.
  var writesFile: Bool { arguments.options["-o"] != nil }

  /// Finds the command and where its arguments end, and lets the parser go on behind them.
  init(
    _ name: Statement.Name, _ range: SourceRange, in text: SourceText, _ parser: inout StatementParser,
    while goOn: @escaping () -> Bool
  ) throws {
    let rest = range.count <= 40 ? text.bytes[range.lowerBound..<range.upperBound] : []
    command = try CommandRegistry.command(named: name, before: String(decoding: rest, as: UTF8.self))
    nameRange = name.range
    let end =
      command.takesWholeLine
      ? nil : try StatementParser.separator(in: text.bytes, range: range, while: goOn)
    if let end { parser.resume(at: end + 1) }
    isQuiet = end != nil
    let extent = end.map { SourceRange(range.lowerBound, $0) } ?? range
    arguments = CommandArguments(of: command, text, extent, while: goOn)
  }
}

extension CommandCall {
  /// The command as it is kept: under its full name, and with the full names of the commands that it runs. Names may be
  /// shortened as long as no other begins so, and some day another one may.
  var inFull: String {
    let text = arguments.source.bytes
    // `word?`, where the command stands behind what it is asked about.
    if nameRange.upperBound > arguments.range.upperBound {
      return ":\(command.name) \(text.string(in: arguments.range))"
    }
    guard let statements = command.startOfStatements(in: arguments) else {
      let typed = text[nameRange.upperBound..<arguments.range.upperBound]
      return ":\(command.name)\(String(decoding: typed, as: UTF8.self))"
    }
    let typed = String(decoding: text[nameRange.upperBound..<statements], as: UTF8.self)
    return ":\(command.name)\(typed)\(arguments.statementsInFull(from: statements))"
  }
}

extension CommandArguments {
  /// The statements from some place on to the end of the line, with the full names of the commands that are among them.
  func statementsInFull(from start: Int) -> String {
    let text = source.bytes
    var (written, position) = ("", start)
    var parser = StatementParser(text)
    parser.resume(at: start)
    while let statement = try? parser.next() {
      guard case .command(let name, let range) = statement.kind else { continue }
      guard let call = try? CommandCall(name, range, in: source, &parser, while: { true }) else { break }
      if let inner = call.command.startOfStatements(in: call.arguments) { parser.resume(at: inner) }
      // `?` and a `?` behind a word ask for help, under no name.
      guard name.text != HelpCommand().name else { continue }
      written += String(decoding: text[position..<name.range.lowerBound], as: UTF8.self) + call.command.name
      position = name.range.upperBound
    }
    return written + String(decoding: text[position..<range.upperBound], as: UTF8.self)
  }
}
