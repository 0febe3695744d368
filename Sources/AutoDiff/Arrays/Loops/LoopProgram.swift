/// What a loop computes for each element: the nodes of a small graph, one behind the other, over its parameters.
struct LoopProgram: Hashable, Sendable {
  /// The shapes of what it is given.
  let parameters: [Shape]

  private(set) var steps: [Step] = []
  private(set) var result: Reference

  /// An operation on what stands before it.
  struct Step: Hashable {
    let opcode: Opcode
    let member: Int?
    let operation: ArrayOperation?
    let operands: [Reference]
    let shape: Shape
  }

  /// What an operation reads.
  enum Reference: Hashable {
    case parameter(Int)
    case constant(NodeValue)
    case step(Int)
  }

  /// The program that computes a node of a graph. The parameters are inputs, ascending.
  init(_ root: NodeID, of graph: Graph, parameters: [NodeID]) {
    self.parameters = parameters.map { graph.shape(of: $0) }
    var references: [NodeID: Reference] = [:]
    for (position, parameter) in parameters.enumerated() { references[parameter] = .parameter(position) }
    func reference(_ id: NodeID) -> Reference { references[id] ?? .constant(graph.cachedNodeValue(of: id)) }
    for id in graph.cone(of: root) {
      guard references[id] == nil, let node = graph.node(at: id), !node.isInput else { continue }
      steps.append(
        Step(
          opcode: node.opcode, member: node.member, operation: node.operation,
          operands: node.operands.map(reference), shape: node.shape))
      references[id] = .step(steps.count - 1)
    }
    result = reference(root)
  }

  /// The shape of what it comes to.
  var shape: Shape { shape(of: result) }

  private func shape(of reference: Reference) -> Shape {
    switch reference {
    case .parameter(let position): parameters[position]
    case .constant(let value): value.shape
    case .step(let position): steps[position].shape
    }
  }

  /// How many numbers it computes.
  var elementCount: Int {
    steps.reduce(1) { sum, step in
      let (next, overflow) = sum.addingReportingOverflow(
        step.operation?.loop?.elementCount ?? step.shape.count)
      return overflow ? .max : next
    }
  }

  /// Whether all that it computes are operations of numbers on numbers: then it can be carried out for all elements at once, each
  /// operation element by element.
  var isOfNumbers: Bool {
    (steps.map(\.shape) + parameters + [shape]).allSatisfy(\.isScalar)
      && steps.allSatisfy { $0.operation == nil }
  }

  /// Builds the nodes in a graph, over what stands there for the parameters, perhaps of other shapes.
  func build(in graph: Graph, at parameters: [NodeID]) -> NodeID {
    var built: [NodeID] = []
    func node(_ reference: Reference) -> NodeID {
      switch reference {
      case .parameter(let position): parameters[position]
      case .constant(.number(let value)): graph.constant(value)
      case .constant(.array(let value)): graph.constant(value)
      case .step(let position): built[position]
      }
    }
    for step in steps {
      let operands = step.operands.map(node)
      built.append(
        step.operation.map { graph.node($0, operands) }
          ?? graph.node(
            step.opcode, arguments: (step.member.map { [graph.constant(Double($0))] } ?? []) + operands))
    }
    return node(result)
  }

  /// What it comes to on numbers of any kind.
  func elements<S: Number>(at parameters: [[S]]) -> [S] {
    var computed: [[S]] = []
    func value(_ reference: Reference) -> [S] {
      switch reference {
      case .parameter(let position): parameters[position]
      case .constant(.number(let value)): [S(value)]
      case .constant(.array(let value)): value.elements.map { S($0) }
      case .step(let position): computed[position]
      }
    }
    for step in steps {
      let operands = step.operands.map { ArrayElements(shape(of: $0), value($0)) }
      computed.append(
        step.operation.map { $0.primitive.elements(operands, step.shape) }
          ?? step.opcode.liftedElements(operands, member: step.member, step.shape))
    }
    return value(result)
  }
}
