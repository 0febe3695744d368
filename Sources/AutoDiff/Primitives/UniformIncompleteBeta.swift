import RealModule

/// The incomplete beta function of two large operands beside x = p = a/(a + b), where it goes from 0 to 1.
///
/// With r = a + b, q = 1 − p and ½ζ² = −p·log(t/p) − q·log((1 − t)/q), ζ of the sign of t − p and η being ζ at t = x, the integral is
///
///     I = p^a·q^b/Β(a, b)·∫_{−∞}^η e^(−½rζ²)·f(ζ) dζ,  f = ζ/(t − p)
///
/// (N. Temme, "Incomplete Laplace integrals: uniform asymptotic expansion with application to the incomplete beta function", 1987;
/// DLMF 8.18). Integrating by parts, again and again, leaves
///
///     I = ½·erfc(−η·√½r) − x^a·y^b/(r·Β(a, b))·Σ gₖ(η)/rᵏ,  gₖ = (fₖ − fₖ(0))/ζ,  fₖ₊₁ = gₖ′,  f₀ = f
///
/// since the whole integral is 1. The slope by a has f·(log t − ψ(a) + ψ(r)) in place of f. Its whole integral is 0, and
/// it has no erfc.
enum UniformIncompleteBeta {
  static func value(_ point: IncompleteBeta.Point) -> Double {
    guard let series = Series(point) else { return point.lambda > 0 ? 0 : 1 }
    let sum = IncompleteBeta.largeScale(point.a, point.b) / series.r * series.sum(series.f)
    let error = 0.5 * ScaledErrorDerivatives.value(0, series.eta.magnitude * (0.5 * series.r).squareRoot())
    return series.eta < 0 ? series.power * (error - sum) : 1 - series.power * (error + sum)
  }

  /// ∂/∂a and ∂/∂b.
  static func slopes(_ point: IncompleteBeta.Point) -> (a: Double, b: Double) {
    guard let series = Series(point) else { return (0, 0) }
    let scale = -IncompleteBeta.largeScale(point.a, point.b) / series.r * series.power
    // log t − ψ(a) + ψ(r) = log(t/p) + (log a − ψ(a)) − (log r − ψ(r))
    func slope(_ start: Double, _ direction: Double) -> Double {
      var logarithm = series.logarithm(start, direction)
      let operand = direction > 0 ? point.a : point.b
      logarithm[0] =
        IncompleteGamma.logRatio(operand, operand) - IncompleteGamma.logRatio(series.r, series.r)
      return scale * series.sum(series.weighted(logarithm))
    }
    return (slope(series.p, 1), slope(series.q, -1))
  }

  private static let leastOperand = 100.0

  /// Whether the series in η converge fast: as far as a quarter of their radius √(4π·min(p, q)).
  static func contains(_ point: IncompleteBeta.Point) -> Bool {
    let small = min(point.a, point.b)
    guard small >= leastOperand, let exponent = IncompleteBeta.exponent(point) else { return false }
    return -exponent.high < 0.39 * small
  }

  /// The functions as power series in ζ.
  private struct Series {
    let r: Double
    let p: Double
    let q: Double
    let eta: Double

    /// e^(−½rη²)
    let power: Double

    /// The coefficients of t − p and of f.
    private var t: [Double]
    private(set) var f: [Double]

    /// How many of the gₖ count, and how many of their coefficients.
    private let rows: Int
    private let columns: Int

    /// Nil where the power is 0.
    init?(_ point: IncompleteBeta.Point) {
      guard let exponent = IncompleteBeta.exponent(point) else { return nil }
      power = exponent.roundedExponential
      let small = min(point.a, point.b)
      r = point.a + point.b
      (p, q) = (point.a / r, point.b / r)
      // t − p, at first by √pq.
      let distance = -point.lambda / r
      let root = (p * q).squareRoot()
      rows = 2 + Int(40 / Double.log(small))
      let square = max(-2 * exponent.high / r, distance / root * (distance / root))
      let ratio = (square / (4 * .pi * min(p, q))).squareRoot()
      columns = 4 + Int(39 / -Double.log(max(min(ratio, 0.25), 1e-17)))
      t = Self.inverse(count: columns + 2 * rows + 2, root, p, q)
      f = [1 / root]
      for k in 1...(columns + 2 * rows) {
        var sum = 0.0
        for j in 1...k { sum += t[j + 1] * f[k - j] }
        f.append(-sum / root)
      }
      let size = (-2 * exponent.high / r).squareRoot()
      eta =
        abs(distance) < 0x1p-9 * p * q
        ? Self.root(of: t, distance) : (distance < 0 ? -size : size)
    }

    /// From (t − p)·t′ = ζ·(p + (t − p))·(q − (t − p)), power by power.
    private static func inverse(count: Int, _ root: Double, _ p: Double, _ q: Double) -> [Double] {
      var t = [0, root]
      for k in 2..<count {
        var sum = (q - p) * t[k - 1]
        for j in stride(from: 1, to: k - 1, by: 1) { sum -= t[j] * t[k - 1 - j] }
        for j in stride(from: 2, to: k, by: 1) { sum -= Double(j) * t[j] * t[k + 1 - j] }
        t.append(sum / (Double(k + 1) * root))
      }
      return t
    }

    /// ζ where t − p is tiny, so that the exponent says little.
    private static func root(of t: [Double], _ distance: Double) -> Double {
      (0..<6).reduce(distance / t[1]) { zeta, _ in
        distance / t[1...min(8, t.count - 1)].reversed().reduce(0) { $0 * zeta + $1 }
      }
    }

    /// log((start ± (t − p))/start), whose derivative is ±t′/(start ± (t − p)).
    func logarithm(_ start: Double, _ direction: Double) -> [Double] {
      var logarithm = [0.0]
      for k in 1..<f.count {
        var sum = Double(k) * t[k]
        for j in stride(from: 1, to: k, by: 1) { sum -= Double(j) * logarithm[j] * t[k - j] }
        logarithm.append(direction * sum / (Double(k) * start))
      }
      return logarithm
    }

    /// The product with f.
    func weighted(_ factor: [Double]) -> [Double] {
      f.indices.map { k in (0...k).reduce(0) { $0 + factor[$1] * f[k - $1] } }
    }

    /// Σ gₖ(η)/rᵏ
    func sum(_ function: [Double]) -> Double {
      var (f, scale, sum) = (function, 1.0, 0.0)
      for k in 0..<rows {
        let last = columns + 2 * (rows - k)
        var g = 0.0
        for n in stride(from: last, to: 0, by: -1) { g = g * eta + f[n] }
        sum += g * scale
        scale /= r
        for n in 0..<(last - 1) { f[n] = Double(n + 1) * f[n + 2] }
      }
      return sum
    }
  }
}
