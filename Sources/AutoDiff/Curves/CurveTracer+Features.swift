import Memory

extension CurveTracer {
  /// Finds zeros, extrema and kinks between points that are joined: by their slopes, to the last digits.
  mutating func findFeatures() throws(Interruption) {
    let steepest = curve.points.reduce(0.0) { $1.slope.isFinite ? max($0, abs($1.slope)) : $0 }
    let changes = curve.links.indices.map { place -> Double in
      guard curve.links[place] == .joined else { return 0 }
      let change = abs(curve.points[place + 1].slope - curve.points[place].slope)
      return change.isFinite ? change : 0
    }
    for place in curve.links.indices where curve.links[place] == .joined && !isLate {
      let (a, b) = (curve.points[place], curve.points[place + 1])
      if a.y == 0 { notePlainZero(at: place) }
      if a.y * b.y < 0 { note(.zero, at: try zero(between: a, b), y: 0) }
      let beside = max(place > 0 ? changes[place - 1] : 0, place + 1 < changes.count ? changes[place + 1] : 0)
      let isSharp = changes[place] > 0.05 * steepest && changes[place] > 4 * beside
      if a.slope * b.slope < 0 || isSharp { try noteTurn(between: a, b) }
      if place > 0, curve.links[place - 1] == .joined {
        try lookAtSample(place, steepest, changes)
      }
    }
    if let last = curve.points.last, last.y == 0 { notePlainZero(at: curve.points.count - 1) }
    // Beside a hole, a pole or an end there is nothing but rounding.
    let distance = 1e-6 * extent
    let holes = curve.features.filter { $0.kind == .hole }
    let ends = curve.features.filter { $0.kind == .pole || $0.kind == .edge }
    curve.features.removeAll { feature in
      feature.kind != .pole && feature.kind != .edge && ends.contains { abs($0.x - feature.x) < distance }
    }
    curve.features = curve.features.compactMap { feature in
      guard feature.kind != .hole, let hole = holes.first(where: { abs($0.x - feature.x) < distance }) else {
        return feature
      }
      return feature.kind == .kink ? nil : Curve.Feature(feature.kind, x: hole.x, y: hole.y)
    }
    // A zero at which the function turns.
    for (place, feature) in curve.features.enumerated()
    where (feature.kind == .minimum || feature.kind == .maximum) && abs(feature.y) <= 1e-12 * dot {
      curve.features[place] = Curve.Feature(feature.kind, x: feature.x, y: 0)
      note(.zero, at: feature.x, y: 0)
    }
    curve.features.sort { $0.x < $1.x }
  }

  /// Notes an extremum or a kink at a point itself.
  private mutating func lookAtSample(
    _ place: Int, _ steepest: Double, _ changes: [Double]
  ) throws(Interruption) {
    let (before, point, after) = (curve.points[place - 1], curve.points[place], curve.points[place + 1])
    if point.slope == 0, before.slope * after.slope < 0 {
      note(before.slope > 0 ? .maximum : .minimum, at: point.x, y: point.y)
    }
    let change = abs(after.slope - before.slope)
    let beside = max(place > 1 ? changes[place - 2] : 0, place + 1 < changes.count ? changes[place + 1] : 0)
    guard change > 0.05 * steepest, change > 4 * beside else { return }
    let distance = 1e-3 * min(point.x - before.x, after.x - point.x)
    let (left, right) = (try self.point(at: point.x - distance), try self.point(at: point.x + distance))
    if abs(right.slope - left.slope) > 0.5 * change { note(.kink, at: point.x, y: point.y) }
  }

  /// A sample at which the function is 0, and not beside it.
  private mutating func notePlainZero(at place: Int) {
    let beside = [place - 1, place + 1].filter(curve.points.indices.contains).map { curve.points[$0].y }
    if !beside.contains(0) { note(.zero, at: curve.points[place].x, y: 0) }
  }

  /// The zero between two points whose values have different signs, by Newton's method as long as it stays between them.
  private mutating func zero(
    between a: Curve.Point, _ b: Curve.Point
  ) throws(Interruption) -> Double {
    var (left, right) = (a, b)
    var x = left.x + (right.x - left.x) * (left.y / (left.y - right.y))
    for _ in 0..<60 {
      if x <= left.x || x >= right.x { x = left.x + (right.x - left.x) / 2 }
      if x <= left.x || x >= right.x { break }
      let middle = try point(at: x)
      if middle.y == 0 || middle.y.isNaN { return x }
      if middle.y * left.y < 0 { right = middle } else { left = middle }
      let next = middle.x - middle.y / middle.slope
      if abs(next - middle.x) <= 2 * middle.x.ulp { return next }
      x = next
    }
    return abs(left.y) < abs(right.y) ? left.x : right.x
  }

  /// Notes the extremum or kink between two points.
  private mutating func noteTurn(between a: Curve.Point, _ b: Curve.Point) throws(Interruption) {
    let turns = a.slope * b.slope < 0
    var (left, right) = (a, b)
    for _ in 0..<64 {
      let x = left.x + (right.x - left.x) / 2
      guard x != left.x, x != right.x else { break }
      let middle = try point(at: x)
      guard middle.slope.isFinite, middle.isFinite else { break }
      if turns, middle.slope == 0 {
        (left, right) = (middle, middle)
        break
      }
      let isLeft =
        turns
        ? middle.slope * left.slope < 0 : abs(middle.slope - left.slope) >= abs(right.slope - middle.slope)
      if isLeft { right = middle } else { left = middle }
    }
    let isKink = abs(right.slope - left.slope) > 0.5 * abs(b.slope - a.slope)
    let best = abs(left.slope) <= abs(right.slope) ? left : right
    let tolerance = 1e-13 * extent
    let x = abs(best.x) < tolerance ? 0 : best.x
    if isKink { note(.kink, at: x, y: best.y) }
    if turns { note(a.slope > 0 ? .maximum : .minimum, at: x, y: best.y) }
  }
}
