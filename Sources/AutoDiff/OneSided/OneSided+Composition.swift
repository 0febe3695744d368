import RealModule

// MARK: Power series of a series

extension OneSided {
  /// A coefficient with a bound on its error.
  typealias Coefficient = (value: Double, error: Double)

  /// Σ coefficients[k]·dᵏ, for d that vanishes; a polynomial, or the beginning of a power series.
  static func composed(_ coefficients: [Coefficient], with d: OneSided, isPolynomial: Bool = false)
    -> OneSided
  {
    if d.failure != nil { return d }
    func constant(_ k: Int) -> OneSided {
      OneSided(coefficients[k].value, error: coefficients[k].error).placed(in: d.context)
    }
    let last = coefficients.count - 1
    if d.isZero { return constant(0).marked(d.isWithinRounding) }
    if d.terms.count == 1, d.smooth == nil, d.rough == nil, d.terms[0].isCertain {
      return powers(coefficients, of: d.terms[0], d, isPolynomial: isPolynomial)
    }
    if let plain = d.plain {
      let series = PlainSeries.composed(
        coefficients, with: plain, isPolynomial: isPolynomial, termCount: d.context?.termCount ?? .max)
      return OneSided(series, in: d.context, isWithinRounding: d.isWithinRounding)
    }
    // The first coefficient that is not there is unknown.
    var result = isPolynomial ? OneSided(0, error: 0) : OneSided([], smooth: .constant, in: d.context)
    for k in stride(from: last, through: 0, by: -1) { result = sum(product(result, d), constant(k)) }
    return result
  }

  /// The same for a single term, whose powers are single terms.
  private static func powers(
    _ coefficients: [Coefficient], of term: Term, _ d: OneSided, isPolynomial: Bool
  ) -> OneSided {
    var terms: [Term] = []
    var power = Term(growth: .constant, coefficient: 1, error: 0)
    for coefficient in coefficients {
      if coefficient.value != 0 || coefficient.error != 0 {
        let factor = Term(growth: .constant, coefficient: coefficient.value, error: coefficient.error)
        terms.append(Term.product(factor, power, power.growth))
      }
      power = Term.product(power, term, power.growth * term.growth)
    }
    return OneSided(
      terms, smooth: isPolynomial ? nil : power.growth, in: d.context, isWithinRounding: d.isWithinRounding)
  }

  /// A function whose derivatives at the constant term are known to the context, of this series.
  ///
  /// `atInfinity` says what it is where the operand grows without limit.
  func composed<P: UnaryPrimitive>(
    _ primitive: P.Type, atInfinity: (_ sign: Int) -> OneSided = { _ in OneSided(.undecided) }
  ) -> OneSided {
    switch place {
    case .failed(let failure): return OneSided(failure)
    case .infinite(let sign): return atInfinity(sign)
    case .near(let center, let error, let rest):
      return rest.composed(at: center, error, value: P.value(center), P.opcode, index: nil)
    }
  }

  /// The same for a member of a family.
  func composed<P: FamilyPrimitive>(
    _ primitive: P.Type, member: Int, atInfinity: (_ sign: Int) -> OneSided = { _ in OneSided(.undecided) }
  ) -> OneSided {
    switch place {
    case .failed(let failure): return OneSided(failure)
    case .infinite(let sign): return atInfinity(sign)
    case .near(let center, let error, let rest):
      return rest.composed(
        at: center, error, value: P.value(member, CollectionOfOne(center)), P.opcode, index: Double(member))
    }
  }

  /// The same for a function whose first operand is an index.
  func composed<P: BinaryPrimitive>(
    _ primitive: P.Type, index: Double, atInfinity: (_ sign: Int) -> OneSided = { _ in OneSided(.undecided) }
  ) -> OneSided {
    switch place {
    case .failed(let failure): return OneSided(failure)
    case .infinite(let sign): return atInfinity(sign)
    case .near(let center, let error, let rest):
      return rest.composed(at: center, error, value: P.value(index, center), P.opcode, index: index)
    }
  }

  /// The function at center + self, self vanishing.
  private func composed(
    at center: Double, _ error: Double, value: Double, _ opcode: Opcode, index: Double?
  ) -> OneSided {
    if value.isNaN { return OneSided(.undefined) }
    if value.isInfinite { return OneSided(.overflow) }
    let isExact = error == 0 && center.isShort
    guard let context, !isZero else {
      let slope = error == 0 ? 0 : ExpansionContext.slope(of: opcode, index: index, at: center).magnitude
      let own = isExact && value.isShort ? 0 : 2 * value.ulp
      return OneSided(value, error: own + error * slope).placed(in: context).marked(isWithinRounding)
    }
    return OneSided.composed(
      context.coefficients(of: opcode, index: index, at: center, error: error), with: self)
  }
}

// MARK: Powers

