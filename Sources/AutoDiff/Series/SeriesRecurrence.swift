import Memory

/// How a function acts on power series: the recurrence for its coefficients, derived from its derivative rule.
///
/// If y = f(x) and p = ∂f/∂x, then y′ = p·x′, which compared power by power is
///
///     y_k = (1/k) Σ_{j=1…k} j·x_j·p_{k−j}
///
/// so that y to order k needs p to order k − 1 only. The rule says what p is, as a formula in x and y; that formula
/// consists of sums, products and quotients, whose coefficients are known (A. Griewank and A. Walther, *Evaluating
/// Derivatives*, 2008, chapter 13), and of other functions, which have rules themselves. Running the rules on symbols
/// until nothing new comes gives a small system that is closed: sin needs cos, which needs −sin, which is there. For
/// most functions it is closed after a step or two, and a coefficient costs O(k). For the Bessel functions each rule brings
/// the next of the family, down to order 0 after as many steps as there are orders: O(n³) in all. So would it for the gamma
/// function, but ψ and its derivatives have a way of their own
/// (``SeriesFunctions/polygamma(order:isDifference:_:into:)``), and end the system.
///
/// Series are no ``Number`` themselves. A rule that is run on a whole series asks for others on a shorter one, and each of
/// those for others again, with nothing to remember what is in the making: counted in a trial, log took 14,765
/// multiplications to order 10 and 4.4 million to order 16, sin 4,960 to order 30, where the system takes 900.
struct SeriesRecurrence {
  /// The system: the operands as inputs, the function, and all that its rules consist of.
  let tape: Tape

  /// For each operation of the tape how its coefficients come about.
  let steps: [Step]

  /// The function's own slot.
  let result: Int

  /// How the coefficients of an operation come about.
  struct Step {
    let opcode: Opcode
    let member: Int?
    let operands: [Int]
    let algebra: Algebra

    /// Whether they follow from those of the operands by arithmetic alone.
    let isArithmetic: Bool

    /// The order to which it is needed.
    let order: Int

    /// For each operand by which it has to be differentiated, its slot and that of the partial.
    let partials: [(operand: Int, partial: Int)]
  }
}

extension SeriesRecurrence {
  /// The recurrence to an order of a function some of whose operands vary.
  ///
  /// Of a family such as Jₙ(x) it is that of a member, and of a function whose first operand is an index that of one index: the
  /// rules name the neighbours, and only numbers tell that the neighbour of a neighbour is the function itself.
  init(of opcode: Opcode, varying: [Bool], index: Double?, order: Int) {
    self.init(varying: varying, order: order) { graph, operands in
      let operands = operands.map { graph.id(of: $0) }
      guard let index else { return graph.node(opcode, arguments: operands) }
      let others = opcode.isFamily ? operands : Array(operands.dropFirst())
      return graph.node(opcode, arguments: [graph.constant(index)] + others)
    }
  }

  /// The recurrence of a power with a base above 0 and an exponent that varies: aᵇ = exp(b·log a), which is closed, where
  /// the rule of a power needs aᵇ⁻¹, aᵇ⁻² and so on.
  init(ofPositivePower varying: [Bool], order: Int) {
    self.init(varying: varying, order: order) { graph, operands in
      graph.id(of: .exp(operands[1] * .log(operands[0])))
    }
  }

  /// The recurrence of what `build` makes of its operands.
  init(varying: [Bool], order: Int, _ build: (Graph, [Expression]) -> NodeID) {
    let graph = Graph()
    let inputs = varying.map { _ in graph.input(.nan) }
    let root = build(graph, inputs)
    var closure = RuleClosure(graph, varying: varying)
    closure.need(root, order)
    closure.close()

    let targets = closure.orders.keys.sorted() + inputs.map(\.id)
    tape = uninterrupted { (never) throws(Interruption) in try graph.tape(for: targets, never) }
    let tape = tape
    func slot(_ id: NodeID) -> Int {
      // Constants have no node; the tape keeps them by value.
      id.isConstant
        ? tape.constants.firstIndex { $0.bitPattern == graph.cachedValue(of: id).bitPattern } ?? 0
        : tape.slot(of: id) ?? 0
    }
    steps = tape.operations.indices.map { index in
      let id = tape.operations[index]
      var operands: [Int] = []
      tape.forEachOperandSlot(of: index) { operands.append($0) }
      let partials = closure.partials[id, default: []].map { (slot($0.operand), slot($0.partial)) }
      let algebra = tape.opcodes[index].algebra
      return Step(
        opcode: tape.opcodes[index], member: tape.member(of: index), operands: operands, algebra: algebra,
        isArithmetic: algebra.isSeriesArithmetic(operandCount: operands.count),
        order: closure.orders[id, default: 0],
        partials: partials)
    }
    result = slot(root)
  }

