import AutoDiff
import Formulas
import Pictures
import Sessions

/// What a task of the tutorial can look at: what was just typed has come to, and the session as it is after it.
struct TutorialObservation {
  /// What was typed has come to; nil where nothing was typed.
  var outcome: (any Outcome)?

  /// The remarks on it, such as that of a kink.
  var notices: [Remark] = []

  let session: Session
  let names: TutorialNames
  let numbers: NumberFormat

  /// What is typed for something in the tutorial's texts.
  func name(_ name: String) -> String { names[name] }

  /// A number as results show it.
  func text(_ number: Double) -> String { numbers.string(number) }

  /// A size, of which one digit tells enough.
  func roughly(_ number: Double) -> String { NumberFormat(digits: 1).string(number) }

  /// A size to three digits.
  func threeDigits(_ number: Double) -> String { NumberFormat(digits: 3).string(number) }

  /// The number that an expression, an input or a definition has just come to.
  var value: Double? {
    switch outcome {
    case let outcome as ValueOutcome: outcome.value.number
    case let outcome as InputOutcome: outcome.value.number
    case let outcome as DefinitionOutcome: outcome.value.number
    default: nil
    }
  }

  /// The leaf that a name of the tutorial stands for.
  func input(_ name: String) -> NodeID? {
    if case .input(let id) = session.environment.variable(names[name]) { id } else { nil }
  }

  /// The value of an input.
  func number(_ name: String) -> Double? { input(name).map { session.graph.cachedValue(of: $0) } }

  /// The node that a name of the tutorial stands for.
  func node(_ name: String) -> NodeID? { session.environment.variable(names[name])?.operand.node }

  /// Whether what was typed is about the node of a name.
  func isAbout(_ name: String) -> Bool {
    guard let outcome = outcome as? any TargetedOutcome, let node = node(name) else { return false }
    return outcome.target.operand.node == node
  }

  /// What was typed is about, as it was typed; nil where it has no target.
  var target: String? { (outcome as? any TargetedOutcome)?.target.title }

  /// Whether what was typed gave a number or a formula to a name, or to one of several.
  func sets(_ names: String...) -> Bool {
    let set: [String] =
      switch outcome {
      case let outcome as InputOutcome: [outcome.name]
      case let outcome as DefinitionOutcome: [outcome.name]
      case let outcome as FunctionOutcome: [outcome.function.name]
      case let outcome as UpdateOutcome: outcome.values.map(\.name)
      case let outcome as RepeatOutcome: outcome.values.map(\.name)
      default: []
      }
    return names.contains { set.contains(self.names[$0]) }
  }

  /// Whether a name is a function of one argument, and this one, however it is written.
  func isFunction(_ name: String, _ expected: (Double) -> Double) -> Bool {
    session.leavingNoNodes {
      [-1.25, 0.5, 2].allSatisfy { argument in
        let call = Array("\(names[name])(\(argument))".utf8)
        guard session.environment.function(names[name]) != nil,
          let formula = try? StatementParser.parseFormula(call, in: SourceRange(0, call.count)),
          case .constant(let value)? = try? session.lower(formula)
        else { return false }
        return Self.isSame(value, expected(argument))
      }
    }
  }

  /// Whether a name is a formula of these inputs, and this one, however it is written. Cached values stay as they are.
  func isFormula(_ name: String, of inputNames: [String], _ expected: ([Double]) -> Double) -> Bool {
    let inputs = inputNames.compactMap { input($0) }
    guard inputs.count == inputNames.count, let node = node(name) else { return false }
    let graph = session.graph
    let summary = graph.lastSummary
    defer { graph.lastSummary = summary }
    let evaluator = graph.evaluator(of: [Expression(graph: graph, id: node)])
    return (0..<3).allSatisfy { trial in
      let point = inputs.indices.map { Double(($0 * 5 + trial * 3) % 7) * 0.75 - 1.5 }
      for (position, input) in evaluator.inputs.enumerated() {
        guard let place = inputs.firstIndex(of: input.id) else { return false }
        evaluator.setInput(position, to: point[place])
      }
      evaluator.evaluate()
      return Self.isSame(evaluator.value(ofTarget: 0), expected(point))
    }
  }

  private static func isSame(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-9 * max(1, abs(b)) }
}

/// An outcome that is about a target.
protocol TargetedOutcome: Outcome {
  var target: Target { get }
}

extension BackpropOutcome: TargetedOutcome {}
extension CostOutcome: TargetedOutcome {}
extension DiffOutcome: TargetedOutcome {}
extension DifferenceStepsOutcome: TargetedOutcome {}
extension ForwardOutcome: TargetedOutcome {}
extension GradOutcome: TargetedOutcome {}
extension GraphOutcome: TargetedOutcome {}
extension HessianOutcome: TargetedOutcome {}
