import AutoDiff
import Formulas
import Memory
import Sessions

extension CommandContext {
  /// Whether a target is an array, or made of some.
  func isMadeOfArrays(_ target: Target) throws(Interruption) -> Bool {
    try graph.dependsOnArrays([id(of: target)], cancellation)
  }

  /// Throws where a target is an array: only a number has a gradient.
  func checkForGradient(_ target: Target, command: String, at range: SourceRange) throws(CommandError) {
    let shape = graph.shape(of: id(of: target))
    if shape.isScalar { return }
    throw CommandError(
      .gradientOfArray(command: command, target: target.title, shape: shape.description), at: range)
  }

  /// The gradient of a number that is made of arrays: written out in numbers, where these are not too many, so that kinks and
  /// the like are looked at from both sides; else by the gradient as a piece of graph.
  mutating func arrayGradient(
    of target: Target, by inputs: [NodeID]?, at range: SourceRange
  ) throws -> GradOutcome {
    let id = id(of: target)
    try checkForGradient(target, command: "grad", at: range)
    let below = try self.inputs(of: [id])
    let shown = inputs ?? self.inputs(and: below)
    let value = try graph.value(of: id, cancellation)
    let derivatives =
      try writtenGradient(of: target, by: shown) ?? graph.arrayGradient(of: id, by: shown, cancellation)
    let names = names
    return GradOutcome(
      target: target, value: value,
      derivatives: zip(shown, derivatives).map { (names.name(of: $0), $1) })
  }

  /// The derivatives by inputs, of their shapes, with remarks on exceptional points; nil where there are too many numbers.
  private mutating func writtenGradient(of target: Target, by inputs: [NodeID]) throws -> [NodeValue?]? {
    let written = Session()
    written.cancellation = cancellation
    guard let elements = try graph.elementGraph(of: [id(of: target)], into: written.graph, cancellation)
    else {
      return nil
    }
    var context = self
    context.session = written
    context.notices = []
    let root = elements.targets[0][0]
    let gradient = try written.graph.reverseSweep(of: root, cancellation).gradient
    let places = Dictionary(
      elements.inputs.map { ($0.input, $0.elements) }, uniquingKeysWith: { first, _ in first })
    let wanted = inputs.flatMap { places[$0] ?? [] }.filter { gradient[$0] != nil }
    let corrected = try context.corrected(
      Target(operand: Operand(root, in: written.graph), title: target.title), by: wanted
    ) { gradient[$0] }
    notices += context.notices
    return inputs.map { input in
      guard let own = places[input], own.contains(where: { gradient[$0] != nil }) else { return nil }
      let numbers = own.map { node in
        gradient[node].map { corrected.derivative(by: node, ruled: $0) } ?? 0
      }
      let shape = graph.shape(of: input)
      return shape.isScalar ? .number(numbers[0]) : .array(ArrayValue(shape, numbers))
    }
  }
}
