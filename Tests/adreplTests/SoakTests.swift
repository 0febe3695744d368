import SeededRandom
import Foundation
import Testing
import Platform

/// A thousand things that may happen at a terminal, in an order that nobody thought of.
@Suite(.serialized) struct SoakTests {
  /// The steps of a run: 200, 2,000 where ADREPL_LONG is 1, and as many as it says where it is another number.
  private static let steps: Int = {
    let number = ProcessInfo.processInfo.environment["ADREPL_LONG"].flatMap { Int($0) } ?? 0
    return number == 0 ? 200 : number == 1 ? 2000 : number
  }()

  @Test(arguments: [1, 2] as [UInt64])
  func whateverIsTypedTheSessionGoesOn(seed: UInt64) throws {
    let folder = try TestFolder()
    // The second person speaks vi.
    try folder.write(seed == 2 ? "bind -v\n" : "", to: ".editrc")
    let terminal = try PseudoTerminal.session([
      "HOME": folder.url.path, "ADREPL_HISTORY": folder.path("history"), "PAGER": "cat",
    ])
    var person = RandomPerson(seed: seed)
    var memory: [Int] = []
    for step in 1...Self.steps {
      person.act(at: terminal)
      if step % 20 == 0 {
        takeStock(terminal, "step \(step): \(person.recent.suffix(20).map { $0.prefix(30) })")
        memory.append(terminal.residentPages)
      }
    }
    takeStock(terminal, "the end")
    terminal.type("\u{4}")
    #expect(terminal.exitStatus() == 0)
    // The graph and the history grow with what is typed, but a step has no more than a few kilobytes of that.
    let half = memory.count / 2
    if let middle = memory[..<half].max(), let end = memory.last, end > 0 {
      #expect(end - middle < 1024 + 4 * (Self.steps / 2), "pages of memory: \(memory)")
    }
    if Self.steps > 200 { print("seed \(seed): \(Self.steps) steps; pages of memory: \(memory)") }
    let history = folder.text("history")
    #expect(history.hasSuffix("\n") && !history.utf8.contains(0))
  }

  /// Leaves whatever is going on, and asks for a sum.
  private func takeStock(_ terminal: PseudoTerminal, _ place: String) {
    terminal.resize(columns: 80)
    // The end of a pasted block that might have been begun; Ctrl-C leaves a search, a statement, a computation.
    terminal.type("\u{1B}[201~")
    for _ in 0..<5 {
      _ = terminal.look(seconds: 0.02)
      terminal.type("\u{3}")
      if !terminal.wait(for: "ad> ", seconds: 20) { break }
      _ = terminal.look(seconds: 0.05)
      terminal.type("1000+234\r")
      if terminal.wait(for: "\u{1B}[?2004l1234\r\n", seconds: 3) { return }
    }
    Issue.record("no answer at \(place); the screen says \(terminal.output.suffix(300).debugDescription)")
  }
}

/// Somebody who types without a thought, always the same with the same seed.
private struct RandomPerson {
  private var random: SplitMix
  private let seed: UInt64

  /// What was done, for the message when it goes wrong.
  private(set) var recent: [String] = []

  init(seed: UInt64) {
    self.seed = seed
    random = SplitMix(seed: seed)
  }

  private mutating func next(below bound: Int) -> Int {
    Int(random.next() % UInt64(bound))
  }

  private mutating func one(of choices: [String]) -> String { choices[next(below: choices.count)] }

  /// Keys that are bound, in the forms in which terminals send them, and some that are not.
  private static let keys =
    [
      "[A", "[B", "[C", "[D", "OA", "OB", "OC", "OD", "[H", "[F", "[1~", "[4~", "[1;5C", "[1;5D", "[1;3C",
      "[1;3D",
      "[3~", "[3;5~", "b", "f", "d", "u", "l", "c", "[15~", "[5~", "OP", "[<0;10;20M", "\u{1B}[C", "", "[",
    ].map { "\u{1B}" + $0 } + (1...0x1A).compactMap { control($0) } + ["\u{7F}", "\u{1E}", "\u{1F}"]

  /// A control character; not Ctrl-D, which leaves, nor those that make the terminal itself wait.
  private static func control(_ code: UInt8) -> String? {
    [0x04, 0x11, 0x13, 0x1A].contains(code) ? nil : String(UnicodeScalar(code))
  }

  private static let texts = [
    "x", "1", "+ 2", "sin(", ")", " ", "z = x*x", ":vars", ":history", "?sin", "\"", "\\alpha", ";", "%1",
    "ans",
    "α", "漢字", "e\u{301}", "😀", "👩‍👩‍👧", "\u{FFFD}", ":repeat 100000 n := n + 1", "n = 0", "x := x + 1", "(",
  ]

  /// Does something.
  mutating func act(at terminal: PseudoTerminal) {
    var what = ""
    switch next(below: 20) {
    case 0..<6: what = one(of: Self.texts)
    case 6..<12: what = one(of: Self.keys)
    case 12..<14: what = "\r"
    case 14:
      let lines = (0..<next(below: 30)).map { _ in
        one(of: ["ad> ", "  > ", "\t", "", "1 "]) + one(of: Self.texts)
      }
      what = "\u{1B}[200~" + lines.joined(separator: one(of: ["\r", "\n", "\r\n"])) + "\u{1B}[201~"
    case 15:
      let (columns, rows) = (1 + next(below: 120), 1 + next(below: 50))
      terminal.resize(columns: columns, rows: rows)
      recent.append("\(columns)x\(rows)")
    case 16:
      let signal = [SIGINT, SIGWINCH, SIGCONT, SIGTSTP][next(below: 4)]
      kill(terminal.process, signal)
      recent.append("signal \(signal)")
    case 17:
      kill(terminal.process, SIGSTOP)
      kill(terminal.process, SIGCONT)
      recent.append("stop")
    case 18: what = String(repeating: one(of: Self.texts), count: next(below: 200))
    // In vi's command mode the line may be empty, and Ctrl-D leaves.
    default: what = seed == 2 ? "9" : "9\u{1}\u{4}"
    }
    if !what.isEmpty {
      recent.append(what)
      terminal.type(what)
    }
    _ = terminal.look(seconds: next(below: 4) == 0 ? 0.03 : 0.002)
  }
}
