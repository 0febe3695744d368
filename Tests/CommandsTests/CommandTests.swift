import AutoDiff
import Commands
import Memory
import Pictures
import Sessions
import Testing

@Suite struct JSONTests {
  @Test(arguments: [
    (":grad z", #"{"kind":"gradient","target":"z","value":23.0,"gradient":{"x":10.0,"y":3.0,"w":null}}"#),
    (":grad z : y", #"{"kind":"gradient","target":"z","value":23.0,"gradient":{"y":3.0}}"#),
    (
      ":forward x y*y",
      #"{"kind":"forward","target":"y*y","seed":{"x":1.0},"value":16.0,"tangent":null,"nodes":[{"node":1,"value":4.0,"tangent":0.0},{"node":7,"value":16.0,"tangent":0.0}]}"#
    ),
    (
      ":backprop x*y",
      #"{"kind":"backprop","target":"x*y","value":12.0,"steps":[{"node":3,"adjoint":1.0,"edges":[{"to":0,"partial":4.0,"contribution":4.0},{"to":1,"partial":3.0,"contribution":3.0}]}],"gradient":{"x":4.0,"y":3.0}}"#
    ),
    (
      ":hessian z",
      #"{"kind":"hessian","target":"z","inputs":["x","y","w"],"value":23.0,"gradient":[10.0,3.0,null],"hessian":[[2.0,1.0,null],[1.0,0.0,null],[null,null,null]],"eigenvalues":[-0.414213562373095,2.414213562373095],"definiteness":"indefinite","stationary":false,"colors":2,"sweeps":[4]}"#
    ),
    (
      ":hessian log(x - 3)*y : y x",
      #"{"kind":"hessian","target":"log(x - 3)*y","inputs":["y","x"],"value":"-Infinity","gradient":["-Infinity","Infinity"],"hessian":[[0.0,"Infinity"],["Infinity","-Infinity"]],"eigenvalues":null,"definiteness":null,"stationary":null,"colors":2,"sweeps":[4],"notices":["pole at log(x - 3): along x, not defined on the left; on the right the value tends to -inf and the derivative to inf"],"noticeDetails":[{"code":"pole","at":["log(x - 3)"],"input":"x","left":"NaN","right":"Infinity","leftValue":"NaN","rightValue":"-Infinity","derivative":"Infinity"}]}"#
    ),
    (
      ":hessian z --pattern",
      #"{"kind":"hessian","target":"z","inputs":["x","y"],"pattern":[[0,1],[0]],"entries":3,"colors":2,"sweeps":[4]}"#
    ),
    (
      ":jacobian x*y, w^2, 5",
      #"{"kind":"jacobian","targets":["x*y","w^2","5"],"inputs":["x","y","w"],"jacobian":[[4.0,3.0,null],[null,null,2.0],[null,null,null]],"values":[12.0,1.0,5.0],"mode":"forward","colors":2,"sweeps":[4]}"#
    ),
    (
      ":jacobian x*y, w^2 --pattern : x w",
      #"{"kind":"jacobian","targets":["x*y","w^2"],"inputs":["x","w"],"pattern":[[0],[1]],"entries":2,"mode":"forward","colors":1,"sweeps":[1]}"#
    ),
    (":diff z y", #"{"kind":"diff","target":"z","input":"y","formula":"x","value":3.0}"#),
    (
      ":nodes x*y",
      #"{"kind":"nodes","nodes":[{"node":0,"operation":"input","operands":[],"label":"x","value":3.0,"state":"fresh","adjoint":null,"tangent":null},{"node":1,"operation":"input","operands":[],"label":"y","value":4.0,"state":"fresh","adjoint":null,"tangent":null},{"node":3,"operation":"*","operands":[0,1],"label":null,"value":12.0,"state":"fresh","adjoint":null,"tangent":null}]}"#
    ),
    (
      ":cache",
      #"{"kind":"cache","fresh":7,"stale":0,"hits":0,"computed":4,"recomputed":0,"revalidated":0,"neverComputed":0}"#
    ),
    (
      ":cost z",
      #"{"kind":"cost","target":"z","inputs":2,"operations":4,"forward":{"sweeps":2,"visits":8,"multiplications":9},"reverse":{"sweeps":1,"visits":4,"multiplications":7},"evaluatedWithCache":4,"evaluatedWithoutCache":4.0,"recomputedWhenChanged":{"x":4,"y":3},"schedule":"switch","loops":1}"#
    ),
    (":repeat 3 x := x + 1", #"{"kind":"repeat","rounds":3,"requested":3,"values":{"x":6.0}}"#),
    ("x, y := y, x", #"{"kind":"update","values":{"x":4.0,"y":3.0}}"#),
    ("f(u, v) = u*v", #"{"kind":"function","name":"f","parameters":["u","v"]}"#),
    (
      "x = x + 1",
      #"{"kind":"definition","name":"x","node":7,"value":4.0,"notices":["x is a definition now; the input that it was goes on as %0. To change its value, write x := …"],"noticeDetails":[{"code":"input-became-definition","name":"x","earlier":"%0"}]}"#
    ),
    (":set digits 5", #"{"kind":"settings","settings":{"digits":5}}"#),
    (":delete y", #"{"kind":"delete","names":["y"]}"#), (":reset", #"{"kind":"reset"}"#),
    (
      "y + \t* 2",
      #"{"kind":"error","code":"missing-operand","message":"something is missing between '+' and '*'","source":"<stdin>","line":2,"column":6,"endColumn":7}"#
    ),
  ])
  func aStatementSaysItsOutcomeInOneLine(line: String, json: String) {
    let session = TestSession()
    session.type("x = 3; y = 4; z = x*x + x*y + 2; w = 1; z")
    #expect(session.json(line) == [json])
  }
}

@Suite struct TargetTests {
  @Test(arguments: [
    (":grad x^2 + 1 x", ":grad x^2 + 1 : x"), (":hessian x*y + 3 y", ":hessian x*y + 3 : y"),
    (":check y*x + 2.5 x", ":check y*x + 2.5 : x"), (":why x + 0x1F y", ":why x + 0x1F : y"),
  ])
  func aNameThatIsTheFactorOfANumberIsSaidToBeOne(line: String, form: String) {
    let session = TestSession()
    session.type("x = 3; y = 4; z = x*y")
    let name = line.suffix(1)
    // Lines are broken at words.
    let answer = session.type(line).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(
      answer.contains(
        "(\(name) is a factor of the number before it; to differentiate by it, write '\(form)')"))
  }

  @Test(arguments: [
    (":grad z x", ":grad z : x"), (":grad x^2 + y x", ":grad x^2 + y : x"), (":check z y", ":check z : y"),
    (":why z x", ":why z : x"), (":hessian z*x x", ":hessian z*x : x"),
  ])
  func aNameThatCannotBelongToTheTargetGoesBehindAColon(line: String, form: String) {
    let session = TestSession()
    session.type("x = 3; y = 4; z = x*y")
    let answer = session.type(line)
    #expect(answer.contains("stand side by side") && answer.hasSuffix("write: \(form)"))
  }

  @Test(arguments: [
    ":grad x^2 + 1*x", ":grad 2 x", ":grad x^2 + 2x", ":grad x^2 + x", ":grad sin x", ":grad x^2 + 1 z",
    ":grad x + 2 x : y",
    ":jacobian x*y, x", ":grad x - -x",
  ])
  func elsewhereNothingIsSaid(line: String) {
    let session = TestSession()
    session.type("x = 3; y = 4; z = x*y")
    let answer = session.type(line)
    #expect(!answer.contains("factor of the number") && !answer.contains("write: :grad"))
  }
}

@Suite struct RepeatTests {
  @Test func aStatementThatFailsTakesAllRoundsBack() {
    let session = TestSession()
    session.type("x = 1; n = 0;")
    #expect(session.type(":repeat 5 x := 2*x; %9").contains("error: there is no node %9"))
    #expect(session.type("x") == "1")
    #expect(session.type(":repeat 3 y = x; y := 3").contains("error"))
    #expect(session.type("y").contains("'y' has no value yet"))
  }

  @Test func expressionsArePrintedInEveryRoundAndDefinitionsAreNot() {
    let session = TestSession()
    session.type("x = 1")
    #expect(session.type(":repeat 3 x := 2*x; z = x + 1; x*x; x") == "2\n4\n8\nx = 8   after 3 rounds")
  }

  @Test func nothingIsRepeatedZeroTimes() {
    let session = TestSession()
    session.type("x = 1")
    #expect(session.type(":repeat 0 x := 5") == "x = 1   after 0 rounds")
  }

  @Test func anInterruptKeepsTheRoundsThatAreDone() {
    let session = TestSession()
    // Each round looks at the clock once.
    var now = 0.0
    session.interpreter.host.seconds = {
      now += 1
      return now
    }
    session.interpreter.host.isInterrupted = { now > 10 }
    session.type("x = 0")
    #expect(session.type(":repeat 1000 x := x + 1") == "x = 10   stopped after 10 rounds of 1,000")
    session.interpreter.host.isInterrupted = { false }
    #expect(session.type("x") == "10")
  }

  @Test func progressIsShownAfterHalfASecondAndTakenAway() {
    let session = TestSession()
    var now = 0.0
    var shown: [Int?] = []
    session.interpreter.host.seconds = {
      now += 0.125
      return now
    }
    session.interpreter.host.showProgress = { shown.append($0?.done) }
    session.type("x = 0")
    session.type(":repeat 6 x := x + 1")
    #expect(shown == [4, 5, 6, nil])
  }
}

@Suite struct InterruptTests {
  /// A chain that takes many blocks of work, and a switch that interrupts after a number of questions.
  private func session(interruptedAfter questions: Int) -> TestSession {
    let session = TestSession()
    session.type("x = 0.5")
    let graph = session.interpreter.session.graph
    var chain = Expression(graph: graph, id: NodeID(0))
    for _ in 0..<30_000 { chain = .sin(chain) + 1 }
    session.type("last = %\(graph.count - 1);")
    interrupt(session, after: questions)
    return session
  }

  private func interrupt(_ session: TestSession, after questions: Int) {
    var asked = 0
    session.interpreter.host.isInterrupted = {
      asked += 1
      return asked > questions
    }
  }

  @Test(
    arguments: [
      "last", "y = last*2", "x := last", "diff(last, x)", ":grad last", ":forward x", ":diff last x",
      ":cost last", ":backprop last", ":hessian last", ":jacobian last, x", ":nodes", ":nodes --all last",
      ":graph last", ":forward x --all", ":explain last x", ":check last", ":check last --steps",
      ":check --nodes last", ":taylor last x 3", ":why last",
    ], [0, 1, 4])
  func anInterruptedStatementLeavesEverythingAsItWas(line: String, questions: Int) {
    let session = session(interruptedAfter: questions)
    let graph = session.interpreter.session.graph
    let count = graph.count
    #expect(session.type(line).contains("interrupted; nothing has changed"))
    #expect(graph.count == count)
    #expect(graph.firstBrokenInvariant() == nil)
    #expect(graph.growth.interruption == nil)
    session.interpreter.host.isInterrupted = { false }
    #expect(session.type("x") == "0.5")
    #expect(session.type("y").contains("has no value yet"))
    #expect(session.type(":grad last").contains("∂last/∂x = "))
  }

  /// What puts each of 60,000 nodes into words, or does as much for it, asks whether to go on for each 256 of them.
  @Test(arguments: [
    ":nodes", ":nodes --all last", ":graph last --tree", ":graph last --dot", ":forward x --all",
    ":explain last x --all",
  ])
  func whatTakesLongForEachNodeAsksOften(line: String) {
    let session = session(interruptedAfter: 0)
    var questions = 0
    session.interpreter.host.isInterrupted = {
      questions += 1
      return false
    }
    // What is shown is not put into words here.
    session.interpreter.host.emit = { _, _ in }
    session.type(line)
    #expect(questions > 60_000 / 256, "\(questions) questions")
  }

  /// A formula of 300,000 bytes is parsed, built and evaluated in many blocks of work.
  @Test(arguments: ["y = ", ":grad ", "f(x) = ", "x := "], [0, 4, 20])
  func aLongFormulaCanBeInterrupted(start: String, questions: Int) {
    let session = TestSession()
    session.type("x = 0.5")
    let graph = session.interpreter.session.graph
    let before = graph.checkpoint
    interrupt(session, after: questions)
    let line = start + "0" + (0..<20_000).map { " + sin(\($0)*x)" }.joined()
    #expect(session.type(line).contains("error: interrupted; nothing has changed"))
    #expect(graph.checkpoint == before && graph.growth.interruption == nil)
    #expect(graph.firstBrokenInvariant() == nil)
    session.interpreter.host.isInterrupted = { false }
    #expect(session.type("x") == "0.5")
    #expect(
      session.type("y").contains("has no value yet") && session.type("f(1)").contains("unknown function"))
  }

  /// What was put back until then is as it was before.
  @Test(arguments: [":undo", ":undo 3", ":redo"], [0, 1, 2, 5, 8, 30])
  func anInterruptedUndoLeavesEverythingAsItWas(line: String, questions: Int) {
    let session = TestSession()
    session.type("a = 1; f(u) = u; :set digits 7")
    session.interpreter.host.openFile = { _ in
      var number = 0
      return .success { text in
        number += 1
        text += (number == 9000 ? ":reset" : "y\(number) = a + \(number); x = \(number);").utf8
        return number < 10_000
      }
    }
    session.type(":load file; b = 2;")
    if line == ":redo" { session.type(":undo 2") }
    func state() -> [String] {
      let names = session.interpreter.session.environment.variables.map { "\($0)" }
      let labels = session.interpreter.session.graph.labels.all.map { "\($0)" }
      return names + labels + ["\(session.interpreter.settings)"]
    }
    let (before, graph) = (state(), session.interpreter.session.graph)
    interrupt(session, after: questions)
    let answer = session.type(line)
    session.interpreter.host.isInterrupted = { false }
    // The one that only takes 'b = 2' back is over before anyone can say so.
    #expect(answer.contains("interrupted; nothing has changed") == (line != ":undo"), "\(answer)")
    guard line != ":undo" else { return }
    #expect(
      state() == before && session.interpreter.session.graph === graph && graph.growth.interruption == nil)
    #expect(graph.firstBrokenInvariant() == nil)
    #expect(session.type(line).contains(line == ":redo" ? "again: " : "back: "))
    if line != ":redo" {
      #expect(session.type(":redo 3").contains("again: "))
      #expect(state() == before)
    }
  }

  @Test(arguments: [0, 1, 2]) func anInterruptedDeletionForgetsNothing(questions: Int) {
    let session = TestSession()
    let names = (0..<10_000).map { "y\($0)" }
    session.type("x = 1;")
    for name in names { session.type("\(name) = x;") }
    interrupt(session, after: questions)
    let line = ":delete " + names.joined(separator: " ")
    #expect(session.type(line).contains("interrupted; nothing has changed"))
    session.interpreter.host.isInterrupted = { false }
    #expect(session.interpreter.session.environment.variableNames == ["x"] + names)
    #expect(session.interpreter.session.graph.labels.all.map(\.label) == ["x"])
    session.type(line)
    #expect(session.interpreter.session.environment.variableNames == ["x"])
  }

  /// Nodes are looked for that nothing needs, and only that is broken off: not the statement before it, nor the next.
  @Test(arguments: [2, 3]) func anInterruptedCollectionInterruptsNoStatement(questions: Int) {
    let session = session(interruptedAfter: .max)
    let graph = session.interpreter.session.graph
    var chain = Expression(graph: graph, id: NodeID(0))
    for _ in 0..<10_000 { chain = .cos(chain) }
    let count = graph.livingCount
    interrupt(session, after: questions)
    #expect(session.type("w = 3") == "w = 3")
    #expect(session.interpreter.host.isInterrupted())
    session.interpreter.host.isInterrupted = { false }
    #expect(
      graph.growth.interruption == nil && graph.livingCount == count + 1
        && graph.firstBrokenInvariant() == nil)
    #expect(session.type("v = last*w").hasPrefix("v = "))
    #expect(session.type(":clean").hasPrefix("10,000 nodes freed"))
  }

  @Test func anInterruptedCleaningKeepsWhatCanBeTakenBack() {
    let session = session(interruptedAfter: .max)
    session.type("x = 7;")
    interrupt(session, after: 2)
    #expect(session.type(":clean").contains("interrupted; nothing has changed"))
    session.interpreter.host.isInterrupted = { false }
    session.type(":undo")
    #expect(session.type("x") == "0.5")
  }

  /// What is interrupted throws: there is no part of an outcome to be freed.
  @Test func anInterruptedCommandHasNoOutcomeToDiscard() {
    let session = session(interruptedAfter: 4)
    var discarded = 0
    session.interpreter.host.discard = { outcome in
      discarded += outcome != nil ? 1 : 0
      outcome = nil
    }
    #expect(session.type(":nodes").contains("interrupted; nothing has changed"))
    #expect(discarded == 0)
  }

  @Test func whatComesAfterAnInterruptedStatementInItsLineIsNotRun() {
    let session = session(interruptedAfter: 2)
    #expect(!session.type("x := last; w = 3").hasSuffix("w = 3"))
    #expect(session.type("w").contains("has no value yet"))
  }
}

@Suite struct CommandNameTests {
  @Test func theBeginningOfANameIsEnoughIfItIsTheOnlyOne() {
    let session = TestSession()
    session.type("x = 3")
    #expect(session.type(":gra").contains("':gra' is short for :grad and :graph"))
    #expect(session.type(":forw x x*x").hasSuffix("∂(x*x)/∂x = 6"))
    #expect(session.type(":gr3").contains("unknown command ':gr3'"))
  }

  @Test(arguments: CommandRegistry.commands.map(\.name))
  func everyCommandHasHelpAndSurvivesNonsense(name: String) {
    let session = TestSession()
    #expect(session.type(":help \(name)").contains(":\(name)"))
    for arguments in ["", "(", "1 2 3", "%999", "foo", "\"", "--x", ": :", "\u{0}", "x = = =", ";;;"] {
      session.type(":\(name) \(arguments)")
      session.type("x = 3; y = x^2;")
      session.type(":\(name) \(arguments)")
    }
  }

  @Test func aCommandThatEndsInASemicolonRunsAndPrintsNothing() {
    let session = TestSession()
    #expect(session.type("x = 3; z = x^2; :grad z; :nodes z") == session.type(":nodes z"))
    #expect(session.type(":nodes z").contains("adjoint"))
    #expect(session.type(":node z").contains("adjoint    1"))
  }

  @Test(arguments: [
    ":grad x^2 : qq", ":forward x=x^12 q=2 z", ":repeat 2 x := x^10; y := qq", ":repeat 2 x := 3; qq",
    ":graph x + y + 1 --dot -o /nowhere/f", ":backprop x^5 + qq", ":diff x^7 qq", ":delete x qq",
    ":repeat 2 z = x^9; :grad qq",
  ])
  func aCommandThatFailsLeavesEverythingAsItWas(command: String) {
    let session = TestSession()
    session.type("x = 2; y = 3; z = x*y; w = x + y; w")
    let before = [":nodes", ":vars", ":cache"].flatMap { session.json($0) }
    let again = TestSession()
    again.type("x = 2; y = 3; z = x*y; w = x + y; w")
    #expect(again.type(command).contains("error: "))
    #expect([":nodes", ":vars", ":cache"].flatMap { again.json($0) } == before)
  }
}

@Suite struct LoadTests {
  @Test func aFileRunsLineByLineAndItsMistakesAreReportedWithTheirPlace() {
    let session = TestSession(files: [
      "a.ad": "x = 2\ny = foo\nz = (x +\n  1)\n", "b c.ad": ":load a.ad\nz*z",
    ])
    let printed = session.type(":load \"b c.ad\"")
    #expect(
      printed == """
        x = 2
        a.ad:2:5: error: 'foo' has no value yet
            y = foo
                ^~~
            write: foo = …
        z = 3
        9
        """)
  }
}

@Suite struct InterruptedFileTests {
  @Test func aFileThatCannotBeReadToItsEndKeepsWhatItHasDone() {
    struct Torn: Error, CustomStringConvertible { let description = "cannot read 'a.ad': Input/output error" }
    let session = TestSession()
    session.interpreter.host.openFile = { _ in
      var lines = ["x = 2", "z = x^3"][...]
      return .success { text in
        guard let next = lines.popFirst() else { throw Torn() }
        text += next.utf8
        return true
      }
    }
    #expect(session.type(":load a.ad").contains("error: cannot read 'a.ad': Input/output error"))
    #expect(session.type("z + x") == "10")
  }
}

@Suite struct WriteTests {
  @Test func aGraphIsWrittenToAFile() {
    let session = TestSession()
    var written: [String: String] = [:]
    session.interpreter.host.writeFile = { path, text in
      written[path] = text
      return nil
    }
    session.type("x = 3; z = x^2")
    #expect(session.type(":graph z --dot -o \"my graph.dot\"") == "written to my graph.dot")
    #expect(written["my graph.dot"]?.hasPrefix("digraph") == true)
    session.interpreter.host.writeFile = { path, _ in
      FileProblem(message: "cannot write to '\(path)': no room")
    }
    #expect(session.type(":graph -o x.txt").contains("error: cannot write to 'x.txt': no room"))
  }
}
