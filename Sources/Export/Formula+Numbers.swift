package import Formulas

extension Formula {
  /// A number, with its sign.
  package init(of value: Double) {
    self.init(nodes: [.init(.number(value.magnitude))])
    if value < 0 { nodes.append(.init(.operation(.minus))) }
  }

  /// A polynomial around a point by its coefficients, without terms that are 0.
  package init(polynomial coefficients: [Double], in variable: String, around center: Double) {
    self.init()
    for (power, coefficient) in coefficients.enumerated() where coefficient != 0 {
      let isFirst = nodes.isEmpty
      let isNumberWritten = power == 0 || coefficient.magnitude != 1
      if isNumberWritten { nodes.append(.init(.number(coefficient.magnitude))) }
      if power > 0 {
        nodes.append(.init(.name(enter(variable))))
        if center != 0 {
          nodes.append(.init(.number(center.magnitude)))
          nodes.append(.init(.operation(center < 0 ? .sum : .difference)))
        }
        if power > 1 {
          nodes.append(.init(.number(Double(power))))
          nodes.append(.init(.operation(.power)))
        }
        if isNumberWritten { nodes.append(.init(.operation(.product))) }
      }
      if !isFirst {
        nodes.append(.init(.operation(coefficient < 0 ? .difference : .sum)))
      } else if coefficient < 0 {
        nodes.append(.init(.operation(.minus)))
      }
    }
    if nodes.isEmpty { nodes.append(.init(.number(0))) }
  }
}
