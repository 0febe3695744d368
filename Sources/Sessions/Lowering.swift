import AutoDiff
import Formulas

/// Turns formulas into nodes of the graph, with the names of a session in scope.
///
/// It is a value that lives for one statement. If it throws, the nodes that it has added stand at the graph's end,
/// and whoever began the statement rolls them back.
struct Lowering {
  let graph: Graph
  let environment: Environment

  /// What `ans` stands for.
  let last: Operand?

  /// The parameters of the function whose body is being lowered.
  private var parameters: [String: Operand] = [:]

  /// The functions whose bodies are being lowered, outermost first.
  private var callChain: [String] = []

  /// Results of calls made in this statement, so that a body is built once for equal arguments.
  private var calls: [Call: Operand] = [:]

  private struct Call: Hashable {
    let function: String
    let arguments: [Operand]
  }

  /// How deep calls of user functions may nest.
  static let depthLimit = 200

  /// The highest order of a derivative.
  static let orderLimit = 1000

  init(graph: Graph, environment: Environment, last: Operand?) {
    self.graph = graph
    self.environment = environment
    self.last = last
  }

  /// What the formula comes to. O(its length), however deep it nests, plus what its calls build.
  mutating func lower(_ formula: Formula) throws(SessionError) -> Operand {
    var stack: [Operand] = []
    stack.reserveCapacity(min(formula.nodes.count, 32))
    for node in formula.nodes {
      switch node.kind {
      case .number(let value):
        stack.append(.constant(value))
      case .name(let name):
        stack.append(try resolve(name, node.range))
      case .node(let index):
        guard index >= 0, index < graph.count else {
          throw SessionError(reason: .noSuchNode(index, count: graph.count), range: node.range)
        }
        stack.append(.node(NodeID(index)))
      case .operation(let id):
        // A prefix plus has no primitive: it leaves its operand as it is.
        guard let opcode = BuiltIns.opcode(id), let last = stack.popLast() else { continue }
        if formula.operandCount(of: node) == 1 {
          stack.append(apply(opcode, last))
        } else if let first = stack.popLast() {
          stack.append(apply(opcode, first, last))
        }
      case .call(let name, let count):
        let arguments = Array(stack.suffix(count))
        stack.removeLast(arguments.count)
        stack.append(try call(name, arguments, node.range))
      case .prime(let name, let order):
        guard let argument = stack.popLast() else { continue }
        stack.append(try derivative(of: name, order: order, at: argument, node.range))
      }
    }
    return stack.last ?? .constant(.nan)
  }

  /// Checks a function's body before it is defined: every name it uses, every call, and that it never calls itself.
  ///
  /// Adds nodes, which the caller removes.
  mutating func check(_ function: Function) throws(SessionError) {
    callChain = [function.name]
    for name in function.parameters { parameters[name] = .node(graph.addInput(.nan)) }
    _ = try lower(function.body)
  }
}

// MARK: Names

extension Lowering {
  private func resolve(_ name: String, _ range: SourceRange) throws(SessionError) -> Operand {
    if let parameter = parameters[name] { return parameter }
    if let binding = environment.variable(name) { return binding.operand }
    if let constant = BuiltIns.constant(name) { return .constant(constant) }
    if name == "ans" {
      guard let last else { throw SessionError(reason: .noResultYet, range: range) }
      return last
    }
    if isFunction(name) { throw SessionError(reason: .functionAsVariable(name), range: range) }
    let known = Array(parameters.keys) + environment.variableNames + BuiltIns.constantList.map(\.name)
    throw SessionError(
      reason: .unknownName(name, nearest: Suggestion.nearest(to: name, among: known)), range: range)
  }

  private func isFunction(_ name: String) -> Bool {
    environment.function(name) != nil || BuiltIns.functionNames.contains(name)
  }

  private func unknownFunction(_ name: String, _ range: SourceRange) -> SessionError {
    if parameters[name] != nil || environment.variable(name) != nil || BuiltIns.constant(name) != nil {
      return SessionError(reason: .variableAsFunction(name), range: range)
    }
    let known = BuiltIns.functionNames + environment.functionNames
    return SessionError(
      reason: .unknownFunction(name, nearest: Suggestion.nearest(to: name, among: known)), range: range)
  }
}

// MARK: Operations and calls

extension Lowering {
  /// The operation on one operand: a number if that is a number, else a node.
  private func apply(_ opcode: Opcode, _ operand: Operand) -> Operand {
    switch operand {
    case .constant(let value): .constant(opcode.value(value))
    case .node(let id): Operand(graph.node(opcode, id), in: graph)
    }
  }

