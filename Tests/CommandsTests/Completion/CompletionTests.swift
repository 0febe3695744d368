import AutoDiff
import Sessions
import Testing

@testable import Commands

/// What Tab offers, in each place of a line. A `|` in a line is the cursor.
@Suite struct CompletionTests {
  private func session() -> TestSession {
    let session = TestSession()
    session.type("x = 3; y = 4; z = x*x + x*y + 2; β = 0.5; f(u, v) = u*v; z")
    return session
  }

  /// The words offered at the `|` of a line, and where the word that they replace begins.
  private func offer(
    _ line: String, after earlier: String = "", in session: TestSession? = nil
  ) -> (start: Int, words: [String], list: CompletionList) {
    let parts = line.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
    let list = (session ?? self.session()).interpreter.completions(
      in: parts.joined(), cursor: parts[0].utf8.count, after: earlier)
    return (list.start, list.candidates.map(\.word), list)
  }

  @Test(arguments: [
    ("sinh|", 0, ["sinh"]), ("z*sinh|", 2, ["sinh"]), ("2sinh|", 1, ["sinh"]), ("x·sinh|", 3, ["sinh"]),
    ("x²sinh|", 3, ["sinh"]), ("(sinh| + 1)", 1, ["sinh"]), ("3 + β|", 4, ["β"]),
    ("x = 1; y = sinh|", 11, ["sinh"]), ("x = 1;sinh|", 6, ["sinh"]), ("expm|1", 0, ["expm1"]),
    ("gamma|", 0, ["gamma", "gammainc", "gammainc_a", "gammaincc"]), ("ans|", 0, ["ans"]),
    ("ta|", 0, ["tan", "tanh", "tau"]),
    ("x < 3 an|", 6, ["ans", "and", "any"]), ("where|", 0, ["where"]),
    ("di|", 0, ["diag", "diff", "digamma"]),
    ("g(alpha, beta_2) = alp|", 19, ["alpha"]), ("g(u) == alp|", 8, []),
  ])
  func aFormulaGetsNamesFunctionsAndConstants(line: String, start: Int, words: [String]) {
    let offer = offer(line)
    #expect(offer.words == words)
    #expect(offer.start == start)
  }

  @Test(arguments: [
    "", ":grad ", ":time ", ":repeat 10 ", ":graph z + ", "y = ", ":forward x ", ":diff ", "x, y := ",
  ])
  func whereverAFormulaStandsTheSessionsNamesComeFirst(beginning: String) {
    let words = offer(beginning + "|").words
    #expect(words.prefix(3).allSatisfy { ["ans", "f", "x", "y", "z", "β"].contains($0) })
    #expect(words.contains("sin") && words.contains("pi") && words.contains("z"))
  }

