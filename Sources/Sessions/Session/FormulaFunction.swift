import AutoDiff
package import Formulas
import Memory

/// A formula as a function of some names, which stand for whatever numbers the caller has: a condition on nodes, say.
///
/// Other names have the values that they have in a session at the time.
package struct FormulaFunction {
  private let session = Session()
  private let inputs: [NodeID]
  private let target: Operand

  /// The function that a formula is of some names.
  package init(_ formula: Formula, over names: [String], in outer: Session) throws(SessionError) {
    var inputs: [NodeID] = []
    for name in names { inputs.append(try Self.input(name, .number(0), session)) }
    for case .name(let name) in formula.nodes.map(\.kind) where !names.contains(formula[name]) {
      guard let binding = outer.environment.variable(formula[name]) else { continue }
      _ = outer.graph.value(of: binding.operand.id(in: outer.graph))
      _ = try Self.input(formula[name], outer.cachedNodeValue(of: binding.operand), session)
    }
    self.inputs = inputs
    target = try session.lower(formula)
  }

  private static func input(_ name: String, _ value: NodeValue, _ session: Session) throws(SessionError)
    -> NodeID
  {
    _ = try session.setInput(name, to: value)
    return session.environment.variable(name)?.operand.node ?? NodeID(0)
  }

  /// The value for numbers in the order of the names.
  package func value(_ numbers: [Double]) -> Double {
    for (input, number) in zip(inputs, numbers) { session.graph.setInput(input, to: number) }
    return uninterrupted { (never) throws(Interruption) in
      switch target {
      case .constant(let value): value
      case .array: .nan
      case .node(let id): try session.graph.value(of: id, never)
      }
    }
  }
}
