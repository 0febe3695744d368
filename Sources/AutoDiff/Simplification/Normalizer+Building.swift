import RealModule

/// The shortest formulas of normal forms, as nodes of a graph.
struct FormBuilder {
  private var normalizer: Normalizer
  private let graph: Graph

  private var nodes: [NormalForm: NodeID] = [:]
  private var sizes: [NodeID: Int] = [:]

  /// How many ways of grouping terms were tried.
  private var groupings = 0
  private static let mostGroupings = 40
  private static let mostGroupedTerms = 12

  init(_ normalizer: Normalizer) { (self.normalizer, graph) = (normalizer, normalizer.source) }

  /// How many numbers, names and operators it takes to write a node.
  mutating func size(of root: NodeID) -> Int {
    if let known = sizes[root] { return known }
    var open = [root]
    while let id = open.last {
      if sizes[id] != nil {
        open.removeLast()
        continue
      }
      guard !id.isConstant, let node = graph.node(at: id), !node.isInput else {
        sizes[id] = id.isConstant ? Self.size(of: graph.cachedValue(of: id)) : 1
        continue
      }
      let missing = node.operands.filter { sizes[$0] == nil }
      if !missing.isEmpty {
        open += missing
        continue
      }
      let operands = node.operands.reduce(0) { $0 + (sizes[$1] ?? 0) }
      // √(1 + x²) is nearer to algebra than a norm with a number in it.
      let isMixed = node.opcode.algebra == .norm && node.operands.contains(where: \.isConstant)
      let own = node.opcode.isOperator ? max(1, node.operands.count - 1) : isMixed ? 2 : 1
      sizes[id] = min(
        1_000_000, node.opcode.writtenSize(node.operands.map { sizes[$0] ?? 0 }) ?? operands + own)
    }
    return sizes[root] ?? 1
  }

  private static func size(of value: Double) -> Int { ExactNumber(value)?.size ?? (value < 0 ? 2 : 1) }

  // MARK: Sums

  /// The shortest way to write a form that was found.
  mutating func node(of form: NormalForm) throws(FormLimit) -> NodeID {
    if let known = nodes[form] { return known }
    if form.terms.count <= 1 {
      let node = try form.terms.first.map { (term) throws(FormLimit) in try self.node(of: term) }
      nodes[form] = node ?? graph.constant(0)
      return node ?? graph.constant(0)
    }
    var best = try termwise(form)
    nodes[form] = best
    if let square = try squared(form) { best = square }
    // Of two that are as long the one without fractions.
    let hasFractions = form.terms.contains { !$0.coefficient.isWhole }
    func consider(_ node: NodeID, _ builder: inout FormBuilder) {
      if builder.size(of: node) < builder.size(of: best) + (hasFractions ? 1 : 0) { best = node }
    }
    for product in try products(of: form) { consider(try node(of: product), &self) }
    if form.terms.count <= Self.mostGroupedTerms, let grouped = try grouped(form) { consider(grouped, &self) }
    nodes[form] = best
    return best
  }

  /// A form as a sum, one term after the other.
  mutating func sum(_ form: NormalForm) throws(FormLimit) -> NodeID {
    form.terms.count > 1 ? try termwise(form) : try node(of: form)
  }

  /// Whether a term has a power of a sum that was not multiplied out.
  func hasFactors(_ form: NormalForm) -> Bool {
    form.terms.contains { term in
      term.powers.contains { power in
        guard case .sum = normalizer.kernels[power.kernel] else { return false }
        return power.exponent.isWhole && !power.exponent.isNegative
      }
    }
  }

  /// A form as one product.
  mutating func product(_ form: NormalForm) throws(FormLimit) -> NodeID {
    try node(of: normalizer.factored(form))
  }

  /// A sum as products, those that are not the sum itself.
  private mutating func products(of form: NormalForm) throws(FormLimit) -> [NormalForm.Term] {
    var forms = [form]
    let others = try [
      normalizer.withoutSquares(form, ofSines: true), normalizer.withoutSquares(form, ofSines: false),
      normalizer.linearized(form),
    ]
    for other in others where !forms.contains(other) { forms.append(other) }
    var result: [NormalForm.Term] = []
    for candidate in forms {
      let product = try normalizer.factored(candidate)
      if candidate == form, normalizer.isKernel(product, form) { continue }
      result.append(try merged(product))
    }
    return result
  }

