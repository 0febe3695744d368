@testable import AutoDiff
import Formulas
import SeededRandom
@testable import Sessions
import Testing

/// What `:save` writes builds the same graph again: every value and every derivative to the bit.
@Suite struct SessionScriptTests {
  @Test(arguments: [true, false], FormulaCount.isLong ? 1...100 : 6...8)
  func randomSessionsComeBackToTheBit(isTextKept: Bool, seed: UInt64) throws {
    var generator = FormulaGenerator(seed: seed)
    for round in 0..<120 {
      let session = Session()
      // Among the operations are those that only derivatives are made of.
      session.readsSavedSession = true
      let first = generator.next()
      for (name, value) in zip(GeneratedFormula.names, first.point) {
        _ = try session.setInput(name, to: .number(value))
      }
      for number in 0..<3 {
        let tree = number == 0 ? first.tree : generator.next().tree
        try run("f\(number) = \(tree.text)", session, isTextKept)
        for input in GeneratedFormula.names {
          try run("d\(number)\(input) = diff(f\(number), \(input))", session, isTextKept)
        }
      }
      try run("second = diff(f0, x, 2)", session, isTextKept)
      // Names that moved leave nodes without a name, inputs among them.
      if round % 2 == 0 { try run("f1 = f1*f1 + y; y = 5; x = x + f1", session, isTextKept) }

      let script = try SessionScript(of: session)
      let copy = try self.session(from: script, isTextKept)
      compare(session, copy, "round \(round): \(first.tree.text)")
      let again = try SessionScript(of: copy)
      if isTextKept {
        compare(session, try self.session(from: again), "round \(round), again")
        // With other seeds a typed name that only saved sessions read stands where nodes are shared.
        if round % 2 == 1, seed <= 8 { #expect(script.statements.allSatisfy { !$0.contains("strong_") }) }
      } else {
        #expect(again.statements == script.statements)
      }
    }
  }

  /// Whatever people do with names: they move, come back, are taken away, stand for one another, and hide others.
  @Test func sessionsOfMovingNamesComeBackToTheBit() throws {
    var random = SplitMix(seed: 20)
    let rounds = FormulaCount.isLong ? 20_000 : 400
    for round in 0..<rounds {
      let session = Session()
      for statement in ["x = 0.7", "y = 1.3", "f(t) = t*x + 1", "g(t) = f(t)^2"] {
        try session.carryOut(statement)
      }
      var typed: [String] = []
      for _ in 0..<Int.random(in: 3...16, using: &random) {
        let statement = RandomStatement(using: &random).text
        typed.append(statement)
        // Some of them fail, which is as good a way to come to a state as any.
        try? session.carryOut(statement)
      }
      let script = try SessionScript(of: session)
      let comment: Comment = "round \(round): \(typed) \(script.statements)"
      let copy = try #require(try? self.session(from: script), comment)
      compare(session, copy, comment)
      let known = session.environment.functions.map(\.heading).filter { heading in
        !script.lost.contains { $0.function.heading == heading }
      }
      #expect(copy.environment.functions.map(\.heading) == known, comment)
      #expect(
        try copy.last.map { try copy.value(of: $0) } == session.last.map { try session.value(of: $0) },
        comment)
    }
  }

  /// A saved session reads as its author would have written it.
  @Test(arguments: [
    ["x = 3", "y = 4", "z = x*x + x*y + 2"], ["x = 3", "z = 2*pi*x", "w = z"],
    ["x = 3", "f(t) = abs(t)", "z = f(2x)", "d = f'(x)"],
    [
      "S = 100", "v = 2*S^2", "N(u) = 0.5*(1 + erf(u))", "call = S*N(v)", "delta = diff(call, S)",
      "g = diff(call, S, 2)",
    ],
    // The derivatives by all inputs are built at once, with the first one that is asked for.
    ["a = 1", "b = 2", "z = sin(a*b) + a^b", "za = diff(z, a)", "zb = diff(z, b)", "zab = diff(z, a, b)"],
    ["x = 3", "d = diff(2*pi*x, x)", "k = 6.5", "z = d*x"], ["x = 3", "x*x", "z = x*x + 1"],
    ["x = 3", "x*x + 1"],
    ["pi = 3", "z = pi*2"], ["x = 3", "one(t) = 1", "z = one(x)", "w = one(x)*x"], ["x = 3", "z = x^2", "x"],
    ["x = 2", "g(t) = t*x", "f(t) = g(t)^2", "z = f(3)", "h(t) = z*t", "2.5"],
  ])
  func aSessionIsWrittenAsItWasTyped(statements: [String]) throws {
    let session = Session()
    for statement in statements { try session.carryOut(statement) }
    #expect(try SessionScript(of: session).statements == statements)
  }

