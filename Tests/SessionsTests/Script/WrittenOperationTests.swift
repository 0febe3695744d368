@testable import AutoDiff
import Formulas
@testable import Sessions
import Testing

/// What only derivatives are made of: written in people's terms, and callable only where a saved session is read.
@Suite struct WrittenOperationTests {
  private static let opcodes = Opcode.allCases.filter { $0.primitive.writing != nil }

  private func run(_ text: String, _ session: Session) throws {
    var parser = StatementParser(Array(text.utf8))
    while let statement = try parser.next() { _ = try session.run(statement) }
  }

  @Test(arguments: opcodes)
  func whatIsWrittenHasTheValueAndTheDerivatives(opcode: Opcode) throws {
    let primitive = opcode.primitive
    for round in 1...8 {
      let session = Session()
      let operands = primitive.parameters.enumerated().map { position, name -> NodeID in
        let sample = primitive.samples[min(position, primitive.samples.count - 1)]
        let value = sample.lowerBound + (sample.upperBound - sample.lowerBound) * Double(round) / 9
        // What selects a member of a family is a number.
        if sample.lowerBound == sample.upperBound { return session.graph.constant(sample.lowerBound) }
        _ = try? session.setInput(name, to: .number(value))
        return session.environment.variable(name)?.operand.node ?? NodeID(0)
      }
      let node = session.graph.node(opcode, arguments: operands)
      let formula = session.formula(of: node, limit: 100)
      let again = try session.lower(reread(formula))
      compare(session.graph.value(of: node), try session.value(of: again), "\(opcode): \(formula)")
      guard let other = again.node else { continue }
      let graph = session.graph
      let (first, second) = (
        graph.gradient(of: Expression(graph: graph, id: node)),
        graph.gradient(of: Expression(graph: graph, id: other))
      )
      for input in operands where !input.isConstant {
        let input = Expression(graph: graph, id: input)
        compare(first[input] ?? 0, second[input] ?? 0, "the derivative of \(formula)")
      }
    }
  }

  private func reread(_ formula: Formula) throws -> Formula {
    let text = Array(formula.description.utf8)
    return try StatementParser.parseFormula(text, in: SourceRange(0, text.count))
  }

  private func compare(_ a: Double, _ b: Double, _ comment: String) {
    #expect(a == b || abs(a - b) <= 1e-12 * max(1, abs(a)) || (a.isNaN && b.isNaN), "\(comment): \(a), \(b)")
  }

  @Test(arguments: [
    ("diff(erf(x), x)", "1.1283791670955126*exp(-x^2)"), ("diff(relu(x), x)", "(1 + sign(x))/2"),
    ("diff(max(x, y), x)", "(1 + sign(x - y))/2"), ("diff(sinc(x), x)", "sinc'(x)"),
    ("diff(sinc(x), x, 3)", "sinc'''(x)"),
    ("diff(lbeta(x, y), x)", "-(polygamma(0, x + y) - polygamma(0, x))"),
    (
      "diff(diff(sigmoid(x), x), x)",
      "sigmoid(x)*-sigmoid(-x)*sigmoid(x) + sigmoid(-x)*sigmoid(x)*sigmoid(-x)"
    ),
  ])
  func aDerivativeIsWrittenInWhatPeopleType(text: String, written: String) throws {
    let session = Session()
    try run("x = 0.5; y = 2; d = \(text)", session)
    let node = try #require(session.environment.variable("d")?.operand.node)
    let formula = session.formula(of: node, limit: 100)
    let again = try session.lower(reread(formula))
    compare(session.graph.value(of: node), try session.value(of: again), "\(formula)")
    if !text.contains("sigmoid") { #expect(formula.description == written) }
  }

  @Test func theNamesAreNotThereForPeople() throws {
    let session = Session()
    try run("x = 0.5", session)
    for opcode in Self.opcodes {
      let name = try #require(BuiltIns.internalName(of: opcode))
      #expect(BuiltIns.function(name) == nil && !BuiltIns.functionNames.contains(name))
      let arguments = opcode.primitive.parameters.map { _ in "x" }.joined(separator: ", ")
      #expect(throws: SessionError.self) { try self.run("\(name)(\(arguments))", session) }
      session.readsSavedSession = true
      #expect(throws: Never.self) { try self.run("z_\(name) = \(name)(\(arguments))", session) }
      session.readsSavedSession = false
    }
  }

  @Test func aFunctionOfASavedSessionGoesOnCallingThem() throws {
    let session = Session()
    session.readsSavedSession = true
    try run("x = 0.5; f(u) = gaussian(u); g(u) = f(u) + 1", session)
    session.readsSavedSession = false
    try run("f(x)*g(x); h(u) = f(u)^2; h(x)", session)
    #expect(throws: SessionError.self) { try self.run("k(u) = gaussian(u)", session) }
    #expect(throws: SessionError.self) { try self.run("f(x) + gaussian(x)", session) }
  }
}
