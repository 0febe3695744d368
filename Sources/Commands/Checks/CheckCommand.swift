import AutoDiff
import Formulas
import Memory
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
  let arrays = ArraySupport.elements
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
    if arguments.has(Self.nodes) { return .outcome(try context.checkNodes(of: target)) }
    let inputs = try chosen ?? context.inputs(of: [id])
    let names = context.names
    if arguments.has(Self.steps) {
      if let input = inputs.first, let outcome = try context.differenceSteps(of: target, by: input) {
        return .outcome(outcome)
      }
      let input = inputs.first.map { names.name(of: $0) }
      throw CommandError(.notConnected(target: target.title, input: input), at: arguments.range)
    }
    let misfit = try context.graph.preservingCache(below: id, context.cancellation) {
      () throws(Interruption) in
      try context.misfit(of: target, by: inputs)
    }
    if let misfit { context.notices.append(misfit) }
    let checks = try context.graph.derivativeChecks(of: id, by: inputs, context.cancellation)
    let rows = try zip(inputs, checks).map { input, check in
      CheckOutcome.Row(
        input: names.name(of: input), check: check,
        exception: try context.exception(check, of: target, by: input))
    }
    return .outcome(CheckOutcome(target: target, rows: rows))
  }
}

extension CommandContext {
  /// What is exceptional at the point; nil if nothing is.
  fileprivate func exception(
    _ check: DerivativeCheck?, of target: Target, by input: NodeID
  ) throws(Interruption) -> Remark? {
    guard let check, case .exceptional = check.verdict else { return nil }
    let id = id(of: target)
    let points = try graph.preservingCache(below: id, cancellation) { () throws(Interruption) in
      try graph.exceptionalPoints(of: id, by: [input], cancellation)
    }
    return names.remarks(on: points, of: target, isOnlyInput: true).first
  }
}

/// Derivatives beside their estimates by differences.
struct CheckOutcome: Outcome {
  /// One input's derivative.
  struct Row {
    let input: String

    /// nil where the target is not connected to the input.
    let check: DerivativeCheck?

    /// What is exceptional at the point.
    let exception: Remark?

    /// The verdict: `kink: -1 on the left, +1 on the right`.
    func verdict(_ style: TextStyle) -> String {
      guard let check else { return "not connected" }
      guard case .exceptional(let kind) = check.verdict, let exception = exception?.text,
        let colon = exception.firstRange(of: ": ")
      else { return check.words(style) }
      return "\(kind.word): \(exception[colon.upperBound...])"
    }

    /// What the verdict makes of a sentence about the derivative that does not agree.
    func remark(_ check: DerivativeCheck, _ style: TextStyle) -> String {
      switch check.verdict {
      case .undecidable(let reason): return "undecidable here: \(check.explanation(reason, style))"
      case .exceptional:
        let place = (exception?.text).map { $0[..<($0.firstRange(of: ": ")?.lowerBound ?? $0.endIndex)] }
        return "\(place ?? ""[...]), no ordinary derivative"
      case .agrees, .disagrees: return check.words(style)
      }
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
            let known = Set(check.members.map(\.0) + ["input"])
            let exception = row.exception.map { remark in
              [("words", JSON.string(remark.text))] + remark.members.filter { !known.contains($0.0) }
            }
            return (row.input, .object(check.members + (exception ?? [])))
          })
      ),
    ]
  }

  func text(_ style: TextStyle) -> StyledText {
    if rows.isEmpty { return "\(target.title, .name) depends on no input: there is nothing to check" }
    var table = TextTable(columns: [
      .init(isFlexible: true), .init("derivative", .decimalPoint), .init("differences", .decimalPoint),
      .init("error"),
      .init("slope", .trailing), .init("verdict", isProse: true),
    ])
    table.breaks = [[5], [3], [3, 5], [2, 5]]
    for row in rows {
      let check = row.check
      table.addRow([
        StyledText(verbatim: target.partial(by: row.input), .name),
        check.map { style.value($0.derivative) } ?? style.dash,
        check?.estimate.map { style.value($0.value) } ?? style.dash,
        check?.errorWords(style).map { StyledText($0) } ?? style.dash,
        check?.remainderSlope.map { StyledText(style.twoPlaces($0)) } ?? style.dash,
        StyledText(verbatim: row.verdict(style), row.role),
      ])
    }
    return ([style.laidOut(table)] + summary(style).map { style.wrapped(StyledText($0)) }).joined(
      separator: "\n")
  }

  /// The whole in a line, or a line for each kind of what does not agree.
  private func summary(_ style: TextStyle) -> [String] {
    let checked = rows.compactMap { row in row.check.map { (row, $0) } }
    if checked.isEmpty { return ["there is nothing to check: not connected"] }
    let agreements = checked.compactMap { $1.agreement }
    let tolerance = agreements.max().map { style.rough($0) } ?? ""
    if agreements.count == checked.count {
      switch agreements.count {
      case 1: return ["the derivative agrees to \(tolerance)"]
      case 2: return ["both derivatives agree to \(tolerance)"]
      case let count: return ["all \(count) derivatives agree to \(tolerance)"]
      }
    }
    var remarks: [(text: String, signs: [String])] = []
    for (row, check) in checked where check.agreement == nil {
      let text = row.remark(check, style)
      if remarks.last?.text != text { remarks.append((text, [])) }
      remarks[remarks.count - 1].signs.append(target.partial(by: row.input))
    }
    var lines = remarks.prefix(10).map { text, signs -> String in
      let rest = signs.count > 3 ? " and \(signs.count - 3) more" : ""
      return "\(signs.prefix(3).joined(separator: ", "))\(rest): \(text)"
    }
    if remarks.count > lines.count { lines.append("… and more of them") }
    switch agreements.count {
    case 0: break
    case 1: lines.append("the other derivative agrees to \(tolerance)")
    case let count: lines.append("the other \(count) derivatives agree to \(tolerance)")
    }
    return lines
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