  @Test func whatHasMovedIsWrittenFromItsNodesAndTheRestAsTyped() throws {
    let session = Session()
    for statement in ["x = 3", "y = 4", "z = 2*pi*x + y", "u = sin( y )", "x = 2*y"] {
      try session.carryOut(statement)
    }
    #expect(
      try SessionScript(of: session).statements == [
        "_1 = 3", "y = 4", "z = 6.283185307179586*_1 + y", "u = sin( y )", "x = 2*y", ":delete _1",
      ])
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
    #expect(try copy.last.map { try copy.value(of: $0) } == 5)
  }

  @Test(arguments: [
    ("x = 3; z = x*x + 1; x*x", 9.0), ("x = 3; 1 + 1", 2), ("x = 3; z = x^2; x := 4; 0/1", 0),
    ("x = 3; z = sin(x*x + 1); x*x + 1", 10), ("c = 7; -c", -7), ("x = 3; f(u) = u*u; 8", 8),
  ])
  func theLastResultComesBack(text: String, value: Double) throws {
    let session = Session()
    try run(text, session)
    let copy = try self.session(from: SessionScript(of: session))
    #expect(try copy.last.map { try copy.value(of: $0) } == value)
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
    let script = try SessionScript(of: session)
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
    ("k = 2; f(u) = u + k; :delete k", ["f(u)"], "'k' has no value yet"),
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
    let script = try SessionScript(of: session)
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
    let script = try SessionScript(of: session)
    #expect(script.statements.count < 210)
    compare(session, try self.session(from: script), "shared nodes")
  }

  @Test func aLongFormulaIsWrittenInParts() throws {
    let session = Session()
    try run("x = 0.5", session)
    try run("z = " + (0..<20_000).map { "sin(x*\($0).5)" }.joined(separator: " + "), session)
    let script = try SessionScript(of: session)
    #expect(script.statements.allSatisfy { $0.utf8.count < 400_000 })
    compare(session, try self.session(from: script), "long formula")
  }

  private func session(from script: SessionScript, _ isTextKept: Bool = true) throws -> Session {
    let session = Session()
    session.readsSavedSession = true
    for statement in script.statements { try session.carryOut(statement, isTextKept) }
    return session
  }

  private func run(_ text: String, _ session: Session, _ isTextKept: Bool = true) throws {
    var parser = StatementParser(Array(text.utf8))
    while let statement = try parser.next() {
      _ = try session.run(statement, in: isTextKept ? parser.text : [])
    }
  }

  /// Whether two sessions have the same names, with the same values and gradients to the bit.
  private func compare(_ a: Session, _ b: Session, _ comment: Comment) {
    // Functions that speak of nodes by their numbers make these stay, with names.
    let added = b.environment.variableNames.filter { $0.hasPrefix("node") }
    #expect(Set(a.environment.variableNames + added) == Set(b.environment.variableNames), comment)
    for (name, binding) in a.environment.variables {
      guard let other = b.environment.variable(name) else { continue }
      #expect(binding.isInput == other.isInput, comment)
      let (value, same) = (
        a.graph.value(of: binding.operand.id(in: a.graph)), b.graph.value(of: other.operand.id(in: b.graph))
      )
      #expect(value.bitPattern == same.bitPattern || value.isNaN && same.isNaN, "\(comment) \(name)")
      guard let node = binding.operand.node, let copy = other.operand.node else { continue }
      let gradient = a.graph.reverseSweep(of: node).gradient.entries.map(\.derivative)
      let copied = b.graph.reverseSweep(of: copy).gradient.entries.map(\.derivative)
      #expect(
        gradient.count == copied.count
          && zip(gradient, copied).allSatisfy { $0.bitPattern == $1.bitPattern || $0.isNaN && $1.isNaN },
        "\(comment) \(name): \(gradient) \(copied)")
    }
  }
}

extension Session {
  /// Carries out a statement, or a `:delete`.
  fileprivate func carryOut(_ statement: String, _ isTextKept: Bool = true) throws {
    guard statement.hasPrefix(":delete ") else {
      var parser = StatementParser(Array(statement.utf8))
      while let statement = try parser.next() { _ = try run(statement, in: isTextKept ? parser.text : []) }
      return
    }
    try delete(
      statement.dropFirst(8).split(separator: " ").map {
        Statement.Name(text: String($0), range: SourceRange(0, 0))
      })
  }
}

/// A statement of a few names, which soon mean something else than before.
private struct RandomStatement {
  let text: String

  init(using random: inout SplitMix) {
    func pick(_ choices: [String]) -> String { choices.randomElement(using: &random) ?? "" }
    func name() -> String { pick(["x", "y", "a", "b", "c", "pi"]) }
    func operand() -> String {
      pick([name(), name(), name(), "2", "pi", "ans", "%2", "f(\(name()))", "g(\(name()))"])
    }
    func formula() -> String {
      switch Int.random(in: 0..<9, using: &random) {
      case 0: operand()
      case 1: "diff(\(name()), \(name()))"
      case 2: "diff(\(name()), \(name()), 2)"
      case 3: "sin(\(operand()))*\(operand())"
      case 4: "f'(\(name()))"
      case 5: "diff(2*pi*\(name()), \(name()))"
      default: "\(operand())*\(operand()) + \(operand())"
      }
    }
    text =
      switch Int.random(in: 0..<14, using: &random) {
      case 0: formula()
      case 1: "\(name()) = 0.\(Int.random(in: 1...9, using: &random))"
      case 2: ":delete \(pick(["x", "y", "a", "b", "c", "pi", "f", "g", "sin"]))"
      case 3: "\(pick(["f", "g", "h", "sin"]))(t) = t*\(formula())"
      case 4: "\(name()) = \(name())"
      default: "\(name()) = \(formula())"
      }
  }
}
