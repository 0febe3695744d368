import Commands
import Testing

@Suite struct TimeCommandTests {
  /// A session whose clock stands still, and whose results are objects within one another.
  private func session() -> TestSession {
    let session = TestSession()
    session.interpreter.host.nestsResults = true
    session.type("x = -2; y = 5; z = abs(x);")
    return session
  }

  @Test(arguments: [
    ("z", 0, 1, #""result":{"kind":"value","node":2,"value":2.0}"#),
    ("x = 3;", 0, 0, #""result":null"#),
    (
      "x = 1; y = 2", 0, 0,
      #""result":{"kind":"input","name":"y","node":1,"value":2.0}"#
    ),
    (
      ":grad z", 0, 1,
      #""result":{"kind":"gradient","target":"z","value":2.0,"gradient":{"x":-1.0,"y":null}}"#
    ),
    (
      ":repeat 2 x", 0, 0,
      #""results":[{"kind":"value","node":0,"value":-2.0},{"kind":"value","node":0,"value":-2.0},{"kind":"repeat","rounds":2,"requested":2,"values":{}}]"#
    ),
    (
      ":time z", 0, 1,
      #""result":{"kind":"time","seconds":0.0,"newNodes":0,"computed":1,"result":{"kind":"value","node":2,"value":2.0}}"#
    ),
  ])
  func whatIsTimedIsAPartOfTheObject(statement: String, newNodes: Int, computed: Int, result: String) {
    #expect(
      session().json(":time \(statement)") == [
        #"{"kind":"time","seconds":0.0,"newNodes":\#(newNodes),"computed":\#(computed),\#(result)}"#
      ])
  }

  @Test func remarksStayWithTheStatementThatTheyAreAbout() {
    let session = session()
    session.type("x = 0;")
    let gradient =
      #"{"kind":"gradient","target":"z","value":0.0,"gradient":{"x":0.0,"y":null},"notices":["kink at abs(x): -1 on the left, +1 on the right"],"noticeDetails":[{"code":"kink","at":["abs(x)"],"input":"x","left":-1.0,"right":1.0,"leftValue":0.0,"rightValue":0.0,"derivative":0.0}]}"#
    #expect(session.json(":grad z") == [gradient])
    #expect(
      session.json(":time :grad z") == [
        #"{"kind":"time","seconds":0.0,"newNodes":0,"computed":0,"result":\#(gradient)}"#
      ])
    #expect(
      session.json(":repeat 2 :grad z") == [
        gradient, gradient, #"{"kind":"repeat","rounds":2,"requested":2,"values":{}}"#,
      ])
  }

  @Test func whereAStatementFailsEachSaysItsOwn() {
    let session = session()
    let failure =
      #"{"kind":"error","code":"unknown-name","message":"'foo' has no value yet","suggestion":"foo = …","names":["foo"],"source":"<stdin>","line":2,"column":7,"endColumn":10}"#
    #expect(session.json(":time foo") == [failure])
    let kinds = session.json(":time z; foo; y").map { $0.prefix(20) }
    #expect(kinds == [#"{"kind":"error","cod"#, #"{"kind":"value","nod"#])
    #expect(session.json(":repeat 2 :time y").count == 3)
  }

  @Test func asTextTheResultComesFirst() {
    let session = TestSession()
    session.type("x = 2; :set timing on")
    #expect(session.type(":time x; x^2") == "0 µs\n4\n0 µs\n0 µs   1 new node, 1 value computed\n0 µs")
    session.interpreter.host.nestsResults = true
    #expect(session.type(":time x; x^2") == "4\n0 µs   0 new nodes, 0 values computed\n0 µs")
  }
}
