import SeededRandom
import Formulas

/// Makes random formulas, the same ones for the same seed.
struct FormulaGenerator {
  private var random: SplitMix

  /// A function to differentiate, one to call, and variables.
  private static let names = ["f", "g", "x", "y", "θ₁", "e", "ans", "notion"]

  init(seed: UInt64) { random = SplitMix(seed: seed) }

  /// The next formula, of one to some forty nodes.
  mutating func next() -> Formula {
    var stack: [[Formula.Node]] = []
    for _ in 0..<Int.random(in: 1...12, using: &random) { stack.append([Formula.Node(leaf())]) }
    while stack.count > 1 || Int.random(in: 0..<4, using: &random) > 0 {
      let (kind, count) = operation(limit: stack.count)
      // Operands are taken from anywhere, so that trees lean to both sides.
      var operands: [Formula.Node] = []
      for _ in 0..<count { operands += stack.remove(at: Int.random(in: 0..<stack.count, using: &random)) }
      stack.append(operands + [Formula.Node(kind)])
    }
    return Formula(nodes: stack[0], names: Self.names)
  }

  private mutating func leaf() -> Formula.Kind {
    switch Int.random(in: 0..<4, using: &random) {
    case 0: .number(Double(Int.random(in: 0..<100, using: &random)))
    case 1: .number(Double.random(in: 0..<1, using: &random) * 1e-8)
    case 2: .node(Int.random(in: 0..<1000, using: &random))
    default: .name(Formula.Name(Int.random(in: 2..<Self.names.count, using: &random)))
    }
  }

  private mutating func operation(limit: Int) -> (Formula.Kind, operandCount: Int) {
    switch Int.random(in: 0..<10, using: &random) {
    case 0: return (.prime(Formula.Name(0), order: Int32.random(in: 1...3, using: &random)), 1)
    case 1:
      let count = Int.random(in: 0...min(3, limit), using: &random)
      return count == 0 && limit > 1
        ? operation(limit: limit)
        : (.call(of: Formula.Name(1), argumentCount: max(1, count)), max(1, count))
    default:
      guard let row = Operator.table.randomElement(using: &random), row.operandCount <= limit else {
        return operation(limit: limit)
      }
      return (.operation(row.id), row.operandCount)
    }
  }
}
