package import Memory

/// Follows a function for a picture: where the slopes at two neighbouring points explain what lies between them, they are joined;
/// where not, it looks closer, until it knows whether there is a pole, a jump, the end of the domain, or just a steep slope.
///
/// A picture of n columns takes a little more than n evaluations for a function that is smooth, some tens more for each place
/// that is not, and at most `mostInColumn` in any column.
package struct CurveTracer {
  /// The value and the slope at a point.
  package typealias Function = (Double) throws(Interruption) -> (value: Double, slope: Double)

  let function: Function
  let interval: ClosedRange<Double>
  private let columnCount: Int
  private let rowCount: Int

  /// What can be told apart in the picture: the size of a dot.
  private(set) var dot = 0.0

  var curve = Curve(points: [], links: [])

  /// What lies behind samples that stand beside a place at which the function is not defined.
  private var knownLinks: [Int: Curve.Link] = [:]

  /// How many evaluations of this column went into finding places, and not into drawing.
  var locatedCount = 0

  /// How many evaluations there may be until gaps are taken as they are.
  private let evaluationLimit: Int

  /// A tracer for a picture of so many columns and rows of dots. Beyond `evaluationLimit` evaluations gaps that are not explained
  /// are taken for rough, and features are looked for only a little longer.
  package init(
    over interval: ClosedRange<Double>, columns: Int, rows: Int, evaluationLimit: Int = 40_000,
    _ function: @escaping Function
  ) {
    self.function = function
    self.interval = interval
    self.evaluationLimit = evaluationLimit
    (columnCount, rowCount) = (max(2, columns), max(2, rows))
  }

  /// Whether there is no time for a closer look.
  var isLate: Bool { curve.evaluationCount >= evaluationLimit }

  /// The curve over the whole interval.
  package mutating func trace() throws(Interruption) -> Curve {
    var samples: [Curve.Point] = []
    for column in 0...columnCount {
      samples.append(try point(at: interval.place(ofStep: column, of: columnCount)))
    }
    dot = Self.height(of: samples) / Double(rowCount)
    samples = try withoutIsolatedHoles(samples)
    guard let first = samples.first else { return curve }
    curve.points = [first]
    for (place, (left, right)) in zip(samples, samples.dropFirst()).enumerated() {
      if let link = knownLinks[place] { add(link, right) } else { try follow(from: left, to: right) }
    }
    try findFeatures()
    return curve
  }

  /// The length of the interval, as far as doubles go.
  var extent: Double { min(interval.upperBound - interval.lowerBound, .greatestFiniteMagnitude) }

  mutating func point(at x: Double) throws(Interruption) -> Curve.Point {
    curve.evaluationCount += 1
    let (value, slope) = try function(x)
    return Curve.Point(x: x, y: value, slope: slope)
  }

  mutating func note(_ kind: Curve.Feature.Kind, at x: Double, y: Double = .nan) {
    let tolerance = 1e-9 * extent
    let isKnown = curve.features.contains { $0.kind == kind && abs($0.x - x) <= tolerance }
    if !isKnown { curve.features.append(Curve.Feature(kind, x: x, y: y)) }
  }

  /// The height of a first picture, in which single values far out do not count.
  private static func height(of samples: [Curve.Point]) -> Double {
    let values = samples.filter(\.isFinite).map(\.y).sorted()
    guard let least = values.first, let largest = values.last else { return 1 }
    let (low, high) = (values[values.count / 20], values[values.count - 1 - values.count / 20])
    let (whole, middle) = (largest - least, 2 * (high - low))
    let height = middle > 0 && whole > 10 * middle ? middle : whole
    return height > 0 && height.isFinite ? height : max(1, largest.magnitude)
  }

  /// The samples with two just beside each at which alone the function is not defined in its place: sin(x)/x at 0.
  private mutating func withoutIsolatedHoles(
    _ samples: [Curve.Point]
  ) throws(Interruption) -> [Curve.Point] {
    guard samples.contains(where: { $0.y.isNaN }) else { return samples }
    let width = extent / Double(columnCount)
    var result: [Curve.Point] = []
    for (place, sample) in samples.enumerated() {
      guard sample.y.isNaN, place > 0, place + 1 < samples.count, samples[place - 1].isFinite,
        samples[place + 1].isFinite
      else {
        result.append(sample)
        continue
      }
      let distance = 1e-4 * width
      let (left, right) = (try point(at: sample.x - distance), try point(at: sample.x + distance))
      guard left.isFinite, right.isFinite else {
        result.append(sample)
        continue
      }
      let isPole = try divergesOnEitherSide(of: sample.x, width)
      if isPole {
        result.append(Curve.Point(x: sample.x, y: .infinity, slope: .nan))
        continue
      }
      if abs(right.y - left.y) <= max(1e-3 * max(abs(left.y), abs(right.y)), 1e-6 * dot) {
        note(.hole, at: sample.x, y: (left.y + right.y) / 2)
        knownLinks[result.count] = .joined
      } else if left.slope.isFinite, right.slope.isFinite,
        abs(left.slope) + abs(right.slope) < 1e3 * dot / width
      {
        note(.jump, at: sample.x)
        knownLinks[result.count] = .open
      }
      result += [left, right]
    }
    return result
  }

  mutating func divergesOnEitherSide(of x: Double, _ distance: Double) throws(Interruption) -> Bool {
    if try diverges(at: x, distance) { return true }
    return try diverges(at: x, -distance)
  }

  /// Whether the function grows without limit towards a place, from the side on which another one lies at some distance: by its
  /// values at distances of which each is a thousandth of the one before.
  mutating func diverges(at x: Double, _ distance: Double) throws(Interruption) -> Bool {
    var heights: [Double] = []
    for part in [1e-2, 1e-5, 1e-8] {
      let y = try point(at: x + part * distance).y
      if y.isInfinite { return true }
      heights.append(abs(y))
    }
    // What converges grows less and less.
    let (before, last) = (heights[1] - heights[0], heights[2] - heights[1])
    return last > 0.5 * before && last > dot
  }
}
