extension Normalizer {
  /// A sum as one product: over a common denominator, without what numerator and denominator have in common, and with the
  /// factors that are found.
  mutating func factored(_ form: NormalForm) throws(FormLimit) -> NormalForm.Term {
    if form.terms.count <= 1 { return form.terms.first ?? NormalForm.Term(.zero) }
    if let known = products[form] { return known }
    // What leads back to the sum itself takes it as it is.
    products[form] = NormalForm.Term(index(of: .sum(form)))
    var (front, rest) = try separated(form)
    if rest.terms.count > 1 { (front, rest) = try cancelled(front, rest) }
    if rest.terms.count > 1, let (left, right) = origins[rest],
      variable(of: rest) == nil || rest.terms.contains(where: \.coefficient.isMeasured)
    {
      // What was multiplied out has its old factors.
      front = try front.times(factored(left)).times(factored(right))
    } else {
      for (factor, multiplicity) in try rest.terms.count > 1 ? factors(of: rest) : [(rest, 1)] {
        front = try front.times(factorTerm(factor).power(multiplicity))
      }
    }
    products[form] = front
    return front
  }

  /// A factor as a term: a sum of several as a kernel.
  private mutating func factorTerm(_ factor: NormalForm) -> NormalForm.Term {
    factor.terms.count > 1
      ? NormalForm.Term(index(of: .sum(factor))) : factor.terms.first ?? NormalForm.Term(.zero)
  }

  /// The number and the powers that all terms have in common, and what is left, which has no negative exponents.
  mutating func separated(_ form: NormalForm) throws(FormLimit) -> (NormalForm.Term, NormalForm) {
    let (front, rest) = try withoutCommonPowers(form)
    let hasMagnitudes = rest.terms.contains { term in
      term.powers.contains {
        if case .function(.abs, _, _) = kernels[$0.kernel] { true } else { false }
      }
    }
    guard hasMagnitudes else { return (front, rest) }
    var terms: [NormalForm] = []
    for term in rest.terms { terms.append(try settled(term)) }
    let settled = try sum(terms)
    if settled == rest || settled.isZero { return (front, settled) }
    let (more, last) = try withoutCommonPowers(settled)
    return (try front.times(more), last)
  }

  private func withoutCommonPowers(_ form: NormalForm) throws(FormLimit) -> (NormalForm.Term, NormalForm) {
    let powers = form.terms.dropFirst().reduce(form.terms[0].powers) { NormalForm.Term.common($0, $1.powers) }
    var number = try content(of: form)
    if form.terms[0].coefficient.isNegative { number = -number }
    let front = NormalForm.Term(number, powers)
    return (front, try form.times(front.power(-1)))
  }

  /// The largest number of which all coefficients are whole multiples.
  func content(of form: NormalForm) throws(FormLimit) -> Rational {
    guard var content = form.terms.first?.coefficient else { return .one }
    // Decimals that people have measured stay what they are.
    if form.terms.contains(where: \.coefficient.isMeasured) {
      let isCommon = form.terms.allSatisfy { $0.coefficient == content || $0.coefficient == -content }
      return isCommon ? (content.isNegative ? -content : content) : .one
    }
    for term in form.terms.dropFirst() { content = try Rational.commonDivisor(content, term.coefficient) }
    return content.isNegative ? -content : content
  }

  /// Cancels what a sum has in common with the sums in the denominator in front of it.
  private mutating func cancelled(
    _ front: NormalForm.Term, _ sum: NormalForm
  ) throws(FormLimit) -> (NormalForm.Term, NormalForm) {
    // Whole powers of sums that are left from roots are multiplied out.
    var (front, rest) = (front, try multipliedOut(sum))
    if rest.terms.count <= 1 { return (front, rest) }
    (front, rest) = try separatedAgain(front, rest)
    var isChanged = true
    while isChanged, rest.terms.count > 1 {
      isChanged = false
      for power in front.powers where power.exponent.isNegative {
        guard case .sum(let divisor) = kernels[power.kernel], divisor.terms.count > 1 else { continue }
        // Below a root a sum has its common factors in itself, which here are in front.
        let (factor, own) = try separated(divisor)
        if !factor.powers.isEmpty, own.terms.count > 1, let quotient = try quotient(rest, own),
          factor.powers.allSatisfy({ !(front.exponent(of: $0.kernel) < $0.exponent) })
        {
          front = try front.times(NormalForm.Term(power.kernel)).times(factor.power(-1))
          (front, rest) = try separatedAgain(front, quotient)
          isChanged = true
          break
        }
        if let quotient = try quotient(rest, divisor) {
          front = try front.times(NormalForm.Term(power.kernel))
          (front, rest) = try separatedAgain(front, quotient)
          isChanged = true
          break
        }
        guard !(Rational(-1) < power.exponent), let common = try commonDivisor(rest, divisor),
          let own = try quotient(rest, common),
          let other = try quotient(divisor, common)
        else { continue }
        // d⁻ⁿ is g⁻ⁿ·(d/g)⁻ⁿ; of what is no whole power, only the whole part.
        let whole = power.exponent.isWhole ? power.exponent.numerator : power.exponent.floor + 1
        front = try front.times(NormalForm.Term(power.kernel).power(-whole))
          .times(factorTerm(common).power(whole + 1)).times(factorTerm(other).power(whole))
        (front, rest) = try separatedAgain(front, own)
        isChanged = true
        break
      }
    }
    return (front, rest)
  }

