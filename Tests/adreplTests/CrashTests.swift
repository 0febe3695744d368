import Foundation
import SeededRandom
import Testing

/// Kept sessions that are killed while they work: what is there afterwards is what was accepted, to the last statement, with
/// all that can be taken back.
@Suite struct CrashTests {
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  /// Something that is typed, and the lines that it runs one by one.
  private struct Step {
    let typed: String

    /// The file that `:load` reads or the editor leaves, line by line; empty for what is one statement.
    var lines: [String] = []

    /// The statement as a program without a terminal takes it, up to one of its lines.
    func model(upTo count: Int, in folder: TestFolder) throws -> String? {
      if lines.isEmpty { return count > 0 ? typed.replacing("\r", with: "\n") : nil }
      if count == 0 { return nil }
      let name = "\(UUID().uuidString).ad"
      try folder.write(lines.prefix(count).map { $0 + "\n" }.joined(), to: name)
      return ":load \(folder.path(name))"
    }
  }

  /// `make test` kills 20 times, `make test-long` 200 times.
  @Test func whatWasAcceptedIsThereAfterAKillAndNothingElse() throws {
    let rounds = ProcessInfo.processInfo.environment["ADREPL_LONG"] != nil ? 200 : 20
    var random = SplitMix(seed: UInt64.random(in: 0 ... .max))
    var done: [String] = []
    var hits = Set<Int>()
    for round in 0..<rounds {
      // A few kills a session: what one leaves behind the next finds.
      if round % 5 == 0 {
        try? FileManager.default.removeItem(atPath: folder.path("adrepl"))
        done = []
      }
      let steps = try (0..<25).map { try step(25 * round + $0, &random) }
      let answered = try killed(steps, afterMicroseconds: UInt32.random(in: 0...60_000, using: &random))
      let state = try self.state(of: [], kept: true)
      guard let found = try position(in: steps, from: answered, after: done, with: state) else {
        Issue.record(
          "round \(round): after \(answered) of \(steps.map(\.typed)) the session is none that it ever was: \(state)\n\(done)\n\(folder.text("adrepl/sessions/fit.ad"))"
        )
        return
      }
      done = found.model
      hits.insert(found.lines)
    }
    // Some kills came within a file.
    #expect(hits.contains { $0 > 0 } || rounds < 100)
  }

  /// A statement that leaves another state behind.
  private func step(_ number: Int, _ random: inout SplitMix) throws -> Step {
    let name = ["a", "b", "c", "d"].randomElement(using: &random) ?? "a"
    switch Int.random(in: 0..<9, using: &random) {
    case 0: return Step(typed: "\(name) = (n +\r\(number))")
    case 1: return Step(typed: ":repeat 3 n := n + \(number)")
    case 2: return Step(typed: ":repeat 2 \(name) = n + \(number); \(name)2 = \(name)*2;")
    case 3: return Step(typed: ":undo")
    case 4: return Step(typed: ":redo")
    case 5, 6:
      let lines = try lines(number)
      return Step(typed: ":load \(folder.path("\(number).ad"))", lines: lines)
    case 7: return Step(typed: ":edit", lines: try lines(number, to: "edit.ad"))
    default: return Step(typed: "n = \(number)")
    }
  }

  private func lines(_ number: Int, to file: String? = nil) throws -> [String] {
    let lines = [
      "n = \(number)", ":repeat 2 n := n + 0.5", "p\(number % 3) = n*\(number)",
      ":repeat 2 q = n + \(number)",
      "r = p\(number % 3) + n", "n := n + 1",
    ]
    // The editor leaves the same file each time.
    if let file {
      if !FileManager.default.fileExists(atPath: folder.path(file)) {
        try folder.write(lines.map { $0 + "\n" }.joined(), to: file)
      }
      return folder.text(file).split(separator: "\n").map(String.init)
    }
    try folder.write(lines.map { $0 + "\n" }.joined(), to: "\(number).ad")
    return lines
  }

  /// Types statements at a terminal and kills the program after a while; gives how many were answered.
  private func killed(_ steps: [Step], afterMicroseconds delay: UInt32) throws -> Int {
    let prompt = "\u{1B}[?2004had> "
    let terminal = try #require(
      PseudoTerminal(
        ["--color", "never", "--no-init", "-q", "--session", "fit"],
        ["XDG_STATE_HOME": folder.url.path, "EDITOR": "cp \(folder.path("edit.ad"))", "VISUAL": ""]))
    terminal.expect(prompt)
    terminal.type(steps.map { $0.typed + "\r" }.joined())
    usleep(delay)
    kill(terminal.process, SIGKILL)
    return terminal.look(seconds: 0.2).components(separatedBy: prompt).count - 1
  }

  /// What a session holds: of its own journal, or after statements.
  private func state(of statements: [String], kept: Bool) throws -> String {
    let questions = ":echo state\n:vars\n:nodes --all\n:undo\n:vars\n:undo 2\n:vars\n:redo\n:vars\n"
    let copy = try TestFolder()
    if kept {
      try FileManager.default.copyItem(atPath: folder.path("adrepl"), toPath: copy.path("adrepl"))
    }
    let run = try Program.run(
      kept ? ["--session", "fit"] : [],
      input: Data((statements.map { $0 + "\n" }.joined() + questions).utf8),
      environment: ["XDG_STATE_HOME": copy.url.path])
    #expect(!kept || !run.errors.contains(".ad:"), "\(run.errors)")
    return String(run.output.split(separator: "state\n", omittingEmptySubsequences: false).last ?? "")
  }

  /// How far the statements have come, given that so many were answered, if the session is as it was there.
  private func position(
    in steps: [Step], from answered: Int, after done: [String], with state: String
  ) throws -> (model: [String], lines: Int)? {
    for next in answered...min(answered + 2, steps.count) {
      let before = try done + steps.prefix(next).compactMap { try $0.model(upTo: .max, in: folder) }
      for count in 0..<max(1, next < steps.count ? steps[next].lines.count : 1) {
        let last = next < steps.count ? try steps[next].model(upTo: count, in: folder) : nil
        let model = before + (last.map { [$0] } ?? [])
        if try self.state(of: model, kept: false) == state { return (model, count) }
      }
    }
    return nil
  }
}
