package import AutoDiff
import Formulas

extension SessionScript {
  /// A number as it can be typed, to the bit.
  package static func text(of value: Double) -> String { formula(of: value).description }

  /// A value as it can be typed, to the bit.
  package static func text(of value: NodeValue) -> String {
    switch value {
    case .number(let number): text(of: number)
    case .array(let array): Formula(array: array).description
    }
  }

  /// A number, whatever names like `inf` stand for in the session.
  static func formula(of value: Double) -> Formula {
    func quotient(_ numerator: Double) -> Formula {
      let divide = BuiltIns.operator(for: .divide).map { Formula.Node(.operation($0)) }
      return Formula(
        nodes: [.init(.number(numerator)), .init(.number(0))] + (divide.map { [$0] } ?? []))
    }
    if value.isInfinite { return quotient(value > 0 ? 1 : -1) }
    guard value.isNaN else { return Formula(nodes: [.init(.number(value))]) }
    // The sign of what is no number differs between processors.
    var formula = quotient(0)
    let isSame = Opcode.divide.value(0, 0).sign == value.sign
    if !isSame, let negate = BuiltIns.operator(for: .negate) {
      formula.nodes.append(.init(.operation(negate)))
    }
    return formula
  }
}
