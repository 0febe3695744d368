/// The lanes in which the values of a graph run down past its nodes, one row a node.
///
/// A value holds a lane from its row to its last reader. A node takes the rightmost of the lanes that end in its row; else
/// the first free one to the right of its operands; else a new one. An input takes the leftmost free lane.
struct WireLanes {
  /// A row: a node, its lane, and who holds the lanes when the row begins.
  struct Row {
    let node: Int
    let lane: Int

    /// For each lane the node whose value runs in it from above.
    let held: [Int?]

    /// The operands that are read for the last time.
    let ending: Set<Int>
  }

  private(set) var rows: [Row] = []

  /// For each node its lane.
  private(set) var lanes: [Int]

  /// How many lanes there are; none where there would be more than anybody can follow, and only the order of rows is kept.
  private(set) var count = 0

  /// The lanes of all rows together that are kept: each row knows who holds its lanes.
  private static let mostHeld = 4_000_000

  /// The lanes of the order that needs fewer: after each operand's own operands, or in that of evaluation. The first of
  /// them if both need as many.
  static func fewest(of graph: DrawnGraph) -> WireLanes {
    let inPostOrder = WireLanes(graph, in: graph.postOrder)
    let asEvaluated = WireLanes(graph, in: Array(graph.nodes.indices))
    return asEvaluated.count > 0 && asEvaluated.count < inPostOrder.count ? asEvaluated : inPostOrder
  }

  /// The lanes where the operations come in an order, in which operands stand before their users.
  init(_ graph: DrawnGraph, in order: [Int]) {
    let order = graph.withInputsAboveReaders(order)
    var lastReader = [Int](repeating: -1, count: graph.nodes.count)
    for node in order {
      for operand in graph.nodes[node].operands { lastReader[operand.node] = node }
    }
    lanes = Array(repeating: 0, count: graph.nodes.count)
    var held: [Int?] = []
    var heldCount = 0
    for node in order {
      heldCount += held.count
      if heldCount > Self.mostHeld {
        rows = order.map { Row(node: $0, lane: 0, held: [], ending: []) }
        count = 0
        return
      }
      let operands = graph.nodes[node].distinctOperands
      let ending = operands.filter { lastReader[$0] == node }
      let lane: Int
      if let rightmost = ending.map({ lanes[$0] }).max() {
        lane = rightmost
      } else {
        let first = operands.map { lanes[$0] + 1 }.max() ?? 0
        lane = (first..<max(first, held.count)).first { held[$0] == nil } ?? max(first, held.count)
      }
      rows.append(Row(node: node, lane: lane, held: held, ending: Set(ending)))
      for operand in ending { held[lanes[operand]] = nil }
      if lane >= held.count { held += Array(repeating: nil, count: lane + 1 - held.count) }
      lanes[node] = lane
      count = max(count, held.count)
      held[lane] = lastReader[node] >= 0 ? node : nil
      while let last = held.last, last == nil { held.removeLast() }
    }
  }
}

extension DrawnGraph {
  /// The operations, each after those that its operands are made of, from left to right. O(*n* + *e*), without recursion.
  fileprivate var postOrder: [Int] {
    var order: [Int] = []
    var isListed = [Bool](repeating: false, count: nodes.count)
    var isOpen = isListed
    var stack = nodes.indices.filter { !isRead[$0] || nodes[$0].isRoot }.reversed().map { $0 }
    while let node = stack.last {
      if isListed[node] || isOpen[node] {
        stack.removeLast()
        if !isListed[node] { order.append(node) }
        isListed[node] = true
        continue
      }
      isOpen[node] = true
      for operand in nodes[node].operands.reversed() where !isListed[operand.node] && !isOpen[operand.node] {
        stack.append(operand.node)
      }
    }
    return order
  }

  /// An order of all nodes in which each leaf stands directly above the first that reads it.
  fileprivate func withInputsAboveReaders(_ order: [Int]) -> [Int] {
    var result: [Int] = []
    var isListed = [Bool](repeating: false, count: nodes.count)
    func list(_ node: Int) {
      if isListed[node] { return }
      isListed[node] = true
      result.append(node)
    }
    for node in order where !nodes[node].operands.isEmpty || !isRead[node] {
      for operand in nodes[node].operands where nodes[operand.node].operands.isEmpty { list(operand.node) }
      list(node)
    }
    return result
  }
}
