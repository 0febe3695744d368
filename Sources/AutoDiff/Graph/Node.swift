/// What stands at one index of the graph, copied out for reading.
public struct Node: Sendable {
  /// The node's number.
  public let id: NodeID

  /// What it does with its operands.
  public let opcode: Opcode

  /// The number of the member, where the opcode is a family.
  let member: Int?

  /// What it does with the arrays among its operands, where the opcode is ``Opcode/array``.
  package let operation: ArrayOperation?

  /// The nodes and constants that it reads, in order.
  public let operands: [NodeID]

  /// What stands in brackets where it is written: the operands, and before them the number of a family's member.
  package let arguments: [NodeID]

  /// The name under which it is shown, if it has one.
  public let label: String?

  /// The shape of its value.
  public let shape: Shape

  /// Whether it is a leaf that is set from outside.
  public var isInput: Bool { opcode == .input }

  /// Whether it is a member of a family.
  package var isMember: Bool { member != nil }
}

/// What is known of a node's value.
public enum Freshness: UInt8, Sendable {
  /// Nothing has asked for it yet.
  case neverComputed

  /// An input below it has changed; whether the value will differ is not known.
  case stale

  /// One of its operands has a new value.
  case outdated

  /// The cached value is the node's value.
  case fresh
}
