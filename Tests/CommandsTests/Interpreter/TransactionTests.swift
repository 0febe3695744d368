import Memory
import SeededRandom
import Testing

@testable import AutoDiff
@testable import Commands
@testable import Sessions

/// What fails has changed nothing: every command, and every kind of statement, is driven into failure, and everything that
/// it could have changed is compared.
@Suite struct TransactionTests {
  /// What takes long enough to be asked in the middle of it whether to go on.
  private static let longLines = [
    "last", "y = last*2", "x := last", "x, w := last, 2", "diff(last, x)", "f(u) = last*u", "f'(2)",
    ":assert last > 100", ":backprop last", ":cache last*2", ":check last", ":check --nodes last",
    ":check last --steps", ":clean", ":cost last", ":delete \(names.joined(separator: " "))", ":diff last x",
    ":echo {last}", ":explain last x", ":forward x last", ":grad last", ":graph last", ":graph last -o g.dot",
    ":hessian last", ":jacobian last, x", ":load one.ad", ":node last*2", ":nodes last*2", ":redo",
    ":repeat 2 x = x + 1; z = last*x; :grad z", ":repeat 2 :reset; x = 1; y = 2; :undo",
    ":repeat 2 :repeat 2 x = x + 1; x := last", ":save out.ad", ":taylor last x 3", ":limit last x -> 0",
    ":simplify last", ":expand last", ":factor last", ":equal last, x",
    ":plot last x=0..1", ":plot last x=0..1 -o p.svg", ":table last x=0..1",
    ":repeat 2 --watch last x := last",
    ":find value > 0 in last*2", ":needs last*2", ":feeds x", ":path last x", ":cuts last", ":cuts last*2 x",
    ":whatif x=5 last*2", ":depth last*2", ":sensitivity last : x=0..1", ":rounding last*2", ":shared last*2",
    ":hot last*2",
    ":time w = last", ":undo",
    ":undo 2", ":vars", ":why last",
  ]

  /// What fails without anybody's help.
  private static let wrongLines = [
    "y = qq", "y = 2*)", "y = f(1, 2)", "y = %99999", "x := qq", "w, x := 1", "x, qq := 2, 3", "f(u) = f(u)",
    ":assert x > 100", ":backprop x^5 + qq", ":cache qq", ":check x*x qq", ":check --nodes --steps x",
    ":clean now", ":cost x^7 + qq", ":delete x qq", ":diff x^7 qq", ":echo {x^7} {qq}", ":edit qq",
    ":explain x^7 qq", ":forward x=x^12 q=2 x", ":forward --left --right x x^2", ":grad x^2 : qq",
    ":graph x^7 + qq", ":graph x^7*2 --dot -o /nowhere/f.dot", ":graph last*2 -o /nowhere/f.dot",
    ":help qqq", ":hessian x^7 : qq", ":history --none", ":jacobian x^7, qq", ":load none.ad",
    ":node x^7 + qq", ":nodes x^7 + qq", ":quit now", ":redo 99", ":repeat 2 w = 7; x := x^10; qq",
    ":repeat 2 :set digits 3; :delete w; f(u) = u; x = w", ":repeat 3 z = x^9; :grad z; :forward x z; qq",
    ":repeat 2 :reset; w = 1; :reset; qq", ":repeat 2 x := 1; :repeat 2 w := x + 1; y = qq",
    ":repeat 2 x := 1; qq; :time w = 5", ":repeat 2 x := 1; :load one.ad; qq", ":reset now",
    ":save /nowhere/s.ad", ":set digits 99", ":set nothing 3", ":taylor x^7 qq", ":limit x^7 + qq x -> 0",
    ":simplify x^7 + qq", ":expand x^7*qq", ":factor x^7 + qq", ":equal x^7, qq",
    ":plot x^7 + qq", ":plot x^7 x=3..3", ":table x^7 x=0..1 by 0", ":repeat 2 --watch qq x := 1",
    ":find value > qq in x^7", ":needs x^7 + qq", ":feeds x^7 + qq", ":path x^7 qq",
    ":cuts x^7*2 : qq", ":whatif x=x^12 w= ", ":whatif x=3 qq", ":depth x^7 + qq",
    ":sensitivity x^7 : x=2..1",
    ":rounding x^7 + qq", ":shared x^7 + qq", ":hot x^7 + qq",
    ":time qq",
    ":transcript /nowhere/t", ":tutorial 99", ":undo 999", ":vars now", ":why x^7 : qq",
  ]

  @Test func everyCommandIsAmongThem() {
    for lines in [Self.longLines, Self.wrongLines] {
      let typed = lines.joined(separator: "\n")
      let spared = lines.count == Self.longLines.count ? Self.shortCommands : []
      for command in CommandRegistry.commands where !spared.contains(command.name) {
        #expect(typed.contains(":\(command.name)"), "\(command.name)")
      }
    }
  }

  /// Those that are done before anybody could interrupt them.
  private static let shortCommands = ["edit", "help", "history", "quit", "set", "transcript", "tutorial"]

  private static let names = (0..<4200).map { "n\($0)" }

  /// Whether a line takes long for the number of names that there are.
  private static func needsNames(_ line: String) -> Bool {
    [":delete", ":undo", ":redo"].contains { line.hasPrefix($0) }
  }

