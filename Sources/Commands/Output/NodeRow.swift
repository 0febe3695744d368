import AutoDiff
import Formulas
import Memory
import Pictures
import Sessions

/// What is known of one node, as `:nodes` shows it.
struct NodeRow: Sendable {
  let id: NodeID
  let opcode: Opcode

  /// What it does with arrays, if that is no operation of numbers.
  let operation: ArrayOperation?

  /// The name under which it is shown, if it has one.
  let label: String?

  let operands: Operands

  /// The value that is in the cache, whatever its state; nil where nothing was computed.
  let value: NodeValue?

  let freshness: Freshness

  /// The derivative of the last `:grad`'s or `:backprop`'s target by this node, while it holds.
  let adjoint: Double?

  /// The derivative of this node in the direction of the last `:forward`, while it holds.
  let tangent: Double?

  /// What it reads, in order. One or two operands take no memory of their own: there can be millions of rows, and to free
  /// as many small arrays takes long.
  struct Operands: Sendable {
    private var (first, second): (Operand?, Operand?)
    private var others: [Operand] = []

    mutating func append(_ operand: Operand) {
      if first == nil {
        first = operand
      } else if second == nil {
        second = operand
      } else {
        others.append(operand)
      }
    }

    var all: [Operand] { [first, second].compactMap(\.self) + others }
  }

  /// The name of what it does.
  var operationName: String { operation?.notation.name ?? opcode.primitive.name }

  /// Whether it is a leaf that is set from outside.
  var isInput: Bool { opcode == .input }

  /// The node's name or number.
  var title: StyledText {
    label.map { StyledText(verbatim: $0, .name) } ?? StyledText(id.description, .node)
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
    .object(
      [
        ("node", .integer(id.index)), ("operation", .string(operationName)),
        ("operands", .array(operands.all.map(\.json))), ("label", label.map { .string($0) } ?? .null),
        ("value", value?.json() ?? .null), ("state", .string(state)), ("adjoint", .optional(adjoint)),
        ("tangent", .optional(tangent)),
      ] + (value?.members.filter { $0.0 != "value" } ?? []))
  }
}

extension Operand {
  /// A node's number, or the value of a constant.
  fileprivate var json: JSON {
    switch self {
    case .node(let id): .integer(id.index)
    case .constant(let value): .object([("constant", .number(value))])
    case .array: .object([("constant", .null)])
    }
  }
}

extension CommandContext {
  /// What is known of each of the nodes.
  func rows(of ids: [NodeID]) throws(Interruption) -> [NodeRow] {
    try ids.compactMap(cancellation) { row(of: $0) }
  }

  /// What is known of a node; nil if there is none of that number.
  func row(of id: NodeID) -> NodeRow? {
    let graph = graph
    guard graph.contains(id) else { return nil }
    var operands = NodeRow.Operands()
    graph.forEachArgument(of: id) { operands.append(Operand($0, in: graph)) }
    let freshness = graph.freshness(of: id)
    let fresh = sweeps.fresh(in: graph)
    return NodeRow(
      id: id, opcode: graph.opcode(of: id), operation: graph.arrayOperation(of: id),
      label: graph.label(of: id), operands: operands,
      value: freshness == .neverComputed ? nil : graph.cachedNodeValue(of: id), freshness: freshness,
      adjoint: fresh.reverse?.adjoint(of: id), tangent: fresh.forward?.tangent(of: id))
  }
}
