package import AutoDiff
package import Formulas
package import Memory

/// A live graph and the names by which a person speaks of it.
///
/// A statement either takes effect as a whole or throws and leaves graph, names and caches as they were.
package final class Session {
  /// The graph that the statements build.
  package let graph = Graph()

  /// The rest stands behind a pointer of the session's own: the language checks every access to a variable of a class
  /// for exclusivity, and a statement makes many.
  private let storage: UnsafeMutablePointer<Storage>

  private struct Storage: ~Copyable {
    var environment = Environment()
    var lastResult = LastResult()
    var aliases: [NodeID: Aliases] = [:]
    var nextAlias = 0
    var nextCollection = Session.smallestCollection
    var derivatives: [Derivative] = []
    var changes: [Change] = []
    var nextMerge = Session.firstMerge
    var callable: [String: CallableFunction] = [:]
    var texts = StatementTexts()
    var regions = CallRegions()
    var clock = 0
    var readsSavedSession = false
    var seed = 0
    var asides: [Notice] = []
  }

  package init() {
    storage = .allocate(capacity: 1)
    storage.initialize(to: Storage())
  }

  deinit {
    storage.deinitialize(count: 1)
    storage.deallocate()
  }

  /// What the names stand for.
  package internal(set) var environment: Environment {
    _read { yield storage.pointee.environment }
    _modify { yield &storage.pointee.environment }
  }

  /// What the last statements came to.
  package internal(set) var lastResult: LastResult {
    get { storage.pointee.lastResult }
    _modify { yield &storage.pointee.lastResult }
  }

  /// Further names of nodes that have more than one; the first is the node's label.
  var aliases: [NodeID: Aliases] {
    _read { yield storage.pointee.aliases }
    _modify { yield &storage.pointee.aliases }
  }

  /// The place of the next such name among those of its node.
  var nextAlias: Int {
    get { storage.pointee.nextAlias }
    set { storage.pointee.nextAlias = newValue }
  }

  /// How many nodes there are when it is next looked whether some can be freed.
  var nextCollection: Int {
    get { storage.pointee.nextCollection }
    set { storage.pointee.nextCollection = newValue }
  }

  /// The derivatives that the last statement asked for, for telling whether they met a kink.
  package internal(set) var derivatives: [Derivative] {
    _read { yield storage.pointee.derivatives }
    _modify { yield &storage.pointee.derivatives }
  }

  /// The user's functions that are known to be callable, as long as nothing that they use is taken away or changed.
  var callable: [String: CallableFunction] {
    _read { yield storage.pointee.callable }
    _modify { yield &storage.pointee.callable }
  }

  /// What was typed to make the nodes.
  var texts: StatementTexts {
    _read { yield storage.pointee.texts }
    _modify { yield &storage.pointee.texts }
  }

  /// The calls of the user's functions that built the nodes.
  var regions: CallRegions {
    _read { yield storage.pointee.regions }
    _modify { yield &storage.pointee.regions }
  }

  /// Counts the statements, and whatever else gives names their meanings: the present time.
  var clock: Int {
    get { storage.pointee.clock }
    set { storage.pointee.clock = newValue }
  }

  /// Whether the statements are those of a saved session, which call operations that only derivatives are made of.
  package var readsSavedSession: Bool {
    get { storage.pointee.readsSavedSession }
    set { storage.pointee.readsSavedSession = newValue }
  }

  /// The seed that was given last to random numbers whose call names none.
  var seed: Int {
    get { storage.pointee.seed }
    set { storage.pointee.seed = newValue }
  }

  /// What the formulas of the statement give reason to tell.
  var asides: [Notice] {
    _read { yield storage.pointee.asides }
    _modify { yield &storage.pointee.asides }
  }

  /// How much the session holds: its nodes and names, and the constants that nodes refer to. O(1).
  package struct Extent: Equatable {
    package let things: Int
    let constants: Int
  }

  package var extent: Extent {
    Extent(things: graph.count + environment.entryCount, constants: graph.constantCount)
  }

  /// What was changed since the changes were last taken.
  var changes: [Change] {
    _read { yield storage.pointee.changes }
    _modify { yield &storage.pointee.changes }
  }

  /// How many changes there are when it is next looked whether several are about one thing.
  var nextMerge: Int {
    get { storage.pointee.nextMerge }
    set { storage.pointee.nextMerge = newValue }
  }

  /// A derivative in a formula.
  package enum Derivative: Sendable {
    /// `diff(target, input, order)`, or the last of several steps.
    case ofNode(NodeID, input: NodeID, order: Int)

    /// A variable that is no input, and was held as if it were one.
    case held(NodeID)

    /// A target that does not depend on the variable.
    case unconnected(target: NodeID, variable: NodeID)

    /// `f'(a)`, which met an exceptional point at nodes that are no more, whose formulas are kept.
    case ofFunction(ExceptionalPoint, places: [String])
  }

  /// What a statement did.
  package struct Result: Sendable {
    package enum Effect: Sendable {
      case input(name: String, NodeID)
      case definition(name: String, Operand)
      case function(Function)
      case value(Operand)
      case update([(name: String, value: NodeValue)])

      /// A part of an input array.
      case part(name: String, NodeID)
    }

    package let effect: Effect
    package var notices: [Notice]
  }

  /// Carries out a statement that stands in a text; without the text, what definitions looked like is not kept. A command is
  /// not the session's to carry out, and does nothing.
  package func run(_ statement: consuming Statement, in text: [UInt8] = []) throws(SessionError) -> Result {
    if !derivatives.isEmpty { derivatives = [] }
    if !asides.isEmpty { asides = [] }
    clock += 1
    var result = try carryOut(statement, in: text)
    if !asides.isEmpty { result.notices += asides }
    return result
  }

  @inline(__always)
  private func carryOut(_ statement: consuming Statement, in text: [UInt8]) throws(SessionError) -> Result {
    let (isShown, body) = (!statement.isQuiet, statement.body)
    switch (consume statement).kind {
    case .assignment(let name, let formula):
      let firstNode = graph.count
      let result = try assign(name, formula, isShown: isShown)
      if case .definition(_, let operand) = result.effect {
        keepText(text, body, of: operand, firstNode: firstNode)
      }
      return result
    case .expression(let formula):
      let firstNode = graph.count
      let operand = try lower(formula, isShown: isShown)
      last = operand
      if operand.node != nil { keepText(text, body, of: operand, firstNode: firstNode) }
      return Result(effect: .value(operand), notices: [])
    case .update(let names, let formulas): return try update(names, formulas)
    case .function(let name, let parameters, let formula):
      let isKept = !body.isEmpty && body.upperBound <= text.count
      let text = isKept ? text.tidyText(of: body) : nil
      return try define(
        Function(
          name: name.text, parameters: parameters.map(\.text), body: formula, text: text,
          isSaved: readsSavedSession))
    case .part(let part, let formula): return try setPart(part, to: formula)
    case .command: return Result(effect: .update([]), notices: [])
    }
  }

  /// Gives a name to what a formula comes to: an input if that is a number and the formula names no input, else a
  /// definition.
  private func assign(
    _ name: Statement.Name, _ formula: Formula, isShown: Bool
  ) throws(SessionError) -> Result {
    let start = graph.checkpoint
    let operand = try lower(formula, isShown: isShown)
    if case .constant(let value) = operand, !namesInput(formula) {
      return try setInput(name.text, to: .number(value))
    }
    if case .array(let id) = operand {
      let value = graph.cachedArray(of: id)
      // The input holds it now, and the pool need not.
      graph.rollBack(to: start)
      return try setInput(name.text, to: .array(value))
    }
    return define(name.text, as: operand)
  }

  /// Defines a function, after checking that every call of it can be built.
  private func define(_ function: Function) throws(SessionError) -> Result {
    let old = environment.placedFunction(function.name)
    // Others may call it under this name.
    let hides = old == nil && BuiltIns.functionNames.contains(function.name)
    if old != nil || hides { callable = [:] }
    callable[function.name] = try leavingNoNodes { () throws(SessionError) in
      try building { () throws(SessionError) in
        var lowering = lowering()
        return try lowering.check(function)
      }
    }
    note(.function(function.name, old))
    environment.define(function, since: clock)
    return Result(effect: .function(function), notices: hides ? [.hidesBuiltIn(function: function.name)] : [])
  }

  /// Evaluates all right sides, then stores the numbers in the inputs.
  private func update(_ names: [Statement.Name], _ formulas: [Formula]) throws(SessionError) -> Result {
    let (inputs, ids) = try building { () throws(SessionError) in
      let (inputs, operands) = try lowerUpdate(names, formulas)
      let ids = operands.map { $0.id(in: graph) }
      try interruptibly { (cancellation) throws(Interruption) in
        try graph.bringUpToDate(ids, cancellation)
      }
      return (inputs, ids)
    }
    let values = ids.map { graph.cachedNodeValue(of: $0) }
    for (input, value) in zip(inputs, values) { setValue(of: input, to: value) }
    return Result(effect: .update(Array(zip(names.map(\.text), values))), notices: [])
  }

  /// The inputs that an update sets and what it sets them to, built but not evaluated.
  func lowerUpdate(
    _ names: [Statement.Name], _ formulas: [Formula]
  ) throws(SessionError) -> (inputs: [NodeID], operands: [Operand]) {
    var inputs: [NodeID] = []
    for name in names { inputs.append(try input(name)) }
    let operands = try building { () throws(SessionError) in
      var lowering = lowering()
      var operands: [Operand] = []
      for formula in formulas { operands.append(try lowering.lower(formula)) }
      if graph.hasArrays { try checkShapes(of: operands, names, inputs) }
      return operands
    }
    return (inputs, operands)
  }

  /// Builds a formula into the graph, and evaluates it if it is to be shown. Names and the last result stay as they are.
  package func lower(_ formula: Formula, isShown: Bool = false) throws(SessionError) -> Operand {
    try building { () throws(SessionError) in
      var lowering = lowering()
      let operand = try lowering.lower(formula)
      if isShown {
        _ = try interruptibly { (_) throws(Interruption) in try value(of: operand) }
      }
      return operand
    }
  }

  /// The operands that formulas describe, in which names stand for the session's inputs, or where there is none of that name,
  /// for inputs of their own that are known in these formulas only; returns the inputs, too.
  package func lower(
    _ formulas: [Formula], binding names: [Statement.Name]
  ) throws(SessionError) -> (operands: [Operand], inputs: [NodeID]) {
    try building { () throws(SessionError) in
      var lowering = lowering()
      var inputs: [NodeID] = []
      for name in names {
        if environment.variable(name.text) != nil {
          inputs.append(try input(name))
        } else {
          let input = graph.addInput(.nan)
          graph.setLabel(name.text, of: input)
          lowering.parameters[name.text] = .node(input)
          inputs.append(input)
        }
      }
      var operands: [Operand] = []
      for formula in formulas { operands.append(try lowering.lower(formula)) }
      return (operands, inputs)
    }
  }

  /// The derivative of an operand by one variable after the other, as `diff` in a formula gives it.
  package func derivative(of target: Operand, by variables: [NodeID]) throws(SessionError) -> Operand {
    if !derivatives.isEmpty { derivatives = [] }
    return try building { () throws(SessionError) in
      var lowering = lowering()
      return try lowering.derivative(of: target, by: variables)
    }
  }

  /// An order of a derivative, if the number is one.
  package func derivativeOrder(_ order: Double, _ range: SourceRange) throws(SessionError) -> Int {
    try lowering().checkedOrder(order, range)
  }

  /// Throws if what was built for a statement may not stay, or somebody wants it to stop.
  func checkLimits() throws(SessionError) {
    try interruptibly { (cancellation) throws(Interruption) in try cancellation.check() }
  }

  func lowering() -> Lowering { Lowering(session: self) }

  /// The value of an operand that has been computed, if it is a number; NaN for arrays.
  package func cachedValue(of operand: Operand) -> Double {
    switch operand {
    case .constant(let value): value
    case .array: .nan
    case .node(let id): graph.cachedValue(of: id)
    }
  }

  /// The value of an operand, computed if it is stale, if it is a number; NaN for arrays.
  package func value(of operand: Operand) throws(Interruption) -> Double {
    switch operand {
    case .constant(let value): value
    case .array: .nan
    case .node(let id): try graph.value(of: id, cancellation)
    }
  }
}
