import AutoDiff
import Formulas
import Memory

/// Writes the statements of a ``SessionScript``, one after another in the order of the nodes that they build.
struct ScriptWriter {
  let session: Session
  private var graph: Graph { session.graph }

  /// The nodes that the script must build, ascending.
  let cone: [NodeID]

  /// The nodes that functions refer to by their numbers.
  let nodesInFunctions: Set<NodeID>

  /// The nodes without names that the script must be able to speak of: these, and the last result where nothing that was
  /// typed leads to it.
  let keptNodes: Set<NodeID>

  /// The functions that cannot be called any more, with the reason.
  let lost: [(function: Function, problem: SessionError)]

  var statements: [String] = []

  /// The statements that only keep a function's place until what it calls is there.
  var placeholders: Set<Int> = []

  /// What is written when its time has come.
  var functions: PendingFunctions
  var definitions = PendingDefinitions()

  /// For each node that is needed how it is written where it is used.
  var written: [NodeID: Formula] = [:]

  /// Where what is written is tried out; nil where nothing is written as it was typed.
  var rehearsal: Rehearsal?

  /// Reads what was typed.
  private var reader: Session.TextReader

  /// The names that are only there for the while.
  private(set) var passingNames: [String] = []
  private var nextName = 1

  /// One of them, of an input that is there because there is no other.
  var extraInput: String?

  /// The name of some input of the session, once it was asked for.
  var anyInput: String?

  /// Looks at what there is to write.
  init(of session: Session) throws(Interruption) {
    self.session = session
    let order = FunctionOrder(of: session)
    lost = order.lost
    functions = PendingFunctions(of: session, without: Set(order.lost.map(\.function.name)))
    let nodesInFunctions = Set(
      order.definitions.flatMap { $0.body.nodeReferences }.map { NodeID($0) }
        .filter { $0.index < session.graph.count && !session.graph.isGone($0) })
    var reader = session.textReader
    let last = session.lastResult.nodes
    let unspoken = last.filter { session.names(of: $0).isEmpty && reader.text(ofLast: $0) == nil }
    (self.reader, self.nodesInFunctions) = (reader, nodesInFunctions)
    keptNodes = nodesInFunctions.union(unspoken)
    let roots = session.environment.variables.compactMap(\.binding.operand.node) + nodesInFunctions
    cone = try session.graph.cone(of: roots + last, session.cancellation)
  }

  /// What came of writing everything.
  enum Outcome {
    case done

    /// A typed statement builds something else in the place where it stands now.
    case differs(Int)

    /// Statements that were typed do not go together with those that were not.
    case fails
  }

  /// Writes everything, some of it as it was typed.
  mutating func write(_ typed: TypedStatements) throws(Interruption) -> Outcome {
    let outcome = try writeAll(typed)
    try session.cancellation.check()
    return outcome
  }

  private mutating func writeAll(_ typed: TypedStatements) throws(Interruption) -> Outcome {
    definitions = PendingDefinitions(of: session, typed)
    if !typed.isEmpty || !definitions.isEmpty { rehearsal = Rehearsal(of: session) }
    let inlining = try Inlining(in: cone, keeping: keptNodes, typed, of: session)
    var (place, count) = (0, 0)
    while place < cone.count {
      count += 1
      if count % Graph.wordsBetweenQuestions == 0 { try session.cancellation.check() }
      if let position = typed.statement(building: cone[place]) {
        let part = typed.part(of: position)
        if !writeTyped(position, part, typed) { return .differs(position) }
        place = part.endIndex
      } else {
        if !writeFormula(cone[place], inlining, typed) { return .fails }
        place += 1
      }
    }
    if let problem = writeDefinitions(before: .max, typed) { return .differs(problem) }
    writeFunctions(before: .max)
    if let problem = writeLast(typed) { return .differs(problem) }
    writeFunctions()
    if !passingNames.isEmpty { statements.append(":delete \(passingNames.joined(separator: " "))") }
    return .done
  }

  /// Writes a statement as it was typed; false if that builds something else than these nodes.
  private mutating func writeTyped(_ position: Int, _ part: ArraySlice<NodeID>, _ typed: TypedStatements)
    -> Bool
  {
    let entry = session.texts.entries[position]
    writeFunctions(before: entry.time)
    _ = writeDefinitions(before: entry.time, typed)
    var name = definitions.names[position]
    if name == nil, let root = entry.root, part.contains(root),
      typed.isNeededByFormula[root.index] || keptNodes.contains(root)
    {
      name = freeName(for: root)
    }
    let statement = (name.map { "\($0) = " } ?? "") + session.texts.text(of: entry)
    let isSame = rehearsal?.attempt(statement) { rehearsal, effect in
      rehearsal.builds(part) && (entry.root.map { rehearsal.isImage(effect, of: .node($0)) } ?? true)
    }
    guard isSame == true else { return false }
    statements.append(statement)
    if let root = entry.root, let name, written[root] == nil { written[root] = Formula(name: name) }
    return true
  }

