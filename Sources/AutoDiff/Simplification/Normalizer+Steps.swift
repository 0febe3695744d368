/// Functions that are known a whole step further on.
extension Normalizer {
  /// A function of a sum with a whole number in it by its value without that: Γ(x + 1) is x·Γ(x) (DLMF 5.5.1); nil for those
  /// that do not go on so, and where there is no such number.
  mutating func stepped(_ opcode: Opcode, _ operand: NormalForm) throws(FormLimit) -> NormalForm? {
    let number = operand.terms.first { $0.powers.isEmpty }?.coefficient ?? .zero
    let steps = number.floor
    guard steps != 0, steps.magnitude <= Self.mostSteps, operand.number == nil else { return nil }
    let start = try sum([operand, NormalForm(Rational(-steps))])
    let base = form(.function(opcode, member: nil, [start]))
    switch opcode {
    case .floor, .ceil: return try sum([base, NormalForm(Rational(steps))])
    case .gamma, .lgamma, .digamma, .trigamma: break
    default: return nil
    }
    var result = base
    for step in min(0, steps)..<max(0, steps) {
      let place = try sum([start, NormalForm(Rational(step))])
      switch opcode {
      case .gamma: result = try product(result, power(place, Rational(steps.signum())))
      case .lgamma:
        let magnitude = form(.function(.abs, member: nil, [place]))
        result = try stepped(result, by: form(.function(.log, member: nil, [magnitude])), steps)
      case .digamma: result = try stepped(result, by: power(place, Rational(-1)), steps)
      default: result = try stepped(result, by: power(place, Rational(-2)), -steps)
      }
    }
    return result
  }

  private func stepped(
    _ form: NormalForm, by step: NormalForm, _ direction: Int
  ) throws(FormLimit) -> NormalForm {
    try sum([form, direction < 0 ? step.negated : step])
  }

  private static let mostSteps = 12
}
