import AutoDiff
import Memory
import Pictures
import Sessions

extension CommandContext {
  /// The graph below a node as plain data for drawing, its constants as leaves of their own.
  func diagram(of root: NodeID) throws(Interruption) -> Diagram {
    let graph = session.graph
    var vertices: [Diagram.Vertex] = []
    var constants: [NodeID: Int] = [:]
    func vertexID(_ id: NodeID) -> Int {
      if !id.isConstant { return id.index }
      if let known = constants[id] { return known }
      // Constants have no numbers of their own; in the picture they take some behind the nodes'.
      let new = graph.count + constants.count
      constants[id] = new
      vertices.append(
        .init(id: new, .constant, value: settings.numberFormat.string(graph.cachedValue(of: id))))
      return new
    }
    for (position, id) in try graph.cone(of: [root], cancellation).enumerated() {
      if position % Graph.wordsBetweenQuestions == 0 { try cancellation.check() }
      guard let node = graph.node(at: id) else { continue }
      let operands = node.arguments.map(vertexID)
      vertices.append(
        .init(
          id: id.index, node.isInput ? .input : .operation(node.opcode.diagramOperation), operands: operands,
          name: node.label,
          value: graph.freshness(of: id) == .fresh
            ? settings.numberFormat.string(graph.cachedValue(of: id)) : nil))
    }
    return Diagram(vertices: vertices, roots: [vertexID(root)])
  }
}

extension Opcode {
  /// The primitive as drawings write it.
  fileprivate var diagramOperation: Diagram.Operation {
    let symbol = primitive.symbol
    // What only derivatives are made of is drawn like the operator with its symbol.
    let notation =
      isTyped
      ? primitive.notation
      : BuiltIns.operation(written: symbol, operandCount: primitive.minimumCount)?.notation ?? .call
    if symbol.contains(where: \.isLetter) { return Diagram.Operation(symbol, .call) }
    return switch notation {
    case .infix(isTight: true): Diagram.Operation(symbol, .tightSymbol, commutes: isCommutative)
    case .infix, .prefix, .postfix, .call, .member, .written:
      Diagram.Operation(symbol, .symbol, commutes: isCommutative)
    }
  }
}
