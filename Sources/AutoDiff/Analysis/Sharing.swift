package import Memory

/// What it saves that equal subexpressions are one node: how large the formula of a target is as a graph, and as a tree.
package struct Sharing: Sendable {
  /// A node that is read more than once.
  package struct Part: Sendable {
    package let node: NodeID

    /// In how many operand places it is read.
    package let uses: Int

    /// How many nodes its own formula has as a tree, itself among them.
    package let treeSize: Double

    /// How many nodes are not there that would be if each of its readers had a copy.
    package var saved: Double { Double(uses - 1) * treeSize }
  }

  /// The number of inputs and operations.
  package let nodeCount: Int

  /// How many they would be with a copy for each reader; it grows exponentially where nodes are shared in layers.
  package let treeSize: Double

  /// The nodes that are read more than once, those that save most first.
  package let parts: [Part]

  /// The sharing below a target that was analysed. O(*n* log *n*) in the number of nodes.
  package init(_ analysis: NodeAnalysis, _ cancellation: Cancellation) throws(Interruption) {
    let tape = analysis.tape
    var sizes = [Double](repeating: 0, count: tape.slotCount)
    for slot in tape.firstInput..<tape.firstOperation { sizes[slot] = 1 }
    for index in tape.opcodes.indices {
      try cancellation.check(at: index, of: tape.opcodes.count)
      var size = 1.0
      tape.forEachOperandSlot(of: index) { size += sizes[$0] }
      sizes[tape.firstOperation + index] = size
    }
    var parts: [Part] = []
    for slot in tape.firstInput..<tape.slotCount where analysis.uses[slot] > 1 {
      guard let node = tape.node(ofSlot: slot) else { continue }
      parts.append(Part(node: node, uses: Int(analysis.uses[slot]), treeSize: sizes[slot]))
    }
    nodeCount = analysis.count
    treeSize = analysis.target.isConstant ? 0 : tape.targets.first.map { sizes[$0] } ?? 0
    self.parts = parts.sorted { ($0.saved, $1.node) > ($1.saved, $0.node) }
  }
}