extension OneSided {
  /// c·m·(1 + d), as which a series with a leading term is written.
  private func relative(to leading: Term) -> OneSided {
    let inverse = leading.growth.inverse
    return OneSided(
      terms.dropFirst().map { $0.divided(by: leading, $0.growth * inverse) },
      smooth: smooth.map { $0 * inverse }, rough: rough.map { $0 * inverse }, in: context,
      isWithinRounding: isWithinRounding)
  }

  /// The series to a constant power.
  func raised(to exponent: Exponent) -> OneSided {
    if failure != nil { return self }
    if exponent.isZero { return OneSided(1, error: 0) }
    if exponent.isOne { return self }
    if let whole = exponent.whole, whole > 0, whole <= Self.mostMultiplications {
      return (1..<whole).reduce(self) { power, _ in OneSided.product(power, self) }
    }
    let series = cleaned.marked(isWithinRounding)
    switch leading {
    case .failed(let failure): return OneSided(failure)
    case .zero:
      return exponent.value > 0 ? OneSided(0, error: 0).marked(series.isWithinRounding) : series.noInverse
    case .term(let first):
      guard let power = first.raised(to: exponent) else { return OneSided(.undefined) }
      if power.coefficient == 0 || !power.coefficient.isFinite { return OneSided(.overflow) }
      let (coefficients, isPolynomial) = binomials(exponent)
      return OneSided.composed(coefficients, with: series.relative(to: first), isPolynomial: isPolynomial)
        .placed(in: context).times(power)
    }
  }

  /// Up to which exponent a power is a product, which keeps what is exact.
  private static let mostMultiplications = 8

  /// Binomial coefficients of an exponent, and whether there are no others.
  private func binomials(_ exponent: Exponent) -> ([Coefficient], isPolynomial: Bool) {
    var coefficients: [Coefficient] = [(1, 0)]
    let y = exponent.value
    // Without a context there is nothing to compose with.
    for k in 1...(context?.termCount ?? 1) {
      let factor = y - Double(k - 1)
      if factor == 0 { return (coefficients, true) }
      let value = coefficients[k - 1].value * factor / Double(k)
      let isExact = value.isShort && y.isShort
      coefficients.append((value, isExact ? 0 : Double(2 * k + 2) * OneSided.Term.rounding * value.magnitude))
    }
    return (coefficients, false)
  }

  /// What the inverse of a series comes to that is 0, and its logarithm: nothing, unless it is 0 within rounding only.
  private var noInverse: OneSided { OneSided(isWithinRounding ? .undecided : .undefined) }

  /// The quotient of two series.
  static func quotient(_ a: OneSided, _ b: OneSided) -> OneSided {
    if let failure = [a.failure, b.failure].compactMap(\.self).max() { return OneSided(failure) }
    let series = b.cleaned.marked(b.isWithinRounding)
    switch b.leading {
    case .failed(let failure): return OneSided(failure)
    case .zero: return series.noInverse
    case .term(let first):
      let d = series.relative(to: first)
      let inverse = first.growth.inverse
      let divided = OneSided(
        a.terms.map { $0.divided(by: first, $0.growth * inverse) }, smooth: a.smooth.map { $0 * inverse },
        rough: a.rough.map { $0 * inverse }, in: a.context ?? b.context, isWithinRounding: a.isWithinRounding)
      if d.isZero { return divided.marked(d.isWithinRounding) }
      let (coefficients, isPolynomial) = series.binomials(Exponent(whole: -1))
      return product(divided, composed(coefficients, with: d, isPolynomial: isPolynomial))
    }
  }

  /// The series to the power of another.
  func raised(to exponent: OneSided) -> OneSided {
    if let failure = [failure, exponent.failure].compactMap(\.self).max() { return OneSided(failure) }
    if let constant = exponent.constantValue {
      return raised(to: Exponent(constant.coefficient, error: constant.error)).marked(
        exponent.isWithinRounding)
    }
    return decided { sign in
      switch sign {
      case 0: exponent.decided { $0 > 0 ? OneSided(0, error: 0) : OneSided(.undefined) }
      case 1: OneSided.product(exponent, logarithm).exponential
      default: exponent.wholeNumber.map { raised(to: $0).marked(true) } ?? OneSided(.undefined)
      }
    }
  }

  /// The whole number that the series is within rounding, if no more of it is known.
  private var wholeNumber: Exponent? {
    let known = cleaned.terms.filter(\.isCertain)
    guard known.count == 1, known[0].growth.isConstant else { return nil }
    let exponent = Exponent(known[0].coefficient, error: known[0].error)
    return exponent.whole.map { Exponent(whole: $0) }
  }
}

// MARK: Exponentials and logarithms

