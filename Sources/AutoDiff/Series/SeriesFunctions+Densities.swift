/// A product of powers and gamma functions, divided by its value at the start, as a product of its own: e to the integral of
/// a rate, and polynomials for the zeros of 1/Γ.
private struct GammaProduct {
  /// The logarithmic derivative along the series, without that of the polynomials.
  var rate: [Double]
  /// Series that begin with 1, each with the factor by which its argument moves it.
  var zeros: [(factor: [Double], of: Int, slope: Double)] = []
  /// ψ of each argument, with the sign of its exponent.
  var digammas: [[Double]] = []
}

extension SeriesFunctions {
  /// Binomial coefficients, the densities of gamma and beta variables and the integrals of those of gamma variables; nil for
  /// other functions, and where a function begins with 0 or one of its arguments is where it ends.
  ///
  /// Gamma functions in the denominator have zeros where the digamma functions of the rules have poles, and on the way around
  /// these every digit is lost. Here 1/Γ(z) = z·(z + 1)·…·(z + m − 1)/Γ(z + m), whose poles are far away, and all that is not
  /// a polynomial is one exponential, since in one alone the logarithms would cancel with those of the others.
  mutating func density(
    _ opcode: Opcode, _ operands: [PowerSeries], into result: UnsafeMutablePointer<Double>
  ) -> Int? {
    let areParametersFixed = operands.dropLast().allSatisfy { $0.count == 1 }
    let coefficients: [Double]?
    switch opcode {
    case .nCr, .nCrSlopeN, .nCrSlopeK: coefficients = binomial(opcode, array(operands[0]), array(operands[1]))
    case .gammaDensity: coefficients = gammaDensity(operands, result[0])
    case .betaDensity where !areParametersFixed: coefficients = betaDensity(operands, result[0])
    case .gammainc where areParametersFixed: coefficients = integral(operands)
    case .gammaincc where areParametersFixed: coefficients = integral(operands)?.map { -$0 }
    case .gammaincSlope where areParametersFixed: coefficients = integral(operands, by: .gammaDensityRatio)
    default: return nil
    }
    guard let coefficients else { return nil }
    for k in 1...order { result[k] = coefficients[k] }
    return order + 1
  }

  /// C(n, k), or its slopes, by Γ(n + 1)/(Γ(k + 1)·Γ(n − k + 1)). Where k is a whole number it is a polynomial.
  private mutating func binomial(_ opcode: Opcode, _ n: [Double], _ k: [Double]) -> [Double]? {
    if opcode == .nCr, k.dropFirst().allSatisfy({ $0 == 0 }), let count = Int(exactly: k[0]),
      (0...Self.mostFactors).contains(count)
    {
      // n/1·(n − 1)/2·…
      return (0..<count).reduce([1] + [Double](repeating: 0, count: order)) { product, i in
        let divisor = Double(i + 1)
        return self.product(product, [(n[0] - Double(i)) / divisor] + n.dropFirst().map { $0 / divisor })
      }
    }
    let value = Binomial.value(n[0], k[0])
    guard value != 0, value.isFinite else { return nil }
    func plusOne(_ z: [Double]) -> [Double] { [z[0] + 1] + z.dropFirst() }
    let rest = n.indices.map { n[$0] - k[$0] }
    guard let product = gammaProduct([(plusOne(n), 1), (plusOne(k), -1), (plusOne(rest), -1)]) else {
      return nil
    }
    // How the arguments move with n, and with k.
    let weights: [Double]? = opcode == .nCrSlopeN ? [1, 0, 1] : opcode == .nCrSlopeK ? [0, 1, -1] : nil
    return coefficients(of: product, weights).map { value * $0 }
  }

  private static let mostFactors = 1000

  /// x^(a−1)·e^(−x)/Γ(a), which begins with `value`.
  private mutating func gammaDensity(_ operands: [PowerSeries], _ value: Double) -> [Double]? {
    let (x, a) = (array(operands[1]), array(operands[0]))
    guard value != 0, value.isFinite, x[0] > 0, a[0] > 0 else { return nil }
    if operands[0].count == 1 {
      // Powers with a fixed exponent keep their digits where the coefficients fall fast.
      let decay = exponential(of: derivative(x).map { -$0 })
      return product(power(x.map { $0 / x[0] }, a[0] - 1), decay).map { value * $0 }
    }
    guard var product = gammaProduct([(a, -1)]) else { return nil }
    product.rate = zip(product.rate, derivative(powerOf(x, a))).map { $0 + $1 }
    product.rate = zip(product.rate, derivative(x)).map { $0 - $1 }
    return coefficients(of: product, nil).map { value * $0 }
  }

