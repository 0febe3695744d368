import AutoDiff
import Formulas
import Pictures
import Sessions

struct NodesCommand: ContextCommand {
  let name = "nodes"
  let group = CommandGroup.lookInside
  let syntax = CommandSyntax(.target, .option(.all))
  let arrays = ArraySupport.whole
  let summary = "a table of nodes, with what is cached"
  let discussion = """
    Lists the nodes of the whole graph, or those below the target: number, name,
    formula, the cached value and its state, and the adjoint and tangent where a
    sweep has computed them since the inputs last changed. A dash is "not
    computed"; it is not a zero. --all shows every row of a long table. Nothing
    is computed by looking.
    """
  let example = """
    ad> x = 3; y = 4; z = x*x + x*y + 2;
    ad> :grad z
    z = 23
    ∂z/∂x = 10   ∂z/∂y = 3
    ad> :nodes
    node  name  formula  value  state  adjoint  tangent
      %0  x     input        3  fresh       10       –
      %1  y     input        4  fresh        3       –
      %2        x*x          9  fresh        1       –
      %3        x*y         12  fresh        1       –
      %4        %2 + %3     21  fresh        1       –
      %5  z     %4 + 2      23  fresh        1       –
    """

  func run(_ arguments: CommandArguments, _ context: inout CommandContext) throws -> CommandResult {
    let graph = context.graph
    let target = try arguments.formula().map { try context.target($0, at: arguments.range) }
    let nodes =
      try target.map { try graph.cone(of: [context.id(of: $0)], context.cancellation) } ?? graph.nodes
    guard context.isOutcomeWanted else { return .nothing }
    let rows = try context.rows(of: nodes)
    let shown = Excerpt(ofRows: rows.count, whole: arguments.has(.all))
    let names = context.names
    return .outcome(
      NodesOutcome(
        nodes: rows, shown: shown,
        formulas: try shown.places.compactMap(context.cancellation) { names.formula(of: rows[$0].id) }))
  }
}

/// A list of nodes.
struct NodesOutcome: Outcome {
  let nodes: [NodeRow]

  /// The nodes that are shown as text, and for each of them what it computes from its operands.
  let shown: Excerpt
  let formulas: [String]

  var kind: String { "nodes" }
  var members: [(String, JSON)] { [("nodes", .list(of: nodes, \.json))] }

  func text(_ style: TextStyle) -> StyledText {
    if nodes.isEmpty { return "\("the graph has no nodes yet", .faint)" }
    var table = TextTable(columns: [
      .init("node", .trailing), .init("name", isFlexible: true), .init("formula", isFlexible: true),
      .init("value", .decimalPoint), .init("state"),
      .init("adjoint", .decimalPoint), .init("tangent", .decimalPoint),
    ])
    table.hint = TextStyle.hint
    var formulas = formulas[...]
    shown.forEach { place in
      let row = nodes[place]
      table.addRow([
        StyledText(row.id.description, .node), StyledText(verbatim: row.label ?? "", .name),
        StyledText(verbatim: formulas.popFirst() ?? "", row.isInput ? .faint : .operation),
        row.value.map { style.cell($0) } ?? style.dash,
        StyledText(row.state, row.freshness == .fresh ? .plain : .warning),
        cell(row.adjoint, style), cell(row.tangent, style),
      ])
    } omission: {
      table.addOmission(NumberFormat.count($0, "more row"))
    }
    return style.laidOut(table)
  }

  private func cell(_ number: Double?, _ style: TextStyle) -> StyledText {
    number.map { style.value($0) } ?? style.dash
  }
}
