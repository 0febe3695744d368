import AutoDiff
import Formulas
import Pictures
import Sessions

struct CheckCommand: Command {
  let name = "check"
  let usage = ":check [--nodes] [--steps] [target] [: x y …]"
  let options = [
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
                derivative   differences    error  slope  verdict
    ∂z/∂x               10            10  1.2e-14   2.00  agrees to 3e-15
    ad> :check --steps x^3
    """

  func run(_ arguments: CommandArguments, _ interpreter: inout Interpreter) throws -> (any Outcome)? {
    let (targetRange, namesRange) = try arguments.splitAtColon()
    if let steps = arguments.options["--steps"], arguments.options["--nodes"] != nil {
      throw CommandError("two-checks", "one at a time: '--nodes' or '--steps'", at: steps.range)
    }
    let chosen = try namesRange.map { range in
      let names = arguments.names(in: range)
      if names.isEmpty { throw CommandError("missing-names", "name the inputs after the colon", at: range) }
      return try names.map { try interpreter.session.input($0) }
    }
    let target = try interpreter.target(try arguments.formula(in: targetRange), at: arguments.range)
    let id = interpreter.id(of: target)
    if arguments.options["--nodes"] != nil { return interpreter.checkNodes(of: target) }
    let inputs = chosen?.uniqued() ?? interpreter.session.graph.inputs(of: id)
    if arguments.options["--steps"] != nil {
      guard let input = inputs.first, let outcome = interpreter.differenceSteps(of: target, by: input) else {
        throw CommandError(
          "not-connected", "'\(target.title)' does not depend on \(inputs.first.map { "'\(interpreter.name(of: $0))'" } ?? "an input")",
          at: arguments.range)
      }
      return outcome
    }
    let checks = interpreter.session.graph.derivativeChecks(of: id, by: inputs)
    return CheckOutcome(
      target: target,
      rows: zip(inputs, checks).map { input, check in
        CheckOutcome.Row(
          input: interpreter.name(of: input), check: check,
          exception: interpreter.exception(check, of: target, by: input))
      })
  }
}

extension Interpreter {
  /// What is exceptional at the point, in words; nil if nothing is.
  fileprivate func exception(_ check: DerivativeCheck?, of target: Target, by input: NodeID) -> String? {
    guard let check, case .exceptional = check.verdict else { return nil }
    let graph = session.graph
    let snapshot = graph.cacheSnapshot
    defer { graph.restore(snapshot) }
    return notices(for: graph.kinks(of: id(of: target), by: [input]), of: target, isOnlyInput: true).first
  }
}

extension Graph {
  /// The inputs that a target depends on, in the order in which they were made.
  fileprivate func inputs(of target: NodeID) -> [NodeID] { cone(of: [target]).filter { isInput($0) } }
}

extension [NodeID] {
  /// The elements without repetitions, in order.
  fileprivate func uniqued() -> [NodeID] {
    var known: Set<NodeID> = []
    return filter { known.insert($0).inserted }
  }
}

/// Derivatives beside their estimates by differences.
struct CheckOutcome: Outcome {
  /// One input's derivative.
  struct Row {
    let input: String

    /// nil where the target is not connected to the input.
    let check: DerivativeCheck?

    /// What is exceptional at the point, in words.
    let exception: String?

    func verdict(_ style: TextStyle) -> String {
      exception ?? check.map { $0.words(style) } ?? "not connected"
    }
  }

  let target: Target
  let rows: [Row]

  var kind: String { "check" }

  var members: [(String, JSON)] {
    [
      ("target", .string(target.title)),
      (
        "derivatives",
        .object(
          rows.map { row in
            guard let check = row.check else { return (row.input, .null) }
            let verdict = row.exception.map { [("words", JSON.string($0))] } ?? []
            return (row.input, .object(check.members + verdict))
          })
      ),
    ]
  }

  func text(_ style: TextStyle) -> StyledText {
    if rows.isEmpty { return "\(target.title, .name) depends on no input: there is nothing to check" }
    var table = TextTable(columns: [
      .init(), .init("derivative", .decimalPoint), .init("differences", .decimalPoint), .init("error"),
      .init("slope", .trailing), .init("verdict"),
    ])
    for row in rows {
      let check = row.check
      table.addRow([
        StyledText(verbatim: target.partial(by: row.input), .name), check.map { style.value($0.derivative) } ?? "–",
        check?.estimate.map { style.value($0.value) } ?? "–",
        check?.estimate.map { StyledText(style.rough($0.error)) } ?? "–",
        StyledText(check?.remainderSlope.map { style.twoPlaces($0) } ?? "–"),
        StyledText(verbatim: row.verdict(style), row.role),
      ])
    }
    return "\(style.shortened(table).styledText())\n\(summary(style))"
  }

  /// The whole in a line.
  private func summary(_ style: TextStyle) -> StyledText {
    let connected = rows.filter { $0.check != nil }
    if connected.isEmpty { return "not connected to any of them: there is nothing to check" }
    let others = connected.filter { $0.check?.agreement == nil }
    let worst = connected.compactMap { $0.check?.agreement }.max()
    if others.isEmpty, let worst {
      let subject =
        connected.count == 1
        ? "the derivative agrees" : connected.count == 2 ? "both derivatives agree" : "all \(connected.count) derivatives agree"
      return "\(subject) to \(style.rough(worst))"
    }
    let wrong = others.filter { $0.check?.verdict == .disagrees }
    let shown = (wrong.isEmpty ? others : wrong).prefix(3).map { row in
      "\(target.partial(by: row.input)): \(row.verdict(style))"
    }
    let count = wrong.isEmpty ? others.count : wrong.count
    let more = count > shown.count ? "; and \(count - shown.count) more" : ""
    let rest = worst.map { ["; ", "the other\(connected.count - others.count == 1 ? " agrees" : "s agree") to ", style.rough($0)].joined() } ?? ""
    return StyledText(shown.joined(separator: "; ") + more + rest)
  }
}

extension CheckOutcome.Row {
  fileprivate var role: Role {
    switch check?.verdict {
    case .disagrees: .error
    case .agrees: .success
    default: .faint
    }
  }
}
