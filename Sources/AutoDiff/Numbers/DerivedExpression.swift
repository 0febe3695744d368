/// The expression that flows through a sweep to give a derivative as a formula.
///
/// It builds nodes as ``Expression`` does, but leaves out what does nothing (`x·1`, `x + 0`, `0 − x`, `−(−x)`):
/// people look at derivatives, and every node costs. What they typed themselves is never changed in this way.
///
/// It does not keep its graph alive: whoever lets it flow does. So millions of them are made and given back without
/// counting.
struct DerivedExpression: Scalar {
  /// What ``Expression`` holds.
  private let reference: Unmanaged<Graph>?
  private let id: NodeID
  private let constant: Double

  private var graph: Graph? { reference?.takeUnretainedValue() }

  /// The expression that has come about.
  var expression: Expression { graph.map { Expression(graph: $0, id: id) } ?? Expression(constant) }

  init(_ expression: Expression) {
    reference = expression.graph.map { Unmanaged.passUnretained($0) }
    (id, constant) = (expression.id, expression.constant)
  }

  init(_ value: Double) { self.init(Expression(value)) }

  /// The formula that a node or constant is.
  init(_ id: NodeID, in graph: Graph) { self.init(Expression(graph: graph, id: id)) }

  var isExactlyZero: Bool { isConstant(0) }

  private func isConstant(_ value: Double) -> Bool { reference == nil && constant == value }

  /// The constant, if it is one that a product may take out of the strong product: finite and not 0.
  private var isOrdinaryFactor: Bool {
    reference == nil && constant.isFinite && constant != 0
  }

  /// The node, if it is none of the constants.
  var node: NodeID? { reference == nil || id.isConstant ? nil : id }

  /// The node or constant array; nil for a number.
  var identifier: NodeID? { reference == nil ? nil : id }

  /// A number and what it multiplies, where this is their product, the negative of something, or an ordinary number.
  var product: (number: Double, rest: DerivedExpression)? {
    if isOrdinaryFactor { return (constant, 1) }
    if let inner = negated { return (-1, inner) }
    guard let graph, graph.opcode(of: id).algebra == .product(isStrong: false),
      let node = graph.node(at: id), node.operands.count == 2,
      node.operands[0].isConstant
    else { return nil }
    return (
      graph.cachedValue(of: node.operands[0]), Self(Expression(graph: graph, id: node.operands[1]))
    )
  }

  /// The quotient in which a zero wins from above, as in the chain rule; of a number other than 0 the ordinary one.
  func over(_ divisor: DerivedExpression) -> DerivedExpression {
    if isExactlyZero { return 0 }
    if divisor.isOrdinaryFactor { return self / divisor }
    if let inner = negated { return -inner.over(divisor) }
    return reference == nil ? self / divisor : Self.apply(StrongDivide.self, self, divisor)
  }

  /// `x`, where this is the node `−x`.
  private var negated: DerivedExpression? {
    guard let graph, graph.opcode(of: id).algebra == .negation else { return nil }
    return graph.node(at: id)?.operands.first.map { Self(Expression(graph: graph, id: $0)) }
  }

  static func apply<P: UnaryPrimitive>(_ primitive: P.Type, _ x: Self) -> Self {
    if P.algebra == .negation, let inner = x.negated { return inner }
    return Self(Expression.apply(P.self, x.expression))
  }

  static func apply<P: BinaryPrimitive>(_ primitive: P.Type, _ a: Self, _ b: Self) -> Self {
    simplified(P.self, a, b) ?? Self(Expression.apply(P.self, a.expression, b.expression))
  }

  static func apply<P: TernaryPrimitive>(_ primitive: P.Type, _ a: Self, _ b: Self, _ c: Self) -> Self {
    Self(Expression.apply(P.self, a.expression, b.expression, c.expression))
  }

  static func apply<P: NaryPrimitive, Operands: RandomAccessCollection<Self>>(
    _ primitive: P.Type, _ operands: Operands
  ) -> Self {
    Self(Expression.apply(P.self, operands.map(\.expression)))
  }

