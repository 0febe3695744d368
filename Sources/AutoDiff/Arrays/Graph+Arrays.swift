package import Memory

extension Graph {
  /// Whether there are arrays: if not, every value is a number.
  package var hasArrays: Bool { arrays.isUsed }

  /// The shape of a node's or constant's value. O(1).
  package func shape(of id: NodeID) -> Shape {
    if !arrays.isUsed { return .scalar }
    return id.isConstant
      ? arrays.constant(at: id.constantPosition)?.shape ?? .scalar : arrays.shape(ofNode: id.index)
  }

  /// What an array node does; nil for all others.
  package func arrayOperation(of id: NodeID) -> ArrayOperation? {
    guard !id.isConstant, columns.opcodes[id.index] == .array else { return nil }
    return lists.list(of: id.index, in: columns).last.map { arrays.operation($0.rawValue) }
  }

  /// The identifier of a constant array, the same for the same bits.
  package func constant(_ value: ArrayValue) -> NodeID {
    if let position = arrays.position(ofConstant: value) { return .constant(position) }
    let id = constants.append(.nan)
    arrays.setConstant(value, at: id.constantPosition)
    return id
  }

  /// The identifier of a constant that is in another graph.
  package func constant(like other: NodeID, of graph: Graph) -> NodeID {
    graph.constantArray(other).map { constant($0) } ?? constant(graph.cachedValue(of: other))
  }

  /// The node that does what another one does, perhaps of another graph, with arguments of this one.
  package func node(like node: Node, _ arguments: [NodeID]) -> NodeID {
    node.operation.map { self.node($0, arguments) } ?? self.node(node.opcode, arguments: arguments)
  }

  /// The array that a constant is, if it is one.
  package func constantArray(_ id: NodeID) -> ArrayValue? {
    id.isConstant ? arrays.constant(at: id.constantPosition) : nil
  }

  /// Appends a leaf whose value is an array.
  package func addInput(_ value: ArrayValue) -> NodeID {
    let id = addInput(.nan)
    arrays.setShape(value.shape, ofNewest: id.index)
    arrays.setElements(value.storage, ofNode: id.index)
    return id
  }

  /// An input of a shape whose value nobody asks for.
  package func addLeaf(of shape: Shape) -> NodeID {
    shape.isScalar ? addInput(.nan) : addInput(ArrayValue(shape, repeating: .nan))
  }

  /// The node that applies an operation to operands, which must suit it: the existing one if there is an equal one, a
  /// constant if all operands are. Where the shapes do not fit, NaN.
  package func node(_ operation: ArrayOperation, _ operands: [NodeID]) -> NodeID {
    let shapes = operands.map { shape(of: $0) }
    guard let shape = operation.shape(of: shapes) else { return constant(.nan) }
    if operands.allSatisfy(\.isConstant) {
      return constant(of: shape) { result in
        operation.primitive.compute(operands.map { arrayOperand($0) }, shape, into: result)
      }
    }
    let attribute = NodeID(rawValue: arrays.number(of: operation))
    return node(.array, list: operands + [attribute], operandCount: operands.count)
  }

  /// The constant of a shape whose elements `body` computes.
  private func constant(of shape: Shape, _ body: (UnsafeMutablePointer<Double>) -> Void) -> NodeID {
    let storage = ArrayStorage(count: shape.count, body)
    return shape.isScalar ? constant(storage.start.pointee) : constant(ArrayValue(shape, storage))
  }

  /// The constant that an operation of numbers comes to, element by element, if one of its constant operands is an array.
  func liftedConstant(_ opcode: Opcode, _ operands: [NodeID], member: Int? = nil) -> NodeID? {
    guard arrays.isUsed, operands.contains(where: { arrays.constant(at: $0.constantPosition) != nil }) else {
      return nil
    }
    guard let met = Shape.meeting(operands.map { shape(of: $0) }) else { return constant(.nan) }
    return constant(of: met) { result in
      computeLifted(opcode, member: member, operands.map { arrayOperand($0) }, met, into: result)
    }
  }

  /// Notes the shape of the newest node, which applies an operation of numbers to operands, or an array's.
  @inline(never)
  func noteShape(ofNewest node: Int) {
    let id = NodeID(node)
    var shapes: [Shape] = []
    forEachOperand(of: id) { shapes.append(shape(of: $0)) }
    let met = arrayOperation(of: id).map { $0.shape(of: shapes) } ?? Shape.meeting(shapes)
    arrays.setShape(met ?? .scalar, ofNewest: node)
  }

