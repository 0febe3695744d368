import AutoDiff
import Pictures

/// An exceptional point, with the names of what it is about.
package struct ExceptionalRemark: Sendable {
  let point: ExceptionalPoint

  /// What the nodes compute at which it is.
  let places: [String]

  /// The target's name; nil where a function met it by itself, whose nodes are no more.
  let target: String?

  /// The names of the inputs along which there are sides.
  let inputs: [String]

  /// Whether it is at the target itself.
  let isAtTarget: Bool

  /// Whether there is but one input, which needs no name then.
  let isOnlyInput: Bool

  /// How numbers are written.
  let numbers: NumberFormat
}

extension ExceptionalRemark {
  private typealias Sides = ExceptionalPoint.Sides

  var code: String { point.kind.word.replacing(" ", with: "-") }

  /// What it is, where, and for each input by which it is felt the target on both sides. The first input stands beside the
  /// code, which mostly is the only one.
  var members: [(String, JSON)] {
    let sides = point.sides.enumerated().map { position, side -> [(String, JSON)] in
      let input = target == nil ? [] : [("input", JSON.string(inputs[position]))]
      return input + [
        ("left", .number(side.left.derivative.number)), ("right", .number(side.right.derivative.number)),
        ("leftValue", .number(side.left.value.number)), ("rightValue", .number(side.right.value.number)),
        ("derivative", .number(side.derivative)),
      ]
    }
    var members: [(String, JSON)] = places.isEmpty ? [] : [("at", .array(places.map { .string($0) }))]
    if point.order > 1 { members.append(("order", .integer(point.order))) }
    if isWithinRounding { members.append(("withinRounding", .bool(true))) }
    members += sides.first ?? []
    if sides.count > 1 { members.append(("others", .list(of: sides.dropFirst()) { .object($0) })) }
    return members
  }

  private var isWithinRounding: Bool {
    point.sides.contains { $0.left.isWithinRounding || $0.right.isWithinRounding }
  }

  /// The point in words. Where there is but one input and no name for the target, neither is mentioned.
  var text: String {
    let others = places.count > 3 ? " and \(NumberFormat.count(places.count - 3, "other place"))" : ""
    let place = places.isEmpty ? "" : " at \(places.prefix(3).joined(separator: ", "))\(others)"
    let word = point.isTie && point.kind == .kink ? "kink: tie" : point.kind.word
    if point.sides.isEmpty { return "\(word)\(place)" }
    let shown = zip(point.sides, inputs).prefix(3).map { words(for: $0, along: $1) }
    let rest = point.sides.count - shown.count
    let more = rest > 0 ? "; and by \(rest) more inputs" : ""
    let rounding = isWithinRounding ? "; zero within rounding" : ""
    return "\(word)\(place): \(shown.joined(separator: "; "))\(more)\(rounding)"
  }

  /// What the target does along an input.
  private func words(for side: Sides, along input: String) -> String {
    let along = isOnlyInput ? "" : "along \(input), "
    switch point.kind {
    case .undecided: return "\(along)\(wordsForUndecided(side))"
    case .pole, .isolatedValue, .boundary, .jump:
      if !side.left.isDefined || !side.right.isDefined { return along + wordsForEnd(side) }
      if !side.left.value.isSame(as: side.right.value) { return along + wordsForJump(side) }
      let (left, right) = (side.left.derivative, side.right.derivative)
      if point.kind == .boundary { return "\(isOnlyInput ? "" : "∂/∂\(input) is ")\(slopes(side))" }
      let value = text(side.right.value.number)
      return left.isSame(as: right)
        ? "\(along)on both sides the value tends to \(value) and \(noun) to \(text(right.number))"
        : "\(along)on both sides the value tends to \(value); \(noun) to \(slopes(side))"
    case .kink, .verticalTangent, .cusp:
      if !side.left.isDefined || !side.right.isDefined { return along + wordsForEnd(side) }
      let subject = isOnlyInput ? "" : "∂/∂\(input) is "
      if side.left.derivative.isSame(as: side.right.derivative) {
        return "\(subject)\(text(side.right.derivative.number)) on both sides"
      }
      return "\(subject)\(slopes(side))"
    }
  }

  /// `the derivative`, or which one.
  private var noun: String {
    switch point.order {
    case 0: "the limit"
    case 1: "the derivative"
    case 2: "the second derivative"
    default: "the derivative of order \(point.order)"
    }
  }

  /// What is different on the two sides.
  private func slopes(_ side: Sides) -> String {
    let (left, right) = (side.left.derivative.number, side.right.derivative.number)
    return "\(text(left)) on the left, \(numbers.string(right, beside: left)) on the right"
  }

  private func wordsForJump(_ side: Sides) -> String {
    let subject = target.map { isAtTarget ? "" : "\($0) goes " } ?? ""
    let (left, right) = (side.left.derivative, side.right.derivative)
    let slopes =
      left.isSame(as: right) ? "" : "; \(noun) is \(self.slopes(side))"
    return
      "\(subject)from \(text(side.left.value.number)) on the left to \(text(side.right.value.number)) on the right\(slopes)"
  }

  /// What there is where the function is not defined on one side, or on both.
  private func wordsForEnd(_ side: Sides) -> String {
    switch (side.left.isDefined, side.right.isDefined) {
    case (false, true): "not defined on the left; on the right \(limits(side.right))"
    case (true, false): "not defined on the right; on the left \(limits(side.left))"
    default: "not defined on either side"
    }
  }

  private func limits(_ side: SidedLimit) -> String {
    "the value tends to \(text(side.value.number)) and \(noun) to \(text(side.derivative.number))"
  }

  private func wordsForUndecided(_ side: Sides) -> String {
    let open = [(side.left, "left"), (side.right, "right")]
      .filter { $0.0.limits.contains(.undecided) }.map(\.1)
    let isValue = [side.left, side.right].contains { $0.value == .undecided }
    let what = isValue ? "the value" : noun
    let place = open.count == 2 ? "on both sides" : "on the \(open.first ?? "right")"
    return "whether \(what) has a limit \(place) cannot be told"
  }

  private func text(_ number: Double) -> String { numbers.string(number) }
}

extension NumberFormat {
  /// A number with a plus sign where the one that it stands beside is negative.
  func string(_ number: Double, beside other: Double) -> String {
    (other < 0 && number > 0 ? "+" : "") + string(number)
  }
}

extension ExceptionalPoint.Kind {
  /// What people call it.
  var word: String {
    switch self {
    case .kink: "kink"
    case .jump: "jump"
    case .pole: "pole"
    case .verticalTangent: "vertical tangent"
    case .cusp: "cusp"
    case .isolatedValue: "isolated value"
    case .boundary: "boundary"
    case .undecided: "undecided"
    }
  }
}
