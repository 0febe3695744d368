/// Identities of sines and cosines, circular and hyperbolic.
extension Normalizer {
  /// A sum in which 1 − cos² stands for the squares of sines, and cosh² − 1 for those of hyperbolic ones; or the other way
  /// round.
  mutating func withoutSquares(_ form: NormalForm, ofSines: Bool) throws(FormLimit) -> NormalForm {
    let hasSquares = form.terms.contains { term in
      term.powers.contains { power in
        guard power.exponent.isWhole, power.exponent.numerator >= 2,
          case .function(let opcode, _, _) = kernels[power.kernel]
        else { return false }
        return opcode.isSine
      }
    }
    if !hasSquares { return form }
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

// MARK: Multiples of angles

extension Normalizer {
  /// For angles up to a factor, the parts in which they are measured.
  typealias Angles = [NormalForm: Rational]

  /// The normalizers that measure angles otherwise, with which the formula of a form may be shorter.
  func othersToTry(for form: NormalForm, upTo limit: Int) -> [Normalizer] {
    guard style.dividesSines, angles.isEmpty else { return [] }
    return ((try? anglesToTry(for: form, upTo: limit)) ?? []).map(measuring)
  }

  /// The angles of sines and cosines in which a form may be shorter: what all that are multiples of one another, none of them
  /// beyond a limit, are multiples of; and half of it where 1 + cos u or 1 − cos u stands, which is 2·cos²(u/2) or 2·sin²(u/2).
  private func anglesToTry(for form: NormalForm, upTo limit: Int) throws(FormLimit) -> [Angles] {
    var sizes: [NormalForm: Set<Rational>] = [:]
    for kernel in kernels {
      guard case .function(let opcode, _, let operands) = kernel, opcode == .sin || opcode == .cos,
        let (direction, size) = try Self.direction(of: operands[0])
      else { continue }
      sizes[direction, default: []].insert(size)
    }
    var common: Angles = [:]
    for (direction, sizes) in sizes {
      var part = sizes.first ?? .one
      for size in sizes { part = try .commonDivisor(part, size) }
      var isSmall = true
      for size in sizes {
        let multiple = try size / part
        if Rational(limit) < multiple { isSmall = false }
      }
      if isSmall { common[direction] = part }
    }
    var halved = common
    var forms = [form]
    for case .sum(let sum) in kernels { forms.append(sum) }
    for form in forms {
      for angle in halfAngles(in: form) {
        guard let (direction, size) = try Self.direction(of: angle), common[direction] == size else {
          continue
        }
        halved[direction] = try size * .half
      }
    }
    let hasMultiples = common.keys.contains { sizes[$0, default: []].count > 1 }
    return (hasMultiples ? [common] : []) + (halved == common ? [] : [halved])
  }

  /// The angles u for which 1 + cos u or 1 − cos u is a factor of two terms.
  private func halfAngles(in form: NormalForm) -> [NormalForm] {
    form.terms.flatMap { term in
      term.powers.enumerated().compactMap { place, power in
        guard case .function(.cos, _, let operands) = kernels[power.kernel], power.exponent == .one else {
          return nil
        }
        var rest = term.powers
        rest.remove(at: place)
        let hasPartner = form.terms.contains {
          $0.powers == rest && ($0.coefficient == term.coefficient || $0.coefficient == -term.coefficient)
        }
        return hasPartner ? operands[0] : nil
      }
    }
  }

  /// The normalizer for the same formula with sines and cosines in these angles.
  private func measuring(in angles: Angles) -> Normalizer {
    var other = Normalizer(source, style: style)
    (other.kernels, other.indices, other.angles) = (kernels, indices, angles)
    return other
  }

  /// An angle as a number times one that begins with the factor 1; nil for numbers.
  private static func direction(of angle: NormalForm) throws(FormLimit) -> (NormalForm, Rational)? {
    guard let size = angle.terms.first?.coefficient, angle.number == nil else { return nil }
    let terms = try angle.terms.map { (term) throws(FormLimit) in
      NormalForm.Term(try term.coefficient / size, term.powers)
    }
    return (try NormalForm(collecting: terms), size)
  }

  /// The sine or cosine of a multiple of an angle: sin(k·u) is sin u·Uₖ₋₁(cos u), and cos(k·u) is Tₖ(cos u), Chebyshev's
  /// polynomials, each 2·cos u times the one before less the one before that (DLMF 18.9.1).
  mutating func multiple(_ opcode: Opcode, of angle: NormalForm) throws(FormLimit) -> NormalForm? {
    guard let (direction, size) = try Self.direction(of: angle), let part = angles[direction] else {
      return nil
    }
    let multiple = try size / part
    guard multiple.isWhole, (2...Self.largestMultiple).contains(multiple.numerator) else { return nil }
    let unit = try product(NormalForm(part), direction)
    let (sine, cosine) = (
      form(.function(.sin, member: nil, [unit])), form(.function(.cos, member: nil, [unit]))
    )
    var (last, next) = opcode == .sin ? (NormalForm.zero, sine) : (NormalForm(.one), cosine)
    for _ in 1..<multiple.numerator {
      (last, next) = (next, try sum([product(product(NormalForm(Rational(2)), cosine), next), last.negated]))
    }
    return next
  }

  static let largestMultiple = 8
}

extension Opcode {
  /// Numerator and denominator, of sines and cosines.
  var sines: (top: Opcode?, bottom: Opcode?)? {
    switch self {
    case .tan: (.sin, .cos)
    case .cot: (.cos, .sin)
    case .sec: (nil, .cos)
    case .csc: (nil, .sin)
    case .tanh: (.sinh, .cosh)
    case .coth: (.cosh, .sinh)
    case .sech: (nil, .cosh)
    case .csch: (nil, .sinh)
    default: nil
    }
  }

  fileprivate var isSine: Bool { self == .sin || self == .cos || self == .sinh || self == .cosh }
}
