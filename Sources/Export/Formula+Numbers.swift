package import Formulas

extension Formula {
  private static func operation(_ symbol: String, _ fixity: Operator.Fixity) -> Formula.Node? {
    Operator.table.first { $0.symbol == symbol && $0.fixity == fixity }.map { .init(.operation($0.id)) }
  }

  /// A number, with its sign.
  package init(of value: Double) {
    self.init(nodes: [.init(.number(value.magnitude))])
    if value < 0, let negate = Self.operation("-", .prefix) { nodes.append(negate) }
  }

  /// A polynomial around a point by its coefficients, without terms that are 0.
  package init(polynomial coefficients: [Double], in variable: String, around center: Double) {
    self.init()
    guard let add = Self.operation("+", .infix), let subtract = Self.operation("-", .infix),
      let multiply = Self.operation("*", .infix), let raise = Self.operation("^", .infix),
      let negate = Self.operation("-", .prefix)
    else { return }
    for (power, coefficient) in coefficients.enumerated() where coefficient != 0 {
      let isFirst = nodes.isEmpty
      let isNumberWritten = power == 0 || coefficient.magnitude != 1
      if isNumberWritten { nodes.append(.init(.number(coefficient.magnitude))) }
      if power > 0 {
        nodes.append(.init(.name(enter(variable))))
        if center != 0 { nodes += [.init(.number(center.magnitude)), center < 0 ? add : subtract] }
        if power > 1 { nodes += [.init(.number(Double(power))), raise] }
        if isNumberWritten { nodes.append(multiply) }
      }
      if isFirst {
        if coefficient < 0 { nodes.append(negate) }
      } else {
        nodes.append(coefficient < 0 ? subtract : add)
      }
    }
    if nodes.isEmpty { nodes.append(.init(.number(0))) }
  }
}
