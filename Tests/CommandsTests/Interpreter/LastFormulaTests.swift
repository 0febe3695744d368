import Commands
import Testing

/// What commands are about that are given no target.
@Suite struct LastFormulaTests {
  @Test(arguments: [
    "5", "3*4", "x = 7", "x", "y = 2", "x := 3", "f(u) = u^2", ":set digits 5", ":grad x*y", "ans", "foo",
    ":delete y",
    ":repeat 2 x := x + 1", ":repeat 2 5", ":echo {x*y}",
  ])
  func numbersAndInputsLeaveItAsItIs(line: String) {
    let session = TestSession()
    session.type("x = 1; y = 4; z = x^2;")
    session.type(line)
    for command in [
      ":grad", ":backprop", ":forward x", ":hessian", ":check", ":graph", ":diff x", ":why", ":cost",
    ] {
      let object = session.json(command).first ?? ""
      #expect(object.contains(#""target":"z""#), "\(command): \(object)")
    }
  }

  @Test func itComesBackWithWhatIsTakenBack() {
    let session = TestSession()
    session.type("x = 1; z = x^2; w = 3*x; 8;")
    #expect(session.json(":grad").first?.contains(#""target":"w""#) == true)
    session.type(":undo")
    #expect(session.json(":grad").first?.contains(#""target":"z""#) == true)
    session.type(":redo")
    #expect(session.json(":grad").first?.contains(#""target":"w""#) == true)
    session.type("q = x + foo")
    #expect(session.json(":grad").first?.contains(#""target":"w""#) == true)
    session.type(":repeat 3 q = x + 1; foo")
    #expect(session.json(":grad").first?.contains(#""target":"w""#) == true)
  }

  @Test func aSavedSessionHasItToo() {
    let session = TestSession()
    session.type("x = 2; z = x^2; w = 3*x; sin(x)*x; x = 8; 6")
    session.type(":save a.ad")
    session.type(":reset")
    session.type(":load a.ad")
    #expect(session.json(":grad").first?.contains(#""target":"sin(x)*x""#) == true)
    #expect(session.type("ans") == "6")
  }

  @Test func itIsKeptWhenNodesAreFreed() {
    let session = TestSession()
    session.type("x = 2; sin(x)*x; 5; :clean")
    #expect(session.json(":grad").first?.contains(#""target":"sin(x)*x""#) == true)
  }
}