  static func apply<P: FamilyPrimitive, Operands: RandomAccessCollection<Self>>(
    _ primitive: P.Type, _ member: Int, _ operands: Operands
  ) -> Self {
    Self(Expression.apply(P.self, member, operands.map(\.expression)))
  }

  /// A shorter form with the same value, or the same node written the other way round, or nil.
  @inline(__always)
  private static func simplified<P: BinaryPrimitive>(_ primitive: P.Type, _ a: Self, _ b: Self) -> Self? {
    switch P.algebra {
    case .sum:
      if a.isExactlyZero { return b }
      if b.isExactlyZero { return a }
      if let inner = b.negated { return a - inner }
      if let inner = a.negated { return b - inner }
      if a.reference != nil, a.id == b.id { return 2 * a }
      return existing(P.opcode, b, a)
    case .difference:
      if b.isExactlyZero { return a }
      if a.isExactlyZero { return -b }
      if let inner = b.negated { return a + inner }
    case .product(let isStrong):
      return simplifiedProduct(P.opcode, isStrong: isStrong, a, b)
    case .quotient(isStrong: false):
      if b.isConstant(1) { return a }
      if let inner = a.negated { return -(inner / b) }
    case .power:
      if b.isConstant(1) { return a }
      if b.isConstant(0) { return 1 }
    case .weightedLogarithm:
      if b.reference == nil { return a ⊙ Self.log(b) }
    case .quotient, .negation, .mean, .root, .norm, .guarded, .choice, .step, .polygamma, .function: break
    }
    return nil
  }

  private static func simplifiedProduct(
    _ opcode: Opcode, isStrong: Bool, _ a: Self, _ b: Self
  ) -> Self? {
    if isStrong, a.isExactlyZero || b.isExactlyZero { return 0 }
    if a.isConstant(1) { return b }
    if b.isConstant(1) { return a }
    if a.isConstant(-1) { return -b }
    if b.isConstant(-1) { return -a }
    if let inner = a.negated { return -(isStrong ? inner ⊙ b : inner * b) }
    if let inner = b.negated { return -(isStrong ? a ⊙ inner : a * inner) }
    // A finite factor other than 0 needs no strong zero, and stands in front.
    if isStrong, a.isOrdinaryFactor || b.isOrdinaryFactor { return a.isOrdinaryFactor ? a * b : b * a }
    if !isStrong, b.isOrdinaryFactor, !a.isOrdinaryFactor { return b * a }
    if let square = a.steppedSquare(b) { return square }
    return existing(opcode, b, a)
  }

  /// `a·b`, where one is a step and the other the same step or a multiple of it.
  ///
  /// The product of two means is not the mean of two products. At the point of the step itself, sign(x)² is 1 from both
  /// sides, and so it is here; the square of a step from 0 to 1 is that step, ½ at the point.
  private func steppedSquare(_ other: Self) -> Self? {
    for (step, other) in [(self, other), (other, self)] {
      guard let graph = step.graph, case .step = graph.opcode(of: step.id).algebra,
        let squared = graph.opcode(of: step.id).primitive.declaration.squared
      else { continue }
      let square = squared == .one ? Self.guarded(1, by: step) : step
      if other.id == step.id { return square }
      guard let product = graph.node(at: other.id), product.opcode.algebra == .product(isStrong: false),
        product.operands.count == 2, product.operands[1] == step.id, product.operands[0].isConstant
      else { continue }
      return Self(Expression(graph: graph, id: product.operands[0])) * square
    }
    return nil
  }

  /// The node with these operands, if it is there already.
  private static func existing(_ opcode: Opcode, _ a: Self, _ b: Self) -> Self? {
    guard let graph = a.graph, b.reference != nil, a.node != nil || b.node != nil else { return nil }
    return graph.existingNode(opcode, a.id, b.id)
      .map { Self(Expression(graph: graph, id: $0)) }
  }
}
