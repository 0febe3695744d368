import AutoDiff
import Formulas
import Memory
import Pictures
import Sessions

struct CheckCommand: Command {
  let name = "check"
  let group = CommandGroup.check
  let usage = ":check [--nodes] [--steps] [target] [: x y …] [--all]"
  let options = [
    CommandOption.all,
    CommandOption(name: "--nodes", summary: "each operation by itself: which rule is wrong"),
    CommandOption(name: "--steps", summary: "the error of a plain difference quotient, step by step"),
  ]
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

  func run(_ arguments: CommandArguments, _ interpreter: inout Interpreter) throws -> (any Outcome)? {
    let (targetRange, namesRange) = try arguments.targetAndNames(for: self, &interpreter)
    if let steps = arguments.options["--steps"], arguments.options["--nodes"] != nil {
      throw CommandError("two-checks", "one at a time: '--nodes' or '--steps'", at: steps.range)
    }
    let target = try interpreter.target(try arguments.formula(in: targetRange), at: arguments.range)
    let chosen = try interpreter.inputs(named: namesRange, in: arguments)
    let id = interpreter.id(of: target)
    if arguments.options["--nodes"] != nil { return try interpreter.checkNodes(of: target) }
    let graph = interpreter.session.graph
    let cone = try graph.cone(of: [id], interpreter.cancellation)
    let inputs = chosen ?? cone.filter { graph.isInput($0) }
    if arguments.options["--steps"] != nil {
      if let input = inputs.first, let outcome = try interpreter.differenceSteps(of: target, by: input) {
        return outcome
      }
      let input = inputs.first.map { "'\(interpreter.name(of: $0))'" } ?? "any input"
      throw CommandError(
        "not-connected", "'\(target.title)' does not depend on \(input)", at: arguments.range)
    }
    let checks = try graph.derivativeChecks(of: id, by: inputs, interpreter.cancellation)
    return CheckOutcome(
      target: target,
      rows: try zip(inputs, checks).map { input, check in
        CheckOutcome.Row(
          input: interpreter.name(of: input), check: check,
          exception: try interpreter.exception(check, of: target, by: input))
      })
  }
}

extension Interpreter {
  /// What is exceptional at the point; nil if nothing is.
  fileprivate func exception(
    _ check: DerivativeCheck?, of target: Target, by input: NodeID
  ) throws(Interruption) -> Remark? {
    guard let check, case .exceptional = check.verdict else { return nil }
    let graph = session.graph
    let snapshot = try graph.cacheSnapshot(below: id(of: target), cancellation)
    defer { graph.restore(snapshot) }
    let kinks = try graph.kinks(of: id(of: target), by: [input], cancellation)
    return notices(for: kinks, of: target, isOnlyInput: true).first
  }
}

extension [NodeID] {
  /// The elements without repetitions, in order.
  func uniqued() -> [NodeID] {
    var known: Set<NodeID> = []
    return filter { known.insert($0).inserted }
  }
}
