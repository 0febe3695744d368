import Commands
import Pictures
import Testing

/// What `:graph` draws: shapes, parts of the graph, marks, and the summary of what is too large.
@Suite struct GraphCommandTests {
  private func session(_ statements: String...) -> TestSession {
    let session = TestSession()
    for statement in statements { session.type(statement) }
    return session
  }

  private let article = "x = 3; y = 4; z = x*x + x*y + 2;"

  /// With `ADREPL_RECORD` they are written anew.
  @Test(arguments: [("graph.svg", ""), ("graph-dark.svg", " --dark")])
  func thePictureOfTheReadmeIsTheProgramsOwn(file: String, option: String) {
    let session = session(article, ":grad z;")
    session.type(":graph z --flow\(option) -o \(file)")
    if TestFiles.isRecording {
      TestFiles.write(session.files[file] ?? "", to: "Documentation/\(file)")
    } else {
      #expect(session.files[file] == TestFiles.text("Documentation/\(file)"))
    }
  }

  @Test func boxesAreDrawnWhileTheyFitAndElseWires() {
    let session = session(article)
    #expect(session.type(":graph z").hasPrefix("          ╭ %2 ─╮"))
    session.width = 40
    #expect(session.type(":graph z").hasPrefix("       node  formula  value"))
    #expect(session.type(":graph z").split(separator: "\n").allSatisfy { $0.count <= 40 })
    session.width = 20
    #expect(session.type(":graph z").split(separator: "\n").allSatisfy { $0.count <= 20 })
    session.width = 80
    session.type(":set graph tree")
    #expect(session.type(":graph z").hasPrefix("z           %4 + 2   23"))
    #expect(session.type(":graph z --boxes").hasPrefix("          ╭ %2 ─╮"))
  }

  @Test func derivativesAreThoseOfTheLastSweep() {
    let session = session(article, "w = x + y;", ":grad z;")
    #expect(session.type(":graph z").contains("│ ∂ 10 │"))
    session.type(":forward x z;")
    #expect(session.type(":graph z").contains("║ ˙ 10   ║"))
    session.type(":grad w;")
    #expect(session.type(":graph z").hasSuffix("the adjoints are those of w"))
    // What is said of edges is of this target, whatever was swept last.
    #expect(session.type(":graph z --flow").contains("─1·4=4─▸"))
    session.type(":grad w; v = 3;")
    #expect(!session.type(":graph v").contains("adjoints"))
    session.type("x = 5;")
    #expect(!session.type(":graph z").contains("∂"))
    #expect(session.type(":graph z --partials").contains("─5─▸"))
  }

  @Test func whatIsCutOffIsMarked() {
    let session = session("x = 2; d = detach(x); z = d*x;", ":grad z;")
    #expect(session.type(":graph z").contains("∂ 2"))
    let unconnected = self.session("x = 2; y = 3; z = x + detach(y);", ":grad z;")
    #expect(unconnected.type(":graph z").contains("∂ –"))
    #expect(unconnected.type(":graph z").hasSuffix("– not connected"))
  }

  @Test func aBirthOfNaNIsMarked() {
    let session = session("x = -1; z = sqrt(x) + 1;")
    let text = session.type(":graph z --wires")
    #expect(text.contains("●  %1    sqrt(x)    nan  ✗"), "\(text)")
    #expect(text.hasSuffix("✗ nan or inf comes about here"))
  }

  @Test func aKinkIsMarkedWhereItIsFelt() {
    let session = session("x = 0; z = abs(x) + 1;", ":grad z;")
    #expect(session.type(":graph z").contains("0 ◇"))
    #expect(session.type(":graph z").hasSuffix("◇ at a kink, a jump or a vertical tangent"))
  }

