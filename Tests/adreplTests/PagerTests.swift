import Foundation
import Testing

/// Long results at a terminal, whose screen has 24 lines.
@Suite(.serialized) struct PagerTests {
  /// A terminal with a session of thirty inputs, which `:vars` lists in more lines than the screen has.
  private func terminal(pager: String, _ settings: [String] = []) throws -> PseudoTerminal {
    let terminal = try #require(
      PseudoTerminal(
        ["--color", "never", "--no-init", "-q", "-i", "-e", ";"], ["PAGER": pager]))
    #expect(terminal.wait(for: "ad> "))
    for setting in settings + [(0..<30).map { "input\($0) = \($0);" }.joined()] {
      terminal.type(setting + "\r")
      #expect(terminal.wait(for: "ad> "))
    }
    return terminal
  }

  /// A script in a file, for `sh` to be a pager with.
  private func script(_ text: String) throws -> String {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try Data("#!/bin/sh\n\(text)\n".utf8).write(to: file)
    return file.path
  }

  private func expectAlive(_ terminal: PseudoTerminal) {
    #expect(terminal.wait(for: "ad> "))
    terminal.type("2*3*7\r")
    #expect(terminal.wait(for: "42\r\n"))
    #expect(terminal.wait(for: "ad> "))
    terminal.type("\u{4}")
    #expect(terminal.exitStatus() == 0)
  }

  @Test func whatIsTallerThanTheScreenGoesThroughThePager() throws {
    let script = try script("echo paged \"$1\" \"$2\"; cat; echo end of pages")
    defer { try? FileManager.default.removeItem(atPath: script) }
    // The words of the variable are split at blanks, and no shell reads them.
    let terminal = try terminal(pager: "/bin/sh \(script) a;b  $HOME")
    terminal.type(":vars\r")
    #expect(terminal.wait(for: "paged a;b $HOME"))
    #expect(terminal.wait(for: "input29"))
    #expect(terminal.wait(for: "end of pages"))
    #expect(terminal.wait(for: "ad> "))
    terminal.type("input7\r")
    #expect(terminal.wait(for: "7\r\n"))
    #expect(!terminal.output.contains("paged"))
    expectAlive(terminal)
  }

  @Test func whoLeavesThePagerEarlyIsBackInTheSession() throws {
    let script = try script("head -n 2; exec 0<&-; echo left early")
    defer { try? FileManager.default.removeItem(atPath: script) }
    let terminal = try terminal(pager: "/bin/sh \(script)")
    terminal.type("z = " + (0..<30).map { "sin(input\($0))" }.joined(separator: "+") + ";\r")
    #expect(terminal.wait(for: "ad> "))
    terminal.type(":nodes --all\r")
    #expect(terminal.wait(for: "left early"))
    expectAlive(terminal)
  }

  @Test func controlCInThePagerDoesNotEndTheSession() throws {
    // Not as a child of the shell: dash, where it starts one with vfork, loses a Ctrl-C that comes just then.
    let script = try script("echo waiting; exec sleep 60")
    defer { try? FileManager.default.removeItem(atPath: script) }
    let terminal = try terminal(pager: "/bin/sh \(script)")
    terminal.type(":vars\r")
    #expect(terminal.wait(for: "waiting"))
    terminal.type("\u{3}")
    expectAlive(terminal)
  }

  @Test func aPagerThatSpoilsTheTerminalSpoilsItForItselfOnly() throws {
    let script = try script("stty raw -echo </dev/tty; cat >/dev/null; printf spoiled")
    defer { try? FileManager.default.removeItem(atPath: script) }
    let terminal = try terminal(pager: "/bin/sh \(script)")
    terminal.type(":vars\r")
    #expect(terminal.wait(for: "spoiled"))
    expectAlive(terminal)
  }

  @Test func withoutAPagerTheResultIsPrinted() throws {
    for (pager, setting) in [("/no/such/pager", ":set pager auto"), ("false", ":set pager off")] {
      let terminal = try terminal(pager: pager, [setting])
      terminal.type(":vars\r")
      #expect(terminal.wait(for: "input29"))
      expectAlive(terminal)
    }
  }

  @Test func resultsOfAScriptAreNotPaged() throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString + ".ad")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(":vars\n".utf8).write(to: file)
    let terminal = try terminal(pager: "false")
    terminal.type(":load \(file.path)\r")
    #expect(terminal.wait(for: "input29"))
    expectAlive(terminal)
  }
}
