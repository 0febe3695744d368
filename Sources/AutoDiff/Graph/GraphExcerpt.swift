/// What a formula is made of, copied out of a graph, so that it can be put in again with other things in the places of some nodes.
package struct GraphExcerpt {
  let graph: Graph
  private(set) var root: NodeID

  /// The inputs that stand for the nodes that can be replaced.
  let leaves: [NodeID]

  /// What the other inputs stand for in the graph that it was copied from.
  private(set) var others: [NodeID: NodeID] = [:]

  /// Copies what a formula of a graph is made of: the nodes from a moment on, and older ones that depend on one of the leaves. All
  /// others stay where they are, so that what is newer can be taken back. O(number of nodes below the formula).
  init(_ formula: NodeID, over leaves: [NodeID], in source: Graph, from first: Graph.Checkpoint) {
    graph = Graph()
    root = .none
    var copies: [NodeID: NodeID] = [:]
    var own: [NodeID] = []
    for leaf in leaves {
      let copy = graph.addLeaf(of: source.shape(of: leaf))
      copies[leaf] = copy
      own.append(copy)
    }
    self.leaves = own
    var depending = Set(leaves)
    for id in source.cone(of: formula) where copies[id] == nil {
      guard let node = source.node(at: id), !node.isInput else { continue }
      if node.operands.contains(where: depending.contains) { depending.insert(id) }
      if id.index < first.nodes, !depending.contains(id) { continue }
      let arguments = node.arguments.map { copy(of: $0, from: source, &copies) }
      copies[id] = graph.node(like: node, arguments)
    }
    root = copy(of: formula, from: source, &copies)
  }

  private mutating func copy(of id: NodeID, from source: Graph, _ copies: inout [NodeID: NodeID]) -> NodeID {
    if let copy = copies[id] { return copy }
    if id.isConstant { return graph.constant(like: id, of: source) }
    let input = graph.addLeaf(of: source.shape(of: id))
    (others[input], copies[id]) = (id, input)
    return input
  }

  /// Builds the formula into the graph that it was copied from, with these in the places of the leaves.
  package func inserted(in target: Graph, at replacements: [NodeID]) -> NodeID {
    var images = others
    for (leaf, replacement) in zip(leaves, replacements) { images[leaf] = replacement }
    func image(_ id: NodeID) -> NodeID { images[id] ?? target.constant(like: id, of: graph) }
    for id in graph.cone(of: root) where images[id] == nil {
      guard let node = graph.node(at: id) else { continue }
      images[id] = target.node(like: node, node.arguments.map(image))
    }
    return image(root)
  }
}

extension Graph {
  /// What a formula is made of, copied out; see ``GraphExcerpt``.
  package func excerpt(of formula: NodeID, over leaves: [NodeID], from first: Checkpoint) -> GraphExcerpt {
    GraphExcerpt(formula, over: leaves, in: self, from: first)
  }
}
