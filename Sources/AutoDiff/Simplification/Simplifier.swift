/// Rewrites a formula as people write it: like terms collected, powers merged, signs and numbers in front.
///
/// It works its way up from the leaves, once through every node, and writes into a graph of its own. Sums and products
/// are brought into one form: a sum is a list of products, a product a number and powers of other things, and each in
/// one order, so that equal things meet and are added up. Brackets are not multiplied out, so that nothing grows.
///
/// Wherever the original has a value, the result has the same to within a few roundings of its terms. It may have one
/// where the original has none: x/x is 1 at 0 too, and a derivative's guard against the outside of a domain is left
/// away. And where a zero has won against something infinite only because it was multiplied before that was cancelled,
/// it has the better one: 3·∛x²/(3·∛x²) is 1 at 0, not 0.
package struct Simplifier {
  private let source: Graph

  /// The graph of the simplified formula. Its inputs are named after the nodes that they stand for.
  package let graph = Graph()

  /// The nodes of the source that the inputs of ``graph`` stand for.
  package private(set) var sources: [NodeID: NodeID] = [:]

  /// For each node of the source the terms of its sum.
  private var sums: [NodeID: [Monomial]] = [:]

  /// For each node of ``graph`` how deep functions nest below it.
  private var depths: [Int] = []

  /// The terms of sums that stand as factors in products.
  private var openSums: [NodeID: [Monomial]] = [:]

  /// The name of a node of the source that is not to be looked into, such as an input.
  private let name: (NodeID) -> String?

  /// How long products and sums may become before they are taken as one thing, so that the work grows with the formula
  /// and not with its square.
  private static let lengthLimit = 40

  /// Formulas of more nodes than this are better shown as they are.
  package static let sizeLimit = 20_000

  package init(_ source: Graph, name: @escaping (NodeID) -> String?) {
    self.source = source
    self.name = name
  }

  /// The simplified form of a node, in ``graph``. O(number of nodes below it).
  package mutating func simplify(_ root: NodeID) -> NodeID {
    if root.isConstant { return graph.constant(source.cachedValue(of: root)) }
    let nodes = nodes(below: root)
    // Inputs come first, in their old order, so that they stand first in products.
    for id in nodes where name(id) != nil && id != root { sums[id] = leaf(id) }
    for id in nodes where sums[id] == nil { sums[id] = sum(of: id) }
    return build(sums[root] ?? [])
  }

  /// The nodes that are looked into, and those at which that ends, ascending.
  private func nodes(below root: NodeID) -> [NodeID] {
    var seen: Set<NodeID> = [root]
    var stack = [root]
    while let id = stack.popLast() {
      if id != root, name(id) != nil { continue }
      source.forEachOperand(of: id) { if !$0.isConstant, seen.insert($0).inserted { stack.append($0) } }
    }
    return seen.sorted()
  }

  private mutating func leaf(_ id: NodeID) -> [Monomial] {
    let leaf = graph.id(of: graph.input(.nan, named: name(id) ?? id.description))
    sources[leaf] = id
    return [power(leaf)]
  }
}

extension Simplifier {
  private mutating func sum(of id: NodeID) -> [Monomial] {
    guard let node = source.node(at: id) else { return leaf(id) }
    let operands = node.operands
    switch node.opcode {
    case .input: return leaf(id)
    case .guarded: return terms(operands[0])
    case .add, .sum: return collected(allTerms(operands))
    case .subtract: return collected(allTerms([operands[0]]) + allTerms([operands[1]]).map(negated))
    case .negate: return terms(operands[0]).map(negated)
    case .oneMinusSquare:
      guard let square = factor(operands[0]).power(2) else { return atom(node) }
      return collected([Monomial(1), negated(square)])
    case .multiply: return product(factor(operands[0]), factor(operands[1]))
    case .strongMultiply: return product(factor(operands[0]), factor(operands[1]), isStrong: true)
    case .prod:
      var product = Monomial(1)
      for operand in operands { product = joined(product, factor(operand)) }
      return product.coefficient == 0 ? [] : [product]
    case .sqrt:
      guard let root = factor(operands[0]).power(0.5) else { return atom(node) }
      return [root]
    case .divide, .strongDivide:
      guard let inverse = factor(operands[1]).power(-1) else { return atom(node) }
      return product(factor(operands[0]), inverse, isStrong: node.opcode == .strongDivide)
    case .power:
      guard operands[1].isConstant, let power = factor(operands[0]).power(source.cachedValue(of: operands[1]))
      else {
        return atom(node)
      }
      return [power]
    case .xlogy:
      // The slope of a power by its exponent.
      guard let power = unnamed(.power, operands[0]), power.operands[0] == operands[1] else {
        return atom(node)
      }
      return product(factor(operands[0]), function(.log, terms(operands[1])), isStrong: true)
    case .sigmoidDerivative:
      let argument = terms(operands[0])
      return product(function(.sigmoid, argument), function(.sigmoid, argument.map(negated)))
    case .tanh:
      // tanh(acosh(x)) is sqrt(x − 1)·sqrt(x + 1)/x.
      guard let inverse = unnamed(.acosh, operands[0]),
        let divisor = factor(inverse.operands[0]).power(-1)
      else { return atom(node) }
      let roots = [-1.0, 1].map { function(.sqrt, collected(terms(inverse.operands[0]) + constant($0))) }
      return product(joined(roots[0], roots[1]), divisor)
    default: return atom(node)
    }
  }

