import AutoDiff
import Formulas
import Memory
import Pictures
import Sessions

extension CommandContext {
  /// Backprop over arrays, in norms. The formulas by which adjoints are handed on are built, computed, and taken away again.
  mutating func arrayBackprop(of target: Target, _ arguments: CommandArguments) throws -> ArrayBackpropOutcome
  {
    let id = id(of: target)
    try checkForGradient(target, command: "backprop", at: arguments.range)
    if let step = arguments.word(of: .step) {
      throw CommandError(
        .notOfNumbers(command: "backprop --step", target: target.title, shape: Shape.scalar.description),
        at: step.range)
    }
    let value = try graph.value(of: id, cancellation)
    let statistics = graph.statistics
    defer { graph.statistics = statistics }
    let steps = try session.leavingNoNodes { () throws(Interruption) in
      let record = try graph.arrayBackprop(of: id, cancellation)
      let formulas = record.turns.flatMap { [$0.adjoint] + $0.shares.map(\.formula) }.filter {
        !$0.isConstant
      }
      try graph.bringUpToDate(formulas, cancellation)
      return record.turns.map(step)
    }
    let gradient = try arrayGradient(of: target, by: nil, at: arguments.range)
    return ArrayBackpropOutcome(target: target, value: value, steps: steps, gradient: gradient)
  }

  private func step(_ turn: ArrayBackpropRecord.Turn) -> ArrayBackpropOutcome.Step {
    let writer = FormulaWriter(
      graph, calling: turn.adjoint.isConstant ? [:] : [turn.adjoint: "adjoint"],
      exactNumbersWith: session.writableConstants)
    func words(_ formula: NodeID) -> String {
      formula == turn.adjoint && !formula.isConstant
        ? "adjoint" : writer.formula(of: formula, limit: 8).description
    }
    return ArrayBackpropOutcome.Step(
      name: names.name(of: turn.node), formula: names.formula(of: turn.node),
      shape: graph.shape(of: turn.node),
      norm: graph.norm(of: turn.adjoint, spreadOver: graph.shape(of: turn.node)),
      isInput: graph.isInput(turn.node),
      shares: turn.shares.map { share in
        (
          names.name(of: share.operand), words(share.formula),
          graph.norm(of: share.formula, spreadOver: graph.shape(of: share.operand))
        )
      })
  }
}

/// A reverse sweep over arrays: sizes of adjoints, and what hands them on.
struct ArrayBackpropOutcome: Outcome {
  /// A node's turn.
  struct Step: Sendable {
    let name: String
    let formula: String
    let shape: Shape

    /// The Euclidean norm of its adjoint.
    let norm: Double
    let isInput: Bool
    let shares: [(operand: String, by: String, norm: Double)]
  }

  let target: Target
  let value: Double
  let steps: [Step]
  let gradient: GradOutcome

  var kind: String { "backprop" }

  var members: [(String, JSON)] {
    let turns = JSON.list(of: steps) { step in
      .object([
        ("node", .string(step.name)), ("formula", .string(step.formula)),
        ("shape", .array(step.shape.dimensions.map { .integer($0) })), ("norm", .number(step.norm)),
        (
          "handsTo",
          .list(of: step.shares) {
            .object([("operand", .string($0.operand)), ("by", .string($0.by)), ("norm", .number($0.norm))])
          }
        ),
      ])
    }
    return [("target", .string(target.title)), ("value", .number(value)), ("steps", turns)]
      + gradient.members.filter { $0.0 == "gradient" || $0.0 == "shapes" }
  }

  /// How much smaller or larger adjoints may become on the way before that is told.
  private static let extreme = 1e6

  func text(_ style: TextStyle) -> StyledText {
    var table = TextTable(columns: [
      .init("node", isFlexible: true), .init("formula", isFlexible: true), .init("shape", .trailing),
      .init("‖adjoint‖", .decimalPoint), .init("hands to"), .init("by", isFlexible: true),
      .init("‖share‖", .decimalPoint),
    ])
    let norms = NumberFormat(digits: 4)
    func cell(_ number: Double) -> StyledText { StyledText(norms.string(number), .derivative) }
    let shown = Excerpt(ofRows: steps.count, whole: style.showsAll)
    shown.forEach { place in
      let step = steps[place]
      let first = step.shares.first
      table.addRow([
        StyledText(verbatim: step.name, step.isInput ? .name : .node),
        StyledText(verbatim: step.formula, .operation),
        step.shape.isScalar ? "" : "\(step.shape.printed.text(in: style.characters))", cell(step.norm),
        StyledText(verbatim: first?.operand ?? "", .name), StyledText(verbatim: first?.by ?? "", .operation),
        first.map { cell($0.norm) } ?? "",
      ])
      for share in step.shares.dropFirst() {
        table.addRow([
          "", "", "", "", StyledText(verbatim: share.operand, .name),
          StyledText(verbatim: share.by, .operation),
          cell(share.norm),
        ])
      }
    } omission: {
      table.addOmission(NumberFormat.count($0, "more row"))
    }
    let heading: StyledText =
      "\(target.title, .name) = \(style.value(value)), seeded with adjoint 1; then, from the root to the leaves:"
    var lines = [style.wrapped(heading), style.laidOut(table)]
    if let remark { lines.append(style.wrapped("\(remark)")) }
    return lines.joined(separator: "\n")
  }

  /// What there is to say of adjoints that vanish or explode on the way: their root mean squares over the elements.
  private var remark: String? {
    let sizes = steps.filter { !$0.shape.isScalar && $0.shape.count > 0 }.map {
      (name: $0.name, size: $0.norm / Double($0.shape.count).squareRoot())
    }
    guard let first = sizes.first, let last = sizes.last, first.size > 0 else { return nil }
    if last.size == 0 { return "no adjoint reaches \(last.name)" }
    if last.size * Self.extreme < first.size {
      return
        "adjoints vanish: an element of \(first.name) has \(Self.rough(first.size)), one of \(last.name) \(Self.rough(last.size))"
    }
    if last.size > first.size * Self.extreme {
      return
        "adjoints explode: an element of \(first.name) has \(Self.rough(first.size)), one of \(last.name) \(Self.rough(last.size))"
    }
    return nil
  }

  private static func rough(_ number: Double) -> String { NumberFormat(digits: 2).string(number) }
}
