import Foundation
import Testing
import Platform

/// The program at a terminal.
@Suite(.serialized) struct ConversationTests {
  @Test func aPersonIsGreetedPromptedAndAnswered() throws {
    let terminal = try #require(PseudoTerminal(["--color", "never", "--no-init"]))
    #expect(terminal.wait(for: "adrepl"))
    #expect(terminal.wait(for: "ad> "))
    terminal.type("α = 3\r")
    #expect(terminal.wait(for: "α = 3\r\n"))
    #expect(terminal.wait(for: "ad> "))
    terminal.type("z = α*(α +\r")
    #expect(terminal.wait(for: "  > "))
    terminal.type("1)\r")
    #expect(terminal.wait(for: "z = 12"))
    #expect(terminal.wait(for: "ad> "))
    terminal.type("2*(α + 1\r")
    #expect(terminal.wait(for: "  > "))
    terminal.type(":echo {α}\r")
    #expect(terminal.wait(for: "error: '(' was never closed"))
    #expect(terminal.wait(for: "3\r\n"))
    #expect(terminal.wait(for: "ad> "))
    terminal.type("2*foo\r")
    #expect(terminal.wait(for: "error: 'foo' has no value yet"))
    #expect(terminal.wait(for: "ad> "))
    terminal.type("\u{4}")
    #expect(terminal.exitStatus() == 0)
  }

  @Test func controlCDropsTheLineAndKeepsTheSession() throws {
    let terminal = try #require(PseudoTerminal(["--color", "never", "--no-init", "-q"]))
    #expect(terminal.wait(for: "ad> "))
    terminal.type("x = 3\r")
    #expect(terminal.wait(for: "x = 3\r\n"))
    #expect(terminal.wait(for: "ad> "))
    terminal.type("y = 99999")
    #expect(terminal.wait(for: "99999"))
    terminal.type("\u{3}")
    #expect(terminal.wait(for: "ad> "))
    terminal.type("x*x\r")
    #expect(terminal.wait(for: "9\r\n"))
    #expect(terminal.wait(for: "ad> "))
    terminal.type("(1 +\r")
    #expect(terminal.wait(for: "  > "))
    terminal.type("\u{4}")
    #expect(terminal.wait(for: "ad> "))
    terminal.type(":quit\r")
    #expect(terminal.exitStatus() == 0)
  }

  @Test func controlCStopsALongRunBetweenTwoRounds() throws {
    let terminal = try #require(PseudoTerminal(["--color", "never", "--no-init", "-q"]))
    #expect(terminal.wait(for: "ad> "))
    terminal.type("x = 0\r")
    #expect(terminal.wait(for: "x = 0\r\n"))
    #expect(terminal.wait(for: "ad> "))
    terminal.type(":repeat 1000000000000 x := x + 1\r")
    // The progress line comes after half a second.
    #expect(terminal.wait(for: "1,000,000,000,000"))
    #expect(terminal.wait(for: "/s"))
    terminal.type("\u{3}")
    #expect(terminal.wait(for: "stopped after"))
    #expect(terminal.wait(for: "ad> "))
    terminal.type("x > 100\r")
    #expect(terminal.wait(for: "1\r\n"))
    #expect(terminal.wait(for: "ad> "))
    terminal.type("\u{4}")
    #expect(terminal.exitStatus() == 0)
  }

  @Test func controlCDropsAllOfAnUnfinishedStatementAndControlDToo() throws {
    let terminal = try PseudoTerminal.session()
    for key in ["\u{3}", "\u{4}", "9\u{3}"] {
      terminal.type("x = (1 +\r")
      terminal.expectPrompt("  > ")
      terminal.type("2 +\r")
      terminal.expectPrompt("  > ")
      terminal.type(key)
      terminal.expectPrompt()
      terminal.type("3\r", expecting: "3")
    }
    terminal.type("x\r")
    terminal.expect("'x' has no value yet")
    terminal.expectPrompt()
    terminal.type("\u{4}")
    let shown = terminal.look(seconds: 0.5)
    #expect(shown.hasSuffix("\r\n") && !shown.contains("ad> "), "\(shown.debugDescription)")
    #expect(terminal.exitStatus() == 0)
  }

  /// What was typed stands above its message; a line of a file does not, and its place is told.
  @Test func aMistakeInAFileIsToldWithItsPlace() throws {
    let folder = try TestFolder()
    try folder.write("x = 1\ny = 2*foo\n", to: "mistake.ad")
    let path = folder.path("mistake.ad")
    let terminal = try PseudoTerminal.session(columns: 200)
    terminal.type(":load \(path)\r")
    terminal.expect("\(path):2:7: error: 'foo' has no value yet")
    terminal.expectPrompt()
    terminal.type("2*foo\r")
    let answer = try #require(terminal.textBeforePrompt())
    #expect(answer.contains("error: 'foo' has no value yet") && !answer.contains("<stdin>"))
  }

