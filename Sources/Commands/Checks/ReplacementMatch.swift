import AutoDiff
import Formulas
import Sessions

/// A formula of a ``Replacement``, in operations of the graph.
indirect enum ReplacementPattern {
  case number(Double)
  case anything(String)
  case operation(Opcode, [ReplacementPattern])

  /// The pattern of a formula as it is typed; nil if that is none.
  init?(_ text: String) {
    guard let formula = Formula(parsing: text) else { return nil }
    var stack: [ReplacementPattern] = []
    for node in formula.nodes {
      let count = formula.operandCount(of: node)
      let operands = Array(stack.suffix(count))
      stack.removeLast(operands.count)
      switch node.kind {
      case .number(let number): stack.append(.number(number))
      case .name(let name): stack.append(.anything(formula[name]))
      case .operation, .call:
        guard let opcode = BuiltIns.opcode(of: node.kind, in: formula) else { return nil }
        stack.append(.operation(opcode, operands))
      case .node, .prime, .array, .subscript, .slice, .axis, .binding, .loop, .comprehension: return nil
      }
    }
    guard let root = stack.last else { return nil }
    self = root
  }
}

/// A replacement that is ready to be looked for.
struct CompiledReplacement {
  let replacement: Replacement
  let pattern: ReplacementPattern
  let remedy: Formula

  /// The replacements that primitives declare, by the operation at the root of the formulas that they replace.
  static let all: [Opcode: [CompiledReplacement]] = {
    var all: [Opcode: [CompiledReplacement]] = [:]
    for replacement in Opcode.allCases.flatMap({ $0.primitive.declaration.replaces }) {
      guard let pattern = ReplacementPattern(replacement.formula),
        case .operation(let root, _) = pattern, let remedy = Formula(parsing: replacement.remedy)
      else {
        assertionFailure("\(replacement.formula) is no formula that can be looked for")
        continue
      }
      all[root, default: []].append(
        CompiledReplacement(replacement: replacement, pattern: pattern, remedy: remedy))
    }
    return all
  }()
}

/// Where a graph has the formula of a replacement, and for which nodes its names stand.
struct ReplacementMatch {
  private let graph: Graph

  /// What the names stand for. Of a sum of any number of terms, the names of each further term have primes.
  private(set) var bindings: [String: NodeID] = [:]

  /// The nodes that the formula consists of, the root first.
  private(set) var parts: [NodeID] = []

  /// How many terms the sum of a variadic formula has.
  private(set) var termCount = 0

  /// The match at a node; nil if there is none.
  init?(_ wanted: CompiledReplacement, at root: NodeID, in graph: Graph) {
    self.graph = graph
    let isFound =
      wanted.replacement.isVariadic ? matchTerms(wanted.pattern, root) : match(wanted.pattern, root, "")
    if !isFound { return nil }
  }

  /// Matches the function of a sum whose terms are all like the first one of the pattern's.
  private mutating func matchTerms(_ pattern: ReplacementPattern, _ root: NodeID) -> Bool {
    guard case .operation(let function, let operands) = pattern, operands.count == 1,
      case .operation(_, let terms) = operands[0], let term = terms.first,
      let node = graph.node(at: root), node.opcode == function, let sum = node.arguments.first
    else { return false }
    parts.append(root)
    // Last in, first out, so that the terms keep their order.
    var open = [sum]
    while let next = open.popLast() {
      let before = self
      if match(term, next, String(repeating: "'", count: termCount)) {
        termCount += 1
        continue
      }
      self = before
      guard termCount + open.count < Self.mostTerms, let sum = graph.node(at: next),
        sum.opcode.algebra == .sum
      else { return false }
      parts.append(next)
      open += sum.operands.reversed()
    }
    return termCount > 1
  }

  /// How many terms are looked at: a remedy of more would not be read.
  private static let mostTerms = 64

  private mutating func match(_ pattern: ReplacementPattern, _ id: NodeID, _ suffix: String) -> Bool {
    switch pattern {
    case .number(let number): return id.isConstant && graph.value(of: id) == number
    case .anything(let name):
      if let bound = bindings[name + suffix] { return bound == id }
      bindings[name + suffix] = id
      return true
    case .operation(let opcode, let operands):
      guard let node = graph.node(at: id) else { return false }
      parts.append(id)
      if matchSquare(opcode, operands, node, suffix) { return true }
      let isSame =
        node.opcode == opcode || opcode.algebra != .function && node.opcode.algebra == opcode.algebra
      guard isSame, node.arguments.count == operands.count else { return false }
      let before = self
      if matchAll(operands, node.arguments, suffix) { return true }
      self = before
      let canSwap = opcode.algebra == .sum || opcode.algebra.isProduct
      return canSwap && operands.count == 2 && matchAll(operands, node.arguments.reversed(), suffix)
    }
  }

  /// x*x is x^2.
  private mutating func matchSquare(
    _ opcode: Opcode, _ operands: [ReplacementPattern], _ node: Node, _ suffix: String
  ) -> Bool {
    guard opcode.algebra == .power, case .number(2) = operands[1], node.opcode.algebra.isProduct,
      node.arguments.count == 2, node.arguments[0] == node.arguments[1]
    else { return false }
    return match(operands[0], node.arguments[0], suffix)
  }

  private mutating func matchAll(
    _ patterns: [ReplacementPattern], _ operands: [NodeID], _ suffix: String
  ) -> Bool {
    for (pattern, operand) in zip(patterns, operands) where !match(pattern, operand, suffix) { return false }
    return true
  }
}
