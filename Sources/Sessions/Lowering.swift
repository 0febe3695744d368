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
  var parameters: [String: Operand] = [:]

  /// The functions whose bodies are being lowered, outermost first.
  var callChain: [String] = []

  /// Results of calls made in this statement, so that a body is built once for equal arguments.
  var calls: [Call: Operand] = [:]

  struct Call: Hashable {
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
