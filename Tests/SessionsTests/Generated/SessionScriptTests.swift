@testable import AutoDiff
import Formulas
@testable import Sessions
import Testing

/// What `:save` writes builds the same graph again: every value and every derivative to the bit.
@Suite struct SessionScriptTests {
  @Test func randomSessionsComeBackToTheBit() throws {
    var generator = FormulaGenerator(seed: 77)
    for round in 0..<120 {
      let session = Session()
      // Among the operations are those that only derivatives are made of.
      session.readsSavedSession = true
      let first = generator.next()
      for (name, value) in zip(GeneratedFormula.names, first.point) {
        _ = try session.setInput(name, to: value)
      }
      for number in 0..<3 {
        let tree = number == 0 ? first.tree : generator.next().tree
        try run("f\(number) = \(tree.text)", session)
        for input in GeneratedFormula.names {
          try run("d\(number)\(input) = diff(f\(number), \(input))", session)
        }
      }
      try run("second = diff(f0, x, 2)", session)
      // Names that moved leave nodes without a name, inputs among them.
      try run("f1 = f1*f1 + y; y = 5; x = x + f1", session)

      let script = SessionScript(of: session)
      let copy = try self.session(from: script)
      compare(session, copy, "round \(round): \(first.tree.text)")
      #expect(SessionScript(of: copy).statements == script.statements)
    }
  }

  @Test func whatHasNoNameComesBackWithoutOne() throws {
    let session = Session()
    try run("x = 3; z = x^2; x = x + 1; w = z*2; z = w + sin(w)*sin(w)", session)
    let copy = try self.session(from: SessionScript(of: session))
    #expect(copy.environment.variableNames.sorted() == ["w", "x", "z"])
    compare(session, copy, "moved names")
  }

  @Test func namesOfConstantsAndFunctionsMayMeanSomethingElse() throws {
    let session = Session()
    try run("inf = 1; nan = 2; pi = 3; a = 1/0; b = -1/0; c = 0/0; d = -(0/0); e = -0.0; m = 5e-324", session)
    try run("g = a*inf + sin(pi); sin(v) = 2*v; h = sin(pi); k(u) = %0*u + pi", session)
    let copy = try self.session(from: SessionScript(of: session))
    compare(session, copy, "shadowed names")
    #expect(copy.environment.functions.map(\.name) == ["sin", "k"])
    try run("k(2)", copy)
    #expect(copy.last.map { copy.value(of: $0) } == 5)
  }

  @Test(arguments: [
    ("x = 3; z = x*x + 1; x*x", 9.0), ("x = 3; 1 + 1", 2), ("x = 3; z = x^2; x := 4; 0/1", 0),
    ("x = 3; z = sin(x*x + 1); x*x + 1", 10), ("c = 7; -c", -7), ("x = 3; f(u) = u*u; 8", 8),
  ])
  func theLastResultComesBack(text: String, value: Double) throws {
    let session = Session()
    try run(text, session)
    let copy = try self.session(from: SessionScript(of: session))
    #expect(copy.last.map { copy.value(of: $0) } == value)
    compare(session, copy, "\(text)")
  }

  @Test(arguments: [
    // What a function calls came after it, by a detour.
    "f(u) = g(u) + 1; g(u) = u; :delete g; g(u) = 2*u",
    "a(u) = b(u); b(u) = c(u)*c'(u); c(u) = u^2; :delete b c; c(u) = u^3; b(u) = c(u)",
    // A built-in function was given another meaning, with other arguments.
    "f(u) = sin(u, u); sin(u, v) = u*v; :delete f; f(u) = sin(u, 2)", "f(u) = sin(u); sin(v) = 2*v",
    "f(u) = hypot(u, 1); hypot(v) = v; :delete hypot; hypot(p, q) = p*q", "sin(v) = 2*v; z = sin(x); sin(z)",
    // The last result and nodes without a name.
    "7; f(u) = u + ans; 8", "v = x*x; f(u) = u*%1; w = 1",
    "x*x*x; f(u) = diff(ans*u, u) + ans; g(u) = f(u); y = 2",
    "k = 2; f(u) = u*k; :delete k; k(u) = u; k = 5",
  ])
  func functionsComeBackInTheirOrder(text: String) throws {
    let session = Session()
    try run("x = 3", session)
    for statement in text.split(separator: "; ") {
      // Some of them fail, which is as good a way to come to a state as any.
      try? session.carryOut(String(statement))
    }
    let script = SessionScript(of: session)
    #expect(script.lost.isEmpty)
    let copy = try self.session(from: script)
    let functions = session.environment.functions
    #expect(functions.map(\.heading) == copy.environment.functions.map(\.heading))
    compare(session, copy, "\(text)")
    for (number, function) in functions.enumerated() {
      let call =
        "call\(number) = \(function.name)(\((0..<function.parameters.count).map { "0.\($0 + 3)*x" }.joined(separator: ", ")))"
      try run(call, session)
      try run(call, copy)
    }
    compare(session, copy, "calls of \(text)")
  }

