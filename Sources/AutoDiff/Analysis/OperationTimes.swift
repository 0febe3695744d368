package import Memory

/// How long an operation takes, measured on its own nodes.
package struct OperationTime: Sendable {
  package let opcode: Opcode

  /// How many nodes below the target have it.
  package let count: Int

  /// The seconds that all of these take together.
  package let seconds: Double
}

extension Graph {
  /// How long the operations below a target take to compute, those first that take longest; no value is changed.
  ///
  /// All nodes of an operation are computed again and again, with their present operands, until a clock has moved on
  /// enough to be read, but for a limited number of times. `clock` gives seconds since some moment. O(number of nodes), and a
  /// few milliseconds an operation.
  package func operationTimes(
    below target: NodeID, clock: () -> Double, _ cancellation: Cancellation
  ) throws(Interruption) -> [OperationTime] {
    let tape = try keptTape(for: [target], cancellation)
    var values = try cachedValues(for: tape, cancellation)
    var places = [[Int32]](repeating: [], count: Opcode.allCases.count)
    for index in tape.opcodes.indices {
      try cancellation.check(at: index, of: tape.opcodes.count)
      places[Int(tape.opcodes[index].rawValue)].append(Int32(index))
    }
    var times: [OperationTime] = []
    for opcode in Opcode.allCases where !places[Int(opcode.rawValue)].isEmpty {
      let indices = places[Int(opcode.rawValue)]
      // Many at a time, so that what is measured is not the call.
      let repeats = Swift.max(1, Self.operationsInCall / indices.count)
      let calls = Swift.max(1, Self.timedOperations / (repeats * indices.count))
      let start = clock()
      var (done, seconds) = (0, 0.0)
      while done < calls, seconds < Self.timedSeconds {
        try tape.compute(indices, times: repeats, &values, cancellation)
        (done, seconds) = (done + 1, clock() - start)
      }
      times.append(
        OperationTime(opcode: opcode, count: indices.count, seconds: seconds / Double(done * repeats)))
    }
    return times.sorted { ($0.seconds, $1.opcode.rawValue) > ($1.seconds, $0.opcode.rawValue) }
  }

  /// How many operations of a kind are computed at a time, and how many in all and for how long at most, to measure one.
  private static let (operationsInCall, timedOperations, timedSeconds) = (2000, 20_000, 0.002)
}

extension Tape {
  /// Computes some of the operations several times.
  fileprivate func compute(
    _ indices: [Int32], times repeats: Int, _ values: inout [Double], _ cancellation: Cancellation
  ) throws(Interruption) {
    try values.withUnsafeMutableBufferPointer { (values) throws(Interruption) in
      guard let values = CheckedPointer(values) else { return }
      try withColumns { (columns) throws(Interruption) in
        var visitor = OutOfLine(
          OperationEvaluation(values: SlotNumbers(values), partials: nil, lists: columns.lists))
        for _ in 0..<repeats {
          for (position, index) in indices.enumerated() {
            if position % Graph.blockSize == 0 { try cancellation.check() }
            visitor.base.left = columns.left(Int(index))
            visitor.base.right = columns.right(Int(index))
            values[firstOperation + Int(index)] = dispatch(columns.opcodes[Int(index)], &visitor)
          }
        }
        Work.did(indices.count)
      }
    }
  }
}
