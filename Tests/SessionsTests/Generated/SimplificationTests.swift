@testable import AutoDiff
import Formulas
import Sessions
import Testing

/// Random formulas of all primitives and their derivatives, before and after the simplifier: wherever the formula and
/// the original have a value, the simplified form has the same.
///
/// In doubles that means to within the errors that rounding makes in either form (`RoundingError`). Left out are points
/// where these have no bound, or where a number on the way, in either form, leaves the range of doubles. With 100 digits
/// it means to 40 digits; that is for formulas whose constants are short, since decimal ones are rounded when they are
/// put together. And it is the text that is computed there, as people see it.
///
/// A product with a zero factor is 0 in a derivative even where another factor is undefined (`strongMultiply`), and so it
/// is in the simplified form. What is typed has no such product: where it makes a difference (which `:diff` says) the text
/// is not compared. Nor is a comparison with NaN, which is 0, and 1 perhaps where the NaN has been simplified away.
@Suite struct SimplificationTests {
  /// How many formulas: 10,000 where many are asked for.
  private static let count = FormulaCount.isLong ? 10_000 : 500

  @Test func simplifiedFormulasHaveTheirValues() throws {
    // What lies behind `detach` has no bound.
    var generator = FormulaGenerator(seed: 7, opcodes: Opcode.typed.filter { $0 != .detach })
    var failures: [String: String] = [:]
    var (compared, changed) = (0, 0)
    for _ in 0..<Self.count {
      let generated = generator.next()
      guard let formula = try BuiltFormula(generated) else { continue }
      for pair in SimplifiedPair.all(of: formula) where pair.isComparable {
        compared += 1
        if pair.isChanged { changed += 1 }
        if pair.agrees { continue }
        let smallest = try generated.shrunk {
          try BuiltFormula($0).map { SimplifiedPair.all(of: $0).contains { $0.isComparable && !$0.agrees } }
            ?? false
        }
        guard let small = try BuiltFormula(smallest),
          let pair = SimplifiedPair.all(of: small).first(where: { $0.isComparable && !$0.agrees })
        else { continue }
        failures[pair.original] = (smallest.statements + [pair.words]).joined(separator: "\n")
      }
    }
    for text in failures.values.sorted(by: { $0.count < $1.count }).prefix(20) { Issue.record("\(text)") }
    #expect(compared > Self.count, "only \(compared) were compared")
    #expect(changed * 2 > compared, "only \(changed) of \(compared) were simplified")
  }

  @Test(.enabled(if: Mpmath.isAvailable, "needs python3 and mpmath"))
  func simplifiedFormulasAreTheSameTo40Digits() throws {
    var generator = FormulaGenerator(seed: 8)
    var pairs: [(line: String, generated: GeneratedFormula)] = []
    for _ in 0..<(FormulaCount.isLong ? Self.count : 100) {
      let generated = generator.next()
      guard generated.point.allSatisfy({ $0 == 0 || (1e-20...1e20).contains(abs($0)) }),
        let formula = try BuiltFormula(generated)
      else {
        continue
      }
      let point = generated.inputs.map { "\($0.name) \($0.value)" }.joined(separator: " ")
      let all = SimplifiedPair.all(of: formula)
      for pair in all where pair.isChanged && pair.hasShortConstants {
        // What is written out again and again becomes endless.
        guard let original = pair.text(limit: 20_000), let own = all[0].text(limit: 20_000) else { continue }
        pairs.append(("guarded(\(original), \(own)) ; \(pair.simplified) ; \(point)", generated))
      }
    }
    let answers = try Mpmath.answers(of: "simplification.py", to: pairs.map(\.line)).split(separator: "\n")
    try #require(answers.count == pairs.count)
    let failures = zip(pairs, answers).filter { $0.1.hasPrefix("different") }
    for ((line, generated), answer) in failures.sorted(by: { $0.0.line.count < $1.0.line.count }).prefix(20) {
      Issue.record("\((generated.statements + [line, String(answer)]).joined(separator: "\n"))")
    }
    let same = answers.count { $0 == "same" }
    // Many functions end somewhere.
    #expect(same * 5 > pairs.count * 2, "only \(same) of \(pairs.count) have a value")
  }
}

/// A node and its simplified form.
struct SimplifiedPair {
  private let graph: Graph
  private let node: NodeID
  private let form: Graph
  private let root: NodeID

  /// Whether the formula of which this may be a derivative has a value.
  private let isInsideDomain: Bool

