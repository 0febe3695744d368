import AutoDiff
import Export
import Formulas
import Pictures
import Sessions

struct NodeCommand: ContextCommand {
  let name = "node"
  let group = CommandGroup.lookInside
  let syntax = CommandSyntax(
    .name("%7"), or: [.name("z")], options: [.all] + CommandOption.languages,
    excluding: [.languages])
  let arrays = ArraySupport.whole
  let summary = "one node: what it is, what it reads, who uses it"
  let discussion = """
    Shows everything about one node: its formula over its operands, its value
    and state, adjoint and tangent where they are known, the nodes that use it,
    what its operation computes, its derivative by each operand, and where it is
    defined. --latex, --mathml and --typst set its formula for papers.
    """
  let example = """
    ad> x = 3; y = 4; z = x*x + x*y + 2;
    ad> :node %3
    node       %3
    formula    x*y
    operation  *  the product
    rule       ∂/∂x = y
    rule       ∂/∂y = x
    defined    all real numbers
    value      –  never computed
    adjoint    not computed
    tangent    not computed
    used by    %4
    """

  func run(_ arguments: CommandArguments, _ context: inout CommandContext) throws -> CommandResult {
    let target = try context.target(arguments)
    guard let row = context.row(of: context.id(of: target)) else {
      throw CommandError(.notANode(target.title), at: arguments.range)
    }
    let users = context.graph.users(of: row.id)
    let operands = row.operands.all
    var reader = context.session.textReader
    let names = context.names
    let outcome =
      NodeOutcome(
        row: row, formula: names.formula(of: row.id), users: users,
        userNames: try users.compactMap(context.cancellation) { names.name(of: $0) },
        rules: row.operation != nil
          ? []
          : DerivativeRule.rules(
            of: row.opcode, operands: operands, constants: context.session.writableConstants
          ) { operands[$0].node.map { names.name(of: $0) } ?? names.title(of: operands[$0]) },
        expanded: reader.formula(of: row.id, limit: 40))
    guard let language = arguments.language else { return .outcome(outcome) }
    try context.checkForPaper([row.id], language, at: arguments.range)
    let (writer, formula) = (
      MathWriter(language), context.session.formula(of: row.id, limit: 60, hasExactNumbers: true)
    )
    let line =
      context.graph.label(of: row.id).map { writer.equation(name: $0, formula) } ?? writer.text(of: formula)
    return .outcome(PaperOutcome(outcome: outcome, language: language) { _ in [writer.whole(line)] })
  }
}

/// A node in detail.
struct NodeOutcome: Outcome {
  let row: NodeRow

  /// What it computes, with its operands by name.
  let formula: String
  let users: [NodeID]
  let userNames: [String]

  /// The derivative by each operand.
  let rules: [DerivativeRule]

  /// The formula down to the inputs and names.
  let expanded: String

  var kind: String { "node" }

  var members: [(String, JSON)] {
    guard case .object(let members) = row.json else { return [] }
    let primitive = row.opcode.primitive
    return members + [
      ("formula", .string(expanded)), ("users", .array(users.map { .integer($0.index) })),
      ("summary", .string(primitive.summary)), ("domain", .string(primitive.domain)),
      ("derivatives", .object(rules.map { ($0.operand, .string($0.formula)) })),
    ]
  }

  func text(_ style: TextStyle) -> StyledText {
    let primitive = row.opcode.primitive
    var table = TextTable(columns: [.init(), .init(isProse: true)])
    func add(_ label: String, _ text: StyledText) { table.addRow([StyledText(label, .faint), text]) }
    add("node", "\(row.id, .node)" + (row.label.map { "  \($0, .name)" } ?? ""))
    if row.isInput {
      add("kind", "an input, whose value is set")
    } else {
      add("formula", "\(formula, .operation)")
      if expanded != formula { add("in full", "\(expanded, .operation)") }
      if let operation = row.operation {
        add("operation", "\(operation.notation.name, .operation)")
        add("backprop", "\(operation.hands)")
      } else {
        add("operation", "\(primitive.symbol, .operation)  \(primitive.summary)")
      }
      for rule in rules { add("rule", "\(rule.sign) = \(rule.formula, .operation)") }
      if row.operation == nil { add("defined", "\(primitive.domain)") }
    }
    add("value", (row.value.map { style.cell($0) } ?? style.dash) + "  \(row.state, .faint)")
    if let shape = row.value?.shape, !shape.isScalar {
      add("shape", "\(shape.printed.phrase(in: style.characters))")
    }
    add("adjoint", row.adjoint.map { style.value($0) } ?? "\("not computed", .faint)")
    add("tangent", row.tangent.map { style.value($0) } ?? "\("not computed", .faint)")
    add(
      "used by",
      userNames.isEmpty ? "\("nothing", .faint)" : "\(style.list(userNames, after: "", besides: 11), .name)")
    return style.laidOut(table)
  }
}
