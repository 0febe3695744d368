import Commands
import Testing

@Suite struct HistoryCommandTests {
  /// A session before which some statements were entered.
  private func session(_ history: [String]?) -> TestSession {
    let session = TestSession()
    session.interpreter.host.history = { history }
    return session
  }

  @Test func statementsAreNumberedAndThoseOfSeveralLinesAligned() {
    let entries = (1...9).map { "x = \($0)" } + ["z = (x +\n1)", "sin(\u{1B}x)"]
    let shown = (1...9).map { " \($0)  x = \($0)\n" }.joined() + "10  z = (x +\n    1)\n11  sin(\\u{1B}x)"
    #expect(session(entries).type(":history") == shown)
  }

  @Test func theNewestAreShownUnlessAllAreWanted() {
    let entries = (1...50).map { "\($0)" + String(repeating: "+1", count: 60) }
    let shown = session(entries).type(":history").split(separator: "\n")
    #expect(shown.count == 41)
    #expect(shown[0] == "… 10 earlier ones; --all shows them")
    #expect(shown[1].hasPrefix("11  11+1+1") && shown[1].contains("1…") && shown[1].count == 80)
    let all = session(entries).type(":history --all").split(separator: "\n")
    #expect(all.count == 50)
    #expect(all[0] == " 1  1" + String(repeating: "+1", count: 60))
  }

  @Test func aPatternIsAnyPartInSmallOrLargeLetters() {
    let entries = ["x = 1", "Sin(x)", "y = SIN(1) +  2", "sinh(2)"]
    #expect(session(entries).type(":history sin(") == "2  Sin(x)\n3  y = SIN(1) +  2")
    #expect(session(entries).type(":history  +  2 ") == "3  y = SIN(1) +  2")
    #expect(session(entries).type(":history cos") == "nothing was found")
  }

  @Test func programsGetAllOfIt() {
    #expect(
      session(["x = 1", "(a +\n\"b\")"]).json(":history") == [
        #"{"kind":"history","entries":[{"number":1,"text":"x = 1"},{"number":2,"text":"(a +\n\"b\")"}]}"#
      ])
  }

  @Test func whereNoHistoryIsKeptItSaysSo() {
    #expect(
      session(nil).type(":history").contains(
        "error: there is no history: only a session at a terminal keeps one"))
    #expect(session([]).type(":history") == "nothing was found")
    #expect(session([]).type(":history --al").contains("has no option '--al'"))
  }
}
