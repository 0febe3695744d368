import RealModule

/// The incomplete beta function for small b beside x = 1, where y = 1 − x is small and so is a·y.
///
///     1 − I = y^b/(b·Β(a, b))·(1 + b·Σ (1 − a)ₖ·yᵏ/((b + k)·k!))
///
/// (DLMF 8.17.7, from the other end) is nearly 1 if b is tiny; what I is then comes out by expm1.
enum IncompleteBetaBesideOne {
  static func value(_ point: IncompleteBeta.Point) -> Double {
    let (a, b, y) = (point.a, point.b, point.y.high)
    var (product, sum) = (1.0, 0.0)
    for k in 1...mostTerms {
      let n = Double(k)
      product *= (n - a) / n * y
      sum += product / (b + n)
      if abs(product) < negligible { break }
    }
    let exponent = exponent(point)
    return -.expMinusOne(exponent) - .exp(exponent) * b * sum
  }

  /// ∂/∂a and ∂/∂b, from the derivatives of the sum and those of the power: ψ(a + b) − ψ(a), and log y − ψ(b + 1) + ψ(a + b).
  static func slopes(_ point: IncompleteBeta.Point) -> (a: Double, b: Double) {
    let (a, b, y) = (point.a, point.b, point.y.high)
    var product = (value: 1.0, slope: 0.0)
    var (sum, byA, byB) = (0.0, 0.0, 0.0)
    for k in 1...mostTerms {
      let n = Double(k)
      let factor = y / n
      product = (product.value * (n - a) * factor, (product.slope * (n - a) - product.value) * factor)
      sum += product.value / (b + n)
      byA += product.slope / (b + n)
      byB += product.value * n / (b + n) / (b + n)
      if abs(product.value) < negligible, abs(product.slope) < negligible { break }
    }
    let factor = -Double.exp(exponent(point))
    return (
      factor * (PolygammaDifference.value(0, Pair(first: a, second: b)) * (1 + b * sum) + b * byA),
      factor * (IncompleteBeta.logRatioAbove(point.exchanged) * (1 + b * sum) + byB)
    )
  }

  private static let mostTerms = 200
  private static let negligible = 0x1p-60

  /// b·log y − log(b·Β(a, b)), where b·Β(a, b) = Γ(1 + b)·Γ(a)/Γ(a + b).
  private static func exponent(_ point: IncompleteBeta.Point) -> Double {
    let (a, b) = (point.a, point.b)
    return b * .log(point.y.high) - IncompleteGamma.logFactorial(b) + logRise(a, b)
  }

  /// log Γ(a + b) − log Γ(a), to a relative error even for tiny b: from 10 on by Stirling's formula, to which
  /// Γ(a + 1) = a·Γ(a) raises it.
  private static func logRise(_ a: Double, _ b: Double) -> Double {
    var (x, sum) = (a, 0.0)
    while x < 10 {
      sum += .log(onePlus: b / x)
      x += 1
    }
    let logarithm = Double.log(onePlus: b / x)
    // (x + b − ½)·log(x + b) − (x − ½)·log x − b
    let leading = b * .log(x + b) + ((x - 0.5) * logarithm - b)
    var (power, rest) = (1 / x, 0.0)
    for (k, coefficient) in stirlingCoefficients.enumerated() {
      rest += coefficient * power * .expMinusOne(-Double(2 * k + 1) * logarithm)
      power /= x * x
    }
    return leading + rest - sum
  }

  /// B₂ₖ/(2k·(2k − 1)) (DLMF 5.11.1).
  private static let stirlingCoefficients: [Double] = [
    1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360, 1.0 / 156,
  ]
}
