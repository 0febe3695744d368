import Memory

extension Graph {
  /// Checks what must hold of a graph between two operations and returns the first thing that does not, or nil.
  ///
  /// Operands are older than their users; equal nodes are one node; every edge is in its operand's list of users;
  /// what is fresh rests on fresh operands; no mark of a traversal is left behind; what the table of crowded nodes
  /// holds is there. O(number of nodes and edges).
  package func firstBrokenInvariant() -> String? {
    let strays = crowded.numbers.filter { $0 >= columns.count || isGone(NodeID($0)) }
    if let stray = strays.first { return "the table holds \(stray), which is no more" }
    var seen: Set<[Int32]> = []
    for index in 0..<columns.count {
      let id = NodeID(index)
      if isGone(id) {
        if columns.links[index].left != NodeID(0) || labels[id] != nil {
          return "\(id) is gone and not erased"
        }
        continue
      }
      guard let node = node(at: id) else { return "\(id) cannot be read" }
      if columns.states[index] & Self.markBit != 0 { return "\(id) is still marked" }
      if node.isInput {
        if freshness(of: id) != .fresh { return "input \(id) is not fresh" }
        continue
      }
      let operation = node.operation.map { [arrays.number(of: $0)] } ?? []
      let identity = [Int32(node.opcode.rawValue)] + operation + node.arguments.map(\.rawValue)
      if !seen.insert(identity).inserted { return "\(id) repeats an older node" }
      for operand in node.operands {
        if isGone(operand) { return "\(id) reads \(operand), which is gone" }
        if operand >= id { return "\(id) reads \(operand), which is not older" }
        if !operand.isConstant, !users(of: operand).contains(id) {
          return "\(operand) does not know its user \(id)"
        }
        if freshness(of: id) == .fresh, freshness(of: operand) != .fresh {
          return "\(id) is fresh and its operand \(operand) is not"
        }
      }
    }
    return nil
  }
}
