/// What it takes to get a target's value and its whole gradient in one way and the other, counted on real sweeps.
package struct Cost: Sendable {
  /// The inputs that the target depends on.
  package let inputs: [NodeID]

  /// How many operations the target is made of.
  package let operations: Int

  /// Forward mode: one sweep for each input.
  package let forward: SweepCount

  /// Backprop: one sweep.
  package let reverse: SweepCount

  /// How many operations would be carried out without cached values, each use of a node computing it anew. It grows
  /// exponentially where nodes are shared in layers, hence not an integer.
  package let operationsWithoutCache: Double

  /// For each input, how many operations depend on it: what is recomputed when it alone changes.
  package let dependents: [Int]

  /// How the operations are carried out where they are run again and again.
  package let schedule: ScheduleSummary
}

extension Graph {
  /// Runs and counts the sweeps for a target's gradient, over cached values; nil if they were broken off.
  /// O(inputs · size of the tape).
  package func cost(of target: NodeID) -> Cost? {
    let tape = keptTape(for: [target])
    var values = cachedValues(for: tape)
    var forward = SweepCount()
    var dependents: [Int] = []
    counting(tape.inputs.count) { didStep in
      for position in tape.inputs.indices {
        var tangents = tape.seeded([(tape.constants.count + position, 1)])
        withPointers(&values, &tangents) { values, tangents in
          var flow = CountedFlow(
            TangentFlow(tangents: tangents, firstVariable: tape.constants.count), forward)
          tape.sweep(values, &flow, ascending: true, while: mayGoOn)
          forward = flow.count
        }
        if !mayGoOn() { return }
        dependents.append(tape.dependentCount(ofInput: position))
        didStep()
      }
    }
    if wasInterrupted { return nil }
    var reverse = SweepCount()
    var adjoints = tape.seeded(tape.targets.first.map { [($0, 1)] } ?? [])
    withPointers(&values, &adjoints) { values, adjoints in
      var flow = CountedFlow(AdjointFlow(adjoints: adjoints, firstVariable: tape.constants.count), reverse)
      tape.sweep(values, &flow, ascending: false, while: mayGoOn)
      reverse = flow.count
    }
    if !mayGoOn() { return nil }
    return Cost(
      inputs: tape.inputs, operations: tape.operations.count, forward: forward, reverse: reverse,
      operationsWithoutCache: tape.operationsWithoutCache, dependents: dependents,
      schedule: tapes.schedule(of: tape, for: [target], while: mayGoOn).summary)
  }
}

extension Tape {
  /// How many operations depend on an input.
  fileprivate func dependentCount(ofInput position: Int) -> Int {
    var depends = [Bool](repeating: false, count: slotCount)
    depends[constants.count + position] = true
    var count = 0
    for index in opcodes.indices {
      var doesDepend = false
      forEachOperandSlot(of: index) { doesDepend = doesDepend || depends[$0] }
      if doesDepend {
        depends[firstOperation + index] = true
        count += 1
      }
    }
    return count
  }

  /// The number of operations in the first target's formula written out as a tree.
  fileprivate var operationsWithoutCache: Double {
    var counts = [Double](repeating: 0, count: slotCount)
    for index in opcodes.indices {
      var count = 1.0
      forEachOperandSlot(of: index) { count += counts[$0] }
      counts[firstOperation + index] = count
    }
    return targets.first.map { counts[$0] } ?? 0
  }
}
