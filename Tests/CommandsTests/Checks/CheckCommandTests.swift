import AutoDiff
import Commands
import Sessions
import Testing

@Suite struct CheckCommandTests {
  private func session() -> TestSession {
    let session = TestSession()
    session.type("x = 3; y = 0; w = 1; z = x*x + abs(y) + 2;")
    return session
  }

  @Test func programsGetTheVerdictOfEachInput() throws {
    let line = try #require(session().json(":check z : x y w").first)
    #expect(line.hasPrefix(#"{"kind":"check","target":"z","derivatives":{"x":{"derivative":6.0,"#))
    #expect(line.contains(#""verdict":"agrees""#))
    #expect(line.contains(#""verdict":"kink","words":"kink at abs(y): -1 on the left, +1 on the right""#))
    #expect(line.hasSuffix(#""w":null}}"#))
  }

  @Test func programsGetTheNodesThatDoNotAgree() throws {
    let line = try #require(session().json(":check --nodes z").first)
    #expect(line.hasPrefix(#"{"kind":"check","target":"z","nodes":4,"checked":6,"agreeing":5,"worst":"#))
    #expect(line.contains(#""others":[{"node":4,"place":0,"derivative":0.0,"#))
  }

  @Test func programsGetTheSteps() throws {
    let line = try #require(session().json(":check --steps z : x").first)
    #expect(
      line.hasPrefix(#"{"kind":"check","target":"z","input":"x","derivative":6.0,"steps":[{"step":0.1,"#))
  }

  @Test(arguments: [":check z", ":check --nodes z", ":check --steps z"])
  func theCacheAndItsCountersStayAsTheyAre(command: String) {
    let session = session()
    let before = session.json(":cache")
    session.type(command)
    #expect(session.json(":cache") == before)
    #expect(session.type(":vars").contains("3"))
  }
}
