/// Writes down the operations of a formula, in the order in which they are asked for.
final class Recorder: InputSource {
  private(set) var inputs: [Double] = []
  private var constants: [Double] = []
  private var positions: [Double: Int32] = [:]
  private var opcodes: [OperationCode] = []
  private var operands: [(left: Operand, right: Operand)] = []

  /// An operand while the number of inputs is not known yet, and so neither the number of the first operation.
  enum Operand {
    case constant(Int32)
    case input(Int32)
    case operation(Int32)
    case none
  }

  func makeInput(_ value: Double) -> RecordedNumber {
    inputs.append(value)
    return RecordedNumber(recorder: self, operand: .input(Int32(inputs.count - 1)), constant: .nan)
  }

  func append(_ opcode: OperationCode, _ a: RecordedNumber, _ b: RecordedNumber?) -> RecordedNumber {
    opcodes.append(opcode)
    operands.append((operand(of: a), b.map(operand) ?? .none))
    return RecordedNumber(recorder: self, operand: .operation(Int32(opcodes.count - 1)), constant: .nan)
  }

  private func operand(of number: RecordedNumber) -> Operand {
    if number.recorder != nil { return number.operand }
    if let position = positions[number.constant] { return .constant(position) }
    let position = Int32(constants.count)
    constants.append(number.constant)
    positions[number.constant] = position
    return .constant(position)
  }

  /// What was written down, as a list that yields `target`.
  func list(target: RecordedNumber) -> NodeList {
    NodeList(
      inputs: inputs, constants: constants, opcodes: opcodes.map(\.rawValue),
      lefts: operands.map { number(of: $0.left) }, rights: operands.map { number(of: $0.right) },
      target: number(of: target.operand))
  }

  private func number(of operand: Operand) -> Int32 {
    switch operand {
    case .constant(let position): ~position
    case .input(let position): position
    case .operation(let position): Int32(inputs.count) + position
    case .none: .min
    }
  }
}

/// A number that a ``Recorder`` keeps account of, or a constant, which none does.
struct RecordedNumber: Number {
  fileprivate let recorder: Recorder?
  fileprivate let operand: Recorder.Operand
  fileprivate let constant: Double

  fileprivate init(recorder: Recorder, operand: Recorder.Operand, constant: Double) {
    (self.recorder, self.operand, self.constant) = (recorder, operand, constant)
  }

  init(_ constant: Double) {
    (recorder, operand, self.constant) = (nil, .none, constant)
  }

  /// Operations on constants alone belong into no workload, since some contenders fold them.
  private static func record(_ opcode: OperationCode, _ a: Self, _ b: Self? = nil) -> Self {
    guard let recorder = a.recorder ?? b?.recorder else { preconditionFailure("an operation on constants") }
    return recorder.append(opcode, a, b)
  }

  static func + (a: Self, b: Self) -> Self { record(.add, a, b) }
  static func - (a: Self, b: Self) -> Self { record(.subtract, a, b) }
  static func * (a: Self, b: Self) -> Self { record(.multiply, a, b) }
  static func / (a: Self, b: Self) -> Self { record(.divide, a, b) }
  static func sin(_ x: Self) -> Self { record(.sin, x) }
  static func tanh(_ x: Self) -> Self { record(.tanh, x) }
  static func exp(_ x: Self) -> Self { record(.exp, x) }
}
