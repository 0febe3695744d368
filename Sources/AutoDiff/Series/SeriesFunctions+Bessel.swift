import RealModule

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
    if argument.constantTerm >= Self.leastForMoments, let scaled = scaledBessel(opcode, index, argument) {
      for k in stride(from: 1, through: order, by: 1) { result[k] = scaled[k] }
      return order + 1
    }
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

  /// From here on the other solution of the equation grows so much faster that its part in the rounding does.
  private static let leastForMoments = 0.5

  /// e^u·K_ν and its derivatives, by their own derivatives one by one, which are integrals of what has one sign
  /// (DLMF 10.32.9):
  ///
  ///     e^u·K_ν(u) = ∫ e^(−u·(cosh t − 1))·cosh νt dt from 0 to ∞
  ///
  /// with a factor (1 − cosh t)ⁿ in the n-th. The trapezoidal rule converges geometrically, being one over the whole line.
  /// All are taken relative to the first, whose value is known. nil for other functions.
  private func scaledBessel(_ opcode: Opcode, _ index: Double, _ argument: PowerSeries) -> [Double]? {
    let first: Int
    switch opcode {
    case .besselke: first = 0
    case .besselkeSlope: first = 1
    case .besselkeCurvature: first = 2
    default: return nil
    }
    let x = argument.constantTerm
    let value = opcode.value(at: [index, x])
    guard value != 0, value.isFinite, index.isFinite else { return nil }
    let highest = first + order
    let peak = Double.asinh(abs(index) / x)
    let step = 0.3 / max(1, x * .cosh(peak), Double(highest)).squareRoot()
    var sums = [Double](repeating: 0, count: order + 1)
    func exponent(_ t: Double) -> Double { abs(index) * t - 2 * x * Double.sinh(t / 2) * .sinh(t / 2) }
    let largest = exponent(peak)
    for j in 0..<Self.mostNodes {
      let t = Double(j) * step
      let half = Double.sinh(t / 2)
      let base = 2 * half * half
      var term = Double.exp(exponent(t) - largest) * (1 + .exp(-2 * abs(index) * t)) * (j == 0 ? 0.5 : 1)
      for _ in 0..<first { term *= base }
      var counts = t <= peak
      for n in sums.indices {
        if term > sums[n] * 1e-18 { counts = true }
        sums[n] += term
        term *= base / Double(n + 1)
      }
      if !counts { break }
    }
    let terms = sums.indices.map { n in (n % 2 == 0 ? value : -value) * (sums[n] / sums[0]) }
    return composed(terms, argument)
  }

  private static let mostNodes = 100_000

  /// Σ cₙ·uⁿ for a series u without its constant term, by Horner's rule: O(order³), and O(order) along a straight line.
  private func composed(_ terms: [Double], _ u: PowerSeries) -> [Double] {
    guard u.count > 2 else {
      var power = 1.0
      return terms.map { term in
        defer { power *= u[1] }
        return term * power
      }
    }
    var result = [Double](repeating: 0, count: order + 1)
    for n in stride(from: order, through: 0, by: -1) {
      // Only so many powers of what there is so far are left when it is multiplied by uⁿ.
      for k in stride(from: order - n, through: 1, by: -1) {
        result[k] = (1...k).reduce(0) { $0 + u[$1] * result[k - $1] }
      }
      result[0] = terms[n]
    }
    return result
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