  /// The operation on two operands: a number if both are numbers, else a node.
  private func apply(_ opcode: Opcode, _ left: Operand, _ right: Operand) -> Operand {
    if case .constant(let a) = left, case .constant(let b) = right { return .constant(opcode.value(a, b)) }
    return Operand(graph.node(opcode, left.id(in: graph), right.id(in: graph)), in: graph)
  }

  /// The operation on any number of operands.
  private func apply(_ opcode: Opcode, _ operands: [Operand]) -> Operand {
    var numbers: [Double] = []
    for operand in operands {
      guard case .constant(let value) = operand else {
        return Operand(graph.node(opcode, operands: operands.map { $0.id(in: graph) }), in: graph)
      }
      numbers.append(value)
    }
    return .constant(opcode.value(at: numbers))
  }

  private mutating func call(
    _ name: String, _ arguments: [Operand], _ range: SourceRange
  ) throws(SessionError) -> Operand {
    if callChain.contains(name) {
      throw SessionError(reason: .recursion(chain(to: name)), range: range)
    }
    if let function = environment.function(name) {
      return try call(function, arguments, range)
    }
    if let primitive = BuiltIns.function(name) {
      try checkCount(of: arguments, for: name, primitive, range)
      return apply(primitive.opcode, arguments)
    }
    if name == "diff" { return try differentiate(arguments, range) }
    throw unknownFunction(name, range)
  }

  private func chain(to name: String) -> [String] {
    Array(callChain.drop { $0 != name }) + [name]
  }

  private mutating func call(
    _ function: Function, _ arguments: [Operand], _ range: SourceRange
  ) throws(SessionError) -> Operand {
    guard arguments.count == function.parameters.count else {
      throw SessionError(
        reason: .argumentCount(
          function: function.name, expected: .exactly(function.parameters.count), given: arguments.count),
        range: range)
    }
    let call = Call(function: function.name, arguments: arguments)
    if let result = calls[call] { return result }
    guard callChain.count < Self.depthLimit else {
      throw SessionError(reason: .tooDeep(function.name), range: range)
    }

    let outer = parameters
    parameters = Dictionary(zip(function.parameters, arguments), uniquingKeysWith: { first, _ in first })
    callChain.append(function.name)
    defer {
      parameters = outer
      callChain.removeLast()
    }
    do {
      let result = try lower(function.body)
      calls[call] = result
      return result
    } catch {
      // The place is the call's: the body is not in the text that the reader has typed.
      throw SessionError(reason: error.reason, range: range)
    }
  }

  private func checkCount(
    of arguments: [Operand], for name: String, _ primitive: PrimitiveDescription, _ range: SourceRange
  ) throws(SessionError) {
    let tooMany = primitive.maximumCount.map { arguments.count > $0 } ?? false
    guard tooMany || arguments.count < primitive.minimumCount else { return }
    let expected: SessionError.ArgumentCount =
      primitive.maximumCount == primitive.minimumCount
      ? .exactly(primitive.minimumCount) : .atLeast(primitive.minimumCount)
    throw SessionError(
      reason: .argumentCount(function: name, expected: expected, given: arguments.count), range: range)
  }
}

// MARK: Derivatives

extension Lowering {
  /// `diff(z, x)`, `diff(z, x, 2)`, `diff(z, x, y)`: the variables to differentiate by, a number repeating the last.
  private func differentiate(_ arguments: [Operand], _ range: SourceRange) throws(SessionError) -> Operand {
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

  private func checkedOrder(_ order: Double, _ range: SourceRange) throws(SessionError) -> Int {
    guard let whole = Int(exactly: order), (0...Self.orderLimit).contains(whole) else {
      throw SessionError(reason: .invalidOrder(order), range: range)
    }
    return whole
  }

  private func derivative(of operand: Operand, by variable: NodeID) -> Operand {
    guard case .node(let id) = operand else { return .constant(0) }
    let derivative = graph.symbolicDerivative(
      of: Expression(graph: graph, id: id), by: Expression(graph: graph, id: variable))
    return derivative.operand
  }

  /// `f'(a)`: the body differentiated by a leaf of its own, and `a` put in the leaf's place afterwards.
  ///
  /// The leaf keeps the derivative apart from whatever else `a` occurs in. It and the nodes built on it are taken
  /// back: only the derivative at `a` stays.
  private mutating func derivative(
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
