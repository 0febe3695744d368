import Memory
import RealModule

/// Brings formulas into the normal form of rational functions: numbers exact, products multiplied out, powers merged, common
/// factors of numerator and denominator cancelled.
///
/// The algebra is that of Laurent polynomials in kernels: inputs, functions, and sums that stand in a denominator or below a
/// root (B. F. Caviness and R. J. Fateman, "Simplification of radical expressions", 1976, and chapter 3 of K. O. Geddes,
/// S. R. Czapor, G. Labahn, *Algorithms for Computer Algebra*, 1992). Whatever it does keeps the value wherever the original
/// is defined; x/x is 1 at 0, too.
struct Normalizer {
  /// What is tried with a formula, for the shortest of what comes out.
  struct Style {
    /// Whether products of sums are multiplied out.
    var expands = true
    /// Whether tangents, secants and the like are quotients of sines and cosines.
    var dividesSines = false
    /// Whether hyperbolic functions are sums of exponentials.
    var writesExponentials = false
    /// Whether functions stand by their definitions, and those of which a whole step is known by what is left of their operand.
    var usesDefinitions = false

    /// Those by which two formulas may be found to be the same.
    static let comparing = [Style(), Style(dividesSines: true), Style(usesDefinitions: true)]

    /// Those that may shorten a formula of these operations.
    static func all(for opcodes: [Opcode]) -> [Style] {
      let hasSines = opcodes.contains {
        $0.parity != nil && ($0.sines != nil || $0 == .sin || $0 == .cos || $0 == .sinh || $0 == .cosh)
      }
      let exponentials = Set(opcodes).intersection([.exp, .sinh, .cosh])
      return [Style(), Style(expands: false)] + (hasSines ? [Style(dividesSines: true)] : [])
        + (exponentials.count > 1 ? [Style(writesExponentials: true)] : [])
    }
  }

  let source: Graph
  let style: Style
  var kernels: [Kernel] = []
  var indices: [Kernel: Int] = [:]

  /// The angles in which sines and cosines are measured whose angles are multiples of them.
  var angles: Angles = [:]

  /// How many products of two terms there were.
  private var work = 0
  private static let workLimit = 2_500

  /// How many terms a sum may have.
  private static let lengthLimit = 60

  /// Forms of nodes of the source.
  private var forms: [NodeID: NormalForm] = [:]

  /// What sums are as products.
  var products: [NormalForm: NormalForm.Term] = [:]

  /// Of sums that were multiplied out what they were made of.
  private(set) var origins: [NormalForm: (NormalForm, NormalForm)] = [:]

  /// The functions that are taken apart.
  var expansions = Expansions()

  init(_ source: Graph, style: Style) { (self.source, self.style) = (source, style) }

  /// The normal form of a node. O(number of nodes below it) but for the lengths of the sums.
  mutating func form(of root: NodeID, _ nodes: [NodeID]) throws(FormLimit) -> NormalForm {
    if root.isConstant { return try constant(source.cachedValue(of: root)) }
    for id in nodes where forms[id] == nil { forms[id] = try ownForm(of: id) }
    return forms[root] ?? .zero
  }

  /// The form of the difference of two nodes.
  mutating func difference(
    _ first: NodeID, _ second: NodeID, _ nodes: [NodeID]
  ) throws(FormLimit) -> NormalForm {
    try sum([form(of: first, nodes), form(of: second, nodes).negated])
  }

  /// The number that a form is, as far as it is one term; nil where it depends on something, or may.
  func constantValue(of form: NormalForm) -> Double? {
    guard form.terms.count <= 1 else { return nil }
    return form.terms.first.map { term in
      term.powers.reduce(Optional(term.coefficient.double)) { result, power in
        switch kernels[power.kernel] {
        case .number(let value): result.map { $0 * .pow(value, power.exponent.double) }
        case .root(let n): result.map { $0 * .pow(Double(n), power.exponent.double) }
        default: nil
        }
      }
    } ?? 0
  }

  mutating func count(_ steps: Int) throws(FormLimit) {
    work += steps
    if work > Self.workLimit { throw .exceeded }
  }

  mutating func index(of kernel: Kernel) -> Int {
    if let known = indices[kernel] { return known }
    kernels.append(kernel)
    indices[kernel] = kernels.count - 1
    return kernels.count - 1
  }

  mutating func form(_ kernel: Kernel, _ exponent: Rational = .one) -> NormalForm {
    NormalForm(NormalForm.Term(index(of: kernel), exponent))
  }
}

