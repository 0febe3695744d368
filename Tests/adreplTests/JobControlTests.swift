import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

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
