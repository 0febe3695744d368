/// Polynomials in one variable, as coefficients from the constant one on.
enum Polynomial {
  /// The primitive greatest common divisor, by Euclid's algorithm; [1] where there is none.
  static func commonDivisor(_ a: [Rational], _ b: [Rational]) throws(FormLimit) -> [Rational] {
    var (left, right) = (try primitive(a), try primitive(b))
    while right.count > 1 {
      (left, right) = (right, try primitive(remainder(left, right).rest))
    }
    return right.isEmpty ? left : [.one]
  }

  static func remainder(
    _ a: [Rational], _ b: [Rational]
  ) throws(FormLimit) -> (quotient: [Rational], rest: [Rational]) {
    var rest = a
    var quotient = [Rational](repeating: .zero, count: max(0, a.count - b.count + 1))
    while rest.count >= b.count, let top = rest.last, let head = b.last {
      let factor = try top / head
      let shift = rest.count - b.count
      quotient[shift] = factor
      for (position, coefficient) in b.enumerated() {
        rest[shift + position] = try rest[shift + position] - factor * coefficient
      }
      rest.removeLast()
      while rest.last == .zero { rest.removeLast() }
    }
    return (quotient, rest)
  }

  /// With whole coefficients that have nothing in common, the highest above 0.
  static func primitive(_ a: [Rational]) throws(FormLimit) -> [Rational] {
    var a = a
    while a.last == .zero { a.removeLast() }
    guard let top = a.last else { return [] }
    var content = top
    for coefficient in a {
      content = try coefficient == .zero ? content : Rational.commonDivisor(content, coefficient)
    }
    if content.isNegative != top.isNegative { content = -content }
    return try a.map { (coefficient) throws(FormLimit) in try coefficient / content }
  }

  static func derivative(_ a: [Rational]) throws(FormLimit) -> [Rational] {
    var result: [Rational] = []
    for (degree, coefficient) in a.enumerated().dropFirst() {
      result.append(try Rational(degree) * coefficient)
    }
    return result
  }

  /// Factors with multiplicities whose product it is: square-free ones (D. Y. Y. Yun, "On square-free decomposition
  /// algorithms", 1976), and linear ones with rational roots. The first one may be a number.
  static func factors(of a: [Rational]) throws(FormLimit) -> [([Rational], Int)] {
    let whole = try primitive(a)
    guard let top = a.last, let own = whole.last else { return [] }
    var result: [([Rational], Int)] = [([try top / own], 1)]
    var common = try commonDivisor(whole, derivative(whole))
    var rest = try remainder(whole, common).quotient
    var multiplicity = 1
    while rest.count > 1 {
      let next = try commonDivisor(rest, common)
      let factor = try primitive(remainder(rest, next).quotient)
      if factor.count > 1 {
        for part in try linearFactors(of: factor) { result.append((part, multiplicity)) }
      }
      (common, rest) = (try remainder(common, next).quotient, next)
      multiplicity += 1
    }
    // What was made primitive on the way goes into the number.
    var product: [Rational] = [.one]
    for (factor, multiplicity) in result.dropFirst() {
      for _ in 0..<multiplicity { product = try self.product(product, factor) }
    }
    guard let made = product.last, product.count == a.count else { return [(a, 1)] }
    result[0] = ([try top / made], 1)
    return result
  }

  private static func product(_ a: [Rational], _ b: [Rational]) throws(FormLimit) -> [Rational] {
    var result = [Rational](repeating: .zero, count: a.count + b.count - 1)
    for (i, left) in a.enumerated() {
      for (j, right) in b.enumerated() { result[i + j] = try result[i + j] + left * right }
    }
    return result
  }

  private static func linearFactors(of a: [Rational]) throws(FormLimit) -> [[Rational]] {
    var (rest, result) = (a, [[Rational]]())
    guard a.count > 2 else { return [a] }
    search: while rest.count > 2, let top = rest.last, let bottom = rest.first {
      if bottom == .zero {
        result.append([.zero, .one])
        rest.removeFirst()
        continue
      }
      guard top.numerator.magnitude <= 400, bottom.numerator.magnitude <= 400 else { break }
      for q in 1...Int(top.numerator.magnitude) where top.numerator % q == 0 {
        for p in 1...Int(bottom.numerator.magnitude) where bottom.numerator % p == 0 {
          for root in [p, -p] where Rational.commonDivisor(UInt(p), UInt(q)) == 1 {
            let factor = [Rational(-root), Rational(q)]
            let (quotient, left) = try remainder(rest, factor)
            if left.isEmpty {
              result.append(factor)
              rest = quotient
              continue search
            }
          }
        }
      }
      break
    }
    return rest.count > 1 ? result + [rest] : result
  }
}