  @Test func aPartCanBeDrawn() {
    let session = session(article)
    let depth = session.type(":graph z --depth 1 --wires")
    #expect(depth.contains("●  %4    %2 + %3     21  ⋯"))
    #expect(!depth.contains("x·x"))
    let around = session.type(":graph z --around %2 --wires")
    #expect(around.split(separator: "\n").count == 5)
    #expect(session.type(":graph z --around %2:0 --boxes").contains("╭ %2 ──"))
    #expect(session.type(":graph z --around q").contains("'q' is not defined"))
    session.type("v = 7;")
    #expect(session.type(":graph z --around v").contains("'z' does not depend on 'v'"))
    #expect(session.type(":graph z --around %2:x").contains("'--around' is NODE[:n], not '%2:x'"))
    // The target keeps its frame.
    #expect(!session.type(":graph z --around x --boxes").contains("╔"))
    #expect(
      session.type(":graph z --depth 1 --around x").contains("one part at a time: '--depth' or '--around'"))
  }

  @Test func callsAreOneNodeEach() {
    let session = session("N(u) = 1/(1 + exp(-u));", "x = 1; z = N(x) + N(2*x);", ":grad z;")
    let folded = session.type(":graph z --calls --partials")
    #expect(folded.contains("│ N(x)") && !folded.contains("exp"))
    // The partial of a call is that of its result by its argument: N' = N·(1 − N).
    #expect(folded.contains("─0.197─▸"))
    #expect(session.type(":graph z --open N --wires").contains("exp(%1)"))
    #expect(session.type(":graph z --open M").contains("'M' is not defined"))
    // A node within a call that is read from outside is drawn by itself.
    session.type("w = exp(-x) + N(x);")
    #expect(session.type(":graph w --calls --wires").contains("exp("))
  }

  @Test func nodesCanStandOut() {
    let session = session(article, ":grad z;", ":set color on")
    let plain = session.type(":graph z --dot --mark adjoint > 2")
    #expect(plain.contains(##"n0 [label="x\n3 ◆\n∂ 10", fillcolor="#dbeafe", color="#b45309""##))
    #expect(!plain.contains(##"n2 [label="%2\nx·x\n9\n∂ 1", color"##))
    #expect(session.type(":graph z --dot --mark uses >= 2 and depth == 0").contains("#b45309"))
    #expect(session.type(":graph z --mark value > 20").hasSuffix("◆ 2 nodes: value > 20"))
    #expect(session.type(":graph z --mark value > 20 --wires").contains("21        1  ◆"))
    #expect(session.type(":graph z --mark value > 99").hasSuffix("no node is marked: value > 99"))
    #expect(!session.type(":graph z --dot --mark condition > 100").contains("#b45309"))
    #expect(session.type(":graph z --dot --mark \"value > 20\"").contains("#b45309"))
    #expect(session.type(":graph z --mark nonsense > 1").contains("nonsense"))
    #expect(session.type(":graph z --mark").contains("--mark"))
  }

  @Test func aLargeGraphIsSummarised() {
    let session = session("x = 0.5;")
    session.type("f0 = x;")
    for index in 1...80 { session.type("f\(index) = sin(f\(index - 1))*f\(index - 1);") }
    let text = session.type(":graph f80")
    #expect(
      text == """
        f80: 161 nodes over 1 input, depth 160, widest layer 1, most read 2 times, a
          25-digit number of paths
        · 80   sin 80
        --depth 3 draws it from the target down, --around %n what is near a node,
          --calls your functions as one node each; --all draws it (161 rows)
        """)
    #expect(session.type(":graph f80 --all").split(separator: "\n").count == 162)
    #expect(session.type(":graph f80 --depth 3").split(separator: "\n").count < 20)
  }

  @Test func whatMermaidCannotShowIsRefused() {
    let session = session("x = 0.5;", "f0 = x;")
    for index in 1...300 { session.type("f\(index) = sin(f\(index - 1))*f\(index - 1);") }
    let text = session.type(":graph f300 --mermaid")
    #expect(text.contains("viewers of Mermaid draw at most 500 edges and 50,000\n  characters"))
    #expect(text.contains("write: --depth 3"))
    #expect(session.type(":graph f300 --mermaid --depth 20").hasPrefix("flowchart LR"))
    #expect(session.json(":graph f300 --json --depth 2").first?.contains(#""node":0"#) == false)
  }

  @Test(arguments: ["--down --svg", "--wires -o z.dot", "--tree --json"])
  func aShapeIsForTheTerminal(options: String) {
    let session = session(article)
    #expect(session.type(":graph z \(options)").contains("is not what '."))
    #expect(session.files.isEmpty)
  }

  @Test func numbersAndInputsAloneAreDrawn() {
    let session = session("x = 3;")
    #expect(session.type(":graph x") == "╔ x ═╗\n║ 3  ║\n╚════╝")
    #expect(!session.type(":graph 7").contains("error"))
    #expect(session.type(":graph x --svg").hasPrefix("<svg"))
  }

  @Test func stepsAreToldInWordsWhereNobodyTypes() {
    let session = session(article)
    let text = session.type(":backprop z --step")
    #expect(text.contains("step 3 of 4\n%3 = x*y has the adjoint 1; a product swaps"))
    #expect(text.contains("  y   1 × ∂%3/∂y = 1 × 3 = 3     complete: ∂z/∂y = 3"))
    #expect(text.hasSuffix("4 node visits, 7 products; forward mode would have needed 2 sweeps"))
    let forward = session.type(":forward x z --step")
    #expect(forward.contains("%3 = x*y:  ∂%3/∂x × x˙ + ∂%3/∂y × y˙ = 4 × 1 + 3 × 0 = 4"))
    #expect(forward.hasSuffix("∂z/∂x = 10"))
  }

  @Test(arguments: Array(stride(from: 20, through: 200, by: 12)))
  func noLineIsWiderThanTheScreen(width: Int) {
    let session = session(
      "N(u) = 1/(1 + exp(-u));", "a_long_name = 1; θ₁ = 2; x = detach(θ₁);",
      "w = N(a_long_name*θ₁) + N(x)*abs(a_long_name - 1) + max(a_long_name, θ₁, x, 3, 4);", ":grad w;")
    session.width = width
    for options in [
      "", " --flow", " --partials", " --wires --flow", " --calls", " --depth 2", " --boxes", " --down",
    ] {
      for line in session.type(":graph w\(options)").split(separator: "\n") {
        #expect(displayWidth(line) <= width, "\(options): \(line)")
      }
    }
    for command in [":backprop w --step", ":forward θ₁ w --step"] {
      for line in session.type(command).split(separator: "\n") {
        #expect(displayWidth(line) <= width, "\(command): \(line)")
      }
    }
  }

  @Test func storiesThatAreTooLongAreRefused() {
    let session = session("x = 0.5; f0 = x;")
    session.type("f0 = x;")
    for index in 1...1200 { session.type("f\(index) = sin(f\(index - 1))*x;") }
    #expect(
      session.type(":backprop f1200 --step").contains("--step is for up to 2,000 steps, and these are 2,"))
    #expect(session.type(":backprop f1200 --step").contains("write: :backprop f1200"))
    #expect(session.type(":graph f1200 --svg").contains("a picture is for up to 2,000 nodes"))
  }
}
