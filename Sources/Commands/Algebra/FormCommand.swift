import AutoDiff
import Formulas
import Pictures
import Sessions

/// `:simplify`, `:expand` and `:factor`: a formula in another form.
struct FormCommand: ContextCommand {
  let form: Simplifier.Form
  let name: String
  let group = CommandGroup.lookInside
  let syntax = CommandSyntax(.target, .option(.all))
  let summary: String
  let discussion: String
  let example: String

  func run(_ arguments: CommandArguments, _ context: inout CommandContext) throws -> CommandResult {
    let target = try context.target(arguments)
    let root = target.operand.id(in: context.graph)
    let isDefinition =
      !root.isConstant && !context.graph.isInput(root) && context.graph.label(of: root) == target.title
    var reader = context.session.textReader
    let own = root.isConstant ? nil : reader.formula(of: root, limit: 60)
    let written = try context.session.simplifiedFormula(of: root, as: form, width: 240)
    if written.isUndefinedAsTyped { context.notices.append(.undefinedAsTyped) }
    return .outcome(
      FormOutcome(
        kind: name, target: target, formula: ShownFormula(written),
        isDefinition: form == .shortest && isDefinition
          && own?.filter { $0 != " " } != written.formula.description.filter { $0 != " " },
        isTooLong: written.isTooLong))
  }

  static let simplify = FormCommand(
    form: .shortest, name: "simplify", summary: "a formula in the shortest form that is found",
    discussion: """
      Shows the formula as short as algebra makes it: like terms together, common
      factors cancelled, products multiplied out or taken together, whichever is
      shorter. Wherever the formula has a value, the form has the same; it may have
      one where the formula has none, as x/x at 0. Nothing is changed: what is
      offered for a name can be typed.
      """,
    example: """
      ad> x = 3; y = 2;
      ad> :simplify (x^2 - y^2)/(x - y)
      (x^2 - y^2)/(x - y) = x + y
      ad> :simplify sqrt(x)*sqrt(x) + sin(x)^2 + cos(x)^2
      sqrt(x)*sqrt(x) + sin(x)^2 + cos(x)^2 = x + 1
      """)

  static let expand = FormCommand(
    form: .expanded, name: "expand", summary: "a formula with products multiplied out",
    discussion: """
      Shows the formula as a sum: products of sums are multiplied out, powers too,
      and like terms taken together. Nothing is changed.
      """,
    example: """
      ad> x = 3; y = 2;
      ad> :expand (x + y)^3
      (x + y)^3 = x^3 + 3*x^2*y + 3*x*y^2 + y^3
      """)

  static let factor = FormCommand(
    form: .factored, name: "factor", summary: "a formula as a product",
    discussion: """
      Shows the formula as one product over a common denominator: without what
      numerator and denominator have in common, with the factors that all terms
      share, and those of polynomials in one variable that repeat or have rational
      roots. Nothing is changed.
      """,
    example: """
      ad> x = 3;
      ad> :factor x^3 - 3*x + 2
      x^3 - 3*x + 2 = (x + 2)*(x - 1)^2
      ad> :factor 1/x - 1/(x + 1)
      1/x - 1/(x + 1) = 1/(x*(x + 1))
      """)
}

/// A formula in another form.
struct FormOutcome: Outcome {
  let kind: String
  let target: Target
  let formula: ShownFormula

  /// Whether the target is a name that the form could be given to.
  let isDefinition: Bool

  /// Whether algebra has given up on it, and it is shown as it is.
  let isTooLong: Bool

  var members: [(String, JSON)] {
    [("target", .string(target.title))] + formula.members + (isTooLong ? [("complete", .bool(false))] : [])
  }

  func text(_ style: TextStyle) -> StyledText {
    let title = style.characters.written(target.title)
    let first = style.wrapped("\(title, .name) = \(formula.shown(style), .operation)", indentation: 4)
    return ([first] + formula.lines(style)).joined(separator: "\n")
  }

  func closing(_ style: TextStyle) -> StyledText? {
    if isTooLong { return "\("too long for this form: shown as it is", .warning)" }
    guard isDefinition, !formula.hasParts else { return nil }
    return "\("nothing is changed; to take it, type \(target.title) = \(formula.text)", .faint)"
  }
}