  /// The node, if it is such an operation and has no name by which it is shown.
  private func unnamed(_ opcode: Opcode, _ id: NodeID) -> Node? {
    guard !id.isConstant, name(id) == nil, let node = source.node(at: id), node.opcode == opcode else {
      return nil
    }
    return node
  }

  /// A function of a sum, as a factor.
  private mutating func function(_ opcode: Opcode, _ argument: [Monomial]) -> Monomial {
    let operand = build(argument)
    if opcode == .sqrt, !operand.isConstant, let root = power(operand, 0.5) { return root }
    let id = graph.node(opcode, operands: [operand])
    return id.isConstant ? constant(graph.cachedValue(of: id)).first ?? Monomial(0) : power(id)
  }

  private mutating func terms(_ id: NodeID) -> [Monomial] {
    id.isConstant ? constant(source.cachedValue(of: id)) : sums[id] ?? []
  }

  private mutating func allTerms(_ operands: [NodeID]) -> [Monomial] {
    var all: [Monomial] = []
    for operand in operands {
      let terms = terms(operand)
      all += terms.count > Self.lengthLimit ? [power(build(terms))] : terms
    }
    return all
  }

  /// A node of ``graph`` as a product of itself alone.
  mutating func power(_ base: NodeID) -> Monomial {
    while depths.count < graph.count {
      var depth = 0
      graph.forEachOperand(of: NodeID(depths.count)) { operand in
        if !operand.isConstant { depth = max(depth, depths[operand.index] + 1) }
      }
      depths.append(depth)
    }
    let rank = base.isConstant ? -1 : depths[base.index] << 32 + base.index
    return Monomial(1, [Monomial.Factor(base: base, rank: rank)])
  }

  private mutating func constant(_ value: Double) -> [Monomial] {
    if value == 0 { return [] }
    if value.isFinite { return [Monomial(Fraction(value))] }
    return [power(graph.constant(value))]
  }

  private func negated(_ term: Monomial) -> Monomial {
    Monomial(-term.coefficient, term.factors, isStrong: term.isStrong)
  }

  private mutating func product(_ a: Monomial, _ b: Monomial, isStrong: Bool = false) -> [Monomial] {
    var product = joined(a, b, isStrong: isStrong)
    product.isStrong = product.isStrong || isStrong
    if product.coefficient == 0 { return [] }
    // −(a − b) is b − a.
    if product.coefficient == -1, product.factors.count == 1, product.factors[0].exponent == 1,
      let terms = openSums[product.factors[0].base]
    {
      return terms.map(negated)
    }
    return [product]
  }

  /// The product as one, or of one factor into which nothing goes any more.
  mutating func joined(_ a: Monomial, _ b: Monomial, isStrong: Bool = false) -> Monomial {
    var (left, right) = (a, b)
    if a.factors.count + b.factors.count > Self.lengthLimit {
      if a.factors.count > b.factors.count { left = closed(a) } else { right = closed(b) }
    }
    if let product = left.times(right) { return product }
    let factors = [build([a]), build([b])]
    let isStrong = isStrong || a.isStrong || b.isStrong
    return power(graph.node(isStrong ? .strongMultiply : .multiply, factors[0], factors[1]))
  }

  /// A product as one factor, into which nothing goes any more.
  private mutating func closed(_ term: Monomial) -> Monomial {
    var factor = power(build([Monomial(1, term.factors, isStrong: term.isStrong)]))
    factor.coefficient = term.coefficient
    return factor
  }

  /// A sum as a factor: its one term, or the sum as a base of its own.
  private mutating func factor(_ id: NodeID) -> Monomial {
    let terms = terms(id)
    if terms.isEmpty { return Monomial(0) }
    if terms.count == 1 { return terms[0] }
    let base = build(terms)
    openSums[base] = terms
    return power(base)
  }

  /// Anything else: a function of simplified operands.
  private mutating func atom(_ node: Node) -> [Monomial] {
    var operands: [NodeID] = []
    for operand in node.operands { operands.append(build(terms(operand))) }
    let id = graph.node(node.opcode, operands: operands)
    return id.isConstant ? constant(graph.cachedValue(of: id)) : [power(id)]
  }

  /// Like terms added up, in order: higher degrees first, then by bases.
  private func collected(_ terms: [Monomial]) -> [Monomial] {
    var places: [[Monomial.Factor]: Int] = [:]
    var sum: [Monomial] = []
    for term in terms {
      let place = places[term.factors]
      let number = place.map { sum[$0].coefficient + term.coefficient }
      if let place, let number, number == 0 || number.isOrdinary {
        sum[place].coefficient = number
        sum[place].isStrong = sum[place].isStrong || term.isStrong
      } else {
        places[term.factors] = sum.count
        sum.append(term)
      }
    }
    return sum.filter { $0.coefficient != 0 }.sorted(by: stands)
  }

  private func stands(_ a: Monomial, before b: Monomial) -> Bool {
    if a.degree != b.degree { return a.degree > b.degree }
    for (first, second) in zip(a.factors, b.factors) where first != second {
      return first.base != second.base ? first.rank < second.rank : first.exponent > second.exponent
    }
    return a.factors.count > b.factors.count
  }
}
