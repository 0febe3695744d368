extension OneSided {
  /// What a function of one operand is to do at it.
  enum Place {
    /// The operand grows without limit, above 0 (+1) or below (−1).
    case infinite(sign: Int)

    /// The operand tends to a number, which is known up to an error; the rest vanishes.
    case near(Double, error: Double, rest: OneSided)

    /// That is not known.
    case failed(Failure)
  }

  /// The series without the leading terms that may be 0.
  ///
  /// What is left leads only if it stands out far from what was passed over: where a coefficient of 10⁻¹⁶ cannot be told
  /// from 0, neither can the one behind it that came about with the same rounding.
  var cleaned: OneSided {
    guard failure == nil, let first = terms.first, !first.isCertain else { return self }
    var largest = 0.0
    for (position, term) in terms.enumerated() {
      if term.isCertain, term.coefficient.magnitude > Self.prominence * largest {
        return dropping(position).marked(true)
      }
      largest = max(largest, term.error, term.isCertain ? 0 : term.coefficient.magnitude)
    }
    return dropping(terms.count).marked(true)
  }

  private static let prominence = 1e4

  /// What leads the series: a term, nothing where it is 0, or a reason why it cannot be told.
  enum Leading {
    case term(Term)
    case zero
    case failed(Failure)
  }

  /// What leads the series, once it is cleaned.
  var leading: Leading {
    if let failure { return .failed(failure) }
    let series = cleaned
    if let first = series.terms.first { return .term(first) }
    if rough != nil { return .failed(.undecided) }
    return smooth == nil ? .zero : .failed(.needsMoreTerms)
  }

  /// Decides by the sign of the series: −1, 0 where it is 0 for all small t, or +1.
  func decided(_ body: (_ sign: Int) -> OneSided) -> OneSided {
    let isMarked = isWithinRounding || (terms.first.map { !$0.isCertain } ?? false)
    switch leading {
    case .term(let term): return body(term.coefficient < 0 ? -1 : 1).marked(isMarked)
    case .zero: return body(0).marked(isMarked)
    case .failed(let failure): return OneSided(failure)
    }
  }

  /// Whether it vanishes as t does, or is 0.
  var isInfinitesimal: Bool {
    if failure != nil { return false }
    let series = cleaned
    guard let size = series.size else { return true }
    return size.isInfinitesimal
  }

  /// Where the series leads.
  var place: Place {
    if let failure { return .failed(failure) }
    var series = self
    if let first = terms.first, first.growth.isInfinite {
      series = cleaned
      if let first = series.terms.first, first.growth.isInfinite {
        return .infinite(sign: first.coefficient < 0 ? -1 : 1)
      }
      series = dropping(terms.prefix { $0.growth.isInfinite }.count).marked(true)
    }
    if let rough, !rough.isInfinitesimal { return .failed(.undecided) }
    if let smooth, !smooth.isInfinitesimal { return .failed(.needsMoreTerms) }
    guard let first = series.terms.first, first.growth.isConstant else {
      return .near(0, error: 0, rest: series)
    }
    return .near(first.coefficient, error: first.error, rest: series.dropping(1))
  }

  /// Whether it grows without limit.
  var isInfinite: Bool { if case .infinite = place { true } else { false } }
}
