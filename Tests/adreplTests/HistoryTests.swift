import Foundation
import Testing

/// The history of sessions at a terminal.
@Suite(.serialized) struct HistoryTests {
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  /// The environment of a session that keeps its history in the folder.
  private var variables: [String: String] { ["ADREPL_HISTORY": folder.path("history")] }

  @Test func aStatementIsKeptBeforeItRuns() throws {
    let terminal = try PseudoTerminal.session(variables)
    terminal.type("n = 0\r", expecting: "n = 0")
    terminal.type("(1 +\r")
    terminal.expectPrompt("  > ")
    #expect(folder.text("history") == "n = 0\n")
    terminal.type("\\alpha\r")
    terminal.expectPrompt("  > ")
    terminal.type("\u{3}")
    terminal.expectPrompt()
    terminal.type(":repeat 1000000000000 n := n + 1\r")
    terminal.expect("/s")
    kill(terminal.process, SIGKILL)
    #expect(terminal.exitStatus() == -SIGKILL)
    #expect(folder.text("history") == "n = 0\n:repeat 1000000000000 n := n + 1\n")
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.path("history"))
    #expect(attributes[.posixPermissions] as? Int == 0o600)

    let next = try PseudoTerminal.session(variables)
    next.type("n\u{1B}[A\r", expecting: "n = 0")
    next.type("\u{12}0000\u{5}\u{15}5\r", expecting: "5")
    next.leave()
  }

  @Test func whatIsTypedRawIsVisibleInTheHistory() throws {
    let terminal = try PseudoTerminal.session(variables)
    terminal.typeRaw(["12 # a", "\u{1B}", "[31m", "\u{9B}", "\u{7F}", "\t", "\\\r"])
    terminal.expect("\u{1B}[?2004l12\r\n")
    terminal.expectPrompt()
    #expect(folder.text("history") == "12 # a\\\\u{1B}[31m\\\\u{9B}\\\\u{7F} \\\\\n")
    // What comes back is the same, in this session and in the next.
    let next = try PseudoTerminal.session(variables)
    for session in [terminal, next] {
      session.type("\u{1B}[A")
      session.expect("12 # a\\u{1B}[31m\\u{9B}\\u{7F} \\")
      session.type("\u{3}")
      session.expect("^C\r\n")
      session.expectPrompt()
      session.leave()
    }
  }

  @Test func statementsOfSeveralLinesAreOneEntryAndComeBack() throws {
    let terminal = try PseudoTerminal.session(variables)
    terminal.type("x = (1 +\r")
    terminal.expectPrompt("  > ")
    terminal.type("2)\r", expecting: "x = 3")
    terminal.type(" 7\r", expecting: "7")
    terminal.type("x\r", expecting: "3")
    terminal.type("x\r", expecting: "3")
    terminal.leave()
    #expect(folder.text("history") == "x = (1 +\\n2)\nx\n")
    let next = try PseudoTerminal.session(variables)
    next.type("\u{1B}[A\u{1B}[A")
    next.expect("(1 +\r\n    2)")
    next.type("\r", expecting: "x = 3")
    next.leave()
  }

  @Test func aCommandThatEndsAFormulaIsAnEntryOfItsOwn() throws {
    let terminal = try PseudoTerminal.session(variables)
    terminal.type("y = (1 +\r")
    terminal.expectPrompt("  > ")
    terminal.type("2\r")
    terminal.expectPrompt("  > ")
    terminal.type(":echo hello\r")
    terminal.expectPrompt()
    terminal.leave()
    #expect(folder.text("history") == "y = (1 +\\n2\n:echo hello\n")
  }

  @Test func sessionsAtTheSameTimeShareWhatIsEntered() throws {
    let (one, two) = (try PseudoTerminal.session(variables), try PseudoTerminal.session(variables))
    one.type("11\r", expecting: "11")
    two.type("22\r", expecting: "22")
    one.type("\u{1B}[A\r", expecting: "22")
    one.type("33\r", expecting: "33")
    // The prompt was there before the other session's statement; Up looks again.
    two.type("\u{1B}[A\r", expecting: "33")
    for number in 100..<120 {
      one.type("\(number)\r")
      two.type("\(number + 100)\r")
    }
    one.expect("119\r\n")
    two.expect("219\r\n")
    one.expectPrompt()
    two.expectPrompt()
    one.leave()
    two.leave()
    let lines = folder.text("history").split(separator: "\n").map(String.init)
    #expect(lines.prefix(3) == ["11", "22", "33"])
    #expect(lines.filter { $0.hasPrefix("1") && $0.count == 3 } == (100..<120).map(String.init))
    #expect(lines.filter { $0.hasPrefix("2") && $0.count == 3 } == (200..<220).map(String.init))
  }

  @Test func theHistoryIsListedAndSearched() throws {
    try folder.write("x = 1\nsin(x)\nz = (x +\\nSin(1))\n", to: "history")
    let terminal = try PseudoTerminal.session(variables)
    terminal.type(":history SIN\r")
    terminal.expect("2  sin(x)\r\n3  z = (x +\r\n   Sin(1))\r\n4  :history SIN\r\n")
    terminal.expectPrompt()
    terminal.leave()
  }

  @Test(arguments: ["/dev/full", "/dev/null/history"])
  func aHistoryThatCannotBeKeptIsSaidToBeSoOnce(path: String) throws {
    guard access("/dev/full", F_OK) == 0 else { return }
    let terminal = try PseudoTerminal.session(["ADREPL_HISTORY": path], columns: 200)
    terminal.type("11\r")
    terminal.expect("adrepl: cannot write to '\(path)': ")
    terminal.expect("; what is typed is kept for this session only\r\n11\r\n")
    terminal.expectPrompt()
    terminal.type("22\r", expecting: "22")
    terminal.type("\u{1B}[A\u{1B}[A\r", expecting: "11")
    terminal.leave()
  }

  @Test func theUsualPlaceIsBelowTheFolderForStates() throws {
    // `env -u`, since every terminal of the tests says that no history is kept.
    for (variable, place) in [("XDG_STATE_HOME", "adrepl"), ("HOME", ".local/state/adrepl")] {
      let home = folder.path(variable)
      let terminal = try #require(
        PseudoTerminal(
          ["-u", "ADREPL_HISTORY", Program.executable.path, "-q", "--no-init", "--color", "never"],
          [variable: home], program: "/usr/bin/env"))
      terminal.expectPrompt()
      terminal.type("11\r", expecting: "11")
      terminal.leave()
      #expect(folder.text("\(variable)/\(place)/history") == "11\n")
    }
  }

  @Test func whereNoHistoryIsKeptNoFolderIsMade() throws {
    let state = folder.path("state")
    let terminal = try #require(
      PseudoTerminal(["-q", "--no-init"], ["XDG_STATE_HOME": state, "ADREPL_HISTORY": ""]))
    terminal.expect("ad")
    terminal.type("11\r")
    terminal.expect("11")
    terminal.type("\u{4}")
    #expect(terminal.exitStatus() == 0)
    #expect(!FileManager.default.fileExists(atPath: state))
    let script = try Program.run(["-e", "12"], input: Data())
    #expect(script.status == 0)
    #expect(!FileManager.default.fileExists(atPath: state))
  }
}
