/// The part of a diagram that its roots depend on, with vertices called by their positions.
struct DiagramReach {
  /// The positions of the roots, each once and in order.
  let roots: [Int]

  /// For each vertex its operands, in order and repeated as they are used; empty for vertices out of reach.
  private(set) var operands: [[Int]]

  /// For each vertex the number of reached vertices that it feeds, and one more if it is a root.
  private(set) var uses: [Int]

  /// The number of vertices reached, the roots included.
  private(set) var count = 0

  /// Follows the operands down from the roots.
  ///
  /// - Complexity: O(*n* + *e*) in vertices and edges. As operands stand before their users, one pass
  ///   from the last vertex to the first does it, and depth costs nothing.
  init(_ diagram: Diagram) {
    let positions = diagram.positions
    roots = distinct(diagram.roots.compactMap { positions[$0] })
    operands = Array(repeating: [], count: diagram.vertices.count)
    uses = Array(repeating: 0, count: diagram.vertices.count)
    for root in roots { uses[root] += 1 }
    for user in diagram.vertices.indices.reversed() where uses[user] > 0 {
      count += 1
      operands[user] = diagram.vertices[user].operands.compactMap { positions[$0] }.filter { $0 < user }
      for operand in distinctOperands(of: user) { uses[operand] += 1 }
    }
  }

  /// The operands of a vertex, each once and in the order of their first use.
  ///
  /// - Complexity: O(*k*) in the number of operands.
  func distinctOperands(of vertex: Int) -> [Int] {
    distinct(operands[vertex])
  }
}

/// The elements without repetitions, in the order of their first appearance.
private func distinct(_ elements: [Int]) -> [Int] {
  var seen: Set<Int> = []
  return elements.filter { seen.insert($0).inserted }
}
