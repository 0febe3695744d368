/// A sum of products of powers of kernels, like terms collected, in one order: equal sums are equal.
struct NormalForm: Hashable {
  let terms: [Term]

  /// A number times powers of kernels.
  struct Term: Hashable {
    var coefficient: Rational
    /// In ascending order of the kernels; no exponent is 0.
    var powers: [Power]

    init(_ coefficient: Rational, _ powers: [Power] = []) {
      self.coefficient = coefficient
      self.powers = powers
    }

    /// A power of a kernel.
    init(_ kernel: Int, _ exponent: Rational = .one) {
      self.init(.one, [Power(kernel: kernel, exponent: exponent)])
    }

    func hash(into hasher: inout Hasher) {
      hasher.combine(coefficient.numerator)
      for power in powers { hasher.combine(power.kernel << 16 ^ power.exponent.numerator) }
    }

    func exponent(of kernel: Int) -> Rational { powers.first { $0.kernel == kernel }?.exponent ?? .zero }

    /// The product with another term, as powers of the same kernels.
    func times(_ other: Term) throws(FormLimit) -> Term {
      var powers: [Power] = []
      var (left, right) = (self.powers[...], other.powers[...])
      while let first = left.first, let second = right.first {
        if first.kernel == second.kernel {
          let exponent = try first.exponent + second.exponent
          if exponent != .zero { powers.append(Power(kernel: first.kernel, exponent: exponent)) }
          (left, right) = (left.dropFirst(), right.dropFirst())
        } else if first.kernel < second.kernel {
          powers.append(first)
          left = left.dropFirst()
        } else {
          powers.append(second)
          right = right.dropFirst()
        }
      }
      return Term(try coefficient * other.coefficient, powers + left + right)
    }

    /// The powers of kernels that two terms have in common: the lower exponents, where one that is not there is 0.
    static func common(_ a: [Power], _ b: [Power]) -> [Power] {
      var result: [Power] = []
      var (left, right) = (0, 0)
      while left < a.count || right < b.count {
        let isLeft = right == b.count || left < a.count && a[left].kernel <= b[right].kernel
        let isRight = left == a.count || right < b.count && b[right].kernel <= a[left].kernel
        let (own, other) = (isLeft ? a[left].exponent : .zero, isRight ? b[right].exponent : .zero)
        let least = own < other ? own : other
        if least != .zero {
          result.append(Power(kernel: isLeft ? a[left].kernel : b[right].kernel, exponent: least))
        }
        if isLeft { left += 1 }
        if isRight { right += 1 }
      }
      return result
    }

    /// The quotient by another term, where it has no negative exponents; nil where it has.
    func divided(by other: Term) throws(FormLimit) -> Term? {
      let quotient = try times(other.power(-1))
      return quotient.powers.contains { $0.exponent.isNegative } ? nil : quotient
    }

    /// The whole power.
    func power(_ exponent: Int) throws(FormLimit) -> Term {
      var result = Term(try coefficient.power(exponent))
      for power in powers {
        result.powers.append(Power(kernel: power.kernel, exponent: try power.exponent * Rational(exponent)))
      }
      return result
    }

    /// Takes something off the exponent at a position.
    mutating func lower(at position: Int, by amount: Int) throws(FormLimit) {
      powers[position].exponent = try powers[position].exponent - Rational(amount)
      if powers[position].exponent == .zero { powers.remove(at: position) }
    }

    /// Whether it stands first: by the exponents of the kernels one after the other, a higher one first.
    static func stands(_ a: [Power], before b: [Power]) -> Bool {
      for (left, right) in zip(a, b) where left != right {
        if left.kernel != right.kernel {
          return left.kernel < right.kernel ? !left.exponent.isNegative : right.exponent.isNegative
        }
        return right.exponent < left.exponent
      }
      if a.count == b.count { return false }
      return a.count > b.count ? !a[b.count].exponent.isNegative : b[a.count].exponent.isNegative
    }
  }

  /// A power of a kernel.
  struct Power: Hashable {
    let kernel: Int
    var exponent: Rational
  }

  static let zero = NormalForm(terms: [])

  /// Terms that are in order, without like ones among them.
  private init(terms: [Term]) { self.terms = terms }

  init(_ term: Term) { terms = term.coefficient == .zero ? [] : [term] }
  init(_ number: Rational) { self.init(Term(number)) }

  /// Terms in any order, like ones among them.
  init(collecting all: [Term]) throws(FormLimit) {
    if Self.areCollected(all) {
      terms = all
      return
    }
    var sum: [Term] = []
    for term in all.sorted(by: { Term.stands($0.powers, before: $1.powers) }) {
      if let last = sum.last, last.powers == term.powers {
        sum[sum.count - 1].coefficient = try last.coefficient + term.coefficient
      } else {
        if sum.last?.coefficient == .zero { sum.removeLast() }
        sum.append(term)
      }
    }
    if sum.last?.coefficient == .zero { sum.removeLast() }
    terms = sum
  }

  /// Whether terms are in order, with no like ones among them, as they mostly are.
  private static func areCollected(_ terms: [Term]) -> Bool {
    for (position, term) in terms.enumerated() {
      if term.coefficient == .zero { return false }
      if position > 0, !Term.stands(terms[position - 1].powers, before: term.powers) { return false }
    }
    return true
  }

  /// The product with a term other than 0, as powers of the same kernels. To all exponents the same is added, which leaves the
  /// order of the terms as it is.
  func times(_ factor: Term) throws(FormLimit) -> NormalForm {
    assert(factor.coefficient != .zero, "no term is 0")
    if factor.powers.isEmpty, factor.coefficient == .one { return self }
    return NormalForm(terms: try terms.map { (term) throws(FormLimit) in try term.times(factor) })
  }

  /// Denominators are left out: what differs in them alone is rare.
  func hash(into hasher: inout Hasher) {
    hasher.combine(terms.count)
    for term in terms { term.hash(into: &hasher) }
  }

  var isZero: Bool { terms.isEmpty }

  /// The number that it is.
  var number: Rational? {
    if terms.isEmpty { return .zero }
    return terms.count == 1 && terms[0].powers.isEmpty ? terms[0].coefficient : nil
  }

  /// The kernel that it is.
  var kernel: Int? {
    guard terms.count == 1, terms[0].coefficient == .one, terms[0].powers.count == 1,
      terms[0].powers[0].exponent == .one
    else { return nil }
    return terms[0].powers[0].kernel
  }

  var negated: NormalForm {
    NormalForm(terms: terms.map { Term(-$0.coefficient, $0.powers) })
  }
}

/// What is raised to powers in a normal form.
enum Kernel: Hashable {
  /// An input.
  case leaf(NodeID)
  /// A number that is no short quotient.
  case number(Double)
  /// A function that algebra knows nothing of.
  case function(Opcode, member: Int?, [NormalForm])
  /// A sum of several terms with exponents above 0.
  case sum(NormalForm)
  /// A whole number that no square divides, for its square root.
  case root(Int)
  /// e to the power of a product with the factor 1 or −1.
  case exponential(NormalForm.Term)
  /// A kernel to the power of a product with the factor 1.
  case power(Int, NormalForm.Term)
}