  @Test(arguments: [
    ("k = 2; f(u) = u + k; :delete k", ["f(u)"], "unknown name 'k'"),
    ("g(u) = u; f(u) = g(u); h(u) = f(u); :delete g; e(u) = u", ["f(u)", "h(u)"], "unknown function 'g'"),
    ("g(u) = u; f(u) = g(u); g(u, v) = u", ["f(u)"], "'g' takes 2 arguments, 1 given"),
    (
      "g(u) = u; f(u) = g'(u); g(u, v) = u", ["f(u)"],
      "'g' takes 2 arguments: a prime is for functions of one"
    ),
    ("f(u) = hypot(u, 1); hypot(v) = v", ["f(u)"], "'hypot' takes 1 argument, 2 given"),
  ])
  func aFunctionThatCannotBeCalledIsLeftOut(text: String, headings: [String], problem: String) throws {
    let session = Session()
    for statement in text.split(separator: "; ") { try session.carryOut(String(statement)) }
    let count = session.graph.count
    let script = SessionScript(of: session)
    #expect(session.graph.count == count)
    #expect(script.lost.map(\.function.heading) == headings)
    #expect(script.lost.allSatisfy { $0.problem.diagnostic.message.hasPrefix(problem) })
    #expect(
      script.writing.lines.filter { $0.hasPrefix("# ") && $0.contains("cannot be called: \(problem)") }.count
        == headings.count)
    let copy = try self.session(from: script)
    let kept = session.environment.functions.map(\.heading).filter { !headings.contains($0) }
    #expect(copy.environment.functions.map(\.heading) == kept)
  }

  @Test func nodesThatManyUseAreWrittenOnce() throws {
    let session = Session()
    try run("x = 1.0000001", session)
    try run("z = x", session)
    for _ in 0..<200 { try run("z = z*z", session) }
    let script = SessionScript(of: session)
    #expect(script.statements.count < 210)
    compare(session, try self.session(from: script), "shared nodes")
  }

  @Test func aLongFormulaIsWrittenInParts() throws {
    let session = Session()
    try run("x = 0.5", session)
    try run("z = " + (0..<20_000).map { "sin(x*\($0).5)" }.joined(separator: " + "), session)
    let script = SessionScript(of: session)
    #expect(script.statements.allSatisfy { $0.utf8.count < 400_000 })
    compare(session, try self.session(from: script), "long formula")
  }

  private func session(from script: SessionScript) throws -> Session {
    let session = Session()
    session.readsSavedSession = true
    for statement in script.statements { try session.carryOut(statement) }
    return session
  }

  private func run(_ text: String, _ session: Session) throws {
    var parser = StatementParser(Array(text.utf8))
    while let statement = try parser.next() { _ = try session.run(statement) }
  }

  /// Whether two sessions have the same names, with the same values and gradients to the bit.
  private func compare(_ a: Session, _ b: Session, _ comment: Comment) {
    #expect(Set(a.environment.variableNames) == Set(b.environment.variableNames), comment)
    for (name, binding) in a.environment.variables {
      guard let other = b.environment.variable(name) else { continue }
      #expect(binding.isInput == other.isInput, comment)
      let (value, same) = (a.value(of: binding.operand), b.value(of: other.operand))
      #expect(value.bitPattern == same.bitPattern || value.isNaN && same.isNaN, "\(comment) \(name)")
      guard let node = binding.operand.node, let copy = other.operand.node else { continue }
      let gradient = a.graph.backpropagation(of: node).gradient.entries.map(\.derivative)
      let copied = b.graph.backpropagation(of: copy).gradient.entries.map(\.derivative)
      #expect(
        gradient.count == copied.count
          && zip(gradient, copied).allSatisfy { $0.bitPattern == $1.bitPattern || $0.isNaN && $1.isNaN },
        "\(comment) \(name): \(gradient) \(copied)")
    }
  }
}

extension Session {
  /// Carries out a statement, or a `:delete`.
  fileprivate func carryOut(_ statement: String) throws {
    guard statement.hasPrefix(":delete ") else {
      var parser = StatementParser(Array(statement.utf8))
      while let statement = try parser.next() { _ = try run(statement) }
      return
    }
    try delete(
      statement.dropFirst(8).split(separator: " ").map {
        Statement.Name(text: String($0), range: SourceRange(0, 0))
      })
  }
}
