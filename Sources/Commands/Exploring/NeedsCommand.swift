import AutoDiff
import Pictures
import Sessions

struct NeedsCommand: ContextCommand {
  let name = "needs"
  let group = CommandGroup.explore
  let syntax = CommandSyntax(.target, .options([.graph, .all]))
  let arrays = ArraySupport.elements
  let summary = "everything that a formula is made of"
  let discussion = """
    Lists the nodes below the target: the inputs, and the operations on them that
    its value is computed from. --graph draws it, --all lists every node.
    """
  let example = """
    ad> x = 3; y = 4; u = x*y; z = u + sin(u) + x; w = 2*y;
    ad> :needs z
    z needs 5 nodes: 2 inputs, 1 named and 2 unnamed
    node  formula         value
    x     input     3
    y     input     4
    u     x*y      12
    %3    sin(u)   -0.536572918
    %4    u + %3   11.46342708
    """

  func run(_ arguments: CommandArguments, _ context: inout CommandContext) throws -> CommandResult {
    let target = try context.target(arguments)
    let id = try context.node(of: target, at: arguments.range)
    try context.graph.bringUpToDate([id], context.cancellation)
    guard context.isOutcomeWanted else { return .nothing }
    let nodes = Array(try context.graph.cone(of: [id], context.cancellation).dropLast())
    let census = try NodeCensus(nodes, context)
    return .outcome(
      NodeSetOutcome(
        kind: name, target: target.title,
        heading: { _ in
          if nodes.isEmpty { return ["\(target.title, .name) is an input: it needs nothing"] }
          return ["\(target.title, .name) needs \(NumberFormat.count(nodes.count, "node")): \(census.words)"]
        },
        nodes: try NodeSet(nodes, whole: arguments.has(.all), context),
        drawing: try context.drawing(
          of: target, marking: nodes, as: "needed by \(target.title)", arguments)))
  }
}