  private mutating func separatedAgain(
    _ front: NormalForm.Term, _ sum: NormalForm
  ) throws(FormLimit) -> (NormalForm.Term, NormalForm) {
    guard sum.terms.count > 1 else {
      return (try front.times(sum.terms.first ?? NormalForm.Term(.zero)), NormalForm(.one))
    }
    let (more, rest) = try separated(sum)
    return (try front.times(more), rest)
  }

  private mutating func multipliedOut(_ form: NormalForm) throws(FormLimit) -> NormalForm {
    let hasSums = form.terms.contains { term in
      term.powers.contains { power in
        if case .sum = kernels[power.kernel] { !power.exponent.isNegative } else { false }
      }
    }
    if !hasSums { return form }
    var result: [NormalForm] = []
    guard style.expands else {
      // Sums alone are terms of the whole.
      for term in form.terms {
        if term.powers.count == 1, term.powers[0].exponent == .one,
          case .sum(let sum) = kernels[term.powers[0].kernel]
        {
          result.append(
            try NormalForm(
              collecting: sum.terms.map { (own) throws(FormLimit) in
                NormalForm.Term(try own.coefficient * term.coefficient, own.powers)
              }))
        } else {
          result.append(NormalForm(term))
        }
      }
      return try sum(result)
    }
    for term in form.terms {
      var (own, factors) = (term, [NormalForm]())
      own.powers = []
      for power in term.powers {
        guard case .sum(let sum) = kernels[power.kernel], power.exponent.floor >= 1 else {
          own.powers.append(power)
          continue
        }
        for _ in 0..<power.exponent.floor { factors.append(sum) }
        let rest = try power.exponent - Rational(power.exponent.floor)
        if rest != .zero { own.powers.append(.init(kernel: power.kernel, exponent: rest)) }
      }
      result.append(try product(own, factors))
    }
    return try sum(result)
  }
}

// MARK: What is found

extension Normalizer {
  /// Whether a form is 0 everywhere, as far as algebra tells.
  mutating func isZero(_ form: NormalForm) throws(FormLimit) -> Bool {
    if form.isZero { return true }
    let (_, numerator) = try separated(form)
    let others = try [linearized(numerator), withoutSquares(numerator, ofSines: true)]
    for candidate in [numerator] + others {
      let product = try factored(candidate)
      if product.coefficient == .zero { return true }
    }
    return false
  }

  /// Whether a product is the sum itself as a kernel.
  func isKernel(_ product: NormalForm.Term, _ form: NormalForm) -> Bool {
    guard product.powers.count == 1, product.powers[0].exponent == .one,
      case .sum(let sum) = kernels[product.powers[0].kernel]
    else { return false }
    return sum == form || sum == form.negated
  }
}

// MARK: Polynomials

extension Normalizer {
  /// a/b, where it is a polynomial: by leading terms.
  mutating func quotient(_ a: NormalForm, _ b: NormalForm) throws(FormLimit) -> NormalForm? {
    guard let head = b.terms.first, Self.degrees(of: b).isCovered(by: Self.degrees(of: a)) else { return nil }
    // The last terms must divide, too.
    if let last = a.terms.last, let other = b.terms.last, try last.divided(by: other) == nil { return nil }
    var (rest, result) = (a, [NormalForm.Term]())
    while let first = rest.terms.first {
      guard let factor = try first.divided(by: head), result.count < Self.mostQuotientTerms else {
        return nil
      }
      result.append(factor)
      try count(rest.terms.count + b.terms.count)
      var terms = rest.terms
      for term in b.terms {
        let product = try factor.times(term)
        terms.append(NormalForm.Term(-product.coefficient, product.powers))
      }
      rest = try NormalForm(collecting: terms)
      if let next = rest.terms.first, !NormalForm.Term.stands(first.powers, before: next.powers) {
        return nil
      }
      if rest.terms.count > 300 { throw .exceeded }
    }
    return try NormalForm(collecting: result)
  }

