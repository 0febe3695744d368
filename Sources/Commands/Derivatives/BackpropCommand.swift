import AutoDiff
import Formulas
import Memory
import Pictures
import Sessions

struct BackpropCommand: ContextCommand {
  let name = "backprop"
  let group = CommandGroup.differentiate
  let syntax = CommandSyntax(.target, .option(.step), .option(.all))
  let arrays = ArraySupport.whole
  let summary = "the reverse sweep, step by step"
  let discussion = """
    Tells what one reverse sweep does. It starts at the target, whose adjoint
    ∂target/∂target is 1, and goes down to the inputs. Every node in turn hands
    each of its operands its own adjoint times the local partial derivative;
    what an operand receives from all its users adds up to its adjoint. At the
    inputs these sums are the gradient. --step shows it on the drawn graph: typed
    at a prompt key by key, else all steps in words. Of arrays the sizes (norms) of
    adjoints are told, and by which formula they are handed on.
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

  func run(_ arguments: CommandArguments, _ context: inout CommandContext) throws -> CommandResult {
    let target = try context.target(arguments)
    if try context.isMadeOfArrays(target) {
      return .outcome(try context.arrayBackprop(of: target, arguments))
    }
    let sweep = try context.graph.reverseSweep(of: context.id(of: target), context.cancellation)
    context.sweeps.reverse = sweep
    guard context.isOutcomeWanted else { return .nothing }
    let steps = try context.graph.reverseSteps(of: sweep.target, context.cancellation)
    let gradient = sweep.gradient
    let corrected = try context.corrected(target, by: gradient.entries.map(\.input)) { gradient[$0] }
    let whole = arguments.has(.all)
    let names = context.names
    let outcome = BackpropOutcome(
      target: target, value: sweep.gradient.value,
      story: try AdjointTable(steps, named: names, whole: whole),
      gradient: try gradient.entries.compactMap(context.cancellation) {
        (names.name(of: $0.input), $0.input, $0.derivative)
      },
      corrections: corrected.inputs.map { input in
        (names.name(of: input), corrected.derivative(by: input, ruled: .nan))
      })
    guard arguments.has(.step), !steps.isEmpty else { return .outcome(outcome) }
    if steps.count > StoryOutcome.mostSteps {
      let rest = arguments.text(arguments.bytes.trimmed(arguments.range))
      throw CommandError(.tooManySteps(count: steps.count, instead: ":backprop \(rest)"), at: arguments.range)
    }
    var builder = try DiagramBuilder(context, GraphOptions(), root: sweep.target)
    let story = try ReverseStory(
      steps, of: target, try builder.diagram(of: sweep.target),
      gradient: outcome.gradient.map { ($0.name, $0.derivative) }, context)
    return .outcome(
      StoryOutcome(
        whole: outcome, story: story, isTyped: context.isTyped, remarks: context.notices))
  }
}

/// A reverse sweep as a story.
struct BackpropOutcome: Outcome {
  let target: Target
  let value: Double
  let story: AdjointTable

  /// For each input its name, number and derivative by the rules.
  let gradient: [(name: String, input: NodeID, derivative: Double)]

  /// The derivatives that the rules cannot tell.
  let corrections: [(name: String, derivative: Double)]

  private static let mostCorrections = 10

  var kind: String { "backprop" }

  var members: [(String, JSON)] {
    [
      ("target", .string(target.title)), ("value", .number(value)),
      ("steps", story.json),
      ("gradient", .object(corrected.map { ($0.name, .number($0.derivative)) })),
    ]
  }

  /// The gradient, in which what the rules cannot tell is what both sides say.
  private var corrected: [(name: String, derivative: Double)] {
    let known = Dictionary(corrections, uniquingKeysWith: { first, _ in first })
    return gradient.map { ($0.name, known[$0.name] ?? $0.derivative) }
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
    let closing = corrections.prefix(Self.mostCorrections).map { name, derivative in
      style.wrapped(style.correction(derivative, along: name))
    }
    return ([style.wrapped(heading), style.laidOut(story.table(style))] + sums + closing)
      .joined(separator: "\n")
  }
}

extension TextStyle {
  /// What is said where the rules of the single operations do not come to the derivative of the whole.
  func correction(_ derivative: Double, along input: String) -> StyledText {
    "the rules cannot tell here; along \(input, .name) the derivative is \(value(derivative))"
  }
}
