import Foundation
import Testing

/// A kept session whose journal was damaged, or is touched by others: nothing that was accepted is lost or falsified.
@Suite struct JournalDamageTests {
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  private var journal: String { folder.path("adrepl/sessions/fit.ad") }
  private var text: String { folder.text("adrepl/sessions/fit.ad") }
  private static let heading = "# adrepl format 2: a session of adrepl, kept as it is made\n"

  private func run(_ arguments: [String], _ input: String = "") throws -> Program.Outcome {
    try Program.run(
      ["--session", "fit"] + arguments, input: Data(input.utf8),
      environment: ["XDG_STATE_HOME": folder.url.path])
  }

  /// Gives the session a journal.
  private func begin(_ text: String) throws {
    if !FileManager.default.fileExists(atPath: journal) { _ = try run(["-e", "x = 0"]) }
    try text.write(toFile: journal, atomically: false, encoding: .utf8)
  }

  /// Runs a line of the shell, in which PROGRAM is the program; gives its exit status and what it has written as errors.
  private func shell(_ line: String) throws -> (status: Int32, errors: String) {
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments = ["-c", line.replacing("PROGRAM", with: Program.executable.path)]
    shell.environment = ProcessInfo.processInfo.environment.merging(["XDG_STATE_HOME": folder.url.path]) {
      $1
    }
    let errors = folder.url.appendingPathComponent("errors")
    try Data().write(to: errors)
    shell.standardError = try FileHandle(forWritingTo: errors)
    shell.standardOutput = FileHandle.nullDevice
    try shell.run()
    shell.waitUntilExit()
    return (shell.terminationStatus, folder.text("errors"))
  }

  private func start() throws -> RunningProgram {
    try RunningProgram(["--session", "fit"], environment: ["XDG_STATE_HOME": folder.url.path])
  }

  @Test(arguments: [(">&-", 1), ("2>&-", 1), ("<&-", 1), (">&- 2>&- <&-", 1)])
  func aClosedStreamIsNotTheJournal(redirection: String, status: Int32) throws {
    let outcome = try shell("PROGRAM --session fit -e 'x = 3' -e 'y = x^2' -e nope \(redirection)")
    #expect(outcome.status == status)
    #expect(text == Self.heading + "x = 3\ny = x^2\n")
    #expect(try run(["-e", "x = 5", "-e", "y"]).output == "x = 5\n25\n")
  }

  @Test func aClosedInputIsNoScript() throws {
    let outcome = try shell("PROGRAM --session fit <&-")
    #expect(outcome.status == 2 && outcome.errors.contains("cannot read '<stdin>': Bad file descriptor"))
  }

