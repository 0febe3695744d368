import Testing

/// The line that is edited while its window changes its size.
@Suite(.serialized) struct ResizingTests {
  /// What clears the screen from the beginning of the prompt on.
  private static let clearance = "\u{1B}[K\u{1B}[C\u{1B}[J\r"

  @Test func theLineIsDrawnAnewFromWhereItBegins() throws {
    let terminal = try PseudoTerminal.session(columns: 40)
    let line = "1 + 2 + 3 + 4 + 5 + 6 + 7 + 8 + 9 + 10 + 11 + 12 + 13"
    terminal.type(line)
    terminal.expect("+ 13")
    _ = terminal.look(seconds: 0.2)
    // 57 columns take two rows of 40 and of 50, three of 20, and one of 100.
    for (columns, rows) in [(20, 3), (50, 2), (100, 1), (30, 2)] {
      terminal.resize(columns: columns)
      let up = rows > 1 ? "\r\u{1B}[\(rows - 1)A" : "\r"
      terminal.expect(up + Self.clearance + "ad> ")
      let drawn = terminal.look(seconds: 0.2)
      #expect(!drawn.contains("ad> "))
    }
    terminal.type("\r")
    terminal.expect("\u{1B}[?2004l91\r\n")
    terminal.expectPrompt()
    terminal.leave()
  }

  @Test func theTerminalIsToldWhereTheLineGoesOn() throws {
    let terminal = try PseudoTerminal.session(columns: 20)
    // The last column of the first row is blank: libedit alone would not print it.
    terminal.type("12345 + 7890123 + 5678")
    terminal.expect("5678")
    #expect(terminal.look(seconds: 0.3).hasSuffix("\r\u{1B}[1A\u{1B}[19C +\r\u{1B}[6C \r\u{1B}[6C"))
    // In the middle of the line nothing is printed behind the cursor.
    terminal.type("\u{1}")
    #expect(terminal.look(seconds: 0.3).hasSuffix("\r\u{1B}[19C +\r\u{1B}[1A\u{1B}[4C"))
    terminal.type("\r", expecting: "7908146")
    terminal.leave()
  }
}
