import AutoDiff
import Formulas
import Testing

@testable import Sessions

/// Definitions are remembered as they were typed.
@Suite struct DefinitionTextTests {
  private func session(_ statements: String...) throws -> Session {
    let session = Session()
    for statement in statements { try run(statement, in: session) }
    return session
  }

  private func run(_ text: String, in session: Session) throws {
    var parser = StatementParser(Array(text.utf8))
    while let statement = try parser.next() { _ = try session.run(statement, in: parser.text) }
  }

  private func text(of name: String, in session: Session) -> DefinitionText? {
    var reader = session.textReader
    return reader.text(of: name)
  }

  @Test(arguments: [
    ("z = 2*pi*x", "2*pi*x"), ("z  =   x*x+  x *3   # area", "x*x+ x *3"), ("z = (x + 1)", "(x + 1)"),
    ("z = (x # of the first\n  + 1)", "(x + 1)"), ("z\t=\tx\t·\t2", "x · 2"), ("z = 2x²", "2x²"),
    ("z = diff(x^2, x)", "diff(x^2, x)"), ("z = x ; w = 3", "x"), ("z = f'(x)", "f'(x)"),
    ("z = diff(2*pi*x, x)", "diff(2*pi*x, x)"),
  ])
  func theTextIsWhatWasTyped(statement: String, text: String) throws {
    let session = try session("f(t) = t^2; x = 3", statement)
    #expect(self.text(of: "z", in: session) == DefinitionText(text: text, moved: []))
  }

  @Test(arguments: [
    ("x = 5", []), ("x := 7", []), ("w = z", []), ("y = x + 1", ["y"]), ("x = y", ["x"]),
    (":delete y", ["y"]),
    ("pi = 3", ["pi"]), ("f(t) = t", ["f"]), ("g(t) = 2*t", ["f"]), ("k = y", ["f"]), ("h(t) = t", []),
    ("x = x", []),
  ])
  func namesThatHaveMovedAreTold(statement: String, moved: [String]) throws {
    let session = try session("x = 3; y = 4; k = 2; g(t) = t*k; f(t) = g(t)", "z = x*y*pi + f(x)")
    session.takeChanges { _ in }
    if statement.hasPrefix(":") {
      try session.delete([Statement.Name(text: "y", range: SourceRange(0, 0))])
    } else {
      try run(statement, in: session)
    }
    #expect(text(of: "z", in: session)?.moved == moved)
    session.takeBackChanges()
    #expect(text(of: "z", in: session)?.moved == [], "what is taken back means again what it meant")
  }

  @Test func aConstantThatIsUnveiledHasMoved() throws {
    let session = try session("x = 3; pi = 4; z = pi*x")
    session.takeChanges { _ in }
    try session.delete([Statement.Name(text: "pi", range: SourceRange(0, 0))])
    #expect(text(of: "z", in: session)?.moved == ["pi"])
    try run("w = pi*x", in: session)
    #expect(text(of: "w", in: session)?.moved == [])
  }

  @Test func theLastResultIsAnotherAfterEachStatement() throws {
    let session = try session("x = 3; x*x; z = ans + 1; w = %1")
    #expect(text(of: "z", in: session) == DefinitionText(text: "ans + 1", moved: ["ans"]))
    #expect(text(of: "w", in: session) == DefinitionText(text: "%1", moved: []))
  }

  @Test func anotherNameOfAnOldMeaningShowsWhatMadeIt() throws {
    let session = try session("x = 3; z = x*x; w = z; z = 7")
    #expect(text(of: "w", in: session) == DefinitionText(text: "x*x", moved: []))
  }

  @Test(arguments: [
    ("c = 2*pi", true), ("c = sin(1)", true), ("c = f(2)", true), ("c = diff(2, x)", false),
    ("c = diff(2*pi*x, x)", false), ("c = one(x)", false), ("c = one(2)", true), ("c = two(2)", false),
    ("c = diff(2*pi*z, z)", false), ("c = 2*number", false), ("c = pi", true), ("c = f'(1)", true),
  ])
  func onlyWhatNamesNoInputIsOne(statement: String, isInput: Bool) throws {
    let session = try session(
      "x = 3; f(t) = t^2; one(t) = 1; two(t) = diff(2, x); z = x^2; number = diff(3*x, x)", statement)
    #expect(session.environment.variable("c")?.isInput == isInput)
  }

  @Test func whatIsAlwaysTheSameNumberFollowsAllTheSame() throws {
    let session = try session("x = 3; c = diff(2*pi*x, x); z = c*x")
    let operand = session.environment.variable("c")?.operand
    #expect(operand == .constant(2 * .pi))
    try run("c = 5", in: session)
    #expect(session.environment.variable("c")?.isInput == true)
    #expect(text(of: "z", in: session)?.moved == ["c"])
  }

  @Test func functionsAreShownAsTyped() throws {
    let session = try session("f( u,v )=u*v+  2*pi   # twice")
    #expect(session.environment.functions.map(\.text) == ["f(u, v) = u*v+ 2*pi"])
  }

  @Test func nothingOfWhatWasTakenBackIsShown() throws {
    let session = try session("x = 3; f(t) = t^2 + t")
    session.takeChanges { _ in }
    let checkpoint = session.checkpoint
    try run("z = f(x)*2", in: session)
    session.rollBack(to: checkpoint)
    try run("y = sin(x); z = cos(x)", in: session)
    #expect(text(of: "z", in: session)?.text == "cos(x)")
    #expect(session.calls.isEmpty)
  }

  @Test func textsOfFreedNodesAreForgottenAndTheOthersStay() throws {
    let session = try session("x = 3; f(t) = t*t + 1; z = f(x); z = f(2*x); w = diff(z, x)")
    #expect(session.collect(keeping: []) { _ in true } != nil)
    #expect(text(of: "z", in: session)?.text == "f(2*x)")
    #expect(text(of: "w", in: session)?.text == "diff(z, x)")
    #expect(session.calls.count == 1)
  }
}
