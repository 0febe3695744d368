import RealModule

extension SeriesFunctions {
  /// ψ⁽ⁿ⁾ of a series, or the difference of two such: all coefficients but the constant term.
  ///
  /// Their rules lead from each order to the next, and a system of all of them would lose every digit where the argument
  /// bends: a Taylor polynomial in a Taylor polynomial converges in a smaller circle than the result. But ψ⁽ⁿ⁾ is a sum
  /// of powers (``Polygamma/forEachTerm(_:_:from:_:)``), and each of those has a recurrence of its own. What is left of
  /// the asymptotic series counts little from n + order + 20 on. O(n + order) powers, wherever the argument is.
  mutating func polygamma(
    order known: Int?, isDifference: Bool, _ operands: [PowerSeries],
    into result: UnsafeMutablePointer<Double>
  ) -> Int {
    let argument = operands[isDifference ? 0 : operands.count - 1]
    (result + 1).update(repeating: .nan, count: order)
    guard let n = known ?? Int(exactly: operands[0].constantTerm), (0...Polygamma.highestOrder).contains(n),
      argument.constantTerm.isFinite
    else { return order + 1 }
    let bound = Double(n + order + 20)
    let sum =
      isDifference
      ? differences(n, argument, operands[1], bound) : polygamma(n, series(argument), bound)
    for k in 1...order { result[k] = sum[k] }
    return order + 1
  }

  /// ψ⁽ⁿ⁾ of a series that begins with a finite number.
  ///
  /// Far below 0 there would be as many powers as whole numbers in between. The reflection formula (DLMF 5.15.6), taken at x
  /// and at x − m, whose cotangents are the same, gives three arguments above 0 instead:
  ///
  ///     ψ⁽ⁿ⁾(x) = ψ⁽ⁿ⁾(x − m) + (−1)ⁿ·(ψ⁽ⁿ⁾(1 − x) − ψ⁽ⁿ⁾(1 + m − x)),  m = ⌊x⌋
  mutating func polygamma(_ n: Int, _ argument: [Double], _ bound: Double) -> [Double] {
    let start = argument[0]
    guard start < -bound else { return powers(n, argument, bound) }
    let floor = start.rounded(.down)
    let opposite = argument.map { -$0 }
    let near = powers(n, [start - floor] + argument.dropFirst(), bound)
    let far = powers(n, [1 - start] + opposite.dropFirst(), bound)
    let beside = powers(n, [1 + floor - start] + opposite.dropFirst(), bound)
    let sign: Double = n % 2 == 0 ? 1 : -1
    return near.indices.map { near[$0] + sign * (far[$0] - beside[$0]) }
  }

  private mutating func powers(_ n: Int, _ argument: [Double], _ bound: Double) -> [Double] {
    var sum = [Double](repeating: 0, count: order + 1)
    let sign: Double = n % 2 == 0 ? -1 : 1
    var (x, last) = (argument, argument[0])
    Polygamma.forEachTerm(n, argument[0], from: bound) { factor, start, exponent in
      (x[0], last) = (start, start)
      let power = power(x, Double(exponent))
      for k in power.indices { sum[k] += sign * factor * power[k] }
    }
    if n == 0 {
      x[0] = last
      let logarithm = logarithm(x)
      for k in logarithm.indices { sum[k] += logarithm[k] }
    }
    return sum
  }

  /// The same for the differences between a + b and a. Written as aᵐ·((1 + b/a)ᵐ − 1) they have all their digits where b
  /// is small.
  private mutating func differences(
    _ n: Int, _ a: PowerSeries, _ b: PowerSeries, _ bound: Double
  ) -> [Double] {
    var both = series(a)
    for k in 0..<b.count where k < both.count { both[k] += b[k] }
    both += (both.count..<max(both.count, b.count)).map { b[$0] }
    guard both[0].isFinite else { return [Double](repeating: .nan, count: order + 1) }
    guard a.constantTerm > 0, b.constantTerm > 0 else {
      return zip(polygamma(n, both, bound), polygamma(n, series(a), bound)).map { $0 - $1 }
    }
    var sum = [Double](repeating: 0, count: order + 1)
    let sign: Double = n % 2 == 0 ? -1 : 1
    var x = series(a)
    func ratio() -> [Double] { quotient(b, x) }
    Polygamma.forEachTerm(n, a.constantTerm, from: bound) { factor, start, exponent in
      x[0] = start
      var ratio = ratio()
      let growth = ratio[0]
      ratio[0] += 1
      var relative = power(ratio, Double(exponent))
      relative[0] = .expMinusOne(Double(exponent) * .log(onePlus: growth))
      let power = power(x, Double(exponent))
      for k in sum.indices { sum[k] += sign * factor * product(power, relative, k) }
    }
    if n == 0 {
      var ratio = ratio()
      ratio[0] += 1
      let logarithm = logarithm(ratio)
      for k in logarithm.indices { sum[k] += logarithm[k] }
    }
    return sum
  }
}

/// Series as arrays, all to the same order but for those of operands.
extension SeriesFunctions {
  private func series(_ operand: PowerSeries) -> [Double] { (0..<operand.count).map { operand[$0] } }

  mutating func power(_ base: [Double], _ exponent: Double) -> [Double] {
    // At a pole there is no series.
    guard base[0] != 0 else { return [Double](repeating: .nan, count: order + 1) }
    var result = [Double](repeating: 0, count: order + 1)
    base.withUnsafeBufferPointer { base in
      result.withUnsafeMutableBufferPointer { result in
        guard let start = base.baseAddress, let result = result.baseAddress else { return }
        _ = power(PowerSeries(start, count: base.count), exponent, into: result)
      }
    }
    return result
  }

  func product(_ a: [Double], _ b: [Double], _ k: Int) -> Double {
    var sum = 0.0
    for j in 0...k { sum += a[j] * b[k - j] }
    return sum
  }

  private func quotient(_ a: PowerSeries, _ b: [Double]) -> [Double] {
    var result: [Double] = []
    for k in 0...order {
      var sum = a[k]
      for j in stride(from: 1, through: min(k, b.count - 1), by: 1) { sum -= b[j] * result[k - j] }
      result.append(sum / b[0])
    }
    return result
  }

  /// From y′·a = a′, without the constant term.
  func logarithm(_ a: [Double]) -> [Double] {
    var result = [0.0]
    for k in stride(from: 1, through: order, by: 1) {
      var sum = k < a.count ? Double(k) * a[k] : 0
      for j in stride(from: max(1, k - a.count + 1), to: k, by: 1) { sum -= Double(j) * result[j] * a[k - j] }
      result.append(sum / (Double(k) * a[0]))
    }
    return result
  }
}
