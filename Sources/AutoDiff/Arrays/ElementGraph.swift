package import Memory

/// A formula of arrays written out in numbers: a graph in which each element is a node of its own.
///
/// What an array operation means is a loop over any number; here the number is the node of another graph. All that is known
/// of graphs of numbers then holds for arrays: what happens at exceptional points, series, sparse Hessians.
package struct ElementGraph {
  /// The graph of the elements. Its inputs are those of the arrays, called `W[1, 2]`.
  package let graph: Graph

  /// For each target the nodes of its elements, row by row.
  package let targets: [[NodeID]]

  /// For each input below the target the nodes of its elements, row by row; ascending.
  package let inputs: [(input: NodeID, elements: [NodeID])]

  /// How many numbers a formula may be written out in.
  package static let limit = 10_000
}

extension Graph {
  /// How many numbers a target and all that it is made of hold, inputs and results. O(number of nodes below it).
  package func elementCount(below targets: [NodeID], _ cancellation: Cancellation) throws(Interruption) -> Int
  {
    try cone(of: targets, cancellation).reduce(0) { sum, id in
      let count = arrayOperation(of: id)?.loop?.elementCount ?? shape(of: id).count
      let (next, overflow) = sum.addingReportingOverflow(count)
      return overflow ? .max : next
    }
  }

  /// Targets written out in numbers, in an empty graph; nil where that takes more than ``ElementGraph/limit`` of them.
  package func elementGraph(
    of targets: [NodeID], into graph: Graph = Graph(), _ cancellation: Cancellation
  ) throws(Interruption) -> ElementGraph? {
    if try elementCount(below: targets, cancellation) > ElementGraph.limit { return nil }
    try bringUpToDate(targets.filter { !$0.isConstant }, cancellation)
    var elements: [NodeID: [Expression]] = [:]
    var inputs: [(input: NodeID, elements: [NodeID])] = []
    let cone = try cone(of: targets, cancellation)
    for (position, id) in cone.enumerated() {
      try cancellation.check(at: position, of: cone.count)
      if isInput(id) {
        let own = writtenInput(id, in: graph)
        inputs.append((id, own))
        elements[id] = own.map { Expression(graph: graph, id: $0) }
      } else {
        let own = written(id) { elements[$0] ?? writtenConstant($0) }
        if let name = label(of: id) { nameElements(own, name, shape(of: id), in: graph) }
        elements[id] = own
      }
      if graph.count > 64 * ElementGraph.limit { return nil }
    }
    return ElementGraph(
      graph: graph,
      targets: targets.map { target in
        (elements[target] ?? writtenConstant(target)).map { graph.id(of: $0) }
      }, inputs: inputs)
  }

  /// Gives the elements of a node that has a name names of their own, as far as they have none.
  private func nameElements(_ elements: [Expression], _ name: String, _ shape: Shape, in graph: Graph) {
    for (position, element) in elements.enumerated() {
      guard element.graph != nil, !graph.isInput(element.id), graph.label(of: element.id) == nil else {
        continue
      }
      graph.setLabel(shape.elementName(position, of: name), of: element.id)
    }
  }

  private func writtenConstant(_ id: NodeID) -> [Expression] {
    constantArray(id).map { $0.elements.map { Expression($0) } } ?? [Expression(cachedValue(of: id))]
  }

  /// The elements of an input as inputs.
  private func writtenInput(_ id: NodeID, in graph: Graph) -> [NodeID] {
    let shape = shape(of: id)
    let value = cachedArray(of: id)
    let name = label(of: id) ?? id.description
    return (0..<shape.count).map { position in
      let element = graph.addInput(value[position])
      graph.setLabel(shape.elementName(position, of: name), of: element)
      return element
    }
  }

  /// The elements of a node, over those of its operands.
  private func written(_ id: NodeID, _ elements: (NodeID) -> [Expression]) -> [Expression] {
    let shape = shape(of: id)
    let operands = operands(of: id).map { ArrayElements(self.shape(of: $0), elements($0)) }
    return arrayOperation(of: id).map { $0.primitive.elements(operands, shape) }
      ?? opcode(of: id).liftedElements(operands, member: member(of: id.index), shape)
  }
}

extension Opcode {
  /// What an operation of numbers comes to, element by element, on operands whose shapes meet in that of the result.
  func liftedElements<S: Number>(
    _ operands: [ArrayElements<S>], member: Int?, _ shape: Shape
  ) -> [S] {
    let steps = operands.map { $0.shape.steps(in: shape) }
    return (0..<shape.rows).flatMap { row in
      (0..<shape.columns).map { column in
        let own = zip(operands, steps).map { operand, steps in
          operand.elements.count == 1
            ? operand.elements[0] : operand.elements[row * steps.row + column * steps.column]
        }
        var visitor = OutOfLine(ElementVisitor(operands: own, member: member ?? 0))
        return dispatch(self, &visitor)
      }
    }
  }
}

extension Shape {
  /// What an element is called in a session: `v[2]`, `A[1, 2]`, or the name itself where it is a number.
  package func elementName(_ position: Int, of name: String) -> String {
    switch rank {
    case 0: name
    case 1: "\(name)[\(position + 1)]"
    default: "\(name)[\(position / max(1, columns) + 1), \(position % max(1, columns) + 1)]"
    }
  }
}

/// An operation of numbers on elements.
private struct ElementVisitor<S: Number>: PrimitiveVisitor {
  let operands: [S]
  let member: Int

  func input() -> S { S(.nan) }
  func unary<P: UnaryPrimitive>(_ primitive: P.Type) -> S { S.apply(P.self, operands[0]) }
  func binary<P: BinaryPrimitive>(_ primitive: P.Type) -> S { S.apply(P.self, operands[0], operands[1]) }
  func ternary<P: TernaryPrimitive>(_ primitive: P.Type) -> S {
    S.apply(P.self, operands[0], operands[1], operands[2])
  }
  func nary<P: NaryPrimitive>(_ primitive: P.Type) -> S { S.apply(P.self, operands) }
  func family<P: FamilyPrimitive>(_ primitive: P.Type) -> S { S.apply(P.self, member, operands) }
}
