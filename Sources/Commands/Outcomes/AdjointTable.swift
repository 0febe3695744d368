import AutoDiff
import Formulas
import Pictures
import Sessions

/// How the nodes of a reverse sweep pass their adjoints on, from the target down, as a table.
struct AdjointTable: Sendable {
  let steps: [Backpropagation.Step]

  /// For each step what its node computes from its operands.
  let formulas: [String]

  /// What the nodes are called.
  let names: [NodeID: String]

  init(_ steps: [Backpropagation.Step], in interpreter: Interpreter) {
    self.steps = steps
    formulas = steps.map { interpreter.session.formula(of: $0.node, limit: 1).description }
    names = interpreter.names(of: steps.flatMap { [$0.node] + $0.edges.map(\.operand) })
  }

  /// The steps as data.
  var json: JSON {
    .array(
      steps.map { step in
        .object([
          ("node", .integer(step.node.index)), ("adjoint", .number(step.adjoint)),
          (
            "edges",
            .array(
              step.edges.map {
                .object([
                  ("to", .integer($0.operand.index)), ("partial", .number($0.partial)),
                  ("contribution", .number($0.contribution)),
                ])
              })
          ),
        ])
      })
  }

  /// A row for each edge.
  func table(_ style: TextStyle) -> TextTable {
    var table = TextTable(columns: [
      .init("node", isFlexible: true), .init("formula", isFlexible: true), .init("adjoint", .decimalPoint),
      .init("hands to", isFlexible: true), .init("adjoint × partial", isProse: true),
    ])
    for (step, formula) in zip(steps, formulas) {
      for (position, edge) in step.edges.enumerated() {
        let first = position == 0
        let product: StyledText =
          "\(style.factor(step.adjoint)) × \(style.factor(edge.partial)) = \(style.value(edge.contribution))"
        table.addRow([
          first ? title(step.node) : "", first ? StyledText(verbatim: formula, .operation) : "",
          first ? style.value(step.adjoint) : "", title(edge.operand), product,
        ])
      }
    }
    return table
  }

  /// What an input has received, as a sum that comes to its derivative.
  func equation(_ left: String, _ input: NodeID, _ derivative: Double, _ style: TextStyle) -> StyledText {
    let received = steps.flatMap { $0.edges.filter { $0.operand == input }.map(\.contribution) }
    return style.sum(left, of: received, derivative)
  }

  private func title(_ node: NodeID) -> StyledText {
    let name = names[node] ?? node.description
    return StyledText(verbatim: name, name.hasPrefix("%") ? .node : .name)
  }
}

extension TextStyle {
  /// `∂z/∂x = 4 + 3 + 3 = 10`; without the terms where there is one, or more than one wants to read.
  func sum(_ left: String, of terms: [Double], _ total: Double) -> StyledText {
    let start: StyledText = "\(left, .name) = "
    if terms.count < 2 || terms.count > 6 { return "\(start)\(value(total))" }
    return "\(start)\(terms.map { factor($0) }.joined(separator: " + ")) = \(value(total))"
  }
}
