import Memory

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

  /// The functions that are simplified in other terms.
  private var expansions = Expansions()

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

  /// Whether algebra has given up on the form that was asked for last.
  package private(set) var isTooLong = false

  /// What a formula is brought into.
  package enum Form: Sendable {
    /// The shortest form that is found.
    case shortest
    /// A sum, with products multiplied out.
    case expanded
    /// A product over a common denominator.
    case factored
  }

  /// The simplified form of a node, in ``graph``. O(number of nodes below it), and bounded work for what algebra tries.
  package mutating func simplify(_ root: NodeID, as form: Form = .shortest) -> NodeID {
    let plain = plain(root)
    if form == .shortest { return shortest(plain) }
    let nodes = uninterrupted { (never) throws(Interruption) in try graph.cone(of: [plain], never) }
    var normalizer = Normalizer(graph, style: Normalizer.Style())
    isTooLong = true
    guard nodes.count <= Self.algebraLimit, let normal = try? normalizer.form(of: plain, nodes) else {
      return plain
    }
    var builder = FormBuilder(normalizer)
    guard let result = try? form == .expanded ? builder.sum(normal) : builder.product(normal) else {
      return plain
    }
    isTooLong = form == .expanded && builder.hasFactors(normal)
    return result
  }

  /// The number that the difference of two nodes is everywhere; nil where algebra does not bring it to one.
  mutating func constantDifference(
    of first: NodeID, _ second: NodeID, _ cancellation: Cancellation
  ) throws(Interruption) -> Double? {
    let cone = try source.cone(of: [first, second], cancellation)
    if cone.count > Self.algebraLimit { return nil }
    if let known = Self.constantDifference(of: first, second, cone, in: source) { return known }
    let (plain, other) = (plain(first), plain(second))
    let nodes = uninterrupted { (never) throws(Interruption) in try graph.cone(of: [plain, other], never) }
    return nodes.count <= Self.algebraLimit
      ? Self.constantDifference(of: plain, other, nodes, in: graph) : nil
  }

  private static func constantDifference(
    of first: NodeID, _ second: NodeID, _ nodes: [NodeID], in graph: Graph
  ) -> Double? {
    var open = Normalizer.Style.comparing.map { Normalizer(graph, style: $0) }
    while !open.isEmpty {
      var normalizer = open.removeFirst()
      guard let difference = try? normalizer.difference(first, second, nodes) else { continue }
      if let number = normalizer.constantValue(of: difference) { return number }
      if (try? normalizer.isZero(difference)) ?? false { return 0 }
      open += normalizer.othersToTry(for: difference, upTo: Normalizer.largestMultiple)
    }
    return nil
  }

  /// Like terms collected, powers merged.
  private mutating func plain(_ root: NodeID) -> NodeID {
    if root.isConstant { return graph.constant(source.cachedValue(of: root)) }
    let nodes = nodes(below: root)
    // Inputs come first, in their old order, so that they stand first in products.
    for id in nodes where name(id) != nil && id != root { sums[id] = leaf(id) }
    for id in nodes where sums[id] == nil { sums[id] = sum(of: id) }
    return build(sums[root] ?? [])
  }

  /// The shortest of the forms that algebra finds for a node of ``graph``.
  private func shortest(_ root: NodeID) -> NodeID {
    let nodes = uninterrupted { (never) throws(Interruption) in try graph.cone(of: [root], never) }
    if root.isConstant || nodes.count > Self.algebraLimit { return root }
    var candidates: [(size: Int, node: NodeID)] = []
    var ownSize = 0
    var open = Normalizer.Style.all(for: nodes.map { graph.opcode(of: $0) }).map {
      Normalizer(graph, style: $0)
    }
    while !open.isEmpty {
      var normalizer = open.removeFirst()
      guard let form = try? normalizer.form(of: root, nodes) else { continue }
      open += normalizer.othersToTry(for: form, upTo: Self.largestShortMultiple)
      var builder = FormBuilder(normalizer)
      ownSize = builder.size(of: root)
      if let node = try? builder.node(of: form) { candidates.append((builder.size(of: node), node)) }
    }
    candidates = candidates.filter { $0.size < ownSize }.sorted { $0.size < $1.size }
    if candidates.isEmpty { return root }
    let trial = FormTrial(graph, root, nodes)
    return candidates.first { trial.passes($0.node) }?.node ?? root
  }

  /// Multiples of angles beyond this are hardly shorter in the angle.
  private static let largestShortMultiple = 4

  /// Formulas of more nodes than this stay as they are.
  private static let algebraLimit = 300

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
  /// What a function is applied to.
  private struct Operand {
    /// The terms of its sum.
    let terms: [Monomial]

    /// The number that it is, if it is a constant.
    var number: Double?

    /// The node of the source whose terms they are, if there is one.
    var id: NodeID?
  }

  private mutating func sum(of id: NodeID) -> [Monomial] {
    guard let node = source.node(at: id), !node.isInput else { return leaf(id) }
    var operands: [Operand] = []
    for id in node.operands {
      let number = id.isConstant ? source.cachedValue(of: id) : nil
      operands.append(Operand(terms: terms(id), number: number, id: id))
    }
    return sum(node.opcode, member: node.member, operands)
  }

  private mutating func sum(_ opcode: Opcode, member: Int?, _ operands: [Operand]) -> [Monomial] {
    let first = operands[0].terms
    switch opcode.algebra {
    case .guarded: return first
    case .sum: return collected(closed(operands))
    case .difference: return collected(closed([operands[0]]) + closed([operands[1]]).map(negated))
    case .negation: return first.map(negated)
    case .product(let isStrong) where operands.count == 2:
      return product(factor(first), factor(operands[1].terms), isStrong: isStrong)
    case .product:
      var product = Monomial(1)
      for operand in operands { product = joined(product, factor(operand.terms)) }
      return product.coefficient == 0 ? [] : [product]
    case .quotient(let isStrong):
      guard let inverse = factor(operands[1].terms).power(-1) else { break }
      return product(factor(first), inverse, isStrong: isStrong)
    case .root(exponent: 0.5):
      if let root = factor(first).power(0.5) { return [root] }
    case .power:
      if let exponent = operands[1].number, let power = factor(first).power(exponent) { return [power] }
    case .weightedLogarithm:
      // The slope of a power by its exponent.
      guard let power = unnamed(operands[0]), power.opcode.algebra == .power,
        power.operands[0] == operands[1].id
      else { break }
      return product(factor(first), function(.log, operands[1].terms), isStrong: true)
    case .function:
      if let form = form(of: opcode, operands) { return form }
    case .root, .mean, .norm, .choice, .step, .polygamma: break
    }
    return atom(opcode, member, operands)
  }

  /// A function of one operand in other terms, where its declaration has such and algebra can go on with them. Those of
  /// several are taken apart where the shortest form is looked for.
  private mutating func form(of opcode: Opcode, _ operands: [Operand]) -> [Monomial]? {
    guard operands.count == 1 else { return nil }
    if let form = expansions.form(of: opcode, member: nil, operandCount: 1) {
      return sum(form, of: operands[0].terms)
    }
    guard let inner = unnamed(operands[0]), inner.operands.count == 1,
      let form = expansions.form(of: opcode, after: inner.opcode)
    else { return nil }
    return sum(form, of: terms(inner.operands[0]))
  }

  /// The terms of a formula in one variable, which stands for others.
  private mutating func sum(_ form: Expansions.Form, of variable: [Monomial]) -> [Monomial] {
    let graph = expansions.graph
    var results = [form.variables[0]: variable]
    let cone = uninterrupted { (never) throws(Interruption) in try graph.cone(of: [form.root], never) }
    for id in cone {
      guard let node = graph.node(at: id), !node.isInput else { continue }
      var operands: [Operand] = []
      for operand in node.operands {
        let number = operand.isConstant ? graph.cachedValue(of: operand) : nil
        operands.append(Operand(terms: number.map { constant($0) } ?? results[operand] ?? [], number: number))
      }
      results[id] = sum(node.opcode, member: node.member, operands)
    }
    return results[form.root] ?? []
  }

  /// The node of the source that an operand is, if it has no name by which it is shown.
  private func unnamed(_ operand: Operand) -> Node? {
    guard let id = operand.id, !id.isConstant, name(id) == nil else { return nil }
    return source.node(at: id)
  }

  /// A function of a sum, as a factor.
  private mutating func function(_ opcode: Opcode, _ argument: [Monomial]) -> Monomial {
    let operand = build(argument)
    if opcode == .sqrt, !operand.isConstant, let root = power(operand, 0.5) { return root }
    let id = graph.node(opcode, arguments: [operand])
    return id.isConstant ? constant(graph.cachedValue(of: id)).first ?? Monomial(0) : power(id)
  }

  private mutating func terms(_ id: NodeID) -> [Monomial] {
    id.isConstant ? constant(source.cachedValue(of: id)) : sums[id] ?? []
  }

  /// The terms of all operands together; a long sum is taken as one thing.
  private mutating func closed(_ operands: [Operand]) -> [Monomial] {
    var all: [Monomial] = []
    for operand in operands {
      all += operand.terms.count > Self.lengthLimit ? [power(build(operand.terms))] : operand.terms
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
  private mutating func factor(_ terms: [Monomial]) -> Monomial {
    if terms.isEmpty { return Monomial(0) }
    if terms.count == 1 { return terms[0] }
    let base = build(terms)
    openSums[base] = terms
    return power(base)
  }

  /// Anything else: a function of simplified operands.
  private mutating func atom(_ opcode: Opcode, _ member: Int?, _ operands: [Operand]) -> [Monomial] {
    var built = member.map { [graph.constant(Double($0))] } ?? []
    for operand in operands { built.append(build(operand.terms)) }
    let id = graph.node(opcode, arguments: built)
    return id.isConstant ? constant(graph.cachedValue(of: id)) : [power(id)]
  }

  /// Like terms added up, in order: higher degrees first, then by bases.
  private func collected(_ terms: [Monomial]) -> [Monomial] {
    var indices: [[Monomial.Factor]: Int] = [:]
    var sum: [Monomial] = []
    for term in terms {
      let index = indices[term.factors]
      let number = index.map { sum[$0].coefficient + term.coefficient }
      if let index, let number, number == 0 || number.isOrdinary {
        sum[index].coefficient = number
        sum[index].isStrong = sum[index].isStrong || term.isStrong
      } else {
        indices[term.factors] = sum.count
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
