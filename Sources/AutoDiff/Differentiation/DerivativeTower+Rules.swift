import Memory

extension DerivativeTower {
  /// A product of two derivatives with a number, or of one.
  private struct Term {
    let coefficient: Double
    let left: Derivative
    var right: Derivative?
  }

  /// The derivative of an entry, or nil if something for it is missing.
  mutating func made(_ index: Int, _ order: Int) throws(Interruption) -> DerivedExpression? {
    guard let node = graph.node(at: entries[index].node) else { return 0 }
    let operands = node.operands
    switch node.opcode.algebra {
    case .negation: return sum([Term(coefficient: -1, left: Derivative(operands[0], order))])
    case .difference:
      return sum(
        [1.0, -1].enumerated().map { Term(coefficient: $1, left: Derivative(operands[$0], order)) })
    case .sum: return sum(of: operands, order)
    case .mean: return sum(of: operands, order).map { $0 / DerivedExpression(Double(operands.count)) }
    case .product where operands.count == 2: return sum(try product(operands[0], operands[1], order))
    case .product: return sum([Term(coefficient: 1, left: Derivative(chain(operands), order))])
    case .quotient where isSecant(node): return chained(index, order)
    case .quotient: return quotient(node, order)
    case .guarded:
      guard let derivative = wanted(Derivative(operands[0], order)) else { return nil }
      if derivative.isExactlyZero { return 0 }
      return .guarded(derivative, by: symbol(operands[1]))
    case .weightedLogarithm:
      // x·log y, to which the strong product gives the same value where x is 0.
      let logarithm = graph.node(.log, operands[1])
      return sum(try product(operands[0], logarithm, order))
    case .power:
      if let halves = halves(node) { return sum(try product(halves.0, halves.1, order)) }
      return chained(index, order)
    case .function, .root, .norm, .choice, .step, .polygamma: return chained(index, order)
    }
  }

  private mutating func sum(of operands: [NodeID], _ order: Int) -> DerivedExpression? {
    sum(operands.map { Term(coefficient: 1, left: Derivative($0, order)) })
  }

  /// The sum of the terms, like ones collected; nil if some of the factors are missing. What is multiplied with 0 is not
  /// asked for.
  private mutating func sum(_ terms: [Term]) -> DerivedExpression? {
    var factors: [(Double, DerivedExpression, DerivedExpression)] = []
    for term in terms {
      guard let left = wanted(term.left), !left.isExactlyZero else { continue }
      var right: DerivedExpression = 1
      if let factor = term.right {
        guard let found = wanted(factor) else { continue }
        right = found
      }
      if !right.isExactlyZero { factors.append((term.coefficient, left, right)) }
    }
    guard isComplete else { return nil }
    var sum = CollectedSum()
    for (coefficient, left, right) in factors { sum.add(coefficient, left, right) }
    return sum.expression
  }

  /// Leibniz's rule. Of a polynomial, no derivative beyond its degree is asked for.
  private mutating func product(_ a: NodeID, _ b: NodeID, _ order: Int) throws(Interruption) -> [Term] {
    for factor in [a, b] { try enter(factor) }
    let binomials = binomials(order)
    let (most, least) = (degree(a), Double(order) - degree(b))
    return (0...order).reversed().filter { Double($0) <= most && Double($0) >= least }.map {
      Term(coefficient: binomials[$0], left: Derivative(a, $0), right: Derivative(b, order - $0))
    }
  }

  /// From a = y·b, by Leibniz's rule:
  ///
  ///     y⁽ᵏ⁾ = (a⁽ᵏ⁾ − Σ_{j=1…k} C(k, j)·b⁽ʲ⁾·y⁽ᵏ⁻ʲ⁾)/b
  ///
  /// Divided once an order, so that no power of b overflows before the result does.
  private mutating func quotient(_ node: Node, _ order: Int) -> DerivedExpression? {
    let (a, b) = (node.operands[0], node.operands[1])
    var terms = [Term(coefficient: 1, left: Derivative(a, order))]
    if depends(b) {
      let binomials = binomials(order)
      for j in 1...order where Double(j) <= degree(b) {
        terms.append(
          Term(
            coefficient: -binomials[j], left: Derivative(b, j), right: Derivative(node.id, order - j)))
      }
    }
    guard let numerator = sum(terms) else { return nil }
    return numerator.over(symbol(b))
  }

  /// The product of all operands as products of two.
  private func chain(_ operands: [NodeID]) -> NodeID {
    operands.dropFirst().reduce(operands[0]) { graph.node(.multiply, $0, $1) }
  }
}

// MARK: The chain rule

extension DerivativeTower {
  /// The derivative by the rule of the operation, through the derivatives of its partials.
  private mutating func chained(_ index: Int, _ order: Int) -> DerivedExpression? {
    let partials = entries[index].partials ?? partials(of: entries[index])
    if entries[index].partials == nil { setPartials(partials, at: index) }
    let binomials = binomials(order - 1)
    var terms: [Term] = []
    for (operand, partial) in partials {
      for j in 1...order where Double(j) <= degree(operand) {
        terms.append(
          Term(
            coefficient: binomials[j - 1], left: Derivative(operand, j),
            right: Derivative(partial, order - j)))
      }
    }
    return sum(terms)
  }