// MARK: Nodes

extension Normalizer {
  private mutating func constant(_ value: Double) throws(FormLimit) -> NormalForm {
    guard let exact = ExactNumber(value) else { return form(.number(value)) }
    let number = NormalForm(exact.rational)
    switch exact.factor {
    case .one: return number
    case .root(let n): return try product(number, form(.root(n), .half))
    case .pi: return try product(number, form(.number(.pi)))
    case .rootOfPi(let n), .overRootOfPi(let n):
      let exponent = exact.factor == .rootOfPi(n) ? Rational.half : -.half
      return try product(
        product(number, squareRoot(of: Rational(n), 2 * exponent.floor + 1)), form(.number(.pi), exponent))
    case .logarithm(let n): return try product(number, form(.number(.log(Double(n)))))
    case .overLogarithm(let n): return try product(number, form(.number(.log(Double(n))), Rational(-1)))
    case .e: return try product(number, form(.exponential(NormalForm.Term(.one))))
    }
  }

  private mutating func operand(_ id: NodeID) throws(FormLimit) -> NormalForm {
    id.isConstant ? try constant(source.cachedValue(of: id)) : forms[id] ?? form(.leaf(id))
  }

  private mutating func ownForm(of id: NodeID) throws(FormLimit) -> NormalForm {
    guard let node = source.node(at: id), !node.isInput else { return form(.leaf(id)) }
    var operands: [NormalForm] = []
    for operand in node.operands { operands.append(try self.operand(operand)) }
    return try form(of: node.opcode, node.member, operands)
  }

  /// A function whose declaration has other terms for it, in these.
  mutating func form(
    _ expansion: Expansions.Form, of operands: [NormalForm]
  ) throws(FormLimit) -> NormalForm {
    let graph = expansions.graph
    var results = Dictionary(uniqueKeysWithValues: zip(expansion.variables, operands))
    let cone = uninterrupted { (never) throws(Interruption) in try graph.cone(of: [expansion.root], never) }
    for id in cone {
      guard let node = graph.node(at: id), !node.isInput else { continue }
      var operands: [NormalForm] = []
      for operand in node.operands {
        operands.append(
          operand.isConstant ? try constant(graph.cachedValue(of: operand)) : results[operand] ?? .zero)
      }
      results[id] = try form(of: node.opcode, node.member, operands)
    }
    return results[expansion.root] ?? .zero
  }

  private mutating func form(
    of opcode: Opcode, _ member: Int?, _ operands: [NormalForm]
  ) throws(FormLimit) -> NormalForm {
    if let expansion = expansions.form(of: opcode, member: member, operandCount: operands.count) {
      return try form(expansion, of: operands)
    }
    if style.usesDefinitions || (style.writesExponentials && (opcode == .sinh || opcode == .cosh)),
      let definition = expansions.definition(of: opcode, operandCount: operands.count)
    {
      return try form(definition, of: operands)
    }
    switch opcode.algebra {
    case .guarded: return operands[0]
    case .sum: return try sum(operands)
    case .difference: return try sum([operands[0], operands[1].negated])
    case .negation: return operands[0].negated
    case .mean: return try product(sum(operands), NormalForm(Rational(1, over: operands.count)))
    case .product:
      var result = operands[0]
      for operand in operands.dropFirst() { result = try product(result, operand) }
      return result
    case .quotient: return try product(operands[0], power(operands[1], Rational(-1)))
    case .power: return try power(operands[0], operands[1])
    case .root(exponent: 0.5): return try power(operands[0], .half)
    case .norm: return norm(opcode, operands)
    case .choice(.condition) where operands[1] == operands[2]: return operands[1]
    case .step where style.usesDefinitions, .polygamma where style.usesDefinitions:
      if operands.count == 1, let known = try stepped(opcode, operands[0]) { return known }
    case .root, .weightedLogarithm, .choice, .step, .polygamma: break
    case .function:
      if let known = try function(opcode, operands) { return known }
    }
    return form(.function(opcode, member: member, operands))
  }

  /// A norm, whose operands are in one order, numbers first.
  private mutating func norm(_ opcode: Opcode, _ operands: [NormalForm]) -> NormalForm {
    func place(_ form: NormalForm) -> Int { form.terms.first?.powers.first.map { $0.kernel + 1 } ?? 0 }
    return form(.function(opcode, member: nil, operands.sorted { place($0) < place($1) }))
  }
}

