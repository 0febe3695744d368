import AutoDiff
import Formulas
import Pictures
import Sessions

struct DiffCommand: Command {
  let name = "diff"
  let usage = ":diff target x"
  let summary = "the derivative as a formula"
  let discussion = """
    Differentiates the target by an input and shows the result as a formula,
    with its value. The formula can be typed in again; in formulas, diff(target,
    x) stands for the same nodes.
    """
  let example = """
    ad> x = 3; y = 4; z = x*x + x*y + 2;
    ad> :diff z x
    ∂z/∂x = y + x + x
          = 10
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
    return DiffOutcome(
      target: target, input: last.text,
      formula: interpreter.session.formula(of: graph.id(of: derivative), limit: 60).description,
      value: graph.value(of: derivative))
  }
}

/// A derivative as a formula.
struct DiffOutcome: Outcome {
  let target: Target
  let input: String
  let formula: String
  let value: Double

  var kind: String { "diff" }
  var members: [(String, JSON)] {
    [
      ("target", .string(target.title)), ("input", .string(input)), ("formula", .string(formula)),
      ("value", .number(value)),
    ]
  }

  func text(_ style: TextStyle) -> StyledText {
    let left = target.partial(by: input)
    let indent = String(repeating: " ", count: displayWidth(left))
    let first: StyledText = "\(left, .name) = \(formula, .operation)"
    return formula == style.numbers.string(value) ? first : "\(first)\n\(indent) = \(style.value(value))"
  }
}
