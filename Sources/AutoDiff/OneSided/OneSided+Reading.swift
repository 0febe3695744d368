extension OneSided {
  /// What a series comes to: a number with a bound on its error, or why there is none.
  typealias Limit = Result<(value: Double, error: Double), Failure>

  /// What the function tends to, ±∞ included.
  var limit: Limit {
    switch place {
    case .infinite(let sign): .success((sign < 0 ? -.infinity : .infinity, 0))
    case .near(let value, let error, _): .success((value, error))
    case .failed(let failure): .failure(failure)
    }
  }

  /// The slope by t, as t falls to 0: lim (f(t) − f(0+))/t, where the function tends to a number, and else lim f′.
  var slope: Limit {
    guard case .near(_, _, let rest) = place else { return derivative.limit }
    if let first = rest.terms.first, first.isCertain, rest.rough == nil,
      rest.smooth.map({ Growth.compare($0, .variable) < 0 }) ?? true
    {
      switch Growth.compare(first.growth, .variable) {
      case 0: return .success((first.coefficient, first.error))
      case ..<0: return .success((0, 0))
      default: return .success((first.coefficient < 0 ? -.infinity : .infinity, 0))
      }
    }
    return rest.times(Term(growth: Growth.variable.inverse, coefficient: 1, error: 0)).limit
  }

  /// The limit of a derivative of some order.
  func derivativeLimit(order: Int) -> Limit {
    switch order {
    case 0: limit
    case 1: slope
    default: (0..<order).reduce(self) { series, _ in series.derivative }.limit
    }
  }

  /// The derivative by t. What oscillates has none that is known.
  var derivative: OneSided {
    if failure != nil { return self }
    if rough != nil { return OneSided(.undecided) }
    var result = OneSided([], in: context, isWithinRounding: isWithinRounding)
    for term in terms where !term.growth.isConstant {
      result = OneSided.sum(result, term.growth.relativeDerivative(in: context).times(term))
    }
    if let smooth {
      let derived =
        smooth.isConstant
        ? Growth.variable.inverse
        : smooth * (smooth.relativeDerivative(in: context).size ?? Growth.variable.inverse)
      result = OneSided.sum(result, OneSided([], smooth: derived, in: context))
    }
    return result
  }
}

extension Growth {
  /// m′/m = E′ + p/t − q/(t·ℓ) − r/(t·ℓ·ℓ₂)
  fileprivate func relativeDerivative(in context: ExpansionContext?) -> OneSided {
    var terms: [OneSided.Term] = []
    func add(_ exponent: Exponent, _ sign: Double, _ growth: Growth) {
      if exponent.isZero { return }
      terms.append(OneSided.Term(growth: growth, coefficient: sign * exponent.value, error: 0))
    }
    let minusOne = Exponent(whole: -1)
    add(power, 1, Growth(power: minusOne))
    add(logPower, -1, Growth(power: minusOne, rest: Rest(logPower: minusOne)))
    add(logLogPower, -1, Growth(power: minusOne, rest: Rest(logPower: minusOne, logLogPower: minusOne)))
    var result = OneSided(terms, in: context)
    for term in exponential {
      let derivative = term.growth.relativeDerivative(in: context)
      result = OneSided.sum(
        result,
        derivative.times(OneSided.Term(growth: term.growth, coefficient: term.coefficient, error: 0)))
    }
    return result
  }
}

extension OneSided.Failure: Error {}
