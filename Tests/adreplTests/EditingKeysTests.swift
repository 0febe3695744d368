import Foundation
import Testing

/// What keys do to a line, by what the line comes to.
@Suite(.serialized) struct EditingKeysTests {
  @Test func keysMoveAndDeleteAsTheyDoEverywhere() throws {
    let terminal = try PseudoTerminal.session()
    let cases = [
      ("1\u{1B}[D2\u{1B}[C3", "213"), ("1\u{1B}OD2\u{1B}OC3", "213"), ("1\u{2}2\u{6}3", "213"),
      ("2\u{1}1\u{5}3", "123"), ("2\u{1B}[H1\u{1B}[F3", "123"), ("2\u{1B}OH1\u{1B}OF3", "123"),
      ("2\u{1B}[1~1\u{1B}[4~3", "123"), ("2\u{1B}[7~1\u{1B}[8~3", "123"),
      ("2\u{1B}[1;5H1\u{1B}[1;5F3", "123"),
      ("12\u{7F}3", "13"), ("12\u{8}3", "13"), ("123\u{1B}[D\u{1B}[D\u{1B}[3~", "13"),
      ("123\u{2}\u{2}\u{4}", "13"), ("1+9\u{17}2", "3"), ("99\u{15}7", "7"),
      ("1299\u{2}\u{2}\u{B}3", "123"), ("12\u{1}\u{B}3\u{19}", "312"), ("21\u{2}\u{14}", "12"),
    ]
    for (keys, result) in cases { terminal.type(keys + "\r", expecting: "\(result)") }
    terminal.leave()
  }

  @Test func controlAndAltArrowsMoveByWords() throws {
    let terminal = try PseudoTerminal.session()
    for (left, right) in [
      ("[1;5D", "[1;5C"), ("[1;3D", "[1;3C"), ("[1;9D", "[1;9C"), ("[5D", "[5C"), ("Od", "Oc"),
      ("\u{1B}[D", "\u{1B}[C"), ("\u{1B}OD", "\u{1B}OC"), ("b", "f"),
    ] {
      terminal.type("10 + 20\u{1B}\(left)\u{1B}\(left)3\u{1B}\(right)4\r", expecting: "3124")
    }
    terminal.type("10 + 20 + 5\u{1}\u{1B}[3;5~7\r", expecting: "32")
    terminal.type("10 + 20 + 5\u{1}\u{1B}[3;3~7\r", expecting: "32")
    terminal.leave()
  }

  @Test func unboundKeysDoNothing() throws {
    let terminal = try PseudoTerminal.session()
    for keys in ["\u{1B}[15~", "\u{1B}[5~", "\u{1B}[2~", "\u{1B}OP", "\u{1B}[[A", "\u{1B}[I", "\u{1B}[1;2R"] {
      terminal.type("1\(keys)2\r", expecting: "12")
    }
    terminal.leave()
  }

  @Test func namesMayBeOfAnyScriptAndBytesThatAreNoTextAreReported() throws {
    let terminal = try PseudoTerminal.session()
    terminal.type("変数 = 2\r", expecting: "変数 = 2")
    terminal.type("変x\u{7F}数*é\u{7F}3\r", expecting: "6")
    terminal.type(Array("2 + ".utf8) + [0xFF, 0x0D])
    terminal.expect("error: ")
    terminal.expect("\u{FFFD}")
    terminal.expectPrompt()
    terminal.type("1😀\u{7F}2\r", expecting: "12")
    terminal.leave()
  }

  @Test func upAndDownWalkThroughWhatBeginsSo() throws {
    let terminal = try PseudoTerminal.session()
    terminal.type("x = 1\r", expecting: "x = 1")
    terminal.type("10\r", expecting: "10")
    terminal.type("x = (2 +\r")
    terminal.expectPrompt("  > ")
    terminal.type("2)\r", expecting: "x = 4")
    terminal.type("20\r", expecting: "20")
    terminal.type("1\u{1B}[A\r", expecting: "10")
    terminal.type("x\u{1B}[A")
    terminal.expect("= (2 +\r\n    2)")
    terminal.type("\u{7F}+1)\r", expecting: "x = 5")
    terminal.type("x\u{1B}OA\u{10}\u{1B}[A\u{1B}[B\u{E}\u{10}\u{10}3\r", expecting: "x = 13")
    terminal.leave()
  }

