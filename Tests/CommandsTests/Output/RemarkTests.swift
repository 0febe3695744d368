import Commands
import Testing

/// Remarks are data, with words beside them.
@Suite struct RemarkTests {
  @Test(arguments: [
    ("z = 7", #"{"code":"name-moved","name":"z","earlier":"%1","users":["w"]}"#),
    ("x = x + 1", #"{"code":"input-became-definition","name":"x","earlier":"%0"}"#),
    ("sin(u) = u", #"{"code":"hides-built-in","function":"sin"}"#),
    ("diff(w, z)", #"{"code":"held","variable":"z","formula":"x^2"}"#),
    ("diff(w, y)", #"{"code":"not-connected","target":"w","variable":"y"}"#),
    (":diff x y", #"{"code":"not-connected","target":"x","variable":"y"}"#),
    (":taylor w y", #"{"code":"not-connected","target":"w","variable":"y"}"#),
    (
      ":taylor 1/(x - 2) x 2",
      #"{"code":"pole","at":["1/(x - 2)"],"input":"x","left":"-Infinity","right":"-Infinity","leftValue":"-Infinity","rightValue":"Infinity","derivative":"-Infinity"}"#
    ),
    (":grad x^2 + 1 x", #"{"code":"factor-of-number","name":"x","write":":grad x^2 + 1 : x"}"#),
    (
      ":hessian relu(y)^2",
      #"{"code":"kink","at":["relu(y)"],"order":2,"input":"y","left":0.0,"right":2.0,"leftValue":0.0,"rightValue":0.0,"derivative":1.0}"#
    ),
    (
      ":grad abs(y)",
      #"{"code":"kink","at":["abs(y)"],"input":"y","left":-1.0,"right":1.0,"leftValue":0.0,"rightValue":0.0,"derivative":0.0}"#
    ),
    (
      "diff(floor(x), x)",
      #"{"code":"jump","at":["floor(x)"],"input":"x","left":0.0,"right":0.0,"leftValue":1.0,"rightValue":2.0,"derivative":0.0}"#
    ),
    (
      ":grad sqrt(y)",
      #"{"code":"vertical-tangent","at":["sqrt(y)"],"input":"y","left":"NaN","right":"Infinity","leftValue":"NaN","rightValue":0.0,"derivative":"Infinity"}"#
    ),
    (
      ":grad max(x, y + 2)",
      #"{"code":"kink","at":["max(x, y + 2)"],"input":"x","left":0.0,"right":1.0,"leftValue":2.0,"rightValue":2.0,"derivative":0.5,"others":[{"input":"y","left":0.0,"right":1.0,"leftValue":2.0,"rightValue":2.0,"derivative":0.5}]}"#
    ),
    (
      "f(u) = abs(u); f'(y)",
      #"{"code":"kink","at":["abs(u) in f(u)"],"left":-1.0,"right":1.0,"leftValue":0.0,"rightValue":0.0,"derivative":0.0}"#
    ),
    (":save b.ad", #"{"code":"lost-function","function":"g","reason":"unknown-name"}"#),
  ])
  func aRemarkHasItsDataBesideIt(line: String, details: String) throws {
    let session = TestSession()
    session.type("x = 2; z = x^2; w = 3*z; y = 0; k = 1; g(u) = u*k; :delete k")
    let object = try #require(session.json(line).last)
    #expect(object.contains(#""notices":[""#) && object.contains(#""],"noticeDetails":["#), "\(object)")
    #expect(object.contains(#"[\#(details)]"#), "\(object)")
  }

  @Test func whatIsForgottenForUndoIsTold() {
    let session = TestSession()
    session.type(":set undo 0.01; x = 1; z = x;")
    var found: [String] = []
    for _ in 0..<400 where found.isEmpty {
      found = session.json("x = 2; x = 3").filter { $0.contains("undo-forgotten") }
    }
    #expect(found.first?.contains(#""noticeDetails":[{"code":"undo-forgotten","left":"#) == true)
  }

  @Test func anExceptionOfACheckIsDataToo() {
    let session = TestSession()
    session.type("x = 0;")
    #expect(
      session.json(":check abs(x)").first?.hasSuffix(
        #""verdict":"kink","words":"kink at abs(x): -1 on the left, +1 on the right","at":["abs(x)"],"left":-1.0,"right":1.0,"leftValue":0.0,"rightValue":0.0}}}"#
      ) == true)
  }

  @Test func whyDoesNotSayTwiceWhatItFound() {
    let session = TestSession()
    session.type("x = 0;")
    #expect(session.json(":why sqrt(x)").first?.contains("notices") == false)
    #expect(session.json(":why abs(x)").first?.contains(#""noticeDetails":[{"code":"kink""#) == true)
  }
}

/// How many objects there are.
@Suite struct ObjectCountTests {
  /// Ways to give each command, with nothing, with what it takes and with what is wrong.
  private static let lines = CommandRegistry.commands.flatMap { command in
    ["", " z", " x", " z x", " (", " 3", " nope.x", " --nope", " a.ad"].map { ":\(command.name)\($0)" }
  }

  @Test(arguments: lines) func aCommandPrintsOneObject(line: String) {
    let session = TestSession(files: ["a.ad": "x = 1;"])
    session.interpreter.host.nestsResults = true
    session.type("x = 3; z = x^2; x = 4;")
    let objects = session.json(line)
    #expect(objects.count == 1, "\(objects)")
    #expect(objects.allSatisfy { $0.hasPrefix(#"{"kind":""#) && !$0.contains("\n") })
  }

  @Test func graphsAreSaidInOneForm() {
    let session = TestSession()
    session.type("x = 3; z = x^2;")
    #expect(
      session.json(":graph z --dot").first?.hasPrefix(#"{"kind":"graph","target":"z","dot":"digraph {"#)
        == true)
    #expect(session.json(":graph z --dot").first?.contains("nodes") == false)
    #expect(session.json(":graph z").first?.contains(#""root":1,"nodes":[{"#) == true)
  }

  @Test func anAssertionThatSaysItAllIsSaidOnce() {
    #expect(
      TestSession().type(":assert 1 == 2") == """
        <stdin>:1:9: error: assertion failed: 1 == 2
            :assert 1 == 2
                    ^~~~~~
        """)
  }

  @Test func whatTheTutorialRemarksIsInItsObject() {
    #expect(
      TestSession().json(":tutorial stop") == [
        #"{"kind":"tutorial","event":"none","text":"the tutorial is not running; ':tutorial' begins it"}"#
      ])
  }
}
