import AutoDiff
import Formulas
import Memory
import Pictures
import Sessions

extension CommandContext {
  /// Compares the local derivatives of all operations below a target with differences.
  func checkNodes(of target: Target) throws(Interruption) -> CheckNodesOutcome {
    let checks = try session.graph.nodeChecks(of: id(of: target), cancellation)
    let rows = try checks.compactMap(cancellation) { check -> CheckNodesOutcome.Row? in
      if check.check.agreement != nil { return nil }
      let arguments = session.graph.node(at: check.node)?.arguments ?? []
      return CheckNodesOutcome.Row(
        node: check.node, formula: session.formula(of: check.node, limit: 1).description,
        operand: names.name(of: arguments[check.operandIndex]), operandIndex: check.operandIndex,
        check: check.check)
    }
    return CheckNodesOutcome(
      target: target, rows: rows, checkCount: checks.count, nodeCount: Set(checks.map(\.node)).count,
      worst: checks.compactMap(\.check.agreement).max())
  }
}

/// The local derivatives beside their estimates by differences: those that do not agree, and a summary.
struct CheckNodesOutcome: Outcome {
  /// A local derivative that does not agree.
  struct Row {
    let node: NodeID
    let formula: String
    let operand: String
    let operandIndex: Int
    let check: DerivativeCheck
  }

  let target: Target
  let rows: [Row]
  let checkCount: Int
  let nodeCount: Int
  let worst: Double?

  var kind: String { "check" }

  var members: [(String, JSON)] {
    [
      ("target", .string(target.title)), ("nodes", .integer(nodeCount)), ("checked", .integer(checkCount)),
      ("agreeing", .integer(checkCount - rows.count)), ("worst", .optional(worst)),
      (
        "others",
        .list(of: rows) {
          .object(
            [("node", .integer($0.node.index)), ("place", .integer($0.operandIndex))] + $0.check.members)
        }
      ),
    ]
  }

  func text(_ style: TextStyle) -> StyledText {
    if checkCount == 0 { return "\(target.title, .name) is made of no operations: there is nothing to check" }
    let all = NumberFormat.count(checkCount, "local derivative")
    let nodes = NumberFormat.count(nodeCount, "node")
    let tolerance = worst.map { style.rough($0) } ?? ""
    if rows.isEmpty {
      return style.wrapped(
        checkCount == 1
          ? "the local derivative of 1 node agrees to \(tolerance)"
          : "all \(all) of \(nodes) agree to \(tolerance)")
    }
    var table = TextTable(columns: [
      .init("node"), .init("formula", isFlexible: true), .init("by", isFlexible: true),
      .init("partial", .decimalPoint),
      .init("differences", .decimalPoint), .init("verdict", isProse: true),
    ])
    table.breaks = [[5], [3], [3, 5], [3, 4, 5]]
    for row in rows {
      table.addRow([
        "\(row.node, .node)", "\(row.formula, .operation)", StyledText(verbatim: row.operand, .name),
        style.value(row.check.derivative), row.check.estimate.map { style.value($0.value) } ?? style.dash,
        "\(row.check.words(style))",
      ])
    }
    let agreeing = checkCount - rows.count
    let summary =
      agreeing == 0
      ? "no local derivative is confirmed"
      : "\(NumberFormat.grouped(agreeing)) of \(all) of \(nodes) agree to \(tolerance)"
    return "\(style.laidOut(table))\n\(style.wrapped(StyledText(summary)))"
  }
}
