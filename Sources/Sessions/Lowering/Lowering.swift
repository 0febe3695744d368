import AutoDiff
import Formulas
import Memory

/// Turns formulas into nodes of the graph, with the names of a session in scope.
///
/// It is a value that lives for one statement. If it throws, the nodes that it has added stand at the graph's end,
/// and whoever began the statement rolls them back.
struct Lowering {
  /// The session whose names are in scope. Lowering reads it and changes nothing but the graph.
  let session: Session

  var graph: Graph { session.graph }

  var environment: Environment {
    _read { yield session.environment }
  }

  /// What there is to know of calls of the user's functions: nothing in most statements, and then nothing is to be freed.
  private var scope: Scope?

  private struct Scope {
    var parameters: [String: Operand] = [:]
    var callChain: [String] = []
    var calls: [Call: Operand] = [:]
    var gradients: [NodeID: SymbolicGradient] = [:]
    var cones: [NodeID: [NodeID]] = [:]
    var checking: Checking?
    var marks: [OperandMark] = []
    var loops = OpenLoops()
  }

  /// The parameters of the function whose body is being lowered.
  var parameters: [String: Operand] {
    get { scope?.parameters ?? [:] }
    _modify {
      var scope = scope.take() ?? Scope()
      defer { self.scope = scope }
      yield &scope.parameters
    }
  }

  /// The functions whose bodies are being lowered, outermost first.
  var callChain: [String] {
    get { scope?.callChain ?? [] }
    _modify {
      var scope = scope.take() ?? Scope()
      defer { self.scope = scope }
      yield &scope.callChain
    }
  }

  /// Results of calls made in this statement, so that a body is built once for equal arguments.
  var calls: [Call: Operand] {
    get { scope?.calls ?? [:] }
    _modify {
      var scope = scope.take() ?? Scope()
      defer { self.scope = scope }
      yield &scope.calls
    }
  }

  /// The gradients of targets that this statement has differentiated: one sweep gives the derivatives by all variables.
  var gradients: [NodeID: SymbolicGradient] {
    get { scope?.gradients ?? [:] }
    _modify {
      var scope = scope.take() ?? Scope()
      defer { self.scope = scope }
      yield &scope.gradients
    }
  }

  /// Where functions are only checked, what is known of the calls so far.
  var checking: Checking? {
    get { scope?.checking }
    _modify {
      var scope = scope.take() ?? Scope()
      defer { self.scope = scope }
      yield &scope.checking
    }
  }

  /// What stands among the operands that wait without being one.
  var marks: [OperandMark] {
    get { scope?.marks ?? [] }
    _modify {
      var scope = scope.take() ?? Scope()
      defer { self.scope = scope }
      yield &scope.marks
    }
  }

  /// The loops whose formulas are being lowered.
  var loops: OpenLoops {
    get { scope?.loops ?? OpenLoops() }
    _modify {
      var scope = scope.take() ?? Scope()
      defer { self.scope = scope }
      yield &scope.loops
    }
  }

  /// What these targets are made of.
  var cones: [NodeID: [NodeID]] {
    get { scope?.cones ?? [:] }
    _modify {
      var scope = scope.take() ?? Scope()
      defer { self.scope = scope }
      yield &scope.cones
    }
  }

  /// The number of nodes at which it is next asked whether to go on: calls can build far more than was typed.
  private var nextQuestion: Int

  /// The number of nodes that there were before the statement: it cannot speak of those that it builds itself.
  private let nodeCount: Int

  /// Whether what is built now stands on leaves that are taken back.
  var isBuilding = false

  struct Call: Hashable {
    let function: String
    let arguments: [Operand]
  }

  /// How deep calls of user functions may nest.
  static let depthLimit = 200

  /// The highest order of a derivative.
  static let orderLimit = 1000

  init(session: Session) {
    self.session = session
    nodeCount = session.graph.count
    nextQuestion = session.graph.count + Graph.blockSize
  }

  /// Throws if the graph has grown by a block and somebody wants it to stop.
  mutating func checkGrowth(_ range: SourceRange) throws(SessionError) {
    guard graph.count >= nextQuestion else { return }
    nextQuestion = graph.count + Graph.blockSize
    try askToGoOn(range)
  }

  /// Throws if somebody wants it to stop.
  @inline(never)
  func askToGoOn(_ range: SourceRange) throws(SessionError) {
    try session.interruptibly(range) { (cancellation) throws(Interruption) in try cancellation.check() }
  }

