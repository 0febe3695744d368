import Testing

@testable import Commands

/// `:save` overwrites nothing that somebody at a prompt may miss.
@Suite struct SaveCommandTests {
  private func session(_ missed: Set<String>) -> TestSession {
    let session = TestSession(files: ["f.ad": "x = 1\n", "a b.ad": "mine", "saves.ad": ":save f.ad"])
    session.interpreter.host.mayBeMissed = { missed.contains($0) }
    return session
  }

  @Test func aFileThatIsThereTakesForce() {
    let session = session(["f.ad", "a b.ad"])
    session.limitsWidth = false
    session.type("y = 4")
    let answer = session.type(":save f.ad")
    #expect(answer.contains("'f.ad' is there already, and this session has neither loaded nor saved it"))
    #expect(answer.contains("write: :save f.ad --force") && session.files["f.ad"] == "x = 1\n")
    #expect(session.type(":save \"a b.ad\"").contains("write: :save \"a b.ad\" --force"))
    #expect(session.type(":save --force f.ad") == "saved: 1 input in f.ad")
    #expect(session.files["f.ad"]?.contains("y = 4") == true)
    #expect(session.type(":save new.ad") == "saved: 1 input in new.ad")
  }

  @Test func aScriptOverwrites() {
    let session = session(["f.ad"])
    session.type("y = 4")
    #expect(session.type(":load saves.ad") == "saved: 1 input in f.ad")
  }

  @Test func whatIsSavedBeginsWithTheFormat() {
    let session = session([])
    session.type("y = 4")
    session.type(":save f.ad")
    let line = session.files["f.ad"]?.prefix { $0 != "\n" } ?? ""
    #expect(SessionFormat.number(in: Array(line.utf8)) == SessionFormat.current)
  }
}