  /// 1 + tan² as sec², and the like; nil for other sums.
  private mutating func squared(_ form: NormalForm) throws(FormLimit) -> NodeID? {
    guard form.terms.count == 2, let square = form.terms.first(where: { $0.powers.count == 1 }),
      let number = form.terms.first(where: { $0.powers.isEmpty }), square.powers[0].exponent == Rational(2),
      case .function(let opcode, _, let operands) = normalizer.kernels[square.powers[0].kernel]
    else { return nil }
    let isSum = number.coefficient == square.coefficient
    guard isSum || number.coefficient == -square.coefficient else { return nil }
    let result: (Opcode, Rational)
    switch (opcode, isSum) {
    case (.tan, true): result = (.sec, number.coefficient)
    case (.cot, true): result = (.csc, number.coefficient)
    case (.sec, false): result = (.tan, square.coefficient)
    case (.csc, false): result = (.cot, square.coefficient)
    case (.sin, false): result = (.cos, number.coefficient)
    case (.cos, false): result = (.sin, number.coefficient)
    case (.tanh, false): result = (.sech, number.coefficient)
    case (.cosh, false): result = (.sinh, square.coefficient)
    case (.sinh, true): result = (.cosh, square.coefficient)
    default: return nil
    }
    let kernel = normalizer.index(of: .function(result.0, member: nil, operands))
    return try node(of: NormalForm.Term(result.1, [.init(kernel: kernel, exponent: Rational(2))]))
  }

  /// Factors that are sums with the same exponent multiplied out, two at a time, where that is shorter: (x − 1)·(x + 1) is
  /// x² − 1.
  private mutating func merged(_ product: NormalForm.Term) throws(FormLimit) -> NormalForm.Term {
    var product = product
    var isChanged = true
    search: while isChanged {
      isChanged = false
      for (place, power) in product.powers.enumerated() where power.exponent.isWhole {
        guard case .sum(let left) = normalizer.kernels[power.kernel] else { continue }
        for (otherPlace, other) in product.powers.enumerated()
        where otherPlace > place && other.exponent == power.exponent {
          guard case .sum(let right) = normalizer.kernels[other.kernel],
            left.terms.count * right.terms.count <= 16
          else { continue }
          let both = try normalizer.product(left, right)
          if both.terms.count < 2 { continue }
          let own = try size(of: termwise(left)) + size(of: termwise(right)) + 1
          if try size(of: termwise(both)) + (power.exponent.numerator.magnitude > 1 ? -2 : 0) < own {
            let kernel = normalizer.index(of: .sum(both))
            product.powers.remove(at: otherPlace)
            product.powers.remove(at: place)
            product.powers.append(.init(kernel: kernel, exponent: power.exponent))
            product.powers.sort { $0.kernel < $1.kernel }
            isChanged = true
            continue search
          }
        }
      }
    }
    return product
  }

  /// One term after the other, a positive one first.
  private mutating func termwise(_ form: NormalForm) throws(FormLimit) -> NodeID {
    let head = form.terms.firstIndex { !$0.coefficient.isNegative } ?? 0
    var result = try node(of: form.terms[head])
    for (position, term) in form.terms.enumerated() where position != head {
      let size = try node(
        of: NormalForm.Term(term.coefficient.isNegative ? -term.coefficient : term.coefficient, term.powers))
      result = graph.node(term.coefficient.isNegative ? .subtract : .add, result, size)
    }
    return result
  }

  /// Terms that have a factor in common together, those for which it shortens the most.
  private mutating func grouped(_ form: NormalForm) throws(FormLimit) -> NodeID? {
    // A polynomial in one thing is written by its powers.
    guard form.terms.count > 2, !normalizer.isPolynomialInOne(form) else { return nil }
    var seen: Set<[Int]> = []
    var best: NodeID?
    for kernel in Set(form.terms.flatMap { $0.powers.map(\.kernel) }).sorted() {
      for isNegative in [false, true] {
        let places = form.terms.indices.filter { place in
          let exponent = form.terms[place].exponent(of: kernel)
          return exponent != .zero && exponent.isNegative == isNegative
        }
        guard places.count > 1, places.count < form.terms.count, seen.insert(places).inserted,
          groupings < Self.mostGroupings
        else { continue }
        groupings += 1
        let group = try NormalForm(collecting: places.map { form.terms[$0] })
        let others = try NormalForm(
          collecting: form.terms.indices.filter { !places.contains($0) }.map { form.terms[$0] })
        let node: NodeID
        if others.terms[0].coefficient.isNegative {
          node = graph.node(.subtract, try self.node(of: group), try self.node(of: others.negated))
        } else if group.terms[0].coefficient.isNegative {
          node = graph.node(.subtract, try self.node(of: others), try self.node(of: group.negated))
        } else {
          node = graph.node(.add, try self.node(of: group), try self.node(of: others))
        }
        if best.map({ size(of: node) < size(of: $0) }) ?? true { best = node }
      }
    }
    return best
  }

