import Memory

extension CurveTracer {
  /// How often a gap is halved for a line, and how often a column is looked at.
  private static let mostHalvings = 9
  private static let mostInColumn = 128

  /// More places, and more gaps beside them, that are not explained are more than can be drawn in a column.
  private static let mostLost = (runs: 4, gaps: 24)

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
  mutating func follow(from left: Curve.Point, to right: Curve.Point) throws(Interruption) {
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

  mutating func add(_ link: Curve.Link, _ point: Curve.Point) {
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
    let place = cleared(outside.x)
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

  /// A place, which is 0 where it is that within rounding.
  private func cleared(_ x: Double) -> Double { abs(x) < 1e-13 * extent ? 0 : x }

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
    let x = cleared(left.x + (right.x - left.x) / 2)
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
