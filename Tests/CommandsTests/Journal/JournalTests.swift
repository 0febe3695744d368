import Testing

@testable import AutoDiff
@testable import Commands
@testable import Sessions

/// What is kept of a session, and what becomes of a statement that cannot be kept.
@Suite struct JournalTests {
  private final class Journal {
    var statements: [String] = []
    var isFull = false

    /// What is in the statements for which there is no room.
    var refused: [String] = []
  }

  private func session(
    _ journal: Journal, _ files: [String: String] = ["f.ad": "p = 1\nq = p + 1\n"]
  ) -> TestSession {
    let session = TestSession(files: files)
    session.interpreter.host.journal = { statement in
      if journal.isFull || journal.refused.contains(where: statement.contains) {
        return FileProblem(message: "no space left")
      }
      journal.statements.append(statement)
      return nil
    }
    return session
  }

  /// What is no number is the last result still, and a question changes nothing, whatever it stands behind.
  @Test func aQuestionIsNotKept() {
    let journal = Journal()
    let session = session(journal)
    for line in ["f(u) = u^2", "0/0", "f?", ":vars", ":grad?", "?sin"] { session.type(line) }
    #expect(journal.statements == ["f(u) = u^2", "0/0"])
  }

  @Test func statementsAndWhatChangesSomethingAreKept() {
    let journal = Journal()
    let session = session(journal)
    for line in [
      "x = 3; y = x^2 # two", "x*y", "x := x + 1", "f(u) = u^2", ":grad y", ":grad x*y*2", ":vars", "nope",
      ":undo",
      ":set digits 4", ":set digits 4", ":load f.ad", ":repeat 3 x := x + 1", ":delete q", ":help sin",
    ] {
      session.type(line)
    }
    #expect(
      journal.statements == [
        "x = 3", "y = x^2", "x*y", "x := x + 1", "f(u) = u^2", ":grad x*y*2", ":undo", ":set digits 4",
        "#{ one step", "p = 1",
        "q = p + 1", "#} one step", "#{ at once\n:repeat 0 x := x + 1\nx := 7\n#} one step", ":delete q",
      ])
  }

  @Test func whatCannotBeKeptIsNotFreed() {
    let journal = Journal()
    let session = session(journal)
    for line in ["x = 3", "x^2", "x = 4"] { session.type(line) }
    journal.isFull = true
    #expect(session.type(":clean").contains("no space left; nothing was freed"))
    journal.isFull = false
    #expect(session.type("%1") == "16")
    #expect(session.type(":undo").contains("x = 3"))
    #expect(session.type(":clean").contains("nodes freed") && journal.statements.last == ":clean")
  }

  @Test(arguments: [
    "x = 5", "n = 1", "x*7 + 1", "y = 12", "x := x + 1", "f(u) = u^3", "h(u) = u", ":undo", ":undo 2",
    ":redo",
    ":delete x f", ":reset", ":set digits 3", ":repeat 5 x := x + 1", ":repeat 2 x = x + 1", ":grad x*y*3",
    "x = x + 1", "alias = y", ":taylor sin(x)*y x 3",
  ])
  func aStatementThatCannotBeKeptChangesNothing(line: String) {
    let journal = Journal()
    let session = session(journal)
    for line in ["x = 3", "y = x^2", "f(u) = u^2", "y*2", "w = y; w = 2", ":undo"] { session.type(line) }
    let questions = [
      ":vars", ":grad y*x", "%1", "%99", ":set", "ans", ":undo", ":vars", ":redo", ":redo", ":vars",
    ]
    let kept = session.interpreter.session
    journal.isFull = true
    let answer = session.type(line)
    #expect(answer.contains("error: no space left; the") && answer.contains("was taken back"))
    #expect(session.interpreter.session === kept)
    journal.isFull = false

    let other = self.session(Journal())
    for line in ["x = 3", "y = x^2", "f(u) = u^2", "y*2", "w = y; w = 2", ":undo"] { other.type(line) }
    for question in questions {
      #expect(withoutPlace(session.type(question)) == withoutPlace(other.type(question)), "\(question)")
    }
  }

  @Test(
    arguments: [
      ":delete a b c d e", ":reset", ":repeat 9 x = x + a",
      ":repeat 9 a = 1; b = a + 1; :delete b; b = 3; :reset; n = 2",
      ":repeat 3 a := a + 1; b := a; c := b; d := c", ":undo", ":set digits 3",
      "a, b, c, d, e := e, d, c, b, a",
    ], [false, true])
  func whatChangesMoreThanCanBeUndoneIsTakenBackAsAWhole(line: String, isInFile: Bool) {
    // From a file, when the file has changed more already than can be undone, and without.
    let lines = ["x = 3", "a = x + 1", "b = x*2", "c = 5", "d = 6; e = 7", "b = 9; a = 8"]
    let files = [
      "with.ad": (lines + [line]).joined(separator: "\n"), "without.ad": lines.joined(separator: "\n"),
    ]
    let journal = Journal()
    let (session, other) = (session(journal, files), self.session(Journal(), files))
    for session in [session, other] { session.interpreter.undo.changeLimit = 4 }
    if isInFile {
      other.type(":load without.ad")
    } else {
      for line in lines { for session in [session, other] { session.type(line) } }
    }
    journal.refused = [String(line.prefix { $0 != " " })]
    let answer = session.type(isInFile ? ":load with.ad" : line)
    #expect(answer.contains("was taken back") || isInFile && line == ":undo", "\(answer)")
    journal.refused = []
    #expect(session.interpreter.session.graph.firstBrokenInvariant() == nil)
    for question in [":vars", ":nodes", "b + x + a", ":undo", ":vars", ":redo", ":vars", ":set digits"] {
      #expect(withoutPlace(session.type(question)) == withoutPlace(other.type(question)), "\(question)")
    }
  }

  @Test func aFileWhoseEndCannotBeMarkedStays() {
    let journal = Journal()
    journal.refused = ["#}"]
    let session = session(journal)
    session.type("x = 3")
    #expect(session.type(":load f.ad") == "p = 1\nq = 2")
    #expect(session.interpreter.session.graph.firstBrokenInvariant() == nil)
    #expect(session.type("q*x") == "6" || !journal.statements.contains("q*x"))
    journal.refused = []
    session.type("w = q + x")
    session.type("v = 1")
    #expect(
      Array(journal.statements.drop { $0 != "#{ one step" }) == [
        "#{ one step", "p = 1", "q = p + 1", "#} one step\nw = q + x", "v = 1",
      ])
    #expect(session.type(":undo 3") == "back: v, w, q and p are not defined")
  }

  /// One of the sessions has read a line more.
  private func withoutPlace(_ text: String) -> String {
    text.split(separator: "\n").map { $0.hasPrefix("<stdin>") ? $0.drop { $0 != " " } : $0 }.joined(
      separator: "\n")
  }
}
