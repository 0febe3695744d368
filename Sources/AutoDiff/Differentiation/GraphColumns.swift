import Memory

/// The nodes of a graph up to one of them, opened for a sweep that goes over the graph itself.
struct GraphColumns: OperationSequence {
  let count: Int
  let opcodes: CheckedPointer<Opcode>
  let lists: UnsafeBufferPointer<Int32>
  private let links: CheckedPointer<NodeColumns.Links>

  /// The nodes up to a target; none up to a constant.
  init(upTo target: NodeID, of graph: Graph) {
    count = target.isConstant ? 0 : target.index + 1
    (opcodes, links, lists) = (graph.columns.opcodes, graph.columns.links, graph.operandSlots)
  }

  @inline(__always) var firstSlot: Int { 0 }
  @inline(__always) func left(_ node: Int) -> Int { links[node].left.index }
  @inline(__always) func right(_ node: Int) -> Int { links[node].right.index }
}
