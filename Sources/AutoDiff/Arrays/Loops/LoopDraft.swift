/// A loop in the making: a small graph of its own, in which inputs stand for what it is given.
package struct LoopDraft {
  let graph: Graph

  /// How many times it is carried out.
  let count: Int

  /// What an element is called, and the input that the name stands for.
  let name: String
  let variable: NodeID?

  /// What the inputs stand for in the graph that the loop is to be part of.
  var parameters: [NodeID: Parameter] = [:]

  /// What is computed.
  var root = NodeID.none
  var ending = Loop.Ending.list

  struct Parameter {
    let operand: NodeID

    /// Whether the operand is gone through.
    let isEach: Bool
  }

  init(graph: Graph, count: Int, name: String, variable: NodeID?) {
    (self.graph, self.count, self.name, self.variable) = (graph, count, name, variable)
  }

  /// A loop over a list of a graph, of what an excerpt from it comes to with each element in the place of its leaf.
  package init(
    _ excerpt: GraphExcerpt, in list: NodeID, of source: Graph, named name: String, addingUp: Bool
  ) {
    self.init(graph: excerpt.graph, count: source.extent(of: list), name: name, variable: excerpt.leaves[0])
    parameters = excerpt.others.mapValues { Parameter(operand: $0, isEach: false) }
    parameters[excerpt.leaves[0]] = Parameter(operand: list, isEach: true)
    (root, ending) = (excerpt.root, addingUp ? .sum : .list)
  }
}

extension Graph {
  /// The draft of a loop over a formula in which a leaf stands for one element of a list after the other.
  ///
  /// Nodes from `first` on, and older ones that depend on the leaf, are copied into the draft; all others stay what they are. So
  /// the new nodes can be taken away before the loop is built. O(number of nodes below the formula).
  package func loopDraft(
    _ formula: NodeID, over leaf: NodeID, in list: NodeID, named name: String, addingUp: Bool,
    from first: Checkpoint
  ) -> LoopDraft {
    LoopDraft(
      excerpt(of: formula, over: [leaf], from: first), in: list, of: self, named: name, addingUp: addingUp)
  }

  /// How many elements of a list are gone through: numbers of a vector, or rows of a matrix.
  package func extent(of list: NodeID) -> Int {
    let shape = shape(of: list)
    return shape.rank == 1 ? shape.columns : shape.rows
  }

  /// The node of a loop, or of what it comes to without one.
  ///
  /// What does not change from element to element is computed once and outside, and so is what is picked from arrays by places
  /// that the elements tell: it is gone through itself then.
  package func node(_ draft: LoopDraft) -> NodeID {
    var maker = LoopMaker(self, draft)
    return maker.make()
  }
}

/// Builds the loop of a draft into a graph.
private struct LoopMaker {
  let graph: Graph
  let draft: LoopDraft

  /// What stands outside of the loop: nodes of the draft that do not change, by what they are in the graph.
  private var outside: [NodeID: NodeID] = [:]

  /// What stands inside: nodes of the draft by those of the loop's own graph, in which only what changes is.
  private let body = Graph()
  private var inside: [NodeID: NodeID] = [:]
  private var parameters: [(leaf: NodeID, parameter: LoopDraft.Parameter)] = []

  /// What a number inside comes to for all elements, as a vector outside, where that can be told.
  private var columns: [NodeID: NodeID] = [:]

  init(_ graph: Graph, _ draft: LoopDraft) { (self.graph, self.draft) = (graph, draft) }

  mutating func make() -> NodeID {
    for (leaf, parameter) in draft.parameters.sorted(by: { $0.key < $1.key }) {
      if parameter.isEach { enter(leaf, parameter) } else { outside[leaf] = parameter.operand }
    }
    for id in draft.graph.cone(of: draft.root) {
      guard let node = draft.graph.node(at: id), !node.isInput else { continue }
      if node.operands.allSatisfy(isOutside) {
        outside[id] = graph.node(like: node, node.arguments.map { outer($0) })
      } else if let picked = picked(node) {
        enter(id, LoopDraft.Parameter(operand: picked, isEach: true))
      } else {
        inside[id] = body.node(like: node, node.arguments.map { inner($0) })
      }
    }
    return finished()
  }

  /// Makes a node of the draft a parameter.
  private mutating func enter(_ id: NodeID, _ parameter: LoopDraft.Parameter) {
    let leaf = body.addLeaf(of: draft.graph.shape(of: id))
    inside[id] = leaf
    parameters.append((leaf, parameter))
    if parameter.isEach, draft.graph.shape(of: id).isScalar { columns[id] = parameter.operand }
  }

