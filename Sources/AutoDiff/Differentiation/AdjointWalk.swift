import Memory

/// Backprop made once: over the graph itself, which is worth it where the target needs a good part of the nodes before it,
/// and else over its tape.
struct AdjointWalk<Flow: EdgeFlow<Double>> {
  let target: NodeID
  let tape: Tape?
  private(set) var adjoints: [Double]
  private(set) var connected: [Bool]
  private(set) var inputs: [NodeID] = []

  /// The flow as it was in the end; nil if the target is a constant.
  private(set) var flow: Flow?

  /// Passes adjoints down from a target, whose value is fresh, to everything that it is connected to. `makeFlow` may watch
  /// what is passed.
  init(
    _ target: NodeID, over tape: Tape?, in graph: Graph, _ cancellation: Cancellation,
    _ makeFlow: (AdjointFlow<Double>) -> Flow
  ) throws(Interruption) {
    (self.target, self.tape) = (target, tape)
    let count = tape?.slotCount ?? (target.isConstant ? 0 : target.index + 1)
    try cancellation.take(count, of: (Double, Bool).self)
    adjoints = [Double](repeating: 0, count: count)
    connected = [Bool](repeating: false, count: count)
    if target.isConstant { return }
    let slot = tape.map { $0.targets[0] } ?? target.index
    (adjoints[slot], connected[slot]) = (1, true)
    if let tape {
      let values = try graph.cachedValues(for: tape, cancellation)
      try tape.withColumns { (columns) throws(Interruption) in
        var values = values
        try values.withUnsafeMutableBufferPointer { (values) throws(Interruption) in
          guard let values = CheckedPointer(values) else { return }
          try run(columns, SlotNumbers(values), tape.constants.count, cancellation, makeFlow)
        }
      }
      inputs = tape.inputs.indices.filter { connected[tape.firstInput + $0] }.map { tape.inputs[$0] }
    } else {
      let columns = GraphColumns(upTo: target, of: graph)
      let slots = try run(columns, graph.numbers, 0, cancellation, makeFlow)
      inputs = slots.reversed().map { NodeID($0) }
    }
  }

  /// Passes every edge below the target once; gives the inputs that were met among the operations.
  @discardableResult
  private mutating func run<Operations: OperationSequence, Numbers: NumberSource<Double>>(
    _ operations: Operations, _ numbers: Numbers, _ firstVariable: Int, _ cancellation: Cancellation,
    _ makeFlow: (AdjointFlow<Double>) -> Flow
  ) throws(Interruption) -> [Int] {
    var inputs: [Int] = []
    var swept: Flow?
    try adjoints.withUnsafeMutableBufferPointer { (adjoints) throws(Interruption) in
      try connected.withUnsafeMutableBufferPointer { (connected) throws(Interruption) in
        guard let adjoints = CheckedPointer(adjoints), let connected = CheckedPointer(connected) else {
          return
        }
        let base = makeFlow(AdjointFlow(adjoints: adjoints, firstVariable: firstVariable))
        let flow = try sweepEdges(
          of: operations, numbers,
          ConnectedFlow(base, connected: connected, over: operations, firstVariable: firstVariable),
          ascending: false, cancellation)
        (inputs, swept) = (flow.inputs, flow.base)
      }
    }
    flow = swept
    return inputs
  }
}
