import AutoDiff
import Formulas
import Pictures
import Sessions

struct CheckCommand: ContextCommand {
  private static let nodes = CommandOption(
    name: "--nodes", summary: "each operation by itself: which rule is wrong")
  private static let steps = CommandOption(
    name: "--steps", summary: "the error of a plain difference quotient, step by step")

  let name = "check"
  let group = CommandGroup.check
  let syntax = CommandSyntax(
    .option(Self.nodes), .option(Self.steps), .target, .inputs, .option(.all),
    options: [.all, Self.nodes, Self.steps],
    excluding: [
      OptionExclusion(code: "two-checks", rule: "one at a time", options: [Self.nodes, Self.steps])
    ])
  let summary = "is this derivative right? compare with differences"
  let discussion = """
    Compares the derivatives with an independent estimate, which knows nothing
    but values of the function: central differences at several steps,
    extrapolated (Richardson), with a bound of their own error. The slope is
    that of the Taylor remainder |f(x+h) - f(x) - h*f'(x)| against h, both
    logarithmic: 2 (or more) if the derivative is right, 1 if it is wrong, '–'
    where nothing is left but rounding. Where differences cannot tell, it says
    so. Numbers that are detached count as constants.
    """
  let example = """
    ad> x = 3; y = 4; z = x*x + x*y + sin(y);
    ad> :check z
             derivative   differences  error  slope  verdict
    ∂z/∂x  10            10            4e-14   2.00  agrees to 4e-15
    ∂z/∂y   2.346356379   2.346356379  2e-12   2.00  agrees to 8e-13
    both derivatives agree to 8e-13
    ad> :check --nodes z
    all 9 local derivatives of 5 nodes agree to 1e-13
    """

  func run(_ arguments: CommandArguments, _ context: inout CommandContext) throws -> CommandResult {
    let (target, chosen) = try context.targetAndInputs(arguments, of: self)
    let id = context.id(of: target)
    if arguments.has(Self.nodes) { return .outcome(context.checkNodes(of: target)) }
    let inputs = chosen ?? context.graph.inputs(of: id)
    let names = context.names
    if arguments.has(Self.steps) {
      if let input = inputs.first, let outcome = context.differenceSteps(of: target, by: input) {
        return .outcome(outcome)
      }
      let input = inputs.first.map { names.name(of: $0) }
      throw CommandError(.notConnected(target: target.title, input: input), at: arguments.range)
    }
    let checks = context.graph.derivativeChecks(of: id, by: inputs)
    let rows = zip(inputs, checks).map { input, check in
      CheckOutcome.Row(
        input: names.name(of: input), check: check,
        exception: context.exception(check, of: target, by: input))
    }
    return .outcome(CheckOutcome(target: target, rows: rows))
  }
}

extension CommandContext {
  /// What is exceptional at the point; nil if nothing is.
  fileprivate func exception(_ check: DerivativeCheck?, of target: Target, by input: NodeID) -> Remark? {
    guard let check, case .exceptional = check.verdict else { return nil }
    let id = id(of: target)
    let kinks = graph.preservingCache(below: id) { graph.kinks(of: id, by: [input]) }
    return names.remarks(on: kinks, of: target, isOnlyInput: true).first
  }
}

extension Graph {
  /// The inputs that a target depends on, in the order in which they were made.
  fileprivate func inputs(of target: NodeID) -> [NodeID] { cone(of: [target]).filter { isInput($0) } }
}
