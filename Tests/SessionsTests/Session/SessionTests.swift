import AutoDiff
import Formulas
import Sessions
import Testing

/// Statements typed into a session, without the interpreter.
struct Typing {
  let session = Session()

  /// Carries out a statement, and returns what it did.
  @discardableResult
  func type(_ text: String) throws -> Session.Result {
    var parser = StatementParser(Array(text.utf8))
    let statement = try #require(try parser.next())
    return try session.run(statement)
  }

  /// The value of a formula.
  func value(_ text: String) throws -> Double {
    guard case .value(let operand) = try type(text).effect else { return .nan }
    return try session.value(of: operand)
  }

  /// The error with which a statement fails; what the session was before, it must be after.
  func failure(_ text: String) throws -> SessionError.Reason? {
    let before = State(session)
    defer { #expect(State(session) == before) }
    do {
      try type(text)
      return nil
    } catch let error as SessionError {
      return error.reason
    }
  }

  /// What a failing statement must not change.
  struct State: Equatable {
    let nodes: Int
    let names: [String]
    let functions: [String]
    let values: [UInt64]
    let freshness: [Freshness]
    let statistics: CacheStatistics
    let last: Operand?

    init(_ session: Session) {
      nodes = session.graph.count
      names = session.environment.variables.map(\.name)
      functions = session.environment.functions.map(\.text)
      values = (0..<nodes).map { session.graph.cachedValue(of: NodeID($0)).bitPattern }
      freshness = (0..<nodes).map { session.graph.freshness(of: NodeID($0)) }
      statistics = session.graph.statistics
      last = session.last
    }
  }
}

@Suite struct SessionTests {
  /// A call is built once for equal arguments; zeros of two signs are not equal to it.
  @Test(arguments: [("f(0) + f(-0)", Double.nan), ("f(-0) + f(-0)", -.infinity), ("f(0)*f(0)", .infinity)])
  func callsAreToldApartToTheBit(text: String, value: Double) throws {
    let typing = Typing()
    try typing.type("f(u) = 1/u")
    let result = try typing.value(text)
    #expect(result == value || result.isNaN && value.isNaN)
  }

  @Test func aNumberMakesAnInputAndANumberAgainChangesItInPlace() throws {
    let typing = Typing()
    try typing.type("x = 3")
    try typing.type("z = x^2")
    #expect(try typing.value("z") == 9)
    try typing.type("x = 2*5")
    #expect(try typing.value("z") == 100)
    #expect(typing.session.graph.count == 2)
  }

  @Test func anotherNameOfANodeIsNoInput() throws {
    let typing = Typing()
    try typing.type("x = 3")
    try typing.type("y = x")
    #expect(try typing.failure("y := 4") == .notAnInput("y", .alias(of: "x")))
    try typing.type("y = 7")
    #expect(try typing.value("x") == 3)
    #expect(try typing.value("y") == 7)
  }

  @Test func aMovedNameLeavesItsUsersOnTheOldNodeAndSaysSo() throws {
    let typing = Typing()
    try typing.type("x = 1")
    try typing.type("z = x + 1")
    try typing.type("w = 2*z")
    let result = try typing.type("z = x + 5")
    #expect(result.notices == [.stillUsesEarlier(users: ["w"], name: "z", earlier: "%1")])
    #expect(try typing.value("w") == 4)
    #expect(try typing.type("z = x + 5").notices == [])
  }

  @Test func anInputThatBecomesADefinitionGoesOnWithoutAName() throws {
    let typing = Typing()
    try typing.type("x = 3")
    #expect(
      try typing.type("x = x + 1").notices == [.inputBecameDefinition(name: "x", earlier: "%0")])
    #expect(try typing.value("x") == 4)
    #expect(try typing.failure("x := 5") == .notAnInput("x", .definition))
  }

