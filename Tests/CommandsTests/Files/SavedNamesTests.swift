import Commands
import Testing

/// Saved sessions hold operations that nobody types, and are read by all versions.
@Suite struct SavedNamesTests {
  private static let heading =
    "# adrepl format 2: a session of adrepl. ':load' or 'adrepl -i' with this file brings it back."
  private static let first = "# A session of adrepl. ':load' or 'adrepl -i' with this file brings it back."

  @Test(arguments: [heading, first])
  func aSavedSessionIsLoaded(heading: String) {
    let session = TestSession(files: [
      "s.ad": "\(heading)\nx = 0.5;\nz = guarded(gaussian(x), x);\nf(u) = above(u, 0);\n"
    ])
    #expect(session.type(":load s.ad") == "")
    #expect(session.type("z") == "0.7788007831")
    #expect(session.type("f(2)") == "1")
    #expect(
      session.type("gaussian(x)") == """
        <stdin>:4:1: error: unknown function 'gaussian'
            gaussian(x)
            ^~~~~~~~~~~
        """)
  }

  @Test func otherFilesAreNot() {
    let session = TestSession(files: [
      "a.ad": "# a script\nx = 0.5;\nz = gaussian(x);",
      "b.ad": "\(Self.heading)\n:load a.ad\nw = gaussian(2);\n",
    ])
    #expect(session.type(":load a.ad").hasPrefix("a.ad:3:5: error: unknown function 'gaussian'"))
    // A file that it loads is not saved itself, and what comes behind that still is.
    #expect(session.type(":load b.ad").hasPrefix("a.ad:3:5: error: unknown function 'gaussian'"))
    #expect(session.type("w") == "0.01831563889")
  }

  @Test func whatIsSavedComesBack() throws {
    let session = TestSession()
    session.type("x = 0.5; y = 2; d = diff(erf(x)*max(x, y)*sinc(x)*beta(x, y)*sigmoid(x), x)")
    let value = session.type("d")
    // What was typed does not mean the same any more, so the nodes are written.
    session.type("y = 3*x;")
    session.type(":save s.ad")
    let text = try #require(session.files["s.ad"])
    #expect(text.contains("gaussian(") && text.contains("above("))
    let copy = TestSession(files: ["s.ad": text])
    #expect(copy.type(":load s.ad") == "")
    #expect(copy.type("d") == value)
  }
}

/// Words that end a session as they do elsewhere.
@Suite struct FarewellTests {
  @Test(arguments: ["exit", "quit", "exit()", "quit()", " exit ", "exit;"])
  func aWordLeaves(line: String) {
    let session = TestSession()
    session.type(line)
    #expect(session.interpreter.isFinished && session.interpreter.failureCount == 0)
  }

  @Test func aVariableOfThatNameDoesNot() {
    let session = TestSession()
    #expect(session.type("exit = 2; exit") == "2")
    #expect(!session.interpreter.isFinished)
  }

  @Test func aProgramIsTold() { #expect(TestSession().json("exit") == [#"{"kind":"quit"}"#]) }

  @Test(arguments: ["exit + 1", "x = quit", "1; exit"])
  func inAFormulaItIsAName(line: String) {
    let session = TestSession()
    session.type(line)
    #expect(!session.interpreter.isFinished && session.interpreter.failureCount == 1)
  }
}

/// `x += e` in a session.
@Suite struct CompoundUpdateSessionTests {
  @Test func itUpdatesAsTheLongFormDoes() {
    let session = TestSession()
    #expect(session.type("x = 3; x += 2") == "x = 5")
    #expect(session.json("x *= 1 + 1") == [#"{"kind":"update","values":{"x":10.0}}"#])
    #expect(
      session.type("loss = (x - 3)^2; :repeat 100 x -= 0.1*diff(loss, x)")
        == "x = 3.000000001   after 100 rounds")
    #expect(session.type("x := 10;") == "")
    #expect(session.type(":undo") == "back: x = 3.000000001")
  }

  @Test func aNoticeRidesOnTheStatement() {
    #expect(
      TestSession().json("1.25(2)") == [
        #"{"kind":"value","node":null,"value":2.5,"notices":["1.25(2) is the product 1.25*2, not a value with its uncertainty"],"noticeDetails":[{"code":"product-not-uncertainty","text":"1.25(2)","number":"1.25","factor":"2"}]}"#
      ])
  }
}
