import RealModule

extension TaylorPolynomial {
  /// How far from the center the whole series converges, as far as the coefficients tell.
  public enum Radius: Sendable, Equatable {
    /// About so far; the nearest singularity, on the real line or beside it, is at this distance.
    case about(Double)

    /// Everywhere: the coefficients fall faster than any geometric sequence.
    case unlimited

    /// There are too few coefficients other than 0, or not all of them are numbers.
    case unknown
  }

  /// An estimate of the radius of convergence.
  ///
  /// Coefficients of a function whose nearest singularity is at the distance R behave as C·k^(−α)·R^(−k) (G. Darboux), so
  /// that a line fits log|c_k| against k and log k. The fit takes those of the later half that are not 0, and then those
  /// on its upper side: where two conjugate singularities are the nearest, the coefficients swing, and only their crests
  /// tell the distance. For entire functions α comes out as minus a good part of the order.
  public var radiusOfConvergence: Radius {
    guard coefficients.allSatisfy(\.isFinite) else { return .unknown }
    let order = coefficients.count - 1
    // A polynomial, as far as one sees.
    if coefficients.suffix(order / 2 + 1).allSatisfy({ $0 == 0 }) { return order < 2 ? .unknown : .unlimited }
    var points = coefficients.indices.dropFirst(max(2, order / 2)).filter { coefficients[$0] != 0 }
      .map { (power: Double($0), size: Double.log(coefficients[$0].magnitude)) }
    guard points.count >= 4, var fit = Fit(points) else { return .unknown }
    for _ in 0..<3 {
      let upper = points.filter { $0.size >= fit.size(at: $0.power) - 1e-12 }
      guard upper.count >= 4, upper.count < points.count, let closer = Fit(upper) else { break }
      (points, fit) = (upper, closer)
    }
    if fit.exponent < -0.3 * Double(order) { return .unlimited }
    let radius = Double.exp(-fit.slope)
    return radius.isFinite && radius > 0 ? .about(radius) : .unknown
  }

  /// log|c_k| = offset + slope·k − exponent·log k, fitted by least squares.
  private struct Fit {
    let offset: Double
    let slope: Double
    let exponent: Double

    init?(_ points: [(power: Double, size: Double)]) {
      // The normal equations of 1, k and log k about their means, which is well enough conditioned for a few digits.
      let count = Double(points.count)
      let k = points.map(\.power)
      let l = points.map { Double.log($0.power) }
      let y = points.map(\.size)
      func mean(_ values: [Double]) -> Double { values.reduce(0, +) / count }
      let (meanK, meanL, meanY) = (mean(k), mean(l), mean(y))
      func moment(_ a: [Double], _ meanA: Double, _ b: [Double], _ meanB: Double) -> Double {
        zip(a, b).reduce(0) { $0 + ($1.0 - meanA) * ($1.1 - meanB) }
      }
      let (kk, kl, ll) = (moment(k, meanK, k, meanK), moment(k, meanK, l, meanL), moment(l, meanL, l, meanL))
      let (ky, ly) = (moment(k, meanK, y, meanY), moment(l, meanL, y, meanY))
      let determinant = kk * ll - kl * kl
      guard determinant > 1e-12 * kk * ll else { return nil }
      slope = (ky * ll - ly * kl) / determinant
      exponent = -(ly * kk - ky * kl) / determinant
      offset = meanY - slope * meanK + exponent * meanL
    }

    func size(at power: Double) -> Double { offset + slope * power - exponent * .log(power) }
  }
}
