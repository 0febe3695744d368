import RealModule

/// Nodes of the trapezoidal rule for the Hankel function of an order ν that is small beside x.
///
/// In H_ν(x) = 1/(πi)·∫ e^(x·sinh t − νt) dt (DLMF 10.9.18) the path may be t = iπ/2 + u + i·gd u with the Gudermannian
/// gd u = atan(sinh u), on which cosh u·cos gd u = 1, and e^(i·x·cosh) decays without a turn:
///
///     H_ν(x) = e^(i(x − νπ/2))/(πi)·∫ e^(−x·sinh u·tanh u)·e^(−νw)·(1 + i/cosh u) du,   w = u + i·gd u
///
/// over all u. This is steepest descent for ν = 0 (A. Gil, J. Segura and N. Temme, *Numerical Methods for Special Functions*,
/// 2007, chapter 5). An analytic integrand that decays like this the trapezoidal rule integrates with an error that falls
/// like e^(−c/h): from x = 2 to x = 30 the step 1/12 leaves nothing. What u and −u add is the same but for the sign of ν.
enum WaveNodes {
  /// The real and the imaginary part of a number.
  typealias Complex = (real: Double, imaginary: Double)

  static let step = 1.0 / 12

  /// What the integral has at a node, beside the exponential.
  struct Node {
    /// sinh u·tanh u, up to 20.
    let decay: Double
    let gudermannian: Double
    let tanh: Double
    let sinh: Double
    let sech: Double
    let third: Complex
    let twoThirds: Complex
  }

  static let nodes: [Node] = (0..<48).map { k in
    let u = Double(k) * step
    let (sinh, cosh, tanh) = (Double.sinh(u), Double.cosh(u), Double.tanh(u))
    let angle = Double.atan(sinh)
    func weight(_ order: Double) -> Complex {
      let (real, imaginary) = hyperbolicCosine(.exp(order * u), order * angle)
      let half = k == 0 ? step / 2 : step
      return (half * 2 * (real - imaginary / cosh), half * 2 * (imaginary + real / cosh))
    }
    return Node(
      decay: sinh * tanh, gudermannian: angle, tanh: tanh, sinh: sinh, sech: 1 / cosh,
      third: weight(1.0 / 3),
      twoThirds: weight(2.0 / 3))
  }

  /// cosh(a + bi), of e^a and b.
  private static func hyperbolicCosine(_ exponential: Double, _ b: Double) -> Complex {
    let (sine, cosine) = Sine.sineAndCosine(b)
    return (0.5 * (exponential + 1 / exponential) * cosine, 0.5 * (exponential - 1 / exponential) * sine)
  }

  /// The integral for ν = ⅓ and ν = ⅔.
  static func thirds(_ x: Double) -> (Complex, Complex) {
    var (third, twoThirds): (Complex, Complex) = ((0, 0), (0, 0))
    for node in nodes {
      let exponent = x * node.decay
      if exponent > 42 { break }
      let factor = Double.exp(-exponent)
      third.real += factor * node.third.real
      third.imaginary += factor * node.third.imaginary
      twoThirds.real += factor * node.twoThirds.real
      twoThirds.imaginary += factor * node.twoThirds.imaginary
    }
    return (third, twoThirds)
  }

  /// The integral for ν and, without the factor e^(−iπ/2) that is e^(−νπi/2)'s, for ν + 1.
  static func neighbours(_ order: Double, _ x: Double) -> (Complex, Complex) {
    var (own, next): (Complex, Complex) = ((0, 0), (0, 0))
    let growth = Double.exp(order * step)
    var power = 1.0
    for (k, node) in nodes.enumerated() {
      let exponent = x * node.decay
      if exponent > 42 { break }
      let factor = (k == 0 ? step : 2 * step) * .exp(-exponent)
      let (sine, cosine) = Sine.sineAndCosine(order * node.gudermannian)
      let (sum, difference) = (0.5 * (power + 1 / power), 0.5 * (power - 1 / power))
      // cosh νw and sinh νw; cosh w = 1 + i·sinh u·tanh u and sinh w = tanh u + i·sinh u.
      let (a, b) = (sum * cosine, difference * sine)
      let (c, d) = (difference * cosine, sum * sine)
      let real = a - b * node.decay + c * node.tanh - d * node.sinh
      let imaginary = b + a * node.decay + d * node.tanh + c * node.sinh
      own.real += factor * (a - b * node.sech)
      own.imaginary += factor * (b + a * node.sech)
      next.real += factor * (real - imaginary * node.sech)
      next.imaginary += factor * (imaginary + real * node.sech)
      power *= growth
    }
    return (own, next)
  }
}

/// Nodes of the trapezoidal rule for K_ν(t) = e^(−t)·∫ e^(−t(cosh s − 1))·cosh νs ds over s > 0 (DLMF 10.32.9), from t = 1 to t = 30.
enum KernelNodes {
  private static let step = 1.0 / 12

  /// cosh s − 1, and cosh νs for ν = ⅓ and ν = ⅔ times the step.
  private static let nodes: [(decay: Double, third: Double, twoThirds: Double)] = (0..<60).map { k in
    let s = Double(k) * step
    let half = Double.sinh(s / 2)
    let weight = k == 0 ? step / 2 : step
    return (2 * half * half, weight * .cosh(s / 3), weight * .cosh(2 * s / 3))
  }

  /// e^t·K_⅓(t) and e^t·K_⅔(t).
  static func thirds(_ t: Double) -> (third: Double, twoThirds: Double) {
    var (third, twoThirds) = (0.0, 0.0)
    for node in nodes {
      let exponent = t * node.decay
      if exponent > 42 { break }
      let factor = Double.exp(-exponent)
      third += factor * node.third
      twoThirds += factor * node.twoThirds
    }
    return (third, twoThirds)
  }
}
