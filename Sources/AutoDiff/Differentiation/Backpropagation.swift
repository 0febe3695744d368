/// A reverse sweep that was made: the adjoint of every node below the target, ∂target/∂node.
package struct Backpropagation: Sendable {
  package let target: NodeID

  /// The target's value.
  package let value: Double

  /// For each node up to the target its adjoint, and whether the target is connected to it by a path on which no
  /// derivative is cut off.
  private let adjoints: [Double]
  private let connected: [Bool]

  /// The inputs that the target is connected to, ascending.
  private let inputs: [NodeID]

  /// The graph's generation at the time; adjoints are out of date when it has moved on.
  package let generation: Int

  fileprivate init(_ sweep: GraphSweep, of target: NodeID, in graph: Graph) {
    self.target = target
    value = graph.cachedValue(of: target)
    adjoints = sweep.adjoints
    connected = sweep.connected
    inputs = sweep.inputs.reversed()
    generation = graph.generation
  }

  /// The adjoint of a node: nil if the target is not connected to it.
  package func adjoint(of id: NodeID) -> Double? {
    id.isConstant || id.index >= connected.count || !connected[id.index] ? nil : adjoints[id.index]
  }

  /// The derivatives with respect to the inputs.
  package var gradient: Gradient {
    Gradient(value: value, entries: inputs.map { ($0, adjoints[$0.index]) })
  }
}

extension Graph {
  /// The reverse sweep from a node or constant, over cached values: only what is stale is computed first.
  ///
  /// Costs a few nanoseconds for each node that the target needs, and a fraction of one for each other node before it.
  package func backpropagation(of target: NodeID) -> Backpropagation {
    bringUpToDate([target])
    var sweep = GraphSweep(target, in: self)
    sweep.run(self, target) { AdjointFlow(adjoints: $0, firstVariable: 0) }
    return Backpropagation(sweep, of: target, in: self)
  }
}

/// The reverse sweep over a graph itself, without a tape: worth it where it is made once.
private struct GraphSweep {
  var adjoints: [Double]
  var connected: [Bool]
  var inputs: [NodeID] = []

  /// Memory for the nodes up to the target; none if there is too little, and then the graph may not go on.
  init(_ target: NodeID, in graph: Graph) {
    var count = target.isConstant ? 0 : target.index + 1
    if !graph.mayTake(count * MemoryLayout<(Double, Bool)>.stride) { count = 0 }
    adjoints = [Double](repeating: 0, count: count)
    connected = [Bool](repeating: false, count: count)
  }

  /// Passes adjoints down from the target, whose value is fresh, through every node that it is connected to, and returns the flow.
  @discardableResult
  mutating func run<Flow: EdgeFlow<Double>>(
    _ graph: Graph, _ target: NodeID, _ makeFlow: (UnsafeMutablePointer<Double>) -> Flow
  ) -> Flow? {
    if target.isConstant || adjoints.isEmpty { return nil }
    adjoints[target.index] = 1
    connected[target.index] = true
    return adjoints.withUnsafeMutableBufferPointer { adjoints in
      connected.withUnsafeMutableBufferPointer { connected in
        guard let adjoints = adjoints.baseAddress else { return nil }
        var visitor = OutOfLine(
          EdgeVisitor(
            flow: makeFlow(adjoints), values: graph.numbers, partials: nil, lists: graph.operandPlaces))
        for node in (0...target.index).reversed() {
          if node % Graph.blockSize == 0, !graph.mayGoOn() { break }
          guard connected[node] else { continue }
          let opcode = graph.columns.opcodes[node]
          if opcode == .input {
            inputs.append(NodeID(node))
            continue
          }
          if opcode == .detach { continue }
          graph.forEachOperand(of: NodeID(node)) { if !$0.isConstant { connected[$0.index] = true } }
          guard visitor.base.come(to: node) else { continue }
          let links = graph.columns.links[node]
          visitor.base.left = links.left.index
          visitor.base.right = links.right.index
          dispatch(opcode, &visitor)
          visitor.base.flow.leave(node)
        }
        return visitor.base.flow
      }
    }
  }
}

extension Backpropagation {
  /// The sweep told operation by operation: what each passes to its operands.
  package typealias Steps = SweepSteps<Turn, Edge>

  /// One operation's turn in the sweep.
  package struct Turn: Sendable {
    /// The operation.
    package let node: NodeID

    /// The adjoint that it had received when its turn came.
    package let adjoint: Double
  }

  /// An operand place that is not a constant: the operand, the local partial and its product with the adjoint.
  package typealias Edge = (operand: NodeID, partial: Double, contribution: Double)
}

extension Graph {
  /// The reverse sweep told step by step, from the target to the inputs.
  package func backpropagationSteps(of target: NodeID) -> Backpropagation.Steps {
    if freshness(of: target) != .fresh { bringUpToDate([target]) }
    let most = mostEdges(upTo: target)
    // Each edge is written down twice, and there can be a turn for each.
    guard mayTake(most * 4 * MemoryLayout<Backpropagation.Edge>.stride) else {
      return Backpropagation.Steps(turnCapacity: 0, edgeCapacity: 0)
    }
    var sweep = GraphSweep(target, in: self)
    let flow = sweep.run(self, target) {
      RecordedFlow(AdjointFlow(adjoints: $0, firstVariable: 0), capacity: most)
    }
    let passages = flow?.passages ?? []
    var steps = Backpropagation.Steps(turnCapacity: passages.count, edgeCapacity: passages.count)
    var next = 0
    while next < passages.count {
      if steps.count % Self.blockSize == 0, !mayGoOn() { break }
      let node = passages[next].slot
      let adjoint = sweep.adjoints[node]
      while next < passages.count, passages[next].slot == node {
        let passage = passages[next]
        next += 1
        if passage.operand >= 0 {
          steps.append((NodeID(passage.operand), passage.partial, contribution: adjoint ⊙ passage.partial))
        }
      }
      steps.end(Backpropagation.Turn(node: NodeID(node), adjoint: adjoint))
    }
    return steps
  }

  /// No fewer edges than lead down from the nodes up to this one.
  private func mostEdges(upTo target: NodeID) -> Int {
    target.isConstant ? 0 : 2 * (target.index + 1) + operandPlaces.count
  }
}
