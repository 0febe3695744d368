import SeededRandom
import Formulas

/// Makes random formulas, the same ones for the same seed.
struct FormulaGenerator {
  private var random: SplitMix

  private static let variables = ["x", "y", "θ₁", "e", "ans", "notion", "for", "in", "each", "T"]

  /// What the names are entered into.
  private var formula = Formula()
  private let derived: Formula.Name
  private let called: Formula.Name
  private let variables: [Formula.Name]

  init(seed: UInt64) {
    random = SplitMix(seed: seed)
    derived = formula.enter("f")
    called = formula.enter("g")
    var formula = formula
    variables = Self.variables.map { formula.enter($0) }
    self.formula = formula
  }

  /// The next formula, of one to some forty nodes.
  mutating func next() -> Formula {
    var stack: [[Formula.Node]] = []
    for _ in 0..<Int.random(in: 1...12, using: &random) { stack.append([Formula.Node(leaf())]) }
    while stack.count > 1 || Int.random(in: 0..<4, using: &random) > 0 {
      let (kind, count) = operation(limit: stack.count)
      // Operands are taken from anywhere, so that trees lean to both sides.
      var operands: [Formula.Node] = []
      for position in 0..<count {
        operands += stack.remove(at: Int.random(in: 0..<stack.count, using: &random))
        operands += wrapping(of: kind, at: position, count).map { [Formula.Node($0)] } ?? []
      }
      stack.append(operands + [Formula.Node(kind)])
    }
    formula.nodes = stack[0]
    return formula
  }

  /// What stands around an operand that is no formula by itself: a slice, a named argument, a loop.
  private mutating func wrapping(of kind: Formula.Kind, at position: Int, _ count: Int) -> Formula.Kind? {
    switch kind {
    case .subscript where position > 0 && Bool.random(using: &random):
      Bool.random(using: &random)
        ? .slice(hasStart: true, hasEnd: false) : .slice(hasStart: false, hasEnd: true)
    case .call where Int.random(in: 0..<4, using: &random) == 0: .binding(called)
    case .comprehension where position < count - 1: .loop(variables.randomElement(using: &random) ?? called)
    default: nil
    }
  }

  private mutating func leaf() -> Formula.Kind {
    switch Int.random(in: 0..<4, using: &random) {
    case 0: .number(Double(Int.random(in: 0..<100, using: &random)))
    case 1: .number(Double.random(in: 0..<1, using: &random) * 1e-8)
    case 2: .node(Int.random(in: 0..<1000, using: &random))
    default: .name(variables.randomElement(using: &random) ?? called)
    }
  }

  private mutating func operation(limit: Int) -> (Formula.Kind, operandCount: Int) {
    switch Int.random(in: 0..<14, using: &random) {
    case 0: return (.prime(derived, order: Int32.random(in: 1...3, using: &random)), 1)
    case 1:
      let count = Int.random(in: 0...min(3, limit), using: &random)
      return count == 0 && limit > 1
        ? operation(limit: limit)
        : (.call(of: called, argumentCount: max(1, count)), max(1, count))
    case 2...4: return arrayOperation(limit: limit) ?? operation(limit: limit)
    default:
      guard let row = Operator.table.randomElement(using: &random), row.operandCount <= limit else {
        return operation(limit: limit)
      }
      return (.operation(row.id), row.operandCount)
    }
  }
  /// An array, a part of one, or a comprehension; nil if it would have more operands than `limit`.
  private mutating func arrayOperation(limit: Int) -> (Formula.Kind, operandCount: Int)? {
    let kind: Formula.Kind =
      switch Int.random(in: 0..<3, using: &random) {
      case 0:
        // One row is written, and read, as none.
        .array(
          rows: [0, 0, 2, 3].randomElement(using: &random) ?? 0,
          columns: Int32.random(in: 1...3, using: &random))
      case 1: .subscript(count: Int32.random(in: 1...2, using: &random))
      default: .comprehension(loops: Int32.random(in: 1...2, using: &random))
      }
    return kind.operandCount <= limit ? (kind, kind.operandCount) : nil
  }
}
