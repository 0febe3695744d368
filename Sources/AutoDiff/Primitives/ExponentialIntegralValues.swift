import RealModule

/// The values of the exponential integrals and of those of sine and cosine.
///
/// Near 0 they are power series and a logarithm (DLMF 6.6), whose terms cancel and are summed to twice as many digits. Beyond,
/// E₁ is e^(−x) times Stieltjes' integral, and Si and Ci are made of such integrals, the auxiliary functions f and g (DLMF
/// 6.7.1, 6.7.13, 6.7.14):
///
///     E₁(x) = e^(−x)·∫ e^(−s)/(x + s) ds,  f(x) = ∫ e^(−s)·x/(x² + s²) ds,  g(x) = ∫ e^(−s)·s/(x² + s²) ds
///
/// Gauss's quadrature with 20 nodes for the weight e^(−s) has an error below 2⁻⁵⁵ of them from 7.5 and from 13 on, and no
/// terms of opposite signs.
enum ExponentialIntegralValues {
  /// From where on E₁ comes from the quadrature.
  private static let farFromZero = 7.5

  /// From where on Si and Ci come from the quadrature.
  private static let farForWaves = 13.0

  /// From where on Ei comes from its asymptotic series, whose smallest term is about √(2πx)·e^(−x).
  private static let asymptotic = 42.0

  /// E₁(x) for x > 0.
  static func e1(_ x: Double) -> Double {
    guard x > 0 else { return x == 0 ? .infinity : .nan }
    if x < farFromZero { return -logarithmAndSeries(-x, DoubleDouble(x).logarithm).value }
    return stieltjes(x, .exp(-x))
  }

  /// Ei(x).
  static func ei(_ x: Double) -> Double {
    if x < 0 { return -e1(-x) }
    if x == 0 { return -.infinity }
    if x < asymptotic {
      return logarithmAndSeries(x, x < 4 ? DoubleDouble(x).logarithm : DoubleDouble(.log(x))).value
    }
    return x.isFinite ? exponentialQuotient(x) * asymptoticSum(x) : x
  }

  /// li(x) = Ei(log x).
  ///
  /// What rounding loses of the logarithm L counts L times as much in e^L. So e^L is x itself, or what was lost goes back in
  /// by the slope: Ei(L + d) = Ei(L) + d·e^L/L for tiny d.
  static func li(_ x: Double) -> Double {
    guard x > 0, x.isFinite else { return x == 0 || x == .infinity ? x : .nan }
    if x == 1 { return -.infinity }
    let logarithm = DoubleDouble(x).logarithm
    let l = logarithm.value
    if l > asymptotic { return x / l * asymptoticSum(l) }
    if l < -farFromZero { return -stieltjes(-l, x) }
    let integral = logarithmAndSeries(
      logarithm.high, l < 4 ? DoubleDouble(abs(l)).logarithm : DoubleDouble(.log(abs(l))))
    return (integral + DoubleDouble(logarithm.low * (x / l))).value
  }

  /// e^x/x, where the exponential alone may be too large for a double.
  static func exponentialQuotient(_ x: Double) -> Double {
    if x < 700 { return Double.exp(x) / x }
    if x == .infinity { return x }
    let root = Double.exp(0.5 * x)
    return (root / x) * root
  }

  /// γ + log |x| + Σ xᵏ/(k·k!), for |x| up to some dozens.
  private static func logarithmAndSeries(_ x: Double, _ logarithm: DoubleDouble) -> DoubleDouble {
    let start = DoubleDouble.eulerGamma + logarithm
    if x < 8 { return start + series(from: 1, step: 1, DoubleDouble(x), times: DoubleDouble(x)) }
    // Nothing cancels: the coefficients may be rounded, but the power may not, whose errors add up.
    var (power, sum) = (DoubleDouble(x), start)
    coefficients.withUnsafeBufferPointer { coefficients in
      for k in 1..<coefficients.count {
        let part = power.high * coefficients[k].high
        let high = DoubleDouble.sum(sum.high, part)
        sum = DoubleDouble(high: high.high, low: sum.low + high.low)
        if part <= 0x1p-62 * sum.high, Double(k) > x { break }
        power = power * x
      }
    }
    return .ordered(sum.high, sum.low)
  }

  /// Σ ±xᵏ/(k·k!) over k = first, first + step and so on, of the power xᶠⁱʳˢᵗ and ±xˢᵗᵉᵖ.
  private static func series(
    from first: Int, step: Int, _ start: DoubleDouble, times factor: DoubleDouble
  ) -> DoubleDouble {
    var (power, sum) = (start, DoubleDouble(0))
    coefficients.withUnsafeBufferPointer { coefficients in
      for k in stride(from: first, to: coefficients.count, by: step) {
        let part = power * coefficients[k]
        sum = sum + part
        // Terms begin to fall where k² is above |factor|.
        if abs(part.high) <= 0x1p-90 * max(abs(sum.high), .leastNormalMagnitude) { break }
        power = power * factor
      }
    }
    return sum
  }

