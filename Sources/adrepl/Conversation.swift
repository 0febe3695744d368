import Commands
import Formulas
import Pictures
import Terminals

/// The conversation at a terminal: prompt, line, result.
struct Conversation {
  private let console: Console
  private let greets: Bool

  /// What stands before a statement, and before its further lines, which begin in the same column.
  private static let prompts = SessionPrompts(first: Prompt.first, further: Prompt.further)

  /// What the text that is typed is called.
  static let sourceName = "<stdin>"

  /// A conversation that shows its results on a console.
  init(_ console: Console, greets: Bool) {
    self.console = console
    self.greets = greets
  }

  /// Talks until the person leaves, or the output cannot be written.
  func run(_ interpreter: inout Interpreter) throws {
    console.isConversation = true
    defer { console.isConversation = false }
    if greets { greet() }
    guard
      let reader = EditLineReader(
        usesColor: console.capabilities.usesColor, startsPrograms: console.startsPrograms)
    else {
      throw TerminalProblem()
    }
    reader.prompts = Self.prompts
    if let path = HistoryFile.standardPath(EnvironmentVariable.value) {
      reader.keepHistory(in: HistoryFile(path: path))
    }
    interpreter.host.history = { reader.historyEntries }
    defer { interpreter.host.history = { nil } }

    var feed = ScriptFeed(named: Self.sourceName)
    var entry: [String] = []
    while !interpreter.isStopped, !console.hasFailed {
      let read = try reader.readLine(prompt: feed.isUnfinished ? Self.prompts.further : Self.prompts.first) {
        Completion(interpreter.completions(in: $0, cursor: $1, after: entry.joined(separator: "\n")))
      }
      switch read {
      case .line(let line):
        entry.append(line.text)
        Interrupt.clear()
        feed.feed(line.bytes, number: line.number, to: &interpreter) { lineCount in
          // A statement is remembered before it runs: it may be the one that never ends.
          let lines = entry.prefix(lineCount)
          entry.removeFirst(lines.count)
          remember(lines.joined(separator: "\n"), reader)
          console.addToTranscript(
            Self.prompts.first
              + lines.map { escapingControlCharacters($0) }.joined(separator: "\n\(Self.prompts.further)"))
        }
        if feed.isUnfinished { continue }
      case .endOfInput where !feed.isUnfinished: return
      case .interrupted, .endOfInput: feed.cancel()
      }
      entry = []
    }
  }

  private func greet() {
    console.write(
      "\("adrepl", .heading) \(Version.current)\("   :tutorial to learn, :help for help, Ctrl-D to leave", .faint)\n"
    )
  }

  private func remember(_ entry: String, _ reader: EditLineReader) {
    guard entry.contains(where: { !$0.isWhitespace }) else { return }
    do {
      try reader.remember(entry)
    } catch {
      Console.printError("adrepl: \(error)")
    }
  }
}

/// The terminal cannot be prepared for editing.
private struct TerminalProblem: Error, CustomStringConvertible {
  var description: String { "this terminal cannot be used for editing lines; pipe the statements in instead" }
}