  /// Writes a node as the formula of what it is made of; false if that fails.
  private mutating func writeFormula(_ id: NodeID, _ inlining: Inlining, _ typed: TypedStatements) -> Bool {
    let formula = formula(of: id, inlining)
    if inlining.isInlined(id) {
      written[id] = formula
      return true
    }
    let names = session.names(of: id)
    if graph.isInput(id), let name = names.first, let placed = session.environment.placedVariable(name) {
      writeFunctions(before: placed.since)
      _ = writeDefinitions(before: placed.since, typed)
    }
    let isNamed =
      !names.isEmpty || graph.isInput(id) || typed.isNeededByFormula[id.index] || keptNodes.contains(id)
    let name = isNamed ? names.first ?? freeName(for: id) : nil
    let statement = (name.map { "\($0) = " } ?? "") + formula.description
    statements.append(statement)
    written[id] = name.map { Formula(name: $0) }
    if rehearsal?.run(statement, for: id) == false { return false }
    for other in names.dropFirst() {
      let statement = "\(other) = \(names[0])"
      _ = rehearsal?.run(statement)
      statements.append(statement)
    }
    return true
  }

  /// What a node computes, over what its operands are written as.
  private mutating func formula(of id: NodeID, _ inlining: Inlining) -> Formula {
    guard let node = graph.node(at: id), !node.isInput else {
      return SessionScript.formula(ofLeaf: id, in: graph)
    }
    if let loop = node.operation?.loop {
      let writing = LoopWriting(of: loop, node.operands, in: graph, exactNumbersWith: nil).formula
      let parts = node.operands.map {
        $0.isConstant ? SessionScript.formula(ofLeaf: $0, in: graph) : written[$0] ?? Formula()
      }
      for operand in node.operands where !operand.isConstant && inlining.isInlined(operand) {
        written[operand] = nil
      }
      return noted(
        writing.replacingNames { LoopWriting.operand(named: $0).map { parts[$0] } }, of: id)
    }
    var formula = Formula()
    for (position, operand) in node.arguments.enumerated() {
      let isConstant = operand.isConstant
      let part = isConstant ? SessionScript.formula(ofLeaf: operand, in: graph) : written[operand]
      if position == 1, case .index(whole: 1)? = node.operation?.notation {
        formula.nodes.append(.init(.slice(hasStart: false, hasEnd: false)))
      }
      formula.append(part ?? Formula())
      if !isConstant, inlining.isInlined(operand) { written[operand] = nil }
    }
    if let notation = node.operation?.notation {
      formula.end(notation, operandCount: node.operands.count)
    } else if let name = BuiltIns.internalName(of: node.opcode) {
      formula.append(callOf: name, argumentCount: node.arguments.count)
    } else if let written = BuiltIns.operator(for: node.opcode) {
      formula.nodes.append(.init(.operation(written)))
    } else {
      formula.append(callOf: node.opcode.primitive.name, argumentCount: node.arguments.count)
    }
    return noted(formula, of: id)
  }

  /// A formula with a note on what it is the derivative of, where it is one: its value is not always that of the formula.
  private func noted(_ formula: Formula, of id: NodeID) -> Formula {
    guard let derivative = graph.derivative(at: id), let variable = written[derivative.variable] else {
      return formula
    }
    var noted = formula
    noted.append(variable)
    let target = derivative.target.flatMap { written[$0] }
    noted.append(SessionScript.formula(of: target == nil ? 0 : Double(derivative.order)))
    if let target { noted.append(target) }
    noted.append(callOf: BuiltIns.derivativeNote, argumentCount: target == nil ? 3 : 4)
    return noted
  }

  /// A name for a node that has none.
  private mutating func freeName(for id: NodeID) -> String {
    nodesInFunctions.contains(id) ? unused("node\(id.index)") : freeName()
  }

  /// A name for the while.
  mutating func freeName() -> String {
    let name = unused("\(SessionScript.passingPrefix)\(nextName)")
    nextName += 1
    passingNames.append(name)
    return name
  }

  private func unused(_ name: String) -> String {
    var name = name
    while session.environment.variable(name) != nil { name += "_" }
    return name
  }

  /// Writes the last formula and the last result, unless the last statements have left them. Returns the typed statement that
  /// builds one of them if it comes to something else.
  private mutating func writeLast(_ typed: TypedStatements) -> Int? {
    let result = session.lastResult
    if let formula = result.formula, result.operand != .node(formula),
      rehearsal?.isLastFormula(formula) != true, let problem = writeLast(formula, typed)
    {
      return problem
    }
    switch result.operand {
    case .constant(let value): statements.append(SessionScript.text(of: value))
    case .array(let id): statements.append(SessionScript.formula(ofLeaf: id, in: graph).description)
    case .node(let node): if rehearsal?.isLast(node) != true { return writeLast(node, typed) }
    case nil: break
    }
    return nil
  }

  private mutating func writeLast(_ node: NodeID, _ typed: TypedStatements) -> Int? {
    if let formula = written[node] {
      let name = formula.description
      if statements.last?.hasPrefix("\(name) = ") == true { return nil }
      _ = rehearsal?.run(name)
      statements.append(name)
    } else if let text = reader.text(ofLast: node) {
      guard rehearsal?.attempt(text, expecting: { $0.isImage($1, of: .node(node)) }) == true else {
        return typed.statement(building: node)
      }
      statements.append(text)
    }
    return nil
  }
}

extension Session.TextReader {
  /// How the last result was typed, if that means the same again. O(number of statements).
  fileprivate mutating func text(ofLast node: NodeID) -> String? {
    guard let entry = session.texts.entries.last(where: { $0.root == node }) else { return nil }
    let text = text(of: entry)
    return text.isCurrent ? text.text : nil
  }
}