  /// The slots of the operands, in order.
  var operandSlots: Range<Int> { tape.firstInput..<tape.firstOperation }
}

/// The rules of a function and of all that they consist of, run on symbols.
private struct RuleClosure {
  let graph: Graph

  /// For each node, as far as was asked, whether it changes along the series.
  private var varies: [Bool]

  /// The order to which each node is needed.
  private(set) var orders: [NodeID: Int] = [:]

  /// For each node whose rule was run, the partials by its varying operands.
  private(set) var partials: [NodeID: [(operand: NodeID, partial: NodeID)]] = [:]

  /// The nodes to look at, by the order to which they are needed. From the highest down, each is looked at once.
  private var open: [[NodeID]] = []

  /// The closure over a graph of inputs, of which some vary.
  init(_ graph: Graph, varying: [Bool]) {
    self.graph = graph
    varies = varying
  }

  /// Notes that a node is needed to an order, and all below it.
  mutating func need(_ id: NodeID, _ order: Int) {
    var stack = [id]
    while let id = stack.popLast() {
      if id.isConstant || orders[id, default: -1] >= order { continue }
      orders[id] = order
      if open.count <= order { open.append(contentsOf: repeatElement([], count: order + 1 - open.count)) }
      open[order].append(id)
      graph.forEachOperand(of: id) { stack.append($0) }
    }
  }

  /// Runs rules until there is nothing new.
  mutating func close() {
    for order in stride(from: open.count - 1, to: 0, by: -1) {
      while let id = open[order].popLast() {
        guard orders[id] == order, let node = graph.node(at: id), !node.operands.isEmpty, isVarying(id),
          !node.opcode.algebra.isSeriesArithmetic(operandCount: node.operands.count),
          !node.opcode.algebra.isPolygamma
        else { continue }
        let found = partials(of: node, id)
        partials[id] = found
        for edge in found { need(edge.partial, order - 1) }
      }
    }
  }

  private mutating func isVarying(_ id: NodeID) -> Bool {
    if id.isConstant { return false }
    for index in stride(from: varies.count, through: id.index, by: 1) {
      var isVarying = false
      graph.forEachOperand(of: NodeID(index)) {
        if !$0.isConstant { isVarying = isVarying || varies[$0.index] }
      }
      varies.append(isVarying)
    }
    return varies[id.index]
  }

  private mutating func partials(of node: Node, _ id: NodeID) -> [(operand: NodeID, partial: NodeID)] {
    let symbols = node.operands.map { DerivedExpression(Expression(graph: graph, id: $0)) }
    var visitor = PartialsVisitor(
      member: node.member, operands: symbols, result: DerivedExpression(Expression(graph: graph, id: id)))
    var found: [(operand: NodeID, partial: NodeID)] = []
    for (operand, partial) in zip(node.operands, dispatch(node.opcode, &visitor))
    where isVarying(operand) && !partial.isExactlyZero {
      found.append((operand, graph.id(of: partial.expression)))
    }
    return found
  }
}

/// The partials of a primitive by all its operands.
struct PartialsVisitor<Value: Number>: PrimitiveVisitor {
  var member: Int?
  let operands: [Value]
  let result: Value

  func input() -> [Value] { [] }
  func unary<P: UnaryPrimitive>(_ primitive: P.Type) -> [Value] { [P.partial(operands[0], result: result)] }
  func binary<P: BinaryPrimitive>(_ primitive: P.Type) -> [Value] {
    [
      P.partialLeft(operands[0], operands[1], result: result),
      P.partialRight(operands[0], operands[1], result: result),
    ]
  }
  func ternary<P: TernaryPrimitive>(_ primitive: P.Type) -> [Value] {
    let partials = P.partials(operands[0], operands[1], operands[2], result: result)
    return [partials.0, partials.1, partials.2]
  }
  func nary<P: NaryPrimitive>(_ primitive: P.Type) -> [Value] {
    var partials: [Value] = []
    P.partials(operands, result: result) { _, partial in partials.append(partial) }
    return partials
  }
  func family<P: FamilyPrimitive>(_ primitive: P.Type) -> [Value] {
    var partials: [Value] = []
    if let member { P.partials(member, operands, result: result) { partials.append($1) } }
    return partials
  }
}
