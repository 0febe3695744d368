import Memory
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
  var writesFile: Bool { arguments.has(.output) }

  /// Finds the command and where its arguments end, and lets the parser go on behind them.
  init(
    _ name: Statement.Name, _ range: SourceRange, in text: SourceText, _ parser: inout StatementParser,
    _ cancellation: Cancellation
  ) throws {
    let rest = range.count <= 40 ? text.bytes[range.lowerBound..<range.upperBound] : []
    command = try CommandRegistry.command(named: name, before: String(decoding: rest, as: UTF8.self))
    nameRange = name.range
    let end =
      command.syntax.takesWholeLine
      ? nil : try StatementParser.separator(in: text.bytes, range: range, cancellation)
    if let end { parser.resume(at: end + 1) }
    isQuiet = end != nil
    let extent = end.map { SourceRange(range.lowerBound, $0) } ?? range
    arguments = try CommandArguments(of: command, text, extent, cancellation)
  }
}

extension CommandCall {
  /// The command as it is kept: under its full name, and with the full names of the commands that it runs. Names may be
  /// shortened as long as no other begins so, and some day another one may.
  func inFull() throws(Interruption) -> String {
    let text = arguments.source.bytes
    // `word?`, where the command stands behind what it is asked about.
    if nameRange.upperBound > arguments.range.upperBound {
      return ":\(command.name) \(text.string(in: arguments.range))"
    }
    guard let statements = try arguments.startOfStatements else {
      let typed = text[nameRange.upperBound..<arguments.range.upperBound]
      return ":\(command.name)\(String(decoding: typed, as: UTF8.self))"
    }
    let typed = String(decoding: text[nameRange.upperBound..<statements], as: UTF8.self)
    return ":\(command.name)\(typed)\(try arguments.statementsInFull(from: statements))"
  }
}

extension CommandArguments {
  /// The statements from some place on to the end of the line, with the full names of the commands that are among them.
  func statementsInFull(from start: Int) throws(Interruption) -> String {
    let text = bytes
    var (written, position) = ("", start)
    var parser = StatementParser(text)
    parser.resume(at: start)
    while let statement = try? parser.next() {
      guard case .command(let name, let range) = statement.kind else { continue }
      guard let call = try? CommandCall(name, range, in: source, &parser, .never) else { break }
      if let inner = try call.arguments.startOfStatements { parser.resume(at: inner) }
      // `?` and a `?` behind a word ask for help, under no name.
      guard name.text != HelpCommand().name else { continue }
      written += String(decoding: text[position..<name.range.lowerBound], as: UTF8.self) + call.command.name
      position = name.range.upperBound
    }
    return written + String(decoding: text[position..<range.upperBound], as: UTF8.self)
  }
}
