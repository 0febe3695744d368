import AutoDiff
import Formulas

/// How a loop is written, as a formula over names for its operands.
///
/// What is gone through beside the named list is written by the number of its element: `[a[k]*x^2 for k in 1..3]`.
struct LoopWriting {
  let formula: Formula

  /// The formula of a loop's node.
  init(of loop: Loop, _ operands: [NodeID], in graph: Graph, exactNumbersWith constants: Set<String>?) {
    let range = 1...max(1, loop.count)
    var lists: [Int: ClosedRange<Int>] = [:]
    for position in operands.indices where loop.isEach[position] {
      if let list = graph.constantArray(operands[position])?.wholeRange {
        lists[position] = list
      }
    }
    let others = loop.isEach.indices.filter { loop.isEach[$0] && $0 != loop.variable }
    let named = loop.variable
    // The name is the number of the element, where there is no list, or the list is of such numbers.
    let isNumber = named.map { lists[$0] == range } ?? true
    let taken = graph.names(in: operands)
    let name = Self.free(loop.name, among: taken)
    let index = isNumber || others.isEmpty ? name : Self.free("k", among: taken.union([name]))
    let goesByIndex = !isNumber && !others.isEmpty

    let names = operands.indices.map { position in
      position == named && !goesByIndex
        ? name : Self.name(ofOperand: position, isElement: loop.isEach[position])
    }
    var (body, root) = loop.body(calling: names)
    // Where it is to read well, the formula is brought into its shortest form.
    if constants != nil, loop.isOfNumbers {
      var simplifier = Simplifier(body) { [body] in body.label(of: $0) }
      root = simplifier.simplify(root)
      body = simplifier.graph
    }
    let written = FormulaWriter(body, exactNumbersWith: constants).formula(of: root, limit: .max)
      .replacingNames { name in
        guard let element = Self.part(named: name), element.isElement else { return nil }
        var formula = Formula(name: Self.name(ofOperand: element.position, isElement: false))
        formula.append(Formula(name: index))
        formula.nodes.append(.init(.subscript(count: 1)))
        return formula
      }

    var list: Formula
    if let named, !goesByIndex, !isNumber {
      list =
        lists[named].map(Formula.init(range:)) ?? Formula(name: Self.name(ofOperand: named, isElement: false))
    } else {
      list = Formula(range: range)
    }
    var formula = Formula()
    if loop.isSum {
      formula.append(written)
      formula.append(list)
      formula.nodes.append(.init(.binding(formula.enter(index))))
      formula.append(callOf: "sum", argumentCount: 2)
    } else {
      formula.append(list)
      formula.nodes.append(.init(.loop(formula.enter(index))))
      formula.append(written)
      formula.nodes.append(.init(.comprehension(loops: 1)))
    }
    self.formula = formula
  }

  /// What an operand is called in the formula, whole or the element that its turn is; no name that can be typed.
  private static func name(ofOperand position: Int, isElement: Bool) -> String {
    (isElement ? "\u{2}" : "\u{1}") + "\(position)"
  }

  private static func part(named name: String) -> (position: Int, isElement: Bool)? {
    guard let mark = name.first, mark == "\u{1}" || mark == "\u{2}", let position = Int(name.dropFirst())
    else {
      return nil
    }
    return (position, mark == "\u{2}")
  }

  /// The operand that a name of the formula stands for; nil for other names.
  static func operand(named name: String) -> Int? { part(named: name)?.position }

  private static func free(_ name: String, among taken: Set<String>) -> String {
    var free = name
    while taken.contains(free) { free += "_" }
    return free
  }
}

extension Graph {
  /// The names that stand in the formulas of operands, as far as these are short.
  fileprivate func names(in operands: [NodeID]) -> Set<String> {
    var names: Set<String> = []
    var waiting = operands
    var seen: Set<NodeID> = []
    while let id = waiting.popLast(), seen.count < 1000 {
      guard !id.isConstant, seen.insert(id).inserted else { continue }
      if let name = label(of: id) {
        names.insert(name)
      } else {
        forEachOperand(of: id) { waiting.append($0) }
      }
    }
    return names
  }
}