extension OneSided {
  /// e to the power of the series. What is infinite in the exponent becomes part of the growth, and is never rounded.
  var exponential: OneSided {
    if failure != nil { return self }
    if let vanishing { return vanishing }
    if let rough, !rough.isInfinitesimal { return OneSided(.undecided) }
    if let smooth, !smooth.isInfinitesimal { return OneSided(.needsMoreTerms) }
    let count = terms.prefix { $0.growth.isInfinite }.count
    var infinite = terms.prefix { $0.growth.isInfinite }
    let isMarked = isWithinRounding || infinite.contains { !$0.isCertain }
    if let first = infinite.first, !first.isCertain {
      infinite = cleaned.terms.prefix { $0.growth.isInfinite }
    }
    var rest = dropping(count)
    var constant = (value: 0.0, error: 0.0)
    if let first = rest.terms.first, first.growth.isConstant {
      constant = (first.coefficient, first.error)
      rest = rest.dropping(1)
    }
    var growth = Growth.constant
    var exponents: [(growth: Growth, coefficient: Double)] = []
    for term in infinite where term.isCertain {
      // exp(k·ℓ) is t⁻ᵏ, and exp(k·ℓ₂) is ℓᵏ.
      if Growth.compare(term.growth, .logarithm) == 0 {
        growth = growth * Growth(power: -Exponent(term.coefficient, error: term.error))
      } else if Growth.compare(term.growth, .iteratedLogarithm) == 0 {
        growth = growth * Growth(logPower: Exponent(term.coefficient, error: term.error))
      } else {
        exponents.append((term.growth, term.coefficient))
      }
    }
    var value = Double.exp(constant.value)
    if value.isInfinite || value < .leastNormalMagnitude {
      if exponents.isEmpty {
        // Too small for a double it is 0, as far as anybody can tell.
        return value.isInfinite ? OneSided(.overflow) : OneSided(0, error: .leastNonzeroMagnitude)
      }
      // Beside what is infinite the constant does not count, and stays in the exponent.
      exponents.append((.constant, constant.value))
      (value, constant) = (1, (0, constant.error))
    }
    growth = growth * Growth(exponential: exponents)
    var coefficients: [Coefficient] = []
    var factorial = 1.0
    for k in 0...(context?.termCount ?? 0) {
      if k > 0 { factorial *= Double(k) }
      let coefficient = value / factorial
      let isExact = constant == (0, 0) && coefficient.isShort
      coefficients.append((coefficient, isExact ? 0 : (4 * Term.rounding + constant.error) * coefficient))
    }
    return OneSided.composed(coefficients, with: rest).placed(in: context)
      .times(Term(growth: growth, coefficient: 1, error: 0)).marked(isMarked)
  }

  /// e to the power of the series where nothing but the leading term of the exponent is known that is infinite: if that goes
  /// down, the whole vanishes, at least with half of it.
  private var vanishing: OneSided? {
    guard let bound, !bound.isInfinitesimal, case .term(let leading) = leading, leading.coefficient < 0,
      leading.growth.isInfinite, Growth.compare(bound, leading.growth) < 0
    else { return nil }
    let half = OneSided.Term(growth: leading.growth, coefficient: leading.coefficient / 2, error: 0)
    guard let size = OneSided([half], in: context).exponential.size else { return nil }
    return OneSided([], smooth: rough == nil ? size : nil, rough: rough == nil ? nil : size, in: context)
  }

  /// The natural logarithm. That of the leading growth is taken out: log(c·m·(1 + d)) = log m + log c + log(1 + d).
  var logarithm: OneSided {
    if failure != nil { return self }
    let series = cleaned.marked(isWithinRounding)
    switch leading {
    case .failed(let failure): return OneSided(failure)
    case .zero: return series.noInverse
    case .term(let first):
      if first.coefficient < 0 { return OneSided(.undefined) }
      let growth = first.growth
      // A third logarithm is beyond what a growth can hold.
      if !growth.logLogPower.isZero { return OneSided(.undecided) }
      var terms = growth.exponential.map { Term(growth: $0.growth, coefficient: $0.coefficient, error: 0) }
      func add(_ exponent: Exponent, _ growth: Growth) {
        if exponent.isZero { return }
        let isExact = exponent.value.isShort
        terms.append(
          Term(growth: growth, coefficient: exponent.value, error: isExact ? 0 : exponent.value.ulp))
      }
      add(-growth.power, .logarithm)
      add(growth.logPower, .iteratedLogarithm)
      let constant = Double.log(first.coefficient)
      let error = first.error / first.coefficient + (constant == 0 ? 0 : constant.ulp)
      if constant != 0 || error != 0 {
        terms.append(Term(growth: .constant, coefficient: constant, error: error))
      }
      let d = series.relative(to: first)
      var coefficients: [Coefficient] = [(0, 0)]
      for k in 1...(context?.termCount ?? 1) {
        let coefficient = (k % 2 == 0 ? -1 : 1) / Double(k)
        coefficients.append((coefficient, coefficient.isShort ? 0 : Term.rounding * coefficient.magnitude))
      }
      return OneSided.sum(OneSided(terms, in: context), OneSided.composed(coefficients, with: d))
    }
  }
}
