import AutoDiff
import Formulas
import Pictures
import Sessions

/// What a command is about: a node or number, and what to call it.
struct Target {
  let operand: Operand

  /// Its name, or the formula for it.
  let title: String

  /// `z` in `∂z/∂x`; empty where the title is too long for a fraction.
  var numerator: String {
    if title.count > 16 { return "" }
    return title.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "%" } ? title : "(\(title))"
  }

  /// The derivative's sign: `∂z/∂x`.
  func partial(by input: String) -> String { "∂\(numerator)/∂\(input)" }

  /// The sign of a derivative of any order: `∂³z/∂x²∂y`.
  func partial(by inputs: [String]) -> String {
    if inputs.isEmpty { return title }
    var factors: [(input: String, order: Int)] = []
    for input in inputs {
      if let last = factors.last, last.input == input {
        factors.removeLast(); factors.append((input, last.order + 1))
      } else {
        factors.append((input, 1))
      }
    }
    let denominator = factors.map { "∂\($0.input)\(Self.superscript($0.order))" }.joined()
    return "∂\(Self.superscript(inputs.count))\(numerator)/\(denominator)"
  }

  /// An order as people write it above the line; nothing for 1.
  private static func superscript(_ order: Int) -> String {
    let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
    return order == 1 ? "" : String(String(order).compactMap { $0.wholeNumberValue.map { digits[$0] } })
  }
}

extension Interpreter {
  /// The expression that the arguments are or, where there is none, the last formula that was typed, named or not; where
  /// there was none either, the last number.
  func target(_ formula: Formula?, at range: SourceRange) throws -> Target {
    guard let formula else {
      guard let last = session.lastResult.formula.map({ Operand.node($0) }) ?? session.last else {
        throw CommandError("no-target", "there is nothing to show yet: enter a formula first", at: range)
      }
      return Target(operand: last, title: title(of: last))
    }
    let operand = try session.lower(formula)
    return Target(operand: operand, title: formula.description)
  }

  /// The identifier behind a target in the graph.
  func id(of target: Target) -> NodeID { target.operand.id(in: session.graph) }

  /// What an operand is called: its name, else its formula if that is short, else its number.
  func title(of operand: Operand) -> String {
    switch operand {
    case .constant(let value): settings.numberFormat.string(value)
    case .node(let id): session.graph.label(of: id) ?? session.shortFormula(of: id)
    }
  }

  /// What a node is called: its name or its number.
  func name(of id: NodeID) -> String {
    id.isConstant
      ? settings.numberFormat.string(session.graph.cachedValue(of: id))
      : session.graph.label(of: id) ?? id.description
  }
}
