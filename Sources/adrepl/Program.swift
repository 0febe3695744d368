import Commands
import Memory
import Pictures
import Terminals
import Platform

/// The program: readers wired to the interpreter, and the interpreter to the console.
struct Program {
  private let invocation: Invocation
  private let console: Console
  private let knownFiles = KnownFiles()

  init(_ invocation: Invocation) {
    self.invocation = invocation
    console = Console(json: invocation.json, color: invocation.color, startsPrograms: !invocation.isSafe)
  }

  /// Runs files, then statements, then, where nothing was given or it was asked for, standard input. Returns the exit
  /// status.
  func run() -> Int32 {
    OutputFile.reportTooLargeFiles()
    MemoryRoom.prepare()
    if MemoryRoom.isTooSmall {
      Console.printError("adrepl: too little memory: the limits (ulimit -v, ulimit -d) leave next to nothing")
      return 2
    }
    let (files, statements) = (invocation.files, invocation.statements)
    var interpreter = Interpreter(host: host)
    interpreter.stopsAtFailure = invocation.stopsAtFailure
    let isTerminal = console.capabilities.isInputTerminal
    let readsInput = invocation.staysInteractive || (files.isEmpty && statements.isEmpty)
    let isInteractive = readsInput && isTerminal
    var isWhole = true
    do {
      let kept = try invocation.sessionName.map { name throws(KeptSessionProblem) in
        try KeptSession(named: name)
      }
      // What the init file does belongs to a session that is begun, and is kept with it.
      let goesOn = kept.map { !$0.isNew } ?? false
      if let kept { isWhole = try resume(kept, &interpreter, isInteractive && !invocation.isQuiet) }
      if isInteractive, invocation.readsInit, !goesOn { runInitFile(&interpreter) }
      for file in files where !interpreter.isStopped {
        if kept?.isJournal(file) == true {
          throw KeptSessionProblem(message: KeptSession.problem(with: file).message)
        }
        knownFiles.note(file)
        let reader = file == "-" ? standardInput : try StreamReader.open(path: file)
        try interpreter.run(
          linesOf: reader.name, in: file == "-" ? .working : ScriptFolder(of: file),
          reader.nextLine(appendingTo:))
      }
      for statement in statements where !interpreter.isStopped {
        try interpreter.run(linesOf: "-e", StreamReader(text: statement, name: "-e").nextLine(appendingTo:))
      }
      if readsInput, !interpreter.isStopped {
        if isInteractive {
          try Conversation(console, greets: !invocation.isQuiet && !invocation.json).run(&interpreter)
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
    return hasFailed || !isWhole || console.hasFailed ? 1 : 0
  }

  /// Standard input where it is no terminal: whoever reads the output has all results before more input is awaited.
  private var standardInput: StreamReader {
    let reader = StreamReader(descriptor: STDIN_FILENO, name: "<stdin>")
    reader.willWait = { [console] in console.flush() }
    return reader
  }

  /// Brings a kept session back, and tells of it where somebody listens; false if it could not all be brought back.
  private func resume(_ kept: KeptSession, _ interpreter: inout Interpreter, _ tells: Bool) throws -> Bool {
    console.isSilent = true
    let report = try kept.resume(&interpreter)
    console.isSilent = false
    if let remark = report.remark { Console.printError("adrepl: \(remark)") }
    if tells, !invocation.json {
      let count = NumberFormat.count(report.statementCount, "statement")
      let text = report.statementCount == 0 ? "begins" : "goes on after \(count)"
      console.write("\("session \(report.name) \(text)", .faint)\n")
    }
    return report.lostCount == 0
  }

  private func runInitFile(_ interpreter: inout Interpreter) {
    let directory =
      EnvironmentVariable.nonempty("XDG_CONFIG_HOME")
      ?? EnvironmentVariable.nonempty("HOME").map { $0 + "/.config" }
    guard let path = directory.map({ $0 + "/adrepl/init.ad" }), access(path, F_OK) == 0 else { return }
    knownFiles.note(path)
    do {
      try interpreter.run(
        linesOf: path, in: ScriptFolder(of: path),
        StreamReader.open(path: path, isOrdinary: true).nextLine(appendingTo:))
    } catch {
      Console.printError("adrepl: \(error)")
    }
  }

  private func edit(_ text: String) -> Result<String, FileProblem> {
    guard console.isConversation else {
      return .failure(FileProblem(message: "an editor needs a terminal"))
    }
    console.flush()
    return Editor.edit(text)
  }

  /// The world as the interpreter sees it.
  private var host: Host {
    var host = Host(withoutFilesSince: "--safe keeps this session away from files and programs") {
      [console] in console.show($0, $1)
    }
    if !invocation.isSafe {
      host.openFile = { [knownFiles] path in
        knownFiles.note(path)
        return Files.lines(of: path)
      }
      host.writeFile = { [console, knownFiles] path, text in
        console.flush()
        let problem = Files.write(path, text)
        if problem == nil { knownFiles.note(path) }
        return problem
      }
      host.mayBeMissed = { [console, knownFiles] in console.isConversation && knownFiles.mayBeMissed($0) }
      host.listFiles = Files.list
      host.edit = edit
      host.keepTranscript = { [console] in console.keepTranscript($0.map(Files.expandingHome)) }
    }
    host.nestsResults = invocation.json
    host.isInterrupted = { Interrupt.isRequested }
    host.showProgress = { [console] in console.showProgress($0) }
    host.keepProgress = { [console] in console.keepProgress($0) }
    host.memoryShare = MemoryRoom.share
    host.seconds = Clock.seconds
    host.flush = { [console] in console.flush() }
    host.compose = { AbandonableWork.result(of: $0) }
    host.discard = { AbandonableWork.discard(&$0) }
    return host
  }
}