  /// A node of the draft that does not change, outside.
  private func outer(_ id: NodeID) -> NodeID {
    outside[id] ?? graph.constant(like: id, of: draft.graph)
  }

  /// A node of the draft, inside: what does not change is a parameter.
  private mutating func inner(_ id: NodeID) -> NodeID {
    if let known = inside[id] { return known }
    if id.isConstant { return body.constant(like: id, of: draft.graph) }
    if outer(id).isConstant { return body.constant(like: outer(id), of: graph) }
    let leaf = body.addLeaf(of: draft.graph.shape(of: id))
    parameters.append((leaf, LoopDraft.Parameter(operand: outer(id), isEach: false)))
    inside[id] = leaf
    return leaf
  }

  /// What is picked from an array that does not change by places that are known for all elements: in one node, outside, of which
  /// each element is one.
  private mutating func picked(_ node: Node) -> NodeID? {
    guard case .gather(let gather)? = node.operation, isOutside(node.operands[0]),
      let places = column(node.operands[1])
    else { return nil }
    let array = outer(node.operands[0])
    let extent = gather.axis == .row ? graph.shape(of: array).rows : graph.shape(of: array).columns
    if extent == 0 { return nil }
    let all = parts(of: array, gather, at: places, of: extent)
    return gather.axis == .column ? graph.node(.transpose(Transpose()), [all]) : all
  }

  /// What is picked from an array: of places one beside the other a section, which needs to be told no places.
  private func parts(of array: NodeID, _ gather: Gather, at places: NodeID, of extent: Int) -> NodeID {
    guard let range = graph.constantArray(places)?.wholeRange, range.lowerBound >= 1,
      range.upperBound <= extent
    else { return graph.node(.gather(gather), [array, places]) }
    if range == 1...extent { return array }
    let shape = graph.shape(of: array)
    let part = range.lowerBound - 1..<range.upperBound
    let section =
      gather.axis == .row
      ? Section(rows: part, columns: 0..<shape.columns, of: shape)
      : Section(rows: 0..<shape.rows, columns: part, of: shape)
    return graph.node(.section(section), [array])
  }

  private func isOutside(_ id: NodeID) -> Bool { inside[id] == nil || outside[id] != nil }

  /// What a number of the draft is for all elements, as a vector.
  private mutating func column(_ id: NodeID) -> NodeID? {
    if let known = columns[id] { return known }
    guard let node = draft.graph.node(at: id), !node.isInput, node.operation == nil, node.shape.isScalar,
      node.operands.allSatisfy({ draft.graph.shape(of: $0).isScalar })
    else { return nil }
    var arguments: [NodeID] = []
    for argument in node.arguments {
      guard let column = isOutside(argument) ? outer(argument) : column(argument) else { return nil }
      arguments.append(column)
    }
    let column = graph.node(node.opcode, arguments: arguments)
    columns[id] = column
    return column
  }

  /// The loop's node, where there is something to go through.
  private mutating func finished() -> NodeID {
    let shape = draft.graph.shape(of: draft.root)
    if draft.count == 0 {
      let empty = draft.ending == .sum ? shape : shape.list(of: 0) ?? .scalar
      return empty.isScalar ? graph.constant(0) : graph.constant(ArrayValue(empty, repeating: 0))
    }
    guard let root = inside[draft.root], !isOutside(draft.root) else {
      return repeated(outer(draft.root), shape)
    }
    if let known = parameters.first(where: { $0.leaf == root })?.parameter {
      return elements(of: known.operand)
    }
    let used = Set(body.cone(of: root))
    parameters.removeAll { !used.contains($0.leaf) }
    let program = LoopProgram(root, of: body, parameters: parameters.map(\.leaf))
    let variable = draft.variable.flatMap { inside[$0] }
    let loop = Loop(
      program, count: draft.count, isEach: parameters.map(\.parameter.isEach), name: draft.name,
      variable: parameters.firstIndex { $0.leaf == variable }, ending: draft.ending)
    return graph.node(.loop(loop), parameters.map(\.parameter.operand))
  }

  /// The same so many times.
  private func repeated(_ element: NodeID, _ shape: Shape) -> NodeID {
    if draft.ending == .sum {
      return draft.count == 1 ? element : graph.node(.multiply, graph.constant(Double(draft.count)), element)
    }
    return shape.list(of: draft.count).map { graph.node(.spread(Spread(to: $0)), [element]) }
      ?? graph.constant(.nan)
  }

  /// Elements as they are.
  private func elements(of list: NodeID) -> NodeID {
    if draft.ending == .list { return list }
    let axis: Axis? = graph.shape(of: list).rank == 2 ? .column : nil
    return graph.node(.reduction(Reduction(.sum, each: axis)), [list])
  }
}
