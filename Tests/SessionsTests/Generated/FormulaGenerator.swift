import SeededRandom
import AutoDiff

/// Makes random formulas of all primitives with points for them, the same ones for the same seed.
///
/// Two formulas in five get a tame point. The points of the others hold zeros, branch points, ties, numbers outside of
/// domains, tiny and huge ones, now and then an infinity or NaN.
struct FormulaGenerator {
  private var random: SplitMix
  private var parts: [FormulaTree] = []
  private let opcodes: [Opcode]

  init(seed: UInt64, opcodes: [Opcode] = Opcode.typed) {
    random = SplitMix(seed: seed)
    self.opcodes = opcodes
  }

  /// What formulas are mostly made of, and what comes up more often.
  private static let common: [Opcode] = [
    .add, .subtract, .multiply, .divide, .power, .sqrt, .exp, .log, .sin,
  ]

  private static let special: [Double] = [0, 1, -1, 0.5, -0.5, 2, -2, 3, 4, 10, -10, -0.0]
  private static let extreme: [Double] = [
    1e-300, -1e-300, 1e300, -1e300, .leastNonzeroMagnitude, 1e-20, 1e20, -1e20, 1e-8, 1e8, 36.7, -40, 170.5,
    710, -745, 1e150,
  ]

  /// The next formula, of one to some fifteen operations.
  mutating func next() -> GeneratedFormula {
    parts = []
    let count = Int.random(in: 1...9, using: &random)
    var tree = leaf()
    for _ in 0..<count { tree = operation() }
    return GeneratedFormula(tree: tree, point: point())
  }

  /// An operation on earlier parts, which are shared, and on leaves.
  private mutating func operation() -> FormulaTree {
    let isCommon = Int.random(in: 0..<3, using: &random) == 0
    let opcode = (isCommon ? Self.common : opcodes).randomElement(using: &random) ?? .add
    let primitive = opcode.primitive
    let most = primitive.maximumCount ?? max(3, primitive.minimumCount)
    let operandCount = Int.random(in: primitive.minimumCount...most, using: &random)
    var operands: [FormulaTree] = []
    for position in 0..<operandCount {
      if opcode.isOrder(position) {
        operands.append(.leaf("\(Int.random(in: 0...4, using: &random))"))
      } else if let last = parts.last, operands.allSatisfy({ $0 != last }) {
        operands.append(last)
      } else {
        let part = Int.random(in: 0..<3, using: &random) == 0 ? parts.randomElement(using: &random) : nil
        operands.append(part ?? leaf())
      }
    }
    // The newest part may stand in any place that is not an order.
    if operands.count == 2, !opcode.isOrder(0), Bool.random(using: &random) { operands.swapAt(0, 1) }
    let tree = FormulaTree.operation(opcode, operands)
    if tree.size <= 20 { parts.append(tree) }
    return parts.last ?? tree
  }

  private mutating func leaf() -> FormulaTree {
    switch Int.random(in: 0..<8, using: &random) {
    case 0: .leaf(["0", "1", "2", "3", "0.5", "10", "1e10", "1e-10"].randomElement(using: &random) ?? "0")
    case 1: .leaf("\(Double(Int.random(in: 1...40, using: &random)) / 8)")
    case 2, 3: .leaf("y")
    case 4: .leaf("z")
    default: .leaf("x")
    }
  }

  private mutating func point() -> [Double] {
    if Int.random(in: 0..<5, using: &random) < 2 {
      return GeneratedFormula.names.map { _ in tame(0.1...3) }
    }
    var point: [Double] = []
    for _ in GeneratedFormula.names { point.append(number(after: point)) }
    return point
  }

  private mutating func number(after others: [Double]) -> Double {
    switch Int.random(in: 0..<50, using: &random) {
    case 0: [.infinity, -.infinity, .nan].randomElement(using: &random) ?? 0
    case 1...15: Self.special.randomElement(using: &random) ?? 0
    case 16...23: Self.extreme.randomElement(using: &random) ?? 0
    case 24...30: others.randomElement(using: &random) ?? 0
    default: tame(-3...3)
    }
  }

  /// A number of few digits, so that it is easy to read.
  private mutating func tame(_ range: ClosedRange<Double>) -> Double {
    (Double.random(in: range, using: &random) * 1000).rounded() / 1000
  }
}

extension FormulaTree {
  /// The number of operations.
  var size: Int {
    if case .operation(_, let operands) = self { return operands.reduce(1) { $0 + $1.size } }
    return 0
  }

  /// Whether some operation has constants for all its operands.
  var folds: Bool {
    guard case .operation(_, let operands) = self else { return false }
    return !readsInputs || operands.contains(where: \.folds)
  }

  private var readsInputs: Bool {
    switch self {
    case .leaf(let text): GeneratedFormula.names.contains(text)
    case .operation(_, let operands): operands.contains(where: \.readsInputs)
    }
  }
}
