import AutoDiff
import Formulas

/// A session as statements that build it again: inputs with their numbers to the bit, definitions node by node, and
/// functions.
///
/// The nodes come in the order in which they were built, so that sums are taken in the same order again. A node without
/// a name stands in the formula that uses it, where that order allows it; else it gets a name for the while, and `:delete`
/// takes these names away again. A definition that holds a derivative is written with the operations that it is made of,
/// some of which nobody would type.
package struct SessionScript {
  /// The statements, in order, without what ends them.
  package private(set) var statements: [String] = []

  /// The functions that cannot be called any more, and so are no statement of the script, with the reason.
  package let lost: [(function: Function, problem: SessionError)]

  /// The statements that only keep a function's place until what it calls is there.
  private var placeholders: Set<Int> = []

  private let session: Session
  private var graph: Graph { session.graph }

  /// For each node that is needed how it is written where it is used.
  private var written: [NodeID: Formula] = [:]

  /// For each node, by its index, whether it stands in the formula that uses it.
  private var isInlined: [Bool] = []

  /// The names that are only there for the while.
  private var passingNames: [String] = []
  private var nextName = 1

  /// How many nodes a formula may have before its parts get names: what is written stays a line that one can read.
  private static let sizeLimit = 100

  /// Writes the statements, or some of them if the graph is interrupted. O(number of nodes that names refer to).
  package init(of session: Session) {
    self.session = session
    let order = FunctionOrder(of: session)
    let functions = order.definitions
    lost = order.lost
    let inFunctions = Set(
      functions.flatMap { $0.body.nodeReferences }.map { NodeID($0) }
        .filter { $0.index < session.graph.count && !session.graph.isGone($0) })
    let last = session.lastResult.nodes
    let roots = session.environment.variables.compactMap(\.binding.operand.node) + inFunctions
    let cone = graph.cone(of: roots + last)
    // The last results are statements of their own at the end.
    isInlined = Self.inlined(in: cone, keeping: inFunctions.union(last), of: session)
    for (position, node) in cone.enumerated() {
      if position % Graph.wordsBetweenQuestions == 0, !graph.isUninterrupted { return }
      write(node, isKept: inFunctions.contains(node))
    }
    for (name, binding) in session.environment.variables {
      if case .definition(.constant(let value)) = binding { assign(name, Self.formula(of: value)) }
    }
    // Before the functions: they may give names of operations another meaning, and may speak of the last result.
    if let formula = session.lastResult.formula, session.last != .node(formula), let text = written[formula] {
      statements.append(text.description)
    }
    switch session.last {
    case .constant(let value): statements.append(Self.text(of: value))
    case .node(let node): if let formula = written[node] { statements.append(formula.description) }
    case nil: break
    }
    placeholders = Set(order.placeholders.map { $0 + statements.count })
    for function in functions {
      let body = function.body.replacingNodes { written[NodeID($0)] }
      statements.append(Function(name: function.name, parameters: function.parameters, body: body).text)
    }
    if !passingNames.isEmpty { statements.append(":delete \(passingNames.joined(separator: " "))") }
  }

  /// What is left to do, which needs no session: it can be done anywhere.
  package var writing: Writing {
    Writing(
      statements: statements, placeholders: placeholders,
      comments: lost.map { "# \($0.function.text)   cannot be called: \($0.problem.diagnostic.message)" })
  }

  /// The statements, and what cannot be one.
  package struct Writing: Sendable {
    fileprivate let statements: [String]
    fileprivate let placeholders: Set<Int>
    fileprivate let comments: [String]

    /// No fewer bytes than it takes to put the lines together.
    package var mostBytes: Int { 4 * (statements + comments).reduce(0) { $0 + $1.utf8.count + 32 } }

    /// The lines of a file.
    package var lines: [String] {
      let lines = statements.enumerated().map { place, statement in
        "\(statement);" + (placeholders.contains(place) ? "  # until what it calls is there" : "")
      }
      return lines + comments
    }
  }

  private mutating func write(_ id: NodeID, isKept: Bool) {
    let formula = formula(of: id)
    if isInlined[id.index] {
      written[id] = formula
      return
    }
    var names = Self.names(of: id, in: session)
    if names.isEmpty { names = [freeName(for: id, isKept: isKept)] }
    assign(names[0], formula)
    written[id] = Formula(name: names[0])
    for other in names.dropFirst() { assign(other, Formula(name: names[0])) }
  }

  /// The names that stand for a node, the one under which it is shown first.
  private static func names(of id: NodeID, in session: Session) -> [String] {
    let names = (session.graph.label(of: id).map { [$0] } ?? []) + (session.aliases[id]?.names ?? [])
    return names.filter { session.environment.variable($0)?.operand.node == id }
  }

  private mutating func assign(_ name: String, _ formula: Formula) {
    statements.append("\(name) = \(formula)")
  }

  private mutating func freeName(for id: NodeID, isKept: Bool) -> String {
    var name = isKept ? "node\(id.index)" : "_\(nextName)"
    while session.environment.variable(name) != nil { name += "_" }
    if !isKept {
      nextName += 1
      passingNames.append(name)
    }
    return name
  }
}