// MARK: Sums, products and powers

extension Normalizer {
  func sum(_ forms: [NormalForm]) throws(FormLimit) -> NormalForm {
    let all = forms.flatMap(\.terms)
    if all.count > 2 * Self.lengthLimit { throw .exceeded }
    return try NormalForm(collecting: all)
  }

  mutating func product(_ a: NormalForm, _ b: NormalForm) throws(FormLimit) -> NormalForm {
    if !style.expands {
      // Sums stay factors.
      if a.terms.count > 1 || b.terms.count > 1 { return try product(factored(a), factored(b)) }
    }
    var terms: [NormalForm.Term] = []
    for left in a.terms {
      for right in b.terms { terms += try product(left, right).terms }
    }
    if terms.count > 8 * Self.lengthLimit { throw .exceeded }
    let result = try NormalForm(collecting: terms)
    if result.terms.count > Self.lengthLimit { throw .exceeded }
    if a.terms.count > 1, b.terms.count > 1, result.terms.count > 1 { origins[result] = (a, b) }
    return result
  }

  /// The product of two terms: one, but for the powers of sums and norms in it that are whole.
  mutating func product(_ a: NormalForm.Term, _ b: NormalForm.Term) throws(FormLimit) -> NormalForm {
    try count(1 + a.powers.count + b.powers.count)
    return try settled(a.times(b))
  }

  /// A term whose kernels may be reducible in it: √3², norms squared, sums with whole exponents above 0.
  mutating func settled(_ term: NormalForm.Term) throws(FormLimit) -> NormalForm {
    var (own, factors) = (term, [NormalForm]())
    for (position, power) in term.powers.enumerated().reversed() {
      switch kernels[power.kernel] {
      case .root(let n):
        let whole = power.exponent.floor
        if whole == 0 { continue }
        own.coefficient = try own.coefficient * Rational(n).power(whole)
        try own.lower(at: position, by: whole)
      case .sum(let sum):
        // Of a root the whole part goes along with other terms only where it is looked for common factors.
        guard style.expands, power.exponent.isWhole, !power.exponent.isNegative else { continue }
        own.powers.remove(at: position)
        for _ in 0..<power.exponent.numerator { factors.append(sum) }
      case .function(.cbrt, _, let operands):
        let whole = power.exponent.numerator / 3
        guard power.exponent.isWhole, whole != 0 else { continue }
        try own.lower(at: position, by: 3 * whole)
        factors.append(try self.power(operands[0], Rational(whole)))
      case .function(let opcode, _, let operands) where opcode.algebra == .norm:
        let pairs = power.exponent.numerator / 2
        guard power.exponent.isWhole, pairs != 0 else { continue }
        try own.lower(at: position, by: 2 * pairs)
        var squares: [NormalForm] = []
        for operand in operands { squares.append(try self.power(operand, Rational(2))) }
        factors.append(try self.power(sum(squares), Rational(pairs)))
      default: continue
      }
    }
    if let root = try rootOfAll(in: &own) { factors.append(root) }
    factors += try mergeMagnitudes(in: &own)
    return try product(own, factors)
  }

  /// Takes the square roots of whole numbers out of a term, and returns the root of their product; nil where there is no more
  /// than one: √2·√3 is √6.
  private mutating func rootOfAll(in term: inout NormalForm.Term) throws(FormLimit) -> NormalForm? {
    var (inside, places) = (Rational.one, [Int]())
    for (place, power) in term.powers.enumerated() {
      guard case .root(let n) = kernels[power.kernel], power.exponent == .half else { continue }
      inside = try inside * Rational(n)
      places.append(place)
    }
    guard places.count > 1 else { return nil }
    for place in places.reversed() { term.powers.remove(at: place) }
    return try squareRoot(of: inside, 1)
  }

  /// A term times sums, one after the other.
  mutating func product(_ term: NormalForm.Term, _ factors: [NormalForm]) throws(FormLimit) -> NormalForm {
    var result = NormalForm(term)
    for factor in factors { result = try product(result, factor) }
    return result
  }

  /// A power with a constant exponent.
  mutating func power(_ base: NormalForm, _ exponent: Rational) throws(FormLimit) -> NormalForm {
    if exponent == .zero { return NormalForm(.one) }
    if exponent == .one { return base }
    if exponent.isWhole {
      if base.isZero { throw .exceeded }
      if base.terms.count == 1 { return try settled(base.terms[0].power(exponent.numerator)) }
      if !exponent.isNegative, style.expands, exponent.numerator <= 6 {
        var result = base
        for _ in 1..<exponent.numerator { result = try product(result, base) }
        return result
      }
      return try settled(factored(base).power(exponent.numerator))
    }
    return try root(base, exponent)
  }