  @Test func controlCInAComputationLeavesEverythingAsItWas() throws {
    let terminal = try PseudoTerminal.session()
    terminal.type("x = 0.5; f(u) = sin(u + cos(u)); z = x;\r")
    terminal.expectPrompt()
    terminal.type(":repeat 3000 z = f(z);\r")
    terminal.expectPrompt()
    terminal.type(":cost z\r")
    terminal.expect("\u{1B}[?2004l")
    let before = try #require(terminal.textBeforePrompt())
    // Each derivative has a few times as many nodes as the one before: this takes hours.
    terminal.type("w = diff(diff(diff(diff(diff(diff(diff(z, x), x), x), x), x), x), x)\r")
    terminal.expect("\u{1B}[?2004l")
    _ = terminal.look(seconds: 0.5)
    terminal.type("\u{3}\u{3}")
    terminal.expect("interrupted; nothing has changed")
    terminal.expectPrompt()
    terminal.type("\u{3}")
    terminal.expect("^C\r\n")
    terminal.expectPrompt()
    terminal.type("w\r")
    terminal.expect("'w' has no value yet")
    terminal.expectPrompt()
    terminal.type(":cost z\r")
    terminal.expect("\u{1B}[?2004l")
    #expect(terminal.textBeforePrompt() == before)
    terminal.leave()
  }

  /// On a terminal a long computation shows how far it is, in a line that is gone when it ends; elsewhere it does not.
  @Test func progressIsShownOnATerminalAndErased() throws {
    let terminal = try PseudoTerminal.session()
    terminal.type("x = 1; :repeat 100_000_000_000 x := x + 1\r")
    terminal.expect(" of 100,000,000,000")
    terminal.expect(" left")
    terminal.type("\u{3}")
    let rest = try #require(terminal.textBeforePrompt())
    let end = try #require(rest.range(of: "\r\u{1B}[K", options: .backwards))
    #expect(rest[end.upperBound...].contains("after ") && !rest[end.upperBound...].contains(" left"))
    terminal.leave()
    let run = try Program.run([
      "--no-init", "-e", "x = 1; :set max-seconds 1.2; :repeat 100_000_000_000 x := x + 1",
    ])
    #expect(run.status == 1 && !run.errors.contains(" left") && !run.output.contains(" left"), "\(run)")
  }

  @Test func aTranscriptHasWhatIsTypedAndShown() throws {
    let folder = try TestFolder()
    let terminal = try PseudoTerminal.session()
    terminal.type(":transcript off\r")
    terminal.expect("error: no transcript is being kept")
    terminal.expectPrompt()
    if access("/dev/full", F_OK) == 0 {
      terminal.type(":transcript /dev/full\r")
      let shown = try #require(terminal.textBeforePrompt())
      #expect(shown.contains("error: cannot write to '/dev/full': ") && !shown.contains("kept from here on"))
    }
    let path = folder.path("t")
    terminal.type(":transcript \(path)\r", expecting: "kept from here on in \(path)")
    terminal.type("x = 3\r", expecting: "x = 3")
    terminal.type(":echo\r", expecting: "")
    terminal.type(":transcript off\r", expecting: "the transcript ends here")
    terminal.type("x = 4\r", expecting: "x = 4")
    terminal.leave()
    let lines = folder.text("t").split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.first?.hasPrefix("# a transcript of adrepl ") == true)
    #expect(
      lines.dropFirst() == [
        "kept from here on in \(path)", "ad> x = 3", "x = 3", "ad> :echo", "", "ad> :transcript off", "",
      ])
  }

  @Test func whatIsTypedRawIsVisibleInATranscript() throws {
    let folder = try TestFolder()
    let terminal = try PseudoTerminal.session()
    terminal.type(":transcript \(folder.path("t"))\r", expecting: "kept from here on in \(folder.path("t"))")
    terminal.typeRaw([":echo a", "\u{1B}", "[31mb", "\u{9B}", "\u{7F}", "\u{202E}", "\t", "c\r"])
    terminal.expect("a\\u{1B}[31mb")
    terminal.expectPrompt()
    terminal.typeRaw(["(1 + # ", "\u{7}", "\r"])
    terminal.expectPrompt("  > ")
    terminal.typeRaw(["2) # ", "\u{8}", "\r"])
    terminal.expect("3\r\n")
    terminal.expectPrompt()
    terminal.leave()
    #expect(
      folder.text("t").split(separator: "\n").dropFirst(2) == [
        "ad> :echo a\\u{1B}[31mb\\u{9B}\\u{7F}\\u{202E}\\tc", "a\\u{1B}[31mb\\u{9B}\\u{7F}\\u{202E}\\tc",
        "ad> (1 + # \\u{7}", "  > 2) # \\u{8}", "3",
      ])
  }

  @Test func keysTypedWhileAStatementRunsWaitForTheNextPrompt() throws {
    let terminal = try PseudoTerminal.session()
    terminal.type("n = 0\r", expecting: "n = 0")
    terminal.type(":repeat 400000 n := n + 1\r")
    terminal.expect("/s")
    // Among them are keys that a terminal takes for itself unless it is told not to.
    terminal.type("1+9\u{7F}2\r99\u{17}4\r9\u{1B}[D1\r")
    let shown = try #require(terminal.text(before: "400,000 rounds"))
    #expect(!shown.contains("1+9"))
    for result in ["3", "4", "19"] { terminal.expect("\u{1B}[?2004l\(result)\r\n") }
    terminal.expectPrompt()
    // Ctrl-C drops them.
    terminal.type(":repeat 1000000000000 n := n + 1\r")
    terminal.expect("/s")
    terminal.type("1+1\r\u{3}")
    terminal.expect("stopped after")
    terminal.expectPrompt()
    terminal.type("7\r", expecting: "7")
    terminal.type(":repeat 300000 n := n + 1\r6*7\r\u{4}")
    terminal.expect("42\r\n")
    #expect(terminal.exitStatus() == 0)
  }
}
