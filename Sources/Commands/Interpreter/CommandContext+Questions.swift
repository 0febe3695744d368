import AutoDiff
import Formulas
import Memory
import Sessions

extension CommandContext {
  /// The expression that the arguments are or, where there is none, the last formula that was typed, named or not; where
  /// there was none either, the last number.
  mutating func target(_ arguments: CommandArguments) throws -> Target {
    try target(try arguments.formula(), at: arguments.range)
  }

  /// The same for a formula that was parsed.
  mutating func target(_ formula: Formula?, at range: SourceRange) throws -> Target {
    let target = try unwrittenTarget(formula, at: range)
    return try taken([target], isOneNumber: true, at: range).first ?? target
  }

  /// A target as it stands in the session.
  func unwrittenTarget(_ formula: Formula?, at range: SourceRange) throws -> Target {
    guard let formula else {
      guard let last = session.lastResult.formula.map({ Operand.node($0) }) ?? session.last else {
        throw CommandError(.noTarget, at: range)
      }
      return Target(operand: last, title: names.title(of: last))
    }
    return Target(operand: try session.lower(formula), title: formula.description)
  }

  /// The expressions that commas separate before the colon; where there is none, the last formula.
  mutating func targets(_ arguments: CommandArguments) throws -> [Target] {
    let formulas = try arguments.formulas(in: try arguments.splitAtColon().target)
    if formulas.isEmpty { return [try target(nil, at: arguments.range)] }
    return try taken(try formulas.map { try unwrittenTarget($0, at: arguments.range) }, at: arguments.range)
  }

  /// The identifier behind a target in the graph.
  func id(of target: Target) -> NodeID { target.operand.id(in: graph) }

  /// The value of a formula that leaves no nodes behind.
  func value(of formula: Formula) throws -> Double {
    let operand = try session.lower(formula)
    let shape = session.graph.shape(of: operand.id(in: session.graph))
    if !shape.isScalar {
      throw CommandError(
        .notOfNumbers(command: command?.name ?? "", target: formula.description, shape: shape.description),
        at: formula.nodes.last?.range ?? SourceRange(0, 0))
    }
    return try session.value(of: operand)
  }

  /// What is before the colon, and the inputs that are named behind it, each once; nil where there is none.
  mutating func targetAndInputs(
    _ arguments: CommandArguments, of command: any Command
  ) throws -> (target: Target, inputs: [NodeID]?) {
    let parts = try targetAndNames(arguments, of: command)
    let target = try target(try arguments.formula(in: parts.target), at: arguments.range)
    return (target, try inputs(named: parts.names, in: arguments))
  }

  /// The inputs that are named after the colon, each once; nil where there is none.
  func inputs(named range: SourceRange?, in arguments: CommandArguments) throws -> [NodeID]? {
    guard let range else { return nil }
    let names = try arguments.names(in: range)
    if names.isEmpty { throw CommandError(.missing(.inputsBehindColon), at: range) }
    return try names.flatMap { try inputs(named: $0) }.uniqued()
  }

  /// The inputs that some targets depend on, in the order in which they were made.
  func inputs(of targets: [NodeID]) throws(Interruption) -> [NodeID] {
    try graph.cone(of: targets, cancellation).filter { graph.isInput($0) }
  }

  /// The inputs that have names, in the order in which they got them, and those of `others` that have none.
  func inputs(and others: [NodeID]) -> [NodeID] {
    // All that a written out session has is named by its elements.
    if elements != nil { return others }
    let named = session.environment.variables.compactMap {
      $0.binding.isInput ? $0.binding.operand.node : nil
    }
    let known = Set(named)
    return named + others.filter { !known.contains($0) }
  }

  /// Where the target stands, and the names behind a colon; see ``CommandArguments/splitAtColon()``.
  ///
  /// Without a colon a name at the end may have been meant as one of them. Where the target is no formula with it, the
  /// error says what to write; where it is the factor of a number before it, as in `x^2 + 1 x`, a remark says so.
  private mutating func targetAndNames(
    _ arguments: CommandArguments, of command: any Command
  ) throws -> (target: SourceRange, names: SourceRange?) {
    let parts = try arguments.splitAtColon()
    guard parts.names == nil, let (before, name) = try arguments.lastTokens(),
      session.environment.variable(arguments.text(name.range))?.isInput == true,
      !BuiltIns.functionNames.contains(arguments.text(before.range)),
      session.environment.function(arguments.text(before.range)) == nil
    else { return parts }
    let head = arguments.withoutTrailingSeparator(
      SourceRange(arguments.range.lowerBound, name.range.lowerBound))
    guard let formula = try? arguments.formula(in: head),
      formula.nodes.contains(where: { $0.kind.isVariable })
    else { return parts }
    let form = ":\(command.name) \(arguments.text(head)) : \(arguments.text(name.range))"
    do {
      _ = try arguments.formula(in: parts.target)
    } catch let error as any Diagnosable {
      let diagnostic = error.diagnostic
      throw CommandError(
        .notFormula(code: diagnostic.code, message: diagnostic.message, suggestion: form),
        at: diagnostic.range)
    }
    if head.upperBound == before.range.upperBound {
      notices.append(.factorOfNumber(arguments.text(name.range), instead: form))
    }
    return parts
  }
}

extension Formula.Kind {
  /// Whether it stands for something that can vary.
  fileprivate var isVariable: Bool {
    switch self {
    case .name, .node: true
    case .number, .call, .prime, .operation, .array, .subscript, .slice, .axis, .binding, .loop,
      .comprehension:
      false
    }
  }
}

extension [NodeID] {
  /// The elements without repetitions, in order.
  func uniqued() -> [NodeID] {
    var known: Set<NodeID> = []
    return filter { known.insert($0).inserted }
  }
}
