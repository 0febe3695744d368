import AutoDiff
import Pictures
import Sessions

struct SharedCommand: ContextCommand {
  let name = "shared"
  let group = CommandGroup.explore
  let syntax = CommandSyntax(.target, .options([.graph, .all]))
  let arrays = ArraySupport.elements
  let summary = "what is read more than once, and what that saves"
  let discussion = """
    Equal subexpressions are one node of the graph, which its readers share.
    Lists the nodes below the target that are read more than once, those first
    that save most: how many nodes more there would be if each reader had a copy,
    with all that it is made of.
    """
  let example = """
    ad> x = 3; y = 4; u = sin(x*y); z = u^2 + u*y;
    ad> :shared z
    z has 7 nodes; written out as a tree it would have 12
    node  formula         value  read  saves
    u     sin(%2)  -0.536572918     2      4
    y     input     4               2      1
    """

  func run(_ arguments: CommandArguments, _ context: inout CommandContext) throws -> CommandResult {
    let target = try context.target(arguments)
    let id = try context.node(of: target, at: arguments.range)
    let analysis = try NodeAnalysis(of: id, in: context.graph, context.cancellation)
    let sharing = try Sharing(analysis, context.cancellation)
    guard context.isOutcomeWanted else { return .nothing }
    let nodes = sharing.parts.map(\.node)
    let columns = [
      NodeSet.Column(
        header: "read", key: "uses", numbers: sharing.parts.map { Double($0.uses) }, isCount: true),
      NodeSet.Column(header: "saves", key: "saves", numbers: sharing.parts.map(\.saved)),
    ]
    return .outcome(
      NodeSetOutcome(
        kind: name, target: target.title,
        extras: [("count", .integer(sharing.nodeCount)), ("tree", .number(sharing.treeSize))],
        heading: { style in
          let count = NumberFormat.count(sharing.nodeCount, "node")
          if nodes.isEmpty { return ["\(target.title, .name) has \(count), and each is read once: a tree"] }
          let size =
            sharing.treeSize < 1e15
            ? NumberFormat.grouped(Int(sharing.treeSize)) : style.numbers.string(sharing.treeSize)
          return ["\(target.title, .name) has \(count); written out as a tree it would have \(size)"]
        },
        nodes: try NodeSet(nodes, columns, whole: arguments.has(.all), context),
        drawing: try context.drawing(
          of: target, marking: nodes, as: "read more than once", arguments)))
  }
}