  // MARK: Products

  /// What stands above and below the line of a quotient.
  private struct Quotient {
    var above: [NodeID] = []
    var below: [NodeID] = []
  }

  mutating func node(of term: NormalForm.Term) throws(FormLimit) -> NodeID {
    var coefficient = term.coefficient
    if coefficient == .zero { return graph.constant(0) }
    var parts = try normalizer.parts(of: term)
    var quotient = Quotient()
    for (base, exponent) in parts.powers {
      var node: NodeID
      switch base {
      case .kernel(let kernel):
        // −(x − 2) is 2 − x.
        if coefficient.isNegative, case .sum(let sum) = normalizer.kernels[kernel], exponent.isWhole,
          exponent.numerator % 2 != 0
        {
          let (own, other) = (try self.node(of: sum), try self.node(of: sum.negated))
          node = own
          if size(of: other) <= size(of: own) { (node, coefficient) = (other, -coefficient) }
        } else {
          node = try self.node(ofKernel: kernel)
        }
      case .function(let opcode, let operand):
        node = graph.node(opcode, arguments: [try self.node(of: operand)])
      }
      if node.isConstant {
        parts.root *= .pow(graph.cachedValue(of: node), exponent.double)
        continue
      }
      if exponent.isWhole, let inner = graph.node(at: node), inner.opcode == .negate {
        node = inner.operands[0]
        if exponent.numerator % 2 != 0 { coefficient = -coefficient }
      }
      let factors = power(node, exponent.isNegative ? -exponent : exponent)
      if exponent.isNegative {
        quotient.below += self.factors(of: factors)
      } else {
        quotient.above += self.factors(of: factors)
      }
    }
    for (base, exponent) in parts.symbolic {
      let exponent = try self.node(of: exponent)
      quotient.above.append(graph.node(.power, try self.node(ofKernel: base), exponent))
    }
    if !parts.exponent.isZero {
      let exponent = try self.node(of: parts.exponent)
      quotient.above.append(
        exponent.isConstant
          ? graph.constant(.exp(graph.cachedValue(of: exponent))) : graph.node(.exp, arguments: [exponent]))
    }
    return assembled(quotient, coefficient, root: parts.root)
  }

  /// The factors of a product of few, which need no brackets in another one.
  private func factors(of node: NodeID) -> [NodeID] {
    var (open, result) = ([node], [NodeID]())
    while let next = open.popLast() {
      if let own = graph.node(at: next), own.opcode == .multiply, open.count + result.count < 8 {
        open += own.operands.reversed()
      } else {
        result.append(next)
      }
    }
    return result
  }

  private func power(_ base: NodeID, _ exponent: Rational) -> NodeID {
    switch exponent {
    case .one: base
    case .half: graph.node(.sqrt, arguments: [base])
    default: graph.node(.power, base, graph.constant(exponent.double))
    }
  }

  private mutating func node(ofKernel kernel: Int) throws(FormLimit) -> NodeID {
    switch normalizer.kernels[kernel] {
    case .leaf(let id): return id
    case .number(let value): return graph.constant(value)
    case .sum(let sum): return try node(of: sum)
    case .root(let n): return graph.constant(Double(n))
    case .function(let opcode, let member, let operands):
      var arguments: [NodeID] = []
      for operand in operands { arguments.append(try node(of: operand)) }
      if let member { arguments.insert(graph.constant(Double(member)), at: 0) }
      return graph.node(opcode, arguments: arguments)
    case .exponential(let term): return graph.node(.exp, arguments: [try node(of: term)])
    case .power(let base, let term): return graph.node(.power, try node(ofKernel: base), try node(of: term))
    }
  }

