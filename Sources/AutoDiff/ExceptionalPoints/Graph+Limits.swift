package import Memory

/// What a target tends to from one side, and how it goes on from there.
package struct OneSidedLimit: Sendable {
  /// The limit, or why there is none.
  package let limit: SidedLimit.Limit

  /// How the target goes on in the distance from the point, or where the point is infinite, in 1/x; nil where it is not
  /// defined, or not known.
  package let expansion: AsymptoticExpansion?

  /// Whether something was taken for 0 that is 0 within rounding only.
  package let isWithinRounding: Bool
}

/// Where an input goes.
package enum LimitPoint: Sendable, Equatable {
  /// To a number, from below and from above.
  case number(Double)

  /// Beyond all numbers, above (+1) or below (−1).
  case infinity(sign: Double)
}

extension Graph {
  /// What a target tends to as an input goes to a point, the others being what they are: from the left and from the right,
  /// and at an infinity from the only side there is.
  ///
  /// Changes no cached value. Costs two sweeps with series, and another one or two where the terms that are kept cancel.
  package func limits(
    of target: NodeID, by input: NodeID, at point: LimitPoint, _ cancellation: Cancellation
  ) throws(Interruption) -> (left: OneSidedLimit?, right: OneSidedLimit?) {
    func limit(_ sign: Double) throws(Interruption) -> OneSidedLimit {
      try self.limit(of: target, by: input, at: point, sign: sign, cancellation)
    }
    switch point {
    case .number: return (try limit(-1), try limit(1))
    case .infinity(let sign): return sign < 0 ? (nil, try limit(-1)) : (try limit(1), nil)
    }
  }

  private func limit(
    of target: NodeID, by input: NodeID, at point: LimitPoint, sign: Double, _ cancellation: Cancellation
  ) throws(Interruption) -> OneSidedLimit {
    if target.isConstant {
      return OneSidedLimit(OneSided(cachedValue(of: target), error: 0))
    }
    let tape = try keptTape(for: [target], cancellation)
    let start: Double = if case .number(let number) = point { number } else { .nan }
    let inputs = tape.inputs.map { $0 == input ? start : columns.values[$0.index] }
    let values = try tape.values(at: inputs, cancellation)
    guard let slot = tape.slot(of: input) else {
      return OneSidedLimit(OneSided(values[tape.targets[0]], error: 0))
    }
    var found = OneSided(.undecided)
    for termCount in ExceptionalPointSearch.termCounts {
      let context = ExpansionContext(termCount: termCount)
      let seed: OneSided
      switch point {
      case .number(let number):
        let error = number.isShort ? 0 : number.ulp / 2
        seed = OneSided(number, error: error) + OneSided(0, direction: sign, in: context)
      case .infinity:
        let inverse = OneSided.Term(growth: Growth.variable.inverse, coefficient: sign, error: 0)
        seed = OneSided([inverse], in: context)
      }
      let sweep = try OneSidedSweep(tape, values, seeds: [slot: seed], isLimit: true, cancellation)
      found = sweep[tape.targets[0]]
      if !found.needsMoreTerms(order: 0) { break }
    }
    return OneSidedLimit(found)
  }
}

extension OneSidedLimit {
  fileprivate init(_ series: OneSided) {
    let sided = SidedLimit(series, sign: 1, order: 0)
    (limit, isWithinRounding) = (sided.value, sided.isWithinRounding)
    expansion = AsymptoticExpansion(series)
  }
}
