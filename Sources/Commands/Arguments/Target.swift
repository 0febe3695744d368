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
