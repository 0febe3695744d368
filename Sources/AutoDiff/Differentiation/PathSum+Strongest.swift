package import Memory

extension PathSum {
  /// Up to `limit` of the paths, those that contribute most first, however many there are.
  ///
  /// From the variable up, each node keeps the best ways on from it, as sums of logarithms, so that no product is too
  /// large: O(number of edges · `limit`), times the logarithm of that. `limit` is made smaller where that were too much.
  package func strongestPaths(atMost limit: Int, _ cancellation: Cancellation) throws(Interruption) -> [Path]
  {
    guard derivative != nil, limit > 0 else { return [] }
    if target == variable { return [Path(edges: [], product: 1)] }
    let limit = max(1, min(limit, Self.mostWays / max(1, steps.edges.count)))
    var ways = [variable: [Way(size: 0, edge: -1, rank: 0)]]
    for (position, step) in steps.reversed().enumerated() {
      if position % 64 == 0 { try cancellation.check() }
      var best: [Way] = []
      for edge in step.edges.indices {
        let size = Self.size(of: steps.edges[edge].partial)
        for (rank, way) in ways[steps.edges[edge].operand, default: []].enumerated() {
          best.append(Way(size: Self.product(size, way.size), edge: edge, rank: rank))
        }
        if best.count > 2 * limit + Self.edgesBetweenSorts { Self.keepBest(of: &best, limit) }
      }
      Self.keepBest(of: &best, limit)
      Work.did(best.count)
      ways[step.turn.node] = best
    }
    var paths: [Path] = []
    for rank in ways[target, default: []].indices {
      try cancellation.check()
      paths.append(path(rank, ways))
    }
    return paths
  }

  /// A way on from a node: the edge that it begins with, and which of the ways of the edge's operand it goes on with.
  private struct Way {
    /// The logarithm of the product's magnitude.
    let size: Double
    let edge: Int
    let rank: Int
  }

  /// How many ways are kept in all.
  private static let mostWays = 2_000_000

  /// How many ways more than are kept may be collected before they are sorted.
  private static let edgesBetweenSorts = 1000

  /// The logarithm of a factor's size; what is no number counts for the largest: it decides the sum.
  private static func size(of partial: Double) -> Double {
    partial.isNaN ? .infinity : .log(partial.magnitude)
  }

  /// The logarithm of a product in which 0 wins.
  private static func product(_ a: Double, _ b: Double) -> Double {
    a == -.infinity || b == -.infinity ? -.infinity : a + b
  }

  private static func keepBest(of ways: inout [Way], _ limit: Int) {
    ways.sort { ($0.size, $1.edge, $1.rank) > ($1.size, $0.edge, $0.rank) }
    if ways.count > limit { ways.removeLast(ways.count - limit) }
  }

  /// The path that is the target's way of some rank.
  private func path(_ rank: Int, _ ways: [NodeID: [Way]]) -> Path {
    var (node, rank, edges, product) = (target, rank, [Edge](), 1.0)
    while node != variable, let ways = ways[node], rank < ways.count {
      let way = ways[rank]
      let (operand, partial, _) = steps.edges[way.edge]
      edges.append(
        Edge(node: node, operandIndex: operandIndices[way.edge], operand: operand, partial: partial))
      product = product ⊙ partial
      (node, rank) = (operand, way.rank)
    }
    Work.did(edges.count)
    return Path(edges: edges, product: product)
  }
}
