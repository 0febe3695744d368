import Commands
import Pictures
import Terminals

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The program: readers wired to the interpreter, and the interpreter to the console.
struct Program {
  private let invocation: Invocation
  private let console: Console

  init(_ invocation: Invocation) {
    self.invocation = invocation
    console = Console(json: invocation.json, color: invocation.color)
  }

  /// Runs files, then statements, then, where nothing was given or it was asked for, standard input. Returns the exit
  /// status.
  func run() -> Int32 {
    let (files, statements) = (invocation.files, invocation.statements)
    var interpreter = Interpreter(host: host)
    interpreter.stopsAtFailure = invocation.stopsAtFailure
    let isTerminal = console.capabilities.isInputTerminal
    let readsInput = invocation.staysInteractive || (files.isEmpty && statements.isEmpty)
    let isInteractive = readsInput && isTerminal
    if isInteractive, invocation.readsInit { runInitFile(&interpreter) }
    do {
      for file in files where !interpreter.isStopped {
        let reader = file == "-" ? standardInput : try StreamReader.open(path: file)
        try interpreter.run(linesOf: reader.name, reader.nextLine(appendingTo:))
      }
      for statement in statements where !interpreter.isStopped {
        try interpreter.run(linesOf: "-e", StreamReader(text: statement, name: "-e").nextLine(appendingTo:))
      }
      if readsInput, !interpreter.isStopped {
        if isInteractive {
          try converse(&interpreter)
        } else {
          try interpreter.run(linesOf: "<stdin>", standardInput.nextLine(appendingTo:))
        }
      }
    } catch {
      console.flush()
      Console.printError("adrepl: \(error)")
      return 2
    }
    console.flush()
    // In a conversation mistakes are part of it.
    let hasFailed = interpreter.failureCount > 0 && (!isInteractive || invocation.stopsAtFailure)
    return hasFailed || console.hasFailed ? 1 : 0
  }

  /// Standard input where it is no terminal: whoever reads the output has all results before more input is awaited.
  private var standardInput: StreamReader {
    let reader = StreamReader(descriptor: STDIN_FILENO, name: "<stdin>")
    reader.willWait = { [console] in console.flush() }
    return reader
  }

  /// The conversation at a terminal: prompt, line, result.
  private func converse(_ interpreter: inout Interpreter) throws {
    Interrupt.install()
    console.isConversation = true
    defer { console.isConversation = false }
    if !invocation.isQuiet, !invocation.json {
      console.write(
        "\("adrepl", .heading) \(Version.current)\("  formulas become a differentiable graph; :help for help, Ctrl-D to leave", .faint)\n"
      )
    }
    guard let reader = EditLineReader(usesColor: console.capabilities.usesColor) else {
      throw TerminalProblem()
    }
    reader.promptsToStrip = ["ad> ", "  > "]
    var feed = ScriptFeed(named: "<stdin>")
    var entry = ""
    while !interpreter.isStopped, !console.hasFailed {
      let prompt = feed.isUnfinished ? "  > " : "ad> "
      let read = try reader.readLine(prompt: prompt) {
        Completion(interpreter.completions(in: $0, cursor: $1, after: entry))
      }
      switch read {
      case .line(let line):
        entry += (entry.isEmpty ? "" : "\n") + line.text
        Interrupt.clear()
        feed.feed(line.bytes, number: line.number, to: &interpreter)
        if !feed.isUnfinished {
          if entry.contains(where: { !$0.isWhitespace }) { reader.remember(entry) }
          entry = ""
        }
      case .interrupted:
        feed.cancel()
        entry = ""
      case .endOfInput:
        if !feed.isUnfinished { return }
        feed.cancel()
        entry = ""
      }
    }
  }

  private func runInitFile(_ interpreter: inout Interpreter) {
    let directory = environment("XDG_CONFIG_HOME") ?? environment("HOME").map { $0 + "/.config" }
    guard let path = directory.map({ $0 + "/adrepl/init.ad" }), access(path, F_OK) == 0 else { return }
    do {
      try interpreter.run(linesOf: path, StreamReader.open(path: path).nextLine(appendingTo:))
    } catch {
      Console.printError("adrepl: \(error)")
    }
  }

  private func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The world as the interpreter sees it.
  private var host: Host {
    var host = Host { [console] in console.show($0, $1) }
    host.openFile = Files.lines
    host.writeFile = Files.write
    host.listFiles = Files.list
    host.isInterrupted = { Interrupt.isRequested }
    host.showProgress = { [console] in console.showProgress($0) }
    host.seconds = Clock.seconds
    host.flush = { [console] in console.flush() }
    return host
  }
}

/// The terminal cannot be prepared for editing.
private struct TerminalProblem: Error, CustomStringConvertible {
  var description: String { "this terminal cannot be used for editing lines; pipe the statements in instead" }
}