  /// A power with an exponent that is no whole number: of a product only where it has one factor, of which it is known where
  /// it is defined.
  private mutating func root(_ base: NormalForm, _ exponent: Rational) throws(FormLimit) -> NormalForm {
    if let number = base.number {
      if exponent.denominator == 2, !number.isNegative {
        return try squareRoot(of: number, exponent.numerator)
      }
      if number == .zero, exponent.isNegative { throw .exceeded }
    }
    if base.terms.count == 1 {
      let term = base.terms[0]
      if term.coefficient == .one, term.powers.count == 1 {
        let power = term.powers[0]
        // (uᵏ)^e: where uᵏ is no even power of something that may be negative.
        let isEven = power.exponent.isWhole && power.exponent.numerator % 2 == 0
        if isEven, exponent == .half {
          // √(u²) is |u|, and √(u⁴) is u².
          let half = power.exponent.numerator / 2
          let base = NormalForm(NormalForm.Term(power.kernel))
          let root = half % 2 == 0 ? base : form(.function(.abs, member: nil, [base]))
          return try self.power(root, Rational(half))
        }
        let isExponential = if case .exponential = kernels[power.kernel] { true } else { false }
        if isExponential || power.exponent == .one || power.exponent == Rational(-1)
          || !power.exponent.isWhole
        {
          return NormalForm(NormalForm.Term(power.kernel, try power.exponent * exponent))
        }
      }
    }
    // The number in front comes out if it has a root itself.
    let content = try self.content(of: base)
    var (front, rest) = (NormalForm(.one), base)
    if exponent.denominator == 2, let root = content.squareRoot {
      front = NormalForm(try root.power(exponent.numerator))
      rest = try product(NormalForm(content.inverse), base)
    }
    if let number = rest.number, number == .one { return front }
    if let kernel = rest.kernel {
      return try product(front, NormalForm(NormalForm.Term(kernel, exponent)))
    }
    return try product(front, form(.sum(rest), exponent))
  }

  private mutating func squareRoot(of number: Rational, _ exponent: Int) throws(FormLimit) -> NormalForm {
    // √(p/q) is √(p·q)/q.
    let (p, q) = (number.numerator, number.denominator)
    if p == 0 { return .zero }
    let inside = try Rational(p) * Rational(q)
    var (square, free, divisor) = (1, inside.numerator, 2)
    while divisor * divisor <= free, divisor < 10_000 {
      while free % (divisor * divisor) == 0 {
        (free, square) = (free / (divisor * divisor), square * divisor)
      }
      divisor += 1
    }
    let front = NormalForm(try Rational(square, over: q))
    let root = free == 1 ? front : try product(front, form(.root(free), .half))
    return try power(root, Rational(exponent))
  }

  /// A power whose exponent is a sum: the number in it and one kernel a term.
  private mutating func power(_ base: NormalForm, _ exponent: NormalForm) throws(FormLimit) -> NormalForm {
    if let number = exponent.number { return try power(base, number) }
    let isNumber = base.number.map { !$0.isNegative } ?? false
    guard let kernel = base.kernel ?? (isNumber ? index(of: .sum(base)) : nil) else {
      return form(.function(.power, member: nil, [base, exponent]))
    }
    if case .exponential(let term) = kernels[kernel] {
      return try exponential(product(NormalForm(term), exponent))
    }
    var result = NormalForm(.one)
    for term in exponent.terms {
      if term.powers.isEmpty {
        result = try product(result, power(base, term.coefficient))
      } else {
        result = try product(
          result, form(.power(kernel, NormalForm.Term(.one, term.powers)), term.coefficient))
      }
    }
    return result
  }
}

extension Rational {
  /// The square root, where it is rational.
  fileprivate var squareRoot: Rational? {
    guard !isNegative, numerator != 0, numerator < 1 << 52, denominator < 1 << 52 else { return nil }
    let (top, bottom) = (Double(numerator).squareRoot(), Double(denominator).squareRoot())
    guard top == top.rounded(), bottom == bottom.rounded() else { return nil }
    return try? Rational(Int(top), over: Int(bottom))
  }
}
