import Testing

@testable import Commands
@testable import Sessions

/// What is kept of a session, and what becomes of a statement that cannot be kept.
@Suite struct JournalTests {
  private final class Journal {
    var statements: [String] = []
    var isFull = false
  }

  private func session(_ journal: Journal) -> TestSession {
    let session = TestSession(files: ["f.ad": "p = 1\nq = p + 1\n"])
    session.interpreter.host.journal = { statement in
      if journal.isFull { return FileProblem(message: "no space left") }
      journal.statements.append(statement)
      return nil
    }
    return session
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
        "q = p + 1", "#} one step", ":repeat 0 x := x + 1\nx := 7", ":delete q",
      ])
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

  /// One of the sessions has read a line more.
  private func withoutPlace(_ text: String) -> String {
    text.split(separator: "\n").map { $0.hasPrefix("<stdin>") ? $0.drop { $0 != " " } : $0 }.joined(
      separator: "\n")
  }
}
