@testable import AutoDiff
import Foundation
import Memory
import Sessions
import Testing

/// Random formulas at exceptional points of theirs (kinks, jumps, poles, 0/0, ends of domains) against what they do on both
/// sides to some hundred digits, which `exceptional.py` finds without any rule of differentiation and without series.
///
/// Right must be the limits of value, slope and curvature on both sides, and the derivatives that are made of them; and
/// something is to be noted exactly where there is something exceptional. Left out is what the reference cannot tell, and
/// what says of itself that it took something for 0 that is 0 within rounding only.
///
/// `make test` takes the formulas of ExceptionalFormulas.swift. `make test-long` makes 100,000 and has them evaluated by
/// python3 with mpmath, where that is installed. To write ExceptionalFormulas.swift anew after a change of the generator,
/// and to shrink the formula of a seed that fails:
///
///     python3 exceptional.py --record 300 > ExceptionalFormulas.swift
///     python3 exceptional_check.py .build/debug/adrepl 1 SEED
@Suite struct ExceptionalFormulaTests {
  @Test func bothSidesAreRightOnRandomFormulas() throws {
    try check(exceptionalFormulas, isRecorded: true)
  }

  @Test(.enabled(if: FormulaCount.isLong && Mpmath.isAvailable, "needs ADREPL_LONG, python3 and mpmath"))
  func bothSidesAreRightOnVeryManyRandomFormulas() throws {
    let seeds = (0..<5 * FormulaCount.wanted).map { "\(1_000_000 + $0)" }
    try check(Mpmath.answers(of: "exceptional.py", to: seeds), isRecorded: false)
  }

