/// A linear differential equation of order 2, w·y″ = a·y′ + b·y, by its coefficients along a series u(t).
private struct LinearEquation {
  var w: [Double]
  var a: [Double]
  var b: [Double]
}

extension SeriesFunctions {
  /// The Bessel functions of the second kind of a series: all coefficients but the constant term; nil for other functions, and
  /// where the order varies.
  ///
  /// Their rules lead to the neighbouring orders, which grow from one to the next, and in whose differences every digit is
  /// lost. But with p = dy/du Bessel's equation (DLMF 10.2.1, 10.25.1; for e^u·K_ν with y′ − y in the place of y′) is a
  /// recurrence of its own: from y′ = p·u′ and w·p′ = (a·p + b·y)·u′, power by power, O(order²).
  func bessel(
    _ opcode: Opcode, member: Int?, _ operands: [PowerSeries], into result: UnsafeMutablePointer<Double>
  ) -> Int? {
    guard let argument = operands.last, argument.constantTerm > 0, argument.constantTerm.isFinite,
      let index = member.map(Double.init) ?? (operands[0].count == 1 ? operands[0].constantTerm : nil)
    else { return nil }
    let u = (0...order).map { argument[$0] }
    let square = (0...order).map { PowerSeries.product(argument, argument, $0) }
    func sum(_ constant: Double, _ first: Double, _ second: Double) -> [Double] {
      u.indices.map { ($0 == 0 ? constant : 0) + first * u[$0] + second * square[$0] }
    }
    func value(_ opcode: Opcode, _ index: Double) -> Double { opcode.value(at: [index, u[0]]) }
    let equation: LinearEquation
    let start: (value: Double, slope: Double)
    switch opcode {
    case .bessely, .besselyMember:
      equation = LinearEquation(w: square, a: sum(0, -1, 0), b: sum(index * index, 0, -1))
      start = (result[0], (value(.bessely, index - 1) - value(.bessely, index + 1)) / 2)
    case .besselk, .besselkMember:
      equation = LinearEquation(w: square, a: sum(0, -1, 0), b: sum(index * index, 0, 1))
      start = (result[0], -(value(.besselk, index - 1) + value(.besselk, index + 1)) / 2)
    case .besselke, .besselkeSlope:
      equation = LinearEquation(w: square, a: sum(0, -1, 2), b: sum(index * index, 1, 0))
      start = (value(.besselke, index), value(.besselkeSlope, index))
    default: return nil
    }
    let (values, slopes) = solution(of: equation, along: u, start)
    let wanted = opcode == .besselkeSlope ? slopes : values
    for k in stride(from: 1, through: order, by: 1) { result[k] = wanted[k] }
    return order + 1
  }

  /// y and dy/du along a series.
  private func solution(
    of equation: LinearEquation, along u: [Double], _ start: (value: Double, slope: Double)
  ) -> (values: [Double], slopes: [Double]) {
    var (y, p, right) = ([start.value], [start.slope], [Double]())
    for k in stride(from: 1, through: order, by: 1) {
      var (ofY, ofRight, ofP) = (0.0, 0.0, 0.0)
      right.append((0..<k).reduce(0) { $0 + equation.a[$1] * p[k - 1 - $1] + equation.b[$1] * y[k - 1 - $1] })
      for j in 1...k {
        ofY += Double(j) * u[j] * p[k - j]
        ofRight += Double(j) * u[j] * right[k - j]
        if j < k { ofP += Double(k - j) * equation.w[j] * p[k - j] }
      }
      y.append(ofY / Double(k))
      p.append((ofRight - ofP) / (Double(k) * equation.w[0]))
    }
    return (y, p)
  }
}
