import Testing

/// Windows of sizes that no screen has.
@Suite(.serialized) struct WindowSizeTests {
  /// As many kilobytes more than in an ordinary window are nothing.
  private static let nothing = 24 * 1024

  @Test(arguments: [(65535, 65535), (65535, 24), (80, 65535), (2001, 1001)])
  func aTerminalThatClaimsAHugeSizeCostsNothing(columns: Int, rows: Int) throws {
    let ordinary = try PseudoTerminal.session()
    let huge = try PseudoTerminal.session(columns: columns, rows: rows)
    let resized = try PseudoTerminal.session()
    resized.type("12")
    resized.expect("12")
    resized.resize(columns: columns, rows: rows)
    resized.expect("ad> 12")
    resized.type("\r", expecting: "12")
    for terminal in [ordinary, huge, resized] {
      terminal.type("x = 2; z = sin(x)*x;\r")
      terminal.expectPrompt()
      terminal.type(":vars; :nodes\r")
      terminal.expect("sin(x)")
      terminal.expectPrompt()
      terminal.type("si\t\t")
      terminal.expect("sinh")
      terminal.expect("ad> si")
      #expect(terminal.peakMemory <= ordinary.peakMemory + Self.nothing)
      terminal.type("\u{15}7\r", expecting: "7")
    }
    // The claim is the terminal's own.
    #expect(huge.windowSize == [UInt16(columns), UInt16(rows)])
    #expect(resized.windowSize == [UInt16(columns), UInt16(rows)])
    for terminal in [ordinary, huge, resized] { terminal.leave() }
  }

  @Test(arguments: [(0, 0), (1, 1), (1, 24), (10, 1), (80, 0), (0, 24)])
  func aTerminalWithNextToNoRoomCanBeUsed(columns: Int, rows: Int) throws {
    let terminal = try PseudoTerminal.session(
      ["PAGER": "cat", "COLUMNS": "\(Int.max)"], columns: columns, rows: rows)
    terminal.type("x = 2; z = sin(x)*x;\r")
    terminal.expectPrompt()
    terminal.type(":grad; :vars; :help sin; :graph z; w\r")
    terminal.expect("w")
    terminal.expectPrompt()
    terminal.type("si\t\t")
    _ = terminal.look(seconds: 0.2)
    terminal.type("n(0) + 12345\u{1B}[D\u{7F}6\u{1}1 + \r")
    terminal.expect("12366\r\n")
    terminal.expectPrompt()
    terminal.leave()
  }

  @Test func aLineMayTakeMoreRowsThanTheWindowHas() throws {
    let terminal = try PseudoTerminal.session(columns: 40, rows: 5)
    let sum = Array(repeating: "1", count: 600).joined(separator: " + ")
    for _ in 0..<2 {
      terminal.type(sum + "\u{1}2 + \u{5}1\u{1B}[D\u{7F}\r")
      terminal.expect("\u{1B}[?2004l602\r\n")
      terminal.expectPrompt()
    }
    terminal.type("\u{1B}[A")
    _ = terminal.look(seconds: 0.2)
    terminal.type("\u{1}3 + \r", expecting: "605")
    terminal.leave()
  }
}
