import Foundation
import Testing

/// A shell at a terminal, from which the program is started as people start it.
struct Shell {
  /// The shell's terminal.
  let terminal: PseudoTerminal

  /// Starts the shell.
  init() throws {
    terminal = try #require(PseudoTerminal(["-i"], ["PS1": "$ "], program: "/bin/sh"))
    terminal.expect("$ ")
  }

  /// Starts the program.
  func start() {
    terminal.type("\(Program.executable.path) --color never --no-init -q\r")
    terminal.expectPrompt()
  }

  /// Sends a signal to the program, which has the terminal.
  func signalProgram(_ signal: Int32) { kill(-terminal.foregroundGroup, signal) }

  /// Whether the terminal takes lines and shows what is typed.
  var isTerminalAsItWas: Bool {
    terminal.type("stty -a\r")
    let shown = terminal.look(seconds: 0.5)
    return shown.contains(" icanon") && shown.contains(" echo ") && shown.contains(" icrnl")
  }
}
