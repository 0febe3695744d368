import Foundation
import Testing

/// Terminals that can only print one line after the other, or of which nobody knows what they can.
@Suite(.serialized) struct DumbTerminalTests {
  @Test(arguments: [
    "TERM=nosuch", "TERM=dumb", "TERM=", "-u TERM", "TERM=xterm TERMINFO=/nonexistent TERM=un/known",
  ])
  func nothingButTextGoesToIt(variables: String) throws {
    let script = "exec env \(variables) \"$0\" --no-init"
    let terminal = try #require(
      PseudoTerminal(["-c", script, Program.executable.path], program: "/bin/sh"))
    var shown = ""
    func type(_ keys: String, expecting text: String) {
      terminal.type(keys)
      let before = terminal.text(before: text)
      #expect(before != nil, "\(text) after \(shown.debugDescription)")
      shown += (before ?? "") + text
    }
    type("", expecting: "Ctrl-D to leave\r\nad> ")
    type("x = 3\r", expecting: "\r\nx = 3\r\nad> ")
    type("x*22\u{7F}\u{7F}4\u{1}1 + \r", expecting: "\r\n13\r\nad> ")
    type(":grad x^2\r", expecting: "∂(x^2)/∂x = 6\r\nad> ")
    type("y + 1\r", expecting: "'y' has no value yet\r\n    y + 1\r\n    ^\r\n")
    type("cos\t\t", expecting: "cospi(x)")
    type("\u{15}7\r", expecting: "\r\n7\r\nad> ")
    terminal.resize(columns: 40)
    type("\u{3}", expecting: "^C\r\nad> ")
    terminal.leave()
    shown += terminal.look(seconds: 0.1)
    #expect(!shown.contains("\u{1B}"), "\(shown.debugDescription)")
    #expect(!shown.contains("terminal"), "\(shown.debugDescription)")
  }
}
