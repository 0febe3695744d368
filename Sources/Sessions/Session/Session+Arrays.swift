package import AutoDiff
import Formulas
package import Memory

extension Session {
  /// The value of an operand, whatever its shape, computed if it is stale.
  package func nodeValue(of operand: Operand) throws(Interruption) -> NodeValue {
    switch operand {
    case .constant(let value): return .number(value)
    case .array(let id): return .array(graph.cachedArray(of: id))
    case .node(let id):
      try graph.bringUpToDate(id, cancellation)
      return graph.cachedNodeValue(of: id)
    }
  }

  /// The value of an operand that has been computed, whatever its shape.
  package func cachedNodeValue(of operand: Operand) -> NodeValue {
    switch operand {
    case .constant(let value): .number(value)
    case .array(let id), .node(let id): graph.cachedNodeValue(of: id)
    }
  }

  /// Throws if an input's new value is of another shape.
  func checkShapes(
    of operands: [Operand], _ names: [Statement.Name], _ inputs: [NodeID]
  ) throws(SessionError) {
    let lowering = lowering()
    for (position, operand) in operands.enumerated() {
      let (old, new) = (graph.shape(of: inputs[position]), lowering.shape(of: operand))
      if old != new {
        throw SessionError(
          reason: .array(
            .shapeOfInputStays(ArrayError.Operand(text: names[position].text, shape: old), new: new)),
          range: names[position].range)
      }
    }
  }

  /// `v[2] = 7`, `A[1, ..] := u`: sets elements of an input to what the right side is now.
  func setPart(_ part: Formula, to formula: Formula) throws(SessionError) -> Result {
    guard case .name(let place) = part.nodes.first?.kind, let range = part.nodes.first?.range else {
      return Result(effect: .update([]), notices: [])
    }
    let name = part[place]
    let input = try arrayInput(name, range)
    // Looking where something stands is no use of what is cached.
    let statistics = graph.statistics
    defer { graph.statistics = statistics }
    let (positions, value) = try leavingNoNodes { () throws(SessionError) in
      try building { () throws(SessionError) in
        let (positions, shape) = try places(of: part, in: input)
        return (positions, try newValue(of: part, shape, formula))
      }
    }
    let old = graph.cachedArray(of: input)
    var elements = old.elements
    for (number, position) in positions.enumerated() {
      elements[position] = value.count == 1 ? value[0] : value[number]
    }
    setValue(of: input, to: .array(ArrayValue(old.shape, elements)))
    last = .node(input)
    return Result(effect: .part(name: name, input), notices: [])
  }

  /// The input array of a name.
  private func arrayInput(_ name: String, _ range: SourceRange) throws(SessionError) -> NodeID {
    let input: NodeID
    switch environment.variable(name) {
    case .input(let id): input = id
    case .definition:
      throw SessionError(reason: .array(.partOfOther(name, isDefinition: true)), range: range)
    case nil:
      throw SessionError(reason: .unknownNames([UnknownName(name)]), range: range)
    }
    if graph.shape(of: input).isScalar {
      throw SessionError(reason: .array(.partOfOther(name, isDefinition: false)), range: range)
    }
    return input
  }

  /// The places that a subscript of an input speaks of: what it picks of an array that holds its own places.
  private func places(of part: Formula, in input: NodeID) throws(SessionError) -> ([Int], Shape) {
    let shape = graph.shape(of: input)
    var lowering = lowering()
    guard case .name(let place) = part.nodes[0].kind else { return ([], shape) }
    // An input of places stands for the array, so that errors speak of it as it is.
    let places = graph.addInput(ArrayValue(shape) { Double($0) })
    lowering.parameters[part[place]] = .node(places)
    let picked = try lowering.lower(part)
    let values = try interruptibly { (cancellation) throws(Interruption) in
      guard let id = picked.node else { return graph.cachedArray(of: picked.id(in: graph)) }
      return try graph.arrayValue(of: id, cancellation)
    }
    var seen: Set<Int> = []
    var positions: [Int] = []
    let range = part.nodes[part.nodes.count - 1].range
    for element in values.elements {
      guard let position = Int(exactly: element) else {
        throw SessionError(reason: .array(.indexIsNotKnown(part.description)), range: range)
      }
      guard seen.insert(position).inserted else {
        throw SessionError(
          reason: .array(.setTwice(ArrayError.Operand(text: part[place], shape: shape))), range: range)
      }
      positions.append(position)
    }
    return (positions, values.shape)
  }

  /// The right side as it is now: a number for all elements, or as many as are set.
  private func newValue(
    of part: Formula, _ shape: Shape, _ formula: Formula
  ) throws(SessionError) -> ArrayValue {
    var lowering = lowering()
    let operand = try lowering.lower(formula)
    let value = try interruptibly { (cancellation) throws(Interruption) in
      try graph.arrayValue(of: operand.id(in: graph), cancellation)
    }
    let range = formula.nodes[formula.nodes.count - 1].range
    if !value.shape.isScalar, value.shape != shape {
      throw SessionError(
        reason: .array(
          .partHasShape(ArrayError.Operand(text: part.description, shape: shape), new: value.shape)),
        range: range)
    }
    return value
  }
}

extension Graph {
  /// Computes a node if it is stale.
  package func bringUpToDate(_ id: NodeID, _ cancellation: Cancellation) throws(Interruption) {
    if freshness(of: id) != .fresh { try bringUpToDate([id], cancellation) }
  }
}