  /// 1/(k·k!)
  private static let coefficients: [DoubleDouble] = {
    var (inverse, coefficients) = (DoubleDouble(1), [DoubleDouble(0)])
    for k in 1...140 {
      inverse = inverse / Double(k)
      coefficients.append(inverse / Double(k))
    }
    return coefficients
  }()

  /// Σ k!/xᵏ up to its smallest term.
  private static func asymptoticSum(_ x: Double) -> Double {
    var count = 1
    var size = 1.0
    while count < 60, size > 0x1p-58, Double(count) < x {
      size *= Double(count) / x
      count += 1
    }
    return stride(from: count - 1, to: 0, by: -1).reduce(1.0) { 1 + $0 * Double($1) / x }
  }

  /// ∫ e^(−s)/(x + s) ds = 1/x·(1 − ∫ e^(−s)·s/(x + s) ds), times a factor.
  private static func stieltjes(_ x: Double, _ factor: Double) -> Double {
    var sum = 0.0
    forEachNode { node, weight in sum += weight * (node / (x + node)) }
    let quotient = factor / x
    return quotient.addingProduct(-quotient, sum)
  }

  /// Si(x).
  static func si(_ x: Double) -> Double {
    if abs(x) < farForWaves {
      let square = DoubleDouble.product(x, x)
      return series(from: 1, step: 2, DoubleDouble(x), times: -square).value
    }
    let (f, g) = auxiliary(abs(x))
    let (sine, cosine) = Sine.sineAndCosine(x.isFinite ? abs(x) : 0)
    let value = DoubleDouble.pi.high / 2 - (f * cosine + g * sine)
    return x < 0 ? -value : value
  }

  /// Ci(x) for x > 0.
  static func ci(_ x: Double) -> Double {
    guard x > 0 else { return x == 0 ? -.infinity : .nan }
    if x < farForWaves {
      let square = -DoubleDouble.product(x, x)
      let start = DoubleDouble.eulerGamma + DoubleDouble(x).logarithm
      return (start + series(from: 2, step: 2, square, times: square)).value
    }
    if x == .infinity { return 0 }
    let (f, g) = auxiliary(x)
    let (sine, cosine) = Sine.sineAndCosine(x)
    return f * sine - g * cosine
  }

  /// f and g
  private static func auxiliary(_ x: Double) -> (f: Double, g: Double) {
    var (f, g) = (0.0, 0.0)
    forEachNode { node, weight in
      let ratio = node / x
      let part = weight / (1 + ratio * ratio)
      f += part
      g += part * ratio
    }
    return (f / x, g / x)
  }

  /// The nodes from the last one up, so that what counts least is summed first.
  @inline(__always)
  private static func forEachNode(_ body: (_ node: Double, _ weight: Double) -> Void) {
    nodes.withUnsafeBufferPointer { nodes in
      weights.withUnsafeBufferPointer { weights in
        for k in stride(from: nodes.count - 1, through: 0, by: -1) { body(nodes[k], weights[k]) }
      }
    }
  }

  /// The roots of the Laguerre polynomial of degree 20 (`References/coefficients.py`).
  private static let nodes: [Double] = [
    0.07053988969198875, 0.37212681800161146, 0.9165821024832735, 1.707306531028344, 2.749199255309432,
    4.048925313850887, 5.6151749708616165, 7.459017453671064, 9.594392869581096, 12.038802546964316,
    14.81429344263074, 17.948895520519375, 21.47878824028501, 25.451702793186904, 29.93255463170061,
    35.013434240479, 40.83305705672857, 47.6199940473465, 55.810795750063896, 66.52441652561575,
  ]

  /// Their weights.
  private static let weights: [Double] = [
    0.16874680185111388, 0.2912543620060683, 0.2666861028670013, 0.16600245326950683, 0.07482606466879237,
    0.02496441730928322, 0.006202550844572237, 0.0011449623864769082, 0.00015574177302781197,
    1.5401440865224915e-05, 1.0864863665179824e-06, 5.3301209095567146e-08, 1.757981179050582e-09,
    3.7255024025123206e-11, 4.767529251578191e-13, 3.3728442433624386e-15, 1.1550143395003989e-17,
    1.5395221405823435e-20, 5.286442725569158e-24, 1.6564566124990233e-28,
  ]
}