  private static let mostQuotientTerms = 60

  /// The highest exponent of each kernel.
  private static func degrees(of form: NormalForm) -> [Int: Rational] {
    var degrees: [Int: Rational] = [:]
    for term in form.terms {
      for power in term.powers where degrees[power.kernel].map({ $0 < power.exponent }) ?? true {
        degrees[power.kernel] = power.exponent
      }
    }
    return degrees
  }

  /// The only kernel of a polynomial, with whole multiples of a power of it; nil where there are several.
  private func variable(of form: NormalForm) -> (kernel: Int, step: Int)? {
    var (kernel, step): (Int?, Int) = (nil, 1)
    for term in form.terms {
      guard term.powers.count <= 1 else { return nil }
      guard let power = term.powers.first else { continue }
      if kernel == nil { kernel = power.kernel }
      guard kernel == power.kernel, !power.exponent.isNegative, power.exponent.denominator <= 12 else {
        return nil
      }
      step = max(step, power.exponent.denominator)
      guard step % power.exponent.denominator == 0 else { return nil }
    }
    return kernel.map { ($0, step) }
  }

  /// Whether a sum is a polynomial in one kernel.
  func isPolynomialInOne(_ form: NormalForm) -> Bool { variable(of: form) != nil }

  /// The coefficients of a polynomial in one kernel, from the constant one on, as whole numbers.
  private func coefficients(_ form: NormalForm, _ step: Int) throws(FormLimit) -> [Rational]? {
    var result: [Rational] = []
    for term in form.terms {
      let exponent = try (term.powers.first?.exponent ?? .zero) * Rational(step)
      guard exponent.isWhole, (0...40).contains(exponent.numerator) else { return nil }
      while result.count <= exponent.numerator { result.append(.zero) }
      result[exponent.numerator] = term.coefficient
    }
    return result
  }

  private func form(_ coefficients: [Rational], _ variable: (kernel: Int, step: Int)) throws(FormLimit)
    -> NormalForm
  {
    var terms: [NormalForm.Term] = []
    for (degree, coefficient) in coefficients.enumerated() where coefficient != .zero {
      let exponent = try Rational(degree, over: variable.step)
      terms.append(
        NormalForm.Term(coefficient, degree == 0 ? [] : [.init(kernel: variable.kernel, exponent: exponent)]))
    }
    return try NormalForm(collecting: terms)
  }

  /// The greatest common divisor of two polynomials in the same single kernel; nil where it is a number.
  private mutating func commonDivisor(_ a: NormalForm, _ b: NormalForm) throws(FormLimit) -> NormalForm? {
    guard let own = variable(of: a), let other = variable(of: b), own.kernel == other.kernel else {
      return nil
    }
    let variable = (kernel: own.kernel, step: max(own.step, other.step))
    guard variable.step % own.step == 0, variable.step % other.step == 0,
      let left = try coefficients(a, variable.step), let right = try coefficients(b, variable.step)
    else { return nil }
    let divisor = try Polynomial.commonDivisor(left, right)
    return divisor.count > 1 ? try form(divisor, variable) : nil
  }

  /// The factors of a polynomial in one kernel that its derivative and its rational roots tell, with multiplicities; of
  /// others the polynomial itself.
  private mutating func factors(of form: NormalForm) throws(FormLimit) -> [(NormalForm, Int)] {
    guard !form.terms.contains(where: \.coefficient.isMeasured), let variable = variable(of: form),
      let coefficients = try coefficients(form, variable.step), coefficients.count > 2
    else { return [(form, 1)] }
    try count(coefficients.count * coefficients.count)
    var result: [(NormalForm, Int)] = []
    for (factor, multiplicity) in try Polynomial.factors(of: coefficients) {
      result.append((try self.form(factor, variable), multiplicity))
    }
    return result
  }
}

extension [Int: Rational] {
  /// Whether another sum has each kernel to at least the same power.
  fileprivate func isCovered(by other: [Int: Rational]) -> Bool {
    allSatisfy { kernel, exponent in other[kernel].map { !($0 < exponent) } ?? false }
  }
}

extension Rational {
  /// Whether it is a decimal of three digits or more, as people measure it.
  fileprivate var isMeasured: Bool {
    denominator > 1 && numerator.magnitude >= 100 && isDecimal
  }
}