extension SessionScript {
  /// The nodes that can stand in the formula that uses them: they have no name, one use, and the formula, which is built
  /// operands first, then builds all its nodes one directly after the other, as they were.
  private static func inlined(in cone: [NodeID], keeping kept: Set<NodeID>, of session: Session) -> [Bool] {
    let graph = session.graph
    let count = (cone.last?.index ?? -1) + 1
    var isInlined = [Bool](repeating: false, count: count)
    var uses = [Int32](repeating: 0, count: count)
    for (position, node) in cone.enumerated() {
      if position % Graph.blockSize == 0, !graph.isUninterrupted { return isInlined }
      graph.forEachOperand(of: node) { if !$0.isConstant { uses[$0.index] &+= 1 } }
    }
    // For nodes that could be inlined the place in the cone at which the building of their formula begins, else -1.
    var starts = [Int](repeating: -1, count: count)
    for (place, node) in cone.enumerated() {
      if place % Graph.blockSize == 0, !graph.isUninterrupted { return isInlined }
      var parts: [NodeID] = []
      graph.forEachOperand(of: node) { if !$0.isConstant, starts[$0.index] >= 0 { parts.append($0) } }
      var start = place
      for part in parts.reversed() where start > 0 {
        start = cone[start - 1] == part ? starts[part.index] : -1
      }
      if start >= 0, place - start < sizeLimit {
        for part in parts { isInlined[part.index] = true }
      } else {
        start = place
      }
      let isFree = !graph.isInput(node) && uses[node.index] == 1 && !kept.contains(node)
      if isFree, names(of: node, in: session).isEmpty { starts[node.index] = start }
    }
    return isInlined
  }

  /// What a node computes, over what its operands are written as.
  private mutating func formula(of id: NodeID) -> Formula {
    guard let node = graph.node(at: id), !node.isInput else {
      return Self.formula(of: graph.cachedValue(of: id))
    }
    var formula = Formula()
    for operand in node.operands {
      let isConstant = operand.isConstant
      let part = isConstant ? Self.formula(of: graph.cachedValue(of: operand)) : written[operand]
      formula.append(part ?? Formula())
      if !isConstant, isInlined[operand.index] { written[operand] = nil }
    }
    if let name = BuiltIns.internalName(of: node.opcode) {
      formula.append(callOf: name, argumentCount: node.operands.count)
    } else if let written = BuiltIns.operator(for: node.opcode) {
      formula.nodes.append(.init(.operation(written)))
    } else {
      formula.append(callOf: node.opcode.primitive.name, argumentCount: node.operands.count)
    }
    return formula
  }

  /// A number as it can be typed, to the bit.
  package static func text(of value: Double) -> String { formula(of: value).description }

  /// A number, whatever names like `inf` stand for in the session.
  private static func formula(of value: Double) -> Formula {
    func quotient(_ numerator: Double) -> Formula {
      let divide = BuiltIns.operator(for: .divide).map { Formula.Node(.operation($0)) }
      return Formula(
        nodes: [.init(.number(numerator)), .init(.number(0))] + (divide.map { [$0] } ?? []))
    }
    if value.isInfinite { return quotient(value > 0 ? 1 : -1) }
    guard value.isNaN else { return Formula(nodes: [.init(.number(value))]) }
    // The sign of what is no number differs between processors.
    var formula = quotient(0)
    let isSame = Opcode.divide.value(0, 0).sign == value.sign
    if !isSame, let negate = BuiltIns.operator(for: .negate) {
      formula.nodes.append(.init(.operation(negate)))
    }
    return formula
  }
}

extension Formula {
  /// A name alone.
  fileprivate init(name: String) {
    self.init()
    nodes = [.init(.name(enter(name)))]
  }

  /// Appends another formula's nodes. O(its size).
  fileprivate mutating func append(_ other: Formula) {
    for node in other.nodes {
      switch node.kind {
      case .name(let name): nodes.append(.init(.name(enter(other[name]))))
      case .call(let name, let count): nodes.append(.init(.call(enter(other[name]), argumentCount: count)))
      case .prime(let name, let order): nodes.append(.init(.prime(enter(other[name]), order: order)))
      case .number, .node, .operation: nodes.append(.init(node.kind))
      }
    }
  }

  fileprivate mutating func append(callOf name: String, argumentCount: Int) {
    nodes.append(.init(.call(of: enter(name), argumentCount: argumentCount)))
  }

  /// The numbers of the nodes that the formula refers to as `%7`.
  fileprivate var nodeReferences: [Int] {
    nodes.compactMap { if case .node(let number) = $0.kind { number } else { nil } }
  }

  /// The formula with others in the place of `%7`, where there are some.
  fileprivate func replacingNodes(_ replacement: (Int) -> Formula?) -> Formula {
    if nodeReferences.isEmpty { return self }
    var result = Formula()
    for node in nodes {
      if case .node(let number) = node.kind, let formula = replacement(number) {
        result.append(formula)
      } else {
        var single = self
        single.nodes = [node]
        result.append(single)
      }
    }
    return result
  }
}
