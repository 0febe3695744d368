import AutoDiff
import Formulas
import Pictures
import Sessions

struct WhyCommand: ContextCommand {
  let name = "why"
  let group = CommandGroup.check
  let syntax = CommandSyntax(.target, .inputs)
  let arrays = ArraySupport.elements
  let summary = "why a value or a derivative is nan, infinite or 0"
  let discussion = """
    Finds the node at which a nan or an infinity was born, which is seldom where
    it surfaced, and says what happened there and what to write instead. Then the
    same for the derivatives: where one becomes nan or infinite on its way from
    the target, on which flat place it becomes 0, or that there is no way at all.
    Of arrays: the element where it was born, units of activations that are dead
    or saturated for all rows, and columns of derivatives that are 0.
    """
  let example = """
    ad> x = 3; y = -0.3; z = x*relu(y) + log(x - 5);
    ad> :why z
    z = nan
      log(x - 5) at %5: its argument is -2, outside the domain, argument > 0
      write: if(x - 5 > 0, log(x - 5), …)
    ad> :why x*relu(y) : y
    x*relu(y) = 0
    ∂(x*relu(y))/∂y = 0
      relu(y) at %2 is flat here: its argument is -0.3
    """

  /// How many numbers are looked at one by one.
  private static let fewElements = 200

  func run(_ arguments: CommandArguments, _ context: inout CommandContext) throws -> CommandResult {
    let ofArrays = try context.arrayWhy(arguments)
    if let ofArrays {
      // Each number by itself where there are few, or one is named.
      let limit = try arguments.splitAtColon().names == nil ? Self.fewElements : ElementGraph.limit
      if try !context.canBeWritten(ofArrays.target, in: limit) { return .outcome(ofArrays) }
    }
    let (target, named) = try context.targetAndInputs(arguments, of: self)
    let (graph, cancellation) = (context.graph, context.cancellation)
    let id = context.id(of: target)
    let writer = try ReasonWriter(interpreter: context, target: id)
    let value = try graph.value(of: id, cancellation)
    let valueReasons =
      id.isConstant && !value.isFinite
      ? [writer.reason(forConstant: target.title)]
      : try graph.valueOrigins(of: id, cancellation).prefix(3).map { writer.reason(for: $0) }
        + writer.losses()

    let trace = try DerivativeTrace(of: id, in: graph, cancellation)
    let sweep = trace.sweep
    let inputs = named ?? context.inputs(and: sweep.gradient.entries.map(\.input))
    let connected = inputs.filter { sweep.adjoint(of: $0) != nil }
    let corrected = try context.corrections(of: target, by: connected) { sweep.adjoint(of: $0) }
    // Where there is no value, it is what matters first. Thousands of inputs are told by the first that have something
    // to tell.
    var derivatives: [WhyOutcome.Derivative] = []
    var disconnected: [String] = []
    for input in inputs where derivatives.count < 12 {
      guard let origin = try trace.origin(of: input, cancellation) else { continue }
      if case .notConnected = origin {
        disconnected.append(context.names.name(of: input))
      } else if value.isFinite || named != nil {
        derivatives.append(
          WhyOutcome.Derivative(
            input: context.names.name(of: input),
            derivative: sweep.adjoint(of: input).map { corrected.derivative(by: input, ruled: $0) },
            reasons: try writer.reasons(for: origin, target: target, input: input)
              + writer.course(of: target, along: input, isCorrected: corrected.corrects(input))))
      }
    }
    // Of an infinity there is no more to say than what a reason says already.
    let told = Set((valueReasons + derivatives.flatMap(\.reasons)).compactMap(\.node))
    context.note(corrected, of: target, isOnlyInput: connected.count == 1) { point in
      ![.pole, .verticalTangent].contains(point.kind) || !point.nodes.allSatisfy(told.contains)
    } ruled: {
      sweep.adjoint(of: $0)
    }
    return .outcome(
      WhyOutcome(
        target: target, value: value, valueReasons: valueReasons, derivatives: derivatives,
        disconnected: disconnected, ofArrays: ofArrays))
  }
}

/// Why a value and its derivatives are what they are.
struct WhyOutcome: Outcome {
  let target: Target
  let value: Double
  let valueReasons: [Reason]
  let derivatives: [Derivative]

  /// The inputs that the target does not depend on.
  let disconnected: [String]

  /// What there is to say of units, where the target is made of arrays.
  let ofArrays: ArrayWhyOutcome?

  /// One reason, and what to write instead, where there is something.
  struct Reason: Equatable, Sendable {
    let cause: String
    let node: NodeID?
    let text: String
    var remedy: String?
  }

  /// An input with its derivative, nil where the target is not connected to it.
  struct Derivative: Sendable {
    let input: String
    let derivative: Double?
    let reasons: [Reason]
  }

  var kind: String { "why" }

  var members: [(String, JSON)] {
    [
      ("target", .string(target.title)), ("value", .number(value)),
      ("causes", .array(valueReasons.map(\.json))),
      (
        "derivatives",
        .array(
          derivatives.map {
            .object([
              ("input", .string($0.input)), ("derivative", .optional($0.derivative)),
              ("causes", .array($0.reasons.map(\.json))),
            ])
          })
      ),
      ("notConnected", .array(disconnected.map { .string($0) })),
    ] + (ofArrays?.arrayMembers ?? [])
  }

  func text(_ style: TextStyle) -> StyledText {
    let head: StyledText = "\(target.title, .name) = \(style.value(value))"
    let isOrdinary =
      target.operand.node != nil && value.isFinite && valueReasons.isEmpty && derivatives.isEmpty
      && ofArrays?.flatUnits.isEmpty != false
    var lines = [style.wrapped(isOrdinary ? head + ", and its derivatives are ordinary numbers" : head)]
    lines += text(valueReasons, style)
    if let ofArrays { lines += ofArrays.units(style) }
    for derivative in derivatives {
      let left = target.partial(by: derivative.input)
      lines.append(
        style.wrapped(
          derivative.derivative.map { "\(left, .name) = \(style.value($0))" }
            ?? "\(left, .name): \("not connected", .faint)"))
      lines += text(derivative.reasons, style)
    }
    if !disconnected.isEmpty {
      let names = style.list(disconnected, after: "\(target.title) does not depend on ")
      lines.append(style.wrapped("\(names, .faint)"))
    }
    return lines.joined(separator: "\n")
  }

  /// The reasons, each remedy once. A remedy is not broken into lines: it can be typed.
  private func text(_ reasons: [Reason], _ style: TextStyle) -> [StyledText] {
    reasons.enumerated().flatMap { position, reason -> [StyledText] in
      let isLast = !reasons.dropFirst(position + 1).contains { $0.remedy == reason.remedy }
      let remedy: [StyledText] = reason.remedy.map { ["  \("write: ", .faint)\($0, .accent)"] } ?? []
      return [style.wrapped("  \(reason.text)", indentation: 0)] + (isLast ? remedy : [])
    }
  }
}

extension WhyOutcome.Reason {
  fileprivate var json: JSON {
    .object(
      [
        ("cause", .string(cause)), ("node", node.map { .integer($0.index) } ?? .null),
        ("message", .string(text)),
      ] + (remedy.map { [("remedy", .string($0))] } ?? []))
  }
}