  /// The shortest of the ways to write the number.
  private mutating func assembled(_ quotient: Quotient, _ coefficient: Rational, root: Double) -> NodeID {
    let (p, q) = (Double(coefficient.numerator), Double(coefficient.denominator))
    var ways: [NodeID] = []
    if root == 1 {
      ways.append(self.quotient(quotient, above: p, below: q))
      if q != 1, ExactNumber(p / q)?.isDecimal == true {
        ways.append(self.quotient(quotient, above: p / q, below: 1))
      }
    } else {
      ways.append(self.quotient(quotient, above: p * root / q, below: 1))
      ways.append(self.quotient(quotient, above: p * root, below: q))
      ways.append(self.quotient(quotient, above: p, below: q / root))
    }
    var best = ways[0]
    for way in ways.dropFirst() where size(of: way) < size(of: best) { best = way }
    return best
  }

  private func quotient(_ quotient: Quotient, above: Double, below: Double) -> NodeID {
    func product(_ number: Double, _ factors: [NodeID]) -> NodeID {
      guard var result = factors.first else { return graph.constant(number) }
      if number == -1 {
        result = graph.node(.negate, result)
      } else if number != 1 {
        result = graph.node(.multiply, graph.constant(number), result)
      }
      for factor in factors.dropFirst() { result = graph.node(.multiply, result, factor) }
      return result
    }
    let top = product(above, quotient.above)
    if quotient.below.isEmpty, below == 1 { return top }
    return graph.node(.divide, top, product(below, quotient.below))
  }
}

// MARK: What a product is made of

extension Normalizer {
  /// A power of what a term is made of.
  enum Base {
    case kernel(Int)
    /// A function that stands for a quotient of sines and cosines.
    case function(Opcode, NormalForm)
  }

  struct Parts {
    var powers: [(Base, Rational)] = []
    var symbolic: [(base: Int, exponent: NormalForm)] = []
    /// What e is raised to.
    var exponent = NormalForm.zero
    /// Roots of whole numbers, π and the like, multiplied.
    var root = 1.0
  }

  func parts(of term: NormalForm.Term) throws(FormLimit) -> Parts {
    var parts = Parts()
    var plain: [(kernel: Int, exponent: Rational)] = []
    for power in term.powers {
      switch kernels[power.kernel] {
      case .exponential(let own):
        parts.exponent = try sum([
          parts.exponent, NormalForm(NormalForm.Term(power.exponent * own.coefficient, own.powers)),
        ])
      case .power(let base, let own):
        let exponent = NormalForm(NormalForm.Term(power.exponent, own.powers))
        if let place = parts.symbolic.firstIndex(where: { $0.base == base }) {
          parts.symbolic[place].exponent = try sum([parts.symbolic[place].exponent, exponent])
        } else {
          parts.symbolic.append((base, exponent))
        }
      case .root(let n): parts.root *= Double(n).squareRoot()
      case .number(let value) where value > 0: parts.root *= .pow(value, power.exponent.double)
      default: plain.append((power.kernel, power.exponent))
      }
    }
    for place in parts.symbolic.indices {
      guard let own = plain.firstIndex(where: { $0.kernel == parts.symbolic[place].base }) else { continue }
      parts.symbolic[place].exponent = try sum([
        parts.symbolic[place].exponent, NormalForm(plain[own].exponent),
      ])
      plain.remove(at: own)
    }
    try collectSines(&plain, &parts)
    // Powers of plain names before those of functions and sums.
    func rank(_ kernel: Int) -> Int {
      switch kernels[kernel] {
      case .leaf, .number: 0
      case .function: 1
      default: 2
      }
    }
    parts.powers += plain.sorted { (rank($0.kernel), $0.kernel) < (rank($1.kernel), $1.kernel) }
      .map { (.kernel($0.kernel), $0.exponent) }
    return parts
  }

