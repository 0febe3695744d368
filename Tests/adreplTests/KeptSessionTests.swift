import Foundation
import Testing

/// Sessions that go on from one run to the next, whatever ends a run.
@Suite struct KeptSessionTests {
  private let folder = NSTemporaryDirectory() + "adrepl-\(UUID().uuidString)"

  private var journal: String { folder + "/adrepl/sessions/fit.ad" }

  private func run(_ arguments: [String], _ input: String = "") throws -> Program.Outcome {
    try Program.run(
      ["--session", "fit"] + arguments, input: Data(input.utf8), environment: ["XDG_STATE_HOME": folder])
  }

  @Test func aSessionGoesOn() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let first = try run(
      [], "x = 3\nz = (x^2 +\n 1) # one\n:set digits 4\nx = 5;\nz*2\nnope\n:undo\n:grad x*7;\n")
    #expect(first.status == 1)
    let second = try run([], "z\n1/3\n%4\n:redo\nz\n")
    #expect(second.output == "10\n0.3333\n21\nagain: x = 5\n26\n")
    #expect(second.status == 0)
    let third = try run(["-e", "x"])
    #expect(third.output == "5\n")
  }

  @Test func whatIsLoadedIsKeptAndNotTheFile() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let script = folder + "/script.ad"
    try "x = 7\nz = x^2\n".write(toFile: script, atomically: false, encoding: .utf8)
    _ = try run(["-e", ":load \"\(script)\""])
    unlink(script)
    #expect(try run(["-e", "z"]).output == "49\n")
    // All that was loaded is one step.
    #expect(try run(["-e", ":undo"]).output.hasPrefix("back: "))
  }

  @Test func whatOneCommandDidIsOneStepToUndoAfterARestartToo() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let script = folder + "/script.ad"
    try "a = 1\nb = 2\n".write(toFile: script, atomically: false, encoding: .utf8)
    _ = try run(["-e", "x = 3", "-e", ":load \"\(script)\"", "-e", ":time x := x + 1"])
    #expect(try run(["-e", "x"]).output == "4\n")
    #expect(try run(["-e", ":undo", "-e", ":undo"]).output == "back: x = 3\nback: b and a are not defined\n")
    #expect(try run(["-e", ":vars"]).output == "name  value  formula\nx         3  input\n")
  }

  /// Large arrays that an iteration has found stand in files beside the journal, and a session whose files are not there stays as
  /// it is.
  @Test func largeArraysStandInFiles() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    _ = try run(["-e", "W = randn(60, 50, seed=1);", "-e", ":repeat 3 W := W*0.9 + tanh(W)", "-e", "x = 2"])
    let text = try String(contentsOfFile: journal, encoding: .utf8)
    #expect(text.contains("# adrepl format 3: ") && text.contains("W := ⟦60×50 ") && text.utf8.count < 1000)
    let arrays = journal + ".arrays"
    #expect(try FileManager.default.contentsOfDirectory(atPath: arrays).count == 1)
    let plain = try Program.run([
      "-e", "W = randn(60, 50, seed=1);", "-e", ":repeat 3 W := W*0.9 + tanh(W)", "-e", ":set digits 17",
      "-e",
      "sum(W), W[7, 8]",
    ])
    #expect(plain.output.hasSuffix(try run(["-e", ":set digits 17", "-e", "sum(W), W[7, 8]"]).output))
    try FileManager.default.moveItem(atPath: arrays, toPath: arrays + ".gone")
    let failed = try run(["-e", "x"])
    #expect(failed.status != 0 && failed.errors.contains("is not there or not what it was"))
    #expect(try String(contentsOfFile: journal, encoding: .utf8).hasPrefix(text))
    try FileManager.default.moveItem(atPath: arrays + ".gone", toPath: arrays)
    #expect(try run(["-e", "x"]).output == "2\n")
  }

  @Test func aLoopIsNotRunAgain() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    _ = try run(["-e", "x = 0.5; y = x^2;", "-e", ":repeat 1000 x := x - 0.125*diff(y, x)/3", "-e", "%5;"])
    let journal = try String(contentsOfFile: journal, encoding: .utf8)
    #expect(journal.contains("#{ at once\n:repeat 0 x := x - 0.125*diff(y, x)/3\nx := "))
    let other = try Program.run(
      [
        "-e", "x = 0.5; y = x^2;", "-e", ":repeat 1000 x := x - 0.125*diff(y, x)/3", "-e", ":set digits 17",
        "-e", "x",
      ])
    #expect(
      try run(["-e", ":set digits 17", "-e", "x"]).output == other.output.split(separator: "\n").suffix(2)
        .joined(separator: "\n") + "\n")
    #expect(try run(["-e", ":undo 2", "-e", "x"]).output.hasSuffix("\n0.5\n"))
  }

  /// Each line ends with what is asked after a restart, and has the answer that the first run gives.
  @Test(arguments: [
    ["x = 1", "x = 5", ":repeat 3 x := x*2", ":undo 2", "x"],
    ["x = 1", "x = 5", ":repeat 3 x := x*2", ":undo", "x"],
    ["x = 2; y = x^2; z = x^3;", "y", ":repeat 2 z", "w = ans", "w"],
    ["x = 2; y = diff(x^3, x);", "y", ":repeat 2 x^2", "w = ans", "w"],
    ["x = 2", "x^2", ":grad x^3;", "x = 3", ":clean", ":nodes --all"],
    ["x = 2", "x^2", "x = 3", ":clean", ":undo"],
  ])
  func aSessionIsAfterARestartAsItWas(statements: [String]) throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let arguments = statements.flatMap { ["-e", $0] }
    let whole = try Program.run(arguments)
    let first = try run(Array(arguments.dropLast(2)))
    let second = try run(Array(arguments.suffix(2)))
    #expect(first.output + second.output == whole.output && first.errors + second.errors == whole.errors)
  }

  @Test func whatWasWrittenIsNotWrittenAgain() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let drawing = NSTemporaryDirectory() + UUID().uuidString
    defer { unlink(drawing) }
    _ = try run(["-e", "x = 3", "-e", ":graph sin(x) --dot -o \(drawing)"])
    try "mine".write(toFile: drawing, atomically: false, encoding: .utf8)
    _ = try run(["-e", "x"])
    #expect(try String(contentsOfFile: drawing, encoding: .utf8) == "mine")
  }

  @Test func noLimitOfTimeLosesWhatWasAccepted() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    _ = try run(["-e", "x = 1"])
    let slow = "x = 1\n:set max-seconds 0.001\n:repeat 20000 x = x + 1;\n"
    try slow.write(toFile: journal, atomically: false, encoding: .utf8)
    #expect(try run(["-e", "x"]).output == "20001\n")
  }

  @Test(arguments: [":save", ":load", ":repeat 1 :load"])
  func theJournalItselfIsLeftAlone(command: String) throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    _ = try run(["-e", "x = 1"])
    let outcome = try run(["-e", "\(command) \(journal)", "-e", "y = 2"])
    #expect(outcome.status == 1 && outcome.output == "y = 2\n")
    #expect(try run(["-e", "x + y"]).output == "3\n")
  }

  @Test func whatIsDroppedIsKeptAside() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    _ = try run(["-e", "x = 1"])
    try "x = 1\r\ny = (2\r\nz = 3\r\n".write(toFile: journal, atomically: false, encoding: .utf8)
    let next = try run(["-e", "x + z"])
    #expect(next.output == "4\n" && next.status == 1)
    #expect(try String(contentsOfFile: journal + ".dropped", encoding: .utf8) == "y = (2\r\n")
    #expect(
      try String(contentsOfFile: journal, encoding: .utf8)
        == "x = 1\r\nz = 3\r\n# adrepl format 2: a session of adrepl, kept as it is made\nx + z\n")
  }

  @Test func aStatementThatIsNotWholeIsDropped() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    _ = try run(["-e", "x = 3"])
    let file = try #require(FileHandle(forWritingAtPath: journal))
    file.seekToEndOfFile()
    file.write(Data("y = (1 +\n  z".utf8))
    try file.close()
    let next = try run(["-e", "y = 4", "-e", "x + y"])
    #expect(next.output == "y = 4\n7\n")
    #expect(
      next.errors
        == "adrepl: the last statement of session 'fit' was not whole, and is set aside in '\(journal).dropped'\n"
    )
    #expect(try String(contentsOfFile: journal + ".dropped", encoding: .utf8) == "y = (1 +\n  z")
    #expect(try run(["-e", "x + y"]).output == "7\n")
  }

  @Test func whatComesAfterAQuitThatSomebodyWroteIntoTheJournalIsNotLost() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    _ = try run(["-e", "x = 3"])
    try "x = 3\n:quit; x = 4\ny = 5\n".write(toFile: journal, atomically: false, encoding: .utf8)
    let next = try run(["-e", "x + y"])
    #expect(next.output == "9\n")
    #expect(
      next.errors.hasPrefix("\(journal):2:") && next.errors.contains("a ':quit' in a journal is passed over"))
  }

  @Test func aSessionThatIsOpenIsRefused() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let running = try RunningProgram(["--session", "fit"], environment: ["XDG_STATE_HOME": folder])
    defer { running.kill() }
    try running.type("x = 3\n")
    #expect(running.line() == "x = 3")
    let second = try run(["-e", "x"])
    #expect(second.status == 2)
    #expect(second.errors == "adrepl: session 'fit' is open in another adrepl, process \(running.process)\n")
  }

  @Test(arguments: ["", ".x", "../x", "a/b", "a b", String(repeating: "x", count: 101)])
  func aNameThatIsNoneIsRefused(name: String) throws {
    let outcome = try Program.run(
      ["--session", name, "-e", "1"], environment: ["XDG_STATE_HOME": folder])
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("cannot be a session's name"))
  }

  @Test func aFullDiskTakesTheStatementBack() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    guard let disk = SmallDisk(at: folder) else { return }
    defer { disk.unmount() }
    _ = try run(["-e", "x = 3"])
    disk.fill()
    // Longer than what is left of the journal's last block.
    let long = "x = 5." + String(repeating: "0", count: 10_000)
    let outcome = try run(["-e", long, "-e", "x"])
    #expect(outcome.status == 1)
    #expect(outcome.output == "3\n")
    #expect(outcome.errors.contains("No space left on device; the statement was taken back"))
    disk.empty()
    #expect(try run(["-e", "x"]).output == "3\n")
  }

  /// Kills a session again and again while it writes; whatever it has shown must be there afterwards.
  ///
  /// `make test` does it 20 times, `make test-long` 200 times.
  @Test func noStatementThatWasAnsweredIsLostByAKill() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let isLong = ProcessInfo.processInfo.environment["ADREPL_LONG"] != nil
    var random = SystemRandomNumberGenerator()
    var answered = 0
    for round in 0..<(isLong ? 200 : 20) {
      let running = try RunningProgram(["--session", "fit"], environment: ["XDG_STATE_HOME": folder])
      try running.type("n = \(answered)\n")
      #expect(running.line() == "n = \(answered)")
      let patience = Int.random(in: 0...30, using: &random)
      for number in answered + 1...answered + 2000 {
        try running.type(number % 3 == 0 ? "n = (\n\(number))\n" : "n = \(number)\n")
      }
      usleep(UInt32(patience * 1000))
      running.kill()
      // What was shown counts, however much more was written.
      for line in running.rest() where line.hasPrefix("n = ") {
        answered = max(answered, Int(line.dropFirst(4)) ?? 0)
      }
      let next = try run(["-e", "n"])
      let kept = try #require(
        Int(next.output.trimmingCharacters(in: .whitespacesAndNewlines)), "round \(round)")
      #expect(kept >= answered, "round \(round)")
      #expect(!next.errors.contains("error"), "round \(round)")
      answered = kept
    }
    #expect(answered > 20)
  }
}