  @Test(arguments: [
    "# si|", "x = 1 # si|", "\"si|", "%1|", ":quit |", ":vars z|", ":nonsense z|", ":gra z|", ":forward x=|",
    ":repeat 1|", ":help --search |", "2|", "x + 3.5|", "3.|", "1e-3|", "z*12|", ":grad x + 1|",
    "(z + 1) \"a; si|",
  ])
  func nothingIsOfferedWhereNothingCanBeForeseen(line: String) { #expect(offer(line).words == []) }

  @Test(arguments: [
    (":|", 0, CommandRegistry.commands.map { ":" + $0.name }.sorted()),
    (":hes|", 0, [":hessian"]), ("z; :gra|", 3, [":grad", ":graph"]), (":repeat 3 :hes|", 10, [":hessian"]),
    (":graph --do|", 7, ["--down", "--dot"]),
    (
      ":graph z -|", 9,
      [
        "--boxes", "--wires", "--tree", "--down", "--partials", "--flow", "--depth", "--around", "--calls",
        "--open",
        "--mark", "--svg", "--dot", "--mermaid", "--html", "--json", "--dark", "--all", "-o", "--force",
      ]
    ),
    (":grap --dot|", 6, ["--dot"]),
    (":nodes --|", 7, ["--all"]), (":nodes -|", 7, ["--all"]),
    (":forward x --|", 11, ["--step", "--all", "--left", "--right"]),
    (":hessian z : x --pa|", 15, ["--pattern"]),
    (":assert z -|", 11, []),
    (":grad z : |", 10, ["x", "y", "β"]), (":gr z : x, |", 11, ["y", "β"]), (":why z :x |", 10, ["y", "β"]),
    (":forw |", 6, ["x", "y", "β"]), (":forward x=1 β|", 13, ["β"]),
    (":delete |", 8, ["f", "x", "y", "z", "β"]), (":delete z f|", 10, ["f"]), (":node z|", 6, ["z"]),
    (":set |", 5, Settings.entries.map(\.name)), (":set color |", 11, ["on", "off", "auto"]),
    (":set color o|", 11, ["on", "off"]), (":set digits 4 |", 14, []),
    (":help synt|", 6, ["syntax"]), ("?synt|", 1, ["syntax"]), ("? synt|", 2, ["syntax"]),
    (":help :gra|", 6, [":grad", ":graph"]),
    ("?dif|", 1, ["diff"]), ("?<|", 1, ["<", "<="]), ("?z|", 1, ["z", "zeros", "zeta"]),
    ("?|", 1, (CommandRegistry.commands.map(\.name) + HelpTopic.all.map(\.name)).sorted()),
    (":find val|", 6, ["value"]), (":find value > 1 and cond|", 20, ["condition"]),
    (":find --top 3 by abs(adj|", 21, ["adjoint"]), (":graph z --mark us|", 16, ["uses"]),
    (":cache cl|", 7, ["clear", "clamp"]),
  ])
  func aCommandGetsWhatItsArgumentsAre(line: String, start: Int, words: [String]) {
    let offer = offer(line)
    if line == ":assert z -|" { return #expect(offer.list.candidates.allSatisfy { !$0.word.hasPrefix("-") }) }
    #expect(offer.words == words)
    #expect(offer.start == start)
  }

  @Test func theBeginningOfACommandThatIsTheOnlyOneCountsAsTheCommand() {
    #expect(offer(":jac z : |").words == ["x", "y", "β"])
    #expect(offer(":gr z : |").words == ["x", "y", "β"])
  }

  @Test func linesThatGoOnAreOneStatement() {
    #expect(offer("sinh|", after: "z = (x +").words == ["sinh"])
    #expect(offer("sinh|", after: "z = (x +").start == 0)
    #expect(offer("|", after: ":grad z : \\").words == ["x", "y", "β"])
    #expect(offer("alp|", after: "g(alpha) =").words == ["alpha"])
    #expect(offer("si|", after: "x = 1 # a comment ends with its line\ny = (").words.contains("sin"))
  }

  @Test func whatFollowsNaturallyIsInsertedUnlessItIsThere() {
    #expect(offer("sinh|").list.candidates.map(\.insertion) == ["sinh("])
    #expect(offer("sinh|(x)").list.candidates.map(\.insertion) == ["sinh"])
    #expect(offer(":hes|").list.candidates.map(\.insertion) == [":hessian "])
    #expect(offer(":qui|").list.candidates.map(\.insertion) == [":quit"])
    #expect(offer("ta|u").list.candidates.map(\.insertion) == ["tan(", "tanh(", "tau"])
    #expect(offer("z|").list.candidates.map(\.insertion) == ["z", "zeros(", "zeta("])
  }

  @Test(arguments: [
    ("x|", "x", "= 3"), ("z|", "z", "= x*x + x*y + 2 = 23"), ("f|", "f(u, v)", "= u*v"),
    ("sinh|", "sinh(x)", "the hyperbolic sine"), ("tau|", "tau", "= 6.283185307, 2*pi"),
    ("ans|", "ans", "= z"), ("atan2|", "atan2(y, x)", "the angle of the point (x, y)"),
    (":hes|", ":hessian", "the matrix of second derivatives"), (":graph -o|", "-o FILE", "write to a file"),
    (":set dig|", "digits", "= 10, significant digits of the numbers shown: 1 to 17"),
    (":help kin|", "kinks", "points without an ordinary derivative, and what is answered there"),
  ])
  func candidatesSayWhatTheyAre(line: String, label: String, summary: String) {
    let candidate = offer(line).list.candidates.first
    #expect(candidate?.label == label)
    #expect(candidate?.summary == summary)
  }

  @Test func nothingIsComputedForTheList() {
    let session = session()
    session.type("late = sin(z);")
    let before = session.json(":cache")
    #expect(offer("late|", in: session).list.candidates.map(\.summary) == ["= sin(z)"])
    #expect(session.json(":cache") == before)
  }

  @Test func aNameThatIsGivenAgainIsOfferedOnce() {
    let session = session()
    session.type("tau = 1; sinh(a) = a;")
    #expect(offer("tau|", in: session).list.candidates.map(\.summary) == ["= 1"])
    #expect(offer("sinh|", in: session).list.candidates.map(\.summary) == ["= a"])
  }
}