  /// Sines over cosines of the same as tangents, and what is left of a denominator as secants where nothing stands above.
  private func collectSines(_ plain: inout [(kernel: Int, exponent: Rational)], _ parts: inout Parts)
    throws(FormLimit)
  {
    guard style.dividesSines else { return }
    for (sine, cosine, tangent, cotangent, secant, cosecant) in Opcode.sineFamilies {
      for place in plain.indices.reversed() where place < plain.count {
        guard case .function(let opcode, _, let operands) = kernels[plain[place].kernel],
          opcode == sine || opcode == cosine
        else { continue }
        let (own, u) = (plain[place], operands[0])
        let other = opcode == sine ? cosine : sine
        let partner = plain.firstIndex { candidate in
          if case .function(other, _, operands) = kernels[candidate.kernel] { true } else { false }
        }
        let ofPartner = partner.map { plain[$0].exponent } ?? .zero
        var (ofSine, ofCosine) = opcode == sine ? (own.exponent, ofPartner) : (ofPartner, own.exponent)
        guard ofSine.isWhole, ofCosine.isWhole, ofSine.isNegative || ofCosine.isNegative else { continue }
        let isHyperbolic = sine == .sinh
        let isOpposite = try ofSine + ofCosine == .zero
        let isAlone = plain.allSatisfy { candidate in
          candidate.exponent.isNegative || candidate.kernel == own.kernel
            || partner.map { plain[$0].kernel == candidate.kernel } ?? false
        }
        guard isOpposite || isHyperbolic && !ofSine.isNegative || isAlone else { continue }
        for index in [place, partner].compactMap({ $0 }).sorted(by: >) { plain.remove(at: index) }
        var factors: [(Opcode, Rational)] = []
        if !ofSine.isNegative, ofSine != .zero {
          let count = ofSine < -ofCosine ? ofSine : -ofCosine
          factors.append((tangent, count))
          (ofSine, ofCosine) = (try ofSine - count, try ofCosine + count)
        } else if !ofCosine.isNegative, ofCosine != .zero {
          let count = ofCosine < -ofSine ? ofCosine : -ofSine
          factors.append((cotangent, count))
          (ofSine, ofCosine) = (try ofSine + count, try ofCosine - count)
        }
        for (function, inverse, exponent) in [(sine, cosecant, ofSine), (cosine, secant, ofCosine)]
        where exponent != .zero {
          factors.append(exponent.isNegative ? (inverse, -exponent) : (function, exponent))
        }
        for (function, exponent) in factors { parts.powers.append((.function(function, u), exponent)) }
        try collectSines(&plain, &parts)
        return
      }
    }
  }

  /// Whether a node is 0 everywhere, as far as algebra tells.
  mutating func isZero(_ root: NodeID, _ nodes: [NodeID]) throws(FormLimit) -> Bool {
    let form = try form(of: root, nodes)
    if form.isZero { return true }
    let (_, numerator) = try separated(form)
    let others = try [linearized(numerator), withoutSquares(numerator, ofSines: true)]
    for candidate in [numerator] + others {
      let product = try factored(candidate)
      if product.coefficient == .zero { return true }
    }
    return false
  }

  /// Whether a product is the sum itself as a kernel.
  func isKernel(_ product: NormalForm.Term, _ form: NormalForm) -> Bool {
    guard product.powers.count == 1, product.powers[0].exponent == .one,
      case .sum(let sum) = kernels[product.powers[0].kernel]
    else { return false }
    return sum == form || sum == form.negated
  }

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
        own.powers[place].exponent = Rational(power.exponent.numerator - 2 * pairs)
        if own.powers[place].exponent == .zero { own.powers.remove(at: place) }
      }
      var product = NormalForm(own)
      for factor in factors { product = try self.product(product, factor) }
      result.append(product)
    }
    return try sum(result)
  }
}

extension Normalizer {
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
  /// Sine, cosine and the quotients of them.
  fileprivate static let sineFamilies: [(Opcode, Opcode, Opcode, Opcode, Opcode, Opcode)] = [
    (.sin, .cos, .tan, .cot, .sec, .csc), (.sinh, .cosh, .tanh, .coth, .sech, .csch),
  ]

  fileprivate var isSine: Bool { self == .sin || self == .cos || self == .sinh || self == .cosh }

  /// How many numbers, names and operators what only derivatives are made of is written with, by those of its operands; nil
  /// for operations that people type.
  fileprivate func writtenSize(_ operands: [Int]) -> Int? {
    guard case .written(let text) = primitive.notation else { return nil }
    let parameters = primitive.parameters
    var (size, word) = (0, "")
    for character in text + " " {
      if character.isLetter || character.isNumber || character == "_" {
        word.append(character)
        continue
      }
      if !word.isEmpty {
        let place = parameters.firstIndex(of: word)
        size += place.flatMap { $0 < operands.count ? operands[$0] : nil } ?? 1
        word = ""
      }
      if "+-*/^".contains(character) { size += 1 }
    }
    return size
  }

  /// Whether it is written between its operands, or in front of its one.
  fileprivate var isOperator: Bool {
    switch algebra {
    case .negation, .difference, .quotient, .power: true
    case .sum, .product: self != .sum && self != .prod
    default: false
    }
  }
}