  @Test(arguments: ["x = 3\na0 = (1\n", Self.heading + "x = 3\na0 = (1\n"])
  func aLineThatIsNotWholeTakesAlongNothingButItself(beginning: String) throws {
    let good = (1...1000).map { "a\($0) = \($0)\n" }.joined()
    try begin(beginning + good)
    let next = try run(["-e", "a1 + a1000 + x"])
    #expect(next.output == "1004\n" && next.status == 1)
    #expect(
      next.errors
        == "adrepl: 1 statement of session 'fit' could not be carried out again, and is set aside in '\(journal).dropped'\n"
    )
    #expect(folder.text("adrepl/sessions/fit.ad.dropped") == "a0 = (1\n")
    #expect(text.hasPrefix(beginning.replacing("a0 = (1\n", with: "") + good))
    // It is told once.
    let again = try run(["-e", "a1000"])
    #expect(again.output == "1000\n" && again.status == 0 && again.errors.isEmpty)
  }

  @Test func whatCannotBeCarriedOutIsToldAndSetAside() throws {
    try begin("x = 3\n:nocommand\ny = 4; nope; z = 5\nf(u) = g(u)\n:u\nw = x\n")
    let next = try run(["-e", "x + y"])
    #expect(next.status == 1 && next.output == "7\n")
    for line in [
      ":2:2: error: unknown command ':nocommand'", ":3:8: error: 'nope' has no value yet", ":4:8: error: ",
    ] {
      #expect(next.errors.contains(journal + line), "\(next.errors)")
    }
    #expect(
      next.errors.contains(
        "3 statements of session 'fit' could not be carried out again, and are set aside in"))
    #expect(text.hasPrefix("x = 3\ny = 4\nz = 5\n:u\nw = x\n"))
    #expect(
      folder.text("adrepl/sessions/fit.ad.dropped") == ":nocommand\ny = 4; nope; z = 5\nf(u) = g(u)\n")
    let state = try run(["-e", ":vars"])
    #expect(try state.errors.isEmpty && state.output == run(["-e", ":vars"]).output)
  }

  @Test func whatIsDroppedIsOnTheDiskBeforeTheJournalIsCut() throws {
    let damaged = Self.heading + "x = 3\ny = (2\nz = 4\nw = 5 +"
    try begin(damaged)
    // Where it cannot be put aside, nothing is dropped.
    try FileManager.default.createDirectory(atPath: journal + ".dropped", withIntermediateDirectories: true)
    let refused = try run(["-e", "x"])
    #expect(refused.status == 2 && refused.output.isEmpty)
    #expect(refused.errors == "adrepl: cannot write to '\(journal).dropped': Is a directory\n")
    #expect(text == damaged)
    try FileManager.default.removeItem(atPath: journal + ".dropped")
    #expect(try run(["-e", "x + z"]).output == "7\n")
    #expect(folder.text("adrepl/sessions/fit.ad.dropped") == "y = (2\nw = 5 +")
    #expect(text == Self.heading + "x = 3\nz = 4\nx + z\n")
  }

  @Test func aStepThatWasCutOffIsClosedForGood() throws {
    try begin(Self.heading + "x = 3\n#{ one step\na = 1\n#{ one step\nb = 2\n")
    #expect(try run(["-e", "c = 5"]).errors.isEmpty)
    #expect(
      text == Self.heading
        + "x = 3\n#{ one step\na = 1\n#{ one step\nb = 2\n#} one step\n#} one step\nc = 5\n")
    for _ in 0..<2 {
      #expect(
        try run(["-e", ":undo", "-e", ":undo", "-e", ":redo", "-e", ":redo"]).output
          == "back: c is not defined\nback: b and a are not defined\nagain: a = 1; b = 2\nagain: c = 5\n")
    }
  }

  @Test func aStepThatWasWrittenAtOnceCountsAsAWholeOrNotAtAll() throws {
    let step = "#{ at once\n:repeat 0 x := x + 1\nx := 9\n#} one step\n"
    let lines = step.split(separator: "\n")
    for count in 1..<lines.count {
      try begin(Self.heading + "x = 3\n" + lines.prefix(count).map { $0 + "\n" }.joined())
      let next = try run(["-e", "x", "-e", "%1"])
      #expect(
        next.output == "3\n" && next.errors.contains("was not whole") && next.errors.contains("%1"),
        "\(count)")
      #expect(text == Self.heading + "x = 3\nx\n")
    }
    try begin(Self.heading + "x = 3\n" + step)
    #expect(try run(["-e", "x", "-e", ":undo", "-e", "x"]).output == "9\nback: x = 3\n3\n")
  }

  @Test func aJournalOfALaterFormatIsLeftAlone() throws {
    let later = "# adrepl format 4: a session\nx = 3\n:later\n"
    try begin(later)
    let next = try run(["-e", "x"])
    #expect(next.status == 2 && next.errors.contains("was written by a newer adrepl, in format 4"))
    #expect(text == later)
  }

  @Test func aLineThatABackslashContinuedComesBackAsOne() throws {
    _ = try run([], "x = 3\nz = x \\\n + 1\nw = x \\ # why\n * 2\n:repeat 2 x := x \\\n + 1\n")
    #expect(try run(["-e", "z", "-e", "w", "-e", "x"]).output == "6\n10\n5\n")
    // As a script too.
    #expect(try Program.run([journal]).output.contains("z = 4"))
  }

  @Test func commandsAreKeptUnderTheirFullNames() throws {
    _ = try run([], "x = 3\n:se digits 4\nx = 4\n:u\n:rep 2 x = x + 1; :gr x^7;\n")
    #expect(text == Self.heading + "x = 3\n:set digits 4\nx = 4\n:undo\n:repeat 2 x = x + 1; :grad x^7;\n")
  }

  @Test(arguments: ["rm", "mv", "replace", "truncate", "edit"])
  func aJournalThatOthersTouchIsNotedAndWrittenAnew(how: String) throws {
    let running = try start()
    defer { running.kill() }
    for line in ["x = 3", "y = x^2", "x = 4"] {
      try running.type(line + "\n")
      #expect(running.line() == line.replacing("x^2", with: "9"))
    }
    switch how {
    case "rm": unlink(journal)
    case "mv": rename(journal, folder.path("elsewhere.ad"))
    case "replace": try "mine = 1\n".write(toFile: journal, atomically: true, encoding: .utf8)
    case "truncate": truncate(journal, 0)
    default: try "x = 77\n".write(toFile: journal, atomically: false, encoding: .utf8)
    }
    // Nobody else gets the name meanwhile.
    let second = try run(["-e", "x"])
    #expect(
      second.status == 2 && second.errors.contains("is open in another adrepl, process \(running.process)"))
    try running.type("z = y + 1\n")
    #expect(running.line() == "z = 17")
    try running.type("x = 5\n")
    #expect(running.line() == "x = 5")
    running.kill()
    #expect(running.errors.contains("the journal of session 'fit'"), "\(running.errors)")
    let found = folder.text("adrepl/sessions/fit.ad.found")
    #expect(found == (how == "replace" ? "mine = 1\n" : how == "edit" ? "x = 77\n" : ""))
    #expect(try run(["-e", "z", "-e", "y"]).output == "26\n25\n")
    #expect(try run(["-e", ":undo 3", "-e", "x", "-e", "%1"]).output.hasSuffix("\n3\n9\n"))
  }

  @Test func twoSessionsThatSaveOntoEachOther() throws {
    let running = try start()
    defer { running.kill() }
    try running.type("x = 3\n")
    #expect(running.line() == "x = 3")
    #expect(try Program.run(["-e", "q = 1", "-e", ":save \(journal)"]).status == 0)
    try running.type("y = x + 1\n")
    #expect(running.line() == "y = 4")
    running.kill()
    #expect(try run(["-e", "y"]).output == "4\n")
    #expect(folder.text("adrepl/sessions/fit.ad.found").contains("q = 1;"))
  }

  @Test(arguments: [
    "/dev/fd/$", "/dev/fd/+$", "/dev/fd/0$", "/proc/self/fd/+$", "/proc/self/fd/$", "link", "hard",
  ])
  func theJournalIsKnownByWhateverName(spelling: String) throws {
    _ = try run(["-e", "x = 1"])
    let before = text
    symlink(journal, folder.path("link"))
    link(journal, folder.path("hard"))
    for number in 3...12 {
      let path =
        spelling.hasPrefix("/") ? spelling.replacing("$", with: "\(number)") : folder.path(spelling)
      for command in [":save", ":transcript", ":load"] {
        let outcome = try run(["-e", "\(command) \(path)"])
        #expect(outcome.status == 1, "\(command) \(path)")
        #expect(!outcome.output.contains("saved"))
      }
      if !spelling.hasPrefix("/") { break }
    }
    #expect(text == before)
  }

  @Test func whatIsReadOrWrittenAllTheTimeIsNotTheJournal() throws {
    _ = try run(["-e", "x = 1"])
    let before = text
    for command in [
      "PROGRAM --session fit < \(journal)", "PROGRAM --session fit -e x >> \(journal)",
      "PROGRAM --session fit -e nope 2>> \(journal)", "ADREPL_HISTORY=\(journal) PROGRAM --session fit -e x",
      "PROGRAM --session fit \(journal)",
    ] {
      #expect(try shell(command).status == 2, "\(command)")
    }
    let lines = text.split(separator: "\n").filter { !$0.hasPrefix("adrepl: ") }
    #expect(lines == before.split(separator: "\n"))
  }

  @Test func aPipeIsNoJournalAndNoInitFile() throws {
    _ = try run(["-e", "x = 1"])
    unlink(journal)
    #expect(mkfifo(journal, 0o600) == 0)
    let outcome = try run(["-e", "x"])
    #expect(
      outcome.status == 2
        && outcome.errors == "adrepl: cannot write to '\(journal)': It is no ordinary file\n")

    try FileManager.default.createDirectory(
      atPath: folder.path("adrepl"), withIntermediateDirectories: true)
    #expect(mkfifo(folder.path("adrepl/init.ad"), 0o600) == 0)
    let terminal = try #require(
      PseudoTerminal(["-q", "--color", "never"], ["XDG_CONFIG_HOME": folder.url.path], columns: 200))
    terminal.expect("cannot read '\(folder.path("adrepl/init.ad"))': It is no ordinary file")
    terminal.expectPrompt()
    terminal.leave()
  }

  @Test func aPromptOverwritesNothingThatItDoesNotKnow() throws {
    try folder.write("mine\n", to: "mine.ad")
    try folder.write("x = 3\n", to: "loaded.ad")
    let terminal = try PseudoTerminal.session(columns: 200)
    terminal.type(":load \(folder.path("loaded.ad"))\r", expecting: "x = 3")
    terminal.type(":save \(folder.path("mine.ad"))\r")
    terminal.expect("is there already, and this session has neither loaded nor saved it")
    terminal.expectPrompt()
    #expect(folder.text("mine.ad") == "mine\n")
    for (name, option) in [
      ("loaded.ad", ""), ("new.ad", ""), ("new.ad", ""), ("mine.ad", " --force"), ("mine.ad", ""),
    ] {
      terminal.type(":save \(folder.path(name))\(option)\r")
      terminal.expect("saved: 1 input in")
      terminal.expectPrompt()
      #expect(folder.text(name).contains("x = 3;"))
    }
    terminal.leave()
  }
}
