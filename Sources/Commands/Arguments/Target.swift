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
    let denominator = Self.orders(of: inputs).map { "∂\($0.name)\(Self.superscript($0.order))" }.joined()
    return "∂\(Self.superscript(inputs.count))\(numerator)/\(denominator)"
  }

  /// The inputs with their orders, those that stand several times in a row once.
  static func orders(of inputs: [String]) -> [(name: String, order: Int)] {
    var orders: [(name: String, order: Int)] = []
    for input in inputs {
      if let last = orders.indices.last, orders[last].name == input {
        orders[last].order += 1
      } else {
        orders.append((input, 1))
      }
    }
    return orders
  }

  /// An order as people write it above the line; nothing for 1.
  private static func superscript(_ order: Int) -> String {
    let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
    return order == 1 ? "" : String(String(order).compactMap { $0.wholeNumberValue.map { digits[$0] } })
  }
}