  private func check(_ references: String, isRecorded: Bool) throws {
    let all = try references.split(separator: "\n").map { try #require(SidedReference($0), "\($0)") }
    var tally = Tally()
    var failures: [String] = []
    for start in stride(from: 0, to: all.count, by: Self.formulasInSession) {
      // What was asked before must not matter.
      let typing = Typing()
      for reference in all[start..<min(start + Self.formulasInSession, all.count)] {
        let found = try differences(reference, typing, &tally)
        if found.isEmpty { continue }
        var other = Tally()
        let isAlone = try !differences(reference, Typing(), &other).isEmpty
        let words = ["x = \(reference.point)", "f = \(reference.formula)"] + found
        failures.append((words + (isAlone ? [] : ["only after others"])).joined(separator: "\n"))
      }
    }
    for failure in failures.sorted(by: { $0.count < $1.count }).prefix(30) { Issue.record("\(failure)") }
    #expect(tally.values > all.count && tally.slopes > all.count / 2, "\(tally)")
    #expect(tally.undecidedValues * 100 <= tally.values, "\(tally)")
    #expect(tally.undecidedSlopes * 50 <= tally.slopes, "\(tally)")
    if isRecorded { #expect(tally.marked * 20 < all.count, "\(tally)") }
  }

  private static let formulasInSession = 10

  /// How much was compared, and of how much it was said that it cannot be told; of what oscillates that is not counted.
  private struct Tally {
    var values = 0
    var slopes = 0
    var undecidedValues = 0
    var undecidedSlopes = 0

    /// Formulas in which something was taken for 0 within rounding.
    var marked = 0
  }

  /// What is answered wrongly.
  private func differences(
    _ reference: SidedReference, _ typing: Typing, _ tally: inout Tally
  ) throws -> [String] {
    let answers = try SidedAnswers(reference.formula, at: reference.point, typing)
    if answers.isWithinRounding { tally.marked += 1 }
    var found: [String] = []
    func compare(_ what: String, _ got: Double?, _ right: Double?) -> Bool? {
      guard let got, let right else { return nil }
      if got.isUndecided { return false }
      if !got.isClose(to: right), !answers.isWithinRounding {
        found.append("\(what) is \(got), not \(right); seed \(reference.seed)")
      }
      return true
    }
    func compareValue(_ what: String, _ got: Double?, _ right: Double?) {
      guard let isDecided = compare(what, got, right), !reference.oscillates else { return }
      tally.values += 1
      tally.undecidedValues += isDecided ? 0 : 1
    }
    func compareSlope(_ what: String, _ got: Double?, _ right: Double?) {
      guard let isDecided = compare(what, got, right), !reference.oscillates else { return }
      tally.slopes += 1
      tally.undecidedSlopes += isDecided ? 0 : 1
    }
    for (name, right, got) in [
      ("left", reference.left, answers.left), ("right", reference.right, answers.right),
    ] {
      compareValue("the limit on the \(name)", got.limit, right.value)
      compareValue("the value on the \(name)", got.value, right.value)
      compareSlope("the slope on the \(name)", got.slope, right.slope)
      compareSlope("the curvature on the \(name)", got.curvature, right.curvature)
    }
    if answers.value.isUndecided { return found }
    if answers.value.isNaN {
      compareSlope("the gradient where there is no value", answers.gradient, .nan)
      return found
    }
    if answers.isConventional, answers.gradient?.isNaN ?? false { return found }
    compareSlope("the gradient", answers.gradient, reference.derivative(\.slope, besides: answers.value))
    if reference.left.slope != nil, reference.right.slope != nil {
      let right = reference.derivative(\.curvature, besides: answers.value)
      compareSlope("the second derivative", answers.secondDerivative, right)
    }
    let isDue = reference.isExceptional(besides: answers.value)
    if let isDue, isDue != answers.isNoted, !answers.isWithinRounding, !answers.isNotedAsUndecided {
      found.append("something is noted: \(answers.isNoted), which is wrong; seed \(reference.seed)")
    }
    return found
  }
}

/// A formula and what it does on both sides of a point, as far as `exceptional.py` can tell.
private struct SidedReference {
  let seed: Substring
  let formula: String
  let point: Double
  let left: Side
  let right: Side

  /// The limits on one side: NaN where the formula is not defined there, nil where they are not known.
  struct Side {
    let value: Double?
    let slope: Double?
    let curvature: Double?

    var numbers: [Double?] { [value, slope] }
  }

  /// Reads a line of the output of `exceptional.py`.
  init?(_ line: Substring) {
    let parts = line.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
    guard parts.count == 5, let point = Double(parts[2]) else { return nil }
    let sides = parts[3...].map { $0.split(separator: " ").map { Double($0) } }
    guard sides.allSatisfy({ $0.count == 3 }) else { return nil }
    (seed, formula, self.point) = (Substring(parts[0]), parts[1], point)
    (left, right) = (Side(sides[0]), Side(sides[1]))
  }

  /// Whether something in it may oscillate at infinity, or jump ever faster.
  var oscillates: Bool {
    formula.split { !$0.isLetter }.contains { Self.oscillating.contains(String($0)) }
  }

  private static let oscillating: Set = [
    "sin", "cos", "tan", "sec", "csc", "cot", "floor", "ceil", "round", "trunc", "mod", "gamma", "lgamma",
    "digamma",
  ]

  /// What both sides make of a derivative: what they have in common, the mean of the two at a kink, the one beside the value
  /// at a jump, and that of the only side where the function ends. Nil where it is not known.
  func derivative(_ order: KeyPath<Side, Double?>, besides value: Double) -> Double? {
    guard let a = left.value, let b = right.value else { return nil }
    if a.isNaN { return b.isNaN ? .nan : right[keyPath: order] }
    if b.isNaN { return left[keyPath: order] }
    guard let first = left[keyPath: order], let second = right[keyPath: order] else { return nil }
    if first.isClose(to: second) { return first }
    if [a, b, value].contains(where: \.isInfinite) { return .nan }
    if !a.isClose(to: b) {
      if a.isClose(to: value) { return first }
      if b.isClose(to: value) { return second }
    }
    return (first + second) / 2
  }

  /// Whether the derivative is none of the ordinary kind; nil where that is not known.
  func isExceptional(besides value: Double) -> Bool? {
    let numbers = left.numbers + right.numbers
    if numbers.contains(where: { $0.map { !$0.isFinite } ?? false }) { return true }
    let pairs = [
      (left.value, right.value), (left.slope, right.slope), (left.value, value), (right.value, value),
    ]
    for case (let a?, let b?) in pairs where !a.isClose(to: b) { return true }
    // What differs by little may do so by rounding.
    for case (let a?, let b?) in pairs where !a.isClose(to: b, 1e-12, 0) { return nil }
    return numbers.contains(nil) ? nil : false
  }
}

extension SidedReference.Side {
  fileprivate init(_ numbers: [Double?]) {
    (value, slope, curvature) = (numbers[0], numbers[1], numbers[2])
  }
}

/// What is said of a formula at a point and on both of its sides, in all ways of asking.
private struct SidedAnswers {
  let value: Double
  let gradient: Double?
  let secondDerivative: Double
  let left: Side
  let right: Side
  let isNoted: Bool
  let isNotedAsUndecided: Bool
  let isWithinRounding: Bool

  /// Whether there is a point in it at which a function has no derivative by convention, as atan2(0, 0).
  let isConventional: Bool

  /// One side: the limit, value and slope of a sweep to this side, and the curvature where the rules do not tell it.
  struct Side {
    let limit: Double?
    let value: Double
    let slope: Double
    let curvature: Double?
  }

  init(_ formula: String, at point: Double, _ typing: Typing) throws {
    let graph = typing.session.graph
    try typing.type("x = \(point)")
    try typing.type("f = \(formula)")
    func node(_ name: String) throws -> NodeID {
      try #require(typing.session.environment.variable(name)?.operand.node)
    }
    let (target, input) = (try node("f"), try node("x"))
    value = graph.value(of: target)
    gradient = graph.gradient(of: Expression(graph: graph, id: target))[input]
    secondDerivative = try typing.value("diff(f, x, 2)")
    let (sweeps, limits, second, points) = uninterrupted { (never) throws(Interruption) in
      var search = try graph.exceptionalPointSearch(of: target, never)
      return (
        try [AutoDiff.Side.left, .right].map { (side) throws(Interruption) in
          try graph.forwardSweep(to: target, seeds: [(input, 1)], side: side, never)
        },
        try graph.limits(of: target, by: input, at: .number(point), never),
        try search?.answer(along: [(input, 1)], order: 2),
        try graph.exceptionalPoints(of: target, by: [input], never)
      )
    }
    left = Side(
      limit: limits.left?.limit.number, value: sweeps[0].value, slope: sweeps[0].derivative,
      curvature: second?.left.derivative.number)
    right = Side(
      limit: limits.right?.limit.number, value: sweeps[1].value, slope: sweeps[1].derivative,
      curvature: second?.right.derivative.number)
    isNoted = !points.isEmpty
    isNotedAsUndecided = points.contains { $0.kind == .undecided }
    let marks = [
      limits.left?.isWithinRounding, limits.right?.isWithinRounding, second?.left.isWithinRounding,
      second?.right.isWithinRounding,
    ]
    isWithinRounding = marks.contains(true)
    isConventional = graph.cone(of: [target]).contains { graph.singularity(at: $0) == .undefined }
  }
}

extension Double {
  /// Whether two limits are the same, one of which is read from samples.
  fileprivate func isClose(to other: Double, _ relative: Double = 1e-8, _ absolute: Double = 1e-10) -> Bool {
    if isNaN || other.isNaN { return isNaN && other.isNaN }
    if isInfinite || other.isInfinite { return self == other }
    return (self - other).magnitude <= relative * Swift.max(magnitude, other.magnitude) + absolute
  }
}
