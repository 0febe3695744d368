import RealModule

/// The shortest formulas of normal forms, as nodes of a graph.
struct FormBuilder {
  private var normalizer: Normalizer
  private let graph: Graph

  private var nodes: [NormalForm: NodeID] = [:]
  private var terms: [NormalForm.Term: NodeID] = [:]

  /// The forms for which the shortest way is being looked for: ``nodes`` has the first one until then.
  private var unsettled: Set<NormalForm> = []

  /// How often one of those was read. Terms that were made of them are not kept.
  private var unsettledReads = 0

  /// For each node of the graph how long it is; 0 where that is not known yet.
  private var sizes: [Int] = []

  /// How many ways of grouping terms were tried.
  private var groupings = 0
  private static let mostGroupings = 40
  private static let mostGroupedTerms = 12

  init(_ normalizer: Normalizer) { (self.normalizer, graph) = (normalizer, normalizer.source) }

  /// How many numbers, names and operators it takes to write a node.
  mutating func size(of root: NodeID) -> Int {
    if let known = knownSize(of: root) { return known }
    sizes += repeatElement(0, count: max(0, graph.count - sizes.count))
    var open = [root]
    while let id = open.last {
      if knownSize(of: id) != nil {
        open.removeLast()
        continue
      }
      guard let node = graph.node(at: id), !node.isInput else {
        sizes[id.index] = 1
        continue
      }
      let missing = node.operands.filter { knownSize(of: $0) == nil }
      if !missing.isEmpty {
        open += missing
        continue
      }
      let lengths = node.operands.map { knownSize(of: $0) ?? 0 }
      let operands = lengths.reduce(0, +)
      // √(1 + x²) is nearer to algebra than a norm with a number in it.
      let isMixed = node.opcode.algebra == .norm && node.operands.contains(where: \.isConstant)
      let own = node.opcode.isOperator ? max(1, node.operands.count - 1) : isMixed ? 2 : 1
      sizes[id.index] = max(1, min(1_000_000, node.opcode.writtenSize(lengths) ?? operands + own))
    }
    return knownSize(of: root) ?? 1
  }

  /// How long a node is, if that was asked before; of numbers it is always known.
  private func knownSize(of id: NodeID) -> Int? {
    if id.isConstant { return Self.size(of: graph.cachedValue(of: id)) }
    return id.index < sizes.count && sizes[id.index] > 0 ? sizes[id.index] : nil
  }

  private static func size(of value: Double) -> Int { ExactNumber(value)?.size ?? (value < 0 ? 2 : 1) }

  // MARK: Sums

  /// The shortest way to write a form that was found.
  mutating func node(of form: NormalForm) throws(FormLimit) -> NodeID {
    if let known = nodes[form] {
      if unsettled.contains(form) { unsettledReads += 1 }
      return known
    }
    if form.terms.count <= 1 {
      var node = try form.terms.first.map { (term) throws(FormLimit) in try self.node(of: term) }
      // sin u·cos u is ½·sin 2u.
      let wave = try normalizer.linearized(form)
      if wave != form, wave.terms.count == 1, let known = node {
        let other = try self.node(of: wave.terms[0])
        if size(of: other) < size(of: known) { node = other }
      }
      nodes[form] = node ?? graph.constant(0)
      return node ?? graph.constant(0)
    }
    var best = try termwise(form)
    nodes[form] = best
    unsettled.insert(form)
    defer { unsettled.remove(form) }
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
    // Over a common denominator, 1 − cos² may stand above.
    let (front, rest) = try normalizer.separated(form)
    if front.powers.contains(where: \.exponent.isNegative) {
      for ofSines in [true, false] {
        let other = try normalizer.withoutSquares(rest, ofSines: ofSines)
        if other != rest { result.append(try merged(normalizer.factored(other).times(front))) }
      }
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
      for (place, power) in product.powers.enumerated() {
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
      let isNegative = term.coefficient.isNegative
      let part = try node(of: NormalForm.Term(isNegative ? -term.coefficient : term.coefficient, term.powers))
      result = graph.node(isNegative ? .subtract : .add, result, part)
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
    if let known = terms[term] { return known }
    let reads = unsettledReads
    let node = try written(term)
    if unsettledReads == reads { terms[term] = node }
    return node
  }

  private mutating func written(_ term: NormalForm.Term) throws(FormLimit) -> NodeID {
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

extension Opcode {
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
