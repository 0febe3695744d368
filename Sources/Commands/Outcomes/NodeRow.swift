import AutoDiff
import Formulas
import Pictures
import Sessions

/// What is known of one node, as `:nodes` shows it.
struct NodeRow: Sendable {
  let node: Node

  /// The operands as data: node numbers, and the values of constants.
  let operands: [JSON]

  /// The value that is in the cache, whatever its state; nil where nothing was computed.
  let value: Double?

  let freshness: Freshness

  /// The derivative of the last `:grad`'s or `:backprop`'s target by this node, while it holds.
  let adjoint: Double?

  /// The derivative of this node in the direction of the last `:forward`, while it holds.
  let tangent: Double?

  /// The node's name or number.
  var title: StyledText {
    node.label.map { StyledText(verbatim: $0, .name) } ?? StyledText(node.id.description, .node)
  }

  /// The state in a word. What an operand changed under, and what only might have, are both stale to a reader.
  var state: String {
    switch freshness {
    case .fresh: "fresh"
    case .stale, .outdated: "stale"
    case .neverComputed: "never computed"
    }
  }

  var json: JSON {
    .object([
      ("node", .integer(node.id.index)), ("operation", .string(node.opcode.primitive.name)),
      ("operands", .array(operands)), ("label", node.label.map { .string($0) } ?? .null),
      ("value", .optional(value)), ("state", .string(state)), ("adjoint", .optional(adjoint)),
      ("tangent", .optional(tangent)),
    ])
  }
}

extension Interpreter {
  /// What is known of each of the nodes.
  func rows(of ids: [NodeID]) -> [NodeRow] { ids.compactMap(on: session.graph) { row(of: $0) } }

  /// What a node computes, with its operands by name.
  func shortFormula(of id: NodeID) -> String {
    session.graph.isInput(id) ? "input" : session.formula(of: id, limit: 1).description
  }

  /// What is known of a node; nil if there is none of that number.
  func row(of id: NodeID) -> NodeRow? {
    let graph = session.graph
    guard let node = graph.node(at: id) else { return nil }
    let freshness = graph.freshness(of: id)
    let reverse = lastReverse.flatMap { $0.generation == graph.generation ? $0 : nil }
    let forward = lastForward.flatMap { $0.generation == graph.generation ? $0 : nil }
    return NodeRow(
      node: node,
      operands: node.operands.map {
        $0.isConstant ? .object([("constant", .number(graph.cachedValue(of: $0)))]) : .integer($0.index)
      },
      value: freshness == .neverComputed ? nil : graph.cachedValue(of: id), freshness: freshness,
      adjoint: reverse?.adjoint(of: id), tangent: forward?.tangent(of: id))
  }
}
