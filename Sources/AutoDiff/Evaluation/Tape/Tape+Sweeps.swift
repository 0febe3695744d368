extension Tape {
  /// Forward mode: passes tangents up from the inputs, operations in ascending order.
  ///
  /// `tangents` holds the seeds in the inputs' slots, and afterwards every operation's derivative in their direction.
  /// Broken off, with the result false, when `goOn` says no.
  @discardableResult
  func sweepForward<S: Scalar>(
    _ values: CheckedPointer<S>, tangents: CheckedPointer<S>, while goOn: () -> Bool
  ) -> Bool {
    var flow = TangentFlow(tangents: tangents, firstVariable: constants.count)
    return sweep(values, &flow, ascending: true, while: goOn)
  }

  /// Backprop: passes adjoints down from the targets, operations in descending order.
  ///
  /// `adjoints` holds the seed in each target's slot and zeros elsewhere, and afterwards every slot's adjoint.
  /// Broken off, with the result false, when `goOn` says no.
  @discardableResult
  func sweepReverse<S: Scalar>(
    _ values: CheckedPointer<S>, adjoints: CheckedPointer<S>, while goOn: () -> Bool
  ) -> Bool {
    var flow = AdjointFlow(adjoints: adjoints, firstVariable: constants.count)
    return sweep(values, &flow, ascending: false, while: goOn)
  }

  /// Passes every edge once, with the local partials at `values`; breaks off, with the result false, when `goOn` says no.
  @discardableResult
  func sweep<Flow: EdgeFlow>(
    _ values: CheckedPointer<Flow.Number>, _ flow: inout Flow, ascending: Bool,
    while goOn: () -> Bool
  ) -> Bool {
    opcodes.withUnsafeBufferPointer { opcodes in
      lefts.withUnsafeBufferPointer { lefts in
        rights.withUnsafeBufferPointer { rights in
          lists.withUnsafeBufferPointer { lists in
            var visitor = OutOfLine(
              EdgeVisitor(flow: flow, values: SlotNumbers(values), partials: nil, lists: lists))
            for step in opcodes.indices {
              if step % Graph.blockSize == 0, Work.notes(blockAt: step, of: opcodes.count), !goOn() {
                return false
              }
              let index = ascending ? step : opcodes.count - 1 - step
              guard visitor.base.come(to: firstOperation + index) else { continue }
              visitor.base.left = Int(lefts[index])
              visitor.base.right = Int(rights[index])
              dispatch(opcodes[index], &visitor)
              visitor.base.flow.leave(firstOperation + index)
            }
            flow = visitor.base.flow
            return true
          }
        }
      }
    }
  }
}

extension Tape {
  /// Zeros for every slot, but for the given seeds.
  func seeded(_ seeds: [(slot: Int, value: Double)]) -> [Double] {
    Work.didPass(slotCount)
    var numbers = [Double](repeating: 0, count: slotCount)
    for seed in seeds { numbers[seed.slot] = seed.value }
    return numbers
  }

  /// For each slot whether some target is connected to it by a path that no `detach` cuts.
  func connectedSlots() -> [Bool] {
    Work.didPass(slotCount)
    var connected = [Bool](repeating: false, count: slotCount)
    for target in targets { connected[target] = true }
    for index in opcodes.indices.reversed()
    where connected[firstOperation + index] && opcodes[index] != .detach {
      forEachOperandSlot(of: index) { connected[$0] = true }
    }
    return connected
  }

  /// For each slot whether it depends on another, by a path that no `detach` cuts; the other depends on itself.
  func slots(dependingOn slot: Int) -> [Bool] {
    Work.didPass(slotCount)
    var depends = [Bool](repeating: false, count: slotCount)
    depends[slot] = true
    for index in opcodes.indices where opcodes[index] != .detach && firstOperation + index > slot {
      var doesDepend = false
      forEachOperandSlot(of: index) { doesDepend = doesDepend || depends[$0] }
      if doesDepend { depends[firstOperation + index] = true }
    }
    return depends
  }
}

/// Opens two arrays of one number a slot for a sweep.
func withPointers<S>(
  _ first: inout [S], _ second: inout [S],
  _ body: (CheckedPointer<S>, CheckedPointer<S>) -> Void
) {
  first.withUnsafeMutableBufferPointer { first in
    second.withUnsafeMutableBufferPointer { second in
      if let first = CheckedPointer(first), let second = CheckedPointer(second) { body(first, second) }
    }
  }
}
