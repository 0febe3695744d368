import Memory

/// The derivatives of nodes by one input, to any order, as nodes of the graph.
///
/// To differentiate a formula again and again doubles it each time: the product rule makes two terms of each, and none
/// is seen to be like another. Here every derivative is made of lower ones, which are there already. If y = f(x) and
/// p = ∂f/∂x is what the rule says, a formula in x and y, then y′ = p·x′, and Leibniz's rule for the derivatives of
/// that product gives
///
///     y⁽ᵏ⁾ = Σ_{j=1…k} C(k−1, j−1)·x⁽ʲ⁾·p⁽ᵏ⁻ʲ⁾
///
/// in which only lower derivatives of p stand. They are found in the same way, from the rules of what p consists of,
/// and that soon closes: sin needs cos, which needs −sin, and equal nodes are one. It is what power series do
/// (``SeriesRecurrence``) with formulas for coefficients; derivatives and not Taylor coefficients, since their sizes
/// stay those of the result and no k! is left to multiply with, and since those of a power are powers again.
///
/// Order n costs O(n²) nodes for each operation, and O(n³) where each rule brings the next of a family: Jₙ, ψ⁽ⁿ⁾, or
/// the powers of something curved whose exponent is no number. Of the input itself those families cost O(n²) or O(n).
///
/// A derivative is asked for by those that need it, and waits until what it needs is there. Nothing recurses.
struct DerivativeTower {
  let graph: Graph
  let input: NodeID

  /// The highest order that will be asked for.
  let highestOrder: Int

  private let cancellation: Cancellation

  /// Where a node stands among the entries, and −1 for those that do not depend on the input.
  private var indices: [NodeID: Int] = [:]

  private(set) var entries: [Entry] = []

  /// For each entry its derivatives from order 1 on, as far as they were found.
  private var derivatives: [NodeID] = []
  private var triangle = PascalTriangle()

  /// For powers, how many times the exponent of another has been lowered to come to them.
  private(set) var loweringCounts: [NodeID: Int] = [:]

  /// What is missing for the derivative that was last tried.
  private var missing: [Derivative] = []

  /// The work done since it was last asked whether to go on.
  private var work = 0

  /// A node that depends on the input, and what is known of it.
  struct Entry {
    let node: NodeID

    /// The degree of the polynomial in the input that the node is, and ∞ where it is none.
    let degree: Double

    /// The operands by which it is differentiated and the partials by them, once they have been asked for.
    var partials: [(operand: NodeID, partial: NodeID)]?
  }

  /// A derivative of a node; the node itself is that of order 0.
  struct Derivative {
    let node: NodeID
    let order: Int

    init(_ node: NodeID, _ order: Int) { (self.node, self.order) = (node, order) }
  }

  init(_ graph: Graph, by input: NodeID, highestOrder: Int, _ cancellation: Cancellation) {
    (self.graph, self.input, self.highestOrder) = (graph, input, highestOrder)
    self.cancellation = cancellation
  }

  /// The derivative of a node.
  mutating func derivative(of target: NodeID, _ order: Int) throws(Interruption) -> DerivedExpression {
    var stack = [Derivative(target, order)]
    while let next = stack.last {
      try count(1)
      if known(next) == nil {
        missing.removeAll(keepingCapacity: true)
        guard let index = indices[next.node] else {
          try enter(next.node)
          continue
        }
        guard let found = try made(index, next.order) else {
          try count(missing.count)
          stack += missing.reversed()
          continue
        }
        derivatives[index * highestOrder + next.order - 1] = graph.id(of: found.expression)
      }
      stack.removeLast()
    }
    return known(Derivative(target, order)) ?? 0
  }

  /// Counts work, and now and then asks whether to go on.
  private mutating func count(_ amount: Int) throws(Interruption) {
    work += amount
    guard work >= Graph.blockSize else { return }
    work = 0
    try cancellation.check()
  }
}

// MARK: What is known

