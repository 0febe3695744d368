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
  private var locatedCount = 0

  /// How often a gap is halved for a line, and how often a column is looked at.
  private static let mostHalvings = 9
  private static let mostInColumn = 128

  /// More places, and more gaps beside them, that are not explained are more than can be drawn in a column.
  private static let mostLost = (runs: 4, gaps: 24)

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
    let (start, end) = (interval.lowerBound, interval.upperBound)
    var samples: [Curve.Point] = []
    for column in 0...columnCount {
      let part = Double(column) / Double(columnCount)
      samples.append(try point(at: start * (1 - part) + end * part))
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

  private mutating func divergesOnEitherSide(of x: Double, _ distance: Double) throws(Interruption) -> Bool {
    if try diverges(at: x, distance) { return true }
    return try diverges(at: x, -distance)
  }

  /// Whether the function grows without limit towards a place, from the side on which another one lies at some distance: by its
  /// values at distances of which each is a thousandth of the one before.
  private mutating func diverges(at x: Double, _ distance: Double) throws(Interruption) -> Bool {
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

// MARK: Between two points

extension CurveTracer {
  /// What is still to be done from left to right.
  private enum Step {
    case gap(Curve.Point, Curve.Point, depth: Int)
    case link(Curve.Link, Curve.Point)
  }

  /// What was found between two samples.
  private enum Finding {
    case link(Curve.Link, Curve.Point)

    /// A gap that no halving has explained.
    case lost(Curve.Point, Curve.Point)
  }

  /// Adds what lies between two neighbouring samples, and the second of them.
  private mutating func follow(from left: Curve.Point, to right: Curve.Point) throws(Interruption) {
    let (featureCount, startCount) = (curve.features.count, curve.evaluationCount)
    locatedCount = 0
    var findings: [Finding] = []
    var (lostCount, runCount) = (0, 0)
    var (low, high) = (Double.infinity, -Double.infinity)
    var steps = [Step.gap(left, right, depth: 0)]
    while let step = steps.popLast() {
      switch step {
      case .link(let link, let point): findings.append(.link(link, point))
      case .gap(let a, let b, let depth):
        for y in [a.y, b.y] where y.isFinite { (low, high) = (min(low, y), max(high, y)) }
        if !a.isFinite || !b.isFinite {
          steps += try ends(a, b, depth: depth).reversed()
        } else if isExplained(a, b) {
          findings.append(.link(.joined, b))
        } else if depth < Self.mostHalvings {
          let middle = try point(at: a.x + (b.x - a.x) / 2)
          if middle.x > a.x, middle.x < b.x {
            steps += [.gap(middle, b, depth: depth + 1), .gap(a, middle, depth: depth + 1)]
          } else {
            findings.append(.link(.joined, b))
          }
        } else {
          lostCount += 1
          if case .lost(let start, let end)? = findings.last, end == a {
            // Beside a pole several gaps in a row are steep.
            findings[findings.count - 1] = .lost(start, b)
          } else {
            findings.append(.lost(a, b))
            runCount += 1
          }
        }
      }
      let count = curve.evaluationCount - startCount - locatedCount
      if runCount > Self.mostLost.runs || lostCount > Self.mostLost.gaps || count > Self.mostInColumn
        || (isLate && !steps.isEmpty)
      {
        // There is more than can be drawn.
        curve.features.removeSubrange(featureCount...)
        add(.rough(low: low, high: high), right)
        return
      }
    }
    for finding in findings {
      switch finding {
      case .link(let link, let point): add(link, point)
      case .lost(let a, let b):
        for case .link(let link, let point) in try located(a, b) { add(link, point) }
      }
    }
  }

  private mutating func add(_ link: Curve.Link, _ point: Curve.Point) {
    curve.links.append(link)
    curve.points.append(point)
  }

  /// Whether the slopes at two points explain the step between them.
  private func isExplained(_ a: Curve.Point, _ b: Curve.Point) -> Bool {
    let (width, step) = (b.x - a.x, b.y - a.y)
    guard a.slope.isFinite, b.slope.isFinite else { return abs(step) <= dot }
    let steepest = width * max(abs(a.slope), abs(b.slope))
    if hidesPeak(a, b, width) { return false }
    if abs(step) <= dot, steepest <= dot { return true }
    let trapezium = width * (a.slope / 2 + b.slope / 2)
    return abs(step) <= 1.5 * steepest + dot && abs(step - trapezium) <= max(dot, 0.15 * abs(step))
  }

  /// Whether a function that rises into a gap and falls out of it, as exponentials do, may have a peak there that is seen.
  private func hidesPeak(_ a: Curve.Point, _ b: Curve.Point, _ width: Double) -> Bool {
    guard a.slope * b.slope < 0, a.y * b.y > 0 else { return false }
    let (growth, decline) = (width * a.slope / (2 * a.y), -width * b.slope / (2 * b.y))
    guard growth > 1, decline > 1 else { return false }
    return max(Double.log2(abs(a.y)) + 1.44 * growth, Double.log2(abs(b.y)) + 1.44 * decline) > .log2(dot)
  }

  /// A gap with an end at which there is no number: where the function ends, or has a pole.
  private mutating func ends(
    _ a: Curve.Point, _ b: Curve.Point, depth: Int
  ) throws(Interruption) -> [Step] {
    if !a.isFinite, !b.isFinite { return [.link(.open, b)] }
    let isLeft = a.isFinite
    let missing = isLeft ? b : a
    // The last point that has a value.
    var (inside, outside) = (isLeft ? a : b, missing)
    if missing.y.isInfinite, try isFinite(beyond: missing, from: inside) {
      note(.pole, at: missing.x)
      let near = try point(at: missing.x + (inside.x - missing.x) * 1e-3)
      guard near.isFinite, near.x != missing.x, near.x != inside.x, depth == 0 else {
        return [.link(.open, b)]
      }
      return isLeft
        ? [.gap(a, near, depth: 1), .link(.open, b)] : [.link(.open, near), .gap(near, b, depth: 1)]
    }
    let before = curve.evaluationCount
    while case let x = inside.x + (outside.x - inside.x) / 2, x != inside.x, x != outside.x {
      let middle = try point(at: x)
      if middle.isFinite { inside = middle } else { outside = middle }
    }
    locatedCount += curve.evaluationCount - before
    if outside.y.isInfinite, try isFinite(beyond: outside, from: inside) {
      note(.pole, at: outside.x)
      return [.link(.open, b)]
    }
    let place = rounded(outside.x, beside: inside.x)
    let isPole = try diverges(at: place, (isLeft ? a.x : b.x) - place)
    note(isPole ? .pole : .edge, at: place, y: isPole ? .nan : inside.y)
    if isPole, abs(inside.y) > 1e6 * dot {
      inside = try point(at: place + 1e-3 * ((isLeft ? a.x : b.x) - place))
    }
    let last = Self.mostHalvings - 3
    return isLeft
      ? [.gap(a, inside, depth: min(depth, last)), .link(.open, b)]
      : [.link(.open, inside), .gap(inside, b, depth: min(depth, last))]
  }

  /// Whether the function has a value again a little beyond a place at which it is infinite; else it is too large for doubles
  /// from there on, or not defined.
  private mutating func isFinite(beyond place: Curve.Point, from inside: Curve.Point) throws(Interruption)
    -> Bool
  {
    let distance = max(1e-6 * abs(place.x - inside.x), 8 * place.x.ulp)
    let beyond = try point(at: place.x + (place.x < inside.x ? -distance : distance))
    return beyond.isFinite
  }

  /// A shorter number between two that are next to each other, or nearly.
  private func rounded(_ x: Double, beside other: Double) -> Double {
    abs(x) < 1e-13 * extent ? 0 : x
  }

  /// A gap that no slopes explain, looked at until its place is known.
  private mutating func located(_ a: Curve.Point, _ b: Curve.Point) throws(Interruption) -> [Step] {
    let before = curve.evaluationCount
    defer { locatedCount += curve.evaluationCount - before }
    var (left, right) = (a, b)
    for _ in 0..<60 {
      let x = left.x + (right.x - left.x) / 2
      guard x != left.x, x != right.x else { break }
      let middle = try point(at: x)
      if middle.y.isInfinite {
        note(.pole, at: middle.x)
        return [.link(.open, b)]
      }
      if middle.y.isNaN {
        let isPole = try divergesOnEitherSide(of: middle.x, b.x - a.x)
        note(isPole ? .pole : .hole, at: middle.x)
        return [.link(.open, b)]
      }
      if badness(left, middle) >= badness(middle, right) { right = middle } else { left = middle }
    }
    let x = rounded(left.x + (right.x - left.x) / 2, beside: left.x)
    let isPole = try divergesOnEitherSide(of: x, b.x - a.x)
    if isPole {
      note(.pole, at: x)
      return [.link(.open, b)]
    }
    if abs(right.y - left.y) > dot / 2 {
      note(.jump, at: x)
      return (left.x > a.x ? [.link(.joined, left)] : [])
        + (right.x < b.x ? [.link(.open, right), .link(.joined, b)] : [.link(.open, b)])
    }
    return (left.x > a.x ? [.link(.joined, left)] : []) + [.link(.joined, b)]
  }

  /// How much happens in a gap.
  private func badness(_ a: Curve.Point, _ b: Curve.Point) -> Double {
    let slopes = (b.x - a.x) * (abs(a.slope) + abs(b.slope))
    return abs(b.y - a.y) + (slopes.isFinite ? slopes : 0)
  }
}