  @Test func controlRFindsWhatContainsTheText() throws {
    let terminal = try PseudoTerminal.session()
    terminal.type("10 + 1\r", expecting: "11")
    terminal.type("20\r", expecting: "20")
    terminal.type("\u{12}+ 1")
    terminal.expect("10 + 1")
    terminal.type("\u{5}00\r", expecting: "110")
    terminal.type("\u{12}20\r", expecting: "20")
    terminal.type("\u{12}0 +\u{3}")
    terminal.expect("^C\r\n")
    terminal.expectPrompt()
    terminal.type("1\r", expecting: "1")
    terminal.leave()
  }

  @Test func theSettingsOfThePersonAreRead() throws {
    let folder = try TestFolder()
    try folder.write("bind \"^Xa\" ed-move-to-beg\nbind \"^G\" ed-move-to-end\n", to: ".editrc")
    let terminal = try PseudoTerminal.session(["HOME": folder.url.path])
    terminal.type("2\u{18}a1\u{7}3\r", expecting: "123")
    terminal.type("2\u{1}1\u{1B}[F3\r", expecting: "123")
    terminal.leave()
  }

  @Test func aKeyMayTypeWholeLines() throws {
    let folder = try TestFolder()
    try folder.write("bind -s ^G \"n := n + 1^M10 + n^M\"\n", to: ".editrc")
    let terminal = try PseudoTerminal.session(["HOME": folder.url.path])
    terminal.type("n = 1\r", expecting: "n = 1")
    terminal.type("\u{7}")
    terminal.expect("n = 2\r\n")
    terminal.expect("\r\n\u{1B}[?2004l12\r\n")
    terminal.expectPrompt()
    // Ctrl-C is a signal while a statement runs.
    terminal.type(":repeat 1000000000000 n := n + 1\r")
    terminal.expect("/s")
    terminal.type("\u{3}")
    terminal.expect("stopped after")
    terminal.expectPrompt()
    terminal.leave()
  }

  @Test func whoWantsNoEditingSeesWhatIsTyped() throws {
    let folder = try TestFolder()
    try folder.write("edit off\n", to: ".editrc")
    let terminal = try #require(
      PseudoTerminal(["--color", "never", "--no-init", "-q"], ["HOME": folder.url.path]))
    terminal.expect("ad> ")
    terminal.type("1 + 29\u{7F}0\r")
    terminal.expect("1 + 29\u{8} \u{8}0\r\n21\r\nad> ")
    terminal.type("12\u{3}")
    terminal.expect("^C\r\nad> ")
    terminal.type("7\r")
    terminal.expect("7\r\n7\r\nad> ")
    terminal.leave()
  }

  @Test func viIsSpokenToo() throws {
    let folder = try TestFolder()
    try folder.write("adrepl:bind -v\n", to: ".editrc")
    let terminal = try PseudoTerminal.session(["HOME": folder.url.path])
    terminal.type("34\u{1B}0i12\r", expecting: "1234")
    terminal.type("10 + 20\u{1B}0dwxi\r", expecting: "20")
    terminal.type("23\u{1B}[H1\u{1B}[F4\r", expecting: "1234")
    terminal.type("12\u{1B}x\r", expecting: "1")
    terminal.type("12\u{1B}[A\u{1B}[A\r", expecting: "1234")
    terminal.type("\u{1B}[200~5\n6\u{1B}[201~\r")
    terminal.expect("5\r\n6\r\n")
    terminal.expectPrompt()
    terminal.leave()
  }

  @Test func aTerminalThatCanDoNothingGetsNothingButText() throws {
    let terminal = try #require(
      PseudoTerminal(["--color", "never", "--no-init", "-q"], ["TERM": "dumb"]))
    terminal.expect("ad> ")
    terminal.type("1 + 2")
    terminal.expect("2")
    terminal.type("\u{7F}3\r")
    let shown = terminal.look(seconds: 1)
    #expect(shown.contains("\r\n4\r\nad> "), "\(shown.debugDescription)")
    #expect(!shown.contains("\u{1B}"))
    terminal.type("\u{4}")
    #expect(terminal.exitStatus() == 0)
  }
}
