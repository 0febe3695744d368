/// Functions of one operand: exponentials, logarithms, sines, and what is known of others.
extension Normalizer {
  /// A function of one operand in other terms; nil for those that are kernels.
  mutating func function(_ opcode: Opcode, _ operands: [NormalForm]) throws(FormLimit) -> NormalForm? {
    guard operands.count == 1 else { return nil }
    let u = operands[0]
    if style.usesDefinitions, let known = try stepped(opcode, u) { return known }
    if let kernel = u.kernel, case .function(let inner, nil, let operands) = kernels[kernel],
      operands.count == 1,
      let composition = expansions.form(of: opcode, after: inner)
    {
      return try form(composition, of: operands)
    }
    switch opcode {
    case .exp: return try exponential(u)
    case .log: return try logarithm(u)
    default: break
    }
    if let parity = opcode.parity, let first = u.terms.first, first.coefficient.isNegative {
      let positive = try function(opcode, [u.negated]) ?? form(.function(opcode, member: nil, [u.negated]))
      return parity == .odd ? positive.negated : positive
    }
    if !angles.isEmpty, opcode == .sin || opcode == .cos, let known = try multiple(opcode, of: u) {
      return known
    }
    guard style.dividesSines, let (top, bottom) = opcode.sines else { return nil }
    let above = try top.map { (top) throws(FormLimit) in try sine(top, u) }
    guard let bottom else { return above }
    let below = try power(sine(bottom, u), Rational(-1))
    return try product(above ?? NormalForm(.one), below)
  }

  private mutating func sine(_ opcode: Opcode, _ u: NormalForm) throws(FormLimit) -> NormalForm {
    try function(opcode, [u]) ?? form(.function(opcode, member: nil, [u]))
  }

  /// e to the power of a sum: one power a term.
  mutating func exponential(_ u: NormalForm) throws(FormLimit) -> NormalForm {
    var result = NormalForm(.one)
    for term in u.terms {
      // e^(k·log v) is vᵏ.
      if term.powers.count == 1, term.powers[0].exponent == .one, term.coefficient.denominator <= 64,
        case .function(.log, _, let operands) = kernels[term.powers[0].kernel]
      {
        result = try product(result, power(operands[0], term.coefficient))
        continue
      }
      // e^u or e^(−u), whichever came first: turned over, one may overflow where the other one does not.
      let (plain, opposite) = (
        Kernel.exponential(NormalForm.Term(.one, term.powers)),
        Kernel.exponential(NormalForm.Term(Rational(-1), term.powers))
      )
      let isOpposite = indices[plain] == nil && (indices[opposite] != nil || term.coefficient.isNegative)
      result = try product(
        result, isOpposite ? form(opposite, -term.coefficient) : form(plain, term.coefficient))
    }
    return result
  }

  private mutating func logarithm(_ u: NormalForm) throws(FormLimit) -> NormalForm {
    let kernel = Kernel.function(.log, member: nil, [u])
    guard u.terms.count == 1, u.terms[0].coefficient == .one, u.terms[0].powers.count == 1 else {
      return form(kernel)
    }
    let power = u.terms[0].powers[0]
    if case .exponential(let term) = kernels[power.kernel] {
      return NormalForm(NormalForm.Term(try term.coefficient * power.exponent, term.powers))
    }
    // The logarithm of an even power is that of a magnitude.
    guard power.exponent != .one, !power.exponent.isWhole || power.exponent.numerator % 2 != 0 else {
      return form(kernel)
    }
    let base = NormalForm(NormalForm.Term(power.kernel))
    return try product(NormalForm(power.exponent), form(.function(.log, member: nil, [base])))
  }
}