  @Test func anotherNameTakesOverALeafWhoseFirstNameHasMoved() throws {
    let typing = Typing()
    try typing.type("a = 1")
    try typing.type("b = a")
    #expect(
      try typing.type("a = 2*b").notices == [.inputBecameDefinition(name: "a", earlier: "b")])
    try typing.type("b := 3")
    #expect(try typing.value("a") == 6)
    try typing.type("y = b")
    #expect(try typing.type("y = 7").notices == [])
  }

  @Test func anUpdateEvaluatesAllRightSidesFirst() throws {
    let typing = Typing()
    try typing.type("a = 1")
    try typing.type("b = 2")
    try typing.type("a, b := b, a")
    #expect(try typing.value("a") == 2)
    #expect(try typing.value("b") == 1)
  }

  @Test func variablesAndFunctionsHaveSeparateNames() throws {
    let typing = Typing()
    try typing.type("gamma = 2")
    #expect(try typing.value("gamma(5)") == 24)
    try typing.type("f(x) = x + gamma")
    try typing.type("f = 10")
    #expect(try typing.value("f(f)") == 12)
  }

  @Test func aFunctionSeesTheNamesAsTheyAreWhenItIsCalled() throws {
    let typing = Typing()
    try typing.type("k = 2")
    try typing.type("f(x) = k*x")
    #expect(try typing.value("f(3)") == 6)
    try typing.type("k = 5")
    #expect(try typing.value("f(3)") == 15)
  }

  @Test func aCallThatWouldNeverEndIsRefused() throws {
    let typing = Typing()
    #expect(try typing.failure("f(x) = f(x - 1)") == .recursion(["f", "f"]))
    try typing.type("g(x) = x")
    try typing.type("f(x) = g(x)")
    #expect(try typing.failure("g(x) = f(x)") == .recursion(["g", "f", "g"]))
    #expect(try typing.value("f(3)") == 3)
  }

  @Test func callsThatShareTheirWorkAreBuiltOnce() throws {
    let typing = Typing()
    try typing.type("f0(x) = x*x")
    for level in 1...60 { try typing.type("f\(level)(x) = f\(level - 1)(x) + f\(level - 1)(x)") }
    try typing.type("x = 1")
    #expect(try typing.value("f60(x)") == 0x1p60)
    #expect(typing.session.graph.count == 62)
  }

  @Test func manyFunctionsInAChainAreRefusedBeforeTheStackEnds() throws {
    let typing = Typing()
    try typing.type("f0(x) = x")
    var refused: SessionError.Reason?
    for level in 1...250 where refused == nil {
      do { try typing.type("f\(level)(x) = f\(level - 1)(x)") } catch let error as SessionError {
        refused = error.reason
      }
    }
    #expect(refused == .tooDeep("f0"))
  }

  @Test(
    arguments: [
      ("foo", .unknownNames([UnknownName("foo")])),
      ("taw", .unknownNames([UnknownName("taw", Hint(instead: "tau"))])),
      ("sinn(x)", .unknownFunction("sinn", Hint(instead: "sin"))), ("sin", .functionAsVariable("sin")),
      ("f", .functionAsVariable("f")), ("x(2)", .variableAsFunction("x")),
      ("pi(2)", .variableAsFunction("pi")),
      ("hypot(x)", .argumentCount(function: "hypot", expected: .atLeast(2), given: 1)),
      ("sin(x, x)", .argumentCount(function: "sin", expected: .exactly(1), given: 2)),
      ("f(x)", .argumentCount(function: "f", expected: .exactly(2), given: 1)),
      ("%999", .noSuchNode(999, count: 2)),
      ("a := 3", .notAnInput("a", .unknown)), ("z := 3", .notAnInput("z", .definition)),
      ("diff(z)", .argumentCount(function: "diff", expected: .atLeast(2), given: 1)),
      ("diff(z, 2)", .differentiatedByNumber), ("diff(x^4, x^2 + 1)", .differentiatedByFormula),
      ("diff(z, x, 1.5)", .invalidOrder(1.5)),
      ("diff(z, x, -1)", .invalidOrder(-1)), ("f'(x)", .primeOfManyArguments("f", count: 2)),
      (
        "foo*x + taw^foo + bar",
        .unknownNames([
          UnknownName("foo"), UnknownName("taw", Hint(instead: "tau")), UnknownName("bar"),
        ])
      ),
      ("x*x*x + foo", .unknownNames([UnknownName("foo")])),
      ("h(u) = u + foo", .unknownNames([UnknownName("foo")])),
    ] as [(String, SessionError.Reason)])
  func aStatementThatFailsSaysWhyAndChangesNothing(text: String, reason: SessionError.Reason) throws {
    let typing = Typing()
    try typing.type("x = 3")
    try typing.type("z = x*x")
    try typing.type("f(u, v) = u*v")
    #expect(try typing.failure(text) == reason)
    #expect(typing.session.graph.firstBrokenInvariant() == nil)
  }

  @Test func ansIsTheLastResult() throws {
    let typing = Typing()
    #expect(try typing.failure("ans + 1") == .noResultYet)
    try typing.type("2 + 3")
    #expect(try typing.value("ans*2") == 10)
    try typing.type("x = 4")
    #expect(try typing.value("ans") == 4)
  }
}