  /// A session in which there is something of everything, and a chain that takes several blocks of work.
  private func session(nameCount: Int = names.count) -> TestSession {
    let session = TestSession(files: ["one.ad": "w = 3*last\n"])
    session.type("x = 0.5; w = 2; f(u) = u^2; v = x*w; a = x; b = x; q = sin(x) + w; q;")
    let graph = session.interpreter.session.graph
    var chain = Expression(graph: graph, id: NodeID(0))
    for _ in 0..<6000 { chain = .sin(chain) + 1 }
    session.type("last = %\(graph.count - 1);")
    let names = Self.names.prefix(nameCount)
    session.type(names.map { "\($0) = x;" }.joined(separator: " "))
    session.type(":grad v; :forward x v; :set digits 7; w = 5;")
    session.type(":delete \(names.prefix(2000).joined(separator: " "))")
    session.type(":undo")
    session.type(":undo")
    session.type(":tutorial")
    return session
  }

  @Test(arguments: longLines) func whatIsInterruptedHasChangedNothing(line: String) {
    let session = session(nameCount: Self.needsNames(line) ? Self.names.count : 20)
    var random = SplitMix(seed: UInt64(line.utf8.count))
    var (questions, failures) = (0, 0)
    for _ in 0..<5 {
      let before = State(of: session.interpreter)
      var asked = 0
      session.interpreter.host.isInterrupted = {
        asked += 1
        return asked > questions
      }
      let answer = session.type(line)
      session.interpreter.host.isInterrupted = { false }
      defer { questions += 1 + Int.random(in: 0...questions, using: &random) }
      // What a loop or file has done whole stays.
      if answer.contains("stopped after") { continue }
      guard answer.contains("interrupted; nothing") else { break }
      failures += 1
      expectSame(State(of: session.interpreter), before, "\(line) after \(questions) questions")
    }
    let mayBeShort = [":undo", ":redo", ":load", ":repeat"].contains { line.hasPrefix($0) }
    #expect(failures > 0 || mayBeShort, "\(line)")
  }

  @Test func whatIsWrongHasChangedNothing() {
    let session = session()
    for line in Self.wrongLines {
      let before = State(of: session.interpreter)
      let answer = session.type(line)
      #expect(answer.contains("error: "), "\(line): \(answer)")
      expectSame(State(of: session.interpreter), before, line)
    }
  }

  /// A journal that cannot take what a statement did has it taken back, in the last moment.
  @Test func whatCannotBeKeptHasChangedNothing() {
    let session = session()
    session.interpreter.host.journal = { _ in FileProblem(message: "no space left") }
    let short = [
      ":set digits 3", ":tutorial next", ":reset", "x = 7", "new = 1", "x", "ans", ":undo", ":redo",
    ]
    for line in short + Self.longLines where !line.hasPrefix(":clean") {
      let before = State(of: session.interpreter)
      let answer = session.type(line)
      guard answer.contains("no space left") else { continue }
      expectSame(State(of: session.interpreter), before, line)
    }
  }

  private func expectSame(_ state: State, _ before: State, _ what: String) {
    for (now, then) in zip(state.rows, before.rows) where now != then {
      Issue.record("\(what): \(now.prefix(300)), and before \(then.prefix(300))")
    }
    #expect(
      state.session === before.session && state.brokenInvariant == nil && !state.isInterrupted, "\(what)")
  }

  /// All that a statement or command can change.
  private struct State {
    let session: Session
    let rows: [String]
    let brokenInvariant: String?
    let isInterrupted: Bool

    init(of interpreter: Interpreter) {
      session = interpreter.session
      let graph = session.graph
      let inputs = graph.nodes.filter { graph.isInput($0) }.map { graph.cachedValue(of: $0).bitPattern }
      let (undo, sweeps) = (interpreter.undo, interpreter.sweeps)
      rows = [
        "nodes \(graph.count), constants \(graph.constantCount)", "inputs \(inputs)",
        "variables \(Self.digest(session.environment.variables.map(Self.words)))",
        "functions \(session.environment.functions.map(\.text))",
        "labels \(Self.digest(graph.labels.all.map { "\($0.node.index)\($0.label)" }))",
        "aliases \(session.aliases.map { "\($0.key.index) \(Self.digest($0.value.names))" }.sorted())",
        "last \(session.lastResult)", "statistics \(graph.statistics)", "generation \(graph.generation)",
        "settings \(interpreter.settings)", "pending \(session.changes.count)",
        "back \(undo.done.count) \(undo.done.changes.count) \(undo.done.byteCount)",
        "forth \(undo.undone.count) \(undo.undone.changes.count) \(undo.undone.byteCount)",
        "reverse \(sweeps.reverse?.target.description ?? "none") \(sweeps.reverse?.generation ?? -1)",
        "forward \(sweeps.forward?.target.description ?? "none") \(sweeps.forward?.generation ?? -1)",
        "texts \(session.texts.count), calls \(session.calls.count)",
        "tutorial \(interpreter.tutorial.step) \(interpreter.tutorial.task) \(interpreter.tutorial.isRunning)",
        "notices \(interpreter.notices.count), repeating \(interpreter.isRepeating), files \(interpreter.loadDepth)",
      ]
      brokenInvariant = graph.firstBrokenInvariant().map { "\($0)" }
      isInterrupted = graph.growth.interruption != nil
    }

    private static func words(_ variable: (name: String, binding: Environment.Binding)) -> String {
      let (name, binding) = variable
      let number = binding.operand.node.map { String($0.index) } ?? "-"
      return name + (binding.isInput ? "=" : ":") + number
    }

    /// The first few of them, and a number that tells all of them apart from others.
    private static func digest(_ words: [String]) -> String {
      "\(words.count) \(words.prefix(8)) \(words.joined(separator: " ").hashValue)"
    }
  }
}
