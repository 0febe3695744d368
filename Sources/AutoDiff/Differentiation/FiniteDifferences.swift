import Memory

/// An estimate of a derivative by differences, which knows nothing of how the function is made.
package struct DifferenceEstimate: Sendable {
  /// The estimate.
  package let value: Double

  /// How far it may be off: what extrapolation leaves, and what rounding does.
  package let error: Double

  /// The largest distance from the point that it used.
  package let reach: Double
}

/// A function of one variable around a point, of which nothing is known but its values.
struct PointFunction {
  let point: Double

  /// The value at the point.
  let value: Double

  /// About how much rounding may have changed the value.
  private let noise: Double

  let evaluate: (Double) throws(Interruption) -> Double

  /// Evaluates a function at a point. `noise` is the rounding error of its value there; nil stands for a few units in
  /// the last place.
  init(
    at point: Double, noise: Double? = nil, _ evaluate: @escaping (Double) throws(Interruption) -> Double
  ) throws(Interruption) {
    self.point = point
    self.evaluate = evaluate
    value = try evaluate(point)
    self.noise = max(noise ?? 0, 4 * .ulpOfOne * abs(value), .leastNormalMagnitude * .ulpOfOne)
  }

  /// The rounding error of a value near the point: it grows with the function.
  func noise(of other: Double) -> Double {
    let growth = value == 0 ? 0 : abs(other / value)
    return max(growth > 1 && growth.isFinite ? noise * growth : noise, 4 * .ulpOfOne * abs(other))
  }
}

/// Where the samples of a difference lie.
enum DifferenceSides: CaseIterable {
  case both, left, right
}

extension PointFunction {
  /// Estimates from several starting steps, where the function is defined on both sides of the point; else from one.
  ///
  /// Each is the best entry of a tableau of Richardson's extrapolation (Ridders, Advances in Engineering Software 4,
  /// 1982). Around 200 evaluations. None where there are no points beside, at infinity.
  func estimates() throws(Interruption) -> [DifferenceEstimate] {
    guard point.isFinite else { return [] }
    for sides in DifferenceSides.allCases {
      var found: [DifferenceEstimate] = []
      for step in startingSteps {
        if let estimate = try estimate(from: step, sides) { found.append(estimate) }
      }
      if !found.isEmpty { return found }
    }
    return []
  }

  /// Some relative to the point, some relative to one; at zero, where numbers are dense, also very small ones. All are
  /// powers of two times √2, so that they are no periods of anything.
  ///
  /// Relative to one they reach from 8, the range in which most functions bend, down to 2⁻²⁰, where a quotient of doubles
  /// keeps half of its digits. Relative to the point they end at 2⁻⁴², since a tableau halves its step seven times and a
  /// double has 52 binary digits. They lie five binary orders apart, which a tableau spans with some to spare.
  var startingSteps: [Double] {
    var exponents: Set<Int> = [3, 0, -5, -10, -20]
    if point == 0 {
      exponents.formUnion([-15, -30, -40, -60, -100, -200, -400, -600, -800, -1000])
    } else {
      let own = Int(point.exponent)
      exponents = exponents.filter { $0 > own - 48 && $0 < own + 700 }
      exponents.formUnion(stride(from: 8, through: -42, by: -5).map { own + $0 })
    }
    return exponents.sorted(by: >).filter { $0 <= 1000 }.map { 2.squareRoot() * .power(ofTwo: $0) }
  }

  /// The best entry of the tableau that begins with a step and halves it.
  ///
  /// Central differences do not look at the point itself, and may miss a peak that lies between their ends. So half the
  /// difference of the slopes on both sides, h·f″/2 + h³·f⁗/24 + …, is extrapolated too: it must come to 0, and what it
  /// comes to counts as error.
  private func estimate(
    from start: Double, _ sides: DifferenceSides
  ) throws(Interruption) -> DifferenceEstimate? {
    let ratio: Double = sides == .both ? 4 : 2
    var best: DifferenceEstimate?
    var column: [Quotient] = []
    var step = start
    var largest = 0.0
    for _ in 0..<Self.rowCount {
      defer { step /= 2 }
      if step < 4 * point.ulp { break }
      guard let first = try quotient(step, sides) else {
        column = []
        continue
      }
      if column.isEmpty { largest = step }
      var row = [first]
      var power = ratio
      for coarser in column {
        let finer = row[row.count - 1]
        let next = Quotient(
          slope: finer.slope + (finer.slope - coarser.slope) / (power - 1),
          bend: sides == .both ? finer.bend + (finer.bend - coarser.bend) / (power / 2 - 1) : 0,
          noise: finer.noise)
        let change = max(abs(next.slope - finer.slope), abs(next.slope - coarser.slope))
        let error = max(change, abs(next.bend)) + next.noise
        if error.isFinite, best.map({ error < $0.error }) ?? true {
          best = DifferenceEstimate(value: next.slope, error: error, reach: largest)
        }
        row.append(next)
        power *= ratio
      }
      column = row
    }
    return best
  }

