import AutoDiff
import Formulas
import Sessions

/// The derivative of a function by one of its operands, as a formula.
///
/// It is what comes out when the rule itself runs on symbols, simplified, and so cannot differ from what is computed.
struct DerivativeRule {
  /// The operand by which it is taken.
  let operand: String

  /// The formula over all operands.
  let formula: String

  /// `∂/∂x`
  var sign: String { "∂/∂\(operand)" }
}

extension DerivativeRule {
  /// The rules of a function, one for each operand that it can be differentiated by; an operand that stands in several
  /// places has one rule. Numbers among the operands stay numbers, and
  /// of others the names of `constants` are written.
  static func rules(
    of opcode: Opcode, operands: [Operand], constants: Set<String>, named name: (Int) -> String
  ) -> [DerivativeRule] {
    let graph = Graph()
    var inputs: [NodeID: NodeID] = [:]
    var places: [(name: String, input: NodeID)] = []
    let symbols = operands.enumerated().map { position, operand -> NodeID in
      guard case .node(let id) = operand else {
        // A constant array is one of another graph.
        if case .array = operand { return graph.input(.nan, named: name(position)).node(in: graph) }
        return operand.id(in: graph)
      }
      if let known = inputs[id] { return known }
      let input = graph.input(.nan, named: name(position)).node(in: graph)
      inputs[id] = input
      places.append((name(position), input))
      return input
    }
    guard !places.isEmpty else { return [] }
    let value = Expression(graph: graph, id: graph.node(opcode, arguments: symbols))
    let derivatives = graph.symbolicDerivatives(
      of: value, by: places.map { Expression(graph: graph, id: $0.input) })
    return zip(places, derivatives).map { place, derivative in
      var simplifier = Simplifier(graph) { graph.label(of: $0) }
      let simplified = simplifier.simplify(graph.id(of: derivative))
      let formula = FormulaWriter(simplifier.graph, exactNumbersWith: constants).formula(
        of: simplified, limit: 40)
      return DerivativeRule(operand: place.name, formula: formula.description)
    }
  }

  /// The rule for one of the places in which a node reads its operands, over the names of the nodes there.
  static func rule(
    of node: Node, operandIndex: Int, in graph: Graph, constants: Set<String>, named name: (NodeID) -> String
  ) -> String {
    let symbols = Graph()
    let operands = node.arguments.map {
      $0.isConstant
        && graph.constantArray($0) == nil
        ? symbols.constant(graph.cachedValue(of: $0)) : symbols.input(.nan, named: name($0)).node(in: symbols)
    }
    let derivative = symbols.symbolicDerivative(
      of: Expression(graph: symbols, id: symbols.node(node.opcode, arguments: operands)),
      by: Expression(graph: symbols, id: operands[operands.count - node.operands.count + operandIndex]))
    var simplifier = Simplifier(symbols) { symbols.label(of: $0) }
    let simplified = simplifier.simplify(symbols.id(of: derivative))
    return FormulaWriter(simplifier.graph, exactNumbersWith: constants).formula(of: simplified, limit: 40)
      .description
  }

  /// The rules of a function over the operands that help calls it with. Where there may be any number, two stand for
  /// them, and the rule for one for all.
  static func rules(of primitive: PrimitiveDescription) -> [DerivativeRule] {
    let isVariadic = primitive.maximumCount == nil
    let operands = (0..<(primitive.maximumCount ?? 2)).map { Operand.node(NodeID($0)) }
    let rules = rules(of: primitive.opcode, operands: operands, constants: [Formula.pi]) {
      isVariadic ? ["a", "b"][$0] : primitive.parameters[$0]
    }
    let orders = primitive.orderNames
    return isVariadic ? Array(rules.prefix(1)) : rules.filter { !orders.contains($0.operand) }
  }
}

extension PrimitiveDescription {
  /// The parameters that are whole numbers, which select a member of a family: nobody differentiates by them.
  var orderNames: [String] {
    zip(parameters, samples).filter { $1.lowerBound == $1.upperBound }.map(\.0)
  }
}

extension Expression {
  fileprivate func node(in graph: Graph) -> NodeID { graph.id(of: self) }
}
