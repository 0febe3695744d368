/// Rewrites a formula as people write it: like terms collected, powers merged, signs and numbers in front.
///
/// It works its way up from the leaves, once through every node, and writes into a graph of its own. Sums and products
/// are brought into one form: a sum is a list of products, a product a number and powers of other things, and each in
/// one order, so that equal things meet and are added up. Brackets are not multiplied out, so that nothing grows.
///
/// Wherever the original has a value, the result has the same to within a few roundings of its terms. It may have one
/// where the original has none: x/x is 1 at 0 too, and a derivative's guard against the outside of a domain is left
/// away.
package struct Simplifier {
  private let source: Graph

  /// The graph of the simplified formula. Its inputs are named after the nodes that they stand for.
  package let graph = Graph()

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
    return [power(leaf)]
  }
}

// MARK: Up the graph

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
    case .multiply, .strongMultiply: return product(factor(operands[0]), factor(operands[1]))
    case .prod:
      var product = Monomial(1)
      for operand in operands { product = joined(product, factor(operand)) }
      return product.coefficient == 0 ? [] : [product]
    case .sqrt:
      guard let root = factor(operands[0]).power(0.5) else { return atom(node) }
      return [root]
    case .divide, .strongDivide:
      guard let inverse = factor(operands[1]).power(-1) else { return atom(node) }
      return product(factor(operands[0]), inverse)
    case .power:
      guard operands[1].isConstant, let power = factor(operands[0]).power(source.cachedValue(of: operands[1]))
      else {
        return atom(node)
      }
      return [power]
    default: return atom(node)
    }
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
  private mutating func power(_ base: NodeID) -> Monomial {
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

  private func negated(_ term: Monomial) -> Monomial { Monomial(-term.coefficient, term.factors) }

  private mutating func product(_ a: Monomial, _ b: Monomial) -> [Monomial] {
    let product = joined(a, b)
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
  private mutating func joined(_ a: Monomial, _ b: Monomial) -> Monomial {
    var (left, right) = (a, b)
    if a.factors.count + b.factors.count > Self.lengthLimit {
      if a.factors.count > b.factors.count { left = closed(a) } else { right = closed(b) }
    }
    if let product = left.times(right) { return product }
    let factors = [build([a]), build([b])]
    return power(graph.node(.multiply, factors[0], factors[1]))
  }

  /// A product as one factor, into which nothing goes any more.
  private mutating func closed(_ term: Monomial) -> Monomial {
    var factor = power(build([Monomial(1, term.factors)]))
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

// MARK: The result

extension Simplifier {
  /// The sum as nodes. What stands or falls with the same condition goes into one branch.
  private mutating func build(_ terms: [Monomial]) -> NodeID {
    var branches: [(condition: NodeID, yes: [Monomial], no: [Monomial])] = []
    var sum: [Monomial] = []
    for term in terms {
      guard let (condition, isYes, rest) = branch(of: term) else {
        sum.append(term)
        continue
      }
      let known = branches.firstIndex { $0.condition == condition }
      if known == nil { branches.append((condition, [], [])) }
      let place = known ?? branches.count - 1
      if isYes { branches[place].yes.append(rest) } else { branches[place].no.append(rest) }
    }
    for branch in branches {
      let (yes, no) = (build(branch.yes), build(branch.no))
      sum.append(power(graph.node(.if, operands: [branch.condition, yes, no])))
    }
    return build(sum: sum)
  }

  /// For a product with a factor `if(c, a, 0)` or `if(c, 0, a)` the condition, whether it is to hold, and the product
  /// with `a` in its place.
  ///
  /// In the other case the product is 0, even where the other factors are not defined, and stays so only if they stand
  /// inside: the derivative of if(x > 0, sqrt(x), x) is not if(x > 0, 1, 0)·0.5/sqrt(x) + if(x > 0, 0, 1).
  private mutating func branch(of term: Monomial) -> (condition: NodeID, isYes: Bool, rest: Monomial)? {
    for (position, factor) in term.factors.enumerated() where factor.exponent > 0 {
      guard let node = graph.node(at: factor.base), node.opcode == .if else { continue }
      let isZero = node.operands.map { $0.isConstant && graph.cachedValue(of: $0) == 0 }
      guard isZero[1] != isZero[2], let inner = power(node.operands[isZero[1] ? 2 : 1], factor.exponent)
      else {
        continue
      }
      var rest = term
      rest.factors.remove(at: position)
      return (node.operands[0], isZero[2], joined(rest, inner))
    }
    return nil
  }

  private mutating func power(_ base: NodeID, _ exponent: Double) -> Monomial? {
    base.isConstant
      ? Monomial(Fraction(graph.cachedValue(of: base))).power(exponent) : power(base).power(exponent)
  }

  /// The sum as nodes: a positive term first, if there is one.
  private func build(sum terms: [Monomial]) -> NodeID {
    guard let head = terms.firstIndex(where: { $0.coefficient.numerator > 0 }) ?? terms.indices.first else {
      return graph.constant(0)
    }
    var result = build(terms[head], isNegative: terms[head].coefficient.numerator < 0)
    for (position, term) in terms.enumerated() where position != head {
      result = graph.node(term.coefficient.numerator < 0 ? .subtract : .add, result, build(term))
    }
    return result
  }

  /// The product as nodes: its magnitude or, with the sign at its first factor, the negative of that.
  private func build(_ term: Monomial, isNegative: Bool = false) -> NodeID {
    func product(_ number: Double, _ factors: [Monomial.Factor], isNegative: Bool = false) -> NodeID? {
      var result = number == 1 ? nil : graph.constant(isNegative ? -number : number)
      for factor in factors {
        var power = power(factor.base, by: factor.exponent.magnitude)
        if isNegative, result == nil { power = graph.node(.negate, power) }
        result = result.map { graph.node(.multiply, $0, power) } ?? power
      }
      return result
    }
    let above = product(
      term.coefficient.numerator.magnitude, term.factors.filter { $0.exponent > 0 }, isNegative: isNegative)
    let below = product(term.coefficient.denominator, term.factors.filter { $0.exponent < 0 })
    let one = graph.constant(isNegative ? -1 : 1)
    return below.map { graph.node(.divide, above ?? one, $0) } ?? above ?? one
  }

  private func power(_ base: NodeID, by exponent: Double) -> NodeID {
    switch exponent {
    case 1: base
    case 0.5: graph.node(.sqrt, operands: [base])
    default: graph.node(.power, base, graph.constant(exponent))
    }
  }
}
