import AutoDiff
import Export
import Formulas
import Memory
import Pictures
import Sessions

struct VarsCommand: ContextCommand {
  let name = "vars"
  let group = CommandGroup.lookInside
  let syntax = CommandSyntax(
    .option(.all), options: [.all] + CommandOption.languages, excluding: [.languages])
  let arrays = ArraySupport.whole
  let summary = "the names: inputs, definitions, functions"
  let discussion = """
    Lists the inputs with their values, the definitions as they were typed with
    their values, and the functions. What is stale is computed for it. Where a name
    in a definition means something else by now, a remark says that the definition
    goes on with what it meant before. --latex, --mathml and --typst set the
    definitions for papers.
    """
  let example = """
    ad> x = 3; y = 4; z = x*x + x*y + 2; f(u) = u^2;
    ad> :vars
    name  value  formula
    x         3  input
    y         4  input
    z        23  x*x + x*y + 2
    f(u) = u^2
    """

  func run(_ arguments: CommandArguments, _ context: inout CommandContext) throws -> CommandResult {
    guard context.isOutcomeWanted else { return .nothing }
    let session = context.session
    var reader = session.textReader
    let variables = try session.environment.variables.compactMap(session.cancellation) {
      (name, binding) throws(Interruption) in
      VarsOutcome.Variable(
        name: name, isInput: binding.isInput, node: binding.operand.node,
        value: try session.nodeValue(of: binding.operand),
        definition: binding.isInput ? nil : reader.shown(name, binding.operand))
    }
    let outcome = VarsOutcome(variables: variables, functions: session.environment.functions)
    guard let language = arguments.language else { return .outcome(outcome) }
    try context.checkForPaper(variables.compactMap(\.node), language, at: arguments.range)
    let writer = MathWriter(language)
    let definitions = variables.map { variable in
      (
        variable.name, variable.value.number ?? .nan,
        variable.isInput
          ? nil : variable.node.map { session.formula(of: $0, limit: 60, hasExactNumbers: true) }
      )
    }
    return .outcome(
      PaperOutcome(outcome: outcome, language: language) { rounded in
        definitions.map { name, value, formula in
          writer.whole(writer.equation(name: name, formula ?? Formula(of: rounded(value))))
        }
      })
  }
}

/// The names of a session.
struct VarsOutcome: Outcome {
  struct Variable: Sendable {
    let name: String
    let isInput: Bool
    let node: NodeID?
    let value: NodeValue
    let definition: ShownDefinition?
  }

  let variables: [Variable]
  let functions: [Function]

  var kind: String { "vars" }

  var members: [(String, JSON)] {
    [
      (
        "variables",
        .list(of: variables) {
          .object(
            [
              ("name", .string($0.name)), ("kind", .string($0.isInput ? "input" : "definition")),
              ("node", $0.node.json),
            ] + $0.value.members + ($0.definition?.members ?? [("formula", .null)]))
        }
      ),
      (
        "functions",
        .list(of: functions) {
          .object([
            ("name", .string($0.name)), ("parameters", .array($0.parameters.map { .string($0) })),
            ("body", .string($0.bodyText)),
          ])
        }
      ),
    ]
  }

  func text(_ style: TextStyle) -> StyledText {
    if variables.isEmpty, functions.isEmpty { return "\("there are no names yet", .faint)" }
    var parts: [StyledText] = []
    if !variables.isEmpty {
      var table = TextTable(columns: [
        .init("name", isFlexible: true), .init("value", .decimalPoint), .init("formula", isFlexible: true),
      ])
      for variable in variables {
        table.addRow([
          StyledText(verbatim: variable.name, .name),
          variable.isInput
            ? variable.value.number.map { style.inputValue($0) } ?? style.cell(variable.value)
            : style.cell(variable.value),
          variable.definition?.styled ?? "\("input", .faint)",
        ])
      }
      parts.append(style.laidOut(table))
    }
    if !functions.isEmpty {
      parts.append(functions.map { style.wrapped(StyledText(verbatim: $0.text)) }.joined(separator: "\n"))
    }
    return parts.joined(separator: "\n")
  }
}
