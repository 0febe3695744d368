import AutoDiff
import Pictures

extension DerivativeCheck {
  /// The relative difference up to which the derivative is right, if it is.
  var agreement: Double? {
    if case .agrees(let difference) = verdict { difference } else { nil }
  }

  /// The verdict in a few words.
  func words(_ style: TextStyle) -> String {
    switch verdict {
    case .agrees(let difference): "agrees to \(style.rough(difference))"
    case .disagrees: "disagrees"
    case .exceptional(let kind): kind.word
    case .undecidable(let reason): "undecidable: \(reason.words)"
    }
  }

  /// The data as the members of a JSON object.
  var members: [(String, JSON)] {
    var members: [(String, JSON)] = [
      ("derivative", .number(derivative)), ("estimate", .optional(estimate?.value)),
      ("error", .optional(estimate?.error)), ("slope", .optional(remainderSlope)),
    ]
    switch verdict {
    case .agrees(let difference):
      members += [("verdict", .string("agrees")), ("difference", .number(difference))]
    case .disagrees: members.append(("verdict", .string("disagrees")))
    case .exceptional(let kind): members.append(("verdict", .string(kind.word)))
    case .undecidable(let reason):
      members += [("verdict", .string("undecidable")), ("reason", .string(reason.words))]
    }
    return members
  }
}

extension DerivativeCheck {
  /// Why differences cannot tell, at more length.
  func explanation(_ reason: Reason, _ style: TextStyle) -> String {
    if reason != .noise { return reason.words }
    // Numbers that close to 0 are whole multiples of the smallest one.
    return noise <= 16 * Double.leastNonzeroMagnitude
      ? "the function is so close to 0 that its values have only a few digits"
      : "the function is too noisy, because rounding changes its value by about \(style.rough(noise))"
  }

  /// The error of the estimate. One that is far below anything that matters, of a derivative that agrees, is as good
  /// as none: what its size is depends only on how close to 0 numbers can come.
  func errorWords(_ style: TextStyle) -> String? {
    guard let error = estimate?.error else { return nil }
    return error > 0 && error < 1e-100 && agreement != nil ? "~0" : style.rough(error)
  }
}

extension DerivativeCheck.Reason {
  /// Why differences cannot tell, in words.
  var words: String {
    switch self {
    case .undefinedValue: "the value is not finite here"
    case .undefinedDerivative: "the derivative is not finite here"
    case .undefinedAround: "the function is not defined around this point"
    case .noise: "rounding hides the slope"
    case .unresolved: "the slope changes within the smallest step that rounding leaves"
    }
  }
}

extension TextStyle {
  /// A number of which only the size matters.
  func rough(_ number: Double) -> String { NumberFormat(digits: 1).string(number) }

  /// A number with two digits behind the point.
  func twoPlaces(_ number: Double) -> String {
    guard number.isFinite, abs(number) < 1e6 else { return numbers.string(number) }
    let hundredths = Int((abs(number) * 100).rounded())
    let fraction = String(hundredths % 100)
    return "\(number < 0 ? "-" : "")\(hundredths / 100).\(fraction.count < 2 ? "0" : "")\(fraction)"
  }
}
