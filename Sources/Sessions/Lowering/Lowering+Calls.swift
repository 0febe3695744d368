import AutoDiff
import Formulas

extension Lowering {
  /// The operation on one operand: a number if that is a number, else a node.
  func apply(_ opcode: Opcode, _ operand: Operand) -> Operand {
    switch operand {
    case .constant(let value): .constant(opcode.value(value))
    case .node(let id), .array(let id): Operand(graph.node(opcode, id), in: graph)
    }
  }

  /// The operation on two operands: a number if both are numbers, else a node.
  func apply(_ opcode: Opcode, _ left: Operand, _ right: Operand) -> Operand {
    if case .constant(let a) = left, case .constant(let b) = right { return .constant(opcode.value(a, b)) }
    return Operand(graph.node(opcode, left.id(in: graph), right.id(in: graph)), in: graph)
  }

  /// The operation on any number of operands.
  func apply(_ opcode: Opcode, _ operands: [Operand]) -> Operand {
    var numbers: [Double] = []
    for operand in operands {
      guard case .constant(let value) = operand else {
        return Operand(graph.node(opcode, arguments: operands.map { $0.id(in: graph) }), in: graph)
      }
      numbers.append(value)
    }
    return .constant(opcode.value(at: numbers))
  }

  /// A call, whose arguments may be named.
  mutating func call(_ name: String, _ lowered: LoweredOperands) throws(SessionError) -> Operand {
    let (arguments, range) = (lowered.operands, lowered.range)
    if environment.function(name) == nil || !lowered.marks.isEmpty, !callChain.contains(name) {
      if let result = try callBuiltIn(name, lowered) { return result }
    }
    return try call(name, arguments, range)
  }

  /// A call that has to do with arrays; nil where it is one of numbers.
  private mutating func callBuiltIn(_ name: String, _ lowered: LoweredOperands) throws(SessionError)
    -> Operand?
  {
    let hasArrays = graph.hasArrays && lowered.operands.contains(where: isArray)
    if environment.function(name) == nil,
      hasArrays || !lowered.marks.isEmpty || ArrayFunction.all[name] != nil
    {
      if let result = try callArrayFunction(name, lowered) { return result }
    }
    if let mark = lowered.marks.values.first {
      let keyword = if case .binding(let name, _) = mark { name } else { "each" }
      throw SessionError(reason: .array(.unknownKeyword(function: name, keyword)), range: lowered.range)
    }
    guard hasArrays || graph.hasArrays else { return nil }
    if name == "diff" { return try differentiate(lowered.operands, lowered) }
    if !hasArrays { return try arrayAsFunction(name, lowered) }
    if let opcode = try primitive(name, lowered.operands.count, lowered.range) {
      return try lift(opcode, lowered)
    }
    return try arrayAsFunction(name, lowered)
  }

  /// `v(1)`, where v is an array; nil where the name is none.
  private func arrayAsFunction(_ name: String, _ lowered: LoweredOperands) throws(SessionError) -> Operand? {
    guard !isFunction(name), let known = parameters[name] ?? environment.variable(name)?.operand,
      isArray(known)
    else { return nil }
    throw SessionError(
      reason: .array(
        .calledArray(name: name, arguments: lowered.operands.indices.map { lowered.text($0) })),
      range: lowered.range)
  }

  mutating func call(
    _ name: String, _ arguments: [Operand], _ range: SourceRange
  ) throws(SessionError) -> Operand {
    if callChain.contains(name) {
      throw SessionError(reason: .recursion(chain(to: name)), range: range)
    }
    if let function = environment.function(name) {
      return try call(function, arguments, range)
    }
    if let opcode = try primitive(name, arguments.count, range) { return apply(opcode, arguments) }
    if name == "diff" { return try differentiate(arguments, range) }
    if name == BuiltIns.derivativeNote, namesInternals, let noted = notedDerivative(arguments) {
      return noted
    }
    throw unknownFunction(name, range)
  }

  /// The built-in function of that name for so many arguments; nil if there is no function of that name.
  private func primitive(_ name: String, _ count: Int, _ range: SourceRange) throws(SessionError) -> Opcode? {
    var candidates = BuiltIns.functions(name)
    if candidates.isEmpty, namesInternals, let primitive = BuiltIns.internalFunction(name) {
      candidates = [primitive]
    }
    if let primitive = candidates.first(where: { $0.takes(argumentCount: count) }) { return primitive.opcode }
    guard let least = candidates.first, let most = candidates.last else { return nil }
    let expected: SessionError.ArgumentCount =
      switch most.maximumCount {
      case nil: .atLeast(least.minimumCount)
      case least.minimumCount: .exactly(least.minimumCount)
      case let highest?: .between(least.minimumCount, highest)
      }
    throw SessionError(
      reason: .argumentCount(function: name, expected: expected, given: count), range: range)
  }

  /// Whether formulas may call what only derivatives are made of: where a saved session is read, and in the functions
  /// that it has brought.
  private var namesInternals: Bool {
    session.readsSavedSession || callChain.last.flatMap { environment.function($0) }?.isSaved == true
  }

  func chain(to name: String) -> [String] {
    Array(callChain.drop { $0 != name }) + [name]
  }

  mutating func call(
    _ function: Function, _ arguments: [Operand], _ range: SourceRange
  ) throws(SessionError) -> Operand {
    guard arguments.count == function.parameters.count else {
      throw SessionError(
        reason: .argumentCount(
          function: function.name, expected: .exactly(function.parameters.count), given: arguments.count),
        range: range)
    }
    if checking != nil { return try checkedCall(of: function, range) }
    let call = Call(function: function.name, arguments: arguments)
    if let result = calls[call] { return result }
    guard callChain.count < Self.depthLimit else {
      throw SessionError(reason: .tooDeep(function.name), range: range)
    }
    try checkGrowth(range)

    let firstNode = graph.count
    do {
      // A parameter is a variable of its own to a `diff` in the body, even if the argument is what it differentiates by.
      let result =
        function.differentiates
        ? try build(at: arguments) { (lowering, leaves) throws(SessionError) in
          try lowering.lowerBody(of: function, leaves)
        } : try lowerBody(of: function, arguments)
      calls[call] = result
      session.keep(
        CallRegion(
          function: function, order: 0, arguments: arguments, result: result, nodes: firstNode..<graph.count))
      return result
    } catch {
      // The place is the call's: the body is not in the text that the reader has typed.
      throw SessionError(reason: error.reason, range: range)
    }
  }

  private mutating func lowerBody(of function: Function, _ arguments: [Operand]) throws(SessionError)
    -> Operand
  {
    let outer = parameters
    parameters = Dictionary(zip(function.parameters, arguments), uniquingKeysWith: { first, _ in first })
    callChain.append(function.name)
    defer {
      parameters = outer
      callChain.removeLast()
    }
    return try lower(function.body)
  }
}