@Suite struct DerivativeFormulaTests {
  @Test(
    arguments: [
      ("diff(x^3, x)", 12.0), ("diff(x^3, x, 2)", 12), ("diff(x^3, x, 3)", 6), ("diff(x^3, x, 0)", 8),
      ("diff(x^2*y^3, x, y)", 3 * 2 * 2 * 9), ("diff(y, x)", 0), ("diff(x, x)", 1), ("diff(5, x)", 0),
      ("g'(x)", 12), ("g''(x)", 12), ("g'(2)", 12), ("sin'(0)", 1), ("g'(x + 1)", 27), ("h'(x)", 2),
      ("diff(detach(x)*x, x)", 2),
    ] as [(String, Double)])
  func aDerivativeInAFormulaHasItsValue(text: String, value: Double) throws {
    let typing = Typing()
    try typing.type("x = 2")
    try typing.type("y = 3")
    try typing.type("g(u) = u^3")
    // The x in it is held while the prime differentiates by u.
    try typing.type("h(u) = u*x")
    #expect(try typing.value(text) == value)
  }

  @Test func nestedDerivativesAreNotConfused() throws {
    let typing = Typing()
    try typing.type("x = 1")
    try typing.type("s(v) = v^2")
    try typing.type("a(u) = u*s'(u)")
    #expect(try typing.value("a'(x)") == 4)
    // d/dx (x·d/dy (x + y) at y = 1) is 1: the inner derivative holds x.
    try typing.type("y = 1")
    #expect(try typing.value("diff(x*diff(x + y, y), x)") == 1)
  }

  /// Differentiated again and again, the nodes would double with each order.
  @Test func highOrdersShareWhatTheyHaveInCommon() throws {
    let typing = Typing()
    for text in ["x = 2", "y = 3", "f(t) = 1/t", "z = y/x"] { try typing.type(text) }
    let twelfth = 479_001_600.0
    let primes = String(repeating: "'", count: 12)
    let rows: [(String, Double)] = [
      ("diff(1/x, x, 12)", twelfth / 0x1p13), ("f\(primes)(x)", twelfth / 0x1p13),
      ("diff(z, x, 12, y)", twelfth / 0x1p13), ("diff(z^2, y, 2, x, 10)", twelfth / 6 / 0x1p12),
      ("diff(sin(x)*y^12, y, 12, x, 4)", twelfth * 0.9092974268256817),
    ]
    for (text, wanted) in rows {
      let before = typing.session.graph.count
      #expect(try abs(typing.value(text) / wanted - 1) < 1e-14, "\(text)")
      #expect(typing.session.graph.count - before < 250, "\(text)")
    }
    try typing.type("d = diff(1/x, x, 12)")
    try typing.type("x = 1")
    #expect(try typing.value("d") == 479_001_600)
    #expect(try typing.value("diff(d, x)") == -6_227_020_800)
  }

