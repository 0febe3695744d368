import AutoDiff
import Commands
import Memory
import Pictures
import Sessions
import Testing

@Suite struct NodeLimitTests {
  @Test(arguments: [
    "y = sin(x) + cos(x) + tan(x)", "sin(x)*cos(x)*tan(x)", "x := sin(x) + cos(x) + tan(x)",
    ":grad sin(x)*cos(x)*tan(x)", ":diff sin(x)*cos(x)*tan(x) x", "y = diff(z, x, 3);",
    ":repeat 3 x := sin(x)*cos(x)*tan(x)", ":time y = sin(x)*cos(x)*tan(x)",
  ])
  func aStatementThatTakesTooManyNodesChangesNothing(line: String) {
    let session = TestSession()
    session.type("x = 2; z = x^7*exp(x);")
    let count = session.interpreter.session.graph.count
    session.type(":set max-nodes \(count + 2)")
    let printed = session.type(line)
    #expect(
      printed.contains("error: this takes more than \(count + 2) nodes, the limit; nothing has changed"),
      "\(printed)")
    #expect(printed.contains("write: :set max-nodes \(2 * count + 4)"))
    #expect(session.interpreter.session.graph.count == count)
    #expect(session.interpreter.session.graph.firstBrokenInvariant() == nil)
    #expect(session.type("x") == "2")
    #expect(session.type("y").contains("has no value yet"))
    session.type(":set max-nodes off")
    #expect(!session.type(line).contains("error"))
  }

  @Test func whatIsThereAlreadyCanBeUsedBeyondTheLimit() {
    let session = TestSession()
    session.type("x = 2; z = x^7*exp(x); :set max-nodes 1")
    #expect(session.type("x") == "2")
    #expect(session.type("x = 3") == "x = 3")
    #expect(session.type(":grad z").hasPrefix("z = "))
    #expect(session.type("y = 4").contains("more than 1 node,"))
  }

  @Test func functionsThatCallOneAnotherCannotBuildWithoutEnd() {
    let session = TestSession()
    session.type("x = 2; f0(u) = sin(u);")
    session.type(":set max-nodes 20_000")
    // Each takes twice as many nodes as the one before.
    let printed = (1...20).map { level in
      session.type("f\(level)(u) = f\(level - 1)(u + \(level)) + f\(level - 1)(u*\(level));")
    }
    // To define them builds nothing.
    #expect(printed.allSatisfy { $0.isEmpty })
    #expect(session.type("f20(x)").contains("error: this takes more than 20,000 nodes"))
    #expect(session.interpreter.session.graph.count == 1)
    #expect(session.interpreter.session.graph.firstBrokenInvariant() == nil)
  }

  /// Rounds within rounds take their time from the statement.
  @Test(arguments: [
    ":repeat 1000 :repeat 50 x := x + 1", ":repeat 1000 :repeat 5 :repeat 5 x = x + 1",
    ":repeat 1000 :repeat 50 x^2;",
  ])
  func aLimitOfTimeHoldsThroughLoopsInLoops(line: String) {
    let session = TestSession()
    var now = 0.0
    session.interpreter.host.seconds = {
      now += 0.001
      return now
    }
    session.type("x = 1; :set max-seconds 1")
    session.interpreter.host.emit = { _, _ in }
    let failures = session.interpreter.failureCount
    session.type(line)
    #expect(session.interpreter.failureCount == failures + 1 && now < 3)
  }

  @Test func aStatementThatTakesTooMuchMemoryChangesNothing() {
    let session = TestSession()
    session.type("x = 2; f0(u) = sin(u);")
    for level in 1...13 {
      session.type("f\(level)(u) = f\(level - 1)(u + \(level)) + f\(level - 1)(u*\(level));")
    }
    var looks = 0
    session.interpreter.host.memoryShare = {
      looks += 1
      return looks < 2 ? 0.99 : 1.07
    }
    let printed = session.type("y = " + (1...20).map { "f13(x + \($0))" }.joined(separator: " + "))
    #expect(printed.contains("error: this takes more memory than there is; nothing has changed"))
    #expect(looks == 2 && session.interpreter.session.graph.firstBrokenInvariant() == nil)
    #expect(session.type("y").contains("has no value yet"))
    // What was there before is no reason.
    let smaller = "y = " + (1...9).map { "f13(x + \($0))" }.joined(separator: " + ")
    #expect(session.type(smaller).hasPrefix("y = "))
  }

  @Test func aProgramSeesTheCode() {
    let session = TestSession()
    session.type("x = 2; :set max-nodes 1")
    #expect(
      session.json("x^2 + 1")[0].hasPrefix(#"{"kind":"error","code":"too-many-nodes","message":"this takes"#))
  }
}

