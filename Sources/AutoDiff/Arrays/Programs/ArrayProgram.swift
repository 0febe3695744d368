package import Memory

/// A part of a graph that is made of arrays, compiled for running many times.
///
/// Everything stands in memory that is planned once: to run the program again allocates nothing. Operations of numbers that go
/// over the same places are one loop over tiles (``FusedRun``), whose results leave the nearest cache only where somebody else
/// reads them; all other operations are steps of their own, in an order in which each finds its operands.
package final class ArrayProgram {
  /// The inputs below the targets, ascending.
  package let inputs: [NodeID]

  /// The values of inputs and results by slot, of slots that have memory of their own.
  private var pointers: [UnsafeMutablePointer<Double>] = []
  private var shapes: [Shape] = []
  private var steps: [Step] = []
  private let inputSlots: [Int]
  private let targetSlots: [Int]

  /// The memory of inputs and results, and the constants, which stand where they are.
  private let memory: UnsafeMutablePointer<Double>
  private let constants: [ArrayStorage]

  /// How many doubles the program works with.
  package let size: Int

  enum Step {
    case operation(any ArrayPrimitive, [ArrayOperand], Shape, UnsafeMutablePointer<Double>)
    case run(FusedRun)
    case streamed(StreamedRun)
  }

  /// A program that is carried out as planned. Some inputs may have memory of their own elsewhere, which lives at least as long.
  init(_ plan: ProgramPlan, inputsAt places: [NodeID: UnsafeMutablePointer<Double>] = [:]) {
    inputs = plan.inputs
    size = plan.size
    memory = .allocate(capacity: max(1, plan.size))
    memory.initialize(repeating: 0, count: max(1, plan.size))
    constants = plan.constants
    var pointers: [UnsafeMutablePointer<Double>] = []
    for place in plan.places {
      switch place {
      case .memory(let offset): pointers.append(memory + offset)
      case .constant(let position): pointers.append(constants[position].start)
      // Has no memory outside the tiles of its run.
      case .tile: pointers.append(memory)
      }
    }
    for (input, slot) in zip(plan.inputs, plan.inputSlots) {
      if let place = places[input] { pointers[slot] = place }
    }
    self.pointers = pointers
    shapes = plan.shapes
    inputSlots = plan.inputSlots
    targetSlots = plan.targetSlots
    steps = plan.steps.map { step in
      switch step {
      case .operation(let operation, let operands, let result):
        .operation(
          operation.primitive,
          operands.map { ArrayOperand(shape: plan.shapes[$0], start: UnsafePointer(pointers[$0])) },
          plan.shapes[result], pointers[result])
      case .run(let run): .run(FusedRun(run, plan, pointers))
      case .streamed(let streamed): .streamed(StreamedRun(streamed, plan, pointers))
      }
    }
  }

  deinit { memory.deallocate() }

  /// Gives an input a value of its shape.
  package func setInput(_ position: Int, to value: NodeValue) {
    let start = pointers[inputSlots[position]]
    switch value {
    case .number(let number): start.pointee = number
    case .array(let array): start.update(from: array.storage.start, count: array.count)
    }
  }

  /// Gives an input the elements of a value of its shape, from where they stand.
  func setInput(_ position: Int, from start: UnsafePointer<Double>) {
    let slot = inputSlots[position]
    pointers[slot].update(from: start, count: shapes[slot].count)
  }

  /// Computes all targets. If it is stopped, they are what they were, or what they would be, or something between.
  package func run(_ cancellation: Cancellation) throws(Interruption) {
    for index in steps.indices {
      try cancellation.check()
      switch steps[index] {
      case .operation(let primitive, let operands, let shape, let result):
        primitive.compute(operands, shape, into: result)
      case .run(let run): run.execute()
      case .streamed(let streamed): streamed.execute()
      }
    }
  }

  /// The value of a target.
  package func value(ofTarget position: Int) -> NodeValue {
    let slot = targetSlots[position]
    if shapes[slot].isScalar { return .number(pointers[slot].pointee) }
    let (shape, start) = (shapes[slot], pointers[slot])
    return .array(
      ArrayValue(shape, ArrayStorage(count: shape.count) { $0.initialize(from: start, count: shape.count) }))
  }

  /// The elements of a target, row by row, valid until the next run.
  func elements(ofTarget position: Int) -> UnsafeBufferPointer<Double> {
    let slot = targetSlots[position]
    return UnsafeBufferPointer(start: pointers[slot], count: shapes[slot].count)
  }
}
