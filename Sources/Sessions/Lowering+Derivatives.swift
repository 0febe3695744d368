import AutoDiff
import Formulas

extension Lowering {
  /// `diff(z, x)`, `diff(z, x, 2)`, `diff(z, x, y)`: the variables to differentiate by, a number repeating the last.
  func differentiate(_ arguments: [Operand], _ range: SourceRange) throws(SessionError) -> Operand {
    guard arguments.count >= 2 else {
      throw SessionError(
        reason: .argumentCount(function: "diff", expected: .atLeast(2), given: arguments.count), range: range)
    }
    var variables: [NodeID] = []
    for argument in arguments.dropFirst() {
      switch argument {
      case .node(let id): variables.append(id)
      case .constant(let order):
        guard let variable = variables.popLast() else {
          throw SessionError(reason: .differentiatedByNumber, range: range)
        }
        variables.append(contentsOf: repeatElement(variable, count: try checkedOrder(order, range)))
      }
    }
    var result = arguments[0]
    for variable in variables { result = derivative(of: result, by: variable) }
    return result
  }

  func checkedOrder(_ order: Double, _ range: SourceRange) throws(SessionError) -> Int {
    guard let whole = Int(exactly: order), (0...Self.orderLimit).contains(whole) else {
      throw SessionError(reason: .invalidOrder(order), range: range)
    }
    return whole
  }

  func derivative(of operand: Operand, by variable: NodeID) -> Operand {
    guard case .node(let id) = operand else { return .constant(0) }
    let derivative = graph.symbolicDerivative(
      of: Expression(graph: graph, id: id), by: Expression(graph: graph, id: variable))
    return derivative.operand
  }

  /// `f'(a)`: the body differentiated by a leaf of its own, and `a` put in the leaf's place afterwards.
  ///
  /// The leaf keeps the derivative apart from whatever else `a` occurs in. It and the nodes built on it are taken
  /// back: only the derivative at `a` stays.
  mutating func derivative(
    of name: String, order: Int, at argument: Operand, _ range: SourceRange
  ) throws(SessionError) -> Operand {
    if let primitive = BuiltIns.function(name), environment.function(name) == nil,
      !(primitive.minimumCount...(primitive.maximumCount ?? .max)).contains(1)
    {
      throw SessionError(reason: .primeOfManyArguments(name, count: primitive.minimumCount), range: range)
    }
    if let function = environment.function(name), function.parameters.count != 1 {
      throw SessionError(reason: .primeOfManyArguments(name, count: function.parameters.count), range: range)
    }
    guard order <= Self.orderLimit else {
      throw SessionError(reason: .invalidOrder(Double(order)), range: range)
    }

    let start = graph.checkpoint
    let knownCalls = calls
    let leaf = graph.addInput(.nan)
    var derivative = try call(name, [.node(leaf)], range)
    for _ in 0..<order { derivative = self.derivative(of: derivative, by: leaf) }
    guard case .node(let root) = derivative else { return derivative }

    let tape = graph.tape(for: [root])
    graph.rollBack(to: start)
    calls = knownCalls
    let inputs = tape.inputs.map { input in
      input == leaf ? argument.expression(in: graph) : Expression(graph: graph, id: input)
    }
    return tape.values(at: inputs)[tape.targets[0]].operand
  }
}

extension Operand {
  /// The operand as a number that builds nodes.
  fileprivate func expression(in graph: Graph) -> Expression {
    switch self {
    case .constant(let value): Expression(value)
    case .node(let id): Expression(graph: graph, id: id)
    }
  }
}

extension Expression {
  fileprivate var operand: Operand { graph == nil ? .constant(constant) : .node(id) }
}
