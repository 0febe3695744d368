import AutoDiff
import Formulas
import Memory
import Pictures
import Sessions

struct FindCommand: ContextCommand {
  private static let op = CommandOption(
    name: "--op", value: .word("OP"), summary: "operations of this kind: log, or ^")
  private static let named = CommandOption(
    name: "--named", value: .word("NAME"), summary: "nodes of this name; * stands for any letters")
  private static let top = CommandOption(
    name: "--top", value: .count("n", 1...1_000_000), summary: "the n with the largest E behind 'by'")

  let name = "find"
  let group = CommandGroup.explore
  let syntax = CommandSyntax(
    .condition("[CONDITION]"), .clause("by", .condition("E")), .clause("in", .target),
    options: [Self.op, Self.named, Self.top, .graph, .all])
  let arrays = ArraySupport.elements
  let summary = "the nodes for which something holds"
  let discussion = """
    Lists the nodes below the target for which a condition holds: a comparison
    over value, adjoint, tangent, depth (operations down to an input), uses
    (places in which it is read), cost and condition (by how much a relative
    error grows in it). These words win over names of the session. Adjoints are
    the target's, tangents those of the last ':forward'. --op and --named choose
    by operation and by name, '--top 3 by abs(adjoint)' the largest of something.
    """
  let example = """
    ad> x = 3; y = 4; z = x*x + x*y + 2;
    ad> :find value > 10 and depth < 3
    2 of 6 nodes below z
    node  formula  value  depth
    %3    x*y         12      1
    %4    %2 + %3     21      2
    ad> :find --op * --top 1 by abs(adjoint*value) in z
    1 of 6 nodes below z
    node  formula  value  adjoint  abs(adjoint*value)
    %3    x*y         12        1                  12
    """

  func run(_ arguments: CommandArguments, _ context: inout CommandContext) throws -> CommandResult {
    let parts = try parts(of: arguments)
    let target = try context.target(parts.target, at: arguments.range)
    let id = try context.node(of: target, at: arguments.range)
    let search = try NodeSearch(
      condition: parts.condition.map { try NodeCondition($0, context) },
      order: parts.order.map { try NodeCondition($0, context) },
      opcodes: try opcodes(arguments),
      pattern: arguments.word(of: Self.named).map { GlobPattern(Self.unquoted($0.text)) },
      limit: arguments.word(of: Self.top).flatMap { Int($0.text) })
    try context.graph.bringUpToDate([id], context.cancellation)
    if search.asksForTangent, context.sweeps.fresh(in: context.graph).forward == nil {
      throw CommandError(.noTangents(target: target.title), at: arguments.range)
    }
    let analysis = try NodeAnalysis(of: id, in: context.graph, context.cancellation)
    let found = try search.nodes(of: analysis, context)
    guard context.isOutcomeWanted else { return .nothing }
    let nodes = found.map(\.node)
    var columns = search.columns(of: found, analysis, context)
    if let order = parts.order, !columns.contains(where: { $0.header == order.description }) {
      columns.append(
        NodeSet.Column(header: order.description, key: "by", numbers: found.map(\.rank)))
    }
    let count = analysis.count
    let cancelled = try cancellation(search, nodes, analysis, context)
    return .outcome(
      NodeSetOutcome(
        kind: name, target: target.title,
        heading: { _ in
          let words = nodes.isEmpty ? "none" : NumberFormat.grouped(nodes.count)
          return ["\(words) of \(NumberFormat.count(count, "node")) below \(target.title, .name)"]
        },
        remarks: { style in cancelled.map { [$0(style)] } ?? [] },
        nodes: try NodeSet(nodes, columns, whole: arguments.has(.all), context),
        drawing: try context.drawing(
          of: target, marking: nodes, as: arguments.text.trimmed, arguments)))
  }

  /// What there is to say where adjoints were asked for, and one of those that were found has cancelled.
  private func cancellation(
    _ search: NodeSearch, _ nodes: [NodeID], _ analysis: NodeAnalysis, _ context: CommandContext
  ) throws(Interruption) -> (@Sendable (TextStyle) -> StyledText)? {
    guard search.condition?.attributes.contains(.adjoint) == true,
      let cancelled = try analysis.topmostCancelledAdjoint(
        among: nodes, in: context.graph, context.cancellation)
    else { return nil }
    let names = context.names
    let name = names.name(of: cancelled.node)
    let terms = cancelled.contributions.prefix(3).map { ($0.value, names.name(of: $0.reader)) }
    let moreCount = cancelled.contributions.count - terms.count
    let others = nodes.count > 1 && cancelled.explainsOthers ? "; the others only feed it" : ""
    return { style in
      let shown = terms.map { "\(style.numbers.string($0)) from \($1)" }.joined(separator: ", ")
      let more = moreCount > 0 ? " and \(NumberFormat.count(moreCount, "more"))" : ""
      let size = cancelled.adjoint == 0 ? "0" : "next to 0"
      return "the adjoint of \(name, .name) is \(size) by cancellation: \(shown)\(more)\(others)"
    }
  }

  /// What was typed: the condition, what the largest is of, and the target.
  private func parts(
    of arguments: CommandArguments
  ) throws -> (condition: Formula?, order: Formula?, target: Formula?) {
    try arguments.checkOptions()
    let (head, clauses) = try arguments.clauses()
    let condition = try arguments.formula(in: head)
    var (order, target): (Formula?, Formula?) = (nil, nil)
    for (word, range) in clauses {
      guard let formula = try arguments.formula(in: range) else {
        throw CommandError(.missing(word == "by" ? .orderBehindBy : .targetBehindIn), at: range)
      }
      if word == "by" { order = formula } else { target = formula }
    }
    if (order == nil) != !arguments.has(Self.top) {
      let range = arguments.word(of: Self.top)?.range ?? clauses.first?.range ?? arguments.range
      throw CommandError(.missing(.orderBehindBy), at: range)
    }
    if condition == nil, order == nil, !arguments.has(Self.op), !arguments.has(Self.named) {
      throw CommandError(.missing(.condition), at: arguments.range)
    }
    return (condition, order, target)
  }

  /// The operations that are meant by `--op`; nil where it is not given.
  private func opcodes(_ arguments: CommandArguments) throws -> Set<Opcode>? {
    guard let word = arguments.word(of: Self.op) else { return nil }
    let text = Self.unquoted(word.text)
    let opcodes = Opcode.allCases.filter {
      $0.primitive.name == text || $0.primitive.symbol == text || $0.primitive.aliases.contains(text)
    }
    if opcodes.isEmpty {
      let names = Opcode.allCases.filter(\.isTyped).map(\.primitive.name)
      throw CommandError(
        .unknownOperation(text, nearest: Suggestion.nearest(to: text, among: names)), at: word.range)
    }
    return Set(opcodes)
  }

  /// A word without the single quotes in which a shell would want it.
  private static func unquoted(_ text: String) -> String {
    text.count > 1 && text.hasPrefix("'") && text.hasSuffix("'") ? String(text.dropFirst().dropLast()) : text
  }
}

extension String {
  /// The text without blanks at both ends, and single ones between words.
  fileprivate var trimmed: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
