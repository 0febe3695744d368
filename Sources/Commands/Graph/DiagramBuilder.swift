import AutoDiff
import Formulas
import Memory
import Pictures
import Sessions

/// Makes plain data for drawing of the graph below a node, or of a part of it.
struct DiagramBuilder {
  private let context: CommandContext
  private let options: GraphOptions

  /// What a sweep has left, and what it was of.
  private let sweep: Sweep

  /// For each node the partial derivatives by its arguments, where they are known.
  private var partials: [NodeID: [Double]] = [:]

  /// The nodes at which NaN or an infinity came about.
  private let births: Set<NodeID>

  private var vertices: [Diagram.Vertex] = []
  private var constants: [String: Int] = [:]

  private enum Sweep {
    case none
    case reverse(ReverseSweep)
    case forward(ForwardSweep)
  }

  private let root: NodeID
  private var graph: Graph { context.graph }

  /// The builder for a drawing, with the derivatives of the last sweep where they are of the present values.
  init(_ context: CommandContext, _ options: GraphOptions, root: NodeID) throws(Interruption) {
    self.context = context
    self.options = options
    self.root = root
    let sweeps = context.sweeps.fresh(in: context.graph)
    sweep =
      switch (sweeps.latest, sweeps.reverse, sweeps.forward) {
      case (.forward, _, let forward?): .forward(forward)
      case (_, let reverse?, _): .reverse(reverse)
      case (_, nil, let forward?): .forward(forward)
      case (_, nil, nil): .none
      }
    // Where an array's elements were born, each of them tells.
    let hasArrays = try context.graph.dependsOnArrays([root], context.cancellation)
    births =
      hasArrays ? [] : Set(try context.graph.valueOrigins(of: root, context.cancellation).map(\.node))
    if options.edges != .none { try notePartials(of: root) }
  }

  /// Writes down the local partials below a node.
  private mutating func notePartials(of root: NodeID) throws(Interruption) {
    for partial in try graph.localPartials(below: root, context.cancellation) {
      if partials[partial.node] == nil, let node = graph.node(at: partial.node) {
        // The number of a family's member has none.
        partials[partial.node] = Array(repeating: .nan, count: node.arguments.count - node.operands.count)
      }
      partials[partial.node]?.append(partial.value)
    }
  }

  /// The diagram of everything below a node that is to be drawn.
  mutating func diagram(of root: NodeID) throws(Interruption) -> Diagram {
    let selection = try Selection(of: root, options, context)
    for (position, id) in selection.nodes.enumerated() {
      if position % Graph.wordsBetweenQuestions == 0 { try context.cancellation.check() }
      guard let node = graph.node(at: id) else { continue }
      let call = selection.calls[id]
      let arguments = call?.arguments ?? node.arguments
      var vertex = Diagram.Vertex(
        id: id.index,
        call.map { .operation(.function($0.name)) }
          ?? (node.isInput
            ? .input : .operation(node.operation?.notation.diagramOperation ?? node.opcode.diagramOperation)),
        operands: arguments.map { operand($0, isDrawn: selection.contains($0)) }, name: node.label)
      if !node.shape.isScalar {
        vertex.valueText = valueText(of: id, node.shape)
      } else if graph.freshness(of: id) == .fresh {
        vertex.value = graph.cachedValue(of: id)
      }
      if options.edges != .none {
        vertex.partials =
          try call.map { call throws(Interruption) in try partials(of: call, result: id) } ?? partials[id]
          ?? []
      }
      (vertex.derivative, vertex.marks) = (derivative(of: id), marks(of: id))
      if arguments.contains(where: { !$0.isConstant && !selection.contains($0) }) {
        vertex.marks.append(.cut)
      }
      vertices.append(vertex)
    }
    // A target that is a number becomes a vertex here.
    let roots = selection.roots.map { operand($0, isDrawn: true) }
    var diagram = Diagram(vertices: vertices, roots: roots, numbers: context.settings.numberFormat)
    diagram.derivative =
      switch sweep {
      case .none: .none
      case .reverse: .adjoint
      case .forward: .tangent
      }
    // Where nothing is known of the nodes that are drawn, there is nothing to show.
    if vertices.allSatisfy({ $0.derivative == nil && !$0.marks.contains(.notConnected) }) {
      diagram.derivative = .none
    }
    if !root.isConstant { diagram.target = root.index }
    diagram.remarks = remarks(on: diagram)
    return diagram
  }