  /// The rows of a tableau. Each takes one more power of the step off the error; more than eight gain nothing in doubles,
  /// since the smallest quotient is then all rounding.
  private static let rowCount = 8

  /// A difference quotient, or what extrapolation makes of some.
  private struct Quotient {
    let slope: Double

    /// Half the difference of the slopes on both sides, where there are two.
    let bend: Double

    /// What rounding may have changed, with what extrapolation makes of it.
    let noise: Double
  }

  /// A difference quotient; nil where the function is undefined at one of its ends.
  private func quotient(_ step: Double, _ sides: DifferenceSides) throws(Interruption) -> Quotient? {
    let right = sides == .left ? point : point + step
    // As far to the left as to the right, where the sum was rounded.
    let left = sides == .right ? point : point - (sides == .both ? right - point : step)
    let above = right == point ? value : try evaluate(right)
    let below = left == point ? value : try evaluate(left)
    let distance = right - left
    let slope = (above - below) / distance
    guard slope.isFinite, distance > 0 else { return nil }
    let noise = (noise(of: above) + noise(of: below)) / distance
    // On one side the extrapolation subtracts what is nearly equal: for a ratio of 2 the weights of the eight rows grow to
    // about 8 in sum, for a ratio of 4 to less than 2.
    return sides == .both
      ? Quotient(slope: slope, bend: ((above - value) - (value - below)) / distance, noise: 2 * noise)
      : Quotient(slope: slope, bend: 0, noise: 10 * noise)
  }
}

extension PointFunction {
  /// The slope, on doubly logarithmic paper, of the Taylor remainder |f(x + h) − f(x) − h·f′(x)| against h, at the
  /// smallest steps at which it stands out from rounding: 2 or more if the derivative is right, 1 if it is wrong.
  ///
  /// nil where there is no remainder but noise: four points in a row must stand out from it fiftyfold, so that each is
  /// right to two per cent and the slope, fitted to the last three octaves or more, to a few hundredths.
  func remainderSlope(of derivative: Double) throws(Interruption) -> Double? {
    guard derivative.isFinite, point.isFinite else { return nil }
    var points: [(step: Double, remainder: Double)] = []
    var step = Double.power(ofTwo: min(max(point == 0 ? 0 : Int(point.exponent) - 1, -1000), 1000))
    for _ in 0..<80 where step >= 4 * point.ulp && step > 0 {
      defer { step /= 2 }
      var side = step
      if try evaluate(point + step).isNaN { side = -step }
      let other = try evaluate(point + side)
      let remainder = abs(other - value - side * derivative)
      let rounding = noise(of: other) + noise(of: value) + .ulpOfOne * abs(side * derivative)
      if remainder.isFinite, remainder > 50 * rounding, rounding >= .leastNormalMagnitude {
        points.append((step, remainder))
      } else if points.count >= 4 {
        break
      } else {
        points = []
      }
    }
    guard points.count >= 4 else { return nil }
    return logarithmicSlope(Array(points.suffix(8)))
  }

  /// The slope of the line that fits best. The steps are halved from one to the next: no logarithm of them is needed.
  private func logarithmicSlope(_ points: [(step: Double, remainder: Double)]) -> Double {
    let logarithms = points.map { Opcode.log2.value($0.remainder) }
    let middle = Double(points.count - 1) / 2
    let mean = logarithms.reduce(0, +) / Double(points.count)
    var (covariance, variance) = (0.0, 0.0)
    for (position, logarithm) in logarithms.enumerated() {
      covariance += (middle - Double(position)) * (logarithm - mean)
      variance += (Double(position) - middle) * (Double(position) - middle)
    }
    return covariance / variance
  }
}

extension Double {
  /// Two to an integer power.
  fileprivate static func power(ofTwo exponent: Int) -> Double {
    Double(sign: .plus, exponent: exponent, significand: 1)
  }
}