  /// Whether a node is computed as arrays are: its value is one, or its operands are.
  @inline(__always)
  func isArrayNode(_ node: Int) -> Bool { columns.opcodes[node] == .array || !arrays.isScalar(node) }

  /// Whether anything that the targets are made of is an array. O(number of nodes below them), and O(1) where there are none.
  package func dependsOnArrays(_ targets: [NodeID], _ cancellation: Cancellation) throws(Interruption) -> Bool
  {
    if !arrays.isUsed { return false }
    if targets.contains(where: { !shape(of: $0).isScalar }) { return true }
    return try cone(of: targets, cancellation).contains { isArrayNode($0.index) }
  }
}

extension Graph {
  /// The same where nobody stops it.
  func isOfArrays(_ targets: [NodeID]) -> Bool {
    uninterrupted { (never) throws(Interruption) in try dependsOnArrays(targets, never) }
  }
}

// MARK: Values

extension Graph {
  /// The value of a node or constant, whatever its shape; computed if it is stale.
  package func arrayValue(of id: NodeID, _ cancellation: Cancellation) throws(Interruption) -> ArrayValue {
    if !id.isConstant, columns.states[id.index] != Freshness.fresh.rawValue {
      try bringUpToDate([id], cancellation)
    }
    return cachedArray(of: id)
  }

  /// The value that is in the cache, whatever its shape and freshness; NaN where nothing was computed.
  package func cachedArray(of id: NodeID) -> ArrayValue {
    let shape = shape(of: id)
    if shape.isScalar { return ArrayValue(shape, [cachedValue(of: id)]) }
    if let constant = constantArray(id) { return constant }
    return arrays.elements(ofNode: id.index).map { ArrayValue(shape, $0) }
      ?? ArrayValue(shape, repeating: .nan)
  }

  /// Gives an input array new elements, of which there must be as many. What depends on it becomes stale.
  package func setInput(_ id: NodeID, to value: ArrayValue) {
    precondition(!id.isConstant && columns.opcodes[id.index] == .input, "only inputs can be set")
    precondition(shape(of: id) == value.shape, "the shape of an input stays")
    if value.shape.isScalar { return setInput(id, to: value[0]) }
    arrays.setElements(value.storage, ofNode: id.index)
    markUsersStale(of: id)
  }

  /// The memory of an operand, valid until the graph changes.
  func arrayOperand(_ id: NodeID) -> ArrayOperand {
    let shape = shape(of: id)
    if shape.isScalar {
      let start =
        id.isConstant
        ? constants.values.elements.base + id.constantPosition : columns.values.base + id.index
      return ArrayOperand(shape: shape, start: UnsafePointer(start))
    }
    let storage =
      id.isConstant ? arrays.constant(at: id.constantPosition)?.storage : arrays.elements(ofNode: id.index)
    // What was never computed has no elements.
    return ArrayOperand(
      shape: storage == nil ? .vector(0) : shape,
      start: UnsafePointer(storage?.start ?? columns.values.base))
  }

  /// Computes a node of which the value or an operand is an array, and whose operands are fresh.
  func computeArray(_ node: Int) {
    let shape = arrays.shape(ofNode: node)
    if shape.isScalar {
      compute(node, into: columns.values.base + node)
      return
    }
    // The old memory is written anew, if nobody else holds it.
    if var storage = arrays.takeElements(ofNode: node), isKnownUniquelyReferenced(&storage) {
      compute(node, into: storage.start)
      arrays.setElements(storage, ofNode: node)
    } else {
      arrays.setElements(ArrayStorage(count: shape.count) { compute(node, into: $0) }, ofNode: node)
    }
  }

  /// Computes what a node comes to, whose operands are fresh, into memory of its shape.
  func compute(_ node: Int, into result: UnsafeMutablePointer<Double>) {
    let id = NodeID(node)
    let shape = arrays.shape(ofNode: node)
    var operands: [ArrayOperand] = []
    forEachOperand(of: id) { operands.append(arrayOperand($0)) }
    if let operation = arrayOperation(of: id) {
      operation.primitive.compute(operands, shape, into: result)
    } else {
      let opcode = columns.opcodes[node]
      computeLifted(
        opcode, member: opcode.isFamily ? member(of: node) : nil, operands, shape, into: result)
    }
  }
}
