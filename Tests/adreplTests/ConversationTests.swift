import Testing

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
    terminal.type("2*foo\r")
    #expect(terminal.wait(for: "error: unknown name 'foo'"))
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
}
