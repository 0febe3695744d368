import AutoDiff
import Formulas
import Pictures
import Sessions

struct EqualCommand: ContextCommand {
  let name = "equal"
  let group = CommandGroup.check
  let syntax = CommandSyntax(.targets)
  let summary = "whether two formulas are the same"
  let discussion = """
    Tells whether two formulas have the same value wherever both have one. They
    are equal if algebra brings their difference to 0, and different if their
    values differ at a point, which is shown; where one has no value and the other
    has one, they are different, too. Values are computed with thirty digits and
    error bounds, so that rounding makes no difference; 0.1 is 1/10, and pi is π.
    Otherwise it is not decided. diff(f, x) for a formula checks a derivative that
    was found by hand.
    """
  let example = """
    ad> x = 0.7;
    ad> :equal diff(sin(x)^2, x), sin(2*x)
    equal: their difference is 0
    ad> :equal sqrt(x^2), x
    different: at x = -0.7419 the first is 0.7419, the second -0.7419
    """

  func run(_ arguments: CommandArguments, _ context: inout CommandContext) throws -> CommandResult {
    let targets = try context.targets(arguments)
    guard targets.count == 2 else { throw CommandError(.notTwoFormulas(targets.count), at: arguments.range) }
    let graph = context.graph
    let (first, second) = (context.id(of: targets[0]), context.id(of: targets[1]))
    let names = context.names
    let comparison = try FormComparison(of: first, second, in: graph, context.cancellation)
    return .outcome(
      EqualOutcome(
        targets: targets, verdict: comparison.verdict,
        point: comparison.point.map { (names.name(of: $0.input), $0.value) }, values: comparison.values,
        difference: comparison.difference))
  }
}

/// Whether two formulas are the same.
struct EqualOutcome: Outcome {
  let targets: [Target]
  let verdict: FormComparison.Verdict

  /// Where they differ.
  let point: [(input: String, value: Double)]
  let values: [Double]
  let difference: Double?

  var kind: String { "equal" }

  var members: [(String, JSON)] {
    [
      ("targets", .array(targets.map { .string($0.title) })), ("verdict", .string(verdict.rawValue)),
      ("at", .object(point.map { ($0.input, .number($0.value)) })),
      ("values", .array(values.map { .number($0) })), ("difference", .optional(difference)),
    ]
  }

  func text(_ style: TextStyle) -> StyledText {
    switch verdict {
    case .equal: return "\("equal", .success): their difference is 0"
    case .undecided:
      return style.wrapped(
        "\("not decided", .warning): algebra does not bring their difference to 0, and they agree at all points that were tried"
      )
    case .different: return style.wrapped("\("different", .warning): \(place(style))\(distinction(style))")
    }
  }

  /// Where they differ, if it is at one point.
  private func place(_ style: TextStyle) -> StyledText {
    if point.isEmpty { return "" }
    let names = point.map { "\($0.input, .name) = \(style.value($0.value))" as StyledText }
    return "at \(names.joined(separator: ", ")) "
  }

  private func distinction(_ style: TextStyle) -> StyledText {
    func word(_ value: Double) -> StyledText { value.isNaN ? "undefined" : style.value(value) }
    let words = values.map(word)
    if let first = words.first, let second = words.last, first.plain != second.plain {
      return "the first is \(first), the second \(second)"
    }
    let amount: StyledText = "\(style.value(abs(difference ?? 0))) \((difference ?? 0) < 0 ? "less" : "more")"
    return words.first.map { "both are about \($0), but the first is \(amount)" } ?? "the first is \(amount)"
  }
}