@Suite struct TimeLimitTests {
  /// A chain that takes many blocks of work, and a clock that goes on by a second whenever it is looked at.
  private func session() -> TestSession {
    let session = TestSession()
    var now = 0.0
    session.interpreter.host.seconds = {
      now += 1
      return now
    }
    session.type("x = 0.5")
    let graph = session.interpreter.session.graph
    var chain = Expression(graph: graph, id: NodeID(0))
    for _ in 0..<50_000 { chain = .sin(chain) + 1 }
    session.type("last = %\(graph.count - 1);")
    return session
  }

  @Test(arguments: [
    "last", "y = last*2", "x := last", "diff(last, x)", ":grad last", ":repeat 20 x := x + 1",
  ])
  func aStatementThatTakesTooLongChangesNothing(line: String) {
    let session = session()
    session.type(":set max-seconds 2.5")
    #expect(
      session.type(line).contains(
        "error: stopped after 2.5 s, the limit; nothing has changed"))
    #expect(session.type("x") == "0.5")
    #expect(session.interpreter.session.graph.firstBrokenInvariant() == nil)
    #expect(session.type("y").contains("has no value yet"))
    session.type(":set max-seconds off")
    #expect(!session.type(line).contains("error"))
  }

  /// The graph asks between statements, too: for the tutorial, and to complete names. That is nobody's time.
  @Test func whatIsAskedBetweenStatementsCountsForNone() {
    let session = session()
    var shown: [ProgressLine?] = []
    session.interpreter.host.showProgress = { shown.append($0) }
    session.type(":set max-seconds 2")
    session.type(":tutorial")
    for _ in 0..<40 {
      _ = session.interpreter.session.cancellation.isStopped
      session.type("foo")
    }
    #expect(shown.isEmpty)
    #expect(session.type("3 + 3").contains("6"))
    session.interpreter.host.isInterrupted = { true }
    _ = session.interpreter.session.cancellation.isStopped
    session.interpreter.host.isInterrupted = { false }
    #expect(session.type("3 + 4").contains("7"))
  }

  @Test func whatTakesLongShowsHowFarItIsAndTakesThatAway() {
    let session = session()
    var shown: [ProgressLine?] = []
    session.interpreter.host.showProgress = { shown.append($0) }
    session.type("last;")
    #expect(shown.isEmpty)
    session.type("last")
    #expect(shown.count > 3)
    #expect(shown.last == .some(nil))
    #expect(shown.first??.total ?? 0 > 50_000)
    let done = shown.compactMap { $0?.done }.filter { $0 > 0 }
    #expect(done == done.sorted() && done.last ?? 0 > 4096)
  }

  @Test(arguments: [(":check last + x : x", 1), (":hessian x*last", 1), (":cost last", 1)])
  func stepsAreCounted(line: String, total: Int) {
    let session = session()
    session.type("last")
    var totals: [Int?] = []
    session.interpreter.host.showProgress = { if let line = $0 { totals.append(line.total) } }
    session.type(line)
    #expect(totals.contains(total), "\(totals)")
  }

  @Test func aStatementOfAFileHasTimeOfItsOwnAndARepeatHasAllRounds() {
    let session = TestSession(files: ["a.ad": "x = x + 0;\nx = 1;\n"])
    var now = 0.0
    session.interpreter.host.seconds = {
      now += 1
      return now
    }
    session.type("x = 1; :set max-seconds 30")
    #expect(!session.type(":repeat 2 :load a.ad").contains("error"))
    #expect(session.type(":repeat 20 :load a.ad").contains("error: stopped after 30 s, the limit"))
  }

  @Test func aLongFileShowsItsLines() {
    let session = TestSession(files: ["a.ad": String(repeating: "x = 1;\n", count: 1000)])
    var now = 0.0
    session.interpreter.host.seconds = {
      now += 0.2
      return now
    }
    var shown: [Int?] = []
    session.interpreter.host.showProgress = { shown.append($0?.done) }
    session.type(":load a.ad")
    #expect(shown.count > 5)
    #expect(shown.first == 256)
    #expect(shown.last == .some(nil))
  }
}
