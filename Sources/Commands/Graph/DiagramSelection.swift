import AutoDiff
import Memory
import Sessions

extension DiagramBuilder {
  /// The nodes that are drawn.
  struct Selection {
    /// A call of a function that is drawn as one node.
    struct Call {
      let name: String
      let arguments: [NodeID]
    }

    /// The nodes, ascending.
    private(set) var nodes: [NodeID] = []

    /// For each result of a call that is one node the call.
    private(set) var calls: [NodeID: Call] = [:]

    /// The drawn nodes that no drawn node reads, and the target.
    private(set) var roots: [NodeID]

    private var isDrawn: Set<NodeID> = []

    func contains(_ id: NodeID) -> Bool { isDrawn.contains(id) }
  }
}

extension DiagramBuilder.Selection {
  /// What the options select of the nodes below a target. O(size of its cone).
  init(of root: NodeID, _ options: GraphOptions, _ context: CommandContext) throws(Interruption) {
    roots = [root]
    if root.isConstant { return }
    let graph = context.graph
    if options.foldsCalls == true { calls = Self.calls(context.session, options.opened) }
    // Level by level from the target; what is only inside a call is not come to.
    var level = [root]
    var distance = 0
    var operands: [NodeID: [NodeID]] = [:]
    isDrawn = [root]
    while !level.isEmpty, options.around != nil || distance <= options.depth ?? .max {
      try context.cancellation.check()
      var next: [NodeID] = []
      for id in level {
        var read: [NodeID] = calls[id]?.arguments ?? []
        if calls[id] == nil { graph.forEachOperand(of: id) { read.append($0) } }
        operands[id] = read.filter { !$0.isConstant }
        if distance == options.depth, options.around == nil { continue }
        for operand in operands[id, default: []] where isDrawn.insert(operand).inserted {
          next.append(operand)
        }
      }
      level = next
      distance += 1
    }
    if let (node, reach) = options.around { keep(around: node, reach, operands) }
    nodes = isDrawn.sorted()
    calls = calls.filter { isDrawn.contains($0.key) }
    if options.around != nil {
      let read = Set(nodes.flatMap { operands[$0] ?? [] })
      roots = nodes.filter { !read.contains($0) }
    }
  }

  /// Keeps what is at most so many edges from a node, up or down.
  private mutating func keep(around node: NodeID, _ reach: Int, _ operands: [NodeID: [NodeID]]) {
    var neighbours = operands
    for (user, read) in operands {
      for operand in read { neighbours[operand, default: []].append(user) }
    }
    var near: Set<NodeID> = isDrawn.contains(node) ? [node] : []
    var level = Array(near)
    var distance = 0
    while distance < reach, !level.isEmpty {
      var next: [NodeID] = []
      for id in level {
        for other in neighbours[id, default: []] where near.insert(other).inserted { next.append(other) }
      }
      level = next
      distance += 1
    }
    isDrawn = near
  }

  /// The calls that are drawn as one node each, by their results: of calls in one another the outermost.
  private static func calls(_ session: Session, _ opened: Set<String>) -> [NodeID: Call] {
    var calls: [NodeID: Call] = [:]
    for region in session.calls where !opened.contains(region.function.name) {
      guard case .node(let result) = region.result, region.nodes.contains(result.index) else { continue }
      calls[result] = Call(
        name: region.function.name + String(repeating: "'", count: region.order),
        arguments: region.arguments.map { $0.id(in: session.graph) })
    }
    return calls
  }
}
