import AutoDiff
import Formulas
import Sessions

struct ExplainCommand: Command {
  let name = "explain"
  let group = CommandGroup.differentiate
  let usage = ":explain [target] [x] [--all]"
  let summary = "the chain rule, path by path"
  let discussion = """
    Every path from the target down to x contributes the product of the local
    derivatives along it; the derivative is the sum over all paths, those that
    contribute most first. An input need not be named where there is no other. An
    operation that reads x in two places, as x*x does, has a path through each.
    Where there are too many paths to list, they are counted, and each node on
    them tells what it passes on: backprop, which sums over all paths in one
    sweep. --all lists up to 1,000 paths.
    """
  let example = """
    ad> x = 3; y = 4; z = x*x + x*y + 2;
    ad> :explain z x
    3 paths lead from z to x; along each the local derivatives multiply:
    path  step     node     local derivative   value
       1  z → %4   %4 + 2   ∂z/∂%4                 1
          %4 → %3  %2 + %3  ∂%4/∂%3                1
          %3 → x   x*y      ∂%3/∂x = y             4
                            1 × 1 × 4              4
       2  z → %4   %4 + 2   ∂z/∂%4                 1
          %4 → %2  %2 + %3  ∂%4/∂%2                1
          %2 → x   x*x      ∂%2/∂x, 1st x = x      3
                            1 × 1 × 3              3
       3  z → %4   %4 + 2   ∂z/∂%4                 1
          %4 → %2  %2 + %3  ∂%4/∂%2                1
          %2 → x   x*x      ∂%2/∂x, 2nd x = x      3
                            1 × 1 × 3              3
    ∂z/∂x = 4 + 3 + 3 = 10
    """
  let options = [CommandOption.all]

  /// How many paths, and how many steps on all of them together, are pleasant to read.
  private static let (readablePaths, readableSteps) = (12, 60)

  /// How many steps all paths together may have at most for being listed at all.
  private static let listableSteps = 100_000

  func run(_ arguments: CommandArguments, _ interpreter: inout Interpreter) throws -> (any Outcome)? {
    try arguments.checkOptions()
    let differentiation = try arguments.differentiation(for: self, &interpreter)
    let (target, names) = (differentiation.target, differentiation.variables)
    guard let name = names.first, names.count == 1 else {
      throw CommandError(
        "one-variable", "paths lead to one node at a time", at: names.last?.range ?? arguments.range,
        suggestion: ":explain \(target.title) \(names[0].text)")
    }
    let variable = try interpreter.session.variable(name)
    let graph = interpreter.session.graph
    let value = try interpreter.session.value(of: target.operand)
    let cancellation = interpreter.cancellation
    let sum = try graph.pathSum(of: interpreter.id(of: target), by: variable, cancellation)
    interpreter.notices += try interpreter.kinkNotices(
      ofDerivativesIn: graph.isInput(variable) || variable == sum.target ? [] : [.held(variable)])
    if sum.derivative != nil { try interpreter.noteKinks(of: target, by: [variable]) }

    let showsAll = arguments.options[CommandOption.all.name] != nil
    let form: ExplainOutcome.Form
    if let count = sum.count.small, count <= (showsAll ? 1000 : Self.readablePaths),
      count * sum.steps.count <= Self.listableSteps,
      case let paths = try sum.paths(cancellation),
      showsAll || paths.reduce(0, { $0 + $1.edges.count }) <= Self.readableSteps
    {
      form = .paths(try paths.map { try PathRows($0, in: interpreter) })
    } else {
      form = .nodes(try AdjointTable(sum.steps, in: interpreter, whole: showsAll))
    }
    return ExplainOutcome(
      target: target, input: name.text, variable: variable, value: value,
      derivative: try sum.derivative.map {
        try graph.derivative(of: sum.target, by: variable, inReverse: $0, cancellation)
      },
      count: sum.count, form: form)
  }
}