  /// The partials by the operands that depend on the input.
  private mutating func partials(of entry: Entry) -> [(operand: NodeID, partial: NodeID)] {
    guard let node = graph.node(at: entry.node) else { return [] }
    let symbols = node.operands.map(symbol)
    let result = symbol(node.id)
    let isWanted = node.operands.map(depends)
    var found: [(position: Int, partial: DerivedExpression)] = []
    if node.opcode.algebra.isQuotient, let argument = graph.node(at: node.operands[1])?.operands.first {
      let partial = -(result ⊙ .tanh(symbol(argument)))
      return [(argument, graph.id(of: partial.expression))]
    }
    if node.opcode.algebra == .power, isWanted[0] {
      found = [(0, partialByBase(of: entry, node.operands, result))]
      if isWanted[1] { found.append((1, Power.partialRight(symbols[0], symbols[1], result: result))) }
    } else {
      var visitor = WantedPartials(
        member: node.member, operands: symbols, result: result, isWanted: isWanted)
      found = dispatch(node.opcode, &visitor)
    }
    return found.filter { !$0.partial.isExactlyZero }.map {
      (node.operands[$0.position], graph.id(of: $0.partial.expression))
    }
  }

  /// ∂aᵇ/∂a, either as b·aᵇ⁻¹, or as b·(aᵇ/a), which closes the circle: else each power would bring the next.
  ///
  /// The quotient has no value at a = 0, except where aᵇ is infinite there. So a power with a number for exponent has it
  /// from the first negative one on, and one whose exponent varies after four steps, beyond which it is seldom finite
  /// at 0. Of something linear, as x itself, the powers are as short, and more exact.
  private mutating func partialByBase(
    of entry: Entry, _ operands: [NodeID], _ result: DerivedExpression
  ) -> DerivedExpression {
    let (a, b) = (symbol(operands[0]), symbol(operands[1]))
    let isNegative = operands[1].isConstant && graph.cachedValue(of: operands[1]) < 0
    let loweringCount = loweringCounts[entry.node] ?? 0
    let isLow = depends(operands[1]) && loweringCount >= 4
    if isLow || (isNegative && degree(operands[0]) > 1) { return b ⊙ (result / a) }
    let lower = DerivedExpression.power(a, b - 1)
    if depends(operands[1]) {
      note(loweringCount: loweringCount + 1, of: graph.id(of: lower.expression))
    }
    return b ⊙ lower
  }

  /// Whether the node is 1/cosh u, of which tanh′ consists. It has the derivative −y·tanh u: far out, where cosh is an
  /// exponential, the terms of a quotient's derivatives cancel and leave a digit less every third order.
  private func isSecant(_ node: Node) -> Bool {
    node.operands[0].isConstant && graph.opcode(of: node.operands[1]) == .cosh
      && graph.cachedValue(of: node.operands[0]) == 1
  }

  /// Two powers whose product the node is, where it is a high whole power and many of the lower ones would be needed.
  private func halves(_ node: Node) -> (NodeID, NodeID)? {
    let (base, exponent) = (node.operands[0], node.operands[1])
    guard exponent.isConstant, degree(base) > 2, highestOrder > 8 else { return nil }
    let number = graph.cachedValue(of: exponent)
    guard number > 8, number == number.rounded(.down), number < 0x1p53 else { return nil }
    let half = (number / 2).rounded(.down)
    return (
      graph.node(.power, base, graph.constant(half)), graph.node(.power, base, graph.constant(number - half))
    )
  }
}

/// The partials of a primitive by some of its operands. Those by others add no nodes, where they can be told apart.
private struct WantedPartials: PrimitiveVisitor {
  typealias Found = [(position: Int, partial: DerivedExpression)]
  let member: Int?
  let operands: [DerivedExpression]
  let result: DerivedExpression
  let isWanted: [Bool]

  func input() -> Found { [] }
  func unary<P: UnaryPrimitive>(_ primitive: P.Type) -> Found {
    [(0, P.partial(operands[0], result: result))]
  }
  func binary<P: BinaryPrimitive>(_ primitive: P.Type) -> Found {
    let (a, b) = (operands[0], operands[1])
    var found: Found = []
    if isWanted[0] { found.append((0, P.partialLeft(a, b, result: result))) }
    if isWanted[1] { found.append((1, P.partialRight(a, b, result: result))) }
    return found
  }
  func ternary<P: TernaryPrimitive>(_ primitive: P.Type) -> Found {
    let partials = P.partials(operands[0], operands[1], operands[2], result: result)
    return [(0, partials.0), (1, partials.1), (2, partials.2)].filter { isWanted[$0.0] }
  }
  func nary<P: NaryPrimitive>(_ primitive: P.Type) -> Found {
    var found: Found = []
    P.partials(operands, result: result) { if isWanted[$0] { found.append(($0, $1)) } }
    return found
  }
  func family<P: FamilyPrimitive>(_ primitive: P.Type) -> Found {
    var found: Found = []
    if let member {
      P.partials(member, operands, result: result) { if isWanted[$0] { found.append(($0, $1)) } }
    }
    return found
  }
}
