import Testing
import Platform

/// The program and its terminal when it is stopped, ended, or its window resized.
@Suite(.serialized) struct JobControlTests {
  @Test func whateverEndsTheProgramTheTerminalIsAsItWas() throws {
    for (signal, statement) in [
      (SIGTERM, ""), (SIGQUIT, ""), (SIGHUP, ""), (SIGTERM, ":repeat 1000000000000 n := n + 1\r"),
      (SIGQUIT, ":repeat 1000000000000 n := n + 1\r"),
    ] {
      let shell = try Shell()
      shell.start()
      shell.terminal.type("n = 0\r", expecting: "n = 0")
      shell.terminal.type(statement)
      if !statement.isEmpty { shell.terminal.expect("/s") }
      shell.signalProgram(signal)
      shell.terminal.expect("$ ")
      #expect(shell.isTerminalAsItWas, "\(signal)")
    }
  }

  /// Every signal by which a process ends unless it does something about it, SIGKILL aside.
  private static let endings: [Int32] = {
    let everywhere = [
      SIGHUP, SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGBUS, SIGSEGV, SIGSYS, SIGPIPE, SIGALRM, SIGTERM,
      SIGUSR1, SIGUSR2, SIGVTALRM, SIGPROF, SIGXCPU,
    ]
    #if canImport(Darwin)
      return everywhere
    #else
      // The last two are the first and the last of those for real time that are the programs'.
      return everywhere + [SIGIO, SIGPWR, 35, 64]
    #endif
  }()

  @Test(arguments: endings)
  func aSignalEndsTheProgramAsItDoesOthersAndLeavesTheTerminalInOrder(signal: Int32) throws {
    for statement in ["", ":repeat 1000000000000 n := n + 1\r"] {
      // Nobody is to report a crash, or to write the memory to a file.
      let silence = "ulimit -c 0; export SWIFT_BACKTRACE=enable=no"
      let terminal = try PseudoTerminal.afterCommands("stty -a; \(silence)")
      terminal.expect("icanon")
      let modes = terminal.modes
      terminal.expectPrompt()
      #expect(terminal.modes != modes)
      terminal.type("n = 0\r", expecting: "n = 0")
      terminal.type(statement + (statement.isEmpty ? "12" : ""))
      terminal.expect(statement.isEmpty ? "12" : "\u{1B}[?2004l")
      _ = terminal.look(seconds: 0.02)
      kill(terminal.process, signal)
      if statement.isEmpty { terminal.expect("\u{1B}[?2004l") }
      #expect(terminal.endingSignal() == signal)
      #expect(terminal.modes == modes, "\(signal) \(statement)")
    }
  }

  @Test func whatIsIgnoredOrHandledOtherwiseDoesNotEndTheProgram() throws {
    let terminal = try PseudoTerminal.afterCommands("trap '' USR1 TERM")
    terminal.expectPrompt()
    for signal in [SIGUSR1, SIGTERM, SIGXFSZ, SIGCHLD, SIGURG] {
      kill(terminal.process, signal)
      _ = terminal.look(seconds: 0.02)
      terminal.type("\(signal) + 100\r", expecting: "\(signal + 100)")
    }
    terminal.leave()
  }

  @Test func aProgramThatHasUsedUpItsTimeLeavesTheTerminalInOrder() throws {
    let terminal = try PseudoTerminal.afterCommands("stty -a; ulimit -c 0; ulimit -S -t 1")
    terminal.expect("icanon")
    let modes = terminal.modes
    terminal.expectPrompt()
    terminal.type("n = 0; :repeat 1000000000000 n := n + 1\r")
    #expect(terminal.endingSignal() == SIGXCPU)
    #expect(terminal.modes == modes)
  }

  @Test func controlZStopsTheProgramAndItComesBackAsItWas() throws {
    let shell = try Shell()
    let terminal = shell.terminal
    shell.start()
    terminal.type("n = 0\r", expecting: "n = 0")
    terminal.type("12")
    terminal.expect("12")
    terminal.type("\u{1A}")
    terminal.expect("$ ")
    #expect(shell.isTerminalAsItWas)
    terminal.type("fg\r")
    terminal.expect("ad> 12")
    terminal.type("3\r", expecting: "123")
    terminal.type(":repeat 1000000000000 n := n + 1\r")
    terminal.expect("/s")
    terminal.type("\u{1A}")
    terminal.expect("$ ")
    #expect(shell.isTerminalAsItWas)
    terminal.type("fg\r")
    terminal.expect("/s")
    terminal.type("\u{3}")
    terminal.expect("stopped after")
    terminal.expectPrompt()
    terminal.type("12\u{7F}4\r", expecting: "14")
    terminal.type("\u{4}")
    terminal.expect("$ ")
    #expect(shell.isTerminalAsItWas)
  }

  @Test func aWrappedLineSurvivesThatTheWindowIsResized() throws {
    let terminal = try PseudoTerminal.session()
    let sum = Array(repeating: "1", count: 60).joined(separator: " + ")
    terminal.type(sum)
    terminal.expect("1 + 1 + 1")
    for columns in [40, 13, 100, 7, 300, 1, 80] {
      terminal.resize(columns: columns)
      _ = terminal.look(seconds: 0.1)
      terminal.type("\u{1}2\u{5} + 1")
      _ = terminal.look(seconds: 0.1)
    }
    terminal.type("\r", expecting: "\(2_222_222 * 10 + 1 + 59 + 7)")
    // The window may be resized while a statement runs, too.
    terminal.type(":repeat 1000000000000 1;\r")
    terminal.expect("/s")
    terminal.resize(columns: 50)
    terminal.type("\u{3}")
    terminal.expectPrompt()
    terminal.type(sum + "\u{1}1")
    let shown = terminal.look(seconds: 0.3)
    #expect(shown.contains("\u{1B}[3A") || shown.contains("\u{1B}[4A"), "\(shown.debugDescription)")
    terminal.type("\r", expecting: "70")
    terminal.leave()
  }
}
