import AutoDiff
import Formulas
import Memory
import Pictures
import Sessions

struct GradCommand: ContextCommand {
  let name = "grad"
  let group = CommandGroup.differentiate
  let syntax = CommandSyntax(.target, .inputs, .option(.all))
  let summary = "the gradient, by one reverse sweep"
  let discussion = """
    Shows the target's value and its derivative with respect to every input, or
    to those that are named after the colon. One reverse sweep (backprop) gives
    them all, however many inputs there are. An input that the target does not
    depend on is "not connected", which is something else than a derivative of
    0.
    """
  let example = """
    ad> x = 3; y = 4; z = x*x + x*y + 2;
    ad> :grad z
    z = 23
    ∂z/∂x = 10   ∂z/∂y = 3
    ad> :grad x^y : y
    x^y = 81
    ∂(x^y)/∂y = 88.98759538
    """

  let shortNames = ["gr"]
  let arrays = ArraySupport.whole

  func run(_ arguments: CommandArguments, _ context: inout CommandContext) throws -> CommandResult {
    let (target, inputs) = try context.targetAndInputs(arguments, of: self)
    if try context.isMadeOfArrays(target) {
      return .outcome(try context.arrayGradient(of: target, by: inputs, at: arguments.range))
    }
    let sweep = try context.graph.reverseSweep(of: context.id(of: target), context.cancellation)
    context.sweeps.reverse = sweep
    guard context.isOutcomeWanted else { return .nothing }
    let gradient = sweep.gradient
    let shown = inputs ?? context.inputs(and: gradient.entries.map(\.input))
    let corrected = try context.corrected(target, by: shown.filter { gradient[$0] != nil }) { gradient[$0] }
    let (names, cancellation) = (context.names, context.cancellation)
    return .outcome(
      GradOutcome(
        target: target, value: gradient.value,
        derivatives: try shown.compactMap(cancellation) { (input) throws(Interruption) in
          (
            names.name(of: input),
            gradient[input].map { .number(corrected.derivative(by: input, ruled: $0)) }
          )
        }))
  }
}

/// A target's value and derivatives.
struct GradOutcome: Outcome {
  let target: Target
  let value: Double

  /// For each input its name and the derivative, nil where the target is not connected to it.
  let derivatives: [(input: String, derivative: NodeValue?)]

  var kind: String { "gradient" }

  var members: [(String, JSON)] {
    [
      ("target", .string(target.title)), ("value", .number(value)),
      ("gradient", .object(derivatives.map { ($0.input, $0.derivative?.json() ?? .null) })),
    ]
      + derivatives.compactMap(\.derivative).shapeMembers(
        derivatives.filter { $0.derivative != nil }.map(\.input))
  }

  func text(_ style: TextStyle) -> StyledText {
    var lines = [style.wrapped("\(target.title, .name) = \(style.value(value))")]
    let connected = derivatives.compactMap { input, derivative in
      derivative?.number.map { (input, $0) }
    }
    let equations = connected.map { input, derivative -> StyledText in
      "\(target.partial(by: input), .name) = \(style.value(derivative))"
    }
    let inOneLine = equations.joined(separator: "   ")
    if equations.count <= 4, inOneLine.width <= style.width {
      if !inOneLine.isEmpty { lines.append(inOneLine) }
    } else {
      var table = TextTable(columns: [.init(isFlexible: true), .init(), .init("", .decimalPoint)])
      for (input, derivative) in connected {
        table.addRow([StyledText(verbatim: target.partial(by: input), .name), "=", style.value(derivative)])
      }
      lines.append(style.laidOut(table))
    }
    for case (let input, let derivative?) in derivatives where derivative.number == nil {
      lines.append(style.equation("\(target.partial(by: input), .name) = ", derivative))
    }
    let others = derivatives.compactMap { $0.derivative == nil ? $0.input : nil }
    if derivatives.isEmpty {
      lines.append("\("there are no inputs to differentiate by", .faint)")
    }
    if !others.isEmpty {
      lines.append(style.wrapped("\(style.list(others, after: "not connected: "), .faint)"))
    }
    return lines.joined(separator: "\n")
  }
}
