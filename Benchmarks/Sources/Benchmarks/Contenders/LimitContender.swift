import Limit

/// The limit: the same operations in C.
final class LimitContender: Contender {
  /// How it goes through the operations.
  enum Schedule {
    /// A switch for each.
    case switched

    /// A loop for each group, in windows of so many operations; 0 stands for all.
    case levels(window: Int)
  }

  let name: String
  private let tape: Tape
  private let start: Double
  private let inputCount: Int

  private enum Tape {
    case switched(OpaquePointer)
    case levels(OpaquePointer)
  }

  init(_ list: NodeList, _ schedule: Schedule) throws {
    name =
      switch schedule {
      case .switched: "C, switch"
      case .levels(0): "C, levels"
      case .levels(let window): "C, levels in windows of \(window)"
      }
    start = list.inputs[0]
    inputCount = list.inputs.count
    guard let tape = list.withLimitNodes({ Self.tape(of: &$0, schedule) }) else {
      throw BenchmarkError("the limit cannot be built")
    }
    self.tape = tape
  }

  private static func tape(of nodes: inout LimitNodes, _ schedule: Schedule) -> Tape {
    switch schedule {
    case .switched: .switched(limitSwitchCreate(&nodes))
    case .levels(let window): .levels(limitLevelsCreate(&nodes, Int32(window)))
    }
  }

  deinit {
    switch tape {
    case .switched(let tape): limitSwitchDestroy(tape)
    case .levels(let tape): limitLevelsDestroy(tape)
    }
  }

  func supports(_ work: Work) -> Bool { work == .value || work == .gradient }

  func run(_ work: Work, repetitions: Int) -> Double {
    duration {
      for repetition in 0..<repetitions {
        _ = perform(work, firstInput: start + Double(repetition & 1) * inputChange)
      }
    }
  }

  private func perform(_ work: Work, firstInput: Double) -> Double {
    switch tape {
    case .switched(let tape):
      limitSwitchSetInput(tape, 0, firstInput)
      return work == .value ? limitSwitchValue(tape) : limitSwitchGradient(tape)
    case .levels(let tape):
      limitLevelsSetInput(tape, 0, firstInput)
      return work == .value ? limitLevelsValue(tape) : limitLevelsGradient(tape)
    }
  }

  func answer(_ work: Work) -> [Double] {
    let value = perform(work, firstInput: start)
    if work == .value { return [value] }
    return [value]
      + (0..<Int32(inputCount)).map { position in
        switch tape {
        case .switched(let tape): limitSwitchDerivative(tape, position)
        case .levels(let tape): limitLevelsDerivative(tape, position)
        }
      }
  }
}

extension NodeList {
  /// Calls `body` with the list as C reads it, which is valid for that long.
  func withLimitNodes<Result>(_ body: (inout LimitNodes) -> Result?) -> Result? {
    withPointers { inputs, constants, opcodes, lefts, rights in
      var nodes = LimitNodes(
        inputCount: Int32(self.inputs.count), constantCount: Int32(self.constants.count),
        operationCount: Int32(operationCount), inputs: inputs, constants: constants, opcodes: opcodes,
        lefts: lefts, rights: rights, target: target)
      return body(&nodes)
    }
  }

  private func withPointers<Result>(
    _ body: (
      UnsafePointer<Double>, UnsafePointer<Double>, UnsafePointer<UInt8>, UnsafePointer<Int32>,
      UnsafePointer<Int32>
    ) -> Result?
  ) -> Result? {
    inputs.withUnsafeBufferPointer { inputs in
      constants.withUnsafeBufferPointer { constants in
        opcodes.withUnsafeBufferPointer { opcodes in
          lefts.withUnsafeBufferPointer { lefts in
            rights.withUnsafeBufferPointer { rights in
              guard
                let inputs = inputs.baseAddress, let constants = constants.baseAddress,
                let opcodes = opcodes.baseAddress, let lefts = lefts.baseAddress,
                let rights = rights.baseAddress
              else { return nil }
              return body(inputs, constants, opcodes, lefts, rights)
            }
          }
        }
      }
    }
  }
}
