import AutoDiff
import Formulas
import Pictures
import Sessions

struct BackpropCommand: Command {
  let name = "backprop"
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
    let sweep = interpreter.session.graph.backpropagation(of: interpreter.id(of: target))
    interpreter.lastReverse = sweep
    let steps = interpreter.session.graph.backpropagationSteps(of: sweep.target)
    interpreter.noteKinks(of: target, by: sweep.gradient.entries.map(\.input))
    let names = interpreter.names(of: steps.flatMap { [$0.node] + $0.edges.map(\.operand) })
    return BackpropOutcome(
      target: target, value: sweep.gradient.value, steps: steps, names: names,
      formulas: steps.map { interpreter.session.formula(of: $0.node, limit: 1).description },
      gradient: sweep.gradient.entries.map { (interpreter.name(of: $0.input), $0.input, $0.derivative) })
  }
}

extension Interpreter {
  /// What each of the nodes is called.
  func names(of nodes: [NodeID]) -> [NodeID: String] {
    var names: [NodeID: String] = [:]
    for node in nodes where names[node] == nil { names[node] = name(of: node) }
    return names
  }
}

/// A reverse sweep as a story.
struct BackpropOutcome: Outcome {
  let target: Target
  let value: Double
  let steps: [Backpropagation.Step]
  let names: [NodeID: String]

  /// For each step what its node computes from its operands.
  let formulas: [String]

  /// For each input its name, number and derivative.
  let gradient: [(name: String, input: NodeID, derivative: Double)]

  var kind: String { "backprop" }

  var members: [(String, JSON)] {
    [
      ("target", .string(target.title)), ("value", .number(value)),
      ("steps", .array(steps.map(json))),
      ("gradient", .object(gradient.map { ($0.name, .number($0.derivative)) })),
    ]
  }

  private func json(_ step: Backpropagation.Step) -> JSON {
    .object([
      ("node", .integer(step.node.index)), ("adjoint", .number(step.adjoint)),
      (
        "edges",
        .array(
          step.edges.map {
            .object([
              ("to", .integer($0.operand.index)), ("partial", .number($0.partial)),
              ("contribution", .number($0.contribution)),
            ])
          })
      ),
    ])
  }

  func text(_ style: TextStyle) -> StyledText {
    if steps.isEmpty {
      return
        "\(target.title, .name) = \(style.value(value))\("; there is no operation to go back through", .faint)"
    }
    let heading: StyledText =
      "\(target.title, .name) = \(style.value(value)), seeded with adjoint \(target.partial(by: target.numerator)) = \(style.value(1)); then, from the root to the leaves:"
    return ([heading, style.laidOut(table(style))] + sums(style)).joined(separator: "\n")
  }

  private func table(_ style: TextStyle) -> TextTable {
    var table = TextTable(columns: [
      .init("node", isFlexible: true), .init("formula", isFlexible: true), .init("adjoint", .decimalPoint),
      .init("hands to", isFlexible: true),
      .init("adjoint × partial"),
    ])
    for (step, formula) in zip(steps, formulas) {
      for (position, edge) in step.edges.enumerated() {
        let first = position == 0
        let product: StyledText =
          "\(style.factor(step.adjoint)) × \(style.factor(edge.partial)) = \(style.value(edge.contribution))"
        table.addRow([
          first ? title(step.node) : "", first ? StyledText(verbatim: formula, .operation) : "",
          first ? style.value(step.adjoint) : "", title(edge.operand), product,
        ])
      }
    }
    return table
  }

  private func title(_ node: NodeID) -> StyledText {
    let name = names[node] ?? node.description
    return StyledText(verbatim: name, name.hasPrefix("%") ? .node : .name)
  }

  /// For each input the sum of what it received.
  private func sums(_ style: TextStyle) -> [StyledText] {
    var received: [NodeID: [Double]] = [:]
    for step in steps {
      for edge in step.edges { received[edge.operand, default: []].append(edge.contribution) }
    }
    return gradient.map { name, input, derivative in
      let terms = received[input] ?? []
      let left: StyledText = "\(target.partial(by: name), .name) = "
      if terms.count < 2 || terms.count > 6 { return "\(left)\(style.value(derivative))" }
      return "\(left)\(terms.map { style.factor($0) }.joined(separator: " + ")) = \(style.value(derivative))"
    }
  }
}
