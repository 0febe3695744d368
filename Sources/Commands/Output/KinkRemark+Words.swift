import AutoDiff
import Pictures

extension KinkRemark {
  var code: String { kink.felt.word.replacing(" ", with: "-") }

  /// What it is, where, and for each input by which it is felt the target on both sides. The first input stands beside the
  /// code, which mostly is the only one.
  var members: [(String, JSON)] {
    let sides = kink.sides.enumerated().map { position, side -> [(String, JSON)] in
      let input = target == nil ? [] : [("input", JSON.string(inputs[position]))]
      return input + [
        ("left", .number(side.left.slope)), ("right", .number(side.right.slope)),
        ("leftValue", .number(side.left.value)), ("rightValue", .number(side.right.value)),
        ("derivative", .number(side.derivative)),
      ]
    }
    var members: [(String, JSON)] = places.isEmpty ? [] : [("at", .array(places.map { .string($0) }))]
    if kink.isUndecided { members.append(("undecided", .bool(true))) }
    members += sides.first ?? []
    if sides.count > 1 { members.append(("others", .list(of: sides.dropFirst()) { .object($0) })) }
    return members
  }

  /// The kink in words. Where there is but one input and no name for the target, neither is mentioned.
  var text: String {
    let others = places.count > 3 ? " and \(NumberFormat.count(places.count - 3, "other place"))" : ""
    let place = places.isEmpty ? "" : " at \(places.prefix(3).joined(separator: ", "))\(others)"
    if kink.isUndecided {
      return
        "perhaps a \(kink.singularity.word)\(place): the argument has slope 0 there, which leaves the sides open"
    }
    if kink.sides.isEmpty { return "\(kink.singularity.word)\(place)" }
    let shown = zip(kink.sides, inputs).prefix(3).map { words(for: $0, along: $1) }
    let rest = kink.sides.count - shown.count
    let more = rest > 0 ? "; and by \(rest) more inputs" : ""
    return "\(kink.felt.word)\(place): \(shown.joined(separator: "; "))\(more)"
  }

  private typealias Side = (input: NodeID, left: Kink.Limit, right: Kink.Limit, derivative: Double)

  /// What the target does along an input.
  private func words(for side: Side, along input: String) -> String {
    let along = isOnlyInput ? "" : "along \(input), "
    if side.left.value != side.right.value, !side.left.value.isNaN, !side.right.value.isNaN {
      let subject = target.map { isAtTarget ? "" : "\($0) goes " } ?? ""
      return
        "\(along)\(subject)from \(text(side.left.value)) on the left to \(text(side.right.value)) on the right"
    }
    let (left, right) = (side.left.slope, side.right.slope)
    if left == right || left.isNaN || right.isNaN {
      // The rules lead through 0·∞, or the value is another at this very point.
      let (sides, limit) =
        left == right
        ? ("on both sides", side.right)
        : (left.isNaN ? ("on the right", side.right) : ("on the left", side.left))
      return
        "\(along)\(sides) the value tends to \(text(limit.value)) and the derivative to \(text(limit.slope))"
    }
    let subject = isOnlyInput ? "" : "∂/∂\(input) is "
    let mean = left / 2 + right / 2
    let isMean = abs(side.derivative - mean) <= 1e-9 * max(abs(left), abs(right))
    // Kinks within kinks at one point: the chain rule has a mean for each of them, not of the whole.
    let remark =
      kink.singularity == .kink && !isMean && mean.isFinite ? ", their mean is \(text(mean))" : ""
    return "\(subject)\(text(left)) on the left, \(text(right, beside: left)) on the right\(remark)"
  }

  /// A number, with a plus sign where the one on the other side is negative.
  private func text(_ number: Double, beside other: Double = 0) -> String {
    (other < 0 && number > 0 ? "+" : "") + numbers.string(number)
  }
}

extension Singularity {
  /// What people call it.
  var word: String {
    switch self {
    case .kink: "kink"
    case .tie: "tie"
    case .verticalTangent: "vertical tangent"
    case .jump: "jump"
    case .boundary: "boundary"
    case .equality: "equality decides a branch"
    case .undefined: "undefined"
    }
  }
}
