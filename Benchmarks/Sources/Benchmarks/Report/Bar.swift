/// A goal, and whether it is met.
struct Bar {
  /// The goal in words, as `≤ 1.15 × C`.
  let goal: String

  /// What was measured, in words.
  let measured: String

  let isMet: Bool

  var description: String { "\(goal): \(isMet ? "met" : "**missed**") (\(measured))" }

  /// A goal for a ratio to another contender in the same rounds.
  static func ratio(_ sample: Sample, to other: Sample, named name: String, atMost bound: Double) -> Bar {
    let ratio = sample.ratios(to: other).median
    return Bar(goal: "≤ \(bound) × \(name)", measured: formatted(ratio), isMet: ratio <= bound)
  }

  /// A goal for a quantity of which less is better.
  static func atMost(_ bound: Double, _ unit: String, _ measured: Double) -> Bar {
    Bar(goal: "≤ \(counted(bound)) \(unit)", measured: formatted(measured), isMet: measured <= bound)
  }

  /// A goal for a quantity of which more is better.
  static func atLeast(_ bound: Double, _ unit: String, _ measured: Double) -> Bar {
    Bar(goal: "≥ \(counted(bound)) \(unit)", measured: counted(measured), isMet: measured >= bound)
  }
}
