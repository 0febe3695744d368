import AutoDiff
import Export
import Formulas
import Memory
import Pictures
import Sessions

struct DiffCommand: ContextCommand {
  let name = "diff"
  let group = CommandGroup.differentiate
  let syntax = CommandSyntax(
    .target, .variables("[x [n] [y …]]"), options: CommandOption.languages + [.all], excluding: [.languages])
  let summary = "the derivative as a formula"
  let discussion = """
    Differentiates the target by an input and shows the result as a formula, as
    people write it, with its value. The names at the end are the inputs, and the
    rest is the target; where that depends on one input only, it need not be
    named. A number after the input is the order; further inputs give mixed
    derivatives. The name of a formula is held as if it were an input. The result
    can be typed in again; in formulas, diff(target, x) stands for the derivative.
    What a long formula repeats is given a name below it. --latex, --mathml and
    --typst set it for papers.
    """
  let example = """
    ad> x = 3; y = 4; z = x*x + x*y + 2;
    ad> :diff z x
    ∂z/∂x = 2*x + y
          = 10
    ad> :diff exp(cos(x)) x
    ∂(exp(cos(x)))/∂x = -sin(x)*exp(cos(x))
                      = -0.05243729909
    ad> :diff z x 2
    ∂²z/∂x² = 2
    """

  let arrays = ArraySupport.whole

  func run(_ arguments: CommandArguments, _ context: inout CommandContext) throws -> CommandResult {
    let differentiation = try arguments.differentiation(of: self, in: &context)
    let target = differentiation.target
    if try context.isMadeOfArrays(target) {
      if let language = arguments.language {
        try context.checkForPaper([context.id(of: target)], language, at: arguments.range)
      }
      return .outcome(try arrayOutcome(differentiation, arguments, context))
    }
    var variables: [NodeID] = []
    var titles: [String] = []
    for name in differentiation.variables {
      if let order = name.number, let last = variables.popLast(), let title = titles.popLast() {
        let count = try context.session.derivativeOrder(order, name.range)
        variables += repeatElement(last, count: count)
        titles += repeatElement(title, count: count)
      } else {
        variables.append(try context.session.variable(name))
        titles.append(name.text)
      }
    }
    let graph = context.graph
    let derivative = try context.session.derivative(of: target.operand, by: variables)
    let value = try context.session.value(of: derivative)
    context.notices += try context.names.remarks(on: context.session.derivatives)
    let written = try context.session.simplifiedFormula(of: derivative.id(in: graph), width: 240)
    if let formulaValue = try graph.formulaValue(of: derivative.id(in: graph), context.cancellation) {
      // What is written may come to the right number where what it was simplified from does not.
      let shown =
        try written.parts.isEmpty
        ? context.session.leavingNoNodes { () throws(any Error) in try context.value(of: written.formula) }
        : formulaValue
      let isOwn = shown.agrees(with: value)
      if !shown.isNaN, !isOwn { context.notices.append(.derivativeOfBothSides(shown)) }
    }
    if written.isUndefinedAsTyped { context.notices.append(.undefinedAsTyped) }
    let outcome = DiffOutcome(
      target: target, inputs: titles, formula: ShownFormula(written), value: .number(value))
    guard let language = arguments.language else { return .outcome(outcome) }
    return .outcome(
      PaperOutcome(
        outcome: outcome, language: language,
        lines: try lines(of: written, target, by: titles, MathWriter(language), context)))
  }

  /// The derivative by an array, as a formula of arrays.
  private func arrayOutcome(
    _ differentiation: CommandArguments.Differentiation, _ arguments: CommandArguments,
    _ context: CommandContext
  ) throws -> DiffOutcome {
    let target = differentiation.target
    let names = differentiation.variables.map(\.text)
    let text = "diff(\((["(\(target.title))"] + names).joined(separator: ", ")))"
    guard let formula = Formula(parsing: text) else { throw CommandError(.noTarget, at: arguments.range) }
    let session = context.session
    let derivative: Operand
    do throws(SessionError) { derivative = try session.lower(formula) } catch {
      // What was put together here has no place in the text.
      throw error.moved(to: arguments.range)
    }
    return DiffOutcome(
      target: target, inputs: differentiation.variables.filter { $0.number == nil }.map(\.text),
      formula: ShownFormula(
        derivative.node.map { session.formula(of: $0, limit: 120, hasExactNumbers: true) }
          ?? session.formula(of: derivative, limit: 120)),
      value: try session.nodeValue(of: derivative))
  }

  /// The derivative's equation, and those of the names in it.
  private func lines(
    of written: Session.WrittenFormula, _ target: Target, by titles: [String], _ writer: MathWriter,
    _ context: CommandContext
  ) throws(Interruption) -> @Sendable ((Double) -> Double) -> [String] {
    let graph = context.graph
    let root = target.operand.id(in: graph)
    let isName = graph.label(of: root) == target.title
    let formula = isName ? nil : context.session.formula(of: root, limit: 60, hasExactNumbers: true)
    let inputs = try graph.cone(of: [root], context.cancellation).count { graph.isInput($0) }
    let first = writer.equation(
      ofDerivativeOf: formula, name: isName ? target.title : nil, by: Target.orders(of: titles),
      isPartial: inputs > 1, written.formula)
    let others = written.parts.map { writer.equation(name: $0.name, $0.formula) }
    let lines = ([first] + others).map(writer.whole)
    return { _ in lines }
  }
}

/// A derivative as a formula.
struct DiffOutcome: Outcome {
  let target: Target

  /// What the target is differentiated by, in this order.
  let inputs: [String]
  let formula: ShownFormula
  let value: NodeValue

  var kind: String { "diff" }
  var members: [(String, JSON)] {
    [
      ("target", .string(target.title)),
      inputs.count == 1 ? ("input", .string(inputs[0])) : ("inputs", .array(inputs.map { .string($0) })),
    ] + formula.members + value.members
  }

  func text(_ style: TextStyle) -> StyledText {
    let left = style.characters.written(target.partial(by: inputs))
    // Further lines stand below the formula, if it has room there.
    let isBeside = displayWidth(left) <= style.width / 2 - 3
    let indent = String(repeating: " ", count: isBeside ? displayWidth(left) : 3)
    let first = style.wrapped(
      "\(left, .name) = \(formula.shown(style), .operation)", indentation: isBeside ? indent.count + 3 : 4)
    if case .number(let number) = value, formula.text == style.numbers.string(number) { return first }
    return ([first, style.equation("\(indent) = ", value)] + formula.lines(style)).joined(separator: "\n")
  }
}
