import Foundation

/// A wide graph of random operations on random operands.
///
/// An operand is, one time in eight, one of the 1000 inputs and else any of the latest `window` operations. Of 100
/// operations 30 add, 20 subtract, 25 multiply, 5 divide, 8 are sines, 4 hyperbolic tangents and 8 exponentials. One
/// whose value at the starting point is larger than 4, or whose divisor is smaller than 1/4, is drawn again, and so
/// is one that repeats an earlier one. In the end what nothing uses is added up, pair by pair, so that every
/// operation contributes to the target.
struct RandomGraph: Formula {
  let operationCount: Int
  let window: Int
  var inputCount = 1000

  func build<Source: InputSource>(from source: Source) -> Source.Value {
    var random = Random(seed: 2)
    var values = (0..<inputCount).map { _ in random.uniform(-1, 1) }
    var numbers = values.map(source.makeInput)
    var isUsed = [Bool](repeating: false, count: inputCount)
    var unusedCount = inputCount
    var drawn: Set<Draw> = []
    while numbers.count - inputCount + unusedCount - 1 < operationCount {
      let draw = Draw(&random, among: numbers.count, inputCount, window)
      guard let value = draw.value(values), drawn.insert(draw).inserted else { continue }
      for operand in draw.operands where !isUsed[operand] {
        isUsed[operand] = true
        unusedCount -= 1
      }
      numbers.append(draw.apply(to: numbers))
      values.append(value)
      isUsed.append(false)
      unusedCount += 1
    }
    var unused = numbers.indices.filter { !isUsed[$0] }.map { numbers[$0] }
    while unused.count > 1 {
      unused = stride(from: 0, to: unused.count, by: 2).map { position in
        position + 1 < unused.count ? unused[position] + unused[position + 1] : unused[position]
      }
    }
    return unused[0]
  }
}

/// An operation and the positions of its operands; of one operand, if the second is that of the first.
private struct Draw: Hashable {
  let opcode: OperationCode
  let left: Int
  let right: Int

  init(_ random: inout Random, among count: Int, _ inputCount: Int, _ window: Int) {
    func operand() -> Int {
      let operationCount = Swift.min(count - inputCount, window)
      if operationCount == 0 || random.below(8) == 0 { return random.below(inputCount) }
      return count - 1 - random.below(operationCount)
    }
    let (a, b) = (operand(), operand())
    switch random.below(100) {
    case ..<30: opcode = .add
    case ..<50: opcode = .subtract
    case ..<75: opcode = .multiply
    case ..<80: opcode = .divide
    case ..<88: opcode = .sin
    case ..<92: opcode = .tanh
    default: opcode = .exp
    }
    let isUnary = opcode.rawValue >= OperationCode.sin.rawValue
    let commutes = opcode == .add || opcode == .multiply
    left = commutes ? Swift.min(a, b) : a
    right = isUnary ? a : commutes ? Swift.max(a, b) : b
  }

  var operands: [Int] { [left, right] }

  /// The value at the starting point, unless it is too large or the operation is not as safe as it should be.
  func value(_ values: [Double]) -> Double? {
    let (a, b) = (values[left], values[right])
    let value: Double
    switch opcode {
    case .add where left != right: value = a + b
    case .subtract where left != right: value = a - b
    case .multiply: value = a * b
    case .divide where left != right && abs(b) >= 0.25: value = a / b
    case .sin: value = sin(a)
    case .tanh: value = tanh(a)
    case .exp: value = exp(a)
    default: return nil
    }
    return abs(value) <= 4 ? value : nil
  }

  func apply<Value: Number>(to numbers: [Value]) -> Value {
    let (a, b) = (numbers[left], numbers[right])
    return switch opcode {
    case .add: a + b
    case .subtract: a - b
    case .multiply: a * b
    case .divide: a / b
    case .sin: .sin(a)
    case .tanh: .tanh(a)
    case .exp: .exp(a)
    }
  }
}