  @Test(arguments: [
    ("f(3)", 3.0), ("f(x)", 3), ("f'(x)", 1), ("diff(f(x), x)", 1), ("p(x)", 27), ("p(2)", 12),
  ])
  func aParameterIsAVariableOfItsOwnToADerivativeInTheBody(text: String, value: Double) throws {
    let typing = Typing()
    try typing.type("x = 3")
    try typing.type("f(t) = diff(t*x, x)")
    try typing.type("p(t) = diff(t^3, t)")
    #expect(try typing.value(text) == value)
  }

  @Test func aPrimeLeavesNothingButTheDerivative() throws {
    let typing = Typing()
    try typing.type("x = 2")
    try typing.type("g(u) = u^3")
    let result = try typing.type("d = g'(x)")
    #expect(try typing.value("g'(2)") == 12)
    #expect(typing.session.graph.count == 3)
    guard case .definition(_, .node(let id)) = result.effect else {
      Issue.record("no node")
      return
    }
    #expect(typing.session.formula(of: id, limit: 10).description == "3*x^2")
  }
}

@Suite struct UpdateLoopTests {
  @Test func roundsGoOneAfterAnotherAndReachTheSessionAtTheEnd() throws {
    let typing = Typing()
    try typing.type("x = 10")
    try typing.type("z = (x - 3)^2")
    var loop = try updateLoop("x := x - 0.1*diff(z, x)", typing)
    for _ in 0..<100 { try loop.runOnce() }
    #expect(try typing.value("x") == 10)
    loop.commit()
    #expect(abs(try typing.value("x") - 3) < 1e-8)
    #expect(loop.results.map(\.name) == ["x"])
  }

  @Test func aLaterUpdateInARoundSeesTheEarlierOne() throws {
    let typing = Typing()
    try typing.type("a = 1")
    try typing.type("b = 1")
    var loop = try updateLoop("a := a + b; b := a + b", typing)
    for _ in 0..<3 { try loop.runOnce() }
    loop.commit()
    #expect(try typing.value("a") == 13)
    #expect(try typing.value("b") == 21)
  }

  private func updateLoop(_ text: String, _ typing: Typing) throws -> UpdateLoop {
    var parser = StatementParser(Array(text.utf8))
    var updates: [(names: [Statement.Name], formulas: [Formula])] = []
    while let statement = try parser.next() {
      guard case .update(let names, let formulas) = statement.kind else { continue }
      updates.append((names, formulas))
    }
    return try UpdateLoop(updates, in: typing.session)
  }
}

@Suite struct FormulaOfNodeTests {
  @Test(arguments: [
    "x*x + x*y + 2", "-x^2", "(-x)^2", "x - (y - 1)", "sin(x)*exp(cos(y))", "if(x < y, x, -y)",
    "max(x, y, 3)",
    "not (x < y) and x == y", "2^(-x)", "x/(y*2)", "clamp(x, -1, 1)",
  ])
  func aNodePrintsAsAFormulaThatBuildsItAgain(text: String) throws {
    let typing = Typing()
    try typing.type("x = 1.5")
    try typing.type("y = 2.5")
    guard case .value(.node(let id)) = try typing.type(text).effect else {
      Issue.record("no node")
      return
    }
    let printed = typing.session.formula(of: id, limit: 100).description
    guard case .value(let again) = try typing.type(printed).effect else {
      Issue.record("no value")
      return
    }
    #expect(again == .node(id), "\(printed)")
  }

  @Test func whatIsBeyondTheLimitStandsAsItsNumber() throws {
    let typing = Typing()
    try typing.type("x = 1")
    guard case .value(.node(let id)) = try typing.type("sin(cos(exp(x) + x*x))").effect else {
      Issue.record("no node")
      return

    }
    #expect(typing.session.formula(of: id, limit: 2).description == "sin(cos(%3))")
  }
}
