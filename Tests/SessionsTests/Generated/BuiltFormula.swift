@testable import AutoDiff
import Formulas
import Sessions

/// A formula that was typed into a session of its own.
struct BuiltFormula {
  let session = Session()
  let target: Expression
  let inputs: [(name: String, input: Expression)]

  var graph: Graph { session.graph }

  /// Types the statements; nil where the formula comes to a constant or to an input.
  init?(_ formula: GeneratedFormula) throws {
    let session = session
    // Among the operations are those that only derivatives are made of.
    session.readsSavedSession = true
    for statement in formula.statements {
      var parser = StatementParser(Array(statement.utf8))
      while let statement = try parser.next() { _ = try session.run(statement) }
    }
    func expression(_ name: String) -> Expression? {
      session.environment.variable(name)?.operand.node.map { Expression(graph: session.graph, id: $0) }
    }
    guard let target = expression("f"), session.graph.opcode(of: target.id) != .input else { return nil }
    self.target = target
    inputs = formula.inputs.compactMap { input in expression(input.name).map { (input.name, $0) } }
  }
}
