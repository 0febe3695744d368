import AutoDiff
import Pictures
import Sessions

struct FeedsCommand: ContextCommand {
  let name = "feeds"
  let group = CommandGroup.explore
  let syntax = CommandSyntax(.formula("x"), .options([.graph, .all]))
  let summary = "everything that is computed from an input or a node"
  let discussion = """
    Lists the nodes above an input or any other node: those that read it, and
    those that are computed from these, which change when it does. --graph draws
    the last of them, with those marked that follow; --all lists every node.
    """
  let example = """
    ad> x = 3; y = 4; u = x*y; z = u + sin(u) + x; w = 2*y;
    ad> :feeds y
    y is read by u and w; 5 of the 7 nodes follow it: 3 named and 2 unnamed
    node  formula         value
    u     x*y      12
    %3    sin(u)   -0.536572918
    %4    u + %3   11.46342708
    z     %4 + x   14.46342708
    w     2*y       8
    """

  func run(_ arguments: CommandArguments, _ context: inout CommandContext) throws -> CommandResult {
    guard let formula = try arguments.formula() else {
      throw CommandError(.missing(.nodeToFollow), at: arguments.range)
    }
    let target = try context.target(formula, at: arguments.range)
    let id = try context.node(of: target, at: arguments.range)
    let (graph, names) = (context.graph, context.names)
    let nodes = try graph.followers(of: id, context.cancellation)
    try graph.bringUpToDate(nodes, context.cancellation)
    guard context.isOutcomeWanted else { return .nothing }
    let users = graph.users(of: id)
    let readers = try users.compactMap(context.cancellation) { names.name(of: $0) }
    let (census, total) = (try NodeCensus(nodes, context), graph.nodes.count)
    let last = nodes.last.map { Target(operand: .node($0), title: names.name(of: $0)) } ?? target
    return .outcome(
      NodeSetOutcome(
        kind: name, target: target.title,
        extras: [("readers", .array(users.map { .integer($0.index) }))],
        heading: { style in
          if nodes.isEmpty { return ["nothing is computed from \(target.title, .name)"] }
          let words = style.words(readers, after: "\(target.title) is read by ")
          return [
            "\(words); \(NumberFormat.grouped(nodes.count)) of the \(NumberFormat.count(total, "node")) \(nodes.count == 1 ? "follows" : "follow") it: \(census.words)"
          ]
        },
        nodes: try NodeSet(nodes, whole: arguments.has(.all), context),
        drawing: try context.drawing(
          of: last, marking: nodes, as: "computed from \(target.title)", arguments)))
  }
}

extension TextStyle {
  /// `a, b and c`, of long lists the first few.
  func words(_ names: [String], after words: String = "") -> String {
    let few = 6
    if names.count > few, !showsAll {
      return words + names.prefix(few).joined(separator: ", ")
        + " and \(NumberFormat.grouped(names.count - few)) more"
    }
    if names.count < 2 { return words + names.joined() }
    return words + names.dropLast().joined(separator: ", ") + " and " + names[names.count - 1]
  }
}
