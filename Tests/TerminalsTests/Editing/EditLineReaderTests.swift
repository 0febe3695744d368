import Testing

@testable import Terminals
import Platform

/// Each test has a process of its own, with a pseudo-terminal as its terminal.
@Suite("EditLineReader", .serialized)
struct EditLineReaderTests {
  @Test("Lines are read and numbered until Ctrl-D on an empty line")
  func lines() async {
    await #expect(processExitsWith: .success) {
      let results = try typed([.atPrompt("x = 3\r"), .atPrompt("\r"), .atPrompt("αβ = 漢字😀\r")])
      let expected = zip(["x = 3", "", "αβ = 漢字😀"], 1...).map {
        LineRead.line(SourceLine(bytes: Array($0.utf8), number: $1))
      }
      #expect(results == expected + [.endOfInput])
    }
  }

  @Test("Home, End, arrows, words and Delete edit the line, over wide characters too")
  func editing() async {
    await #expect(processExitsWith: .success) {
      let results = try typed([
        .atPrompt("bα漢d\u{1B}[Ha\u{1B}OFe\u{1B}[D\u{1B}[D\u{7F}c\r"),
        .atPrompt("one two\u{1B}[1;5DX\u{1B}bY\u{1B}[1~\u{1B}[3~\r"),
        .atPrompt("a bc\u{17}d\r"),
      ])
      #expect(texts(results) == ["abαcde", "ne YXtwo", "a d"])
    }
  }

  @Test("Up and Down walk through the entries that begin with what was typed")
  func history() async {
    await #expect(processExitsWith: .success) {
      let results = try typed([
        .atPrompt("x = 1\r"), .atPrompt("y = 2\r"), .atPrompt("x = 3\r"),
        .atPrompt("\u{1B}[A\u{1B}[A\r"), .atPrompt("x\u{1B}[A\u{1B}[A\u{1B}[A\u{1B}[B0\r"),
      ])
      #expect(texts(results) == ["x = 1", "y = 2", "x = 3", "y = 2", "x = 30"])
    }
  }

  @Test("Ctrl-R finds an earlier line, and keys without a sign go on from there")
  func search() async {
    await #expect(processExitsWith: .success) {
      let results = try typed([
        .atPrompt("alpha = 1\r"), .atPrompt("beta = 2\r"), .atPrompt("\u{12}lph\u{1B}[F + 1\r"),
        .atPrompt("\u{12}et\u{1B}[15~\u{5}!\r"),
      ])
      #expect(texts(results) == ["alpha = 1", "beta = 2", "alpha = 1 + 1", "beta = 2!"])
    }
  }

  @Test("Ctrl-C drops the line and the session goes on")
  func interrupt() async {
    await #expect(processExitsWith: .success) {
      let results = try typed([
        .atPrompt("abc\u{1B}[H"), .after("\r> ", "\u{3}"), .after("^C\r\n\(PastedText.enable)> ", "d\r"),
      ])
      let line = SourceLine(bytes: Array("d".utf8), number: 1)
      #expect(results == [.interrupted, .line(line), .endOfInput])
      #expect(!Interrupt.isRequested)
    }
  }

  @Test("Ctrl-C within a search is no end of input")
  func interruptSearch() async {
    await #expect(processExitsWith: .success) {
      let results = try typed([
        .atPrompt("abc\r"), .atPrompt("\u{12}b"), .after("bck", "\u{3}"), .atPrompt("d\r"),
      ])
      #expect(results.contains(.interrupted))
      #expect(texts(results) == ["abc", "d"])
    }
  }

  @Test("Ctrl-C before the prompt does not interrupt the prompt")
  func oldInterrupt() async {
    await #expect(processExitsWith: .success) {
      let results = try typed([.atPrompt("x\r")]) { _ in raise(SIGINT) }
      #expect(texts(results) == ["x"])
      #expect(!results.contains(.interrupted) && !Interrupt.isRequested)
    }
  }

  @Test("Keys without a meaning insert nothing")
  func unknownKeys() async {
    await #expect(processExitsWith: .success) {
      let results = try typed([
        .atPrompt("a\u{1B}[15~\u{1B}[5;2~\u{1B}[[A\u{1B}OPb\u{1B}zc"),
        .after("c", "\u{1B}[<0;10;20M\u{1E}\u{1B}\u{1B}[Z\u{1B}[Id\r"),
      ])
      #expect(texts(results) == ["abcd"])
    }
  }

  @Test("A byte that is not UTF-8 becomes U+FFFD and takes nothing with it")
  func invalidBytes() async {
    await #expect(processExitsWith: .success) {
      var keys = Keystrokes.atPrompt("")
      keys.bytes = [0x61, 0xFF, 0x62, 0xC3, 0x63, 0xED, 0xA0, 0x80, 0x64, 0x0D]
      let results = try typed([keys])
      #expect(texts(results) == ["a\u{FFFD}b\u{FFFD}c\u{FFFD}d"])
    }
  }

  @Test("A pasted block waits for Enter and is handed over line by line, without its prompts")
  func paste() async {
    await #expect(processExitsWith: .success) {
      let results = try typed([
        .atPrompt("\u{1B}[200~> x = 1\r> y\t= 2\r\u{7}\u{1B}[201~"), .after("2", "\r"), .atPrompt("z\r"),
      ]) { $0.prompts = SessionPrompts(first: "> ", further: ". ") }
      #expect(texts(results) == ["x = 1", "y = 2", "z"])
    }
  }

  @Test("A pasted block is aligned behind the prompt, and can be edited in each of its lines")
  func editPaste() async {
    await #expect(processExitsWith: .success) {
      let results = try typed([
        .atPrompt("\u{1B}[200~(1 +\n  2 +\u{1B}[201~"), .after("(1 +\r\n      2 +", "\u{1}0\u{5}\r"),
        .atPrompt("3)\r"),
      ])
      #expect(texts(results) == ["0(1 +", "  2 +", "3)"])
    }
  }

  @Test("An entry of several lines comes back aligned, and is handed over line by line")
  func recallLines() async {
    await #expect(processExitsWith: .success) {
      let results = try typed([
        .atPrompt("x\r"), .atPrompt("(\u{1B}[A"), .after("(a +\r\n    b)", "\u{7F} + c)\r"),
        .atPrompt("\u{12}b)"), .after("bck:b)", "\u{5}\r"),
      ]) { try? $0.remember("(a +\nb)") }
      #expect(texts(results) == ["x", "(a +", "b + c)", "(a +", "b)"])
    }
  }

  @Test("Wide characters, combining marks and emoji are deleted one by one")
  func wideCharacters() async {
    await #expect(processExitsWith: .success) {
      let results = try typed([
        .atPrompt("漢字😀e\u{301}\u{7F}\u{7F}\u{7F}か\u{2}\u{2}\u{1B}[3~x\r"),
        .atPrompt("é漢\u{1}\u{1B}[C\u{1B}[C!\u{7F}?\r"),
      ])
      #expect(texts(results) == ["漢xか", "é漢?"])
    }
  }

  @Test("What begins with a blank is not remembered, and neither is what repeats the last line")
  func forgetting() async {
    await #expect(processExitsWith: .success) {
      let results = try typed([
        .atPrompt("a\r"), .atPrompt(" secret\r"), .atPrompt("a\r"), .atPrompt("\u{1B}[A\u{1B}[A\u{1B}[A!\r"),
      ])
      #expect(texts(results) == ["a", " secret", "a", "a!"])
    }
  }

  @Test("Tab completes what is certain, then lists what is possible")
  func completion() async {
    await #expect(processExitsWith: .success) {
      let results = try typed([
        .atPrompt("é\\alpha\t + si\t"), .after("si", "\t"), .after("sinh\r\n", "(1\r"),
      ]) { reader in
        reader.completer = { line, cursor in
          let typed = String(decoding: line.utf8.prefix(cursor), as: UTF8.self)
          let alpha = Completion.Candidate("\\alpha", insertion: "α")
          if typed == "é\\alpha" { return Completion(start: 2, candidates: [alpha]) }
          let word = typed.split(separator: " ").last ?? ""
          return Completion(start: cursor - word.utf8.count, candidates: [.init("sin"), .init("sinh")])
        }
      }
      #expect(texts(results) == ["éα + sin(1"])
    }
  }

  @Test("A list is cut to the height of the screen, and the line goes on below it")
  func longList() async {
    await #expect(processExitsWith: .success) {
      let results = try typed([
        .atPrompt("漢 + \t"), .after("… and 58 more\r\n> 漢 + ", "1\u{1B}[D\t"),
        .after("… and 58 more\r\n> 漢 + 1", "2\r"),
      ]) { reader in
        reader.completer = { line, cursor in
          let words = (100..<200).map { "\($0 % 10)\($0)" + String(repeating: "n", count: 29) }
          return Completion(start: cursor, candidates: words.map { .init($0) })
        }
      }
      #expect(texts(results) == ["漢 + 21"])
    }
  }

  @Test("Tab inserts nothing where nothing completes")
  func noCompletion() async {
    await #expect(processExitsWith: .success) {
      let results = try typed([.atPrompt("a\tb\r")])
      #expect(texts(results) == ["ab"])
    }
  }

  @Test("A resized window and Ctrl-Z leave the line as it was")
  func windowAndJobControl() async {
    await #expect(processExitsWith: .success) {
      let results = try typed([
        .atPrompt("abc"), .resize(to: 40, after: "c"), .after("> abc", "d"), .after("d", "\u{1A}"),
        .after("> abcd", "e\r"),
      ])
      #expect(texts(results) == ["abcde"])
    }
  }
}