  /// x^(a−1)·(1 − x)^(b−1)·Γ(a + b)/(Γ(a)·Γ(b)), which begins with `value`.
  private mutating func betaDensity(_ operands: [PowerSeries], _ value: Double) -> [Double]? {
    let (a, b, x) = (array(operands[0]), array(operands[1]), array(operands[2]))
    guard value != 0, value.isFinite, x[0] > 0, x[0] < 1, a[0] > 0, b[0] > 0 else { return nil }
    guard var product = gammaProduct([(zip(a, b).map { $0 + $1 }, 1), (a, -1), (b, -1)]) else { return nil }
    let (left, right) = (powerOf(x, a), powerOf([1 - x[0]] + x.dropFirst().map { -$0 }, b))
    product.rate = zip(product.rate, derivative(zip(left, right).map { $0 + $1 })).map { $0 + $1 }
    return coefficients(of: product, nil).map { value * $0 }
  }

  /// The integral by x of a gamma density, or of the density times its logarithm's slope by a, without the constant term.
  private mutating func integral(_ operands: [PowerSeries], by slope: Opcode? = nil) -> [Double]? {
    let terms = operands.map(\.constantTerm)
    guard var integrand = gammaDensity(operands, GammaDensity.value(terms[0], terms[1])) else { return nil }
    if let slope {
      var logarithm = logarithm(array(operands[1]))
      logarithm[0] = slope.value(at: terms)
      integrand = product(integrand, logarithm)
    }
    return integrand.withUnsafeBufferPointer { integrand in
      guard let start = integrand.baseAddress else { return nil }
      return (0...order).map {
        PowerSeries.chained(operands[1], PowerSeries(start, count: integrand.count), $0)
      }
    }
  }
}

extension SeriesFunctions {
  /// Gamma functions of arguments, with exponents 1 and −1; nil at a pole and where there would be too many zeros.
  private mutating func gammaProduct(_ factors: [(argument: [Double], exponent: Double)]) -> GammaProduct? {
    var result = GammaProduct(rate: [Double](repeating: 0, count: order + 1))
    for (index, (argument, exponent)) in factors.enumerated() {
      var z = argument
      guard z[0] > 0 || z[0] != z[0].rounded(.down) else { return nil }
      if exponent < 0 {
        guard z[0] > -Self.mostZeros else { return nil }
        for j in stride(from: 0, to: (Self.leastArgument - z[0]).rounded(.up), by: 1) {
          let start = argument[0] + j
          result.zeros.append(([1] + z.dropFirst().map { $0 / start }, index, 1 / start))
          z[0] = start + 1
        }
      }
      var digamma = polygamma(0, z, Double(order + 20))
      digamma[0] = Polygamma.value(0, z[0])
      result.digammas.append(digamma.map { exponent * $0 })
      let slope = product(result.digammas[index], derivative(z))
      result.rate = zip(result.rate, slope).map { $0 + $1 }
    }
    return result
  }

  /// The least argument of a gamma function in the denominator. The farther its poles are, the more the factors in their
  /// place cancel; at 6 both are of a kind at order 50.
  private static let leastArgument = 6.0
  private static let mostZeros = 60.0

  /// The coefficients of the product, or those of its derivative by what moves the arguments by these weights.
  private func coefficients(of product: GammaProduct, _ weights: [Double]?) -> [Double] {
    var values = exponential(of: product.rate)
    guard let weights else {
      for zero in product.zeros { values = self.product(values, zero.factor) }
      return values
    }
    let slope = values.indices.map { k in
      zip(weights, product.digammas).reduce(0) { $0 + $1.0 * $1.1[k] }
    }
    var slopes = self.product(slope, values)
    for zero in product.zeros {
      let share = weights[zero.of] * zero.slope
      slopes = zip(self.product(slopes, zero.factor), values).map { $0 + share * $1 }
      values = self.product(values, zero.factor)
    }
    return slopes
  }

  /// The logarithm of x^(a−1)
  private func powerOf(_ x: [Double], _ a: [Double]) -> [Double] {
    var logarithm = logarithm(x)
    logarithm[0] = .log(x[0])
    return product([a[0] - 1] + a.dropFirst(), logarithm)
  }

  /// y with y′ = rate·y and y(0) = 1: k·yₖ = Σ rateⱼ₋₁·yₖ₋ⱼ
  private func exponential(of rate: [Double]) -> [Double] {
    var result = [1.0]
    for k in stride(from: 1, through: order, by: 1) {
      result.append((1...k).reduce(0) { $0 + rate[$1 - 1] * result[k - $1] } / Double(k))
    }
    return result
  }

  private func derivative(_ a: [Double]) -> [Double] {
    a.indices.map { $0 < order ? Double($0 + 1) * a[$0 + 1] : 0 }
  }

  /// The coefficients of an operand, and zeros up to the order.
  private func array(_ operand: PowerSeries) -> [Double] { (0...order).map { operand[$0] } }

  private func product(_ a: [Double], _ b: [Double]) -> [Double] { (0...order).map { product(a, b, $0) } }
}
