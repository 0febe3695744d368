extension Normalizer {
  /// A sum as one product: over a common denominator, without what numerator and denominator have in common, and with the
  /// factors that are found.
  mutating func factored(_ form: NormalForm) throws(FormLimit) -> NormalForm.Term {
    if form.terms.count <= 1 { return form.terms.first ?? NormalForm.Term(.zero) }
    if let known = products[form] { return known }
    products[form] = NormalForm.Term(.one, [.init(kernel: index(of: .sum(form)), exponent: .one)])
    var (front, rest) = try separated(form)
    if rest.terms.count > 1 { (front, rest) = try cancelled(front, rest) }
    if rest.terms.count > 1, let (left, right) = origins[rest],
      variable(of: rest) == nil || rest.terms.contains(where: \.coefficient.isMeasured)
    {
      // What was multiplied out has its old factors.
      front = try joined(front, NormalForm(factored(left)), 1)
      front = try joined(front, NormalForm(factored(right)), 1)
      products[form] = front
      return front
    }
    if rest.terms.count > 1 {
      for (factor, multiplicity) in try factors(of: rest) {
        if factor.terms.count == 1 {
          front = try joined(front, NormalForm(factor.terms[0]), multiplicity)
        } else {
          let kernel = index(of: .sum(factor))
          front = try joined(
            front, NormalForm(NormalForm.Term(.one, [.init(kernel: kernel, exponent: .one)])), multiplicity)
        }
      }
    } else {
      front = try joined(front, rest, 1)
    }
    products[form] = front
    return front
  }

  /// A term times a power of another one, all in one.
  private func joined(_ a: NormalForm.Term, _ b: NormalForm, _ exponent: Int) throws(FormLimit)
    -> NormalForm.Term
  {
    guard let term = b.terms.first else { return NormalForm.Term(.zero) }
    var exponents: [Int: Rational] = [:]
    for power in a.powers { exponents[power.kernel] = power.exponent }
    for power in term.powers {
      exponents[power.kernel] =
        try (exponents[power.kernel] ?? .zero) + (power.exponent * Rational(exponent))
    }
    let powers = exponents.filter { $0.value != .zero }.map {
      NormalForm.Power(kernel: $0.key, exponent: $0.value)
    }
    return NormalForm.Term(
      try a.coefficient * term.coefficient.power(exponent), powers.sorted { $0.kernel < $1.kernel })
  }

  /// The number and the powers that all terms have in common, and what is left, which has no negative exponents.
  func separated(_ form: NormalForm) throws(FormLimit) -> (NormalForm.Term, NormalForm) {
    var least: [Int: Rational] = [:]
    for (position, term) in form.terms.enumerated() {
      for kernel in least.keys where term.exponent(of: kernel) < least[kernel] ?? .zero {
        least[kernel] = term.exponent(of: kernel)
      }
      for power in term.powers where least[power.kernel] == nil {
        least[power.kernel] = position == 0 || power.exponent.isNegative ? power.exponent : .zero
      }
    }
    for (kernel, exponent) in least where !exponent.isNegative {
      if form.terms.contains(where: { $0.exponent(of: kernel) == .zero }) { least[kernel] = .zero }
    }
    var number = try content(of: form)
    if form.terms[0].coefficient.isNegative { number = -number }
    let powers = least.filter { $0.value != .zero }.map {
      NormalForm.Power(kernel: $0.key, exponent: $0.value)
    }
    .sorted { $0.kernel < $1.kernel }
    var rest: [NormalForm.Term] = []
    for term in form.terms {
      var exponents: [Int: Rational] = [:]
      for power in term.powers { exponents[power.kernel] = power.exponent }
      for power in powers {
        exponents[power.kernel] = try (exponents[power.kernel] ?? .zero) - power.exponent
      }
      rest.append(
        NormalForm.Term(
          try term.coefficient / number,
          exponents.filter { $0.value != .zero }.map { .init(kernel: $0.key, exponent: $0.value) }
            .sorted { $0.kernel < $1.kernel }))
    }
    return (NormalForm.Term(number, powers), try NormalForm(collecting: rest))
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
          front = try joined(front, form(.sum(divisor), .one), 1)
          front = try joined(front, NormalForm(factor), -1)
          (front, rest) = try separatedAgain(front, quotient)
          isChanged = true
          break
        }
        if let quotient = try quotient(rest, divisor) {
          front = try joined(front, NormalForm(.init(.one, [.init(kernel: power.kernel, exponent: .one)])), 1)
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
        let kernel = form(.sum(divisor), .one)
        front = try joined(front, kernel, -whole)
        for (factor, exponent) in [(common, whole + 1), (other, whole)] {
          if factor.terms.count == 1 {
            front = try joined(front, factor, exponent)
          } else {
            front = try joined(front, form(.sum(factor), .one), exponent)
          }
        }
        (front, rest) = try separatedAgain(front, own)
        isChanged = true
        break
      }
    }
    return (front, rest)
  }

  private func separatedAgain(
    _ front: NormalForm.Term, _ sum: NormalForm
  ) throws(FormLimit) -> (NormalForm.Term, NormalForm) {
    if sum.terms.count <= 1 { return (try joined(front, sum, 1), NormalForm(.one)) }
    let (more, rest) = try separated(sum)
    return (try joined(front, NormalForm(more), 1), rest)
  }

  private mutating func multipliedOut(_ form: NormalForm) throws(FormLimit) -> NormalForm {
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
      var product = NormalForm(own)
      for factor in factors { product = try self.product(product, factor) }
      result.append(product)
    }
    return try sum(result)
  }
}

