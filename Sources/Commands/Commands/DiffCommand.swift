import AutoDiff
import Formulas
import Pictures
import Sessions

struct DiffCommand: Command {
  let name = "diff"
  let usage = ":diff target x"
  let summary = "the derivative as a formula"
  let discussion = """
    Differentiates the target by an input and shows the result as a formula, as
    people write it, with its value. The formula can be typed in again; in
    formulas, diff(target, x) stands for the derivative. What a long formula
    repeats is given a name below it.
    """
  let example = """
    ad> x = 3; y = 4; z = x*x + x*y + 2;
    ad> :diff z x
    ∂z/∂x = 2*x + y
          = 10
    ad> :diff exp(cos(x)) x
    ∂(exp(cos(x)))/∂x = -sin(x)*exp(cos(x))
                      = -0.05243729909
    """

  func run(_ arguments: CommandArguments, _ interpreter: inout Interpreter) throws -> (any Outcome)? {
    try arguments.checkOptions()
    guard let last = arguments.words(separatedBy: [.init(ascii: ",")]).last else {
      throw CommandError(
        "missing-names", "name the target and the input to differentiate by", at: arguments.range,
        suggestion: ":diff z x")
    }
    let input = try interpreter.session.input(Statement.Name(text: last.text, range: last.range))
    let targetRange = arguments.withoutTrailingComma(
      SourceRange(arguments.range.lowerBound, last.range.lowerBound))
    let target = try interpreter.target(try arguments.formula(in: targetRange), at: arguments.range)
    let graph = interpreter.session.graph
    let derivative = graph.symbolicDerivative(
      of: Expression(graph: graph, id: interpreter.id(of: target)), by: Expression(graph: graph, id: input))
    interpreter.noteKinks(of: target, by: [input])
    let value = graph.value(of: derivative)
    let written = interpreter.session.simplifiedFormula(of: graph.id(of: derivative), width: 240)
    return DiffOutcome(
      target: target, input: last.text, formula: written.formula.description,
      parts: written.parts.map { ($0.name, $0.formula.description) }, value: value)
  }
}

/// A derivative as a formula.
struct DiffOutcome: Outcome {
  let target: Target
  let input: String
  let formula: String

  /// What the names in the formula stand for that are not the session's.
  let parts: [(name: String, formula: String)]
  let value: Double

  var kind: String { "diff" }
  var members: [(String, JSON)] {
    [
      ("target", .string(target.title)), ("input", .string(input)), ("formula", .string(formula)),
      ("value", .number(value)),
    ] + (parts.isEmpty ? [] : [("where", .object(parts.map { ($0.name, .string($0.formula)) }))])
  }

  func text(_ style: TextStyle) -> StyledText {
    let left = target.partial(by: input)
    let indent = String(repeating: " ", count: displayWidth(left))
    let first: StyledText = "\(left, .name) = \(formula, .operation)"
    if formula == style.numbers.string(value) { return first }
    let wheres = parts.enumerated().map { position, part -> StyledText in
      "\(position == 0 ? "where" : "     ") \(part.name, .name) = \(part.formula, .operation)"
    }
    return ([first, "\(indent) = \(style.value(value))"] + wheres).joined(separator: "\n")
  }
}
