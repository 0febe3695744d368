import Memory

/// A look at whether a shorter form has the values of a formula also far from where algebra thinks: where exponentials
/// overflow that were turned over, or digits cancel in what was multiplied out.
struct FormTrial {
  private let graph: Graph
  private let inputs: [NodeID]
  private let values: [(result: Double, largest: Double)]

  init(_ graph: Graph, _ root: NodeID, _ nodes: [NodeID]) {
    self.graph = graph
    inputs = nodes.filter { graph.isInput($0) }
    values = Self.values(of: root, graph, inputs)
  }

  /// Whether a node has a value wherever the formula has one, and the same but for rounding.
  func passes(_ node: NodeID) -> Bool {
    zip(values, Self.values(of: node, graph, inputs)).allSatisfy { value, other in
      // Where the formula itself overflows on the way its value says nothing.
      guard value.result.isFinite, value.largest.isFinite else { return true }
      guard other.result.isFinite else { return false }
      if !other.largest.isFinite { return false }
      // What the terms of either lose when they cancel.
      let rounding = 1e-10 * max(value.largest, other.largest)
      let size = max(value.result.magnitude, other.result.magnitude)
      return (value.result - other.result).magnitude <= 1e-6 * size + rounding
    }
  }

  /// The values at the points, with the largest number that is met on the way.
  private static func values(
    of root: NodeID, _ graph: Graph, _ inputs: [NodeID]
  ) -> [(result: Double, largest: Double)] {
    if root.isConstant { return points.map { _ in (graph.cachedValue(of: root), 0) } }
    let nodes = uninterrupted { (never) throws(Interruption) in try graph.cone(of: [root], never) }
    return points.indices.map { point in
      var values: [NodeID: Double] = [:]
      var largest = 0.0
      for id in nodes {
        guard let node = graph.node(at: id) else { continue }
        let arguments = node.arguments.map { $0.isConstant ? graph.cachedValue(of: $0) : values[$0] ?? .nan }
        let value: Double
        if node.isInput {
          value = self.value(ofInput: inputs.firstIndex(of: id) ?? 0, point)
        } else if node.opcode.algebra == .product(isStrong: true) {
          // What is typed has no product in which a 0 wins over what is undefined.
          value = arguments[0] * arguments[1]
        } else if node.opcode.algebra == .quotient(isStrong: true) {
          value = arguments[0] / arguments[1]
        } else {
          value = node.opcode.value(at: arguments)
        }
        values[id] = value
        if !value.isNaN { largest = max(largest, value.magnitude) }
      }
      return (values[root] ?? .nan, largest)
    }
  }

  /// What an input is at a point: each goes through the numbers in its own order.
  static func value(ofInput position: Int, _ point: Int) -> Double {
    points[(point * (2 * position + 1) + position) % points.count]
  }

  /// Among ordinary numbers, which no formula has in it, some that are small and large.
  static let points = [
    0.3173, -0.7419, 1.2571, 2.8513, -1.6131, 0.0012347, -0.017231, 21.173, -47.31, 431.7, -823.1, 0.86071,
    3127.9,
  ]
}
