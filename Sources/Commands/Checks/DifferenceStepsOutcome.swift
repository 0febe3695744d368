import AutoDiff
import Memory
import Pictures
import Sessions

extension CommandContext {
  /// The difference quotients of a target by an input at smaller and smaller steps; nil if it does not depend on it.
  func differenceSteps(of target: Target, by input: NodeID) throws(Interruption) -> DifferenceStepsOutcome? {
    let id = id(of: target)
    return try graph.preservingCache(below: id, cancellation) { () throws(Interruption) in
      try differenceSteps(of: target, id, by: input)
    }
  }

  private func differenceSteps(
    of target: Target, _ id: NodeID, by input: NodeID
  ) throws(Interruption) -> DifferenceStepsOutcome? {
    guard let derivative = try graph.reverseSweep(of: id, cancellation).gradient[input],
      let function = try graph.values(of: id, by: input, cancellation)
    else { return nil }
    let x = graph.cachedValue(of: input)
    let value = try function(x)
    return DifferenceStepsOutcome(
      target: target, input: names.name(of: input), point: x, derivative: derivative,
      rows: try (1...16).map { (exponent) throws(Interruption) in
        let step = DifferenceStepsOutcome.steps[exponent - 1]
        return (step, (try function(x + step) - value) / step)
      })
  }
}

/// How the error of a difference quotient falls with the step, and then rises.
struct DifferenceStepsOutcome: Outcome {
  let target: Target
  let input: String
  let point: Double
  let derivative: Double
  let rows: [(step: Double, quotient: Double)]

  /// The steps, each a tenth of the one before.
  static let steps = [
    1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-11, 1e-12, 1e-13, 1e-14, 1e-15, 1e-16,
  ]

  /// `1e-3`: a step as a power of ten, however large it is.
  private func label(_ step: Double) -> String {
    Self.steps.firstIndex(of: step).map { "1e-\($0 + 1)" } ?? ""
  }

  var kind: String { "check" }

  var members: [(String, JSON)] {
    [
      ("target", .string(target.title)), ("input", .string(input)), ("derivative", .number(derivative)),
      (
        "steps",
        .array(
          rows.map {
            .object([
              ("step", .number($0.step)), ("difference", .number($0.quotient)), ("error", .number(error($0))),
            ])
          })
      ),
    ]
  }

  private func error(_ row: (step: Double, quotient: Double)) -> Double { abs(row.quotient - derivative) }

  func text(_ style: TextStyle) -> StyledText {
    let derived: StyledText = "\(target.partial(by: input), .name) = \(style.value(derivative))"
    let place: StyledText = " at \(input, .name) = \(style.value(point)), by the chain rule"
    let heading: StyledText = "\(derived)\(place); by (f(\(input) + e) - f(\(input)))/e:"
    var table = TextTable(columns: [
      .init("e"), .init("difference", .decimalPoint), .init("error"),
    ])
    for row in rows {
      table.addRow([
        StyledText(label(row.step)), style.value(row.quotient),
        StyledText(style.rough(error(row))),
      ])
    }
    return "\(style.wrapped(heading))\n\(style.laidOut(table))\n\(style.wrapped(conclusion(style)))"
  }

  /// What one sees.
  private func conclusion(_ style: TextStyle) -> StyledText {
    let finite = rows.filter { error($0).isFinite }
    guard let best = finite.min(by: { error($0) < error($1) }), let first = finite.first,
      let last = finite.last
    else { return "the differences are not finite" }
    if error(first) == 0, error(last) == 0 { return "no error at any step" }
    let step = label(best.step)
    if best.step == first.step {
      return "best at e = \(step), the largest: all of the error is rounding, which grows as e shrinks"
    }
    if best.step == last.step {
      return "best at e = \(step), the smallest: all of the error is truncation, which shrinks with e"
    }
    return
      "best at e = \(step): above it truncation, which shrinks with e; below it rounding, which grows as e shrinks"
  }
}
