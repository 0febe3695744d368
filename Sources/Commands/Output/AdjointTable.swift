import AutoDiff
import Formulas
import Memory
import Pictures
import Sessions

/// How the nodes of a reverse sweep pass their adjoints on, from the target down, as a table.
struct AdjointTable: Sendable {
  let steps: ReverseSweep.Steps

  /// The rows that are shown; each is an edge.
  private let shown: Excerpt

  /// For the nodes of the rows that are shown what they compute from their operands.
  private let formulas: [NodeID: String]

  /// What the nodes in these rows are called.
  private let names: [NodeID: String]

  /// A table of steps, in which something is told of the rows that are shown, or of all.
  init(_ steps: ReverseSweep.Steps, named names: NodeNames, whole: Bool) throws(Interruption) {
    self.steps = steps
    shown = Excerpt(ofRows: steps.edges.count, whole: whole)
    var formulas: [NodeID: String] = [:]
    var nodes: [NodeID] = []
    for (position, place) in shown.places.enumerated() {
      if position % Graph.wordsBetweenQuestions == 0 { try names.cancellation.check() }
      let node = steps[steps.turn(passing: place)].turn.node
      nodes += [node, steps.edges[place].operand]
      if formulas[node] == nil {
        formulas[node] = names.session.formula(of: node, limit: 1).description
      }
    }
    self.formulas = formulas
    self.names = try names.names(of: nodes)
  }

  /// The steps as data.
  var json: JSON {
    .list(of: steps) { turn, edges in
      .object([
        ("node", .integer(turn.node.index)), ("adjoint", .number(turn.adjoint)),
        (
          "edges",
          .array(
            edges.map {
              .object([
                ("to", .integer($0.operand.index)), ("partial", .number($0.partial)),
                ("contribution", .number($0.contribution)),
              ])
            })
        ),
      ])
    }
  }

  /// A row for each edge.
  func table(_ style: TextStyle) -> TextTable {
    var table = TextTable(columns: [
      .init("node", isFlexible: true), .init("formula", isFlexible: true), .init("adjoint", .decimalPoint),
      .init("hands to", isFlexible: true), .init("adjoint × partial", isProse: true),
    ])
    table.hint = TextStyle.hint
    // What is handed on stands below the node that does it.
    table.breaks = [[3], [3, 4]]
    shown.forEach { place in
      let (turn, edges) = steps[steps.turn(passing: place)]
      let edge = steps.edges[place]
      let isFirst = place == edges.startIndex
      let product: StyledText =
        "\(style.factor(turn.adjoint)) × \(style.factor(edge.partial)) = \(style.value(edge.contribution))"
      table.addRow([
        isFirst ? title(turn.node) : "",
        isFirst ? StyledText(verbatim: formulas[turn.node] ?? "", .operation) : "",
        isFirst ? style.value(turn.adjoint) : "", title(edge.operand), product,
      ])
    } omission: {
      table.addOmission(NumberFormat.count($0, "more row"))
    }
    return table
  }

  /// What each of some inputs has received from its users, in the order of the rows: the terms of its derivative.
  ///
  /// - Complexity: O(number of edges).
  func contributions(to inputs: some Sequence<NodeID>) -> [NodeID: [Double]] {
    var contributions = Dictionary(inputs.map { ($0, [Double]()) }, uniquingKeysWith: { first, _ in first })
    for edge in steps.edges { contributions[edge.operand]?.append(edge.contribution) }
    return contributions
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
    if terms.count < 2 || terms.count > 6 { return wrapped("\(start)\(value(total))") }
    return wrapped("\(start)\(terms.map { factor($0) }.joined(separator: " + ")) = \(value(total))")
  }
}
