package import Memory

/// What is known of every node below a target: how deep it stands, who reads it, what the target makes of it, and how much
/// an error grows in it.
///
///     let analysis = try NodeAnalysis(of: z.id, in: graph, .never)
///     analysis.map(\.depth)
///
/// One sweep up and one down the target's tape, over cached values: O(number of nodes and edges).
package struct NodeAnalysis: Sendable {
  package let target: NodeID

  /// The tape whose slots the arrays are indexed by.
  let tape: Tape

  /// For each slot its value.
  let values: [Double]

  /// For each slot the most operations on a path from it down to an input, and in how many operand places it is read.
  private(set) var depths: [Int32]
  private(set) var uses: [Int32]

  /// For each slot the target's derivative by it, and the largest condition number of its operation.
  private(set) var adjoints: [Double]
  private(set) var conditions: [Double] = []

  /// For each slot whether the target is connected to it by a path on which no derivative is cut off.
  let connected: [Bool]

  /// The slots of inputs and operations in ascending order of their nodes.
  private let order: [Int32]

  /// The bytes that a slot takes in all the arrays.
  private static let bytesForSlot = 48

  /// Analyses the nodes below a target, which is brought up to date.
  package init(of target: NodeID, in graph: Graph, _ cancellation: Cancellation) throws(Interruption) {
    self.target = target
    tape = try graph.keptTape(for: [target], cancellation)
    try cancellation.take(tape.slotCount * Self.bytesForSlot)
    values = try graph.cachedValues(for: tape, cancellation)
    connected = tape.connectedSlots()
    depths = [Int32](repeating: 0, count: tape.slotCount)
    (uses, adjoints) = (depths, tape.seeded(tape.targets.first.map { [($0, 1)] } ?? []))
    order = target.isConstant ? [] : try tape.ascendingSlots(cancellation)
    try sweepUp(cancellation)
    var (values, flow) = (values, AnalysisFlow(values, adjoints, connected, firstVariable: tape.firstInput))
    try values.withUnsafeMutableBufferPointer { (values) throws(Interruption) in
      guard let values = CheckedPointer(values) else { return }
      try tape.sweep(values, &flow, ascending: false, cancellation)
    }
    (adjoints, conditions) = (flow.adjoints, flow.conditions)
  }

  /// Counts operations and readers.
  private mutating func sweepUp(_ cancellation: Cancellation) throws(Interruption) {
    for index in tape.opcodes.indices {
      try cancellation.check(at: index, of: tape.opcodes.count)
      var depth: Int32 = 0
      tape.forEachOperandSlot(of: index) { operand in
        uses[operand] += 1
        if operand >= tape.firstInput { depth = Swift.max(depth, depths[operand]) }
      }
      depths[tape.firstOperation + index] = depth + 1
    }
  }
}

extension NodeAnalysis: RandomAccessCollection {
  /// What is known of a node.
  package struct Element: Sendable {
    package let node: NodeID
    package let value: Double

    /// The most operations on a path from it down to an input.
    package let depth: Int

    /// In how many operand places below the target it is read.
    package let uses: Int

    /// How many operations of two operands it takes; 0 of an input.
    package let cost: Int

    /// The target's derivative by it; nil where it is not connected.
    package let adjoint: Double?

    /// By how much it enlarges the relative error of an operand, at most: |a·∂v/∂a / v|; 0 of an input.
    package let condition: Double
  }

  package var startIndex: Int { 0 }
  package var endIndex: Int { order.count }

  /// The nodes in ascending order.
  package subscript(position: Int) -> Element {
    let slot = Int(order[position])
    return Element(
      node: tape.node(ofSlot: slot) ?? target, value: values[slot], depth: Int(depths[slot]),
      uses: Int(uses[slot]), cost: tape.cost(ofSlot: slot), adjoint: connected[slot] ? adjoints[slot] : nil,
      condition: conditions[slot])
  }

  /// What is known of one of the nodes; nil where the target is not made of it. O(log *n*).
  package func element(at node: NodeID) -> Element? {
    let position = indices.first(from: { tape.node(ofSlot: Int(order[$0])).map { $0 >= node } ?? false })
    guard position < count, tape.node(ofSlot: Int(order[position])) == node else { return nil }
    return self[position]
  }
}

extension Tape {
  /// How many operations of two operands a slot takes.
  fileprivate func cost(ofSlot slot: Int) -> Int {
    if slot < firstOperation { return 0 }
    var operandCount = 0
    forEachOperandSlot(of: slot - firstOperation) { _ in operandCount += 1 }
    return Swift.max(1, operandCount - 1)
  }

  /// The slots of inputs and operations in ascending order of their nodes: both lists are ascending, and are merged.
  func ascendingSlots(_ cancellation: Cancellation) throws(Interruption) -> [Int32] {
    var order: [Int32] = []
    order.reserveCapacity(inputs.count + operations.count)
    var (input, operation) = (0, 0)
    while input < inputs.count || operation < operations.count {
      try cancellation.check(at: order.count, of: inputs.count + operations.count)
      let takesInput =
        operation == operations.count || input < inputs.count && inputs[input] < operations[operation]
      order.append(Int32(truncatingIfNeeded: takesInput ? firstInput + input : firstOperation + operation))
      if takesInput { input += 1 } else { operation += 1 }
    }
    return order
  }
}

/// Backprop that looks at every edge, for its condition number, and passes adjoints on where the target is connected.
private struct AnalysisFlow: EdgeFlow {
  private let values: [Double]
  private let connected: [Bool]
  private let firstVariable: Int
  private(set) var adjoints: [Double]
  private(set) var conditions: [Double]

  init(_ values: [Double], _ adjoints: [Double], _ connected: [Bool], firstVariable: Int) {
    (self.values, self.adjoints, self.connected) = (values, adjoints, connected)
    self.firstVariable = firstVariable
    conditions = [Double](repeating: 0, count: values.count)
  }

  mutating func enter(_ slot: Int) -> Bool { true }

  mutating func pass(_ slot: Int, _ operand: Int, _ partial: @autoclosure () -> Double) {
    // Constants are exact.
    if operand < firstVariable { return }
    let partial = partial()
    let condition = (values[operand] ⊙ partial / values[slot]).magnitude
    // What is 0/0 is no number to be compared with.
    if condition > conditions[slot] { conditions[slot] = condition }
    if connected[slot], connected[operand] {
      adjoints[operand] += adjoints[slot] ⊙ partial
    }
  }

  mutating func leave(_ slot: Int) {}
}