  /// What is written of an array: a short one whole, else its extents.
  private func valueText(of id: NodeID, _ shape: Shape) -> String {
    let characters = context.settings.characters ?? .unicode
    if graph.freshness(of: id) == .fresh, shape.count <= 4 {
      var text = ArrayText(graph.cachedArray(of: id))
      (text.numbers, text.characters) = (NumberFormat(digits: 4), characters)
      let whole = text.cell.plain
      if whole.count <= 18 { return whole }
    }
    return shape.printed.phrase(in: characters)
  }

  /// The id of an operand's vertex. Numbers, and nodes that are not drawn, are texts in formulas; they take ids behind those
  /// of nodes.
  private mutating func operand(_ id: NodeID, isDrawn: Bool) -> Int {
    if !id.isConstant, isDrawn { return id.index }
    let text = context.names.name(of: id)
    if let known = constants[text] { return known }
    let new = graph.count + constants.count
    constants[text] = new
    vertices.append(
      .init(
        id: new, .constant(text),
        value: id.isConstant && graph.shape(of: id).isScalar ? graph.cachedValue(of: id) : nil))
    return new
  }

  /// What there is to say below the drawing.
  private func remarks(on diagram: Diagram) -> [String] {
    var remarks: [String] = []
    if let condition = options.condition {
      let count = vertices.count { $0.isHighlighted }
      remarks.append(
        count == 0
          ? "no node is marked: \(condition)" : "◆ \(NumberFormat.count(count, "node")): \(condition)")
    }
    switch sweep {
    case .reverse(let sweep) where diagram.derivative != .none && sweep.target != root:
      remarks.append("the adjoints are those of \(context.names.name(of: sweep.target))")
    case .forward(let sweep) where diagram.derivative != .none && sweep.target != root:
      remarks.append("the tangents are those of the sweep to \(context.names.name(of: sweep.target))")
    case .none, .reverse, .forward: break
    }
    return remarks
  }

  // MARK: Derivatives

  private func derivative(of id: NodeID) -> Double? {
    switch sweep {
    case .none: nil
    case .reverse(let sweep): sweep.adjoint(of: id)
    case .forward(let sweep): sweep.tangent(of: id)
    }
  }

  /// What is peculiar about a node by itself.
  private func marks(of id: NodeID) -> [Diagram.Mark] {
    var marks: [Diagram.Mark] = []
    switch graph.freshness(of: id) {
    case .fresh: break
    case .neverComputed: marks.append(.neverComputed)
    case .stale, .outdated: marks.append(.stale)
    }
    if births.contains(id) { marks.append(.birth) }
    if options.marked.contains(id) { marks.append(.marked) }
    // A comparison at its limit is no kink by itself.
    switch graph.singularity(at: id) {
    case .kink, .tie, .verticalTangent, .jump, .undefined: marks.append(.kink)
    case .bend, .boundary, .equality, nil: break
    }
    if case .reverse(let sweep) = sweep, sweep.target == root, sweep.adjoint(of: id) == nil {
      marks.append(.notConnected)
    }
    return marks
  }

  /// The partials of a call's result by its arguments, each summed over the paths inside.
  private func partials(of call: Selection.Call, result: NodeID) throws(Interruption) -> [Double] {
    let arguments = Set(call.arguments)
    // What is inside, down to the arguments; what is below them belongs to others.
    var (inside, stack) = (Set([result]), [result])
    while let id = stack.popLast() {
      graph.forEachOperand(of: id) { operand in
        if operand.isConstant || arguments.contains(operand) { return }
        if inside.insert(operand).inserted { stack.append(operand) }
      }
    }
    try context.cancellation.check()
    var weights: [NodeID: Double] = [result: 1]
    for id in inside.sorted(by: >) where !arguments.contains(id) {
      guard let weight = weights[id], let node = graph.node(at: id), let partials = partials[id] else {
        continue
      }
      for (argument, partial) in zip(node.arguments, partials) where !argument.isConstant {
        weights[argument, default: 0] += weight ⊙ partial
      }
    }
    return call.arguments.map { $0.isConstant ? .nan : weights[$0] ?? 0 }
  }
}