extension DerivativeTower {
  /// The derivative if it is there, or need not be computed.
  private func known(_ derivative: Derivative) -> DerivedExpression? {
    let id = derivative.node
    if derivative.order == 0 { return symbol(id) }
    if id.isConstant { return 0 }
    if id == input { return derivative.order == 1 ? 1 : 0 }
    guard let index = indices[id] else { return nil }
    if index < 0 || Double(derivative.order) > entries[index].degree { return 0 }
    let found = derivatives[index * highestOrder + derivative.order - 1]
    return found == .none ? nil : symbol(found)
  }

  /// A node or a constant of the graph as a number that builds nodes.
  func symbol(_ id: NodeID) -> DerivedExpression { DerivedExpression(Expression(graph: graph, id: id)) }

  /// The same, and where it is not there it is noted as missing.
  mutating func wanted(_ derivative: Derivative) -> DerivedExpression? {
    let found = known(derivative)
    if found == nil { missing.append(derivative) }
    return found
  }

  /// Whether all that was wanted was there.
  var isComplete: Bool { missing.isEmpty }

  /// Whether a node that has been entered depends on the input.
  func depends(_ id: NodeID) -> Bool { degree(id) > 0 }

  /// The degree of the polynomial in the input that a node is, which has been entered: 0 if it does not depend on it, ∞ if
  /// it is none.
  func degree(_ id: NodeID) -> Double {
    if id == input { return 1 }
    guard let index = indices[id], index >= 0 else { return 0 }
    return entries[index].degree
  }

  /// The binomial coefficients C(n, 0), …, C(n, n).
  mutating func binomials(_ n: Int) -> [Double] { triangle.row(n) }

  /// Notes that a node, if it is a power, comes from another by so many steps of its exponent.
  mutating func note(loweringCount: Int, of id: NodeID) { loweringCounts[id] = loweringCount }

  /// Notes what the partials of an entry are.
  mutating func setPartials(_ partials: [(operand: NodeID, partial: NodeID)], at index: Int) {
    entries[index].partials = partials
  }
}

// MARK: Entering

extension DerivativeTower {
  /// Enters a node and all below it. O(number of those that are new).
  mutating func enter(_ root: NodeID) throws(Interruption) {
    if isEntered(root) { return }
    var stack = [root]
    while let id = stack.last {
      try count(1)
      let entered = stack.count
      if !isEntered(id) {
        graph.forEachOperand(of: id) { if !isEntered($0) { stack.append($0) } }
        if stack.count > entered { continue }
        indices[id] = -1
        if let node = graph.node(at: id), let degree = degree(of: node), degree > 0 {
          indices[id] = entries.count
          entries.append(Entry(node: id, degree: degree))
          derivatives.append(contentsOf: repeatElement(.none, count: highestOrder))
        }
      }
      stack.removeLast()
    }
  }

  private func isEntered(_ id: NodeID) -> Bool { id.isConstant || id == input || indices[id] != nil }

  /// The degree of a node whose operands have been entered.
  private func degree(of node: Node) -> Double? {
    let degrees = node.operands.map(degree)
    guard let largest = degrees.max(), largest > 0, node.opcode.secondOrderStructure != .severed
    else { return nil }
    switch node.opcode.algebra {
    case .negation, .sum, .difference, .mean: return largest
    case .product: return degrees.reduce(0, +)
    case .quotient: return degrees[1] == 0 ? degrees[0] : .infinity
    // What is not a number is that whatever the input is.
    case .guarded: return degrees[0]
    case .power:
      guard node.operands[1].isConstant else { return .infinity }
      let exponent = graph.cachedValue(of: node.operands[1])
      return exponent >= 0 && exponent == exponent.rounded(.down) ? exponent * largest : .infinity
    case .function, .root, .norm, .weightedLogarithm, .choice, .step, .polygamma: return .infinity
    }
  }
}

/// Pascal's triangle, as far as it was asked for.
///
/// Binomials beyond 2⁵³ are rounded, each sum once; C(1000, 500) is still a double.
private struct PascalTriangle {
  private var rows: [[Double]] = [[1]]

  mutating func row(_ n: Int) -> [Double] {
    while rows.count <= n, let last = rows.last {
      rows.append([1] + zip(last, last.dropFirst()).map(+) + [1])
    }
    return rows[n]
  }
}
