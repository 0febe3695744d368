/// A reverse sweep that was made: the adjoint of every node below the target, ∂target/∂node.
package struct Backpropagation: Sendable {
  package let target: NodeID

  /// The target's value.
  package let value: Double

  /// For each place its adjoint, and whether the target is connected to it by a path on which no derivative is cut off.
  private let adjoints: [Double]
  private let connected: [Bool]

  /// The tape whose slots are the places; nil where every node up to the target has the place of its number.
  private let tape: Tape?

  /// The inputs that the target is connected to, ascending.
  private let inputs: [NodeID]

  private let graph: ObjectIdentifier

  /// The graph's generation at the time; adjoints are out of date when it has moved on.
  package let generation: Int

  fileprivate init(_ sweep: GraphSweep, of target: NodeID, in graph: Graph) {
    self.target = target
    value = graph.cachedValue(of: target)
    adjoints = sweep.adjoints
    connected = sweep.connected
    tape = nil
    inputs = sweep.inputs.reversed()
    generation = graph.generation
    self.graph = ObjectIdentifier(graph)
  }

  /// The sweep over a tape, with the values that are in the cache.
  fileprivate init(over tape: Tape, of target: NodeID, in graph: Graph) {
    self.target = target
    value = graph.cachedValue(of: target)
    var values = graph.cachedValues(for: tape)
    var adjoints = tape.seeded(tape.targets.map { ($0, 1) })
    withPointers(&values, &adjoints) { tape.sweepReverse($0, adjoints: $1, while: graph.mayGoOn) }
    let connected = tape.connectedSlots()
    inputs = tape.inputs.indices.filter { connected[tape.firstInput + $0] }.map { tape.inputs[$0] }
    (self.adjoints, self.connected, self.tape) = (adjoints, connected, tape)
    generation = graph.generation
    self.graph = ObjectIdentifier(graph)
  }

  /// Where an adjoint stands; nil if the node is none that the target is made of.
  private func place(of id: NodeID) -> Int? {
    if id.isConstant || id > target { return nil }
    return tape.map { $0.slot(of: id) } ?? id.index
  }

  /// The adjoint of a node: nil if the target is not connected to it.
  package func adjoint(of id: NodeID) -> Double? {
    place(of: id).flatMap { $0 < connected.count && connected[$0] ? adjoints[$0] : nil }
  }

  /// The derivatives with respect to the inputs.
  package var gradient: Gradient {
    Gradient(value: value, entries: inputs.map { ($0, adjoint(of: $0) ?? 0) }, graph: graph)
  }
}

extension Graph {
  /// The reverse sweep from a node or constant, over cached values: only what is stale is computed first.
  ///
  /// Costs a few nanoseconds for each node that the target needs, however many others there are.
  package func backpropagation(of target: NodeID) -> Backpropagation {
    bringUpToDate([target])
    if hasSmallCone(target) { return Backpropagation(over: keptTape(for: [target]), of: target, in: self) }
    var sweep = GraphSweep(target, in: self)
    sweep.run(self, target) { AdjointFlow(adjoints: $0, firstVariable: 0) }
    return Backpropagation(sweep, of: target, in: self)
  }
}

/// The reverse sweep over a graph itself, without a tape: worth it where it is made once, and the target needs a good part
/// of the nodes before it.
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
    _ graph: Graph, _ target: NodeID, _ makeFlow: (CheckedPointer<Double>) -> Flow
  ) -> Flow? {
    if target.isConstant || adjoints.isEmpty { return nil }
    adjoints[target.index] = 1
    connected[target.index] = true
    return adjoints.withUnsafeMutableBufferPointer { adjoints in
      connected.withUnsafeMutableBufferPointer { connected in
        guard let adjoints = CheckedPointer(adjoints) else { return nil }
        var visitor = OutOfLine(
          EdgeVisitor(
            flow: makeFlow(adjoints), values: graph.numbers, partials: nil, lists: graph.operandPlaces))
        Work.did(target.index % Graph.blockSize)
        for node in (0...target.index).reversed() {
          if node % Graph.blockSize == 0, Work.notes(blockAt: 0, of: node), !graph.mayGoOn() { break }
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
    if hasSmallCone(target) {
      let tape = keptTape(for: [target])
      var values = cachedValues(for: tape)
      var adjoints = tape.seeded(tape.targets.map { ($0, 1) })
      var passages: [RecordedFlow<AdjointFlow<Double>>.Passage] = []
      withPointers(&values, &adjoints) { values, adjoints in
        let base = AdjointFlow(adjoints: adjoints, firstVariable: tape.constants.count)
        var flow = RecordedFlow(base, capacity: tape.mostEdges)
        tape.sweep(values, &flow, ascending: false, while: mayGoOn)
        passages = flow.passages
      }
      return steps(passages, adjoints) { tape.node(ofSlot: $0) }
    }
    let most = mostEdges(upTo: target)
    // Each edge is written down twice, and there can be a turn for each.
    guard mayTake(most * 4 * MemoryLayout<Backpropagation.Edge>.stride) else {
      return Backpropagation.Steps(turnCapacity: 0, edgeCapacity: 0)
    }
    var sweep = GraphSweep(target, in: self)
    let flow = sweep.run(self, target) {
      RecordedFlow(AdjointFlow(adjoints: $0, firstVariable: 0), capacity: most)
    }
    return steps(flow?.passages ?? [], sweep.adjoints) { $0 >= 0 ? NodeID($0) : nil }
  }

  /// The steps whose edges were passed; `node` gives the node of a place, nil for a constant's.
  private func steps(
    _ passages: [RecordedFlow<AdjointFlow<Double>>.Passage], _ adjoints: [Double], _ node: (Int) -> NodeID?
  ) -> Backpropagation.Steps {
    var steps = Backpropagation.Steps(turnCapacity: passages.count, edgeCapacity: passages.count)
    var next = 0
    while next < passages.count {
      if steps.count % Self.blockSize == 0, Work.notes(blockAt: next, of: passages.count), !mayGoOn() {
        break
      }
      let place = passages[next].slot
      let adjoint = adjoints[place]
      // Nothing goes on behind a number that is cut off.
      let turn = node(place).flatMap { opcode(of: $0) == .detach ? nil : $0 }
      while next < passages.count, passages[next].slot == place {
        let passage = passages[next]
        next += 1
        if turn != nil, let operand = node(passage.operand) {
          steps.append((operand, passage.partial, contribution: adjoint ⊙ passage.partial))
        }
      }
      if let turn { steps.end(Backpropagation.Turn(node: turn, adjoint: adjoint)) }
    }
    return steps
  }

  /// No fewer edges than lead down from the nodes up to this one.
  private func mostEdges(upTo target: NodeID) -> Int {
    target.isConstant ? 0 : 2 * (target.index + 1) + operandPlaces.count
  }
}
