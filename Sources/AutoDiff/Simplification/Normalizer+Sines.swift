/// Identities of sines and cosines, circular and hyperbolic.
extension Normalizer {
  /// A sum in which 1 − cos² stands for the squares of sines, and cosh² − 1 for those of hyperbolic ones; or the other way
  /// round.
  mutating func withoutSquares(_ form: NormalForm, ofSines: Bool) throws(FormLimit) -> NormalForm {
    guard
      kernels.contains(where: { if case .function(let opcode, _, _) = $0 { opcode.isSine } else { false } })
    else { return form }
    var result: [NormalForm] = []
    for term in form.terms {
      var (own, factors) = (term, [NormalForm]())
      for (place, power) in term.powers.enumerated().reversed() {
        guard case .function(let opcode, _, let operands) = kernels[power.kernel],
          opcode == (ofSines ? .sin : .cos) || opcode == (ofSines ? .sinh : .cosh),
          power.exponent.isWhole, power.exponent.numerator >= 2
        else { continue }
        let pairs = power.exponent.numerator / 2
        let other: Opcode = opcode == .sin ? .cos : opcode == .cos ? .sin : opcode == .sinh ? .cosh : .sinh
        let square = self.form(.function(other, member: nil, operands), Rational(2))
        let one = NormalForm(.one)
        let sum =
          opcode == .sin || opcode == .cos
          ? try self.sum([one, square.negated])
          : try self.sum([square, opcode == .sinh ? one.negated : one])
        for _ in 0..<pairs { factors.append(sum) }
        try own.lower(at: place, by: 2 * pairs)
      }
      result.append(try product(own, factors))
    }
    return try sum(result)
  }

  /// A sum in which products of sines and cosines are sums of those of sums: sin u·cos v is ½·(sin(u + v) + sin(u − v)).
  mutating func linearized(_ form: NormalForm) throws(FormLimit) -> NormalForm {
    func waves(_ term: NormalForm.Term) -> [(isSine: Bool, argument: NormalForm, place: Int)] {
      term.powers.enumerated().flatMap { place, power -> [(Bool, NormalForm, Int)] in
        guard case .function(let opcode, _, let operands) = kernels[power.kernel],
          opcode == .sin || opcode == .cos,
          power.exponent.isWhole, (1...4).contains(power.exponent.numerator)
        else { return [] }
        return Array(repeating: (opcode == .sin, operands[0], place), count: power.exponent.numerator)
      }
    }
    guard form.terms.contains(where: { waves($0).count > 1 }) else { return form }
    var result: [NormalForm] = []
    for term in form.terms {
      let factors = waves(term)
      guard factors.count > 1, factors.count <= 6 else {
        result.append(NormalForm(term))
        continue
      }
      var own = term
      own.powers = term.powers.enumerated().filter { place, _ in !factors.contains { $0.place == place } }
        .map(\.element)
      // A sum of numbers times waves.
      var sum: [(Rational, isSine: Bool, NormalForm)] = [(.one, factors[0].isSine, factors[0].argument)]
      for factor in factors.dropFirst() {
        var next: [(Rational, isSine: Bool, NormalForm)] = []
        for (number, isSine, argument) in sum {
          let half = try number * .half
          let plus = try self.sum([argument, factor.argument])
          let minus = try self.sum([argument, factor.argument.negated])
          switch (isSine, factor.isSine) {
          case (true, true): next += [(half, false, minus), (-half, false, plus)]
          case (false, false): next += [(half, false, minus), (half, false, plus)]
          case (true, false): next += [(half, true, plus), (half, true, minus)]
          case (false, true): next += [(half, true, plus), (-half, true, minus)]
          }
        }
        sum = next
      }
      for (number, isSine, argument) in sum {
        let wave = try wave(isSine: isSine, argument)
        result.append(try product(NormalForm(own), product(NormalForm(number), wave)))
      }
    }
    return try self.sum(result)
  }

  private mutating func wave(isSine: Bool, _ argument: NormalForm) throws(FormLimit) -> NormalForm {
    if argument.isZero { return isSine ? .zero : NormalForm(.one) }
    let isNegative = argument.terms[0].coefficient.isNegative
    let wave = form(.function(isSine ? .sin : .cos, member: nil, [isNegative ? argument.negated : argument]))
    return isSine && isNegative ? wave.negated : wave
  }
}

extension Opcode {
  fileprivate var isSine: Bool { self == .sin || self == .cos || self == .sinh || self == .cosh }
}
