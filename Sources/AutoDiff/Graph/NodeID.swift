/// The handle of a node: its position in the graph, which is also its index in evaluation order.
///
/// Operands always have smaller identifiers than their users. Constants stand apart from the nodes: they have
/// identifiers below zero, so that they are smaller than everything and take no place in the numbering.
public struct NodeID: Hashable, Comparable, Sendable, BitwiseCopyable {
  /// The position in the graph; below zero, the complement of the position among the constants.
  package let rawValue: Int32

  package init(rawValue: Int32) { self.rawValue = rawValue }

  /// The identifier of node number `index`, which must be at least 0 and at most the graph's count.
  package init(_ index: Int) { self.init(rawValue: Int32(truncatingIfNeeded: index)) }

  /// Not a node: the missing second operand of a unary one.
  static let none = NodeID(rawValue: .min)

  /// The identifier of the constant at `position` in the pool.
  static func constant(_ position: Int) -> NodeID { NodeID(rawValue: ~Int32(truncatingIfNeeded: position)) }

  /// Whether this names a constant.
  @inline(__always)
  public var isConstant: Bool { rawValue < 0 }

  /// The node's number, as in `%7`; meaningless for constants.
  @inline(__always)
  public var index: Int { Int(rawValue) }

  /// For a constant, its position in the pool.
  @inline(__always)
  var constantPosition: Int { Int(~rawValue) }

  /// Whether the first comes before the second in evaluation order; constants come before all nodes.
  public static func < (a: NodeID, b: NodeID) -> Bool { a.rawValue < b.rawValue }
}

extension NodeID: CustomStringConvertible {
  /// `%7`, or `#2` for a constant.
  public var description: String { isConstant ? "#\(constantPosition)" : "%\(index)" }
}
