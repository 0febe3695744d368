import AutoDiff
import Pictures

/// Writes how a function goes on from a point: `x^(1/2) - 0.5*x^(3/2)`, `1 - x*log(1/x)`.
struct ExpansionText {
  /// How the distance from the point is written: `x`, `(x - 2)`, or `(-x)` on the left; at an infinity how its inverse is.
  let base: String

  /// The same with the sign that whole powers of it have on the left.
  let signedBase: (text: String, sign: Double)

  /// Whether the point is infinite, so that powers count the other way.
  let isAtInfinity: Bool
  let numbers: NumberFormat

  /// For an input that goes to a point from one side.
  init(_ input: String, at point: LimitPoint, isLeft: Bool, _ numbers: NumberFormat) {
    self.numbers = numbers
    switch point {
    case .number(let center):
      isAtInfinity = false
      let number = numbers.string(center.magnitude)
      let isZero = center == 0
      let right = isZero ? input : "(\(input) \(center < 0 ? "+" : "-") \(number))"
      let left = isZero ? "(-\(input))" : center < 0 ? "(-\(number) - \(input))" : "(\(number) - \(input))"
      base = isLeft ? left : right
      signedBase = (right, isLeft ? -1 : 1)
    case .infinity(let sign):
      isAtInfinity = true
      base = sign < 0 ? "(-\(input))" : input
      signedBase = (input, sign < 0 ? -1 : 1)
    }
  }

  /// An input at the distance t from a number: `t`, `2 + t`, `-t`.
  static func start(_ center: Double, isLeft: Bool, _ numbers: NumberFormat) -> String {
    if center == 0 { return isLeft ? "-t" : "t" }
    return "\(numbers.string(center)) \(isLeft ? "-" : "+") t"
  }

  /// The first terms, and a sign that there are more; the coefficient of 0 is 0.
  func string(_ expansion: AsymptoticExpansion, atMost count: Int) -> String {
    let (text, isContinued) = formula(expansion, atMost: count)
    return isContinued ? (expansion.terms.isEmpty ? "…" : "\(text) + …") : text
  }

  /// The first terms as a formula, and whether there are more.
  func formula(_ expansion: AsymptoticExpansion, atMost count: Int) -> (text: String, isContinued: Bool) {
    let terms = expansion.terms.prefix(count)
    return (sum(Array(terms)), !expansion.isExact || terms.count < expansion.terms.count)
  }

  private func sum(_ terms: [AsymptoticExpansion.Term]) -> String {
    var text = ""
    for (position, term) in terms.enumerated() {
      let (factor, isNegative) = self.text(term)
      let glue = position == 0 ? (isNegative ? "-" : "") : (isNegative ? " - " : " + ")
      text += glue + factor
    }
    return text.isEmpty ? "0" : text
  }

  private func text(_ term: AsymptoticExpansion.Term) -> (String, isNegative: Bool) {
    var coefficient = term.coefficient
    var factors: [String] = []
    let isSigned = term.power.whole != nil
    if let whole = term.power.whole, whole % 2 != 0 { coefficient *= signedBase.sign }
    if let power = power(of: isSigned ? signedBase.text : base, term.power, isInverse: isAtInfinity) {
      factors.append(power)
    }
    let logarithm = isAtInfinity ? "log(\(bare))" : "log(1/\(base))"
    // A whole power of log(1/t) is one of log(t), perhaps with the other sign.
    let isTurned = !isAtInfinity && term.logPower.whole != nil
    if isTurned, let whole = term.logPower.whole, whole % 2 != 0 { coefficient.negate() }
    if let power = power(of: isTurned ? "log(\(bare))" : logarithm, term.logPower) { factors.append(power) }
    if let power = power(of: "log(\(logarithm))", term.logLogPower) { factors.append(power) }
    if !term.exponent.isEmpty { factors.append("exp(\(sum(term.exponent)))") }
    let number = numbers.string(coefficient.magnitude)
    if factors.isEmpty || number != numbers.string(1) { factors.insert(number, at: 0) }
    return (factors.joined(separator: "*"), coefficient < 0)
  }

  /// The base without brackets that another pair makes needless.
  private var bare: String {
    base.hasPrefix("(") && base.hasSuffix(")") ? String(base.dropFirst().dropLast()) : base
  }

  private func power(of base: String, _ power: AsymptoticExpansion.Power, isInverse: Bool = false) -> String?
  {
    let sign = isInverse ? -1 : 1
    if power.value == 0 { return nil }
    if let whole = power.whole {
      let exponent = sign * whole
      if exponent == 1 { return base }
      return exponent < 0 ? "\(base)^(\(exponent))" : "\(base)^\(exponent)"
    }
    if power.denominator != 0 { return "\(base)^(\(sign * power.numerator)/\(power.denominator))" }
    return "\(base)^(\(numbers.string(Double(sign) * power.value)))"
  }
}

extension AsymptoticExpansion.Term {
  /// The numbers by which programs know a leading term: c·tᵖ·log(1/t)^q.
  var members: [(String, JSON)] {
    [
      ("coefficient", .number(coefficient)), ("exponent", .number(power.value)),
      ("log", .number(logPower.value)),
    ] + (logLogPower.value == 0 ? [] : [("logLog", .number(logLogPower.value))])
      + (exponent.isEmpty ? [] : [("exponential", .array(exponent.map { .object($0.members) }))])
  }
}
