import AutoDiff
import Formulas
import Memory
import Pictures
import Sessions

struct BackpropCommand: Command {
  let name = "backprop"
  let group = CommandGroup.differentiate
  let usage = ":backprop [target] [--all]"
  let summary = "the reverse sweep, step by step"
  let discussion = """
    Tells what one reverse sweep does. It starts at the target, whose adjoint
    ∂target/∂target is 1, and goes down to the inputs. Every node in turn hands
    each of its operands its own adjoint times the local partial derivative;
    what an operand receives from all its users adds up to its adjoint. At the
    inputs these sums are the gradient.
    """
  let example = """
    ad> x = 3; y = 4; z = x*x + x*y + 2;
    ad> :backprop z
    z = 23, seeded with adjoint ∂z/∂z = 1; then, from the root to the leaves:
    node  formula  adjoint  hands to  adjoint × partial
    z     %4 + 2         1  %4        1 × 1 = 1
    %4    %2 + %3        1  %2        1 × 1 = 1
                            %3        1 × 1 = 1
    %3    x*y            1  x         1 × 4 = 4
                            y         1 × 3 = 3
    %2    x*x            1  x         1 × 3 = 3
                            x         1 × 3 = 3
    ∂z/∂x = 4 + 3 + 3 = 10
    ∂z/∂y = 3
    """

  let options = [CommandOption.all]

  func run(_ arguments: CommandArguments, _ interpreter: inout Interpreter) throws -> (any Outcome)? {
    let target = try interpreter.target(try arguments.formula(), at: arguments.range)
    let (graph, cancellation) = (interpreter.session.graph, interpreter.cancellation)
    let sweep = try graph.reverseSweep(of: interpreter.id(of: target), cancellation)
    interpreter.lastReverse = sweep
    guard interpreter.isOutcomeWanted else { return nil }
    let steps = try graph.reverseSteps(of: sweep.target, cancellation)
    try interpreter.noteKinks(of: target, by: sweep.gradient.entries.map(\.input))
    let whole = arguments.options[CommandOption.all.name] != nil
    return BackpropOutcome(
      target: target, value: sweep.gradient.value,
      story: try AdjointTable(steps, in: interpreter, whole: whole),
      gradient: try sweep.gradient.entries.compactMap(cancellation) {
        (interpreter.name(of: $0.input), $0.input, $0.derivative)
      })
  }
}

extension Interpreter {
  /// What each of the nodes is called.
  func names(of nodes: some Sequence<NodeID>) throws(Interruption) -> [NodeID: String] {
    var names: [NodeID: String] = [:]
    for (position, node) in nodes.enumerated() where names[node] == nil {
      if position % Graph.blockSize == 0 { try cancellation.check() }
      names[node] = name(of: node)
    }
    return names
  }
}

/// A reverse sweep as a story.
struct BackpropOutcome: Outcome {
  let target: Target
  let value: Double
  let story: AdjointTable

  /// For each input its name, number and derivative.
  let gradient: [(name: String, input: NodeID, derivative: Double)]

  var kind: String { "backprop" }

  var members: [(String, JSON)] {
    [
      ("target", .string(target.title)), ("value", .number(value)),
      ("steps", story.json),
      ("gradient", .object(gradient.map { ($0.name, .number($0.derivative)) })),
    ]
  }

  func text(_ style: TextStyle) -> StyledText {
    if story.steps.isEmpty {
      return
        "\(target.title, .name) = \(style.value(value))\("; there is no operation to go back through", .faint)"
    }
    let sign = target.numerator.isEmpty ? "" : "\(target.partial(by: target.numerator)) = "
    let heading: StyledText =
      "\(target.title, .name) = \(style.value(value)), seeded with adjoint \(sign)\(style.value(1)); then, from the root to the leaves:"
    var sums: [StyledText] = []
    let shown = Excerpt(ofRows: gradient.count, whole: style.showsAll)
    let contributions = story.contributions(to: shown.places.lazy.map { gradient[$0].input })
    shown.forEach { place in
      let (name, input, derivative) = gradient[place]
      sums.append(style.sum(target.partial(by: name), of: contributions[input] ?? [], derivative))
    } omission: {
      sums.append("\("… \(NumberFormat.count($0, "more row")); \(TextStyle.hint)", .faint)")
    }
    return ([style.wrapped(heading), style.laidOut(story.table(style))] + sums).joined(separator: "\n")
  }
}