  /// The formula's own pair and those of its derivatives.
  static func all(of formula: BuiltFormula) -> [SimplifiedPair] {
    let graph = formula.graph
    let derivatives = graph.symbolicDerivatives(of: formula.target, by: formula.inputs.map(\.input))
    let value = graph.value(of: formula.target)
    return ([formula.target] + derivatives).map {
      SimplifiedPair(graph, graph.id(of: $0), isInsideDomain: value.isFinite)
    }
  }

  private init(_ graph: Graph, _ node: NodeID, isInsideDomain: Bool) {
    (self.graph, self.node, self.isInsideDomain) = (graph, node, isInsideDomain)
    var simplifier = Simplifier(graph) { graph.isInput($0) ? graph.label(of: $0) : nil }
    root = simplifier.simplify(node)
    form = simplifier.graph
    for label in form.labels.all {
      guard let source = graph.labels.all.first(where: { $0.label == label.label }) else { continue }
      form.setInput(label.node, to: graph.value(of: source.node))
    }
  }

  private var values: (original: Double, simplified: Double) { (graph.value(of: node), form.value(of: root)) }

  var isComparable: Bool {
    guard isInsideDomain, values.original.isFinite else { return false }
    return bound != nil && !leavesRange(graph, node) && !leavesRange(form, root) && !comparesUndefined
  }

  /// How far apart the two may be, or nil if it is not known.
  private var bound: Double? {
    _ = values
    let errors = [RoundingError(graph, of: node), RoundingError(form, of: root)]
    guard errors.allSatisfy({ !$0.isDecidedByRounding && !$0.bound.isInfinite }) else { return nil }
    return errors.reduce(1e-300) { $0 + ($1.bound.isNaN ? 0 : 2 * $1.bound) }
  }

  var agrees: Bool {
    let (original, simplified) = values
    return abs(original - simplified) <= bound ?? .infinity
  }

  /// Whether some number below a node is so small that digits are lost, or so large that they soon will be.
  private func leavesRange(_ graph: Graph, _ root: NodeID) -> Bool {
    graph.cone(of: [root]).contains {
      let value = graph.cachedValue(of: $0)
      return (value != 0 && abs(value) < 1e-290) || (abs(value) > 1e290 && value.isFinite)
    }
  }

  /// Whether something undefined has been compared below the node.
  private var comparesUndefined: Bool {
    graph.cone(of: [node]).contains {
      guard let node = graph.node(at: $0) else { return false }
      let isComparison = [.less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual].contains(
        node.opcode)
      return isComparison && node.operands.contains { graph.cachedValue(of: $0).isNaN }
    }
  }

  /// Whether all constants, also those that came about, have so few digits that they can be added and multiplied exactly.
  var hasShortConstants: Bool { isShort(graph, node) && isShort(form, root) }

  private func isShort(_ graph: Graph, _ root: NodeID) -> Bool {
    var constants = [root].filter(\.isConstant)
    for id in graph.cone(of: [root]) {
      graph.forEachOperand(of: id) { if $0.isConstant { constants.append($0) } }
    }
    return constants.map { graph.cachedValue(of: $0) }.allSatisfy { value in
      abs(value) <= 1e6 && value * 1024 == (value * 1024).rounded()
    }
  }

  var isChanged: Bool { text(limit: 20_000) != simplified }

  /// The simplified form as it is shown.
  var simplified: String { FormulaWriter(form).formula(of: root, limit: 100_000).description }

  /// The original as it is shown.
  var original: String { FormulaWriter(graph).formula(of: node, limit: 200).description }

  var words: String {
    "\(original)\nis \(values.original), and simplified\n\(simplified)\nis \(values.simplified)"
  }

  /// The original with all that it does, for `simplification.py`; nil if it takes more bytes.
  func text(limit: Int) -> String? {
    if node.isConstant { return "\(graph.cachedValue(of: node))" }
    var texts: [NodeID: String] = [:]
    for id in graph.cone(of: [node]) {
      guard let node = graph.node(at: id) else { return nil }
      let operands = node.arguments.map { operand in
        operand.isConstant ? "(\(graph.cachedValue(of: operand)))" : texts[operand] ?? ""
      }
      let text =
        switch node.opcode {
        case .input: node.label ?? ""
        case .strongMultiply: "strong(\(operands[0]), \(operands[1]))"
        case .strongDivide: "strong_quotient(\(operands[0]), \(operands[1]))"
        case .guarded: "guarded(\(operands[0]), \(operands[1]))"
        default: FormulaTree.operation(node.opcode, operands.map { .leaf($0) }).text
        }
      if text.utf8.count > limit { return nil }
      texts[id] = text
    }
    return texts[node]
  }
}