// MARK: Polynomials

extension Normalizer {
  /// a/b, where it is a polynomial: by leading terms.
  mutating func quotient(_ a: NormalForm, _ b: NormalForm) throws(FormLimit) -> NormalForm? {
    guard let head = b.terms.first, Self.degrees(of: b).isCovered(by: Self.degrees(of: a)) else { return nil }
    // The last terms must divide, too.
    if let last = a.terms.last, let other = b.terms.last, try Self.quotient(last, other) == nil { return nil }
    var (rest, result) = (a, [NormalForm.Term]())
    while let first = rest.terms.first {
      guard let factor = try Self.quotient(first, head), result.count < Self.mostQuotientTerms else {
        return nil
      }
      result.append(factor)
      try count(rest.terms.count + b.terms.count)
      var terms = rest.terms
      for term in b.terms {
        let product = try Self.plainProduct(factor, term)
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

  /// a/b without negative exponents; nil where there is none.
  private static func quotient(
    _ a: NormalForm.Term, _ b: NormalForm.Term
  ) throws(FormLimit) -> NormalForm.Term? {
    var powers: [NormalForm.Power] = []
    var (left, right) = (a.powers[...], b.powers[...])
    while let divisor = right.first {
      guard let first = left.first, first.kernel <= divisor.kernel else { return nil }
      left = left.dropFirst()
      if first.kernel < divisor.kernel {
        powers.append(first)
        continue
      }
      right = right.dropFirst()
      let exponent = try first.exponent - divisor.exponent
      if exponent.isNegative { return nil }
      if exponent != .zero { powers.append(.init(kernel: first.kernel, exponent: exponent)) }
    }
    return NormalForm.Term(try a.coefficient / b.coefficient, powers + left)
  }

  /// The product of two terms, as powers of the same kernels.
  static func plainProduct(
    _ a: NormalForm.Term, _ b: NormalForm.Term
  ) throws(FormLimit) -> NormalForm.Term {
    var powers: [NormalForm.Power] = []
    var (left, right) = (a.powers[...], b.powers[...])
    while let first = left.first, let second = right.first {
      if first.kernel == second.kernel {
        let exponent = try first.exponent + second.exponent
        if exponent != .zero { powers.append(.init(kernel: first.kernel, exponent: exponent)) }
        (left, right) = (left.dropFirst(), right.dropFirst())
      } else if first.kernel < second.kernel {
        powers.append(first)
        left = left.dropFirst()
      } else {
        powers.append(second)
        right = right.dropFirst()
      }
    }
    return NormalForm.Term(try a.coefficient * b.coefficient, powers + left + right)
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
    guard denominator > 1, numerator.magnitude >= 100 else { return false }
    var rest = denominator
    for divisor in [2, 5] { while rest % divisor == 0 { rest /= divisor } }
    return rest == 1
  }
}

/// Polynomials in one variable, as coefficients from the constant one on.
enum Polynomial {
  /// The primitive greatest common divisor, by Euclid's algorithm; [1] where there is none.
  static func commonDivisor(_ a: [Rational], _ b: [Rational]) throws(FormLimit) -> [Rational] {
    var (left, right) = (try primitive(a), try primitive(b))
    while right.count > 1 {
      (left, right) = (right, try primitive(remainder(left, right).rest))
    }
    return right.isEmpty ? left : [.one]
  }

  static func remainder(
    _ a: [Rational], _ b: [Rational]
  ) throws(FormLimit) -> (quotient: [Rational], rest: [Rational]) {
    var rest = a
    var quotient = [Rational](repeating: .zero, count: max(0, a.count - b.count + 1))
    while rest.count >= b.count, let top = rest.last, let head = b.last {
      let factor = try top / head
      let shift = rest.count - b.count
      quotient[shift] = factor
      for (position, coefficient) in b.enumerated() {
        rest[shift + position] = try rest[shift + position] - factor * coefficient
      }
      rest.removeLast()
      while rest.last == .zero { rest.removeLast() }
    }
    return (quotient, rest)
  }

  /// With whole coefficients that have nothing in common, the highest above 0.
  static func primitive(_ a: [Rational]) throws(FormLimit) -> [Rational] {
    var a = a
    while a.last == .zero { a.removeLast() }
    guard let top = a.last else { return [] }
    var content = top
    for coefficient in a {
      content = try coefficient == .zero ? content : Rational.commonDivisor(content, coefficient)
    }
    if content.isNegative != top.isNegative { content = -content }
    return try a.map { (coefficient) throws(FormLimit) in try coefficient / content }
  }

  static func derivative(_ a: [Rational]) throws(FormLimit) -> [Rational] {
    var result: [Rational] = []
    for (degree, coefficient) in a.enumerated().dropFirst() {
      result.append(try Rational(degree) * coefficient)
    }
    return result
  }

  /// Factors with multiplicities whose product it is: square-free ones (D. Y. Y. Yun, "On square-free decomposition
  /// algorithms", 1976), and linear ones with rational roots. The first one may be a number.
  static func factors(of a: [Rational]) throws(FormLimit) -> [([Rational], Int)] {
    let whole = try primitive(a)
    guard let top = a.last, let own = whole.last else { return [] }
    var result: [([Rational], Int)] = [([try top / own], 1)]
    var common = try commonDivisor(whole, derivative(whole))
    var rest = try remainder(whole, common).quotient
    var multiplicity = 1
    while rest.count > 1 {
      let next = try commonDivisor(rest, common)
      let factor = try primitive(remainder(rest, next).quotient)
      if factor.count > 1 {
        for part in try linearFactors(of: factor) { result.append((part, multiplicity)) }
      }
      (common, rest) = (try remainder(common, next).quotient, next)
      multiplicity += 1
    }
    // What was made primitive on the way goes into the number.
    var product: [Rational] = [.one]
    for (factor, multiplicity) in result.dropFirst() {
      for _ in 0..<multiplicity { product = try self.product(product, factor) }
    }
    guard let made = product.last, product.count == a.count else { return [(a, 1)] }
    result[0] = ([try top / made], 1)
    return result
  }

  private static func product(_ a: [Rational], _ b: [Rational]) throws(FormLimit) -> [Rational] {
    var result = [Rational](repeating: .zero, count: a.count + b.count - 1)
    for (i, left) in a.enumerated() {
      for (j, right) in b.enumerated() { result[i + j] = try result[i + j] + left * right }
    }
    return result
  }

  private static func linearFactors(of a: [Rational]) throws(FormLimit) -> [[Rational]] {
    var (rest, result) = (a, [[Rational]]())
    guard a.count > 2 else { return [a] }
    search: while rest.count > 2, let top = rest.last, let bottom = rest.first {
      if bottom == .zero {
        result.append([.zero, .one])
        rest.removeFirst()
        continue
      }
      guard top.numerator.magnitude <= 400, bottom.numerator.magnitude <= 400 else { break }
      for q in 1...Int(top.numerator.magnitude) where top.numerator % q == 0 {
        for p in 1...Int(bottom.numerator.magnitude) where bottom.numerator % p == 0 {
          for root in [p, -p] where Rational.commonDivisor(UInt(p), UInt(q)) == 1 {
            let factor = [Rational(-root), Rational(q)]
            let (quotient, left) = try remainder(rest, factor)
            if left.isEmpty {
              result.append(factor)
              rest = quotient
              continue search
            }
          }
        }
      }
      break
    }
    return rest.count > 1 ? result + [rest] : result
  }
}
