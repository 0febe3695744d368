import Testing

/// Blocks pasted at the prompt, as terminals mark them.
@Suite(.serialized) struct PastingTests {
  /// What a terminal sends when a text is pasted.
  private func paste(_ text: String) -> String { "\u{1B}[200~\(text)\u{1B}[201~" }

  @Test func aBlockArrivesWholeAndRunsWithEnter() throws {
    let terminal = try PseudoTerminal.session()
    terminal.type(paste("\tx = 2\r\n\ty = x*\t3\r\n"))
    terminal.expect("x = 2\r\n")
    terminal.expect("    y = x* 3")
    terminal.type("\r", expecting: "x = 2\r\ny = 6")
    terminal.type("\u{1B}[A\r", expecting: "y = 6")
    terminal.leave()
  }

  @Test func anUnfinishedBlockGoesOnBehindTheNextPrompt() throws {
    let terminal = try PseudoTerminal.session()
    terminal.type(paste("w = 1\nz = (1 +\n") + "\r")
    terminal.expectPrompt("  > ")
    terminal.type("41)\r", expecting: "z = 42")
    terminal.leave()
  }

  @Test func ofACopiedSessionOnlyWhatWasTypedRuns() throws {
    let terminal = try PseudoTerminal.session()
    terminal.type(
      paste("ad> x = 3\nx = 3\nad> z = (x +\n  > 1)\nz = 4\nad> ") + "\r", expecting: "x = 3\r\nz = 4")
    terminal.type(":history\r")
    terminal.expect("1  x = 3\r\n2  z = (x +\r\n   1)\r\n3  :history\r\n")
    terminal.expectPrompt()
    terminal.leave()
  }

  @Test func aBlockCanBeTakenBack() throws {
    let terminal = try PseudoTerminal.session()
    terminal.type(paste("x = 3\ny = (4 +\n"))
    terminal.expect("(4 +")
    terminal.type("\u{3}")
    terminal.expectPrompt()
    terminal.type("x\r")
    terminal.expect("'x' has no value yet")
    terminal.expectPrompt()
    terminal.leave()
  }
}
