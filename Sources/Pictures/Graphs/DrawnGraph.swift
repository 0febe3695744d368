/// What drawings show of a diagram: the nodes below its roots, and an edge for each operand that is a node. Constants
/// stand in formulas and are no nodes of their own.
struct DrawnGraph {
  /// A node of the drawing.
  struct Node {
    /// Its position among the diagram's vertices.
    let vertex: Int

    /// Its operands among the nodes of the drawing, in order and repeated as they are used, each with its place among the
    /// diagram's operands.
    let operands: [(node: Int, place: Int)]

    /// Whether the picture is about it.
    let isRoot: Bool

    /// Its operands without repetitions.
    var distinctOperands: [Int] {
      var seen: Set<Int> = []
      return operands.map(\.node).filter { seen.insert($0).inserted }
    }
  }

  /// The nodes, operands before their users.
  private(set) var nodes: [Node] = []

  /// For each node whether another one reads it.
  private(set) var isRead: [Bool] = []

  /// The vertices of the diagram, and how its numbers are written.
  let diagram: Diagram

  /// For each node the titles of all its operands, constants too.
  private let operandPositions: [[Int]]

  /// The nodes that a diagram's roots are made of.
  ///
  /// - Complexity: O(*n* + *e*) in vertices and edges.
  init(_ diagram: Diagram) {
    let reach = DiagramReach(diagram)
    self.diagram = diagram
    operandPositions = reach.operands
    let roots = Set(reach.roots)
    var places = [Int](repeating: -1, count: diagram.vertices.count)
    for position in diagram.vertices.indices where reach.uses[position] > 0 {
      if diagram.vertices[position].isConstant { continue }
      var operands: [(node: Int, place: Int)] = []
      for (place, operand) in reach.operands[position].enumerated() where places[operand] >= 0 {
        operands.append((places[operand], place))
      }
      for operand in operands { isRead[operand.node] = true }
      isRead.append(false)
      places[position] = nodes.count
      nodes.append(
        Node(
          vertex: position, operands: operands,
          isRoot: diagram.target.map { $0 == diagram.vertices[position].id } ?? roots.contains(position)))
    }
  }

  /// An edge for each operand, for laying out.
  var layoutEdges: [GraphLayout.Edge] {
    nodes.enumerated().flatMap { target, node in
      node.operands.enumerated().map { .init(source: $1.node, target: target, inlet: $0) }
    }
  }

  /// The vertex that a node is.
  func vertex(_ node: Int) -> Diagram.Vertex { diagram.vertices[nodes[node].vertex] }

  /// What a node is called.
  func title(_ node: Int) -> String { vertex(node).title }

  /// What a node computes, in so many columns at most if that is possible.
  func formula(
    _ node: Int, fitting columns: Int, digits: Int, product: String, _ characters: Characters
  ) -> String {
    let titles = operandPositions[nodes[node].vertex].map { position in
      let operand = diagram.vertices[position]
      return operand.isConstant
        ? operand.value(in: diagram, digits: digits) ?? operand.title : operand.title
    }
    return vertex(node).formula(
      operandTitles: titles, fitting: columns, product: product, characters)
  }

  /// The local partial derivative of a node by the operand at a place, if it is known.
  func partial(_ node: Int, place: Int) -> Double? {
    let partials = vertex(node).partials
    return place < partials.count ? partials[place] : nil
  }
}

extension Diagram {
  /// A number in so many digits at most.
  func text(_ number: Double, digits: Int) -> String {
    NumberFormat(digits: min(digits, numbers.digits), notation: numbers.notation).string(number)
  }
}