  /// What the formula comes to. O(its length), however deep it nests, plus what its calls build.
  mutating func lower(_ formula: Formula) throws(SessionError) -> Operand {
    try session.interruptibly { (cancellation) throws(Interruption) in
      try cancellation.take(formula.nodes.count, of: Operand.self)
    }
    return try withUnsafeTemporaryAllocation(of: Operand.self, capacity: formula.nodes.count) {
      (memory) throws(SessionError) in
      var stack = OperandStack(memory)
      let binders = formula.hasBindings ? formula.binders : []
      var position = 0
      while position < formula.nodes.count {
        if let binder = binders.first(where: { $0.start == position }) {
          stack.push(try lower(binder, of: formula))
          position = binder.end + 1
          continue
        }
        let node = formula.nodes[position]
        if position % Graph.blockSize == Graph.blockSize - 1 {
          Work.did(Graph.blockSize)
          try askToGoOn(node.range)
        }
        do throws(SessionError) {
          try lower(node, at: position, of: formula, &stack)
        } catch {
          switch error.reason {
          case .unknownNames where node.kind.isName: throw try unknownNames(from: position, in: formula)
          case .functionAsVariable(let name) where formula.isVariableOfDiff(position):
            throw SessionError(reason: .differentiatedByFunction(name), range: error.range)
          // Of which shape the parameters will be, nobody knows yet.
          case .array where checking != nil: stack.push(unknownOperand())
          default: throw error
          }
        }
        position += 1
      }
      Work.did(formula.nodes.count % Graph.blockSize)
      return stack.last ?? .constant(.nan)
    }
  }

  /// Puts what a node comes to in the place of its operands.
  @inline(__always)
  private mutating func lower(
    _ node: Formula.Node, at position: Int, of formula: Formula, _ stack: inout OperandStack
  ) throws(SessionError) {
    switch node.kind {
    case .number(let value):
      stack.push(.constant(value))
    case .name(let name):
      let operand = try resolve(formula[name], node.range)
      noteKnownDerivative(operand)
      stack.push(operand)
    case .node(let index):
      guard index >= 0, index < nodeCount else {
        throw SessionError(reason: .noSuchNode(index, count: nodeCount), range: node.range)
      }
      if graph.isGone(NodeID(index)) { throw SessionError(reason: .nodeIsGone(index), range: node.range) }
      stack.push(.node(NodeID(index)))
    case .operation(let id):
      guard let opcode = BuiltIns.opcode(id) else {
        // A prefix plus leaves its operand as it is.
        stack.push(try apply(id, take(at: position, of: formula, &stack)))
        return
      }
      guard let last = stack.pop() else { return }
      let first = id.operandCount == 1 ? nil : stack.pop()
      if graph.hasArrays, isArray(last) || first.map(isArray) == true {
        let operands = (first.map { [$0] } ?? []) + [last]
        stack.push(
          try lift(
            opcode, LoweredOperands(operands: operands, marks: [:], formula: formula, position: position)))
      } else if let first {
        stack.push(apply(opcode, first, last))
      } else {
        stack.push(apply(opcode, last))
      }
    case .call(let name, _):
      stack.push(try call(formula[name], take(at: position, of: formula, &stack)))
    case .prime(let name, let order):
      guard let argument = stack.pop() else { return }
      stack.push(try derivative(of: formula[name], order: Int(order), at: argument, node.range))
    case .array(let rows, _):
      stack.push(try array(rows: Int(rows), take(at: position, of: formula, &stack)))
    case .subscript: stack.push(try element(take(at: position, of: formula, &stack)))
    case .slice(let hasStart, let hasEnd):
      let end = hasEnd ? stack.pop() : nil
      let start = hasStart ? stack.pop() : nil
      push(.slice(start: start, end: end), &stack)
    case .axis(let axis): push(.axis(axis == .row ? .row : .column), &stack)
    case .binding(let name):
      guard let value = stack.pop() else { return }
      push(.binding(formula[name], value), &stack)
    // Lowered as wholes, from where they begin.
    case .loop, .comprehension: return
    }
  }

  /// Puts something among the operands that is none.
  private mutating func push(_ mark: OperandMark.Kind, _ stack: inout OperandStack) {
    marks.append(OperandMark(place: stack.count, kind: mark))
    stack.push(.constant(.nan))
  }

  /// Takes a node's operands off, with what stands among them.
  private mutating func take(
    at position: Int, of formula: Formula, _ stack: inout OperandStack
  ) -> LoweredOperands {
    let operands = stack.pop(formula.operandCount(of: formula.nodes[position]))
    var own: [Int: OperandMark.Kind] = [:]
    if scope != nil {
      while let mark = marks.last, mark.place >= stack.count {
        own[mark.place - stack.count] = mark.kind
        marks.removeLast()
      }
    }
    return LoweredOperands(operands: operands, marks: own, formula: formula, position: position)
  }

  /// Whether an operand is an array.
  @inline(__always)
  func isArray(_ operand: Operand) -> Bool {
    switch operand {
    case .constant: false
    case .array: true
    case .node(let id): !graph.shape(of: id).isScalar
    }
  }

}

extension Formula.Kind {
  fileprivate var isName: Bool { if case .name = self { true } else { false } }
}

extension Formula {
  /// Whether a node is one of the variables of a `diff`: an argument of it, but not the first.
  fileprivate func isVariableOfDiff(_ position: Int) -> Bool {
    // How many operands lie waiting, from the node's on.
    var waiting = 1
    for node in nodes[(position + 1)...] {
      let count = operandCount(of: node)
      if count >= waiting {
        guard case .call(let name, _) = node.kind else { return false }
        return self[name] == "diff" && count > waiting
      }
      waiting += 1 - count
    }
    return false
  }
}
