package import Memory

/// How long an operation takes, measured on its own nodes.
package struct OperationTime: Sendable {
  package let opcode: Opcode

  /// How it is written, where it is one of arrays.
  package let operation: ArrayNotation?

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
    if try dependsOnArrays([target], cancellation) {
      return try arrayOperationTimes(below: target, clock: clock, cancellation)
    }
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
        OperationTime(
          opcode: opcode, operation: nil, count: indices.count, seconds: seconds / Double(done * repeats)))
    }
    return times.sorted { ($0.seconds, $1.opcode.rawValue) > ($1.seconds, $0.opcode.rawValue) }
  }

  /// The same where there are arrays: each node is computed into memory of its own.
  private func arrayOperationTimes(
    below target: NodeID, clock: () -> Double, _ cancellation: Cancellation
  ) throws(Interruption) -> [OperationTime] {
    struct Kind: Hashable {
      let opcode: Opcode
      let operation: ArrayNotation?
    }
    var totals: [Kind: (count: Int, seconds: Double)] = [:]
    for id in try cone(of: [target], cancellation) where !isInput(id) {
      var done = 0
      let start = clock()
      var seconds = 0.0
      let room = UnsafeMutablePointer<Double>.allocate(capacity: Swift.max(1, shape(of: id).count))
      defer { room.deallocate() }
      while done == 0 || (done < Self.operationsInCall && seconds < Self.timedSeconds / 10) {
        try cancellation.check()
        compute(id.index, into: room)
        (done, seconds) = (done + 1, clock() - start)
      }
      let kind = Kind(opcode: opcode(of: id), operation: arrayOperation(of: id)?.notation.kind)
      let known = totals[kind] ?? (0, 0)
      totals[kind] = (known.count + 1, known.seconds + seconds / Double(done))
    }
    return totals.map {
      OperationTime(
        opcode: $0.key.opcode, operation: $0.key.operation, count: $0.value.count, seconds: $0.value.seconds)
    }.sorted { ($0.seconds, $1.opcode.rawValue) > ($1.seconds, $0.opcode.rawValue) }
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
