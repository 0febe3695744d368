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

    func exponent(of kernel: Int) -> Rational { powers.first { $0.kernel == kernel }?.exponent ?? .zero }

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

  private init(terms: [Term]) { self.terms = terms }

  init(_ term: Term) { terms = term.coefficient == .zero ? [] : [term] }
  init(_ number: Rational) { self.init(Term(number)) }

  /// Terms in any order, like ones among them.
  init(collecting all: [Term]) throws(FormLimit) {
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
